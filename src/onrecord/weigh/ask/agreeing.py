"""When and where an event is, and whom it befell, of all that its tellings say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from onrecord.core.answers.happenings import EventPlace, EventTime
from onrecord.ledger.alike import alike

_WIDE = frozenset({"country", "region", "water", "area"})


def agreed_place(told: Sequence[Any]) -> EventPlace | None:
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


def agreed_time(told: Sequence[Any]) -> EventTime:
    """The narrowest time on the day that most reports name, the first where two are as narrow.

    ``told`` are rows of happenings that say when, in the order in which they became known.
    """
    if not told:
        return EventTime(edtf=None, earliest=None, latest=None)
    named = dict.fromkeys((row.earliest[:10], row.document) for row in told if _is_day(row))
    [day, *_] = [each for each, _ in Counter(each for each, _ in named).most_common(1)] or [""]
    of_day = [row for row in told if day and _is_day(row) and row.earliest[:10] == day]
    best = min(of_day or told, key=_width)
    return EventTime(edtf=best.edtf, earliest=best.earliest, latest=best.latest)


def _is_day(row: Any) -> bool:
    """Whether a time lies within one day, an evening that ends at midnight among them."""
    if row.earliest is None or row.latest is None:
        return False
    return bool(row.earliest[:10] == row.latest[:10] or (row.latest[10:16] == "T00:00" and len(row.earliest) > _DAY))


_DAY = len("2024-03-08")


def _width(row: Any) -> tuple[int, str]:
    """How wide a span of local minutes is, roughly: by the first part in which its ends differ."""
    if row.earliest is None or row.latest is None:
        return 0, ""
    ends = enumerate(zip(row.earliest, row.latest, strict=False))
    same = next((at for at, (one, other) in ends if one != other), 16)
    if _is_day(row):
        same = max(same, _DAY + 1)
    return -same, row.latest[same:]


def telling(names: Sequence[str], place: str) -> list[str]:
    """The first two that do not say again what a title has: "fuel depot", no "depot" beside it, no number of people."""
    found: list[str] = []
    for name in [one for one in names if not any(letter.isdigit() for letter in one)] or names:
        plain = alike(name)
        if not any(plain in alike(other) or alike(other) in plain for other in found) and plain != alike(place):
            found.append(name)
    return found[:2]
