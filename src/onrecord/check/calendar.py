"""Dates as the words of a text give them, before any calendar agrees: "Friday, 12 March 2024", "31 June"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from onrecord.core import Document, Span
from onrecord.lang import lexicon

_EDTF = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_ISO = re.compile(r"(?<![\d-])(\d{4})-(\d\d)-(\d\d)(?![\d-])")
# As far as a weekday, a day or a year may stand from the name of its month, in characters.
REACH = 24


@dataclass(frozen=True, slots=True)
class Written:
    """A day as written: "Friday, 12 March" is weekday 5, day 12, month 3, year None; ``span`` is all of it."""

    span: Span
    day: int
    month: int
    year: int | None
    weekday: int | None

    def on(self, year: int) -> date | None:
        """The day of that year, or None where the calendar has no such day."""
        try:
            return date(year, self.month, self.day)
        except ValueError:
            return None


def publication(document: Document) -> tuple[date, date] | None:
    """The first and last day the article may be from; None where ``published`` is missing, unreadable or no day."""
    match = _EDTF.match((document.published or "").strip())
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        if year is None or month is None:
            return date(year or 0, 1, 1), date(year or 0, 12, 31)
        if day is not None:
            return date(year, month, day), date(year, month, day)
        return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    except (ValueError, OverflowError):
        return None


def nearest(written: Written, today: date) -> date | None:
    """The day of that name nearest to ``today``: "Aug. 9" seen from 5 August is four days ahead."""
    days = [found for year in (today.year - 1, today.year, today.year + 1) if (found := written.on(year)) is not None]
    return min(days, key=lambda day: abs((day - today).days), default=None)


def days(text: str) -> list[Written]:
    """Every day of a month in the text, possible or not, in order: "31 June", "Friday, March 12", "2023-02-29"."""
    pattern, before, after, months, weekdays = _patterns()
    found = []
    for match in pattern.finditer(text):
        month = months[match[1].lower()]
        left = before.search(text, max(0, match.start() - REACH), match.start())
        right = after.match(text, match.end())
        if left is not None and left["day"]:
            year = right["late"] if right is not None else None
            start, end = left.start(), right.end("late") if right is not None and year else match.end(1)
            day = left["day"]
        elif right is not None and right["day"]:
            year, day = right["year"], right["day"]
            start = left.start() if left is not None and left["alone"] else match.start()
            end = right.end("year") if year else right.end("ordinal")
        else:
            continue
        name = (left["weekday"] or left["alone"]) if left is not None else None
        number = weekdays.get(name.rstrip(".").lower()) if name else None
        found.append(Written(Span(start, end), int(day), month, int(year) if year else None, number))
    found.extend(
        Written(Span(*match.span()), int(match[3]), int(match[2]), int(match[1]), None) for match in _ISO.finditer(text)
    )
    return sorted(found, key=lambda item: item.span)


def weekday_name(number: int) -> str:
    """ "Friday" for 5."""
    return _name("weekdays", number)


def month_name(number: int) -> str:
    """ "June" for 6."""
    return _name("months", number)


def _name(table: str, number: int) -> str:
    names: dict[str, int] = lexicon("months")[table]
    return next(name for name, value in names.items() if value == number).capitalize()


def spelled(day: date) -> str:
    """A day as reports of ours write it: "12 March 2024"."""
    return f"{day.day} {month_name(day.month)} {day.year}"


Patterns = tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], dict[str, int], dict[str, int]]


@cache
def _patterns() -> Patterns:
    """The name of a month, what stands before it, what stands after it, and the numbers of months and weekdays."""
    table = lexicon("months")
    months = table["months"] | table["short"]
    weekdays = table["weekdays"] | table["short_weekdays"]
    names = "|".join(sorted((form for name in months for form in (name.capitalize(), name.upper())), key=len)[::-1])
    full = f"(?:{'|'.join(name.capitalize() for name in table['weekdays'])})"
    short = f"(?:{'|'.join(name.capitalize() for name in table['short_weekdays'])})"
    week = rf"(?:{full}|{short}\.?)"  # "Friday. May 14 remains" is the end of one sentence and the start of another
    month = re.compile(rf"\b({names})\b\.?")
    before = re.compile(
        rf"(?:\b(?P<weekday>{week}),? (?:the )?)?(?<![\d,.:/$€£-])(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[ -]$"
        rf"|\b(?P<alone>{week}),? $"
    )
    after = re.compile(
        r" (?P<ordinal>(?P<day>\d{1,2})(?:st|nd|rd|th)?)(?![\d:%]|[.,/]\d|-\d{3})"
        r"(?:(?:,| of)? (?P<year>[12]\d{3})\b(?!,\d))?"
        r"|,?[ -](?P<late>[12]\d{3})\b(?!,\d)"
    )
    return month, before, after, months, weekdays
