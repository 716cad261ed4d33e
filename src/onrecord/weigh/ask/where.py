"""Where something lies: ``--where`` as people write it, and as a condition on the rows of ``placings``."""

from __future__ import annotations

import math
import re
import sqlite3
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from sqlalchemy import ColumnElement, Connection, Float, and_, func, literal, or_, select

from onrecord.errors import UsageError
from onrecord.ledger.alike import alike
from onrecord.ledger.schema import placings

EARTH_KM = 6371.0088  # the mean radius of the IUGG
_HALF_WAY_KM = math.pi * EARTH_KM

_NUMBER = r"[+-]?\d{1,3}(?:\.\d{1,12})?"
_BOX = re.compile(rf"({_NUMBER})\s*,\s*({_NUMBER})\s*,\s*({_NUMBER})\s*,\s*({_NUMBER})")
_SPOT = re.compile(rf"({_NUMBER})\s*,\s*({_NUMBER})(?:[\s,]+(\d{{1,5}}(?:\.\d{{1,6}})?)\s*km)?", re.IGNORECASE)
_NEAR = re.compile(r"(.*[^\s,])[\s,]+(\d{1,5}(?:\.\d{1,6})?)\s*km", re.IGNORECASE | re.DOTALL)
_LONGEST_NAME = 200

Box = tuple[float, float, float, float]
"""West, south, east, north in degrees; west is greater than east where the box spans the date line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A part of the world.

    ===========================  ===========================================================================
    ``"UA"``, ``"Ukraine"``      everything in that country: ISO 3166-1 code, or its name in English
    ``"Odesa"``                  the places of that name, as the map writes it or as a report does ("Odessa")
    ``"Odesa 50km"``             at most 50 km from it, by great circle; of several places of that name the one
                                 that this ledger names most often
    ``"46.48,30.73 50km"``       at most 50 km from that latitude and longitude
    ``"29,45.5,33,47.5"``        a box: west, south, east, north; west may be greater than east (the date line)
    ===========================  ===========================================================================

    ``centre`` is (latitude, longitude).
    """

    written: str
    country: str | None = None
    name: str | None = None
    centre: tuple[float, float] | None = None
    radius_km: float | None = None
    box: Box | None = None

    @classmethod
    def of(cls, written: str) -> Where:
        """Understand what was written; raises ``UsageError`` that names what can be written instead."""
        plain = " ".join(written.split())
        if not plain or len(plain) > _LONGEST_NAME:
            raise _wrong(written)
        if found := _BOX.fullmatch(plain):
            west, south, east, north = (float(number) for number in found.groups())
            if max(abs(west), abs(east)) > 180 or not -90 <= south <= north <= 90:
                raise _wrong(written)
            return cls(written=written, box=(west, south, east, north))
        if found := _SPOT.fullmatch(plain):
            lat, lon = float(found[1]), float(found[2])
            if abs(lat) > 90 or abs(lon) > 180 or found[3] is None:
                raise _wrong(written)
            return cls(written=written, centre=(lat, lon), radius_km=_radius(found[3], written))
        if found := _NEAR.fullmatch(plain):
            return cls(written=written, name=found[1], radius_km=_radius(found[2], written))
        if (code := _countries().get(alike(plain))) is not None:
            return cls(written=written, country=code)
        if plain[0].isdigit() or not any(character.isalpha() for character in plain):
            raise _wrong(written)
        return cls(written=written, name=plain)


def _wrong(written: str) -> UsageError:
    return UsageError(
        f"--where {written[:_LONGEST_NAME]!r}: give a country (UA, Ukraine), a place (Odesa), a place or a latitude "
        "and longitude with a distance (“Odesa 50km”, “46.48,30.73 50km”), or a box west,south,east,north "
        "(29,45.5,33,47.5)"
    )


def _radius(kilometres: str, written: str) -> float:
    radius = float(kilometres)
    if not radius > 0:
        raise _wrong(written)
    return min(radius, _HALF_WAY_KM)


