"""Which tellings are one incident: a deed and what it did, in one report and in those that are near it.

Joining (:mod:`onrecord.weigh.events.join`) says of two words whether they speak of one event: "struck" and "strike" do,
"struck" and "killed" do not. In event data they are one incident, "nine workers were killed when drones struck the
depot". So tellings are gathered twice: within the report, deed and harm together as long as neither time, place nor
means forbid it; then with the known incident that speaks most for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.weigh.events.because import because
from onrecord.weigh.events.compare import Stories, Weighed
from onrecord.weigh.events.join import JOIN, Group, Known, Pairs, scored
from onrecord.weigh.events.outline import (
    Outline,
    comes_with,
    common,
    conflict,
    in_common,
    means_bar,
    outline,
    places_bar,
    times_bar,
    together,
)
from onrecord.weigh.events.scorer import Trees
from onrecord.weigh.events.veto import veto

AT_LEAST = 0.4  # of the likest pair of tellings, and what they have in common besides; 0.35 … 0.5 tried
SURE = 0.6  # within one report, words as alike as this are one event whatever is said to have been hit
ALIKE = 0.3  # within one report, tellings of one family that are as likely as this to be one event
MOST_REPORTS = 8  # of those that tell of a known incident, the nearest are compared
_SIMILAR = 0.3  # in common: enough for a reader to ask why the two are not one


@dataclass(frozen=True, slots=True)
class Incident:
    """A known event as the nearest reports tell it: its tellings, by their place among all that are compared."""

    event: int
    places: tuple[int, ...]
    outline: Outline


def incidents(
    new: Sequence[Weighed],
    sets: Sequence[Sequence[int]],
    known: Sequence[Known],
    *,
    near: Mapping[int, Stories],
    trees: Trees,
) -> list[Group]:
    """Which known event each of the ``sets`` of new tellings is, in the order of their first members."""
    everyone = [*new, *(one.telling for one in known)]
    found = [(members, together(outline(new[at].traits) for at in members)) for members in sets]
    rivals = _rivals(known, near, len(new))
    wanted = [
        (member, place)
        for members, shape in found
        for rival in rivals
        if _possible(shape, rival.outline)
        for member in members
        for place in rival.places
    ]
    pairs = scored(wanted, new, everyone, near=near, trees=trees)
    groups = [_placed(members, shape, everyone, rivals, pairs, len(new)) for members, shape in found]
    return sorted(groups, key=lambda group: group.members)


def within(new: Sequence[Weighed], *, trees: Trees) -> list[list[int]]:
    """The incidents of one report, as places in ``new``: "struck" and "killed" one, "shooting" another."""
    pairs = scored([(i, j) for i in range(len(new)) for j in range(i + 1, len(new))], new, new, near={}, trees=trees)
    order = sorted(range(len(new)), key=lambda at: new[at].traits.span)
    return gathered([outline(one.traits) for one in new], order, pairs)


def gathered(own: Sequence[Outline], order: Sequence[int], pairs: Pairs) -> list[list[int]]:
    """The incidents of one report, as places in ``own``: each telling joins the nearest before it that it suits.

    ``order`` is that of the text.
    """
    found: list[list[int]] = []
    for at in order:
        for members in sorted(found, key=lambda members: -order.index(members[-1])):  # the last one spoken of first
            likest = max(pairs.within.get((min(at, one), max(at, one)), 0.0) for one in members)
            if _belongs(own[at], together(own[one] for one in members), likest):
                members.append(at)
                break
        else:
            found.append([at])
    return found


def _belongs(one: Outline, members: Outline, likest: float) -> bool:
    if conflict(one, members) is not None or (one.separate and one.lines.isdisjoint(members.lines)):
        return False
    if one.deeds and members.deeds and one.deeds.isdisjoint(members.deeds) and likest < SURE:
        return False  # "the attack on the police post", "the strike on the fuel depot"
    if likest >= JOIN:
        return True
    kin = not one.families.isdisjoint(members.families)
    if kin and "violence" in one.families:
        return likest >= ALIKE or one.harm or members.harm
    if kin:
        return likest >= ALIKE or not one.lines.isdisjoint(members.lines) or not one.about.isdisjoint(members.about)
    return comes_with(one, members)


def _rivals(known: Sequence[Known], near: Mapping[int, Stories], before: int) -> list[Incident]:
    """Each known event as the reports nearest to the new one tell it; ``before`` new tellings stand before theirs."""
    by_event: dict[int, list[int]] = {}
    for at, one in enumerate(known):
        by_event.setdefault(one.event, []).append(at)
    rivals = []
    for event, places in by_event.items():
        reports = {known[place].telling.traits.document for place in places}
        nearest = set(sorted(reports, key=lambda report: (-near[report].likeness, report))[:MOST_REPORTS])
        kept = tuple(place for place in places if known[place].telling.traits.document in nearest)
        shape = together(outline(known[place].telling.traits) for place in kept)
        rivals.append(Incident(event, tuple(before + place for place in kept), shape))
    return rivals


def _possible(one: Outline, other: Outline) -> bool:
    """Whether the two are worth comparing word by word."""
    kin = not one.families.isdisjoint(other.families)
    return kin and times_bar(one, other, slack=True) is None and means_bar(one, other) is None


def _placed(
    members: Sequence[int],
    shape: Outline,
    everyone: Sequence[Weighed],
    rivals: Sequence[Incident],
    pairs: Pairs,
    before: int,
) -> Group:
    """The group of some tellings of the report, with the known event that speaks most for it, if any does."""
    best: tuple[float, Incident, tuple[int, int]] | None = None
    barred = (0.0, "")
    for rival in rivals:
        likest, pair = max(
            (pairs.across.get((member, place - before), 0.0), (member, place))
            for member in members for place in rival.places
        )  # fmt: skip
        shared = common(shape, rival.outline)
        reason = times_bar(shape, rival.outline, slack=likest >= JOIN) or means_bar(shape, rival.outline)
        # Where two tellings are surely one, a place named for another of them ("kept near Vorukh") forbids nothing.
        sure = veto(everyone[pair[0]].traits, everyone[pair[1]].traits) if likest >= JOIN else None
        reason = reason or (sure if likest >= JOIN else places_bar(shape, rival.outline))
        speaks = likest + shared
        if reason is not None:
            barred = max(barred, (speaks, reason)) if speaks >= _SIMILAR else barred
        elif speaks >= AT_LEAST and (best is None or speaks > best[0]):
            best = speaks, rival, pair
    first = tuple(sorted(members))
    if best is None:
        alone = "first told here" + (f"; not one with a similar event, for {barred[1]}" if barred[1] else "")
        return Group(first, None, 1.0, alone)
    speaks, rival, (member, place) = best
    row = pairs.rows.get((member, place))
    said = because(everyone[member], everyone[place], row) if row is not None else in_common(shape, rival.outline)
    return Group(first, rival.event, round(min(1.0, speaks), 3), said, everyone[place])
