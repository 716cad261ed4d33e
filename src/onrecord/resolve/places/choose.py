"""Chooses among the places of a name: "Paris, Texas", Tripoli beside Beirut, the Springfield of an Ohio paper.

Every name of a document is weighed together with all others: a reading gains from likely readings of its neighbours
that lie close by (a mean-field relaxation, three rounds), from regions and countries that the text speaks of, and from
what stands right beside it ("…, Alabama"). Without any context the better-known place stands.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from onrecord.core.mentions import Feature
from onrecord.resolve.places.gazetteer import Entry, importance

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

# Candidates a name keeps for the joint choice, and names that take part in it: bounds the work on hostile input.
MOST_CANDIDATES = 40
MOST_NAMES = 90
MOST_IN_ALL = 700
ROUNDS = 3
# Distance within which two places plainly belong together, and within which they do loosely (km).
CLOSE_KM, LOOSE_KM = 50.0, 300.0
SETTLED = ("city", "noted", "capital")


@dataclass(slots=True)
class Name:
    """One name of the document with all its mentions: what it may be, and what the text says of it."""

    key: str
    entries: tuple[Entry, ...]
    hint: Feature | None = None
    parents: list[Entry] = field(default_factory=list)
    near: list[Entry] = field(default_factory=list)
    count: int = 1
    weight: float = 1.0
    chosen: Entry | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Countries ("SY": 2.0) and regions ("US.TX": 1.0) the text speaks of by other words, with weights."""

    countries: dict[str, float]
    regions: dict[str, float]


def choose(names: Sequence[Name], around: Surroundings) -> None:
    """Set ``chosen`` of every name that has candidates. Deterministic; ties go to the better known."""
    import numpy as np

    taking_part = [name for name in names if name.entries][:MOST_NAMES]
    for name in names:
        if name.entries and name.chosen is None:
            name.chosen = max(name.entries, key=lambda entry: _alone(name, entry, around))
    if not taking_part:
        return
    most = min(MOST_CANDIDATES, max(7, MOST_IN_ALL // len(taking_part)))
    kept = [_kept(name, around, most) for name in taking_part]
    flat = [entry for entries in kept for entry in entries]
    owner = np.repeat(np.arange(len(kept)), [len(entries) for entries in kept])
    alone = np.array([_alone(taking_part[i], entry, around) for i, entries in enumerate(kept) for entry in entries])
    ties = _ties(flat, owner)
    weight = np.array([name.weight for name in taking_part])[owner]
    scores = alone
    for _ in range(ROUNDS):
        likely = _shares(scores, owner, len(kept)) * weight
        scores = alone + _support(ties, likely, owner, len(kept))
    for index, name in enumerate(taking_part):
        inside = np.flatnonzero(owner == index)
        name.chosen = flat[int(inside[int(np.argmax(scores[inside]))])]


def _kept(name: Name, around: Surroundings, most: int) -> list[Entry]:
    """The candidates worth weighing: the best known, and those the surroundings speak for."""
    ranked = sorted(name.entries, key=lambda entry: (-_alone(name, entry, around), entry.index))
    return ranked[:most]


def _alone(name: Name, entry: Entry, around: Surroundings) -> float:
    """How good a reading is before the other names are heard, in units of log10 population."""
    score = importance(entry)
    if name.hint is not None:
        if entry.feature == name.hint:
            score += 2.0
        elif name.hint in ("city", "region", "country"):
            score -= 1.5
    for parent in name.parents:
        score += 9.0 if inside(entry, parent) else 0.0
    for close in name.near:
        score += 2.5 if inside(entry, close) else 0.0
    if entry.kind not in ("continent", "water"):
        score += min(0.8, around.countries.get(entry.country, 0.0)) if entry.country else 0.0
        score += min(1.2, around.regions.get(entry.admin1, 0.0)) if entry.admin1 else 0.0
    return score


def inside(entry: Entry, parent: Entry) -> bool:
    """True where ``entry`` lies in ``parent``: Birmingham in Alabama, Herzliya in Israel, Mosul in Nineveh."""
    if entry.index == parent.index:
        return False
    if parent.kind == "country":
        return entry.country == parent.country and entry.kind not in ("country", "continent")
    if parent.kind == "admin1":
        return bool(parent.admin1) and entry.admin1 == parent.admin1 and entry.kind != "admin1"
    if parent.kind in SETTLED:
        return entry.kind in ("city", "noted", "area") and 0 < kilometres(entry, parent) < parent.radius + 10
    if entry.kind in ("country", "continent"):
        return parent.kind == "continent" and kilometres(entry, parent) < parent.radius
    return kilometres(entry, parent) < parent.radius * 1.2 + 5


def kilometres(a: Entry, b: Entry) -> float:
    """Great-circle distance (haversine, Earth radius 6371 km)."""
    lat1, lat2 = math.radians(a.lat), math.radians(b.lat)
    half = math.sin((lat2 - lat1) / 2) ** 2
    half += math.cos(lat1) * math.cos(lat2) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(half)))


