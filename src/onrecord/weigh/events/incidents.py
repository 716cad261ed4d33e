"""Which tellings are one incident: a deed and what it did, in one report and in those that are near it.

Joining (:mod:`onrecord.weigh.events.join`) says of two words whether they speak of one event: "struck" and "strike" do,
"struck" and "killed" do not. In event data they are one incident, "nine workers were killed when drones struck the
depot". So tellings are gathered twice: within the report, deed and harm together as long as neither time, place nor
means forbid it; then with the known incident that speaks most for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

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
    tells_of_harm,
    times_bar,
    together,
)
from onrecord.weigh.events.scorer import Trees
from onrecord.weigh.events.veto import veto

AT_LEAST = 0.4  # of the likest pair of tellings, and what they have in common besides; 0.35 … 0.5 tried
SELDOM = 0.3  # the same for abductions, releases and rallies, of which one story seldom tells twice; 0.2 … 0.4 tried
SURE = 0.6  # within one report, words as alike as this are one event whatever is said to have been hit
ALIKE = 0.3  # within one report, tellings of one family that are as likely as this to be one event
MOST_REPORTS = 8  # of those that tell of a known incident, the nearest are compared
MUCH_LESS = (
    0.2  # an event that another incident of the report is already stands back behind one that is no worse by this much
)
RETOLD = 0.45
"""Of several events that fit, one that two of the near documents tell of goes before one that a single one tells of.

