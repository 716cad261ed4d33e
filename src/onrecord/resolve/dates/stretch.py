"""A stretch of the calendar and how it is written: EDTF, earliest and latest."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

Grain = Literal[
    "moment", "part", "day", "week", "month", "quarter", "season", "half", "year", "decade", "century", "span"
]

MIDNIGHT = time(0)


@dataclass(frozen=True, slots=True)
class Stretch:
    """From ``start`` to ``end`` (exclusive; equal for a moment); None where that side is open.

    ``edtf`` is None where no date can be named. ``zone`` ("Z", "-04:00") belongs to the hours of ``start`` and ``end``.
    """

    start: datetime | None
    end: datetime | None
    edtf: str | None
    grain: Grain
    zone: str = ""

    @property
    def day(self) -> date | None:
        """The day it begins on."""
        return self.start.date() if self.start is not None else None

    def written(self) -> tuple[str | None, str | None]:
        """Earliest and latest as the contract has them: whole days as days, anything finer with hours and minutes."""
        whole = self.grain not in ("moment", "part") and _is_midnight(self.start) and _is_midnight(self.end)
        if whole:
            last = self.end - timedelta(days=1) if self.end is not None else None
            return (_day(self.start), _day(last))
        return (_minute(self.start, self.zone), _minute(self.end, self.zone))


def _is_midnight(moment: datetime | None) -> bool:
    return moment is None or moment.time() == MIDNIGHT


def _day(moment: datetime | None) -> str | None:
    return moment.date().isoformat() if moment is not None else None


def _minute(moment: datetime | None, zone: str) -> str | None:
    return moment.strftime(f"{moment.year:04d}-%m-%dT%H:%M") + zone if moment is not None else None


def at_midnight(day: date) -> datetime:
    """The first moment of ``day``."""
    return datetime.combine(day, MIDNIGHT)


def of_day(day: date) -> Stretch:
    """One whole day."""
    return Stretch(at_midnight(day), at_midnight(day) + timedelta(days=1), day.isoformat(), "day")


def of_days(first: date, last: date, *, edtf: str | None = None, grain: Grain = "span") -> Stretch:
    """Whole days, both included."""
    name = edtf if edtf is not None else f"{first.isoformat()}/{last.isoformat()}"
    return Stretch(at_midnight(first), at_midnight(last) + timedelta(days=1), name, grain)


def of_week(day: date) -> Stretch:
    """The week from Monday to Sunday around ``day``; EDTF has no weeks, so it is an interval."""
    monday = day - timedelta(days=day.weekday())
    return of_days(monday, monday + timedelta(days=6), grain="week")


def of_weekend(day: date) -> Stretch:
    """Saturday and Sunday of the week around ``day``."""
    saturday = day - timedelta(days=day.weekday() - 5)
    return of_days(saturday, saturday + timedelta(days=1))


def of_month(year: int, month: int) -> Stretch:
    """One month: "2024-05"."""
    last = date(year, month, calendar.monthrange(year, month)[1])
    return of_days(date(year, month, 1), last, edtf=f"{year:04d}-{month:02d}", grain="month")


def of_quarter(year: int, number: int) -> Stretch:
    """A quarter; EDTF level 2 numbers them 33 to 36: the last of 2006 is "2006-36"."""
    first = of_month(year, 3 * number - 2)
    return Stretch(first.start, of_month(year, 3 * number).end, f"{year:04d}-{32 + number}", "quarter")


def of_half(year: int, number: int) -> Stretch:
    """A half-year; EDTF level 2: "2013-40", "2013-41"."""
    return Stretch(
        of_month(year, 6 * number - 5).start, of_month(year, 6 * number).end, f"{year:04d}-{39 + number}", "half"
    )


def of_season(year: int, number: int) -> Stretch:
    """A season as months of the northern year, 1 spring (March to May) to 4 winter (from December); EDTF 21 to 24.

    Half the world has them the other way round; nothing in an article says so reliably, and EDTF's codes 21–24 are
    neutral.
    """
    first = of_month(year, 3 * number)
    last = of_month(year + (number == 4), 3 * number + 2 if number < 4 else 2)
    return Stretch(first.start, last.end, f"{year:04d}-{20 + number}", "season")


def of_year(year: int) -> Stretch:
    """One year: "1998"."""
    return of_days(date(year, 1, 1), date(year, 12, 31), edtf=f"{year:04d}", grain="year")


def of_years(first: int, count: int) -> Stretch:
    """A decade or century from its first year: "199X", "19XX"; another number of years is an interval."""
    last = first + count - 1
    if count == 10 and first % 10 == 0:
        name, grain = f"{first // 10:03d}X", "decade"
    elif count == 100 and first % 100 == 0:
        name, grain = f"{first // 100:02d}XX", "century"
    else:
        name, grain = f"{first:04d}/{last:04d}", "span"
    start = max(first, 1)
    return of_days(date(start, 1, 1), date(last, 12, 31), edtf=name, grain=grain)  # type: ignore[arg-type]


def add_months(day: date, months: int) -> date:
    """``day`` some months on, or the last day of that month where it is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
