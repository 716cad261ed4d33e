"""Places: toponym F1; on those found, the share placed within 161 km, in the right country, and literal or not."""

from __future__ import annotations

import math
from collections.abc import Sequence

from evaluation.gold.nouns import GoldPlace, GoldText
from evaluation.measures.match import Tally, pair, span_likeness
from onrecord.core import Place

WITHIN_KM = 161.0  # a hundred miles, the customary limit of geoparsing evaluations


def score_places(gold: GoldText, predicted: Sequence[Place], tally: Tally) -> None:
    """Compare the toponyms of one text."""
    pairs = pair(gold.places, predicted, span_likeness)
    asked = [(one, other) for one, other in pairs if not one.optional]
    free = sum(one.optional for one, _ in pairs)
    wanted = sum(not one.optional for one in gold.places)
    tally.found("places: toponym", right=len(asked), gold=wanted, predicted=len(predicted) - free)
    for one, other in asked:
        tally.asked("places: within 161 km", near(one, other))
        tally.asked("places: literal", one.literal == other.literal)
        if one.country:
            tally.asked("places: country", one.country == other.country)


def near(gold: GoldPlace, predicted: Place) -> bool:
    """True within 161 km of the point, or within the radius of a wide thing; a country is right by its code alone."""
    if gold.feature == "country":
        return predicted.country == gold.country and predicted.feature == "country"
    if predicted.lat is None or predicted.lon is None:
        return False
    return distance_km(gold.lat, gold.lon, predicted.lat, predicted.lon) <= max(WITHIN_KM, gold.radius_km)


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance (haversine, mean Earth radius 6,371 km)."""
    phi, other_phi = math.radians(lat), math.radians(other_lat)
    half = math.sin((other_phi - phi) / 2) ** 2
    half += math.cos(phi) * math.cos(other_phi) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(half)))
