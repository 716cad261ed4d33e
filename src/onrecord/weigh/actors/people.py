"""Two people by their names: "Governor Karimov", "Rustam Karimov", "Karimov Rustam", "R. Karimov"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from rapidfuzz.distance import Levenshtein
from rapidfuzz.fuzz import ratio

from onrecord.lang import lexicon
from onrecord.weigh.actors.named import Named, Verdict
from onrecord.weigh.actors.spelling import fold, plain

_LEAST_LIKE = 80  # of 100, rapidfuzz's ratio: below, two given names are two names
_LONG = 6  # letters: a surname of which one may be a slip


@dataclass(frozen=True, slots=True)
class Parts:
    """A person's name: given names, surname, "Jr" or "Sr", each folded; ``given`` is () for a surname alone."""

    given: tuple[str, ...]
    surname: str
    junior: str | None


@lru_cache(maxsize=20_000)
def parts(name: str) -> Parts:
    """The parts of "Gov. Rustam al-Karimov Jr.": given ("rustam",), surname "karimov", junior "jr"."""
    words = _words()
    all_ = re.sub(r"[-–]", " ", name).replace(".", ". ").split()
    given, junior, first = [], None, True
    for word in all_:
        low = plain(word)
        if not low:
            continue
        if low in words["juniors"]:
            junior = {"junior": "jr", "younger": "jr", "senior": "sr", "elder": "sr"}.get(low, low)
        elif (first and low in words["before"]) or (low in words["particles"] and len(all_) > 1):
            continue
        else:
            first = False
            given.append(fold(low) if word.isascii() else fold(word))
    if not given:
        return Parts((), fold(name), junior)
    return Parts(tuple(given[:-1]), given[-1], junior)


def compare_people(one: Named, other: Named, *, event_in_common: bool, only_bearer: bool) -> Verdict:
    """Whether two people are one; the best of their names decides, another given name stands against any."""
    ours, theirs = fullest(one), fullest(other)
    mine, yours = parts(ours), parts(theirs)
    said = f"{ours}, {theirs}"
    if mine.junior != yours.junior and mine.given and yours.given:
        return Verdict("apart", 0.1, f"one is the older, the other the younger: {said}")
    if not mine.given or not yours.given:
        same = mine.surname == yours.surname
        return _surname_alone(said, same=same, event_in_common=event_in_common, only_bearer=only_bearer)
    if mine.surname == yours.surname:
        return _given(one, other, mine, yours, said, event_in_common=event_in_common)
    everything = sorted((*mine.given, mine.surname)), sorted((*yours.given, yours.surname))
    if everything[0] == everything[1]:
        return Verdict("joined", 0.93, f"the same names in another order: {said}")
    near = min(len(mine.surname), len(yours.surname)) >= _LONG
    if mine.given[0] == yours.given[0] and near and Levenshtein.distance(mine.surname, yours.surname) == 1:
        if mine.surname.rstrip("a") == yours.surname.rstrip("a") or mine.surname + "s" == yours.surname:
            return Verdict("apart", 0.3, f"a man's and a woman's form of a surname: {said}")
        return Verdict("candidate", 0.6, f"the surnames differ in one letter: {said}")
    return Verdict("apart", 0.0, f"other surnames: {said}")


def _given(one: Named, other: Named, mine: Parts, yours: Parts, said: str, *, event_in_common: bool) -> Verdict:
    if mine == yours:
        same = plain(fullest(one)) == plain(fullest(other))
        told = "the same name" if same else "the same name in another spelling"
        return Verdict("joined", 1.0 if same else 0.95, f"{told}: {said}")
    first, second = mine.given[0], yours.given[0]
    if first == second:
        if set(mine.given) <= set(yours.given) or set(yours.given) <= set(mine.given):
            return Verdict("joined", 0.92, f"the same name, once with a middle name: {said}")
        if all(any(_initial(a, b) for b in yours.given[1:]) for a in mine.given[1:]):
            return Verdict("joined", 0.9, f"the same name, once with a middle initial: {said}")
        return Verdict("candidate", 0.5, f"given name and surname are the same, the middle names differ: {said}")
    if _initial(first, second):
        if event_in_common or _role_in_common(one, other):
            why = "and one event" if event_in_common else "and one role"
            return Verdict("joined", 0.85, f"an initial that fits the given name, {why}: {said}")
        return Verdict("candidate", 0.6, f"an initial that fits the given name: {said}")
    if frozenset((first, second)) in _languages():
        return Verdict("candidate", 0.7, f"the given name in two languages: {said}")
    like = ratio(first, second)
    if like >= _LEAST_LIKE:
        told = "one surname, given names that differ in a few letters"
        return Verdict("candidate", round(like / 200, 2), f"{told}: {said}")
    return Verdict("apart", 0.0, f"one surname, other given names: {said}")


def _surname_alone(said: str, *, same: bool, event_in_common: bool, only_bearer: bool) -> Verdict:
    if not same:
        return Verdict("apart", 0.0, f"other surnames: {said}")
    if event_in_common:
        return Verdict("joined", 0.85, f"the same surname, and both reports tell of one event: {said}")
    if only_bearer:
        return Verdict("joined", 0.8, f"the only one of this surname in the reports of the last weeks: {said}")
    return Verdict("candidate", 0.5, f"a surname alone: {said}")


def _role_in_common(one: Named, other: Named) -> bool:
    ours, theirs = ({plain(role) for role in named.roles} for named in (one, other))
    return bool(ours & theirs)


def _initial(one: str, other: str) -> bool:
    return one != other and min(len(one), len(other)) == 1 and one[:1] == other[:1]


def fullest(named: Named) -> str:
    """The name with the most parts, of equal ones the reading's own."""
    return max(named.full_names() or (named.name,), key=lambda name: len(parts(name).given))


@cache
def _words() -> dict[str, frozenset[str]]:
    table = lexicon("actor_names")
    titles = lexicon("titles")
    before = {word for name in ("male", "female", "neutral", "rank", "office") for word in titles[name]}
    return {
        "juniors": frozenset(table["juniors"].split()),
        "before": frozenset(table["before"].split()) | before,
        "particles": frozenset(table["particles"].split()),
    }


@cache
def _languages() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(fold(name) for name in pair) for pair in lexicon("actor_names")["languages"])