Fragments of a much told event otherwise draw to themselves whatever is vague. B³ of "lakes" 72 → 74 from 0.4 to 0.6,
"valley" and "strait" are the same from 0.2 to 0.6.
"""
_SELDOM = frozenset(("taking", "release", "PROTEST"))
_SIMILAR = 0.3  # in common: enough for a reader to ask why the two are not one


@dataclass(frozen=True, slots=True)
class Incident:
    """A known event as the nearest reports tell it: its tellings, by their place among all that are compared.

    ``retold``: two documents or more tell of it, copies counted.
    """

    event: int
    places: tuple[int, ...]
    outline: Outline
    retold: bool


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
    kin = [[at for at, rival in enumerate(rivals) if _kin(shape, rival.outline)] for _, shape in found]
    wanted = [
        (member, place)
        for (members, shape), some in zip(found, kin, strict=True)
        for at in some
        if _possible(shape, rivals[at].outline)
        for member in members
        for place in rivals[at].places
    ]
    pairs = scored(wanted, new, everyone, near=near, trees=trees)
    likest = _likest(sets, rivals, pairs, len(new))
    offers = [
        _offers(members, shape, everyone, [(rivals[at], likest[own].get(at)) for at in kin[own]])
        for own, (members, shape) in enumerate(found)
    ]
    taken: dict[int, list[Outline]] = {}
    groups = []
    for at in sorted(range(len(found)), key=lambda at: (-offers[at].best, at)):  # the surest first
        members, shape = found[at]
        group = _chosen(members, shape, offers[at], taken, everyone, pairs)
        if group.event is not None:
            taken.setdefault(group.event, []).append(shape)
        groups.append(group)
    return sorted(groups, key=lambda group: group.members)


def within(new: Sequence[Weighed], *, trees: Trees) -> list[list[int]]:
    """The incidents of one report, as places in ``new``: "struck" and "killed" one, "shooting" another."""
    pairs = scored([(i, j) for i in range(len(new)) for j in range(i + 1, len(new))], new, new, near={}, trees=trees)
    order = sorted(range(len(new)), key=lambda at: new[at].traits.span)
    return gathered([_within(one) for one in new], order, pairs)


def _within(one: Weighed) -> Outline:
    """The outline of a telling beside others of its report: "killed" is of a deed there, whoever was killed."""
    shape = outline(one.traits)
    return replace(shape, harm=True) if tells_of_harm(one.traits) and not shape.armed else shape


def gathered(own: Sequence[Outline], order: Sequence[int], pairs: Pairs) -> list[list[int]]:
    """The incidents of one report, as places in ``own``: each telling joins the nearest before it that it suits.

    One that says neither where nor whom ("they fired for an hour") suits any of its kind that nothing forbids; one that
    does not say when goes back to what a report is about rather than to what it tells of years ago, in passing.

    ``order`` is that of the text.
    """
    found: list[list[int]] = []
    days = [day for one in own for day in one.days]
    newest = max(days, default="")
    for at in order:
        last_first = sorted(found, key=lambda members: -order.index(members[-1]))
        shapes = [(members, together(own[one] for one in members)) for members in last_first]
        for members, shape in sorted(shapes, key=lambda pair: _aside(own[at], pair[1], newest)):
            likest = max(pairs.within.get((min(at, one), max(at, one)), 0.0) for one in members)
            if _belongs(own[at], shape, likest):
                members.append(at)
                break
        else:
            found.append([at])
    return found


def _aside(one: Outline, members: Outline, newest: str) -> bool:
    """Whether the others are long past, and a telling that names no time does not stand with them."""
    if one.stretches or not members.days or not newest:
        return False
    if any(abs(line - other) <= 1 for line in one.lines for other in members.lines):
        return False
    return date.fromisoformat(max(members.days)) < date.fromisoformat(newest) - timedelta(days=LONG_PAST)


LONG_PAST = 90  # days before the newest deed of a report; 30 … 365 are the same on the three collections


def _belongs(one: Outline, members: Outline, likest: float) -> bool:
    apart = one.lines.isdisjoint(members.lines)
    if _cannot_be(one, members) or (one.separate and apart):
        return False
    other_deed = one.deeds and members.deeds and one.deeds.isdisjoint(members.deeds) and likest < SURE
    if other_deed and not (one.harm and not apart):  # "hit a bus, and two passengers were killed"
        return False  # "the attack on the police post", "the strike on the fuel depot"
    if likest >= JOIN:
        return True
    kin = not one.families.isdisjoint(members.families)
    if kin and "violence" in one.families:
        said_at_once = not one.lines.isdisjoint(members.lines) and _may_be_there(members, one)
        return likest >= ALIKE or one.harm or members.harm or _may_be_there(one, members) or said_at_once
    if kin and one.families <= _SELDOM and _may_be_there(one, members):
        return True
    if kin:
        return likest >= ALIKE or not one.lines.isdisjoint(members.lines) or not one.about.isdisjoint(members.about)
    return comes_with(one, members)


def _cannot_be(one: Outline, members: Outline) -> bool:
    """Whether time, means or place forbids it; not the place where one sentence names two and a map shows not both.

    "Wounded when shots were fired at Vontovorona, on the edge of Antananarivo".
    """
    if times_bar(one, members) or means_bar(one, members):
        return True
    in_one = not one.lines.isdisjoint(members.lines) and any(spot.lat is None for spot in (*one.spots, *members.spots))
    return not in_one and places_bar(one, members) is not None


def _may_be_there(one: Outline, members: Outline) -> bool:
    """Whether a telling that says neither where nor whom it hit can be where the others are, by the names around it."""
    if one.spots or one.targets:
        return False
    return not one.around or not one.around.isdisjoint(members.around | {spot.name for spot in members.spots})


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
        shape = together(known[place].shape or outline(known[place].telling.traits) for place in kept)
        retold = len(nearest) > 1 or any(known[place].copied for place in kept)
        rivals.append(Incident(event, tuple(before + place for place in kept), shape, retold))
    return rivals


def _kin(one: Outline, other: Outline) -> bool:
    """Whether the two have a kind of incident in common; others have nothing that speaks for them."""
    return not one.families.isdisjoint(other.families)


def _possible(one: Outline, other: Outline) -> bool:
    """Whether two of a kind are worth comparing word by word."""
    return times_bar(one, other, slack=True) is None and means_bar(one, other) is None


@dataclass(frozen=True, slots=True)
class Offer:
    """A known event that some tellings can be: what speaks for it, and the likest two tellings.

    What speaks for it is likeness, what they have in common besides, and whether it is retold.
    """

    speaks: float
    rival: Incident
    pair: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Offers:
    """What some tellings can be, the likeliest first, and what most resembled them but cannot be: (how much, why)."""

    offers: tuple[Offer, ...]
    barred: tuple[float, str]

    @property
    def best(self) -> float:
        """What speaks for the likeliest; 0 where there is none."""
        return self.offers[0].speaks if self.offers else 0.0


Likest = tuple[float, tuple[int, int]]


def _likest(
    sets: Sequence[Sequence[int]], rivals: Sequence[Incident], pairs: Pairs, before: int
) -> list[dict[int, Likest]]:
    """For each set of new tellings, and each rival of which any was scored, the likest two tellings."""
    of_set = {member: at for at, members in enumerate(sets) for member in members}
    of_rival = {place: at for at, rival in enumerate(rivals) for place in rival.places}
    found: list[dict[int, Likest]] = [{} for _ in sets]
    for (member, known), score in pairs.across.items():
        of_one, at = found[of_set[member]], of_rival[known + before]
        one = (score, (member, known + before))
        of_one[at] = max(of_one.get(at, one), one)
    return found


def _offers(
    members: Sequence[int],
    shape: Outline,
    everyone: Sequence[Weighed],
    rivals: Sequence[tuple[Incident, Likest | None]],
) -> Offers:
    """The known events that some tellings of the report can be."""
    found: list[Offer] = []
    barred = (0.0, "")
    for rival, likest in rivals:
        alike, pair = likest or (0.0, (max(members), rival.places[-1]))
        speaks = alike + common(shape, rival.outline)
        if speaks < _SIMILAR:
            continue
        reason = times_bar(shape, rival.outline, slack=alike >= JOIN) or means_bar(shape, rival.outline)
        # Where two tellings are surely one, a place named for another of them ("kept near Vorukh") forbids nothing.
        sure = veto(everyone[pair[0]].traits, everyone[pair[1]].traits) if alike >= JOIN else None
        reason = reason or (sure if alike >= JOIN else places_bar(shape, rival.outline))
        if reason is not None:
            barred = max(barred, (speaks, reason))
        elif speaks >= (SELDOM if _seldom(shape) else AT_LEAST):
            found.append(Offer(speaks + RETOLD * rival.retold, rival, pair))
    return Offers(tuple(sorted(found, key=lambda offer: -offer.speaks)), barred)


def _seldom(shape: Outline) -> bool:
    """Whether a story seldom tells of two such: an abduction, a release, a rally with its arrests."""
    return shape.families <= _SELDOM or "PROTEST" in shape.families


def _chosen(
    members: Sequence[int],
    shape: Outline,
    offers: Offers,
    taken: Mapping[int, Sequence[Outline]],
    everyone: Sequence[Weighed],
    pairs: Pairs,
) -> Group:
    """The likeliest event that no other incident of the same report is already, unless the two may be one."""
    first = tuple(sorted(members))
    free = [one for one in offers.offers if all(map(partial(_may_be_one, shape), taken.get(one.rival.event, ())))]
    offer = next((one for one in free if not _other_deed(shape, taken.get(one.rival.event, ()))), None)
    if free and (offer is None or offer.speaks < free[0].speaks - MUCH_LESS):
        offer = free[0]
    if offer is None:
        why = offers.barred[1] or ("the report tells of that one besides" if offers.offers else "")
        alone = "first told here" + (f"; not one with a similar event, for {why}" if why else "")
        return Group(first, None, 1.0, alone)
    member, place = offer.pair
    row = pairs.rows.get(offer.pair)
    said = because(everyone[member], everyone[place], row) if row is not None else in_common(shape, offer.rival.outline)
    return Group(first, offer.rival.event, round(min(1.0, offer.speaks), 3), said, everyone[place])


def _may_be_one(one: Outline, other: Outline) -> bool:
    """Whether two incidents of a report may be one after all."""
    return conflict(one, other) is None


def _other_deed(shape: Outline, others: Sequence[Outline]) -> bool:
    """Whether an incident of the report that is this event already was a deed against something else."""
    return bool(shape.deeds) and any(one.deeds and one.deeds.isdisjoint(shape.deeds) for one in others)
