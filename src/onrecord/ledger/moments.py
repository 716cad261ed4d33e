"""Moments as they are stored and compared: UTC, to the second, ``2026-03-02T18:10:00Z``."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from onrecord.errors import UsageError

_WRITTEN = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2})"
    r"(?:T(?P<hour>\d{2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d{1,9})?)?(?P<zone>Z|[+-](?:0\d|1[0-4]):?[0-5]\d)?)?)?)?",
    re.ASCII,
)


def now() -> str:
    """This moment."""
    return _stored(datetime.now(UTC))


def bounds(written: str | None) -> tuple[str, str] | None:
    """The earliest and the latest moment that an EDTF year, month, day or time can mean; None where it is no date.

    ``bounds("2025-03-02")`` is the whole of that day, ``bounds("2025-03-02T18:10Z")`` its one minute. A time without a
    zone is taken as UTC.
    """
    found = _WRITTEN.fullmatch((written or "").strip())
    if found is None:
        return None
    part = {name: int(value) for name, value in found.groupdict().items() if value and name != "zone"}
    try:
        start = datetime(part["year"], part.get("month", 1), part.get("day", 1), part.get("hour", 0),
                         part.get("minute", 0), part.get("second", 0), tzinfo=UTC)  # fmt: skip
        start -= _offset(found["zone"])
        end = _end(start, part) - timedelta(seconds=1)
    except (ValueError, OverflowError):
        return None
    return _stored(start), _stored(end)


def as_of(written: str | None) -> str | None:
    """The last moment that counts for ``--as-of``: the end of the day, month or minute named; None for now.

    Raises ``UsageError`` where it is no date.
    """
    if written is None:
        return None
    if (found := bounds(written)) is None:
        raise UsageError(f"--as-of {written!r}: give a moment such as 2024-03-11 or 2024-03-11T18:00Z")
    return found[1]


def _end(start: datetime, part: dict[str, int]) -> datetime:
    if "second" in part:
        return start + timedelta(seconds=1)
    if "hour" in part:
        return start + timedelta(minutes=1)
    if "day" in part:
        return start + timedelta(days=1)
    if "month" in part:
        return start.replace(year=start.year + start.month // 12, month=start.month % 12 + 1)
    return start.replace(year=start.year + 1)


def _offset(zone: str | None) -> timedelta:
    if zone is None or zone == "Z":
        return timedelta()
    hours, minutes = int(zone[1:3]), int(zone[-2:])
    return timedelta(hours=hours, minutes=minutes) * (1 if zone[0] == "+" else -1)


def _stored(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")
