"""Days that no calendar has, and weekdays that are not those of their date."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from onrecord.check.calendar import Written, month_name, nearest, publication, spelled, weekday_name
from onrecord.check.case import Case
from onrecord.check.chronology.ground import around, flagged, time_at
from onrecord.core import Flag, Span
from onrecord.lang import lexicon

LONGEST = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# A date without a year is surely of the publication's own season when it lies this near, in days.
NEAR = 90
_YEAR = re.compile(r"\b(?:1[5-9]|20)\d\d\b")


def impossible(case: Case, written: Sequence[Written]) -> Iterator[Flag]:
    """ "on 31 June": June has 30 days; "29 February 2023": 2023 was no leap year."""
    for item in written:
        if not 1 <= item.month <= 12:
            yield flagged(case, item.span, "medium", f"There is no month {item.month}.")
            continue
        if item.day == 0 or (item.year is not None and item.on(item.year) is not None):
            continue
        longest = LONGEST[item.month - 1]
        if item.day > longest:
            if not _is_date(case, item):
                continue
            because = f"“{item.span.of(case.analysis.text)}” cannot be: {month_name(item.month)} has {longest} days."
            yield flagged(case, item.span, "medium", because)
        elif item.year is not None:
            because = f"“{item.span.of(case.analysis.text)}” cannot be: {item.year} is no leap year."
            yield flagged(case, item.span, "medium", because)


def _is_date(case: Case, item: Written) -> bool:
    """ "June 31" before a noun may count something: "In June 31 people were killed"; the reader of times decides."""
    if item.year is not None or item.weekday is not None:
        return True
    before = case.analysis.text[max(0, item.span.start - 4) : item.span.start].lower()
    after = case.analysis.token_at(item.span.end) + 1
    if before == "the " and after < len(case.analysis.tokens) and case.analysis.tokens[after].text[0].islower():
        return False  # "the 31 June detainees"
    time = time_at(case, item.span)
    return time is not None and time.span.contains(item.span)


def wrong_weekday(case: Case, written: Sequence[Written]) -> Iterator[Flag]:
    """ "Friday, 12 March 2024" was a Tuesday; without a year, that of the day nearest to publication counts."""
    if not any(name in case.analysis.text for name in _names()):
        return
    for item in written:
        named = (item.weekday, item.span) if item.weekday is not None else _beside(case.analysis.text, item.span)
        if named is None or named[0] is None or not 1 <= item.month <= 12:
            continue
        day = item.on(item.year) if item.year is not None else _of_season(case, item)
        if day is not None and day.isoweekday() != named[0]:
            span = item.span.cover(named[1])
            because = (
                f"“{span.of(case.analysis.text)}”: {spelled(day)} {'is' if _ahead(case, day) else 'was'} "
                f"a {weekday_name(day.isoweekday())}, not a {weekday_name(named[0])}."
            )
            yield flagged(case, span, "medium", because)


def _ahead(case: Case, day: date) -> bool:
    today = publication(case.reading.document)
    return today is not None and day > today[1]


def _of_season(case: Case, item: Written) -> date | None:
    """The year of "Friday, March 12" where the article leaves no doubt about it: near publication, no year said."""
    today = publication(case.reading.document)
    if today is None or today[0] != today[1]:
        return None
    day = nearest(item, today[0])
    if day is None or abs((day - today[0]).days) > NEAR:
        return None
    near = around(case, item.span.start, before=2, after=1).of(case.analysis.text)
    return day if {int(year) for year in _YEAR.findall(near)} <= {day.year} else None


def _beside(text: str, span: Span) -> tuple[int, Span] | None:
    """A weekday in apposition: "12 March 2024, a Friday", "on Friday (12 March)"."""
    before, after = _apposed()
    match = after.match(text, span.end) or before.search(text, max(0, span.start - 16), span.start)
    if match is None:
        return None
    return _names()[match[1]], Span(*match.span())


@cache
def _names() -> dict[str, int]:
    return {name.capitalize(): number for name, number in lexicon("months")["weekdays"].items()}


@cache
def _apposed() -> tuple[re.Pattern[str], re.Pattern[str]]:
    week = "|".join(_names())
    return (
        re.compile(rf"\b({week}) \($"),
        re.compile(rf"(?:, an? | \((?:an? )?|, which (?:is|was|fell on) an? )({week})\b(?!['’])"),
    )
