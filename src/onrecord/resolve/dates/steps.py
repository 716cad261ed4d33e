"""Units counted from another time: "last month", "two days later", "this weekend"."""

from __future__ import annotations

from datetime import date, timedelta

from onrecord.core.timex import Shift, Tense
from onrecord.resolve.dates import lengths
from onrecord.resolve.dates import stretch as cal
from onrecord.resolve.dates.context import Context, Placed
from onrecord.resolve.dates.stretch import Stretch, at_midnight


def shifted(when: Shift, context: Context) -> Placed | None:
    """A unit some steps from the day of publication or from a date the story named."""
    base, by = context.today, "published"
    if when.base == "mention":
        mention = (
            context.day
            if lengths.is_short(when.unit) or when.unit in ("day", "night", "week", "weekend", "fortnight")
            else context.any
        )
        if mention is not None and mention.day is not None:
            base, by = mention.day, "day" if mention is context.day else "any"
        elif when.forward or (when.amount or 0) >= 0:
            return None
    if base is None:
        return None
    if when.amount is None:
        open_end = at_midnight(base)
        return Placed(
            Stretch(open_end, None, None, "span") if when.forward else Stretch(None, open_end, None, "span"), by
        )
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
