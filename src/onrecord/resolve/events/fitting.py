"""Whether two mentions can speak of one event: nothing they say of sides, place, time and numbers may disagree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from onrecord.core import Figure, Place, Time
from onrecord.resolve.events.draft import Draft

# How much ground a kind of place covers: the smaller says more.
SIZES: Final[dict[str, int]] = {
    "facility": 0, "city": 1, "other": 1, "area": 2, "water": 2, "region": 3, "country": 4,
}  # fmt: skip
_WIDE = ("country", "region", "area", "water", "other")
# Two points nearer than this, in kilometres along a meridian (111 a degree), may be one scene.
_NEAR_KM = 15.0


@dataclass(frozen=True, slots=True)
class Facts:
    """Places, times and figures of one text by id."""

    places: dict[str, Place]
    times: dict[str, Time]
    figures: dict[str, Figure]


def facts_of(places: Sequence[Place], times: Sequence[Time], figures: Sequence[Figure]) -> Facts:
    """Prepare the look-ups."""
    return Facts(
        {item.id: item for item in places}, {item.id: item for item in times}, {item.id: item for item in figures}
    )


def agree(facts: Facts, one: Draft, two: Draft) -> bool:
    """True where nothing said of one event contradicts what is said of the other."""
    return (
        _sides_fit(one, two)
        and places_fit(facts, one.place, two.place)
        and times_fit(facts, one.time, two.time)
        and not _numbers_clash(facts, one, two)
    )


def _sides_fit(one: Draft, two: Draft) -> bool:
    """Each side overlaps, or is empty on one hand; in mutual events the two sides may be told the other way round."""
    both = {*one.actors, *one.recipients} & {*two.actors, *two.recipients}
    if one.type in ("CONSULT", "COOPERATE", "AGREE"):
        first, second = {*one.actors, *one.recipients}, {*two.actors, *two.recipients}
        return first <= second or second <= first or len(both) > 1
    for mine, other in ((one.actors, two.actors), (one.recipients, two.recipients)):
        if mine and other and set(mine).isdisjoint(other):
            return False
    return True


def shared(one: Draft, two: Draft) -> int:
    """How many sides two drafts have in common, each in its role."""
    return len(set(one.actors) & set(two.actors)) + len(set(one.recipients) & set(two.recipients))


def places_fit(facts: Facts, one: str | None, two: str | None) -> bool:
    """The same place, one inside the other as far as the text tells (a town and its country), or one unknown."""
    if one is None or two is None or one == two:
        return True
    here, there = facts.places.get(one), facts.places.get(two)
    if here is None or there is None or same_place(here, there):
        return True
    wide = here.feature in _WIDE or there.feature in _WIDE
    if wide and here.feature != there.feature:
        return here.country is None or there.country is None or here.country == there.country
    return False


def nearer(facts: Facts, one: str | None, two: str | None) -> str | None:
    """Of two places of one event the one that says more: the town, not its country; else the first."""
    if one is None or two is None:
        return one or two
    here, there = facts.places.get(one), facts.places.get(two)
    if here is None or there is None:
        return one
    return two if SIZES[there.feature] < SIZES[here.feature] else one


def same_day(facts: Facts, one: str | None, two: str | None) -> bool:
    """Both are known to the day, and it is one day."""
    here, there = facts.times.get(one or ""), facts.times.get(two or "")
    if here is None or there is None or here.edtf is None or there.edtf is None:
        return False
    return len(here.edtf) >= 10 and "/" not in here.edtf and here.edtf[:10] == there.edtf[:10]


def sooner(facts: Facts, one: str | None, two: str | None) -> str | None:
    """Of two times of one event the one that says more: the day, not its month; else the first."""
    if one is None or two is None:
        return one or two
    here, there = facts.times.get(one), facts.times.get(two)
    if here is None or there is None or here.edtf is None or there.edtf is None:
        return one
    return two if len(there.edtf.split("/")[0]) > len(here.edtf.split("/")[0]) and "/" not in there.edtf else one


def same_place(here: Place, there: Place) -> bool:
    """One entry of the gazetteer, one name, or two points so near that they may be one scene."""
    if here.geonames is not None and here.geonames == there.geonames:
        return True
    if here.name == there.name or here.text == there.text:
        return True
    if here.lat is None or here.lon is None or there.lat is None or there.lon is None:
        return False
    near = abs(here.lat - there.lat) + abs(here.lon - there.lon) < _NEAR_KM / 111
    return near and "facility" in (here.feature, there.feature)


def times_fit(facts: Facts, one: str | None, two: str | None) -> bool:
    """The same day, one stretch inside the other, or one unknown."""
    if one is None or two is None or one == two:
        return True
    here, there = facts.times.get(one), facts.times.get(two)
    if here is None or there is None or here.edtf is None or there.edtf is None or here.edtf == there.edtf:
        return True
    if here.edtf[:10] == there.edtf[:10]:
        return True
    if None in (here.earliest, here.latest, there.earliest, there.latest):
        return False
    return str(here.earliest) <= str(there.latest) and str(there.earliest) <= str(here.latest)


def _numbers_clash(facts: Facts, one: Draft, two: Draft) -> bool:
    """Both count the same fate of the same people, in ranges that do not meet: "killed 12", "killed 40"."""
    for mine in one.figures:
        for other in two.figures:
            here, there = facts.figures.get(mine), facts.figures.get(other)
            if here is None or there is None or here.measure is None or here.measure != there.measure:
                continue
            if here.counted and there.counted and here.counted.lower() != there.counted.lower():
                continue
            if not meet(here, there):
                return True
    return False


def meet(here: Figure, there: Figure) -> bool:
    """Two ranges share a number: "at least 12" and 13 do."""
    low = max(_value(here.low, -1.0), _value(there.low, -1.0))
    high = min(_value(here.high, float("inf")), _value(there.high, float("inf")))
    return low <= high or (here.approximate and there.approximate)


def _value(value: float | int | None, default: float) -> float:
    return default if value is None else float(value)


def same_number(facts: Facts, one: Draft, two: Draft) -> bool:
    """Both tell the same count of the same fate: "killed 12" and "the killing of the 12"."""
    return any(
        facts.figures[mine].measure is not None
        and facts.figures[mine].measure == facts.figures[other].measure
        and facts.figures[mine].best == facts.figures[other].best is not None
        for mine in one.figures
        for other in two.figures
        if mine in facts.figures and other in facts.figures
    )
