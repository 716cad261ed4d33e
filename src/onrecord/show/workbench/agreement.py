"""How far two people agree who ruled on the same things, each before she could know what the other said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from onrecord.core.judgement import Judgement
from onrecord.ledger.judgements.effects import Ruled, rulings

Coded = dict[str, dict[str, str]]
"""What each person said of an item: ``{"C9": {"Ana": "accepted", "Bo": "corrected: certainty possible"}}``."""

_SAYS = frozenset({"accept", "correct", "reject"})


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people: ``both`` is how many items both ruled on, ``same`` on how many they said the same."""

    names: tuple[str, str]
    both: int
    same: int
    alpha: float | None


def coded(said: Iterable[Judgement]) -> Coded:
    """What everybody said of each item, up to the ruling with which a second person had ruled on it.

    What is ruled, changed or undone after that is a talk about a difference and no longer a second opinion, so it does
    not count; but a slip of the hand does, an undo that is the next thing its author did. A correction is its fields
    with their new values: two who correct differently do not agree.
    """
    every = list(said)
    slips = _slips(every)
    standing: dict[str, dict[str, list[Judgement]]] = {}
    for one, comes in _steps(every):
        people = standing.setdefault(str(one.item), {})
        if len(people) > 1 and (comes or one.id not in slips):
            continue
        if comes:
            people.setdefault(one.author, []).append(one)
        elif one.author in people:
            people[one.author] = [other for other in people[one.author] if other.id != one.id]
            if not people[one.author]:
                del people[one.author]
    return {
        item: {name: _category(item, given) for name, given in people.items()}
        for item, people in standing.items() if people
    }  # fmt: skip


def _steps(said: Iterable[Judgement]) -> list[tuple[Judgement, bool]]:
    """Rulings as they come (True) and as they are undone (False), in the order in which that happened."""
    steps = []
    for one in said:
        if one.act in _SAYS and one.item is not None:
            steps.append((int(one.id[1:]), one, True))
            if one.undone_by is not None:
                steps.append((int(one.undone_by[1:]), one, False))
    return [(one, comes) for _, one, comes in sorted(steps, key=lambda step: step[0])]


def _slips(said: Iterable[Judgement]) -> set[str]:
    """Rulings that their author took back before doing anything else."""
    last: dict[str, str] = {}
    found = set()
    for one in said:
        if one.act == "undo" and one.undone_by is None and last.get(one.author) == one.on:
            found.add(one.on)
        last[one.author] = one.id
    return found


def _category(item: str, given: list[Judgement]) -> str:
    ruled = [Ruled(int(one.id[1:]), one.act, item, one.change) for one in given]
    ruling = rulings(ruled)[item]
    if ruling.verdict != "corrected":
        return str(ruling.verdict)
    parts = [f"{name} {_after(value)}" for name, value in sorted(ruling.change.items())]
    return f"corrected: {', '.join(parts)}"


def _after(value: object) -> object:
    return value["after"] if isinstance(value, Mapping) and "after" in value else value


def double(codes: Mapping[str, Mapping[str, str]]) -> Coded:
    """Those items on which two people ruled."""
    return {item: dict(people) for item, people in codes.items() if len(people) > 1}


def awaiting(codes: Mapping[str, Mapping[str, str]], author: str) -> list[str]:
    """Items on which one other person has ruled and ``author`` has not: they want a second opinion."""
    name = " ".join(author.split())
    return [item for item, people in codes.items() if len(people) == 1 and name not in people]


def pairs(codes: Mapping[str, Mapping[str, str]]) -> list[Pair]:
    """Every two people with items that both ruled on, those with the most in common first."""
    of: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for people in double(codes).values():
        (one, first), (other, second) = sorted(people.items())
        of.setdefault((one, other), []).append((first, second))
    found = [
        Pair(names, len(units), sum(first == second for first, second in units), alpha(units))
        for names, units in of.items()
    ]
    return sorted(found, key=lambda pair: (-pair.both, pair.names))


def alpha(units: Iterable[Collection[str]]) -> float | None:
    """Krippendorff's alpha for names without order: 1 is full agreement, 0 what chance would give, below 0 is worse.

    A unit is what each person said of one item; those with fewer than two opinions do not count. None where nothing
    was ruled on twice, or where every opinion is the same: then chance cannot be told from agreement. Method: K.
    Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section C, whose example gives 0.743.
    """
    counted = [Counter(unit) for unit in units if len(unit) > 1]
    totals = sum(counted, Counter())
    number = totals.total()
    expected = sum(count * (number - count) for count in totals.values())
    if not expected:
        return None
    observed = sum(
        sum(count * (unit.total() - count) for count in unit.values()) / (unit.total() - 1) for unit in counted
    )
    return 1 - (number - 1) * observed / expected
