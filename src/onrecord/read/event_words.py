"""Words that mostly tell of one type of event: "apologised" of CONCEDE, "impounded" of COERCE seize."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from onrecord.core.plover import MODES
from onrecord.lang import lexicon


@dataclass(frozen=True, slots=True)
class Told:
    """What a word mostly tells of: the types it is listed under, and the mode where all lists agree on one."""

    types: frozenset[str]
    mode: str | None


@cache
def event_words(language: str = "en") -> dict[str, Told]:
    """Every form (lower case) of the words of ``plover.toml``; raises ``ValueError`` on an unknown type or mode."""
    found: dict[str, set[tuple[str, str | None]]] = {}
    for title, table in lexicon("plover", language=language).items():
        kind, _, mode = title.partition(" ")
        if kind not in MODES or (mode and mode not in MODES[kind]):
            raise ValueError(f"plover.toml names {title!r}, which PLOVER does not know")
        for form in _forms(table):
            found.setdefault(form, set()).add((kind, mode or None))
    return {
        form: Told(frozenset(kind for kind, _ in told), next(iter(told))[1] if len(told) == 1 else None)
        for form, told in found.items()
    }


def _forms(table: dict[str, str]) -> Iterator[str]:
    yield from table.get("forms", "").split()
    for noun in table.get("nouns", "").split():
        yield from (noun, _plural(noun))
    for verb in table.get("verbs", "").split():
        yield from inflected(verb)


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")


def inflected(verb: str) -> tuple[str, str, str, str]:
    """The regular forms: "deny" → deny, denies, denied, denying; doubled consonants are listed in the lexicon."""
    if verb.endswith("ie"):
        return verb, verb + "s", verb + "d", verb[:-2] + "ying"
    if verb.endswith("e"):
        return verb, verb + "s", verb + "d", (verb if verb.endswith(("ee", "oe")) else verb[:-1]) + "ing"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    return verb, _plural(verb), verb + "ed", verb + "ing"
