"""The gazetteer file, opened by memory-mapping: nothing is read until a name is asked for.

Built by ``training/gazetteer.py`` from GeoNames (CC BY 4.0) and Natural Earth; ``data/SOURCES.toml`` names everything.
"""

from __future__ import annotations

import json
import math
import mmap
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from onrecord.core.mentions import Feature
from onrecord.resolve.places.names import digest, fold

_ONLY_SPELLING = 0x80000000
_FEATURES: dict[str, Feature] = {
    "country": "country", "admin1": "region", "admin2": "region", "city": "city", "water": "water", "area": "area",
    "mountains": "area", "continent": "area", "capital": "city", "noted": "city",
}  # fmt: skip
_FEDERAL = frozenset({"US", "CA", "AU", "IN", "BR", "MX", "DE", "PK", "NG"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of the gazetteer: Odesa, city, 46.49 N 30.74 E, region ``UA.17``, a million people.

    ``other`` is True where the name asked for is only another spelling of it; ``radius`` is in km.
    """

    index: int
    name: str
    kind: str
    lat: float
    lon: float
    country: str
    admin1: str
    geonames: int
    population: float
    radius: float
    other: bool

    @property
    def feature(self) -> Feature:
        """The contract's feature of this kind of place."""
        return _FEATURES[self.kind]


class Gazetteer:
    """Look-up by name. ``Gazetteer(path).find("Kiev")[0].name == "Kyiv"``; raises ``ValueError`` on a damaged file."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as handle:
            self._map = mmap.mmap(handle.fileno(), 0, access=mmap.ACCESS_READ)
        end = self._map.find(b"\n")
        if end < 0:
            raise ValueError(f"{path.name} is damaged; install onrecord again")
        head = json.loads(self._map[:end])
        body = memoryview(self._map)[end + 1 :]
        self._columns: dict[str, Any] = {
            name: body[start : start + length].cast(code) for name, (code, start, length) in head["columns"].items()
        }
        self._countries: list[str] = head["countries"]
        self._admin1: list[str] = head["admin1"]
        self._kinds: list[str] = head["kinds"]
        self._regions: dict[str, int] = head["regions"]
        self._entry = lru_cache(maxsize=8192)(self._read)
        self._found = lru_cache(maxsize=16384)(self._look_up)

    def find(self, name: str) -> tuple[Entry, ...]:
        """Every place called ``name`` in any spelling, the best known first; empty where there is none."""
        return self._found(fold(name))

    def find_folded(self, key: str) -> tuple[Entry, ...]:
        """As :meth:`find` for a name that :func:`fold` has already been applied to."""
        return self._found(key)

    def region(self, code: str) -> tuple[Entry, ...]:
        """The country ("UA") or first-level region ("US.TX") of a code; empty where there is none."""
        index = self._regions.get(code)
        return () if index is None else (self._entry(index, False),)

    def given_name(self, name: str) -> bool:
        """True for first names of people: "Sydney", "Chelsea"."""
        return self._listed("first", name)

    def family_name(self, name: str) -> bool:
        """True for last names of people: "London", "Washington"."""
        return self._listed("last", name)

    def _listed(self, column: str, name: str) -> bool:
        values = self._columns[column]
        wanted, _ = digest(fold(name))
        at = bisect_left(values, wanted)
        return at < len(values) and values[at] == wanted

    def _look_up(self, key: str) -> tuple[Entry, ...]:
        if not key:
            return ()
        wanted, check = digest(key)
        hashes, checks, places = self._columns["hash"], self._columns["check"], self._columns["place"]
        at = bisect_left(hashes, wanted)
        found: list[Entry] = []
        while at < len(hashes) and hashes[at] == wanted:
            if checks[at] == check:
                place = places[at]
                found.append(self._entry(place & ~_ONLY_SPELLING, bool(place & _ONLY_SPELLING)))
            at += 1
        return tuple(sorted(found, key=lambda entry: (-importance(entry), entry.index)))

    def _read(self, index: int, other: bool) -> Entry:
        columns = self._columns
        start, end = columns["name"][index], columns["name"][index + 1]
        population = math.pow(10, columns["population"][index] / 1000) - 1
        kind = self._kinds[columns["kind"][index]]
        radius = float(columns["radius"][index])
        return Entry(
            index=index,
            name=bytes(columns["names"][start:end]).decode("utf-8"),
            kind=kind,
            lat=columns["lat"][index] / 1e5,
            lon=columns["lon"][index] / 1e5,
            country=self._countries[columns["country"][index]],
            admin1=self._admin1[columns["admin1"][index]],
            geonames=columns["geonames"][index],
            population=population,
            radius=radius or city_radius(population),
            other=other,
        )


def city_radius(population: float) -> float:
    """Kilometres from the middle within which "in the city" lies: 15 km for a million, 2 km for a village.

    Built-up area grows a little slower than population (Angel et al., Atlas of Urban Expansion: exponent near 0.8).
    """
    return round(max(1.5, 15.0 * math.pow(max(population, 500.0) / 1e6, 0.4)), 1)


def importance(entry: Entry) -> float:
    """How likely a reader is to mean this place before any context: about the log10 of its population.

    Countries and continents stand above their cities; a region below a city of the same name (Kharkiv), except in
    federations whose states news names bare (Texas, Punjab).
    """
    size = math.log10(entry.population + 300.0)
    federal = entry.country in _FEDERAL
    score = {
        "country": 7.6, "continent": 8.0, "area": 6.6, "water": 6.6, "mountains": 6.4, "city": size, "admin2": 3.4,
        "capital": size + 0.9, "noted": size + 0.3, "admin1": (4.2 if federal else 3.0) + size * 0.3,
    }[entry.kind]  # fmt: skip
    return score - (2.0 if entry.other else 0.0)


@cache
def gazetteer() -> Gazetteer:
    """The shipped gazetteer, opened once."""
    with as_file(files("onrecord.data") / "places.bin") as path:
        return Gazetteer(path)
