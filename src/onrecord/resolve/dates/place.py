"""Places one expression on the calendar, given the day to count from and what the story has named before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from onrecord.core.timex import (
    CalendarDate,
    Clock,
    FiscalYear,
    Holiday,
    Length,
    Nth,
    PartOfDay,
    Portion,
    Range,
    Shift,
    Stage,
    When,
    Within,
    Years,
)  # fmt: skip
from onrecord.lang import lexicon
from onrecord.resolve.dates import choose, lengths, moveable
from onrecord.resolve.dates import stretch as cal
from onrecord.resolve.dates.context import Context, Placed
from onrecord.resolve.dates.days import calendar_date, month_or_day
from onrecord.resolve.dates.ranges import ranged
from onrecord.resolve.dates.slices import nth_of, slice_of
from onrecord.resolve.dates.steps import shifted
from onrecord.resolve.dates.stretch import Stretch, at_midnight


def place(when: When, context: Context) -> Placed | None:
    """Where ``when`` lies; None where it cannot be told. Raises OverflowError or ValueError beyond the calendar."""
    if isinstance(when, CalendarDate):
        return calendar_date(when, context)
    if isinstance(when, Years):
        return Placed(cal.of_years(when.first, when.count), "text")
    if isinstance(when, FiscalYear):
        return Placed(
            cal.of_days(date(when.year - 1, 4, 1), date(when.year, 12, 31), edtf=f"{when.year:04d}~", grain="year"),
            "text",
        )
    if isinstance(when, Shift):
        return shifted(when, context)
    if isinstance(when, Portion):
        return _portion(when, context)
    if isinstance(when, Holiday):
        return _holiday(when, context)
    if isinstance(when, PartOfDay):
        return _part(when, context)
    if isinstance(when, Clock):
        return _clock(when, context)
    if isinstance(when, Stage):
        return _stage(when, context)
    if isinstance(when, Within):
        return _within(when, context)
    if isinstance(when, Nth):
        outer = place(when.of, context)
        part = nth_of(when, outer.stretch) if outer is not None else None
        return Placed(part, outer.by) if outer is not None and part is not None else None
    if isinstance(when, Range):
        return ranged(when, context, place)
    if isinstance(when, Length):
        return _length(when, context)
    return None


def _portion(when: Portion, context: Context) -> Placed | None:
    number = when.number
    if number is None:
        return None
    make = {"quarter": cal.of_quarter, "half": cal.of_half, "season": cal.of_season}[when.unit]
    if when.year is not None:
        year = place(when.year, context)
        if year is None or year.stretch.day is None:
            return None
        return Placed(make(year.stretch.day.year, number), year.by)
    if context.year is not None and when.which is None:
        return Placed(make(context.year, number), "year")
    if context.today is None:
        return None
    which = when.which
    if which == "this":
        which = None
    found = choose.yearly(lambda year: make(year, number), context.today, tense=context.tense, which=which)
    return Placed(found, "published") if found is not None else None


def _holiday(when: Holiday, context: Context) -> Placed | None:
    def make(year: int) -> Stretch | None:
        found = moveable.feasts(year, when.key)
        if not found:
            return None
        first, last = found[0]
        if not moveable.is_sighted(when.key):
            return cal.of_day(first) if first == last else cal.of_days(first, last)
        name = f"{first.isoformat()}~" if first == last else f"{first.isoformat()}~/{last.isoformat()}~"
        return cal.of_days(first - timedelta(days=1), last + timedelta(days=1), edtf=name)

    fixed = [year for year in (when.year, context.year if when.which is None else None) if year is not None]
    if fixed:
        found = make(fixed[0])
        return Placed(found, "text" if when.year is not None else "year") if found is not None else None
    entry = lexicon("holidays")[when.key]
    if "on" in entry:
        return Placed(cal.of_day(date.fromisoformat(entry["on"])), "text")
    if context.today is None:
        return None
    found = choose.yearly(make, context.today, tense=context.tense, which=when.which)
    return Placed(found, "published") if found is not None else None


def _base_day(day: When | None, context: Context) -> Placed | None:
    """The day a clock time or part of a day belongs to: its own, else the one just named, else that of publication."""
    if day is not None:
        return place(day, context)
    if context.near is not None:
        return Placed(context.near, "near")
    if context.day is not None and context.tense == "past" and _is_over(context.day, context):
        return Placed(context.day, "day")
    return Placed(cal.of_day(context.today), "published") if context.today is not None else None


def _is_over(stretch: Stretch, context: Context) -> bool:
    """What happened did not do so on the day that is yet to come, however lately that was named."""
    return context.today is None or (stretch.start is not None and stretch.start.date() <= context.today)


def _part(when: PartOfDay, context: Context) -> Placed | None:
    placed = _base_day(when.day, context)
    if placed is None or placed.stretch.day is None:
        return None
    day, first = placed.stretch.edtf, placed.stretch.day
    start, end = lexicon("times")["part_hours"][when.part]
    if when.part == "overnight" and when.day is None and first == context.today and context.tense != "future":
        day, first = f"{(first - timedelta(days=1)).isoformat()}/{first.isoformat()}", first - timedelta(days=1)
    zero = at_midnight(first)
    return Placed(Stretch(zero + timedelta(hours=start), zero + timedelta(hours=end), day, "part"), placed.by)


def _clock(when: Clock, context: Context) -> Placed | None:
    placed = _base_day(when.day, context)
    if placed is None or placed.stretch.day is None or placed.stretch.grain not in ("day", "part", "moment"):
        return None
    moment = at_midnight(placed.stretch.day) + timedelta(hours=when.hour, minutes=when.minute, seconds=when.second or 0)
    zone = "" if when.offset is None else "Z" if when.offset == 0 else _zone(when.offset)
    width = timedelta(minutes=30 if when.about else 0)
    name = moment.isoformat(timespec="seconds") + zone
    return Placed(Stretch(moment - width, moment + width, name, "moment", zone), placed.by)


def _zone(minutes: int) -> str:
    sign = "+" if minutes >= 0 else "-"
    return f"{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"


def _stage(when: Stage, context: Context) -> Placed | None:
    placed = place(when.of, context)
    if placed is None:
        return None
    inner = placed.stretch
    if inner.start is None or inner.end is None:
        return placed
    if when.stage in ("earlier", "later"):
        if context.today is None or not (inner.start <= at_midnight(context.today) < inner.end):
            return placed
        start = inner.start if when.stage == "earlier" else at_midnight(context.today)
        end = at_midnight(context.today) + timedelta(days=1) if when.stage == "earlier" else inner.end
        return Placed(replace(inner, start=start, end=end), placed.by)
    start, end = slice_of(inner, inner.start, inner.end, when.stage)
    grain = "part" if inner.grain == "day" else inner.grain
    return Placed(replace(inner, start=start, end=end, grain=grain), placed.by)


def _within(when: Within, context: Context) -> Placed | None:
    outer = place(when.of, context)
    if outer is None or outer.stretch.day is None:
        return None
    if when.part.weekday is not None and when.part.month is None:
        return Placed(cal.of_day(outer.stretch.day + timedelta(days=when.part.weekday - 1)), outer.by)
    return Placed(month_or_day(outer.stretch.day.year, when.part), outer.by)


def _length(when: Length, context: Context) -> Placed | None:
    if when.window is None:
        return None
    if when.window == "first":
        outer = place(when.of, context) if when.of is not None else None
        if outer is None or outer.stretch.start is None or when.amount is None:
            return None
        end = lengths.moved(outer.stretch.start, when.unit, when.amount)
        last = (end - timedelta(days=1)).date()
        return Placed(cal.of_days(outer.stretch.start.date(), max(last, outer.stretch.start.date())), outer.by)
    if context.today is None:
        return None
    return Placed(lengths.window(when, context.today, context.moment, context.zone), "published")
