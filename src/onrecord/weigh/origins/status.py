"""The status of an event: who is said to have done it, who denies, who claims it, and how many know."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from onrecord.weigh.origins.faces import face, same


@dataclass(frozen=True, slots=True)
class Charge:
    """``Charge("interior ministry", "Northern Front", "accuses")``; of claims and denials both names are one."""

    by: str
    against: str
    kind: Literal["accuses", "claims", "denies"]


def status(charges: Iterable[Charge], *, known: int) -> str:
    """contested, denied, admitted, multi_origin or single_origin (``known``: how many named origins there are).

    Contested where two are named by different origins, or two claim it; who denies was accused by somebody. Denied
    where the one accused denies and nobody else is named; admitted where the only one named claims it.
    """
    listed = list(charges)
    accused: list[list[Charge]] = []
    for charge in listed:
        group = next((group for group in accused if one(group[0].against, charge.against)), None)
        if group is None:
            accused.append([charge])
        else:
            group.append(charge)
    if len(accused) > 1 and not _one_source(accused):
        return "contested"
    if any(charge.kind == "denies" for charge in listed):
        return "denied"
    if any(charge.kind == "claims" for charge in listed):
        return "admitted"
    return "multi_origin" if known > 1 else "single_origin"


def one(first: str, second: str) -> bool:
    """Whether two names are of one body: "the Front", "Northern Front"."""
    mine, yours = face(first), face(second)
    if mine.weak or yours.weak:
        return mine.head == yours.head and mine.head is not None
    return same(mine, yours)


def _one_source(accused: list[list[Charge]]) -> bool:
    """True where all who are named are named by one and the same, and none of them speaks himself."""
    sources = [charge.by for group in accused for charge in group]
    spoke = any(charge.kind != "accuses" for group in accused for charge in group)
    return not spoke and all(one(sources[0], source) for source in sources)
