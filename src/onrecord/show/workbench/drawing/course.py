"""The course of things: how many reports came out on each day, and under them the events along the same line of time.

An event known to the minute is a point, one known to be within a day or a month a bar as long as that; where only one
end is known the bar is open. Bars and labels never lie on each other.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.core.answers.happenings import Happened
from onrecord.show.report.drawing.timeline import days
from onrecord.show.workbench.drawing.axis import Axis, Tick, iso
from onrecord.show.workbench.words import headline

WIDTH = 1208
MOST_EVENTS = 26
_EDGE = 10
_BARS = 54  # the tallest day
_TOP = 20
_LANE = 21
_LETTER = 6.3  # of 12.5 px Libre Franklin, on average
_LETTERS = 40
_MOST_BINS = 150
_OPEN = 34  # units of a bar of which only one end is known


@dataclass(frozen=True, slots=True)
class Day:
    """Reports of a day, or of as many days as share a bar: ``last`` is the day whose end shows them all."""

    first: str
    last: str
    reports: int
    x: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Bar:
    """An event on its line: ``left`` to ``right``; its label stands at ``label_x``, read from there by ``anchor``."""

    event: Happened
    label: str
    y: float
    left: float
    right: float
    point: bool
    open_left: bool
    open_right: bool
    label_x: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Course:
    """The whole drawing; ``undated`` and ``beyond`` count events without a time or outside of it, ``more`` the rest."""

    width: int
    height: float
    base: float
    days: tuple[Day, ...]
    ticks: tuple[Tick, ...]
    bars: tuple[Bar, ...]
    now: float | None
    undated: int
    beyond: int
    more: int


def draw(reports: Mapping[str, int], events: Sequence[Happened], *, as_of: str | None = None) -> Course:
    """Lay out ``reports`` (day → how many) and the events that most reports tell of."""
    axis = _axis(reports)
    dated = [(event, *bounds) for event in events if (bounds := _bounds(event)) is not None]
    inside = [one for one in dated if _meets(axis, one[1], one[2])]
    kept = sorted(inside, key=lambda one: (-len(one[0].documents), one[0].id))[:MOST_EVENTS]
    kept.sort(key=lambda one: (one[1] if one[1] is not None else one[2] or 0.0, one[2] or math.inf))
    base = _TOP + _BARS
    bars = _bars(axis, kept, top=base + 34)
    bottom = max((bar.y for bar in bars), default=base + 14) + _LANE
    moment = days(as_of, last=True) if as_of else None
    return Course(
        width=WIDTH,
        height=round(bottom, 1),
        base=base,
        days=_days(axis, reports),
        ticks=axis.ticks(),
        bars=bars,
        now=axis.x(moment) if moment is not None else None,
        undated=len(events) - len(dated),
        beyond=len(dated) - len(inside),
        more=len(inside) - len(kept),
    )


def _axis(reports: Mapping[str, int]) -> Axis:
    """From shortly before the first report to shortly after the last."""
    found = [day for written in reports if (day := days(written)) is not None] or [1.0, 2.0]
    first, last = min(found), max(found) + 1
    around = max(2.0, (last - first) * 0.06)
    return Axis(first - around, last + around, _EDGE, WIDTH - _EDGE)


def _bounds(event: Happened) -> tuple[float | None, float | None] | None:
    start = days(event.time.earliest) if event.time.earliest else None
    end = days(event.time.latest) if event.time.latest else None
    if start is None and end is None:
        return None
    return (start, max(start, end)) if start is not None and end is not None else (start, end)


def _meets(axis: Axis, start: float | None, end: float | None) -> bool:
    return (end is None or end >= axis.first) and (start is None or start <= axis.last)


def _days(axis: Axis, reports: Mapping[str, int]) -> tuple[Day, ...]:
    width = max(1, math.ceil((axis.last - axis.first) / _MOST_BINS))
    bins: dict[int, int] = {}
    for written, number in reports.items():
        day = days(written)
        if day is not None:
            place = int((day - axis.first) // width)
            bins[place] = bins.get(place, 0) + number
    most = max(bins.values(), default=1)
    out = []
    for place, number in sorted(bins.items()):
        start = math.ceil(axis.first + place * width)
        left, right = axis.x(start), axis.x(start + width)
        tall = round(max(2.0, _BARS * number / most), 1)
        out.append(Day(iso(start), iso(start + width - 1), number, left, round(max(2.0, right - left - 1.5), 1), tall))
    return tuple(out)


def _bars(axis: Axis, kept: Sequence[tuple[Happened, float | None, float | None]], *, top: float) -> tuple[Bar, ...]:
    """Each on the first line where neither it nor its label meets another."""
    ends: list[float] = []  # of what lies on each line, from left to right
    out = []
    for event, start, end in kept:
        left = axis.x(start) if start is not None else max(axis.left, axis.x(end or axis.last) - _OPEN)
        right = axis.x(end) if end is not None else min(axis.right, left + _OPEN)
        point = start is not None and start == end
        right = max(right, left + (0 if point else 5))
        words = headline(event)
        label = words if len(words) <= _LETTERS else words[: _LETTERS - 1].rstrip() + "…"
        long = len(label) * _LETTER + 12
        before = right + long > axis.right and left - long >= axis.left
        taken = (left - long, right + 6) if before else (left - 6, min(right, axis.right) + long)
        inside = right + long > axis.right and not before  # a bar as long as the line carries its label
        lane = next((number for number, used in enumerate(ends) if used <= taken[0]), len(ends))
        ends[lane : lane + 1] = [taken[1]]
        x, anchor = (left - 8, "end") if before else (left + 6, "start") if inside else (right + 8, "start")
        out.append(
            Bar(event, label, top + lane * _LANE, left, right, point, start is None, end is None, round(x, 1), anchor)
        )
    return tuple(out)
