"""Dates as the calendar writes them, and the year or month they leave to the reader."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from onrecord.core.timex import CalendarDate
from onrecord.resolve.dates import choose
from onrecord.resolve.dates import stretch as cal
from onrecord.resolve.dates.context import Context, Placed
from onrecord.resolve.dates.stretch import Stretch


def calendar_date(when: CalendarDate, context: Context) -> Placed | None:
    """A date as the calendar writes it, with the year, month or day that it leaves out."""
    year = when.year
    if year is not None:
        if when.month is None:
            return Placed(cal.of_year(year), "text")
        return Placed(month_or_day(year, when), "text")
    if when.month is not None:
        if context.year is not None and when.which is None:
            return Placed(month_or_day(context.year, when), "year")
        return _continued(when, context) or _yearless(when, context)
    if when.day is not None:
        return _lone_day(when, context)
    if when.weekday is None:
        return None
    if when.which in ("following", "previous", "that") and context.day is not None and context.day.day is not None:
        mention = context.day.day
        step = {"following": "next", "previous": "last"}.get(when.which)
        day = choose.weekday(
            when.weekday, mention, tense="future", which="next" if step == "next" else "last" if step else None
        )
        return Placed(cal.of_day(day), "day")
    if context.today is None:
        return None
    return Placed(
        cal.of_day(choose.weekday(when.weekday, context.today, tense=context.tense, which=when.which)), "published"
    )


def month_or_day(year: int, when: CalendarDate) -> Stretch:
    """``when`` in ``year``. Raises ValueError where the month has no such day."""
    if when.month is None:
        return cal.of_year(year)
    return cal.of_month(year, when.month) if when.day is None else cal.of_day(date(year, when.month, when.day))


def _yearless(when: CalendarDate, context: Context) -> Placed | None:
    if context.today is None:
        return None

    def make(year: int) -> Stretch | None:
        try:
            found = month_or_day(year, when)
        except ValueError:
            return None
        fits = when.weekday is None or found.day is None or found.day.isoweekday() == when.weekday
        return found if fits else None

    found = choose.yearly(make, context.today, tense=context.tense, which=when.which)
    if found is None and when.weekday is not None:
        return _yearless(replace(when, weekday=None), context)
    return Placed(found, "published") if found is not None else None


def _continued(when: CalendarDate, context: Context) -> Placed | None:
    """ "In early November 2005 the operation began. On 10 November …": the story goes on in its own year.

    Only right after a date of an earlier year, for a date in that month or the next two, told in the past, and not
    where the date was just before publication.
    """
    told = context.told
    if told is None or told.day is None or context.today is None or when.month is None or when.which is not None:
        return None
    month = told.day.month - 1 + (when.month - told.day.month) % 12
    if (when.month - told.day.month) % 12 > 2 or context.tense == "future":
        return None
    year = told.day.year + month // 12
    try:
        stretch, recent = month_or_day(year, when), _yearless(when, replace(context, told=None))
    except ValueError:
        return None
    if recent is not None and recent.stretch.day is not None and abs((context.today - recent.stretch.day).days) < 14:
        return None
    return Placed(stretch, "told") if stretch.day is not None and stretch.day < context.today else None


def _lone_day(when: CalendarDate, context: Context) -> Placed | None:
    """ "on the 14th": of this month, or the last or next one that fits the tense."""
    today = context.today
    if today is None or when.day is None:
        return None
    months = [cal.add_months(today.replace(day=1), step) for step in (-1, 0, 1)]
    days = []
    for first in months:
        try:
            days.append(first.replace(day=when.day))
        except ValueError:
            continue
    if when.weekday is not None:
        days = [day for day in days if day.isoweekday() == when.weekday] or days
    fits = [day for day in days if (day >= today if context.tense == "future" else day <= today)]
    if not fits:
        return None
    return Placed(cal.of_day(fits[0] if context.tense == "future" else fits[-1]), "published")
