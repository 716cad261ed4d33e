"""The events of an article along its time: one row each, a point for a known day, a bar for anything wider.

One row an event, its label in a column of its own, so that nothing overlaps whatever the number. Where the times lie
within a month the axis is true to scale; a longer stretch shortens the empty gaps, and the drawing says so.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from onrecord.show.report.entries import EventEntry
from onrecord.show.report.wording import moment

MOST_ROWS = 80
"""Rows drawn; an article has a dozen, 60 is long. The rest is counted below the drawing."""

WIDTH = 460
_LABELS, _RIGHT, _TOP, _ROW = 196, 14, 30, 22
_LETTERS = 31
_TICK = 74
"""Room for the label of a tick, "2024-03-10"."""

_TRUE_DAYS = 31
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d)(?::(\d\d))?)?)?)?")


@dataclass(frozen=True, slots=True)
class Row:
    """One event in the drawing: ``left`` to ``right`` in units; a point has both equal. ``stands`` is its realis."""

    entry: EventEntry
    label: str
    when: str
    y: float
    left: float
    right: float
    open_left: bool
    open_right: bool

    @property
    def point(self) -> bool:
        """True for a time known to the day."""
        return self.left == self.right


@dataclass(frozen=True, slots=True)
class Tick:
    """A date on the axis; ``words`` is "" where its label would run into the one before."""

    x: float
    words: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole drawing. ``undated`` are the events without a time; ``more`` counts rows that were not drawn."""

    width: int
    height: float
    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    published: float | None
    shortened: bool
    undated: tuple[EventEntry, ...]
    more: int


def days(iso: str, *, last: bool = False) -> float | None:
    """An ISO 8601 moment in days since year 1, ``last`` the end of its day, month or year; None where it is no date."""
    match = _ISO.match(iso)
    if match is None:
        return None
    year, month, day, hour, minute = (int(part) if part else None for part in match.groups())
    assert year is not None
    try:
        start = date(year, month or 1, day or 1).toordinal()
        if hour is not None:
            return start + hour / 24 + (minute or 0) / 1440
        if not last:
            return float(start)
        if day is not None:
            return start + 1.0
        after = date(year + (month in (None, 12)), 1 if month is None else month % 12 + 1, 1)
    except (ValueError, OverflowError):
        return None
    return float(after.toordinal())


def draw(events: Sequence[EventEntry], published: str | None) -> Timeline:
    """Lay the events out; ``published`` (EDTF) is drawn as a line where it is known."""
    dated = [(*bounds, event) for event in events if (bounds := _bounds(event)) is not None]
    dated.sort(key=lambda item: (item[0] if item[0] is not None else item[1] or 0, item[1] or math.inf))
    undated = tuple(event for event in events if _bounds(event) is None)
    shown = dated[:MOST_ROWS]
    edges = {edge for start, end, _ in shown for edge in (start, end) if edge is not None}
    issued = days(published or "")
    if edges and issued is not None:
        edges.add(issued)
    axis = _Axis(sorted(edges))
    rows = tuple(_row(axis, number, *item) for number, item in enumerate(shown))
    return Timeline(
        width=WIDTH,
        height=_TOP + _ROW * len(rows) + 18,
        rows=rows,
        ticks=axis.ticks(),
        published=axis.x(issued) if rows and issued is not None else None,
        shortened=axis.shortened,
        undated=undated,
        more=len(dated) - len(shown),
    )


def _bounds(event: EventEntry) -> tuple[float | None, float | None] | None:
    start = days(event.earliest) if event.earliest else None
    end = days(event.latest, last=True) if event.latest else None
    if start is None and end is None:
        return None
    return (start, max(start, end)) if start is not None and end is not None else (start, end)


def _row(axis: _Axis, number: int, start: float | None, end: float | None, event: EventEntry) -> Row:
    left = axis.x(start) if start is not None else axis.first
    right = axis.x(end) if end is not None else axis.last
    if start is not None and end is not None and end - start <= 1:
        left = right = (left + right) / 2
    words = event.label
    return Row(
        entry=event,
        label=words if len(words) <= _LETTERS else words[: _LETTERS - 1].rstrip() + "…",
        when=span_words(event),
        y=_TOP + _ROW * (number + 0.5),
        left=round(left, 1),
        right=round(right, 1),
        open_left=start is None,
        open_right=end is None,
    )


def span_words(event: EventEntry) -> str:
    """From when to when: "2024-03-09", "2024-03-01 – 2024-03-31", "until 2024-03-15", "time not known"."""
    first, last = moment(event.earliest), moment(event.latest)
    if not first and not last:
        return "time not known"
    if not first or not last:
        return f"from {first}" if first else f"until {last}"
    return first if first == last else f"{first} – {last}"


class _Axis:
    """Days to units: true to scale over a month, beyond that each gap as the logarithm of its length."""

    def __init__(self, edges: list[float]) -> None:
        self.edges = edges or [0.0]
        self.first, self.last = float(_LABELS + 8), float(WIDTH - _RIGHT)
        self.shortened = self.edges[-1] - self.edges[0] > _TRUE_DAYS
        gaps = [b - a for a, b in zip(self.edges, self.edges[1:], strict=False)]
        weights = [math.log2(2 + gap) if self.shortened else gap for gap in gaps]
        whole = sum(weights)
        inner, room = self.first + 10, self.last - self.first - 20
        self.at = [inner if whole else inner + room / 2]
        for weight in weights:
            self.at.append(self.at[-1] + room * weight / whole)

    def x(self, moment: float) -> float:
        """Where a moment lies, between its neighbours among the edges."""
        after = bisect_right(self.edges, moment)
        if after == 0 or after == len(self.edges):
            return self.at[0] if after == 0 else self.at[-1]
        start, end = self.edges[after - 1], self.edges[after]
        return self.at[after - 1] + (self.at[after] - self.at[after - 1]) * (moment - start) / (end - start)

    def ticks(self) -> tuple[Tick, ...]:
        """A line for each day on which something starts or ends; labels only where there is room."""
        out: list[Tick] = []
        free = -math.inf
        drawn = -math.inf
        for edge in self.edges:
            x = self.x(math.floor(edge)) if not self.shortened else self.x(edge)
            if edge < 1 or x - drawn < 6:
                continue
            drawn = x
            anchor = "end" if x > self.last - _TICK / 2 else "middle"
            start = x - (_TICK if anchor == "end" else _TICK / 2)
            told = start >= free and edge < date.max.toordinal()
            free = start + _TICK if told else free
            day = (date.min + timedelta(days=int(edge) - 1)).isoformat() if told else ""
            out.append(Tick(round(x, 1), day, anchor))
        return tuple(out)
