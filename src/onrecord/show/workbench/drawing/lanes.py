"""Lanes of time beside a table: one for each row, a dot for each report, a line from the first to the last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from onrecord.show.report.drawing.timeline import days
from onrecord.show.workbench.drawing.axis import Axis, iso

WIDTH = 300
_EDGE = 6
_NEAR = 4.0  # dots closer than that are one


@dataclass(frozen=True, slots=True)
class Lane:
    """``left`` to ``right`` in units, and a dot for each report (those that would touch are one)."""

    left: float
    right: float
    dots: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Lanes:
    """All lanes along one line of time, from the day ``first`` to the day ``last``."""

    width: int
    first: str
    last: str
    lanes: tuple[Lane, ...]


def lanes(rows: Sequence[Sequence[str]]) -> Lanes | None:
    """Lay them out: ``lanes([["2025-03-02T18:10:00Z", "2025-03-09"]])``; None where no row has a moment."""
    placed = [sorted(day for moment in row if (day := days(moment)) is not None) for row in rows]
    every = [day for row in placed for day in row]
    if not every:
        return None
    first, last = min(every), max(every)
    if last - first < 1:  # all within a day: in the middle of it
        first, last = first - 0.5, last + 0.5
    axis = Axis(first, last, _EDGE, WIDTH - _EDGE)
    made = tuple(_lane([axis.x(day) for day in row]) for row in placed)
    return Lanes(WIDTH, iso(min(every)), iso(max(every)), made)


def _lane(places: Sequence[float]) -> Lane:
    if not places:
        return Lane(_EDGE, _EDGE, ())
    dots = [places[0]]
    dots += [place for before, place in pairwise(places) if place - before >= _NEAR]
    return Lane(places[0], places[-1], tuple(dots))
