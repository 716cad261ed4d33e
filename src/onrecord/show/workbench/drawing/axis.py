"""A line of time: moments in days to units, and the dates that are written along it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_STEPS = (1, 2, 7, 14)  # days; beyond that months


@dataclass(frozen=True, slots=True)
class Tick:
    """A date on the axis: "6 Mar", "Apr 2025"; ``strong`` where a year or a month begins."""

    x: float
    words: str
    strong: bool


@dataclass(frozen=True, slots=True)
class Axis:
    """Days since year 1 (``first`` to ``last``) laid over units (``left`` to ``right``), true to scale."""

    first: float
    last: float
    left: float
    right: float

    def x(self, moment: float) -> float:
        """Where a moment lies; one outside lies at the edge."""
        share = (moment - self.first) / max(self.last - self.first, 1e-9)
        return round(self.left + (self.right - self.left) * min(1.0, max(0.0, share)), 1)

    def holds(self, moment: float) -> bool:
        """True where a moment lies on the axis."""
        return self.first <= moment <= self.last

    def ticks(self, *, room: float = 64) -> tuple[Tick, ...]:
        """Dates at least ``room`` units apart."""
        unit = (self.right - self.left) / max(self.last - self.first, 1e-9)  # a day
        step = next((days for days in _STEPS if days * unit >= room), None)
        if step is not None:
            start = int(self.first) + (-int(self.first) % step)
            days = [day for day in range(start, int(self.last) + 1, step) if self.holds(day)]
            return tuple(self._tick(day, number == 0) for number, day in enumerate(days))
        months = next(many for many in (1, 2, 3, 6, 12, 24, 60, 120, 600, 12000) if many * 28 * unit >= room)
        return tuple(self._month(day) for day in self._months(months))

    def _tick(self, day: int, first: bool) -> Tick:
        found = date.fromordinal(max(1, day))
        year = f" {found.year}" if first or (found.month == 1 and found.day <= 14) else ""
        return Tick(self.x(day), f"{found.day} {_MONTHS[found.month - 1]}{year}", bool(year))

    def _month(self, day: int) -> Tick:
        found = date.fromordinal(max(1, day))
        words = str(found.year) if found.month == 1 else f"{_MONTHS[found.month - 1]} {found.year}"
        return Tick(self.x(day), words, found.month == 1)

    def _months(self, step: int) -> list[int]:
        start = date.fromordinal(max(1, int(self.first)))
        number = start.year * 12 + start.month - 1
        number += -number % step
        days = []
        while number // 12 <= date.max.year:
            day = date(max(1, number // 12), number % 12 + 1, 1).toordinal()
            if day > self.last:
                break
            if day >= self.first:
                days.append(day)
            number += step
        return days


def iso(day: float) -> str:
    """The date of a day number: 739316 → "2025-03-06"."""
    return (date.min + timedelta(days=max(0, int(day) - 1))).isoformat()
