"""Which tellings are one incident: a deed and what it did, in one report and in those that are near it.

Joining (:mod:`onrecord.weigh.events.join`) says of two words whether they speak of one event: "struck" and "strike" do,
"struck" and "killed" do not. In event data they are one incident, "nine workers were killed when drones struck the
depot". So tellings are gathered twice: within the report, deed and harm together as long as neither time, place nor
means forbid it; then with the known incident that speaks most for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from onrecord.lang import lexicon
from onrecord.weigh.events.because import because
from onrecord.weigh.events.compare import Stories, Weighed
from onrecord.weigh.events.fitting import places_fit, specific, times_fit
from onrecord.weigh.events.join import JOIN, Group, Known, Pairs, compared
from onrecord.weigh.events.scorer import Trees
from onrecord.weigh.events.traits import Traits, Where
from onrecord.weigh.events.veto import one_day, veto

# The best pair of tellings counts with its probability; what two incidents have in common besides, with these. Set on
# the collection "valley" (B³ 58 → 60), checked on "strait" (42 → 47): AT_LEAST of 0.35 … 0.5, the others of 0 … 0.4.
AT_LEAST = 0.4
SAME_DAY = SAME_PLACE = 0.15
SAME_MEANS = 0.2
SAME_TARGET = 0.4
ALIKE = 0.3  # within one report, tellings of one family that are as likely as this to be one event
MOST_DAYS = 45  # "in March" can be the day of an incident, "since January" cannot
MOST_REPORTS = 8  # of those that tell of a known incident, the nearest are compared


def incidents(
    new: Sequence[Weighed], known: Sequence[Known], *, near: Mapping[int, Stories], trees: Trees
) -> list[Group]:
    """Which new tellings are one incident, and which known event that is, in the order of their first members."""
    if not new:
        return []
    families = {family(one.traits) for one in new}
    among = [one for one in _nearest(known, near) if family(one.telling.traits) in families]
    pairs = compared(new, among, near=near, trees=trees)
    traits = [one.traits for one in new]
    by_event: dict[int, list[int]] = {}
    for at, one in enumerate(among):
        by_event.setdefault(one.event, []).append(at)
    found = [_placed(members, new, among, by_event, pairs) for members in gathered(traits, pairs)]
    return sorted(found, key=lambda group: group.members)


def gathered(traits: Sequence[Traits], pairs: Pairs) -> list[list[int]]:
    """The incidents of one report, as places in ``traits``: each telling joins the nearest before it that it suits."""
    found: list[list[int]] = []
    for at in sorted(range(len(traits)), key=lambda at: traits[at].span):
        for members in reversed(found):
            likest = max(pairs.within.get((min(at, one), max(at, one)), 0.0) for one in members)
            if _belongs(traits[at], [traits[one] for one in members], likest):
                members.append(at)
                break
        else:
            found.append([at])
    return found


def conflict(some: Sequence[Traits], others: Sequence[Traits]) -> str | None:
    """Why two sets of tellings cannot be one incident, as a sentence; None where nothing forbids it.

    One telling that fits is enough: a report tells of the day before and the morning after as well.
    """
    return _times(some, others) or _places(some, others) or _means(some, others)


def family(traits: Traits) -> str:
    """The kind of incident a telling is of: "violence" for ASSAULT, "taking" for an abduction or a seizure."""
    families = _words()["family"]
    return str(families.get(f"{traits.type}/{traits.mode}") or families.get(traits.type) or traits.type)


def _belongs(one: Traits, members: Sequence[Traits], likest: float) -> bool:
    if conflict([one], members) is not None:
        return False
    if likest >= JOIN:
        return True
    own, theirs = family(one), {family(other) for other in members}
    if own in theirs and own == "violence":
        return likest >= ALIKE or _harm(one) or all(_harm(other) for other in members)
    if own in theirs:
        return likest >= ALIKE or any(one.line == other.line for other in members)
    return bool(theirs.intersection(_words()["comes_with"].get(own, ())))


def _placed(
    members: Sequence[int],
    new: Sequence[Weighed],
    known: Sequence[Known],
    by_event: Mapping[int, Sequence[int]],
    pairs: Pairs,
) -> Group:
    """The group of some tellings of the report, with the known event that speaks most for it, if any does."""
    own = [new[member].traits for member in members]
    best: tuple[float, int, tuple[int, int] | None] = (0.0, 0, None)
    barred: tuple[float, str] | None = None
    for event, places in by_event.items():
        theirs = [known[place].telling.traits for place in places]
        scored = [(pairs.across.get((member, place), 0.0), (member, place)) for member in members for place in places]
        likest, pair = max(scored, key=lambda item: (item[0], item[1]))
        speaks = likest + _common(own, theirs)
        if speaks < AT_LEAST:
            continue
        reason = _times(own, theirs, slack=likest >= JOIN) or _means(own, theirs)
        # Where two tellings are surely one, a place named for another of them ("kept near Vorukh") forbids nothing.
        reason = reason or (
            _places(own, theirs) if likest < JOIN else veto(new[pair[0]].traits, theirs[places.index(pair[1])])
        )
        if reason is not None:
            barred = max(barred or (0.0, ""), (speaks, reason))
        elif (speaks, -event) > (best[0], -best[1]):
            best = speaks, event, pair
    first = tuple(sorted(members))
    speaks, event, decided = best
    if decided is None:
        alone = "first told here" + (f"; not one with a similar event, for {barred[1]}" if barred else "")
        return Group(first, None, 1.0, alone)
    member, place = decided
    row = pairs.rows.get((member, len(new) + place))
    said = because(new[member], known[place].telling, row) if row is not None else _shared(own, known, by_event[event])
    return Group(first, event, round(min(1.0, speaks), 3), said, known[place].telling)


def _nearest(known: Sequence[Known], near: Mapping[int, Stories]) -> list[Known]:
    """Of the tellings of each known event those in the reports nearest to the new one."""
    reports: dict[int, set[int]] = {}
    for one in known:
        reports.setdefault(one.event, set()).add(one.telling.traits.document)
    kept = {
        event: set(sorted(some, key=lambda report: (-near[report].likeness, report))[:MOST_REPORTS])
        for event, some in reports.items()
    }
    return [one for one in known if one.telling.traits.document in kept[one.event]]


def _common(some: Sequence[Traits], others: Sequence[Traits]) -> float:
    """What speaks for one incident besides the words themselves; nothing where the two are of different kinds."""
    if not {family(one) for one in some} & {family(one) for one in others}:
        return 0.0
    return (
        SAME_DAY * bool(_days(some) & _days(others))
        + SAME_PLACE * any(places_fit(one, other) > 0 for one in _spots(some) for other in _spots(others))
        + SAME_MEANS * bool(_means_of(some) & _means_of(others))
        + SAME_TARGET * min(2, len(_targets(some) & _targets(others))) / 2
    )


def _shared(own: Sequence[Traits], known: Sequence[Known], places: Sequence[int]) -> str:
    """The reason where no two words are alike: what the two incidents have in common."""
    theirs = [known[place].telling.traits for place in places]
    found = [f"both on {day}" for day in sorted(_days(own) & _days(theirs))[:1]]
    towns = {one.name for one in _spots(own)} & {one.name for one in _spots(theirs)}
    found += [f"both at {town}" for town in sorted(towns)[:1]]
    found += ["the same means"] * bool(_means_of(own) & _means_of(theirs))
    targets = sorted(_targets(own) & _targets(theirs))
    found += [f"both of {', '.join(targets[:3])}"] if targets else []
    return "; ".join(found)


def _times(some: Sequence[Traits], others: Sequence[Traits], *, slack: bool = False) -> str | None:
    """``slack``: a day apart is forgiven, for a report may mean the day on which it was told."""
    ours, theirs = _stretches(some), _stretches(others)
    if not ours or not theirs or _days(some) & _days(others):
        return None
    if any(times_fit(one, other) >= 0 and _of_a_size(one, other) for one in ours for other in theirs):
        return None
    if slack and any(_days_apart(one, other) <= 1 for one in ours for other in theirs):
        return None
    return f"one was on {min(ours)[0][:10]}, the other on {min(theirs)[0][:10]}"


def _days_apart(one: tuple[str, str], other: tuple[str, str]) -> int:
    return abs(_number(one[0]) - _number(other[0]))


def _number(moment: str) -> int:
    """The number of a day; 0 for one that no calendar has."""
    try:
        return date.fromisoformat(moment[:10]).toordinal()
    except ValueError:
        return 0


def _stretches(tellings: Iterable[Traits]) -> set[tuple[str, str]]:
    """From when to when; "since 2023" has no end."""
    return {(one.earliest, one.latest or "9999-12-31") for one in tellings if one.earliest}


def _of_a_size(one: tuple[str, str], other: tuple[str, str]) -> bool:
    """Not a day and a year: "29 sailors have been killed since 2023" does not tell of one of these days."""
    long = [_number(end) - _number(start) > MOST_DAYS for start, end in (one, other)]
    return long[0] == long[1]


def _places(some: Sequence[Traits], others: Sequence[Traits]) -> str | None:
    ours, theirs = _spots(some), _spots(others)
    if not ours or not theirs or any(places_fit(one, other) >= 0 for one in ours for other in theirs):
        return None
    return f"one was at {ours[0].name}, the other at {theirs[0].name}"


def _means(some: Sequence[Traits], others: Sequence[Traits]) -> str | None:
    ours, theirs = _means_of(some), _means_of(others)
    if not ours or not theirs or ours & theirs:
        return None
    return f"{_readable(min(ours))} is not {_readable(min(theirs))}"


def _readable(means: str) -> str:
    return means.replace("_", " ")


def _days(tellings: Iterable[Traits]) -> set[str]:
    return {one.earliest[:10] for one in tellings if one.earliest and one_day(one)}


def _spots(tellings: Iterable[Traits]) -> list[Where]:
    return [one.where for one in tellings if one.where is not None and specific(one.where)]


def _means_of(tellings: Iterable[Traits]) -> set[str]:
    means = _means_by_mode()
    return {means[one.mode] for one in tellings if one.mode in means}


def _targets(tellings: Iterable[Traits]) -> set[str]:
    words = {stem for one in tellings for stem in one.recipients}
    return {stem for stem in words - _stems("plain") if not stem[0].isdigit()}


def _harm(one: Traits) -> bool:
    return one.mode not in _means_by_mode() and (one.mode == "destroy" or bool(_stems("harm").intersection(one.stems)))


@cache
def _stems(table: str) -> frozenset[str]:
    return frozenset(_words()[table]["stems"])


@cache
def _means_by_mode() -> dict[str | None, str]:
    return {mode: means for means, modes in _words()["means"].items() for mode in modes}


def _words() -> dict[str, Any]:
    return lexicon("incidents")
