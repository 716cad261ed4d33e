"""The language pack's words about places, as sets that are built once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord.core.mentions import Feature
from onrecord.lang import lexicon
from onrecord.resolve.places.names import fold


@dataclass(frozen=True, slots=True)
class Cues:
    """Words around a capitalised name; see ``lang/en/toponym_context.toml`` for what each set means."""

    located_strong: frozenset[str]
    located_weak: frozenset[str]
    along: frozenset[str]
    kinds: dict[str, Feature]
    closing: dict[str, Feature]
    closing_alone: frozenset[str]
    mapped: frozenset[str]
    opening: dict[str, Feature]
    after: frozenset[str]
    before_of: frozenset[str]
    whole: frozenset[str]
    jobs: frozenset[str]
    titles: frozenset[str]
    person_verbs: frozenset[str]
    demonyms: dict[str, str]
    abbreviations: dict[str, str]
    alone: frozenset[str]
    postal: dict[str, str]
    plain: frozenset[str]
    never: frozenset[str]


@dataclass(frozen=True, slots=True)
class Stance:
    """Words that make "Paris" a government; see ``lang/en/toponym_stance.toml``."""

    verbs: frozenset[str]
    between: frozenset[str]
    passive: frozenset[str]
    possessed: frozenset[str]
    nouns: frozenset[str]
    prepositions: frozenset[str]
    verbs_before: frozenset[str]
    phrases: frozenset[str]
    bodies: frozenset[str]


@cache
def cue_words(language: str = "en") -> Cues:
    """The context words of a language; raises ``FileNotFoundError`` where it has no pack."""
    context = lexicon("toponym_context", language=language)
    short = lexicon("toponym_abbreviations", language=language)
    words = lexicon("toponym_words", language=language)
    return Cues(
        located_strong=frozenset(context["located_strong"]),
        located_weak=frozenset(context["located_weak"]),
        along=frozenset(context["along"]),
        kinds=_by_word(context["kinds"]),
        closing=_by_word(context["closing"]),
        closing_alone=frozenset(context["closing"]["alone"]),
        mapped=frozenset(context["closing"]["mapped"]),
        opening=_by_word(context["opening"]),
        after=frozenset(context["organisation"]["after"]),
        before_of=frozenset(context["organisation"]["before_of"]),
        whole=frozenset(context["organisation"]["whole"]),
        jobs=frozenset(context["jobs"]["after"]),
        titles=frozenset(context["person"]["titles"]),
        person_verbs=frozenset(context["person"]["verbs"]),
        demonyms=_demonyms(language),
        abbreviations={key.replace(" ", ""): code for key, code in short["names"].items()},
        alone=frozenset(name.replace(" ", "") for name in short["alone"]["names"]),
        postal=dict(short["postal"]),
        plain=frozenset(map(fold, words["plain"])),
        never=frozenset(map(fold, context["never"])),
    )


@cache
def stance_words(language: str = "en") -> Stance:
    """The words of governments and teams in a language."""
    table = lexicon("toponym_stance", language=language)
    return Stance(**{name: frozenset(table[name]) for name in Stance.__dataclass_fields__})


def _by_word(table: dict[str, list[str]]) -> dict[str, Feature]:
    kinds: tuple[Feature, ...] = ("city", "region", "country", "water", "area", "facility")
    return {word: kind for kind in kinds for word in table.get(kind, ())}


def _demonyms(language: str) -> dict[str, str]:
    """Singular and plural to a country or region code: "Ukrainians" → "UA"."""
    found: dict[str, str] = {}
    table = lexicon("demonyms", language=language)
    for group in (table["regions"], table["countries"]):
        for code, words in group.items():
            for word in words:
                found[word] = code
                if word not in table["unchanging"]:
                    found[word + "s"] = code
    return found
