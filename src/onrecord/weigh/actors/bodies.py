"""Two bodies by their names: "the Defence Ministry", "Ministry of Defense", "Maritime Security Centre (MSC)"."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from onrecord.lang import lexicon
from onrecord.weigh.actors.named import Named, Verdict, acronym
from onrecord.weigh.actors.spelling import fold, plain

_OF_PLACES = frozenset({"country", "other"})


@dataclass(frozen=True, slots=True)
class Body:
    """What a name says: its telling words in one spelling and without order, and the country it shows."""

    words: frozenset[str]
    country: str | None
    initials: str

    @property
    def office(self) -> bool:
        """True for what every country has: a name of nothing but "interior", "ministry" and the like."""
        return self.words <= _lists()["offices"]


@lru_cache(maxsize=20_000)
def body(name: str) -> Body:
    """ "Kyrgyz Ministry of Emergency Situations": words {emergency, ministry}, country KG."""
    lists = _lists()
    all_ = [word for word in plain(name).split() if word not in lists["small"]]
    joined = f" {' '.join(all_)} "
    for other, first in _same_words():
        joined = joined.replace(f" {other} ", f" {first} ")
    country, words = None, []
    for word in joined.split():
        code = _countries().get(word)
        if code is not None and country is None and len(all_) > 1:
            country = code
        else:
            words.append(word)
    return Body(frozenset(words or all_), country, "".join(word[0] for word in all_).upper())


def compare_bodies(one: Named, other: Named, *, event_in_common: bool, only_bearer: bool) -> Verdict:
    """Whether two bodies are one: their full names decide, a short one ("the Front") only where nothing else can."""
    ours, theirs = _deciding(one), _deciding(other)
    short = [name for name in (*ours, *theirs) if _is_short(name)]
    if len(ours) and len(theirs) and short and not all(map(_is_short, (*ours, *theirs))):
        found = [_short_form(one, other, event_in_common=event_in_common, only_bearer=only_bearer)]
    else:
        found = [_names(one, other, mine, yours, only_bearer=only_bearer) for mine in ours for yours in theirs]
    if (explained := _explained(one, other)) is not None:
        found.append(explained)
    if not found:
        return Verdict("apart", 0.0, f"other names: {one.name}, {other.name}")
    return max(found, key=lambda verdict: (("apart", "candidate", "joined").index(verdict.outcome), verdict.score))


def _deciding(named: Named) -> tuple[str, ...]:
    """The names of several words where there are any, else those of one; an acronym where there is nothing else."""
    full = named.full_names()
    return tuple(name for name in full if not _is_short(name)) or full or (named.name,)


def _is_short(name: str) -> bool:
    told = body(name)
    return len(told.words) == 1 and told.country is None


def _short_form(one: Named, other: Named, *, event_in_common: bool, only_bearer: bool) -> Verdict:
    """ "Vodstroi" and "Vodstroi water company": one where a report writes both, or the rest says only what it is."""
    said = f"{one.name}, {other.name}"
    ours, theirs = ({fold(plain(name)) for name in (named.name, *named.names)} for named in (one, other))
    if ours & theirs:
        if event_in_common or only_bearer:
            why = "both reports tell of one event" if event_in_common else "nobody else is called so of late"
            return Verdict("joined", 0.85, f"a short form its own report uses, and {why}: {said}")
        return Verdict("candidate", 0.5, f"a short form that others may have too: {said}")
    found = [_names(one, other, mine, yours, only_bearer=only_bearer) for mine in _deciding(one)
             for yours in _deciding(other)]  # fmt: skip
    return max(found, key=lambda verdict: (("apart", "candidate", "joined").index(verdict.outcome), verdict.score))


def _explained(one: Named, other: Named) -> Verdict | None:
    """An acronym that the report itself sets beside the full name, or whose letters only fit."""
    for short, long in ((one, other), (other, one)):
        for written in short.acronyms():
            letters = acronym(written)
            shortened = _stands_in(short, long)
            if letters in {acronym(each) for each in long.acronyms()}:
                if short.full_names() and long.full_names() and not shortened:
                    continue  # the full names decide
                return Verdict("joined", 0.9, f"an acronym its own report explains: {written}, {long.name}")
            for name in long.full_names() if shortened or not short.full_names() else ():
                if body(name).initials == letters and len(letters or "") >= 3:
                    if shortened:
                        return Verdict("joined", 0.87, f"its letters and its short form both fit: {written}, {name}")
                    return Verdict("candidate", 0.6, f"the letters fit, and no report explains them: {written}, {name}")
    return None


def _stands_in(short: Named, long: Named) -> bool:
    """Whether each full name of one is a piece of a name of the other: "the Observatory", "Inner Asia"."""
    names = [body(name).words for name in long.full_names()]
    return bool(short.full_names()) and all(
        any(body(name).words < whole for whole in names) for name in short.full_names() if name
    )


def _names(one: Named, other: Named, ours: str, theirs: str, *, only_bearer: bool) -> Verdict:
    mine, yours, said = body(ours), body(theirs), f"{ours}, {theirs}"
    if (one.kind == "country" or other.kind == "country") and one.kind != other.kind:
        return Verdict("apart", 0.1, f"a country and what bears its name: {said}")
    if mine.country and yours.country and mine.country != yours.country:
        return Verdict("apart", 0.1, f"of two countries, {mine.country} and {yours.country}: {said}")
    if mine.words == yours.words:
        return _same_words_in(one, other, mine, yours, said, only_bearer=only_bearer)
    if len(mine.words) == len(yours.words) and _folded(mine.words) == _folded(yours.words):
        return Verdict("joined", 0.93, f"the same name in another spelling: {said}")
    longer, shorter = (mine, yours) if len(mine.words) > len(yours.words) else (yours, mine)
    if shorter.words < longer.words and not shorter.office:
        if longer.words - shorter.words <= _lists()["endings"]:
            return Verdict("joined", 0.88, f"the same name without what kind of body it is: {said}")
        if _begins_or_ends(ours, theirs) and not {one.kind, other.kind} & _OF_PLACES:
            return Verdict("candidate", 0.45, f"one name stands within the other: {said}")
    return Verdict("apart", 0.0, f"other names: {said}")


def _same_words_in(one: Named, other: Named, mine: Body, yours: Body, said: str, *, only_bearer: bool) -> Verdict:
    same = plain(said.split(", ")[0]) == plain(said.split(", ")[-1])
    told = "the same name" if same else "the same words in another order or spelling"
    if not mine.office:
        return Verdict("joined", 1.0 if same else 0.95, f"{told}: {said}")
    countries = (mine.country or one.country, yours.country or other.country)
    if countries[0] and countries[1]:
        if countries[0] != countries[1]:
            return Verdict("apart", 0.3, f"an office of two countries, {countries[0]} and {countries[1]}: {said}")
        return Verdict("joined", 0.95, f"{told}, of one country: {said}")
    if only_bearer:
        return Verdict("joined", 0.85, f"{told}, and no other country's is known of late: {said}")
    return Verdict("candidate", 0.5, f"{told}, and several countries' are known: {said}")


def _begins_or_ends(one: str, other: str) -> bool:
    """True where the longer name begins with the shorter, or has one word before it: "Centre for Valley Research"."""
    short, long = sorted((_telling_words(one), _telling_words(other)), key=len)
    return long[: len(short)] == short or long[1:] == short


def _telling_words(name: str) -> list[str]:
    return [word for word in plain(name).split() if word not in _lists()["small"]]


def _folded(words: frozenset[str]) -> frozenset[str]:
    return frozenset(fold(word) for word in words)


def capitals(name: str) -> bool:
    """True for two telling words or more, each with a capital: "Harbour Mediation Office", no "Three officers"."""
    words = [word for word in name.split() if word.casefold() not in _lists()["small"] | {"the"}]
    return len(words) > 1 and all(word[:1].isupper() for word in words)


def telling_word(name: str) -> str | None:
    """The first word of a name that not every body has, by which longer and shorter forms are found."""
    low = [word for word in plain(name).split() if word in body(name).words]
    return next((fold(word) for word in low if word not in _lists()["offices"] | _lists()["endings"]), None)


@cache
def _lists() -> dict[str, frozenset[str]]:
    table = lexicon("actor_names")
    return {name: frozenset(table[name].split()) for name in ("small", "offices", "endings")}


@cache
def _same_words() -> tuple[tuple[str, str], ...]:
    pairs = [(other, group[0]) for group in lexicon("actor_names")["words"] for other in group[1:]]
    return tuple(sorted(pairs, key=lambda pair: -len(pair[0])))


@cache
def _countries() -> dict[str, str]:
    found: dict[str, str] = {}
    for code, words in lexicon("demonyms")["countries"].items():
        found.update({plain(word): code for word in words if " " not in word})
    return found
