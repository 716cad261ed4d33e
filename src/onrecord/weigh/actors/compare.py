"""Whether two actors of two reports are one, look it, or are two.

Conservative: to join two that are two is worse than to leave one apart, which a person can still merge.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.weigh.actors.bodies import body, capitals, compare_bodies, telling_word
from onrecord.weigh.actors.named import Named, Verdict, acronym
from onrecord.weigh.actors.people import compare_people, fullest, parts
from onrecord.weigh.actors.spelling import bones, fold, plain

_NAMED_BODIES = frozenset({"organization", "armed_group", "military", "government", "party", "media"})
"""Of these a description in capitals is a name: "the Free Harbour Front"."""


def compare(one: Named, other: Named, *, event_in_common: bool = False, only_bearer: bool = False) -> Verdict:
    """Joined, candidate or apart, with the reason.

    ``event_in_common``: both reports tell of one event. ``only_bearer``: nobody else of that surname (no other
    country's office of that name) is in the reports of the last weeks.
    """
    if not (_comparable(one) and _comparable(other)):
        return Verdict("apart", 0.0, f"a description names nobody: {one.name}, {other.name}")
    if (one.kind == "person") != (other.kind == "person"):
        return _of_two_kinds(one, other, only_bearer=only_bearer)
    if one.kind == "person":
        return compare_people(one, other, event_in_common=event_in_common, only_bearer=only_bearer)
    return compare_bodies(one, other, event_in_common=event_in_common, only_bearer=only_bearer)


def _of_two_kinds(one: Named, other: Named, *, only_bearer: bool) -> Verdict:
    """ "Halcyon" said so, "Halcyon" is burning: one name of one word, a person's or a company's."""
    person, thing = (one, other) if one.kind == "person" else (other, one)
    said = f"{one.name}, {other.name}"
    bare = not person.roles and not parts(fullest(person)).given and " " not in person.name
    named = {fold(plain(name)) for name in (thing.name, *thing.names)}
    if not bare or thing.kind == "country" or fold(plain(person.name)) not in named:
        return Verdict("apart", 0.0, f"a person and a body: {said}")
    if only_bearer:
        return Verdict("joined", 0.75, f"one word, read once as a person and once as a body, and nobody else's: {said}")
    return Verdict("candidate", 0.4, f"one word, read once as a person and once as a body: {said}")


def _comparable(named: Named) -> bool:
    """True for what a report names, and for an office that it describes: "emergency ministry"."""
    described = body(named.name)
    office = named.kind == "government" and described.office and len(described.words) > 1
    return named.proper or office or (named.kind in _NAMED_BODIES and capitals(named.name))


def keys(named: Named) -> Iterator[str]:
    """Under which words an actor is looked up: "p:krmv", "b:ministry interior", "a:MSC"."""
    if not _comparable(named):
        return
    for name in dict.fromkeys((named.name, *named.names)):
        letters = acronym(name)
        if letters is not None:
            yield f"a:{letters}"
        if named.kind == "person":
            person = parts(name)
            yield f"p:{bones(person.surname)}"
            if person.given:
                yield "f:" + " ".join(sorted((*person.given, person.surname)))
            else:
                yield f"b:{fold(plain(name))}"
        elif letters is None:
            told = body(name)
            yield "b:" + " ".join(sorted(fold(word) for word in told.words))
            if len(told.initials) >= 3:
                yield f"i:{told.initials}"
            if (word := telling_word(name)) is not None:
                yield f"w:{word}"
        else:
            yield f"i:{letters}"
            yield f"b:{fold(plain(name))}"
