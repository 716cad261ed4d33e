"""What some tellings together say of when, where, by which means and to whom; enough to see that two cannot be one.

One telling that fits is enough: a report tells of the day before and of the morning after as well.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from onrecord.lang import lexicon
from onrecord.weigh.events.fitting import places_fit, specific, times_fit
from onrecord.weigh.events.scorer import shipped
from onrecord.weigh.events.traits import Traits, Where, name_words
from onrecord.weigh.events.veto import one_day
from onrecord.weigh.events.weights import REPORTS, Weights

# How much it speaks for one incident that these are the same. Set on the collection "valley" (B³ 58 → 63), checked on
# "strait" (42 → 52), each tried from 0 to 0.4.
SAME_DAY = SAME_PLACE = 0.15
NAMED_BESIDE = 0.1  # the same town is named in the sentence or last before it; 0.2 joins look-alikes of "strait"
SAME_MEANS = 0.2
SAME_TARGET = 0.4
SAME_SUBJECT = 0.3  # of a deal: "signed a ceasefire", "the truce"; 0.2 and 0.4 are no other on the three collections
SAME_THING = 0.5  # rarity of what both hit ("police post") from which a means that was only guessed forbids nothing
MOST_DAYS = 45  # "in March" can be the day of an incident, "since January" cannot
MOST_DAYS_DYING = 2  # with 7 the dead of one deed go to another; B³ of "lakes" 79.2 → 77.9
_NO_END = "9999-12-31"

Stretch = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Outline:
    """Of one telling or several: kinds of incident, stretches of time, days, towns, means, and words of what was hit.

    ``around`` are the names of towns named beside the tellings, whether they happened there or not.

    ``armed`` is true where a weapon is named; else the means are those of the mode, which is a guess, and for a word of
    harm ("killed") too wild a one to be kept.
    ``targets`` are all of these, ``deeds`` those of tellings of a deed.
    ``harm`` is true where every word of them is one for what a deed did ("killed"), not for the deed ("struck"),
    ``separate`` where a sentence says that it is another one ("a separate shooting"), ``later`` where every word tells
    of dying, which may come days after the deed. ``near`` are the words around them.
    """

    families: frozenset[str]
    stretches: frozenset[Stretch]
    days: frozenset[str]
    spots: tuple[Where, ...]
    around: frozenset[str]
    means: frozenset[str]
    armed: bool
    targets: frozenset[str]
    deeds: frozenset[str]
    about: frozenset[str]
    lines: frozenset[int]
    harm: bool
    separate: bool
    later: bool = False
    near: frozenset[str] = frozenset()


def outline(one: Traits) -> Outline:
    """The outline of one telling."""
    armed = _weapons_of(one) != frozenset()
    means = _means_of(one) if armed or not tells_of_harm(one) else frozenset()
    words = {stem for stem in one.recipients - _stems("plain") if not stem[0].isdigit()}
    harm = one.mode not in _means_by_mode() and tells_of_harm(one)
    return Outline(
        families=frozenset((family(one),)),
        stretches=frozenset(((one.earliest, one.latest or _NO_END),)) if one.earliest else frozenset(),
        days=frozenset((one.earliest[:10],)) if one.earliest and one_day(one) else frozenset(),
        spots=(one.where,) if one.where is not None and specific(one.where) else (),
        around=one.around,
        means=means,
        armed=armed,
        targets=frozenset(words),
        deeds=frozenset() if harm else frozenset(words),
        about=_about(one),
        lines=frozenset((one.line,)),
        harm=harm,
        separate=not _stems("separate").isdisjoint(one.sentence),
        later=not _stems("dying").isdisjoint(one.stems),
        near=frozenset(one.near),
    )


def together(outlines: Iterable[Outline]) -> Outline:
    """The outline of several tellings."""
    some = list(outlines)
    if len(some) == 1:
        return some[0]
    armed = [one for one in some if one.armed]
    return Outline(
        families=frozenset().union(*(one.families for one in some)),
        stretches=frozenset().union(*(one.stretches for one in some)),
        days=frozenset().union(*(one.days for one in some)),
        spots=tuple(dict.fromkeys(spot for one in some for spot in one.spots)),
        around=frozenset().union(*(one.around for one in some)),
        means=frozenset().union(*(one.means for one in armed or some)),
        armed=bool(armed),
        targets=frozenset().union(*(one.targets for one in some)),
        deeds=frozenset().union(*(one.deeds for one in some)),
        about=frozenset().union(*(one.about for one in some)),
        lines=frozenset().union(*(one.lines for one in some)),
        harm=all(one.harm for one in some),
        separate=any(one.separate for one in some),
        later=all(one.later for one in some),
        near=frozenset().union(*(one.near for one in some)),
    )


def tells_of_harm(one: Traits) -> bool:
    """Whether a word is one for what a deed did: "killed" says nothing of the means, whatever mode the reading gave."""
    return one.mode == "destroy" or bool(_stems("harm").intersection(one.stems))


def family(traits: Traits) -> str:
    """The kind of incident a telling is of: "violence" for ASSAULT, "taking" for an abduction or a seizure."""
    if traits.mode is None and traits.type == "ASSAULT" and not _stems("taken").isdisjoint(traits.stems):
        return "taking"  # "armed men took four vaccinators from their jeep"
    return kind(traits.type, traits.mode)


@cache
def kind(type_: str | None, mode: str | None) -> str:
    """The kind of incident of a PLOVER type and mode."""
    families = _words()["family"]
    return str(families.get(f"{type_}/{mode}") or families.get(type_) or type_)


def conflict(one: Outline, other: Outline) -> str | None:
    """Why two sets of tellings cannot be one incident, as a sentence; None where nothing forbids it."""
    return times_bar(one, other) or places_bar(one, other) or means_bar(one, other)


def common(one: Outline, other: Outline) -> float:
    """What speaks for one incident besides the words themselves, 0 to 0.9; nothing where the kinds differ."""
    if one.families.isdisjoint(other.families):
        return 0.0
    return (
        SAME_DAY * (not one.days.isdisjoint(other.days))
        + _same_place(one, other)
        + SAME_MEANS * (not one.means.isdisjoint(other.means))
        + SAME_SUBJECT * (not one.about.isdisjoint(other.about))
        + SAME_TARGET * min(1.0, sum(map(_rarity, (one.targets & other.targets) | (one.near & other.deeds))))
    )


@cache
def _rarity(stem: str) -> float:
    """1 for a word never met in news in general ("vaccinators"), 0 for one of every report ("people")."""
    return (Weights(shipped().background).weight(stem) - 1) / (math.log(1 + REPORTS))


def _same_place(one: Outline, other: Outline) -> float:
    if any(places_fit(spot, there) > 0 for spot in one.spots for there in other.spots):
        return SAME_PLACE
    here = one.around | {spot.name for spot in one.spots}
    there = other.around | {spot.name for spot in other.spots}
    return 0.0 if here.isdisjoint(there) else NAMED_BESIDE


def in_common(one: Outline, other: Outline) -> str:
    """The same as a sentence: "both on 2024-03-08; both at Bol; the same means; both of depot"."""
    towns = {spot.name for spot in one.spots} & {spot.name for spot in other.spots}
    found = [f"both on {day}" for day in sorted(one.days & other.days)[:1]]
    found += [f"both at {town}" for town in sorted(towns)[:1]]
    found += ["the same means"] * bool(one.means & other.means)
    targets = sorted(one.targets & other.targets)
    return "; ".join([*found, *([f"both of {', '.join(targets[:3])}"] if targets else [])])


def times_bar(one: Outline, other: Outline, *, slack: bool = False) -> str | None:
    """Why two times cannot be one; what began on a day and has lasted since is of that day.

    ``slack``: a day apart is forgiven, for a report may mean the day on which it was told.
    """
    ours, theirs = one.stretches, other.stretches
    if not ours or not theirs:
        known = ours or theirs
        return f"one tells of all since {min(known)[0][:10]}" if known and all(map(_is_long, known)) else None
    if not one.days.isdisjoint(other.days) or not {a[0][:10] for a in ours}.isdisjoint(b[0][:10] for b in theirs):
        return None
    if any(times_fit(a, b) >= 0 and _is_long(a) == _is_long(b) for a in ours for b in theirs):
        return None
    if slack and any(abs(_number(a[0]) - _number(b[0])) <= 1 for a in ours for b in theirs):
        return None
    if _died_of(one, other) or _died_of(other, one):
        return None
    return f"one was on {min(ours)[0][:10]}, the other on {min(theirs)[0][:10]}"


def _died_of(one: Outline, deed: Outline) -> bool:
    """Whether people may have died of a deed some days later: "the last of them at four in the morning"."""
    if not one.later or deed.later:
        return False
    return any(0 <= _number(a[0]) - _number(b[0]) <= MOST_DAYS_DYING for a in one.stretches for b in deed.stretches)


def places_bar(one: Outline, other: Outline) -> str | None:
    """Why two places cannot be one."""
    ours, theirs = one.spots, other.spots
    if not ours or not theirs or any(places_fit(spot, there) >= 0 for spot in ours for there in theirs):
        return None
    return f"one was at {ours[0].name}, the other at {theirs[0].name}"


def means_bar(one: Outline, other: Outline) -> str | None:
    """Why two means cannot be one: a shooting is no air strike, unless both hit a thing that few reports name.

    A town is no such thing: "the Batken police" and "the depot in Batken" have nothing in common but where they are.
    """
    if not one.means or not other.means or one.means & other.means:
        return None
    things = (one.targets & other.targets) - name_words(*(one.around | other.around))
    if sum(map(_rarity, things)) >= (1 if one.armed and other.armed else SAME_THING):
        return None
    return f"{_readable(min(one.means))} is not {_readable(min(other.means))}"


def comes_with(one: Outline, others: Outline) -> bool:
    """Whether the first only surrounds an incident like the others: tear gas at a rally."""
    return any(others.families.intersection(_words()["comes_with"].get(each, ())) for each in one.families)


def _is_long(stretch: Stretch) -> bool:
    """Not a day but a year: "29 sailors have been killed since 2023" does not tell of one of these days."""
    return _number(stretch[1]) - _number(stretch[0]) > MOST_DAYS


@cache
def _day_number(day: str) -> int:
    try:
        return date.fromisoformat(day).toordinal()
    except ValueError:
        return 0


def _number(moment: str) -> int:
    """The number of a day; 0 for one that no calendar has."""
    return _day_number(moment[:10])


def _readable(means: str) -> str:
    return means.replace("_", " ")


def _about(one: Traits) -> frozenset[str]:
    """What a deal is about: {"ceasefir"}; nothing for what is no deal."""
    if family(one) != "deal":
        return frozenset()
    table = _words()["deal"]
    same: dict[str, str] = table["same"]
    found = {stem for stem in (*one.stems, *one.sentence) if stem in table["about"]}
    return frozenset(same.get(stem, stem) for stem in found)


def _means_of(one: Traits) -> frozenset[str]:
    """By the weapons named beside the deed, else by its mode; who is taken is taken, at gunpoint or not."""
    by_mode = _means_by_mode().get(one.mode)
    if family(one) == "taking":
        return frozenset(("taking",))
    if family(one) != "violence":
        return frozenset((by_mode,)) if by_mode is not None else frozenset()
    return _weapons_of(one) or (frozenset((by_mode,)) if by_mode is not None else frozenset())


def _weapons_of(one: Traits) -> frozenset[str]:
    """The means by the weapons that are named beside the deed."""
    weapons = _weapons()
    return frozenset(weapons[stem] for stem in (*one.stems, *one.near) if stem in weapons)


@cache
def _weapons() -> dict[str, str]:
    return {stem: means for means, stems in _words()["weapons"].items() for stem in stems}


@cache
def _stems(table: str) -> frozenset[str]:
    return frozenset(_words()[table]["stems"])


@cache
def _means_by_mode() -> dict[str | None, str]:
    return {mode: means for means, modes in _words()["means"].items() for mode in modes}


def _words() -> dict[str, Any]:
    return lexicon("incidents")
