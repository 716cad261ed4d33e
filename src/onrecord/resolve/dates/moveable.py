"""Feasts that move: Easter, the Islamic and the Hebrew calendar, the n-th Monday of a month."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Any

from onrecord.lang import lexicon


def easter(year: int) -> date:
    """Western Easter Sunday (anonymous Gregorian algorithm, Nature 1876): 2024 is 31 March."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)


def orthodox_easter(year: int) -> date:
    """Orthodox Easter in the Gregorian calendar (Meeus, Julian algorithm): 2024 is 5 May."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=year // 100 - year // 400 - 2)


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> date:
    """The n-th ``weekday`` (1 Monday … 7) of a month, −1 the last: Thanksgiving is ``(year, 11, 4, 4)``."""
    if nth < 0:
        after = date(year + month // 12, month % 12 + 1, 1)
        return after - timedelta(days=(after.isoweekday() - weekday - 1) % 7 + 1)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (nth - 1))


def hijri(year: int, month: int, day: int) -> date:
    """A day of the tabular Islamic calendar (civil epoch); sighting of the moon moves the real one by a day."""
    days = day + -(-59 * (month - 1) // 2) + (year - 1) * 354 + (3 + 11 * year) // 30
    return date.fromordinal(227014 + days)


def hijri_in(year: int, month: int, day: int) -> list[date]:
    """When that day of the Islamic calendar falls in a Gregorian year: none, one or two days."""
    guess = (year - 622) * 33 // 32
    found = (hijri(guess + step, month, day) for step in range(-1, 3))
    return [item for item in found if item.year == year]


def _hebrew_elapsed(year: int) -> int:
    months = (235 * year - 234) // 19
    parts = 12084 + 13753 * months
    day = 29 * months + parts // 25920
    return day + 1 if 3 * (day + 1) % 7 < 3 else day


def _hebrew_new_year(year: int) -> int:
    before, this, after = _hebrew_elapsed(year - 1), _hebrew_elapsed(year), _hebrew_elapsed(year + 1)
    shift = 2 if after - this == 356 else 1 if this - before == 382 else 0
    return -1373427 + this + shift


def hebrew_in(year: int, month: int, day: int) -> date:
    """A day of the Hebrew calendar in a Gregorian year, months from Nisan = 1 (Dershowitz and Reingold)."""
    hebrew = year + 3760 + (1 if month >= 7 else 0)
    ordinal = _hebrew_new_year(hebrew)
    length = _hebrew_new_year(hebrew + 1) - _hebrew_new_year(hebrew)
    leap = (7 * hebrew + 1) % 19 < 7
    order = [7, 8, 9, 10, 11, 12, *([13] if leap else []), 1, 2, 3, 4, 5, 6]
    for passed in order[: order.index(month)]:
        ordinal += _hebrew_month(passed, leap, length)
    return date.fromordinal(ordinal + day - 1)


def _hebrew_month(month: int, leap: bool, length: int) -> int:
    if month == 8:
        return 30 if length % 10 == 5 else 29
    if month == 9:
        return 29 if length % 10 == 3 else 30
    if month in (2, 4, 6, 10, 13) or (month == 12 and not leap):
        return 29
    return 30


@cache
def feasts(year: int, key: str) -> tuple[tuple[date, date], ...]:
    """First and last day of a named feast in a year; empty where the pack knows none."""
    entry: dict[str, Any] = lexicon("holidays")[key]
    length = timedelta(days=entry.get("days", 1) - 1)
    starts = [day + timedelta(days=entry.get("plus", 0)) for day in _starts(year, entry)]
    return tuple((day, day + length) for day in starts)


def is_sighted(key: str) -> bool:
    """True for feasts of the Islamic calendar, whose day depends on the moon being seen (±1 day)."""
    return "hijri" in lexicon("holidays")[key]


def _starts(year: int, entry: dict[str, Any]) -> list[date]:
    if "date" in entry:
        return [date(year, *entry["date"])]
    if "on" in entry:
        day = date.fromisoformat(entry["on"])
        return [day] if day.year == year else []
    if "easter" in entry:
        return [easter(year) + timedelta(days=entry["easter"])]
    if "orthodox" in entry:
        return [orthodox_easter(year) + timedelta(days=entry["orthodox"])]
    if "weekday" in entry:
        return [nth_weekday(year, *entry["weekday"])]
    if "hijri" in entry:
        return hijri_in(year, *entry["hijri"])
    if "hebrew" in entry:
        return [hebrew_in(year, *entry["hebrew"])]
    return [day for day in map(date.fromisoformat, entry.get("table", ())) if day.year == year]
