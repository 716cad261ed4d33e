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
    """A sentence's words as they are compared; ``own`` counts those outside quotation marks.

    Two reporters of one speech do not share these.
    """

    start: int
    end: int
    lows: tuple[str, ...]
    own: int

    def words(self, text: str) -> list[Word]:
        """Its words with their places in the text it was cut from."""
        return [Word(_low(each[0]), each.start(), each.end()) for each in _WORD.finditer(text, self.start, self.end)]


def words_of(text: str) -> list[str]:
    """Every word and number, in small letters, straight apostrophes."""
    return [_low(word) for word in _WORD.findall(text)]


def _low(word: str) -> str:
    return word.lower().replace("’", "'")


_SHORT = 20_000  # code points: of texts up to here three hundred are kept cut up, of longer ones two


def sentences_of(text: str) -> tuple[Sentence, ...]:
    """The sentences that have words, in order; those of reports that are much copied are cut once."""
    return _of_short(text) if len(text) <= _SHORT else _of_long(text)


@lru_cache(maxsize=300)
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
        lows = tuple(map(_low, _WORD.findall(text, match.start(), match.end())))
        if not lows:
            continue
        while near < len(quoted) and quoted[near][1] <= match.start():
            near += 1
        here = [span for span in quoted[near : near + 8] if span[0] < match.end()]
        own = (
            len(lows)
            if not here
            else sum(
                not any(start <= word.start() < end for start, end in here)
                for word in _WORD.finditer(text, match.start(), match.end())
            )
        )
        found.append(Sentence(match.start(), match.end(), lows, own))
    return tuple(found)
