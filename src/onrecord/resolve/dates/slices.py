"""Parts of a stretch: its early, middle or late part, its n-th day or week."""

from __future__ import annotations

from datetime import datetime, timedelta

from onrecord.core.timex import Nth
from onrecord.resolve.dates import stretch as cal
from onrecord.resolve.dates.stretch import Stretch, at_midnight


def slice_of(inner: Stretch, start: datetime, end: datetime, stage: str) -> tuple[datetime, datetime]:
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
        first, last = (
            cal.add_months(start.date(), 12 * years * steps[0]),
            cal.add_months(start.date(), 12 * years * steps[1]),
        )
        return at_midnight(first), at_midnight(last)
    third = timedelta(days=max(1, round((end - start).days / 3)))
    if stage in ("early", "start"):
        return start, start + third
    return (
        (end - third, end)
        if stage in ("late", "end")
        else (start + third, end - third if end - third > start + third else end)
    )


def nth_of(when: Nth, outer: Stretch) -> Stretch | None:
    """The n-th day, week, weekend, month or weekday of ``outer``; the last counts from its end. None beyond it."""
    if outer.start is None or outer.end is None:
        return None
    first, last = outer.start.date(), (outer.end - timedelta(days=1)).date()
    step, back = when.number - 1, when.number < 0
    if when.weekday is not None:
        low = first + timedelta(days=(when.weekday - first.isoweekday()) % 7 + 7 * step)
        found = cal.of_day(last - timedelta(days=(last.isoweekday() - when.weekday) % 7) if back else low)
    elif when.unit == "day":
        found = cal.of_day(last if back else first + timedelta(days=step))
    elif when.unit == "month":
        day = last if back else cal.add_months(first, step)
        found = cal.of_month(day.year, day.month)
    elif when.unit == "weekend":
        saturday = first + timedelta(days=(6 - first.isoweekday()) % 7 + 7 * step)
        found = cal.of_weekend(last - timedelta(days=(last.isoweekday() - 6) % 7) if back else saturday)
    else:
        found = cal.of_week(last - timedelta(days=6) if back else first + timedelta(days=7 * step))
    inside = found.start is not None and first <= found.start.date() + timedelta(days=6) and found.start.date() <= last
    return found if inside else None
