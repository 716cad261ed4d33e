"""Figures that lean on their neighbours: "13, 15 and 17 people", "four boats, a crane and a ferry"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from onrecord.core.span import Span
from onrecord.lang import lexicon, worded
from onrecord.read.figures.counted import nouns, plural
from onrecord.read.figures.lexemes import Lexemes
from onrecord.read.figures.measure import BODILY
from onrecord.read.figures.quantities import Quantity

_LINKS = frozenset([",", "and", "or", "/", "to", "by"])
_CHAIN = 8  # members of one list of things
_OLDEST = 120
_NOUN = 6  # lexemes of "a local aid worker"


@worded
def _lists() -> tuple[frozenset[str], frozenset[str]]:
    lists = lexicon("counted")["lists"]
    return frozenset(lists["uncounted"]), frozenset(lists["singular_verbs"])


def share(lx: Lexemes, found: Sequence[Quantity]) -> list[Quantity]:
    """Give bare numbers in a row the unit or counted thing of the last: "5, 10 and 15 percent"."""
    out = list(found)
    for k in range(len(out) - 2, -1, -1):
        left, right = out[k], out[k + 1]
        if left.unit != "1" or left.counted or left.dimension != "count" or left.hyphen or left.measure:
            continue
        between = lx.lows[left.last : right.first]
        if not between or len(between) > 2 or not all(low in _LINKS for low in between):
            continue
        if lx.broken(left.last - 1) or any(lx.broken(i) for i in range(left.last, right.first)):
            continue
        if right.unit != "1":
            out[k] = replace(left, unit=right.unit, dimension=right.dimension)
        elif right.counted and "by" not in between:
            out[k] = replace(left, counted=right.counted, measure=right.measure)
    return out


def reached(lx: Lexemes, found: Sequence[Quantity]) -> list[Quantity]:
    """In "slid from 21 percent to 17" the seventeen are percent too."""
    out = list(found)
    for k in range(1, len(out)):
        left, right = out[k - 1], out[k]
        bare = right.unit == "1" and right.dimension == "count" and right.counted is None and not right.hyphen
        ends = lx.kind(right.last) in ("s", "") or lx.low(right.last) in nouns().stop
        if bare and ends and left.unit != "1" and left.measure is None and lx.lows[left.last : right.first] == ["to"]:
            out[k] = replace(right, unit=left.unit, dimension=left.dimension, measure=None)
    return out


def ages(lx: Lexemes, found: Sequence[Quantity]) -> list[Quantity]:
    """In "sons aged eight and 10" the ten is an age too."""
    out = list(found)
    for k in range(1, len(out)):
        left, right = out[k - 1], out[k]
        between = lx.lows[left.last : right.first]
        bare = right.unit == "1" and right.counted is None and right.dimension == "count" and right.measure is None
        if left.measure != "age" or not bare or not 1 <= len(between) <= 2 or right.high > _OLDEST:
            continue
        if all(low in (",", "and", "or") for low in between) and lx.low(left.last - 1) not in ("old", "olds"):
            out[k] = replace(right, unit=left.unit, dimension="time", measure="age")
    return out


def inherit(lx: Lexemes, found: Sequence[Quantity]) -> list[Quantity]:
    """In "12 people were killed and 30 wounded" the thirty are people too."""
    out = list(found)
    for k in range(1, len(out)):
        left, right = out[k - 1], out[k]
        if right.counted or right.dimension != "count" or right.measure not in BODILY or left.measure not in BODILY:
            continue
        if left.counted and left.dimension == "count" and lx.bounds(left.core) == lx.bounds(right.core):
            low = lx.text[left.counted.start : left.counted.end].lower()
            if low.split()[-1] not in ("deaths", "injuries", "casualties", "arrests", "bodies"):
                out[k] = replace(right, counted=left.counted)
    return out


def articles(lx: Lexemes, found: Sequence[Quantity]) -> list[Quantity]:
    """In "four boats, a crane and a ferry" each "a" counts one thing; only beside a counted thing in the same list."""
    added: list[Quantity] = []
    taken = {k for item in found for k in range(item.first, item.last)}
    for item in found:
        if item.dimension != "count" or item.counted is None or item.hyphen:
            continue
        last = item.last
        while last < len(lx.lows) and lx.starts[last] < item.counted.end:
            last += 1
        if item.counted.start < lx.starts[item.first]:
            continue
        added += _rightward(lx, item, last)
        added += _leftward(lx, item)
    free: dict[int, Quantity] = {}
    for extra in added:
        if taken.isdisjoint(range(extra.first, extra.last)):
            free.setdefault(extra.first, extra)
    return sorted([*found, *free.values()], key=lambda item: item.core)


def _rightward(lx: Lexemes, item: Quantity, at: int) -> list[Quantity]:
    out: list[Quantity] = []
    for _ in range(_CHAIN):
        start = at
        if lx.low(start) == ",":
            start += 1
        linked = lx.low(start) in ("and", "or")
        start += linked
        if start == at or lx.low(start) not in ("a", "an") or lx.broken(start - 1):
            return out
        noun = _noun(lx, start + 1)
        if noun is None:
            return out
        following = lx.low(noun)
        closed = (
            following in (",", ".", ";", "and", "", "”", ")", "—")
            or following in nouns().stop
            or following in nouns().verbs
        )
        if not closed or following in _lists()[1]:
            return out
        if not linked and following not in (",", "and", "or"):
            return out
        out.append(_single(lx, item, start, noun))
        at = noun
        if linked:
            return out
    return out


def _leftward(lx: Lexemes, item: Quantity) -> list[Quantity]:
    """ "a soldier and two civilians": step back over ", a …" as far as the list goes."""
    out: list[Quantity] = []
    at = item.first
    for _ in range(_CHAIN):
        end = at
        while lx.low(end - 1) in ("and", ",", "or") and end > at - 2:
            end -= 1
        if end == at:
            return out
        for start in range(end - 2, max(-1, end - _NOUN - 2), -1):
            if lx.broken(start):
                return out
            if lx.low(start) in ("a", "an"):
                if _noun(lx, start + 1) != end or lx.low(start - 1) in (
                    "in",
                    "on",
                    "at",
                    "of",
                    "from",
                    "near",
                    "with",
                    "by",
                    "as",
                    "said",
                    "after",
                    "for",
                ):
                    return out
                out.append(_single(lx, item, start, end))
                at = start
                break
            if lx.kinds[start] != "w" or lx.lows[start] in nouns().stop:
                return out
        else:
            return out
    return out


def _noun(lx: Lexemes, at: int) -> int | None:
    """Past a singular noun phrase that may be counted by "a", or None."""
    last = at
    while last < at + _NOUN and (
        lx.kind(last) == "w" or (lx.low(last) == "-" and lx.glued(last) and lx.glued(last - 1))
    ):
        low = lx.lows[last]
        if low in nouns().stop or (low in nouns().verbs and last > at):
            break
        last += 1
    if last == at or last == at + _NOUN or lx.lows[at] in _lists()[0] or lx.lows[last - 1] in _lists()[0]:
        return None
    return None if plural(lx.lows[last - 1]) else last


def _single(lx: Lexemes, item: Quantity, at: int, noun: int) -> Quantity:
    return Quantity(
        first=at, last=at + 1, core=at, end=at + 1, low=Decimal(1), high=Decimal(1), comparator="exact",
        approximate=False, unit="1", dimension="count", counted=Span(lx.starts[at + 1], lx.ends[noun - 1]),
        measure=item.measure,
    )  # fmt: skip
