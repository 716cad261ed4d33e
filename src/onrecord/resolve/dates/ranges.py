"""Two times as one range, where one end often borrows from the other: "March 3-5, 2012", "from Monday to Wednesday"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from onrecord.core.timex import CalendarDate, Clock, Range, Reference, When
from onrecord.resolve.dates import stretch as cal
from onrecord.resolve.dates.context import Context, Placed
from onrecord.resolve.dates.stretch import Stretch, at_midnight

Place = Callable[[When, Context], Placed | None]


def ranged(when: Range, context: Context, place: Place) -> Placed | None:
    """From the start of the first to the end of the last; ``place`` puts one end on the calendar."""
    first, last = when.first, when.last
    if isinstance(last, Reference):
        return _to_now(first, context, place)
    if isinstance(first, CalendarDate) and isinstance(last, CalendarDate):
        first, last = _shared(first, last)
    if isinstance(first, Clock) and isinstance(last, Clock) and first.day is None:
        first = replace(first, day=last.day, offset=first.offset if first.offset is not None else last.offset)
    begun = place(first, _before_last(first, last, context, place))
    if begun is None or begun.stretch.start is None:
        return None
    ended = place(last, _after_first(last, begun.stretch, context))
    if ended is not None and isinstance(last, Clock):
        ended = _past_midnight(begun.stretch.start, ended)
    if ended is None or ended.stretch.end is None or ended.stretch.end < begun.stretch.start:
        return None
    low, high = begun.stretch, ended.stretch
    fine = not {"part", "moment"}.isdisjoint((low.grain, high.grain))
    name = _between(low, high)
    whole = Stretch(low.start, high.end, name, "part" if fine else "span", low.zone or high.zone)
    return Placed(whole, ended.by if begun.by == "text" else begun.by)


def _to_now(first: When, context: Context, place: Place) -> Placed | None:
    """ "from 2019 until now": ends with the day of publication."""
    begun = place(first, context)
    if begun is None or context.today is None or begun.stretch.start is None:
        return None
    end = at_midnight(context.today) + timedelta(days=1)
    name = f"{_edge(begun.stretch, 0)}/{context.today.isoformat()}"
    return Placed(Stretch(begun.stretch.start, end, name, "span"), "published")


def _before_last(first: When, last: When, context: Context, place: Place) -> Context:
    """ "Talks ran from Monday to Wednesday": in the past it is the last day that is the nearest one gone."""
    weekdays = isinstance(first, CalendarDate) and isinstance(last, CalendarDate) and first.weekday and last.weekday
    if not weekdays or context.tense == "future" or context.today is None:
        return context
    ended = place(last, context)
    return replace(context, today=ended.stretch.day, tense="past") if ended is not None else context


def _after_first(last: When, begun: Stretch, context: Context) -> Context:
    """What the last end is placed by: the first weekday, month or hour after the beginning."""
    day = begun.day
    if day is None:
        return context
    if isinstance(last, Clock) and last.day is None:
        return replace(context, near=cal.of_day(day))
    if not isinstance(last, CalendarDate):
        return context
    if last.weekday is not None and last.day is None and last.which is None:
        return replace(context, today=day + timedelta(days=1), tense="future")
    if last.year is None and last.month is not None:
        return replace(context, today=day, tense="future", year=None, told=None)
    return context


def _past_midnight(start: datetime, ended: Placed) -> Placed:
    """ "from 10 p.m. to 5 a.m." ends on the next day."""
    late = ended.stretch
    if late.start is None or late.end is None or late.end >= start:
        return ended
    step = timedelta(days=1)
    return Placed(replace(late, start=late.start + step, end=late.end + step), ended.by)


def _shared(first: CalendarDate, last: CalendarDate) -> tuple[CalendarDate, CalendarDate]:
    """The year or month said once for both ends: "from March 3 to April 5, 2012"."""
    if first.year is None and last.year is not None and first.month is not None:
        first = replace(first, year=last.year - (last.month is not None and first.month > last.month))
    elif last.year is None and first.year is not None and last.month is not None and first.month is not None:
        last = replace(last, year=first.year + (last.month < first.month))
    return first, last


def _edge(stretch: Stretch, side: int) -> str:
    """One end of an EDTF interval: never itself an interval, never finer than a day."""
    name = stretch.edtf or ""
    return name.split("/")[side if "/" in name else 0].split("T")[0]


def _between(begun: Stretch, ended: Stretch) -> str | None:
    low, high = _edge(begun, 0), _edge(ended, 1)
    if not low or not high:
        return None
    return low if low == high else f"{low}/{high}"
