"""Where, as data sets of events write it: how precisely it is known, and the codes of countries."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.core.answers.cases import Site

_NEAR_KM = 25  # UCDP: within 25 km of a known point
_DISTRICT_KM = 50  # a region that is no larger is taken for a district, a larger one for a province
_DEGREE_KM = 111.32


def ucdp_precision(site: Site | None) -> int | None:
    """UCDP's where_prec: 1 the place, 2 within 25 km of it, 3 district, 4 province, 5 landscape, 6 country.

    None where nobody says where. Source: UCDP GED codebook, where_prec; 7 (international waters) is not told apart
    from 5.
    """
    if site is None:
        return None
    radius = site.radius_km or 0.0
    if site.feature in {"city", "facility"}:
        return 1 if radius <= _NEAR_KM else 2
    if site.feature == "region":
        return 3 if 0 < radius <= _DISTRICT_KM else 4
    if site.feature == "country":
        return 6
    return 2 if site.feature in {"area", "other"} and 0 < radius <= _NEAR_KM else 5


def acled_precision(site: Site | None) -> int | None:
    """ACLED's geo_precision: 1 a town, 2 near one or a small part of a region, 3 a larger region; None for a country.

    Source: ACLED codebook, geo precision; what is only a country is not coded.
    """
    return {1: 1, 2: 2, 3: 2, 4: 3, 5: 3}.get(ucdp_precision(site) or 0)


def resolution(site: Site) -> int | None:
    """PLOVER's resolution: 5 below a city, 4 city, 3 district, 2 province, 1 country."""
    codes = {"facility": 5, "city": 4, "country": 1}
    if site.feature in codes:
        return codes[site.feature]
    return {3: 3, 4: 2}.get(ucdp_precision(site) or 0)


def point(site: Site | None) -> tuple[float, float] | None:
    """Longitude and latitude of a place; None for one that is only a country, whose middle is no place."""
    if site is None or site.lat is None or site.lon is None or site.feature == "country":
        return None
    return site.lon, site.lat


def box(site: Site) -> tuple[float, float, float, float] | None:
    """West, south, east, north of where it may have been; west is greater than east across the date line."""
    at = point(site)
    if at is None or not site.radius_km:
        return None
    lon, lat = at
    high = site.radius_km / _DEGREE_KM
    south, north = max(-90.0, lat - high), min(90.0, lat + high)
    if abs(lat) + high >= 90.0:
        return -180.0, south, 180.0, north
    wide = high / math.cos(math.radians(lat))
    if wide >= 180.0:
        return -180.0, south, 180.0, north
    return _turned(lon - wide), south, _turned(lon + wide), north


def _turned(lon: float) -> float:
    return lon if -180.0 <= lon <= 180.0 else (lon + 180.0) % 360.0 - 180.0


def priogrid(site: Site | None) -> int | None:
    """The number of the half-degree cell of PRIO-GRID: 179779 for Kabul; counted from the south-west, by rows.

    Source: PRIO-GRID codebook (Tollefsen, Strand and Buhaug 2012).
    """
    at = point(site)
    if at is None:
        return None
    column = min(int((at[0] + 180.0) * 2), 719)
    row = min(int((at[1] + 90.0) * 2), 359)
    return row * 720 + column + 1


@cache
def countries() -> Mapping[str, Mapping[str, Any]]:
    """Name, iso3, number and continent of every country, by its code of two letters."""
    return tomllib.loads((files("onrecord.data") / "countries.toml").read_text(encoding="utf-8"))


def country(code: str | None) -> Mapping[str, Any]:
    """What is known of a country; nothing for a code that is not known."""
    return countries().get(code or "", {})
