"""How many people live in the places of a reading: "Srebrenica" 2,863, by the gazetteer (GeoNames)."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.core import Place
from onrecord.resolve.places.gazetteer import Entry, gazetteer


def populations(places: Iterable[Place]) -> dict[str, float]:
    """Inhabitants by place id, for countries and for settlements whose name means nothing larger.

    "Idlib" may be the town or the province around it, so nobody is counted there; a place the gazetteer cannot count
    (regions are sums of their towns only) is left out.
    """
    found: dict[str, float] = {}
    for place in places:
        if place.geonames is None or place.feature not in ("city", "country"):
            continue
        entries = gazetteer().find(place.name) or gazetteer().find(place.text)
        own = next((entry for entry in entries if entry.geonames == place.geonames), None)
        if own is None or own.population < 1 or _means_more(own, entries):
            continue
        found[place.id] = own.population
    return found


def _means_more(own: Entry, entries: Iterable[Entry]) -> bool:
    """True for a town with a region of the same name in its country."""
    return own.kind != "country" and any(
        entry.feature in ("region", "area") and entry.country == own.country for entry in entries
    )
