"""Whether two tellings can be of one event as to who, where, when and how many: 1 fits, −1 does not, 0 nobody knows."""

from __future__ import annotations

import math
from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from onrecord.weigh.events.traits import Number, Where

_EARTH_KM = 6371.0
_WIDE = ("country", "region", "water", "area")
SAME_TOWN_KM = 5.0  # gazetteers put one town's centre at most this far apart


def sets_fit(one: AbstractSet[str], other: AbstractSet[str]) -> float:
    """Words of names: 1 where the smaller is wholly in the larger, −1 where they share nothing, between by share."""
    if not one or not other:
        return 0.0
    return 2.0 * len(one & other) / min(len(one), len(other)) - 1.0


def places_fit(one: Where | None, other: Where | None) -> float:
    """1 one place or one inside the other, −1 too far apart, 0 where one of them is unknown."""
    if one is None or other is None:
        return 0.0
    if one.name == other.name and one.country == other.country:
        return 1.0
    if "country" in (one.feature, other.feature) and one.country and other.country:
        return 1.0 if one.country == other.country else -1.0
    apart = _apart(one, other)
    if apart is None:  # villages that no gazetteer knows have only their names
        return -1.0 if specific(one) and specific(other) else 0.0
    return 1.0 if apart <= max(SAME_TOWN_KM, (one.radius_km or 0.0) + (other.radius_km or 0.0)) else -1.0


def specific(place: Where | None) -> bool:
    """Whether a place is a town, a village or a building, on the map or not, and no region or country."""
    return place is not None and place.feature not in _WIDE


def _apart(one: Where, other: Where) -> float | None:
    """Kilometres between two places; None where one is not on the map."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    lat, lat2 = math.radians(one.lat), math.radians(other.lat)
    half = math.sin((lat2 - lat) / 2) ** 2
    half += math.cos(lat) * math.cos(lat2) * math.sin(math.radians(other.lon - one.lon) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def times_fit(one: tuple[str | None, str | None], other: tuple[str | None, str | None]) -> float:
    """1 where two stretches of time overlap, −1 where one ends before the other begins, 0 where either is unknown.

    Moments are local ("2024-03-08T18:00") and compare as text; open ends reach as far as needed.
    """
    if not any(one) or not any(other):
        return 0.0
    before = one[1] is not None and other[0] is not None and one[1] < other[0]
    after = other[1] is not None and one[0] is not None and other[1] < one[0]
    if before or after:
        return -1.0
    return 1.0 if all((*one, *other)) else 0.0


def figures_fit(one: Sequence[Number], other: Sequence[Number]) -> float:
    """1 where a figure of the same measure agrees, −1 where all that can be compared differ, 0 where none can be."""
    pairs = [(a.value, b.value) for a in one for b in other if (a.measure, a.unit) == (b.measure, b.unit)]
    if not pairs:
        return 0.0
    return 1.0 if any(a == b for a, b in pairs) else -1.0
