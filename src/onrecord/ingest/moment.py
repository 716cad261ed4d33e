"""When a report was published, from whatever way of writing it: "Mon, 11 Mar 2024 18:10:00 +0200" → EDTF.

Only what is unmistakable: "03/04/2024" is April or March, so it is not read.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from functools import cache

from onrecord.lang import lexicon

_DAY = r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})"
_CLOCK = r"(?P<hour>\d{2}):?(?P<minute>\d{2})(?::?\d{2}(?:[.,]\d{1,9})?)?"
_ZONE = r"(?P<zone>Z|z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)"
_ISO = re.compile(rf"{_DAY}(?:[T ]\s?{_CLOCK}\s?{_ZONE}?)?", re.ASCII)
_PARTIAL = re.compile(r"\d{4}(?:-\d{2})?[~?%]?|\d{4}-\d{2}-\d{2}[~?%]", re.ASCII)


@cache
def _written() -> re.Pattern[str]:
    """ "Monday, March 11, 2024 at 6:10 p.m. GMT", "11 March 2024 18:10", "Mon, 11 Mar 2024 18:10:00 +0200"."""
    names = "|".join(sorted(_months(), key=len, reverse=True))
    days = "|".join(lexicon("page")["weekdays"])
    return re.compile(
        rf"(?:(?:{days})\.?,?\s+)?"
        rf"(?:(?P<name>{names})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})"
        rf"|(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?[\s-]+(?P<name2>{names})\.?,?[\s-]+(?P<year2>\d{{4}}))"
        rf"(?:\s*(?:,|at|-|–|\||·)?\s*(?P<hour>\d{{1,2}})[:.](?P<minute>\d{{2}})(?::\d{{2}})?"
        rf"\s*(?P<half>[ap]\.?m\.?)?\s*(?P<zone>(?:GMT|UTC)\s?[+-]\d{{1,2}}(?::?\d{{2}})?|Z|UTC|GMT|[A-Z]{{2,4}}|[+-]\d{{2}}:?\d{{2}})?(?:\s*\([A-Z]{{3,4}}\))?)?",
        re.IGNORECASE | re.ASCII,
    )


@cache
def _months() -> dict[str, int]:
    table: dict[str, int] = lexicon("page")["months"]
    return table


def moment(written: object) -> str | None:
    """EDTF for a date or a time as written, or None where it is neither or could be two: ``moment("11 March 2024")``.

    Minutes are kept, seconds are not; the zone is kept as written ("2024-03-11T18:10+02:00"), because "Friday night"
    is counted from the day at the place. Numbers are seconds (or milliseconds) since 1970, as feeds write them.
    """
    if isinstance(written, bool) or written is None:
        return None
    if isinstance(written, (int, float)):
        return _from_seconds(written)
    if not isinstance(written, str):
        return None
    text = " ".join(written[:80].split())
    if match := _ISO.fullmatch(text):
        return _edtf(match["year"], match["month"], match["day"], match["hour"], match["minute"], match["zone"])
    if _PARTIAL.fullmatch(text):
        return text if _is_month(text[5:7]) else None
    if match := _written().fullmatch(text):
        name, day, year = (match[part] or match[f"{part}2"] for part in ("name", "day", "year"))
        hour = match["hour"]
        if hour and match["half"]:
            hour = str(int(hour) % 12 + (12 if match["half"].lower().startswith("p") else 0))
        return _edtf(year, str(_months()[name.lower()]), day, hour, match["minute"], match["zone"])
    return None


def _from_seconds(seconds: int | float) -> str | None:
    # Digits of twelve places and more are milliseconds: as seconds they would lie beyond the year 5100.
    if not 0 < seconds < 1e14:
        return None
    seconds = seconds / 1000 if seconds > 1e11 else seconds
    return datetime.fromtimestamp(seconds, tz=UTC).strftime("%Y-%m-%dT%H:%MZ")


def _is_month(digits: str) -> bool:
    return not digits.isdigit() or 1 <= int(digits) <= 12


def _edtf(year: str, month: str, day: str, hour: str | None, minute: str | None, zone: str | None) -> str | None:
    try:
        written = date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
    if hour is None or minute is None:
        return written
    if int(hour) > 23 or int(minute) > 59:
        return written
    return f"{written}T{int(hour):02d}:{int(minute):02d}{_zone(zone)}"


def _zone(written: str | None) -> str:
    """ "+0200" and "GMT+2" → "+02:00"; "" where nothing is said or letters mean two offsets ("ET")."""
    if not written:
        return ""
    if written.upper() in {"Z", "UTC", "GMT"}:
        return "Z"
    if written[:3].upper() in {"UTC", "GMT"}:
        written = written[3:].lstrip()
    if written[0] not in "+-":
        offsets: dict[str, str] = lexicon("page")["zones"]
        return offsets.get(written.upper(), "")
    hours, _, minutes = written[1:].partition(":")
    digits = (hours if len(hours) == 4 else hours.zfill(2) + minutes).ljust(4, "0")
    return "Z" if digits == "0000" else f"{written[0]}{digits[:2]}:{digits[2:]}"
