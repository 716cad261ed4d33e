"""Who fought whom, as data sets of events sort them: states, armed groups, civilians."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from onrecord.core.answers.cases import Case, Party
from onrecord.show.export.tolls import population

Sort = Literal["state", "armed", "civilians"]
STATE = frozenset({"military", "government", "country"})
FORCES = STATE | {"armed_group"}
CIVIL = frozenset({"person", "group", "organization", "media", "party"})


def of_side(case: Case, side: str) -> tuple[Party, ...]:
    """Those on one side of an event, "actor" or "recipient": each name once, the one that most tellings have first."""
    found: dict[str, Party] = {}
    for one in case.parties:
        if one.side == side:
            name = one.name.casefold()
            before = found.get(name)
            found[name] = one if before is None else replace(before, told=before.told + one.told)
    return tuple(sorted(found.values(), key=lambda one: -one.told))


def forces(parties: Sequence[Party]) -> tuple[Party, ...]:
    """Those that can be a party to a conflict: states, their bodies, armed groups; no drones, depots or people."""
    return tuple(one for one in parties if one.kind in FORCES)


def sort_of(parties: Sequence[Party]) -> Sort | None:
    """What a side is, by most tellings: a state, an armed group, or civilians; None for soldiers of nobody knows whom.

    Where as many say one as the other, a state comes before an armed group, and that before civilians.
    """
    told: Counter[Sort | None] = Counter()
    people = [one for one in parties if one.kind != "person"] or parties  # a name does not tell whose side it is on
    for one in people:
        told[_sort(one)] += one.told if _sort(one) is not None or one.kind in CIVIL else 0
    if told["state"]:  # soldiers and police are the state's that is named
        told["state"] += told.pop(None, 0)
    most = max(told.values(), default=0)
    order: tuple[Sort | None, ...] = ("state", "armed", None, "civilians")
    return next((sort for sort in order if most and told[sort] == most), None)


def _sort(party: Party) -> Sort | None:
    if party.kind in STATE:
        return "state"
    if party.kind == "armed_group":
        return "armed"
    return "civilians" if party.kind in CIVIL and population(party.name) not in {"fighters", "police"} else None


def violence(case: Case) -> int | None:
    """UCDP's type of violence: 1 state-based, 2 between groups, 3 one-sided; None where the reports do not tell.

    Source: UCDP GED codebook, type_of_violence.
    """
    actors = forces(of_side(case, "actor"))
    does, suffers = sort_of(actors), sort_of(of_side(case, "recipient"))
    if not of_side(case, "recipient") and len(actors) > 1:  # PLOVER writes a fight as two actors
        sorts = [sort_of([one]) for one in actors]
        if all(sort in {"state", "armed"} for sort in sorts):
            return 1 if "state" in sorts else 2
    if does not in {"state", "armed"}:
        return None
    if suffers == "civilians":
        return 3
    return None if suffers is None else 1 if "state" in {does, suffers} else 2


def names(parties: Sequence[Party]) -> str:
    """Their names, parted by "; "; one in a name becomes a comma."""
    return "; ".join(one.name.replace(";", ",") for one in parties)
