"""What a list of judgements comes to: a pure function, so that undoing is leaving one out and working it out again.

The last decision wins, field by field: "low is 9" and then "it counts soldiers" are both kept, a second "low is 11"
replaces the first. A verdict on top of a correction (accept, reject) leaves the correction in place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from onrecord.core.judgement import Act, Ruling, Verdict

Joined = dict[str, tuple[str, int]]
"""What is another's, into what, and by which judgement: ``{"E15": ("E12", 3), "D41/eve2": ("E19", 4)}``."""

_VERDICTS: dict[Act, Verdict] = {
    "accept": "accepted", "correct": "corrected", "reject": "rejected", "copy": "corrected", "not_copy": "corrected",
}  # fmt: skip
DECIDES = frozenset({*_VERDICTS, "comment"})
JOINS = frozenset({"merge", "split"})
Parted = dict[tuple[str, str], int]
"""What is kept apart, the smaller number first, and by which judgement: ``{("A3", "A9"): 7}``."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """A judgement as its effect is worked out: ``item`` is where it is bound now (None: nowhere), "J7" for an undo.

    ``change`` holds the values after it (a merge: ``into``, a split: ``new``), ``members`` what a split parts.
    """

    number: int
    act: Act
    item: str | None
    change: Mapping[str, Any] = field(default_factory=dict, hash=False)
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class State:
    """What all judgements of a ledger come to."""

    rulings: dict[str, Ruling]
    joined: Joined


def undone(ruled: Iterable[Ruled]) -> dict[int, int]:
    """Which judgements are undone, and by which: an undo that is itself undone takes nothing back."""
    by: dict[int, int] = {}
    for one in sorted(ruled, key=lambda one: one.number, reverse=True):
        if one.act == "undo" and one.item is not None and one.number not in by:
            by.setdefault(int(one.item[1:]), one.number)
    return by


def state(ruled: Sequence[Ruled]) -> State:
    """The effect of all judgements."""
    return State(rulings(ruled), joins(ruled))


def rulings(ruled: Sequence[Ruled]) -> dict[str, Ruling]:
    """The verdict, corrections and number of comments of each item that was ruled on."""
    gone = undone(ruled)
    found: dict[str, Ruling] = {}
    for one in sorted(ruled, key=lambda one: one.number):
        if one.act not in DECIDES or one.number in gone or one.item is None:
            continue
        before = found.get(one.item)
        if one.act == "comment":
            last = one.number if before is None or before.verdict is None else before.judgement
            found[one.item] = replace(before or Ruling(last), judgement=last, comments=_comments(before) + 1)
        else:
            change = {**(before.change if before else {}), **one.change}
            found[one.item] = Ruling(one.number, _VERDICTS[one.act], change, _comments(before))
    return found


def _comments(ruling: Ruling | None) -> int:
    return ruling.comments if ruling is not None else 0


def joins(ruled: Sequence[Ruled]) -> Joined:
    """Merges and splits of events and actors, the later over the earlier; what is together already stays as it is."""
    gone = undone(ruled)
    found: Joined = {}
    for one in sorted(ruled, key=lambda one: one.number):
        if one.act not in JOINS or one.number in gone or one.item is None:
            continue
        if one.act == "split":
            found.update(dict.fromkeys(one.members, (one.change["new"], one.number)))
        elif one.item not in path(found, one.change["into"]):
            found[one.item] = (one.change["into"], one.number)
    return found


def parted(ruled: Sequence[Ruled]) -> Parted:
    """The pairs that people said are not one; the first who said so counts."""
    gone = undone(ruled)
    found: Parted = {}
    for one in sorted(ruled, key=lambda one: one.number):
        if one.act == "apart" and one.number not in gone and one.item is not None:
            a, b = sorted((one.item, one.change["from"]), key=lambda item: int(item[1:]))
            found.setdefault((a, b), one.number)
    return found


def path(joined: Mapping[str, tuple[str, int]], item: str) -> list[str]:
    """From an item to what it is part of in the end: E15, E12, E9 after E15 was merged into E12 and that into E9."""
    way = [item]
    while (step := joined.get(way[-1])) is not None and step[0] not in way:
        way.append(step[0])
    return way