def _ties(flat: Sequence[Entry], owner: NDArray[np.intp]) -> Floats:
    """How strongly each candidate speaks for each other one (0 to 1.5): nearness, same region, same country."""
    import numpy as np

    lat = np.radians([entry.lat for entry in flat])
    lon = np.radians([entry.lon for entry in flat])
    half = np.sin((lat[:, None] - lat[None, :]) / 2) ** 2
    half += np.cos(lat)[:, None] * np.cos(lat)[None, :] * np.sin((lon[:, None] - lon[None, :]) / 2) ** 2
    km = 2 * 6371.0 * np.arcsin(np.sqrt(np.clip(half, 0, 1)))
    # Wide places say which country and region a text is about, not which town: closeness is for towns and counties.
    narrow = np.array([entry.kind in (*SETTLED, "admin2") for entry in flat])
    wide = np.array([0.0 if entry.kind in SETTLED else entry.radius for entry in flat])
    km = np.maximum(0.0, km - 0.7 * np.maximum(wide[:, None], wide[None, :]))
    ties = (narrow[:, None] & narrow[None, :]) * np.exp(-km / CLOSE_KM) + 0.25 * np.exp(-km / LOOSE_KM)
    countries = {code: number for number, code in enumerate(sorted({entry.country for entry in flat}))}
    regions = {code: number for number, code in enumerate(sorted({entry.admin1 for entry in flat}))}
    country = np.array([countries[entry.country] if entry.country else -1 - i for i, entry in enumerate(flat)])
    region = np.array([regions[entry.admin1] if entry.admin1 else -1 - i for i, entry in enumerate(flat)])
    ties += 0.08 * (country[:, None] == country[None, :]) + 0.2 * (region[:, None] == region[None, :])
    ties[owner[:, None] == owner[None, :]] = 0.0
    result: Floats = ties
    return result


def _shares(scores: Floats, owner: NDArray[np.intp], names: int) -> Floats:
    """The probability of each candidate within its name: a softmax with a log10 unit worth a factor of five."""
    import numpy as np

    top = np.full(names, -np.inf)
    np.maximum.at(top, owner, scores)
    raised = np.exp(1.6 * (scores - top[owner]))
    total = np.zeros(names)
    np.add.at(total, owner, raised)
    result: Floats = raised / total[owner]
    return result


def _support(ties: Floats, likely: Floats, owner: NDArray[np.intp], names: int) -> Floats:
    """For each candidate, what the best-tied likely reading of every other name adds; it saturates at 6."""
    import numpy as np

    weighted = ties * likely[None, :]
    best = np.zeros((ties.shape[0], names))
    starts = np.flatnonzero(np.r_[True, owner[1:] != owner[:-1]])
    best[:, owner[starts]] = np.maximum.reduceat(weighted, starts, axis=1)
    result: Floats = 6.0 * (1.0 - np.exp(-0.3 * best.sum(axis=1)))
    return result
