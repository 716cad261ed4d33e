"""Events of the ledger and rows of a reference file, matched one to one by day and place.

What the file has on other days than the ledger's events, or in countries where it has none, is not compared: the ledger
does not claim to know of it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from onrecord.core.answers.cases import Case
from onrecord.core.answers.compared import Compared
from onrecord.core.answers.happenings import Number
from onrecord.show.compare.reference import Entry, Shape, Unread, entries, shape_of
from onrecord.show.export.dates import days
from onrecord.show.export.format import Record
from onrecord.show.export.formats.acled import sub_event
from onrecord.show.export.places import country, point
from onrecord.show.export.tolls import toll

OFF = 1
"""Days that the two may be apart beyond what each leaves open: nights, and time zones."""
LONGEST = 31
"""Days over which an event may be spread and still be looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """One event of the ledger as it is compared: its days, where, how many died."""

    id: str
    title: str
    first: date
    last: date
    lat: float
    lon: float
    radius_km: float
    place: str
    country: str
    deaths: tuple[Number, Number, Number] | None


@dataclass(frozen=True, slots=True, order=True)
class Near:
    """How near an event and a row are to each other: days apart, then km; then their places, so that it is decided."""

    days: int
    km: float
    own: int
    entry: int


def compare(record: Record, path: Path) -> Iterator[Compared]:
    """Every event and row: matched and differing ones first, by event, then what one side alone has.

    Events count that the file's data set would have: for UCDP those with a death, for ACLED those of a type it codes;
    they must have taken place, have a day within a month, and a place. Raises ``UsageError`` where the file is not of
    either shape.
    """
    shape = shape_of(path)
    own = tuple(one for case in record.cases(rule=shape) if (one := _own(case, shape)) is not None)
    there: list[Entry] = []
    unread: list[Unread] = []
    for entry in entries(path, shape):
        if isinstance(entry, Unread):
            unread.append(entry)
        elif _comparable(entry, own):
            there.append(entry)
    pairs = match(own, there)
    for place, one in enumerate(own):
        if place in pairs:
            near = pairs[place]
            yield _both(one, there[near.entry], near)
    taken = {near.entry for near in pairs.values()}
    for place, one in enumerate(own):
        if place not in pairs:
            yield _here(one)
    for place, entry in enumerate(there):
        if place not in taken:
            yield _there(entry)
    for row in unread:
        yield _made("unreadable", f"line {row.line}: {row.because}", there=row.id, line=row.line)


def match(own: Sequence[Own], there: Sequence[Entry]) -> dict[int, Near]:
    """The row that belongs to each event, by their places: the nearest pairs first, each taken once."""
    by_day: dict[date, list[int]] = defaultdict(list)
    for place, entry in enumerate(there):
        for day in _days(entry.first, min(entry.last, entry.first + timedelta(days=LONGEST))):
            by_day[day].append(place)
    near: list[Near] = []
    for place, one in enumerate(own):
        close = timedelta(days=OFF)
        some = {number for day in _days(one.first - close, one.last + close) for number in by_day.get(day, ())}
        for number in some:
            entry = there[number]
            away = _km(one.lat, one.lon, entry.lat, entry.lon)
            if away <= one.radius_km + entry.radius_km:
                near.append(Near(_apart(one, entry), round(away, 1), place, number))
    pairs: dict[int, Near] = {}
    taken: set[int] = set()
    for pair in sorted(near):
        if pair.own not in pairs and pair.entry not in taken:
            pairs[pair.own] = pair
            taken.add(pair.entry)
    return pairs


def _own(case: Case, shape: Shape) -> Own | None:
    """An event as it is compared; None for one that the other data set would not have."""
    interval, at, dead = days(case.event.time), point(case.site), toll(case, "killed")
    site = case.site
    if case.event.realis != "actual" or interval is None or at is None or site is None:
        return None
    if (interval[1] - interval[0]).days >= LONGEST:
        return None
    if not (dead is not None and dead.high) if shape == "ucdp" else sub_event(case) is None:
        return None
    return Own(
        id=case.event.id, title=case.event.title, first=interval[0], last=interval[1], lat=at[1], lon=at[0],
        radius_km=site.radius_km or 0.0, place=site.name, country=str(country(site.country).get("name", "")),
        deaths=(dead.low, dead.best, dead.high) if dead is not None else (0, 0, 0) if shape == "acled" else None,
    )  # fmt: skip


def _comparable(entry: Entry, own: Sequence[Own]) -> bool:
    """True for a row on the days, and in one of the countries, of the ledger's events."""
    if not own:
        return False
    close = timedelta(days=OFF)
    first, last = min(one.first for one in own) - close, max(one.last for one in own) + close
    known = {one.country.casefold() for one in own}
    return entry.last >= first and entry.first <= last and (not entry.country or entry.country.casefold() in known)


def _days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def _apart(one: Own, entry: Entry) -> int:
    """Days between the two, 0 where they overlap."""
    return max(0, (entry.first - one.last).days, (one.first - entry.last).days)


def _km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Kilometres along a great circle (haversine)."""
    a, b = math.radians(lat), math.radians(other_lat)
    half = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 12_742.0 * math.asin(min(1.0, math.sqrt(half)))


def _both(one: Own, entry: Entry, near: Near) -> Compared:
    here, there = one.deaths or (None, None, None), (entry.low, entry.best, entry.high)
    where = f"{near.days} days and {near.km:g} km apart: {one.title}"
    if tuple(here) == there:
        return _made("matched", where, one=one, entry=entry, near=near)
    told = " to ".join(dict.fromkeys(f"{value:g}" for value in (here[0], here[2]) if value is not None))
    other = " to ".join(dict.fromkeys(f"{value:g}" for value in (entry.low, entry.high)))
    because = f"dead here {told} (best {here[1]:g}), there {other} (best {entry.best:g}); {where}"
    return _made("differs", because, one=one, entry=entry, near=near)


def _here(one: Own) -> Compared:
    return _made("missing_there", f"no row near {one.place} on these days: {one.title}", one=one)


def _there(entry: Entry) -> Compared:
    return _made("missing_here", f"no event near {entry.place or 'its place'} on these days", entry=entry)


def _made(
    outcome: str,
    because: str,
    *,
    one: Own | None = None,
    entry: Entry | None = None,
    near: Near | None = None,
    there: str | None = None,
    line: int | None = None,
) -> Compared:
    here = (one.deaths if one is not None else None) or (None, None, None)
    first = one.first if one is not None else entry.first if entry is not None else None
    return Compared(
        outcome=outcome,  # type: ignore[arg-type]
        event=one.id if one is not None else None,
        there=entry.id if entry is not None else there,
        line=entry.line if entry is not None else line,
        date=first.isoformat() if first is not None else None,
        place=one.place if one is not None else entry.place if entry is not None else None,
        days=near.days if near is not None else None,
        km=near.km if near is not None else None,
        low=here[0], best=here[1], high=here[2],
        there_low=entry.low if entry is not None else None,
        there_best=entry.best if entry is not None else None,
        there_high=entry.high if entry is not None else None,
        because=because,
    )  # fmt: skip
