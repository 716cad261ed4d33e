"""When, as data sets of events write it: first and last day, and how precisely that is known."""

from __future__ import annotations

import re
from datetime import date, timedelta

from onrecord.core.answers.happenings import EventTime

_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T[\d:Z+-]*)?([~?%]?)", re.ASCII)
_MOMENT = re.compile(r"(\d{4}-\d{2}-\d{2})(?:T(\d{2}):(\d{2}))?", re.ASCII)


def days(time: EventTime) -> tuple[date, date] | None:
    """The first and the last day that a time may mean: both 2024-03-08 for "Friday night"; None where it is open.

    A night belongs to the day on which it begins; what ends at midnight ends the day before.
    """
    if (said := _DAY.fullmatch(time.edtf or "")) is not None and (day := _day(said[1])) is not None:
        return day, day
    first, last = _MOMENT.match(time.earliest or ""), _MOMENT.match(time.latest or "")
    if first is None or last is None:
        return None
    start, end = _day(first[1]), _day(last[1])
    if start is None or end is None:
        return None
    if last[2] == "00" and last[3] == "00" and end > start:
        end -= timedelta(days=1)
    return (start, end) if start <= end else None


def length(interval: tuple[date, date]) -> int:
    """Days from the first to the last, both counted."""
    return (interval[1] - interval[0]).days + 1


def is_vague(time: EventTime) -> bool:
    """True for a day that is only about right ("2024-03-08~")."""
    said = _DAY.fullmatch(time.edtf or "")
    return said is not None and said[2] in {"~", "%"}


def ucdp_precision(time: EventTime) -> int | None:
    """UCDP's date_prec: 1 the day, 2 two to six days, 3 a week, 4 up to a month, 5 up to a year; None where longer.

    Source: UCDP GED codebook, date_prec.
    """
    interval = days(time)
    if interval is None:
        return None
    lasts = max(length(interval), 2 if is_vague(time) else 1)
    steps = ((1, 1), (6, 2), (7, 3), (31, 4), (366, 5))
    return next((code for most, code in steps if lasts <= most), None)


def acled_day(time: EventTime) -> tuple[date, int] | None:
    """The day that ACLED enters and its time_precision: 1 the day, 2 within a week, 3 within a month; None if longer.

    The middle of the period is entered. Source: ACLED codebook, time precision.
    """
    interval = days(time)
    if interval is None:
        return None
    lasts = length(interval)
    steps = ((1, 2 if is_vague(time) else 1), (7, 2), (31, 3))
    code = next((code for most, code in steps if lasts <= most), None)
    return None if code is None else (interval[0] + timedelta(days=(lasts - 1) // 2), code)


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None
