"""The days that a sentence names, as its report's readers understood them: "on Tuesday", "24 September", "today"."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from onrecord.lang import lexicon

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ISO = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def day_of(written: str | None) -> date | None:
    """The day of an EDTF moment as it is written, in its own zone: "2025-03-02T18:10+06:00" is 2 March."""
    if written is None or _ISO.match(written) is None:
        return None
    try:
        return date.fromisoformat(written[:10])
    except ValueError:
        return None


def named(words: str, published: date | None, *, coming: bool = False) -> frozenset[date]:
    """The days named in a sentence that was published on a day; a weekday is the last one, or the next that is coming.

    ``named("It ended on Tuesday.", date(2025, 3, 5))`` is 4 March.
    """
    if published is None:
        return frozenset()
    found = set()
    for match in _pattern().finditer(words):
        day = _named(match, published, coming)
        if day is not None:
            found.add(day)
    return frozenset(found)


def _named(match: re.Match[str], published: date, coming: bool) -> date | None:
    low = match[0].lower()
    if match["weekday"]:
        weekday = _WEEKDAYS.index(match["weekday"].lower())
        if coming:
            return published + timedelta(days=(weekday - published.weekday()) % 7)
        return published - timedelta(days=(published.weekday() - weekday) % 7)
    if low.startswith(("yesterday", "last")):
        return published - timedelta(days=1)
    if match["ordinal"]:
        months = [published.year * 12 + published.month - 1 + step for step in (-1, 0, 1)]
        days = [_day(month // 12, month % 12 + 1, int(match["ordinal"])) for month in months]
        return min((day for day in days if day), key=lambda day: abs(day - published), default=None)
    if match["month"] is None and match["later"] is None:
        return published
    month = _months()[(match["month"] or match["later"]).lower().rstrip(".")]
    year = match["year"] or match["year2"]
    number = int(match["before"] or match["after"])
    return _nearest(published, month, number) if year is None else _day(int(year), month, number)


def _nearest(published: date, month: int, number: int) -> date | None:
    """The day of that name that lies nearest to publication: in January, "28 December" is of last year."""
    days = [day for year in (-1, 0, 1) if (day := _day(published.year + year, month, number)) is not None]
    return min(days, key=lambda day: abs(day - published), default=None)


def _day(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number)
    except ValueError:
        return None


@cache
def _months() -> dict[str, int]:
    tables = lexicon("months")
    return {name: int(number) for table in ("months", "short") for name, number in tables[table].items()}


@cache
def _pattern() -> re.Pattern[str]:
    months = "|".join(sorted(_months(), key=len, reverse=True))
    return re.compile(
        rf"\b(?:(?P<before>\d{{1,2}})(?:st|nd|rd|th)? (?:of )?(?P<month>{months})\b\.?(?:,? (?P<year>\d{{4}})\b)?"
        rf"|(?P<later>{months})\.? (?P<after>\d{{1,2}})(?:st|nd|rd|th)?\b(?:, (?P<year2>\d{{4}})\b)?"
        rf"|(?P<weekday>{'|'.join(_WEEKDAYS)})\b"
        r"|(?:on|by|for|until|till|before) the (?P<ordinal>\d{1,2})(?:st|nd|rd|th)(?=$|[.,;:)!]| (?:and|but|at)\b)"
        r"|today\b|tonight\b|this (?:morning|afternoon|evening)\b|yesterday\b|last night\b)",
        re.IGNORECASE,
    )
