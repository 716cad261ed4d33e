"""The words that state a tie between two sides, as typed tables, loaded once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord.core.mentions import RelationKind
from onrecord.lang import lexicon

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class VerbRule:
    """ "fights": the subject is opponent_of the object; ``violent`` needs armed sides, ``bodies`` bodies."""

    kind: RelationKind
    subject: str
    object: tuple[str, ...]
    violent: bool
    bodies: bool
    former: bool
    people: bool


@dataclass(frozen=True, slots=True)
class RoleRule:
    """ "commander": its bearer commands the body behind "of". ``kind`` "heads" is decided by the kind of body."""

    kind: str
    body: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActionRule:
    """ "campaign": who leads it is opponent_of whom it is "against"; ``between`` allows "clashes between A and B"."""

    kind: RelationKind
    object: tuple[str, ...]
    between: bool
    turned: bool
    violent: bool


@dataclass(frozen=True, slots=True)
class JoinedRule:
    """The second half of "US-backed": ``kind`` of the tie, which the word before the hyphen is the subject of."""

    kind: RelationKind
    place: bool


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All lists in lower case; ``links`` by first word gives the phrases that begin with it."""

    verbs: dict[str, tuple[VerbRule, ...]]
    roles: dict[str, RoleRule]
    actions: dict[str, tuple[ActionRule, ...]]
    links: dict[str, tuple[tuple[tuple[str, ...], RelationKind, bool], ...]]
    joined: dict[str, JoinedRule]
    prefixes: dict[str, RelationKind]
    under: dict[str, RelationKind]
    carriers: Words
    negations: Words
    doubts: Words
    unreal: Words
    former: Words
    undone: Words
    aims: Words
    light: Words
    helpers: Words
    owners: Words
    nobody: Words
    past: Words
    ended: Words
    accusing: Words
    object_control: Words
    participles: Words
    achieved: Words
    not_bodies: Words
    whole: Words
    triggers: Words


def _set(text: str) -> Words:
    return frozenset(text.split())


@cache
def vocabulary(language: str = "en") -> Vocabulary:
    """The lists of one language pack (``lang/en/relations.toml``)."""
    table = lexicon("relations", language=language)
    verbs: dict[str, tuple[VerbRule, ...]] = {}
    for row in table["verbs"]:
        rule = VerbRule(row["kind"], row["subject"], tuple(row["object"]), row.get("violent", False),
                        row.get("bodies", False), row.get("former", False), row.get("people", False))  # fmt: skip
        for word in row["words"].split():
            verbs[word] = (*verbs.get(word, ()), rule)
    roles = {word: RoleRule(row["kind"], tuple(row["body"])) for row in table["roles"] for word in row["words"].split()}
    actions: dict[str, tuple[ActionRule, ...]] = {}
    for row in table["actions"]:
        act = ActionRule(
            row["kind"],
            tuple(row["object"]),
            row.get("between", False),
            row.get("turned", False),
            row.get("violent", False),
        )
        for word in row["words"].split():
            actions[word] = (*actions.get(word, ()), act)
    links: dict[str, tuple[tuple[tuple[str, ...], RelationKind, bool], ...]] = {}
    for row in table["links"]:
        for phrase in row["phrase"]:
            words = tuple(phrase.split())
            links[words[0]] = (*links.get(words[0], ()), (words, row["kind"], row.get("own", False)))
    joined = {
        word: JoinedRule(row["kind"], row.get("place", False))
        for row in table["joined"]
        for word in row["words"].split()
    }
    prefixes = {word: row["kind"] for row in table["prefixes"] for word in row["words"].split()}
    under = {word: row["kind"] for row in table["under"] for word in row["words"].split()}
    groups = {key: _set(table["group"][key]) for key in _GROUPS}
    return Vocabulary(
        verbs=verbs, roles=roles, actions=actions, links=links, joined=joined, prefixes=prefixes, under=under,
        triggers=frozenset((*verbs, *roles, *actions, *links, *joined, *prefixes, *under)), **groups,
    )  # fmt: skip


_GROUPS = (
    "carriers", "negations", "doubts", "unreal", "former", "undone", "aims", "light", "helpers", "owners", "nobody",
    "past", "ended", "accusing", "object_control",
    "participles", "achieved", "not_bodies", "whole",
)  # fmt: skip
