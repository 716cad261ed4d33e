"""Where an event is, of all the places that its tellings name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from onrecord.core.answers.happenings import EventPlace

_WIDE = frozenset({"country", "region", "water", "area"})


def agreed(told: Sequence[Any]) -> EventPlace | None:
    """The place that most reports name, towns before countries; of one name the surest spot. None where none is told.

    ``told`` are rows of placings with their ``document``. A village that no gazetteer knows lies in the country that
    its reports name: there its name stands with the country's middle and radius, which is all that is known.
    """
    exact = [row for row in told if row.feature not in _WIDE] or list(told)
    if not exact:
        return None
    votes = Counter(name for name, _ in {(row.name.casefold(), row.document) for row in exact})
    best = min(exact, key=lambda row: (-votes[row.name.casefold()], _radius(row)))
    spot = EventPlace(name=best.name, lat=best.lat, lon=best.lon, country=best.country, radius_km=best.radius_km)
    wide = [row for row in told if row.feature in _WIDE and row.lat is not None]
    if best.lat is not None or len({row.country for row in wide}) != 1:
        return spot
    around = min(wide, key=_radius)
    return replace(spot, lat=around.lat, lon=around.lon, country=around.country, radius_km=around.radius_km)


def _radius(row: Any) -> float:
    return float("inf") if row.radius_km is None else float(row.radius_km)
