"""Lengths of time: written as ISO 8601, and laid out from a day."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from onrecord.core.timex import Length, Unit, period
from onrecord.resolve.dates.stretch import Stretch, add_months, at_midnight

_MONTHS: dict[str, int] = {"month": 1, "quarter": 3, "season": 3, "year": 12, "decade": 120, "century": 1200}
_HOURS: dict[str, float] = {
    "second": 1 / 3600, "minute": 1 / 60, "hour": 1, "day": 24, "night": 24, "weekend": 48,
    "week": 168, "fortnight": 336,
}  # fmt: skip


def iso(length: Length) -> str:
    """ISO 8601: two weeks "P2W", 48 hours "PT48H", several months "PXM", two years and three months "P2Y3M"."""
    parts = [period(length.unit, length.amount)[1:]]
    more = length.more
    while more is not None:
        parts.append(period(more.unit, more.amount)[1:])
        more = more.more
    dates = "".join(part for part in parts if not part.startswith("T"))
    times = "".join(part[1:] for part in parts if part.startswith("T"))
    return f"P{dates}" + (f"T{times}" if times else "")


def moved(moment: datetime, unit: str, amount: float) -> datetime:
    """``moment`` moved by some units; raises OverflowError or ValueError beyond the calendar."""
    if unit in _MONTHS:
        months = amount * _MONTHS[unit]
        day = add_months(moment.date(), int(months))
        return datetime.combine(day, moment.time()) + timedelta(days=round((months - int(months)) * 30))
    return moment + timedelta(hours=amount * _HOURS[unit])


def is_short(unit: str) -> bool:
    """True for units below a day."""
    return unit in ("second", "minute", "hour")


def window(length: Length, today: date, moment: datetime | None, zone: str) -> Stretch:
    """Where a length lies: "the past four years" ends on ``today``, "the next two days" begin there."""
    back = length.window == "past"
    fine = is_short(length.unit) and moment is not None
    base = moment if fine and moment is not None else at_midnight(today)
    if length.amount is None:
        end = base if fine else base + timedelta(days=1)
        return Stretch(None, end, None, "span") if back else Stretch(base, None, None, "span")
    far = _far(base, length, -1 if back else 1)
    if fine:
        start, end = (far, base) if back else (base, far)
        return Stretch(start, end, None, "part", zone)
    first, last = (far.date(), today) if back else (today, far.date())
    start, end = at_midnight(first), at_midnight(last) + timedelta(days=1)
    if length.window == "in":
        name = _coarse(last, length.unit)
        return Stretch(at_midnight(last), end, name, "day")
    return Stretch(start, end, f"{first.isoformat()}/{last.isoformat()}", "span")


def _far(base: datetime, length: Length, sign: int) -> datetime:
    far, part = base, length
    while True:
        if part.amount is not None:
            amount = part.high if part.high is not None else part.amount
            far = moved(far, part.unit, sign * amount)
        if part.more is None:
            return far
        part = part.more


def _coarse(day: date, unit: Unit) -> str:
    return (
        f"{day.year:04d}"
        if unit in ("year", "decade", "century")
        else day.isoformat()[:7]
        if unit == "month"
        else day.isoformat()
    )
