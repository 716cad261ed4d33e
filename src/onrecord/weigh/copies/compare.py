"""Two texts side by side: how much of each stands in the other, what kind of copy that makes, and what was changed.

Sentences are paired, alike ones first; the words inside quotation marks do not count towards a copy, because two
reporters of one speech share them without having read each other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from rapidfuzz import fuzz, process

from onrecord.core import Span
from onrecord.weigh.copies.sentences import Sentence, Word, sentences_of

CopyKind = Literal["identical", "cut", "edited", "rewritten"]

_ALIKE = 62  # fuzz.ratio of the words of two sentences (0 to 100), above which one is the other rewritten
_LEAST_WORDS = 25  # outside quotation marks: two sentences can be formula ("No group has claimed responsibility.")
_SHARE = 0.5  # of the own words of the shorter report, found in the other
_WHOLE = 0.97
_LITERAL = 0.6  # of the paired words stand in sentences taken over word for word: edited; below: rewritten
_TELLING = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Changed:
    """A figure or name that the later text gives otherwise: "9" became "19" at ``span`` of the later text."""

    before: str
    after: str
    span: Span


@dataclass(frozen=True, slots=True)
class Likeness:
    """How a later text stands to an earlier one: shares of own words (0 to 1) found in the other, and the verdict."""

    kind: CopyKind | None  # None: no copy
    of_later: float
    of_earlier: float
    literal: float  # of the paired words, how many stand in sentences that are the same word for word
    changed: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class _Pair:
    later: Sentence
    earlier: Sentence
    same: bool


def likeness(later: str, earlier: str) -> Likeness:
    """Compare two texts: ``likeness(copy, original).kind`` is "identical", "cut", "edited", "rewritten" or None."""
    ours, theirs = sentences_of(later), sentences_of(earlier)
    pairs = _pairs(ours, theirs)
    own, other = _own(ours), _own(theirs)
    of_later = sum(pair.later.own for pair in pairs) / max(1, own)
    of_earlier = sum(pair.earlier.own for pair in pairs) / max(1, other)
    paired = sum(pair.later.own for pair in pairs)
    literal = sum(pair.later.own for pair in pairs if pair.same) / max(1, paired)
    kind = _kind(of_later, of_earlier, literal, paired, short=min(own, other))
    edits = [pair for pair in pairs if not pair.same] if kind else []
    changed = tuple(change for pair in edits for change in _changes(pair, later, earlier))
    return Likeness(kind, of_later, of_earlier, literal, changed)


def _kind(of_later: float, of_earlier: float, literal: float, paired: int, *, short: int) -> CopyKind | None:
    if max(of_later, of_earlier) < _SHARE or paired < min(_LEAST_WORDS, 0.8 * short):
        return None
    if literal >= _WHOLE and of_later >= _WHOLE:
        return "identical" if of_earlier >= _WHOLE else "cut"
    return "edited" if literal >= _LITERAL else "rewritten"


def _own(sentences: Sequence[Sentence]) -> int:
    return sum(sentence.own for sentence in sentences)


def _pairs(ours: Sequence[Sentence], theirs: Sequence[Sentence]) -> list[_Pair]:
    """Sentences of the later text with those of the earlier one they come from, each used once."""
    by_words: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for place, sentence in enumerate(theirs):
        by_words[sentence.lows].append(place)
    pairs: list[_Pair] = []
    left: list[Sentence] = []
    used: set[int] = set()
    for sentence in ours:
        places = by_words.get(sentence.lows)
        if places:
            place = places.pop(0)
            used.add(place)
            pairs.append(_Pair(sentence, theirs[place], same=True))
        else:
            left.append(sentence)
    pairs.extend(_rewritten(left, [sentence for place, sentence in enumerate(theirs) if place not in used]))
    return sorted(pairs, key=lambda pair: pair.later.start)


def _rewritten(left: Sequence[Sentence], free: Sequence[Sentence]) -> Iterator[_Pair]:
    """Pairs among what is not the same: the most alike first."""
    left = [sentence for sentence in left if len(sentence.words) >= 4]
    free = [sentence for sentence in free if len(sentence.words) >= 4]
    if not left or not free:
        return
    scores = process.cdist(
        [sentence.lows for sentence in left], [sentence.lows for sentence in free], scorer=fuzz.ratio,
        score_cutoff=_ALIKE,
    )  # fmt: skip
    order = sorted(
        ((scores[row, column], row, column) for row, column in zip(*scores.nonzero(), strict=True)),
        key=lambda found: (-found[0], found[1], found[2]),
    )
    rows: set[int] = set()
    columns: set[int] = set()
    for _, row, column in order:
        if row not in rows and column not in columns:
            rows.add(row)
            columns.add(column)
            yield _Pair(left[row], free[column], same=False)


def _changes(pair: _Pair, later: str, earlier: str) -> Iterator[Changed]:
    """The figures and names in which two versions of a sentence differ."""
    ours, theirs = pair.later.words, pair.earlier.words
    matcher = SequenceMatcher(None, [word.low for word in theirs], [word.low for word in ours], autojunk=False)
    for act, first, last, begin, end in matcher.get_opcodes():
        if act != "replace":
            continue
        before, after = theirs[first:last], ours[begin:end]
        if len(before) <= 4 and len(after) <= 4 and _tells(before, earlier) and _tells(after, later):
            span = Span(after[0].start, after[-1].end)
            yield Changed(earlier[before[0].start : before[-1].end], span.of(later), span)


def _tells(words: Sequence[Word], text: str) -> bool:
    """True for a figure or a name: digits, or a capital that no sentence begins with."""
    for word in words:
        if _TELLING.search(word.low):
            return True
        if text[word.start].isupper() and text[: word.start].rstrip(" \t\"“'‘(")[-1:] not in {"", ".", "!", "?", "\n"}:
            return True
    return False
