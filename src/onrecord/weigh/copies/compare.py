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
from functools import cache
from typing import Literal

from rapidfuzz import fuzz, process

from onrecord.core import Span
from onrecord.lang import lexicon
from onrecord.weigh.copies.sentences import Sentence, Word, sentences_of

CopyKind = Literal["identical", "cut", "edited", "rewritten"]

_ALIKE = 62  # fuzz.ratio of the words of two sentences (0 to 100), above which one is the other rewritten
_LEAST_WORDS = 25  # outside quotation marks: two sentences can be formula ("No group has claimed responsibility.")
_SHARE = 0.5  # of the own words of the shorter report, found in the other
_WHOLE = 0.97
_CUT = 0.9  # of the later text stands in the earlier one: cut, though a word was changed or a line of credit added
_LITERAL = 0.6  # of the paired words stand in sentences taken over: edited; below: rewritten
_TAKEN_OVER = 85  # fuzz.ratio above which a sentence was taken over, with a word or a figure changed
_DIGIT = re.compile(r"\d")
_SCALES = ("thousand", "million", "billion", "trillion")
_SIGNS = "$€£¥₴₽₹"


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
    ratio: float  # of their words, 0 to 100

    @property
    def same(self) -> bool:
        """True where the words are the same."""
        return self.ratio == 100


def likeness(later: str, earlier: str) -> Likeness:
    """Compare two texts: ``likeness(copy, original).kind`` is "identical", "cut", "edited", "rewritten" or None."""
    ours, theirs = sentences_of(later), sentences_of(earlier)
    pairs = _pairs(ours, theirs)
    own, other = _own(ours), _own(theirs)
    of_later = sum(pair.later.own for pair in pairs) / max(1, own)
    of_earlier = sum(pair.earlier.own for pair in pairs) / max(1, other)
    paired = sum(pair.later.own for pair in pairs)
    literal = sum(pair.later.own for pair in pairs if pair.ratio >= _TAKEN_OVER) / max(1, paired)
    altered = any(not pair.same for pair in pairs)
    kind = _kind(of_later, of_earlier, literal, paired, short=min(own, other), changed=altered)
    edits = [pair for pair in pairs if not pair.same] if kind else []
    changed = tuple(change for pair in edits for change in _changes(pair, later, earlier))
    return Likeness(kind, of_later, of_earlier, literal, changed)


def _kind(
    of_later: float, of_earlier: float, literal: float, paired: int, *, short: int, changed: bool
) -> CopyKind | None:
    if max(of_later, of_earlier) < _SHARE or paired < min(_LEAST_WORDS, 0.8 * short):
        return None
    if literal < _LITERAL:
        return "rewritten"
    if of_later >= _WHOLE and of_earlier >= _WHOLE:
        return "edited" if changed else "identical"
    return "cut" if of_later >= _CUT and of_earlier < _WHOLE else "edited"


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
            pairs.append(_Pair(sentence, theirs[place], 100))
        else:
            left.append(sentence)
    pairs.extend(_rewritten(left, [sentence for place, sentence in enumerate(theirs) if place not in used]))
    return sorted(pairs, key=lambda pair: pair.later.start)


def _rewritten(left: Sequence[Sentence], free: Sequence[Sentence]) -> Iterator[_Pair]:
    """Pairs among what is not the same: the most alike first."""
    left = [sentence for sentence in left if len(sentence.lows) >= 4]
    free = [sentence for sentence in free if len(sentence.lows) >= 4]
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
    for score, row, column in order:
        if row not in rows and column not in columns:
            rows.add(row)
            columns.add(column)
            yield _Pair(left[row], free[column], min(99.0, float(score)))


def _changes(pair: _Pair, later: str, earlier: str) -> Iterator[Changed]:
    """The figures and names in which two versions of a sentence differ."""
    ours, theirs = pair.later.words(later), pair.earlier.words(earlier)
    matcher = SequenceMatcher(None, pair.earlier.lows, pair.later.lows, autojunk=False)
    for act, first, last, begin, end in matcher.get_opcodes():
        if act != "replace":
            continue
        before, after = theirs[first:last], ours[begin:end]
        if len(before) > 4 or len(after) > 4:
            continue
        if _is_figure(before) and _is_figure(after):
            reach = 1 if last < len(theirs) and end < len(ours) and theirs[last].low in _SCALES else 0
            yield _changed(theirs[first : last + reach], ours[begin : end + reach], earlier, later)
        elif back := _unit_of(theirs, ours, first, begin):
            yield _changed(theirs[first - back : last], ours[begin - back : end], earlier, later)
        elif _is_name(before, earlier) and _is_name(after, later):
            reach = 0
            while (
                last + reach < len(theirs) and end + reach < len(ours)
                and theirs[last + reach].low == ours[end + reach].low and later[ours[end + reach].start].isupper()
                and later[ours[end + reach - 1].end : ours[end + reach].start] == " "
            ):  # fmt: skip
                reach += 1
            yield _changed(theirs[first : last + reach], ours[begin : end + reach], earlier, later)


def _changed(before: Sequence[Word], after: Sequence[Word], earlier: str, later: str) -> Changed:
    """Words as they stand in either text, with the sign of a currency in front."""
    span = _whole(after, later)
    return Changed(_whole(before, earlier).of(earlier), span.of(later), span)


def _whole(words: Sequence[Word], text: str) -> Span:
    start = words[0].start
    return Span(start - 1 if start and text[start - 1] in _SIGNS else start, words[-1].end)


def _is_figure(words: Sequence[Word]) -> bool:
    """True for digits and number words: "9", "nine", "two dozen"."""
    return any(_DIGIT.search(word.low) or word.low in _number_words() for word in words)


def _unit_of(theirs: Sequence[Word], ours: Sequence[Word], first: int, begin: int) -> int:
    """How many words before a changed unit or scale its figure begins: 2 in "6,000 square metres"; 0 for no unit."""
    for back in (1, 2, 3):
        if first < back or begin < back or theirs[first - back].low != ours[begin - back].low:
            return 0
        if _is_figure([theirs[first - back]]):
            words = [*theirs[first - back + 1 : first + 1], *ours[begin - back + 1 : begin + 1]]
            return back if any(word.low in _unit_words() for word in words) else 0
    return 0


def _is_name(words: Sequence[Word], text: str) -> bool:
    """True for a capital that no sentence begins with."""
    return any(
        text[word.start].isupper() and text[: word.start].rstrip(" \t\"“'‘(")[-1:] not in {"", ".", "!", "?", "\n"}
        for word in words
    )


@cache
def _number_words() -> frozenset[str]:
    numbers = lexicon("numbers")
    return frozenset(word for table in ("small", "tens") for word in numbers[table]) | {"dozen", "dozens", "hundred"}


@cache
def _unit_words() -> frozenset[str]:
    units = [name for table in lexicon("units").values() if isinstance(table, dict) for name in table.values()]
    return frozenset(word for names in units for name in names for word in str(name).split()) | set(_SCALES)
