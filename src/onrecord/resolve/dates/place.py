"""Places one expression on the calendar, given the day to count from and what the story has named before."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from onrecord.core.timex import (
    CalendarDate, Clock, FiscalYear, Holiday, Length, Nth, PartOfDay, Portion, Range, Reference, Shift, Stage, Tense, When,
    Within, Years
)  # fmt: skip
from onrecord.lang import lexicon
from onrecord.resolve.dates import choose, lengths, moveable
from onrecord.resolve.dates import stretch as cal
from onrecord.resolve.dates.stretch import Stretch, at_midnight


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is placed by. ``today`` None: nothing is known of the day of publication.

    ``day`` is the last day the story named, ``near`` the same if it stands in this sentence or the one before, ``any``
    the last date of any size; ``year`` a year that governs this sentence ("In 2014, …"); ``told`` a date of an earlier
    year, given with its year in this sentence or the two before.
    """

    today: date | None
    moment: datetime | None
    zone: str
    tense: Tense | None
    day: Stretch | None = None
    near: Stretch | None = None
    any: Stretch | None = None
    year: int | None = None
    told: Stretch | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A stretch and what it was counted from: "text", "published", "day", "near", "any", "year" or "told" of the context."""

    stretch: Stretch
    by: str


def place(when: When, context: Context) -> Placed | None:
    """Where ``when`` lies; None where it cannot be told. Raises OverflowError or ValueError beyond the calendar."""
    if isinstance(when, CalendarDate):
        return _calendar(when, context)
    if isinstance(when, Years):
        return Placed(cal.of_years(when.first, when.count), "text")
    if isinstance(when, FiscalYear):
        return Placed(cal.of_days(date(when.year - 1, 4, 1), date(when.year, 12, 31), edtf=f"{when.year:04d}~", grain="year"), "text")
    if isinstance(when, Shift):
        return _shift(when, context)
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
        return _nth(when, context)
    if isinstance(when, Range):
        return _range(when, context)
    if isinstance(when, Length):
        return _length(when, context)
    return None


def _calendar(when: CalendarDate, context: Context) -> Placed | None:
    year = when.year
    if year is not None:
        if when.month is None:
            return Placed(cal.of_year(year), "text")
        return Placed(_month_or_day(year, when), "text")
    if when.month is not None:
        if context.year is not None and when.which is None:
            return Placed(_month_or_day(context.year, when), "year")
        return _continued(when, context) or _yearless(when, context)
    if when.day is not None:
        return _lone_day(when, context)
    if when.weekday is None:
        return None
    if when.which in ("following", "previous", "that") and context.day is not None and context.day.day is not None:
        mention = context.day.day
        step = {"following": "next", "previous": "last"}.get(when.which)
        day = choose.weekday(when.weekday, mention, tense="future", which="next" if step == "next" else "last" if step else None)
        return Placed(cal.of_day(day), "day")
    if context.today is None:
        return None
    return Placed(cal.of_day(choose.weekday(when.weekday, context.today, tense=context.tense, which=when.which)), "published")


def _month_or_day(year: int, when: CalendarDate) -> Stretch:
    if when.month is None:
        return cal.of_year(year)
    return cal.of_month(year, when.month) if when.day is None else cal.of_day(date(year, when.month, when.day))


def _yearless(when: CalendarDate, context: Context) -> Placed | None:
    if context.today is None:
        return None

    def make(year: int) -> Stretch | None:
        try:
            found = _month_or_day(year, when)
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
        stretch, recent = _month_or_day(year, when), _yearless(when, replace(context, told=None))
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


def _shift(when: Shift, context: Context) -> Placed | None:
    base, by = context.today, "published"
    if when.base == "mention":
        mention = context.day if lengths.is_short(when.unit) or when.unit in ("day", "night", "week", "weekend", "fortnight") else context.any
        if mention is not None and mention.day is not None:
            base, by = mention.day, "day" if mention is context.day else "any"
        elif when.forward or (when.amount or 0) >= 0:
            return None
    if base is None:
        return None
    if when.amount is None:
        open_end = at_midnight(base)
        return Placed(Stretch(open_end, None, None, "span") if when.forward else Stretch(None, open_end, None, "span"), by)
    if lengths.is_short(when.unit):
        return Placed(_short(when, context, base, published=by == "published"), by)
    return Placed(_around(when.unit, when.amount, base, context.tense), by)


def _short(when: Shift, context: Context, base: date, *, published: bool) -> Stretch:
    """ "two hours ago": a moment where the moment of publication is known, else a day's width."""
    amount = when.amount or 0
    if published and context.moment is not None:
        moment = lengths.moved(context.moment, when.unit, amount)
        return Stretch(moment, moment, moment.isoformat(timespec="seconds") + context.zone, "moment", context.zone)
    if not published and context.day is not None and context.day.grain == "moment" and context.day.start is not None:
        moment, zone = lengths.moved(context.day.start, when.unit, amount), context.day.zone
        return Stretch(moment, moment, moment.isoformat(timespec="seconds") + zone, "moment", zone)
    start = lengths.moved(at_midnight(base), when.unit, amount)
    end = start + timedelta(days=1)
    inside = start.date() if amount >= 0 else base
    return Stretch(start, end, inside.isoformat(), "part")


