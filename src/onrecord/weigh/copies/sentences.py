"""A text cut into sentences for comparing: their words without case and marks, and where they stand."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

_WORD = re.compile(r"\d+(?:[.,:]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
# Cut after every end mark: a wrong cut at "Gen." is made in both texts alike and does no harm.
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+(?=[^\s\d]?\d)[^.!?\n]*)*[.!?]*[”\"’»)\]]{0,3}")
_QUOTE = re.compile(r"“[^”\n]{0,2000}”|\"[^\"\n]{0,2000}\"|«[^»\n]{0,2000}»")


class Word(NamedTuple):
    """One word as it is compared, and its code points in the text."""

    low: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence's words; ``own`` are those outside quotation marks, which two reporters of one speech do not share."""

    start: int
    end: int
    words: tuple[Word, ...]
    lows: tuple[str, ...]  # the words as they are compared
    own: int


def words_of(text: str) -> list[str]:
    """Every word and number, in small letters, straight apostrophes."""
    return [match[0].lower().replace("’", "'") for match in _WORD.finditer(text)]


_SHORT = 20_000  # code points: of texts up to here a hundred are kept cut up, of longer ones two


def sentences_of(text: str) -> tuple[Sentence, ...]:
    """The sentences that have words, in order; those of reports that are much copied are cut once."""
    return _of_short(text) if len(text) <= _SHORT else _of_long(text)


@lru_cache(maxsize=100)
def _of_short(text: str) -> tuple[Sentence, ...]:
    return _cut(text)


@lru_cache(maxsize=2)  # a new report is compared with one after another: it stays, and never more than one beside it
def _of_long(text: str) -> tuple[Sentence, ...]:
    return _cut(text)


def _cut(text: str) -> tuple[Sentence, ...]:
    quoted = [match.span() for match in _QUOTE.finditer(text)]
    found: list[Sentence] = []
    near = 0
    for match in _SENTENCE.finditer(text):
        words = tuple(
            Word(each[0].lower().replace("’", "'"), each.start(), each.end())
            for each in _WORD.finditer(text, match.start(), match.end())
        )
        if not words:
            continue
        while near < len(quoted) and quoted[near][1] <= match.start():
            near += 1
        here = [span for span in quoted[near : near + 8] if span[0] < match.end()]
        own = sum(not any(start <= word.start < end for start, end in here) for word in words) if here else len(words)
        found.append(Sentence(match.start(), match.end(), words, tuple(word.low for word in words), own))
    return tuple(found)
