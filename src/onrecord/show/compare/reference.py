"""Files of UCDP GED's or ACLED's shape, read by the names of their columns, row by row."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Literal, TextIO

from onrecord.errors import UsageError

Shape = Literal["ucdp", "acled"]
COLUMNS: dict[Shape, tuple[str, ...]] = {
    "ucdp": ("id", "date_start", "date_end", "latitude", "longitude", "best", "low", "high"),
    "acled": ("event_id_cnty", "event_date", "latitude", "longitude", "fatalities"),
}
"""What a file must have to be of a shape."""
_AROUND: dict[Shape, dict[str, float]] = {
    "ucdp": {"1": 15, "2": 40, "3": 60, "4": 200, "5": 200, "6": 1000, "7": 500},
    "acled": {"1": 15, "2": 40, "3": 200},
}  # km, by where_prec and geo_precision
_DAYS = {"2": 3, "3": 15}  # ACLED enters the middle of a week, of a month
_LONGEST = 1 << 20  # characters of a cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One event of the file: its days, where (degrees, and km around), and how many died."""

    line: int
    id: str
    first: date
    last: date
    lat: float
    lon: float
    radius_km: float
    place: str
    country: str
    low: int
    best: int
    high: int


@dataclass(frozen=True, slots=True)
class Unread:
    """A row that could not be read, and why."""

    line: int
    id: str | None
    because: str


def shape_of(path: Path) -> Shape:
    """Whether a file has UCDP GED's columns or ACLED's; raises ``UsageError`` where it has neither."""
    with _opened(path) as stream:
        names = set(_reader(stream).fieldnames or ())
    for shape, needed in COLUMNS.items():
        if names.issuperset(needed):
            return shape
    least = min(COLUMNS, key=lambda shape: len(set(COLUMNS[shape]) - names))
    missing = ", ".join(name for name in COLUMNS[least] if name not in names)
    raise UsageError(f"{path}: neither UCDP GED's columns nor ACLED's; for {least} it lacks {missing}")


def entries(path: Path, shape: Shape) -> Iterator[Entry | Unread]:
    """Its events, row by row; what cannot be read is told with its reason."""
    with _opened(path) as stream:
        reader = _reader(stream)
        try:
            for row in reader:
                name = row.get(COLUMNS[shape][0]) or None
                try:
                    yield _ucdp(reader.line_num, row) if shape == "ucdp" else _acled(reader.line_num, row)
                except (ValueError, OverflowError) as error:
                    yield Unread(reader.line_num, name, str(error))
        except (csv.Error, UnicodeDecodeError) as error:
            raise UsageError(f"{path}, after line {reader.line_num}: {error}") from None


def _opened(path: Path) -> TextIO:
    if not path.is_file():
        raise UsageError(f"{path}: there is no such file")
    return path.open(encoding="utf-8-sig", newline="")


def _reader(stream: TextIO) -> csv.DictReader[str]:
    csv.field_size_limit(_LONGEST)
    try:
        head = stream.readline(_LONGEST)
    except UnicodeDecodeError:
        raise UsageError(f"{stream.name}: no text in UTF-8") from None
    stream.seek(0)
    return csv.DictReader(stream, delimiter=max(",;\t", key=head.count))


def _ucdp(line: int, row: Mapping[str, str | None]) -> Entry:
    first, last = _day(row, "date_start"), _day(row, "date_end")
    if last < first:
        raise ValueError(f"it ends on {last}, before it begins on {first}")
    lat, lon = _degrees(row)
    around = _AROUND["ucdp"].get(row.get("where_prec") or "", 25.0)
    return Entry(
        line=line, id=_text(row, "id"), first=first, last=last, lat=lat, lon=lon, radius_km=around,
        place=row.get("where_coordinates") or "", country=_country(row), low=_count(row, "low"),
        best=_count(row, "best"), high=_count(row, "high"),
    )  # fmt: skip


def _acled(line: int, row: Mapping[str, str | None]) -> Entry:
    day = _day(row, "event_date")
    off = timedelta(days=_DAYS.get(row.get("time_precision") or "", 0))
    lat, lon = _degrees(row)
    dead = _count(row, "fatalities")
    around = _AROUND["acled"].get(row.get("geo_precision") or "", 25.0)
    return Entry(
        line=line, id=_text(row, "event_id_cnty"), first=day - off, last=day + off, lat=lat, lon=lon, radius_km=around,
        place=row.get("location") or "", country=_country(row), low=dead, best=dead, high=dead,
    )  # fmt: skip


def _text(row: Mapping[str, str | None], name: str) -> str:
    value = (row.get(name) or "").strip()
    if not value:
        raise ValueError(f"{name} is blank")
    return value


def _country(row: Mapping[str, str | None]) -> str:
    """The name as most write it: "Russia" for "Russia (Soviet Union)"."""
    return (row.get("country") or "").partition(" (")[0].strip()


def _day(row: Mapping[str, str | None], name: str) -> date:
    """A day as "2025-02-28", "2025-02-28 00:00:00.000" or "28 February 2025"."""
    value = _text(row, name)
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        pass
    try:
        return datetime.strptime(value, "%d %B %Y").date()
    except ValueError:
        raise ValueError(f"{name} {value[:40]!r} is no day") from None


def _degrees(row: Mapping[str, str | None]) -> tuple[float, float]:
    found = []
    for name, most in (("latitude", 90), ("longitude", 180)):
        value = _text(row, name)
        try:
            degrees = float(value)
        except ValueError:
            degrees = math.nan
        if not -most <= degrees <= most:
            raise ValueError(f"{name} {value[:40]!r} is no degree")
        found.append(degrees)
    return found[0], found[1]


def _count(row: Mapping[str, str | None], name: str) -> int:
    value = _text(row, name)
    try:
        number = float(value)
        if number < 0 or not number.is_integer():
            raise ValueError
    except ValueError:
        raise ValueError(f"{name} {value[:40]!r} is no number of deaths") from None
    return int(number)
