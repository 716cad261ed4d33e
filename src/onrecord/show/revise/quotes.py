"""Words found again in a text, by themselves, by what stands around them, and by where they are said to be.

Positions count code points. Tools made in JavaScript or Java count UTF-16 units, so that everything after an emoji is
one off; a position is believed only where the quoted words stand at it, counted in one way or the other.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from onrecord.core.document import canonical
from onrecord.core.span import Span

LONGEST = 20_000  # characters of a quote
_MANY = 1_000  # places that are looked at


class Lost(Exception):
    """Words that are not in the text, or stand in it several times and nothing says which is meant."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words with what stands before and after them, as a TextQuoteSelector has them."""

    exact: str
    prefix: str = ""
    suffix: str = ""


def found(text: str, words: str, *, near: int) -> Span:
    """Where ``words`` stand in ``text``, nearest to the character ``near``; raises ``Lost`` where they do not."""
    places = _places(_squashed(text), words)
    return min(places, key=lambda span: abs(span.start - near))


def placed(text: str, quote: Quote, position: Span | None) -> Span:
    """The span that a quote and a position mean together.

    Raises ``Lost`` where the words are not in the text, or where neither what stands around them nor the position tells
    which of several places is meant.
    """
    places = _places(_squashed(text), quote.exact)
    wanted = [_plain(position.of(text))] if position is not None and position.end <= len(text) else []
    if position is not None and wanted == [_plain(quote.exact)]:
        return min(places, key=lambda span: abs(span.start - position.start))
    if position is not None and (points := code_points(text, position)) is not None:
        exactly = [span for span in places if span == points]
        if exactly:
            return exactly[0]
    if len(places) > 1 and (quote.prefix or quote.suffix):
        ranked = sorted(((_around(text, span, quote), span) for span in places), key=lambda each: -each[0])
        if ranked[0][0] > ranked[1][0]:
            return ranked[0][1]
    if len(places) == 1:
        return places[0]
    if position is not None:
        return min(places, key=lambda span: abs(span.start - position.start))
    raise Lost(f"“{quote.exact[:60]}” stands there {len(places)} times, and nothing says which is meant")


def code_points(text: str, units: Span) -> Span | None:
    """A span counted in UTF-16 units, in code points; None where it cuts a character in two or leaves the text."""
    starts = _units(text)
    if starts is None:
        return units if units.end <= len(text) else None
    ends = [bisect_right(starts, unit) - 1 for unit in units]
    if any(starts[end] != unit for end, unit in zip(ends, units, strict=True)) or ends[0] >= ends[1]:
        return None
    return Span(*ends)


@lru_cache(maxsize=8)
def _units(text: str) -> tuple[int, ...] | None:
    """Where each character begins in UTF-16 units; None where none of them takes two."""
    if not text or max(text) <= "\uffff":
        return None
    return (0, *accumulate(1 + (ord(char) > 0xFFFF) for char in text))


@dataclass(frozen=True, slots=True)
class _Squashed:
    """A text with one space for every run of white space, and where each of its characters stood."""

    text: str
    at: tuple[int, ...]


@lru_cache(maxsize=8)  # annotations of one report follow each other
def _squashed(text: str) -> _Squashed:
    kept: list[str] = []
    at: list[int] = []
    for place, char in enumerate(text):
        blank = char.isspace()
        if not (blank and kept and kept[-1] == " "):
            kept.append(" " if blank else char)
            at.append(place)
    return _Squashed("".join(kept), tuple(at))


def _places(squashed: _Squashed, words: str) -> list[Span]:
    """Every place of the words, the first thousand of them."""
    wanted = _plain(words[:LONGEST])
    if not wanted:
        raise Lost("there are no words to look for")
    spans: list[Span] = []
    start = squashed.text.find(wanted)
    while start >= 0 and len(spans) < _MANY:
        spans.append(Span(squashed.at[start], squashed.at[start + len(wanted) - 1] + 1))
        start = squashed.text.find(wanted, start + 1)
    if not spans:
        raise Lost(f"“{wanted[:60]}” is not in this report")
    return spans


def _plain(words: str) -> str:
    return " ".join(canonical(words).split())


def _around(text: str, span: Span, quote: Quote) -> int:
    """How many characters before and after a place are those that the quote has around it."""
    before, after = _plain(text[max(0, span.start - 200) : span.start]), _plain(text[span.end : span.end + 200])
    return _alike(before[::-1], _plain(quote.prefix)[::-1]) + _alike(after, _plain(quote.suffix))


def _alike(one: str, other: str) -> int:
    return next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b),
                min(len(one), len(other)))  # fmt: skip
