"""A map of where events are said to have happened: each circle as large as the place is uncertain.

The view holds the places that lie together; those far from them are counted beside the map, so that one odd place does
not make a map of the world. Degrees of longitude are shortened as at the middle of the view (equirectangular).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from onrecord.core.answers.happenings import Happened
from onrecord.show.report.visible import line
from onrecord.show.workbench.drawing.world import Box, Point, within

WIDTH, HEIGHT = 700, 470
_KM = 111.32  # kilometres in a degree of latitude
_SMALLEST = 3.0
_LETTER = 6.4
_BROAD = 100  # km: beyond that a place is a region, drawn as a broken line


@dataclass(frozen=True, slots=True)
class Spot:
    """A place with its events: ``r`` is its uncertainty in units, ``label`` is "" where there is no room for it."""

    name: str
    events: tuple[Happened, ...]
    x: float
    y: float
    r: float
    km: float
    label: str
    label_x: float
    anchor: str
    broad: bool


@dataclass(frozen=True, slots=True)
class Country:
    """A country's name where it is written."""

    name: str
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Map:
    """The whole drawing; ``lands`` are SVG paths, ``bar`` the scale in units and ``bar_km`` what it stands for."""

    width: int
    height: int
    lands: tuple[str, ...]
    countries: tuple[Country, ...]
    spots: tuple[Spot, ...]
    bar: float
    bar_km: int
    outside: tuple[tuple[str, tuple[Happened, ...]], ...]


@dataclass(frozen=True, slots=True)
class _Place:
    name: str
    lat: float
    lon: float
    km: float
    events: tuple[Happened, ...]


def draw(events: Iterable[Happened], *, width: int = WIDTH, height: int = HEIGHT, least_km: float = 200) -> Map | None:
    """The map of those events that have a place, at least ``least_km`` high; None where none has."""
    places = _places(events)
    if not places:
        return None
    near = _together(places)
    view = _view(near, width, height, least_km / _KM)
    flat = _Flat(view, width, height)
    paths, names = _land(view, flat)
    spots = _spots(near, flat, width)
    names = tuple(
        one for one in names
        if _fits(one, width, height) and not any(_meet(one, spot) for spot in spots)
    )  # fmt: skip
    km = _round(0.22 * width / flat.unit * _KM)
    return Map(
        width=width,
        height=height,
        lands=paths,
        countries=names,
        spots=spots,
        bar=round(km / _KM * flat.unit, 1),
        bar_km=km,
        outside=tuple((place.name, place.events) for place in places if place not in near),
    )


def _places(events: Iterable[Happened]) -> list[_Place]:
    found: dict[tuple[float, float, float], list[Happened]] = {}
    for event in events:
        place = event.place
        if place is not None and place.lat is not None and place.lon is not None:
            found.setdefault((place.lat, place.lon, place.radius_km or 0.0), []).append(event)
    return [
        _Place(line(some[0].place.name if some[0].place else ""), lat, lon, km, tuple(some))
        for (lat, lon, km), some in found.items()
    ]


def _together(places: Sequence[_Place]) -> list[_Place]:
    """Those around the middle of all: no further from it than six times as far as half of them are (least 400 km)."""
    lat, lon = median(one.lat for one in places), median(one.lon for one in places)
    away = {id(one): _apart(one, lat, lon) for one in places}
    reach = max(400.0, 6 * median(away.values()))
    return [one for one in places if away[id(one)] <= reach] or list(places)


def _apart(place: _Place, lat: float, lon: float) -> float:
    across = (place.lon - lon) * math.cos(math.radians((place.lat + lat) / 2))
    return _KM * math.hypot(across, place.lat - lat)


def _view(places: Sequence[_Place], width: int, height: int, least: float) -> Box:
    """A box of the picture's own shape around the places, with room about them."""
    lat = (min(one.lat for one in places) + max(one.lat for one in places)) / 2
    lon = (min(one.lon for one in places) + max(one.lon for one in places)) / 2
    short = max(0.2, math.cos(math.radians(lat)))
    small = [one for one in places if one.km < _BROAD] or places
    high = max(max(abs(one.lat - lat) + one.km / _KM for one in small) * 2.5, least)
    wide = max(max(abs(one.lon - lon) * short + one.km / _KM for one in small) * 2.5, 0.0)
    high = min(max(high, wide * height / width), 170.0)
    wide = min(high * width / height / short, 360.0)
    return lon - wide / 2, lat - high / 2, lon + wide / 2, lat + high / 2