def _around(unit: str, amount: float, base: date, tense: Tense | None) -> Stretch:
    """The unit ``amount`` steps from the one around ``base``: last month, two weeks ago, this weekend."""
    if unit == "weekend":
        step = int(amount)
        if step == 0 and tense == "past" and base.isoweekday() <= 5:
            step = -1
        return cal.of_weekend(base + timedelta(weeks=step))
    day = lengths.moved(at_midnight(base), unit, amount).date()
    if unit in ("day", "night"):
        return cal.of_day(day)
    if unit in ("week", "fortnight"):
        return cal.of_week(day)
    if unit == "month":
        return cal.of_month(day.year, day.month)
    if unit == "quarter":
        return cal.of_quarter(day.year, (day.month + 2) // 3)
    if unit == "decade":
        return cal.of_years(day.year - day.year % 10, 10)
    if unit == "century":
        return cal.of_years(day.year - day.year % 100, 100)
    return cal.of_year(day.year)


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
    return Placed(cal.of_day(context.today), "published") if context.today is not None else None


def _part(when: PartOfDay, context: Context) -> Placed | None:
    placed = _base_day(when.day, context)
    if placed is None or placed.stretch.day is None:
        return None
    day, first = placed.stretch.edtf, placed.stretch.day
    start, end = lexicon("times")["part_hours"][when.part]
    if when.part == "overnight" and when.day is None and placed.by == "published":
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
    start, end = _slice(inner, inner.start, inner.end, when.stage)
    grain = "part" if inner.grain == "day" else inner.grain
    return Placed(replace(inner, start=start, end=end, grain=grain), placed.by)


def _slice(inner: Stretch, start: datetime, end: datetime, stage: str) -> tuple[datetime, datetime]:
    """The part of a stretch that "early", "mid", "late", "start", "end" mean, in whole units of the next size down."""
    if inner.grain == "day":
        hours = {"early": (0, 9), "mid": (10, 15), "start": (0, 6), "end": (18, 24)}.get(stage, (18, 24))
        return start + timedelta(hours=hours[0]), start + timedelta(hours=hours[1])
    if inner.grain == "month":
        days = {"early": (0, 10), "mid": (10, 20), "start": (0, 7)}.get(stage)
        if days is not None:
            return start + timedelta(days=days[0]), start + timedelta(days=days[1])
        return (end - timedelta(days=7) if stage == "end" else start + timedelta(days=20)), end
    if inner.grain == "year":
        months = {"early": (0, 4), "mid": (4, 8), "late": (8, 12), "start": (0, 3), "end": (9, 12)}[stage]
        first, last = cal.add_months(start.date(), months[0]), cal.add_months(start.date(), months[1])
        return at_midnight(first), at_midnight(last)
    if inner.grain in ("decade", "century"):
        years = 1 if inner.grain == "decade" else 10
        steps = {"early": (0, 4), "mid": (4, 7), "late": (7, 10), "start": (0, 2), "end": (8, 10)}[stage]
        first, last = cal.add_months(start.date(), 12 * years * steps[0]), cal.add_months(start.date(), 12 * years * steps[1])
        return at_midnight(first), at_midnight(last)
    third = timedelta(days=max(1, round((end - start).days / 3)))
    if stage in ("early", "start"):
        return start, start + third
    return (end - third, end) if stage in ("late", "end") else (start + third, end - third if end - third > start + third else end)


def _within(when: Within, context: Context) -> Placed | None:
    outer = place(when.of, context)
    if outer is None or outer.stretch.day is None:
        return None
    if when.part.weekday is not None and when.part.month is None:
        return Placed(cal.of_day(outer.stretch.day + timedelta(days=when.part.weekday - 1)), outer.by)
    return Placed(_month_or_day(outer.stretch.day.year, when.part), outer.by)


def _nth(when: Nth, context: Context) -> Placed | None:
    """The n-th day, week, weekend, month or weekday of something; the last counts from its end."""
    outer = place(when.of, context)
    if outer is None or outer.stretch.start is None or outer.stretch.end is None:
        return None
    first, last = outer.stretch.start.date(), (outer.stretch.end - timedelta(days=1)).date()
    step, back = when.number - 1, when.number < 0
    if when.weekday is not None:
        low = first + timedelta(days=(when.weekday - first.isoweekday()) % 7 + 7 * step)
        day = last - timedelta(days=(last.isoweekday() - when.weekday) % 7) if back else low
        found = cal.of_day(day)
    elif when.unit == "day":
        found = cal.of_day(last if back else first + timedelta(days=step))
    elif when.unit == "month":
        day = cal.add_months(first, step)
        found = cal.of_month(last.year, last.month) if back else cal.of_month(day.year, day.month)
    elif when.unit == "weekend":
        saturday = first + timedelta(days=(6 - first.isoweekday()) % 7 + 7 * step)
        found = cal.of_weekend(last - timedelta(days=(last.isoweekday() - 6) % 7) if back else saturday)
    else:
        found = cal.of_week(last - timedelta(days=6) if back else first + timedelta(days=7 * step))
    inside = found.start is not None and first <= found.start.date() + timedelta(days=6) and found.start.date() <= last
    return Placed(found, outer.by) if inside else None


def _range(when: Range, context: Context) -> Placed | None:
    first, last = when.first, when.last
    if isinstance(last, Reference):
        begun = place(first, context)
        if begun is None or context.today is None or begun.stretch.start is None:
            return None
        end = at_midnight(context.today) + timedelta(days=1)
        return Placed(Stretch(begun.stretch.start, end, f"{_edge(begun.stretch, 0)}/{context.today.isoformat()}", "span"), "published")
    if isinstance(first, CalendarDate) and isinstance(last, CalendarDate):
        first, last = _shared(first, last)
    if isinstance(first, Clock) and isinstance(last, Clock) and first.day is None:
        first = replace(first, day=last.day, offset=first.offset if first.offset is not None else last.offset)
    begun = place(first, _before_last(first, last, context))
    if begun is None:
        return None
    inner = context
    if isinstance(last, CalendarDate) and last.weekday is not None and last.day is None and last.which is None and begun.stretch.day is not None:
        inner = replace(context, today=begun.stretch.day + timedelta(days=1), tense="future")
    elif begun.stretch.day is not None and isinstance(last, CalendarDate) and last.year is None and last.month is not None:
        inner = replace(context, today=begun.stretch.day, tense="future", year=None)
    elif isinstance(last, Clock) and last.day is None and begun.stretch.day is not None:
        inner = replace(context, near=cal.of_day(begun.stretch.day))
    ended = place(last, inner)
    if ended is not None and isinstance(last, Clock) and ended.stretch.end is not None and begun.stretch.start is not None:
        ended = _past_midnight(begun.stretch.start, ended)
    if ended is None or begun.stretch.start is None or ended.stretch.end is None or ended.stretch.end < begun.stretch.start:
        return None
    grain = "part" if "part" in (begun.stretch.grain, ended.stretch.grain) or "moment" in (begun.stretch.grain, ended.stretch.grain) else "span"
    by = "text" if begun.by == ended.by == "text" else begun.by if begun.by != "text" else ended.by
    zone = begun.stretch.zone or ended.stretch.zone
    return Placed(Stretch(begun.stretch.start, ended.stretch.end, _between(begun.stretch, ended.stretch), "part" if grain == "part" else "span", zone), by)


def _before_last(first: When, last: When, context: Context) -> Context:
    """ "Talks ran from Monday to Wednesday": in the past it is the last day that is the nearest one gone."""
    weekdays = isinstance(first, CalendarDate) and isinstance(last, CalendarDate) and first.weekday and last.weekday
    if not weekdays or context.tense == "future" or context.today is None:
        return context
    ended = place(last, context)
    return replace(context, today=ended.stretch.day, tense="past") if ended is not None else context


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
