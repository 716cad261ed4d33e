"""Who fought whom, as data sets of events sort them: states, armed groups, civilians."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from onrecord.core.answers.cases import Case, Party
from onrecord.show.export.tolls import population

Sort = Literal["state", "armed", "civilians"]
STATE = frozenset({"military", "government", "country"})
CIVIL = frozenset({"person", "group", "organization", "media", "party"})


def of_side(case: Case, side: str) -> tuple[Party, ...]:
    """Those on one side of an event: "actor" or "recipient"."""
    return tuple(one for one in case.parties if one.side == side)


def sort_of(parties: Sequence[Party]) -> Sort | None:
    """What a side is: a state where one of its armed forces is in it, then an armed group, then civilians."""
    kinds = {party.kind for party in parties}
    if kinds & STATE:
        return "state"
    if "armed_group" in kinds:
        return "armed"
    if any(population(party.name) in {"fighters", "police"} for party in parties):
        return None  # "soldiers", of nobody knows which side
    return "civilians" if kinds & CIVIL else None


def violence(case: Case) -> int | None:
    """UCDP's type of violence: 1 state-based, 2 between groups, 3 one-sided; None where the reports do not tell.

    Source: UCDP GED codebook, type_of_violence.
    """
    actors = of_side(case, "actor")
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
    """Their names, parted by "; "."""
    return "; ".join(one.name for one in parties)
