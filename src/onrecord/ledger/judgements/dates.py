"""Dates that a person gives, in the forms of EDTF that readings use: "2024-03-08", "2024-03~", "199X", "2022/2023"."""

from __future__ import annotations

import re
from calendar import monthrange
from itertools import pairwise

from onrecord.errors import UsageError
from onrecord.ledger.moments import bounds

_POINT = re.compile(
    r"(?P<year>\d{4}|\d{3}X|\d{2}XX)(?:-(?P<month>\d{2})(?:-(?P<day>\d{2})"
    r"(?:T(?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)?)?)?)?"
    r"[~?%]?",
    re.ASCII,
)
# Parts of a year: the four seasons, four quarters, three thirds and two halves of EDTF.
_PORTIONS: dict[int, tuple[int, int]] = {
    21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2), 33: (1, 3), 34: (4, 6), 35: (7, 9), 36: (10, 12),
    37: (1, 4), 38: (5, 8), 39: (9, 12), 40: (1, 6), 41: (7, 12),
}  # fmt: skip


def check(written: str) -> tuple[str | None, str | None]:
    """The earliest and the latest minute that an EDTF date can mean, as the ledger writes them.

    ``check("2024-03-08")`` is ("2024-03-08T00:00", "2024-03-08T23:59"); an open end of an interval is None. Raises
    ``UsageError`` where it is no date.
    """
    ends = written.split("/")
    if len(ends) == 1:
        return _point(written, written)
    if len(ends) != 2 or all(end in {"", ".."} for end in ends):
        raise _no_date(written)
    found = [(None, None) if end in {"", ".."} else _point(end, written) for end in ends]
    known = [moment for moment in (found[0][0], found[1][1]) if moment is not None]
    if any(first > last for first, last in pairwise(known)):
        raise UsageError(f"date {written!r} ends before it begins")
    return found[0][0], found[1][1]


def _point(written: str, whole: str) -> tuple[str, str]:
    match = _POINT.fullmatch(written)
    if match is None:
        raise _no_date(whole)
    year, month, day = match["year"], match["month"], match["day"]
    if "X" in year:
        if month is not None:
            raise _no_date(whole)
        return f"{year.replace('X', '0')}-01-01T00:00", f"{year.replace('X', '9')}-12-31T23:59"
    if month is not None and (portion := _PORTIONS.get(int(month))) is not None and day is None:
        first, last = portion
        end_year = int(year) + (last < first)
        end_day = monthrange(end_year, last)[1] if 1 <= end_year <= 9999 else 28
        return f"{year}-{first:02d}-01T00:00", f"{end_year:04d}-{last:02d}-{end_day:02d}T23:59"
    plain = match[0].rstrip("~?%")
    if match["hour"] is not None:
        plain = plain[: len("2024-03-08T18:00")]  # the ledger compares local time, as the text has it
    found = bounds(plain)
    if found is None:
        raise _no_date(whole)
    return found[0][: len("2024-03-08T18:00")], found[1][: len("2024-03-08T18:00")]


def _no_date(written: str) -> UsageError:
    return UsageError(
        f"date {written[:60]!r} is not EDTF; write 2024-03-08, 2024-03, 2024, 2024-03-08T18:00, 2024-03-08~ (about), "
        "199X, or 2024-03-08/2024-03-10"
    )
