"""The word lists of the language pack that tell events apart, as typed sets, loaded once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.lang import lexicon

Words = frozenset[str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All lists in lower case; ``governs`` gives what a governing word makes of its event, ``family`` numbers words."""

    governs: dict[str, str]
    undoes: Words
    announces: Words
    told: Words
    acts: Words
    denials: Words
    undone: frozenset[tuple[str, str]]
    helpers: Words
    negations: Words
    future: Words
    possible: Words
    would: Words
    conditions: Words
    no: Words
    any: Words
    planned: Words
    possible_nouns: Words
    undone_nouns: Words
    asking: Words
    ahead: dict[tuple[str, ...], str]
    happen: Words
    happened: Words
    cared: Words
    undergo: Words
    befalls: Words
    does: Words
    light: Words
    controls: Words
    prepositions: dict[str, str]
    mutual: Words
    parts: Words
    meets: Words
    hosts: Words
    means: Words
    frees: Words
    pronouns: Words
    relatives: Words
    articles: Words
    indefinite: Words
    ends: Words
    never: Words
    inside: Words
    ground: Words
    towards: Words
    place_nouns: Words
    another: Words
    families: dict[str, tuple[int, ...]]
    general: Words
    harm: Words
    undone_before: frozenset[tuple[str, str]]
    nobody: Words
    bars: Words
    votes: Words
    claims: Words
    rejects: Words
    false: Words
    doubts: Words
    demands: Words
    sought: Words
    to_only: Words
    talked_over: Words
    opens: Words
    guesses: Words
    expects: Words
    believed: Words
    timed: Words
    delays: Words
    telling: Words


def _set(text: str) -> Words:
    return frozenset(text.split())


@cache
def vocabulary(language: str = "en") -> Vocabulary:
    """The lists of one language pack (``lang/en/events.toml`` and ``realis.toml``)."""
    table = lexicon("events", language=language)
    realis = lexicon("realis", language=language)
    governs, group, sides, scene, same = (table[key] for key in ("governs", "group", "sides", "scene", "same"))
    kinds: dict[str, str] = {}
    for kind in ("orders", "ends", "tries", "negated", "future", "hypothetical", "same"):
        for word in governs[kind].split():
            kinds.setdefault(word, kind)
    families: dict[str, tuple[int, ...]] = {}
    for number, line in enumerate(same["families"]):
        for word in line.split():
            families[word] = (*families.get(word, ()), number)
    soon = frozenset(group["ahead_future"])
    return Vocabulary(
        governs=kinds,
        undoes=_set(governs["undoes"]),
        announces=_set(governs["announces"]),
        told=frozenset(group["told"]),
        undone=frozenset((first, second) for first, second in (phrase.split() for phrase in governs["undone"])),
        ahead={tuple(phrase.split()): "future" if phrase in soon else "hypothetical" for phrase in group["ahead"]},
        prepositions={word: kind for kind in ("by", "against", "to", "with", "between") for word in sides[kind]},
        mutual=frozenset(sides["mutual"]),
        families=families,
        place_nouns=_set(scene["parts"]),
        **{key: _set(scene[key]) for key in ("inside", "ground", "towards", "happened", "cared")},
        **{key: _set(group[key]) for key in _OF_GROUP},
        **{key: _set(sides[key]) for key in _OF_SIDES},
        **{key: _set(same[key]) for key in ("another", "general", "harm")},
        undone_before=frozenset((first, second) for first, second in map(str.split, realis["undone_before"])),
        **{key: _set(realis[key]) for key in _OF_REALIS},
        telling=_telling(kinds, group, realis),
    )


def _telling(kinds: dict[str, str], group: dict[str, Any], realis: dict[str, Any]) -> Words:
    """Every word by which a sentence can say more of an event than that it happened."""
    words = {word for word, kind in kinds.items() if kind != "same"}
    words |= {word for key in _TELLING for word in group[key].split()}
    words |= {word for key in _TELLING_REALIS for word in realis[key].split()}
    phrases = (*group["ahead"], *realis["undone_before"])
    words |= {word for phrase in phrases for word in phrase.split() if len(word) > 4}
    return frozenset(words - {"against", "further"} | _TELLING_TOO)


_TELLING = (
    "negations", "future", "possible", "would", "conditions", "no", "any", "planned", "possible_nouns", "undone_nouns",
    "asking", "denials",
)  # fmt: skip
_TELLING_REALIS = ("nobody", "bars", "votes", "claims", "false", "doubts", "demands")
_TELLING_TOO = frozenset(("off", "out", "case", "yet", "tomorrow", "tonight", "until", "before", "far", "lack"))
_OF_GROUP = (
    "helpers", "negations", "future", "possible", "would", "conditions", "no", "any", "planned", "possible_nouns",
    "undone_nouns", "asking", "acts", "denials", "happen",
)  # fmt: skip
_OF_SIDES = (
    "undergo", "befalls", "does", "light", "controls", "parts", "pronouns", "relatives", "articles", "indefinite",
    "ends", "never", "meets", "hosts", "means", "frees",
)  # fmt: skip
_OF_REALIS = (
    "nobody", "bars", "votes", "claims", "rejects", "false", "doubts", "demands", "sought", "to_only", "talked_over",
    "opens", "guesses", "expects", "believed", "timed", "delays",
)  # fmt: skip