@cache
def _countries() -> Mapping[str, str]:
    """Codes and names of countries as they are compared, with their codes."""
    data: dict[str, Any] = tomllib.loads(
        resources.files("onrecord.data").joinpath("countries.toml").read_text(encoding="utf-8")
    )
    known = {alike(row["name"]): code for code, row in data.items()}
    return {**known, **{code.casefold(): code for code in data}}


def lies(connection: Connection, where: Where) -> ColumnElement[bool]:
    """The condition on ``placings`` that a place lies there, and that its name stands for the place itself.

    Raises ``UsageError`` where a distance is given from a place that the ledger does not know.
    """
    return and_(placings.c.literal.is_(True), _lies(connection, where))


def _lies(connection: Connection, where: Where) -> ColumnElement[bool]:
    if where.country is not None:
        return placings.c.country == where.country
    if where.box is not None:
        return _inside(where.box)
    if where.radius_km is None:
        return _named(where.name or "")
    centre = where.centre or _centre(connection, where)
    return and_(_inside(around(centre, where.radius_km)), _distance(connection, centre) <= where.radius_km)


def _named(name: str) -> ColumnElement[bool]:
    return or_(placings.c.alike == alike(name), placings.c.text == name)


def _centre(connection: Connection, where: Where) -> tuple[float, float]:
    query = (
        select(placings.c.lat, placings.c.lon)
        .where(_named(where.name or ""), placings.c.lat.is_not(None), placings.c.lon.is_not(None))
        .group_by(placings.c.lat, placings.c.lon)
        .order_by(func.count().desc(), placings.c.lat, placings.c.lon)
    )
    found = connection.execute(query.limit(1)).first()
    if found is None:
        raise UsageError(
            f"--where {where.written!r}: this ledger names no place {where.name!r}; "
            "give its latitude and longitude: “46.48,30.73 50km”"
        )
    return float(found[0]), float(found[1])


def around(centre: tuple[float, float], radius_km: float) -> Box:
    """The smallest box of latitudes and longitudes that holds the circle; all longitudes where it holds a pole."""
    lat, lon = centre
    angle = radius_km / EARTH_KM
    spread = math.degrees(angle) + 1e-9
    south, north = lat - spread, lat + spread
    if south <= -90 or north >= 90:
        return -180.0, max(south, -90.0), 180.0, min(north, 90.0)
    wide = math.degrees(math.asin(min(1.0, math.sin(angle) / math.cos(math.radians(lat))))) + 1e-9
    west, east = lon - wide, lon + wide
    return west + 360 if west < -180 else west, south, east - 360 if east > 180 else east, north


def _inside(box: Box) -> ColumnElement[bool]:
    west, south, east, north = box
    lon = placings.c.lon
    within = lon.between(west, east) if west <= east else or_(lon >= west, lon <= east)
    return and_(placings.c.lat.between(south, north), within)


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Kilometres along the great circle (haversine)."""
    up, across = math.radians(other_lat - lat), math.radians(other_lon - lon)
    share = math.sin(up / 2) ** 2
    share += math.cos(math.radians(lat)) * math.cos(math.radians(other_lat)) * math.sin(across / 2) ** 2
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, share)))


def _distance(connection: Connection, centre: tuple[float, float]) -> ColumnElement[float]:
    """Kilometres from the centre; not every SQLite is built with sines, so there it is our own function."""
    lat, lon = centre
    driver = connection.connection.driver_connection
    if isinstance(driver, sqlite3.Connection):
        driver.create_function("distance_km", 4, distance_km, deterministic=True)
        return func.distance_km(lat, lon, placings.c.lat, placings.c.lon, type_=Float)
    up = func.radians(placings.c.lat - lat) / 2
    across = func.radians(placings.c.lon - lon) / 2
    narrow = math.cos(math.radians(lat)) * func.cos(func.radians(placings.c.lat))
    share = func.power(func.sin(up), 2) + narrow * func.power(func.sin(across), 2)
    return literal(2 * EARTH_KM) * func.asin(func.sqrt(func.least(1.0, share)), type_=Float)