class _Flat:
    """Degrees to units of the picture; ``unit`` is a degree of latitude."""

    def __init__(self, view: Box, width: int, height: int) -> None:
        self.west, self.north = view[0], view[3]
        self.unit = height / (view[3] - view[1])
        self.across = width / (view[2] - view[0])

    def __call__(self, point: Point) -> Point:
        return round((point[0] - self.west) * self.across, 1), round((self.north - point[1]) * self.unit, 1)


def _land(view: Box, flat: _Flat) -> tuple[tuple[str, ...], tuple[Country, ...]]:
    paths: list[str] = []
    largest: dict[str, tuple[float, Point]] = {}
    for name, rings in within(view):
        drawn = [[flat(point) for point in ring] for ring in rings]
        paths.append("".join(f"M{'L'.join(f'{x:g},{y:g}' for x, y in _thinned(ring))}Z" for ring in drawn))
        area, middle = _middle(drawn[0])
        if area > largest.get(name, (0.0, middle))[0]:
            largest[name] = (area, middle)
    names = [Country(line(name), round(x, 1), round(y, 1)) for name, (area, (x, y)) in largest.items()
             if area > 150 * len(name) ** 1.5]  # fmt: skip
    return tuple(paths), tuple(names)


def _thinned(ring: Sequence[Point]) -> list[Point]:
    """Without points that fall on the one before."""
    out = [ring[0]]
    out.extend(point for point in ring[1:] if abs(point[0] - out[-1][0]) + abs(point[1] - out[-1][1]) >= 0.4)
    return out


def _middle(ring: Sequence[Point]) -> tuple[float, Point]:
    """Area and centre of a ring."""
    area = x = y = 0.0
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]], strict=True):
        part = ax * by - bx * ay
        area, x, y = area + part, x + (ax + bx) * part, y + (ay + by) * part
    if abs(area) < 1e-9:
        return 0.0, ring[0]
    return abs(area) / 2, (x / (3 * area), y / (3 * area))


def _spots(places: Sequence[_Place], flat: _Flat, width: int) -> tuple[Spot, ...]:
    """Regions first, so that towns lie over them; a label only where it meets no other, the most told of first."""
    taken: list[tuple[float, float, float, float]] = []
    out = []
    for place in sorted(places, key=lambda one: -sum(len(event.documents) for event in one.events)):
        x, y = flat((place.lon, place.lat))
        r = round(max(_SMALLEST, place.km / _KM * flat.unit), 1)
        broad = place.km >= _BROAD
        label = f"{place.name} {len(place.events)}" if len(place.events) > 1 else place.name
        long = len(label) * _LETTER
        gap = 9 if broad else min(r, 14) + 5
        right = x + gap + long <= width - 4
        left = x + gap if right else x - gap - long
        box = (left, y - 9, left + long, y + 7)
        free = all(box[0] > b[2] or box[2] < b[0] or box[1] > b[3] or box[3] < b[1] for b in taken)
        taken.extend([box, (x - 5, y - 5, x + 5, y + 5)] if free else [(x - 5, y - 5, x + 5, y + 5)])
        out.append(Spot(place.name, place.events, x, y, r, place.km, label if free else "",
                        round(x + gap if right else x - gap, 1), "start" if right else "end", broad))  # fmt: skip
    return tuple(sorted(out, key=lambda one: -one.r))


def _fits(country: Country, width: int, height: int) -> bool:
    """True where the whole name lies in the picture and not on its scale."""
    half = len(country.name) * 4.4
    on_scale = country.y > height - 34 and country.x - half < 0.45 * width
    return half < country.x < width - half and 12 < country.y < height - 6 and not on_scale


def _meet(country: Country, spot: Spot) -> bool:
    """True where the name of a country would lie on that of a place."""
    half = len(country.name) * 4.4
    long = len(spot.label) * _LETTER
    left = spot.label_x if spot.anchor == "start" else spot.label_x - long
    reach = (min(left, spot.x - 6), max(left + long, spot.x + 6))
    return abs(country.y - spot.y) < 18 and country.x - half < reach[1] and country.x + half > reach[0]


def _round(km: float) -> int:
    """The largest 1, 2 or 5 times a power of ten that is not above it."""
    power = 10 ** math.floor(math.log10(max(km, 1.0)))
    return int(next(step * power for step in (5, 2, 1) if step * power <= max(km, 1.0)))
