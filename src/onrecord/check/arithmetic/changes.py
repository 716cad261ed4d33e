"""Changes and ranges: "doubled from 40 to 60", "rose by 10 to 55 from 40", "between 400 and 300"."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from onrecord.check.amounts import Bounds, bounds, rounding, value, written
from onrecord.core import Figure, Flag
from onrecord.lang import lexicon

_REACH = 90  # characters before a change in which its verb may stand
_WORD = re.compile(r"[a-z][a-z'-]*")
_TO = re.compile(r"(?:[\s,]+[\w'’-]+){0,3}?,?\s+to\s+(?:just |only |a )?", re.IGNORECASE)
_FROM = re.compile(r"(?:[\s,]+[\w'’-]+){0,3}?,?\s+from\s+(?:just |only |the )?", re.IGNORECASE)
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_LINK = re.compile(r",?\s+(?:from|to)\s*$")
_CLAUSE = re.compile(r"[;:()]|[.,] |\bbut\b|\bwhile\b|\band\b")
# A share of change read as exact to one part in twenty; newspapers round it.
_SLACK = 0.05
# How far "nearly doubled" may fall short and "more than doubled" go beyond; "doubled" alone lies between 1.8 and 2.2.
_LOOSE = 0.1
_NEARLY, _OVER = 0.25, 0.5


class _Words(NamedTuple):
    times: dict[str, float]
    up: frozenset[str]
    down: frozenset[str]
    ranks: frozenset[str]
    nearly: frozenset[str]
    over: frozenset[str]


@cache
def _words() -> _Words:
    data = lexicon("arithmetic")["changes"]
    lists = data["lists"]
    return _Words(
        data["times"], frozenset(data["up"]), frozenset(data["down"]), frozenset(data["ranks"]),
        frozenset(lists["nearly"]), frozenset(lists["over"]),
    )  # fmt: skip


class _Move(NamedTuple):
    """From ``start`` to ``end``, with the words before it and the figures it is told in."""

    start: Figure
    end: Figure
    before: str
    evidence: tuple[Figure, ...]
    by: Figure | None = None


def changed(text: str, figures: Sequence[Figure]) -> Iterator[Flag]:
    """Changes whose two ends do not fit the verb or the step, and ranges that are upside down."""
    for move in _moves(text, figures):
        yield from _judged(move)
    for left, right in pairwise(figures):
        if _upside_down(text, left, right):
            yield Flag(
                "arithmetic", left.id, "low", (left.span.cover(right.span),),
                f"The range runs downwards, from {_said(left)} to {_said(right)}.",
            )  # fmt: skip


def _upside_down(text: str, left: Figure, right: Figure) -> bool:
    before = text[max(0, left.span.start - 12) : left.span.start].lower().rstrip()
    a, b = value(left), value(right)
    if a is None or b is None or left.unit != right.unit or left.dimension not in ("count", "money"):
        return False
    opened = before.endswith(("between", "from between")) or left.text.lower().startswith("between ")
    gap = text[left.span.end : right.span.start]
    return bool(opened and _AND.fullmatch(gap) and a > b and not _elided(left, right) and a != b)


def _moves(text: str, figures: Sequence[Figure]) -> Iterator[_Move]:
    """Every "from A to B" and "to B from A", with the step before it if one is told."""
    for index, left in enumerate(figures):
        before = text[max(0, left.span.start - _REACH) : left.span.start]
        step = figures[index - 1] if index else None
        if left.comparator == "range" and left.low is not None and left.high is not None:
            yield from _ranged(text, figures, index, before)
            continue
        right = figures[index + 1] if index + 1 < len(figures) else None
        right = _in_unit(left, right)
        if right is None or left.unit != right.unit or left.dimension == "time" or _elided(left, right):
            continue
        gap = text[left.span.end : min(right.span.start, left.span.end + _REACH)]
        opener = before.rstrip().lower()
        if (opener.endswith(" from") or left.text.lower().startswith("from ")) and _TO.fullmatch(gap):
            yield _Move(left, right, before, (left, right), _step(text, step, left, "from"))
        elif opener.endswith((" to", " to just", " to only")) and _FROM.fullmatch(gap):
            yield _Move(right, left, before, (left, right), _step(text, step, left, "to"))


def _ranged(text: str, figures: Sequence[Figure], index: int, before: str) -> Iterator[_Move]:
    """ "swelled from 40 to 60", read as one range; "rose by 10 to 55 from 40", where the range is none."""
    item = figures[index]
    low, high = item.low, item.high
    if item.dimension == "time" or low is None or high is None:
        return
    start = replace(item, low=low, best=low, high=low, comparator="exact")
    end = replace(item, low=high, best=high, high=high, comparator="exact")
    if item.text.lower().startswith("from ") or before.rstrip().lower().endswith(" from"):
        step = figures[index - 1] if index else None
        yield _Move(start, end, before, (item,), _step(text, step, item, "from"))
        return
    after = figures[index + 1] if index + 1 < len(figures) else None
    if after is None or after.unit != item.unit or not before.rstrip().lower().endswith(" by"):
        return
    if _FROM.fullmatch(text[item.span.end : after.span.start]):
        yield _Move(after, end, before, (item, after), start)


def _step(text: str, step: Figure | None, left: Figure, link: str) -> Figure | None:
    """The figure just before the two ends: "rose by *25 percent* from 40 to 60"; None where it is something else."""
    if step is None or step.comparator == "range":
        return None
    if step.dimension == "ratio":  # "fell by half, from 200 to 100"
        share = (value(step) or 0.0) * 100
        step = replace(step, unit="%", dimension="percent", low=share, best=share, high=share, approximate=True)
    gap = text[step.span.end : left.span.start].lower().strip(" ,")
    if gap not in (link, "", f"points {link}"):
        return None
    if step.unit == "%" and left.unit == "%" and "point" not in step.text.lower() and "point" not in gap:
        return None  # "rose 10 percent to 55 percent" may mean points or a share
    return step if step.unit in ("%", left.unit) else None


def _in_unit(left: Figure, right: Figure | None) -> Figure | None:
    """ "from 80 dinars a sack to 120": the bare number borrows the unit."""
    if right is not None and right.unit == "1" and right.counted is None and right.dimension == "count":
        return replace(right, unit=left.unit, dimension=left.dimension)
    return right


def _elided(left: Figure, right: Figure) -> bool:
    """ "from 3 to 2.9 million": the first number borrows the scale of the second."""
    scaled = re.compile(r"million|billion|trillion|bn\b|thousand|\dm\b|\d ?k\b", re.IGNORECASE)
    small, large = sorted((left, right), key=lambda figure: value(figure) or 0.0)
    return bool(scaled.search(large.text)) and not scaled.search(small.text) and (value(small) or 0.0) < 1000


def _judged(move: _Move) -> Iterator[Flag]:
    first, last = bounds(move.start), bounds(move.end)
    a, b = value(move.start), value(move.end)
    words = _words()
    said = _WORD.findall(_clause(move.before.lower()))
    if first is None or last is None or a is None or b is None or a <= 0 or not words.ranks.isdisjoint(said):
        return
    evidence = tuple(dict.fromkeys(figure.span for figure in move.evidence))
    on = move.evidence[-1].id
    ends = f"from {_said(move.start)} to {_said(move.end)}"
    if move.by is not None:
        because = _misstep(move.by, first, last, ends, a, b)
        if because:
            yield Flag("arithmetic", on, "medium", tuple(dict.fromkeys((move.by.span, *evidence))), because)
            return
    factor = next((words.times[word] for word in reversed(said) if word in words.times), None)
    if factor is not None:
        if not _fits_factor(factor, first, last, said):
            yield Flag(
                "arithmetic", on, "medium", evidence,
                f"{_said(move.start)} {_named(said)} would be {written(a * factor, move.start.unit)}; "
                f"{_said(move.end)} is {b / a:.3g} times as much.",
            )  # fmt: skip
        return
    way = next((word for word in reversed(said) if word in words.up or word in words.down), None)
    fell, grew = last.high < first.low, last.low > first.high
    if way is not None and ((way in words.up and fell) or (way in words.down and grew)):
        turned = "a fall" if b < a else "a rise"
        yield Flag("arithmetic", on, "medium", evidence, f"“{way}” does not fit the numbers: {ends} is {turned}.")


def _clause(before: str) -> str:
    """What stands between the last break and the figure: the verb of this change, not of another."""
    last = 0
    before = _LINK.sub("", before).rstrip(" ,")
    for found in _CLAUSE.finditer(before):
        last = found.end()
    return before[last:]


def _named(said: list[str]) -> str:
    words = _words().times
    return next(word for word in reversed(said) if word in words)


def _fits_factor(factor: float, first: Bounds, last: Bounds, said: list[str]) -> bool:
    words = _words()
    low, high = factor * (1 - _LOOSE), factor * (1 + _LOOSE)
    at = max(index for index, word in enumerate(said) if word in words.times)
    near = said[max(0, at - 3) : at]
    if not words.nearly.isdisjoint(near):
        low, high = factor * (1 - _NEARLY), factor * (1 + _NEARLY)
    elif not words.over.isdisjoint(near):
        low, high = (factor * (1 - _LOOSE), factor * (1 + _OVER)) if factor > 1 else (0.0, factor * (1 + _LOOSE))
    if math.isinf(last.high) or math.isinf(first.high):
        return True
    return not Bounds(last.low / first.high, last.high / max(first.low, 1e-9)).apart(Bounds(low, high))


def _misstep(by: Figure, first: Bounds, last: Bounds, ends: str, a: float, b: float) -> str | None:
    """What is wrong with the step, in words; None where it fits."""
    step = value(by)
    if step is None or math.isinf(first.high) or math.isinf(last.high) or step == 0:
        return None
    if by.comparator in ("at_least", "more_than", "at_most", "less_than"):
        return None
    if by.unit == "%" and "point" not in by.text.lower():
        low, high = (abs(last.low / first.high - 1), abs(last.high / max(first.low, 1e-9) - 1))
        low, high = min(low, high) * 100, max(low, high) * 100
        room = max(1.0, rounding(step), step * (_SLACK + (0.1 if by.approximate else 0.0)))
        if step + room < low or step - room > high:
            return f"A change {ends} is {abs(b / a - 1) * 100:.3g} %, not {written(step, '%')}."
        return None
    gone = Bounds(min(abs(last.low - first.high), abs(last.high - first.low)),
                  max(abs(last.low - first.high), abs(last.high - first.low)))  # fmt: skip
    allowed = bounds(by)
    if allowed is not None and gone.apart(allowed):
        return f"A change {ends} is {written(abs(b - a), by.unit)}, not {_said(by)}."
    return None


def _said(figure: Figure) -> str:
    return written(value(figure) or 0.0, figure.unit)
