"""The lexicon of reporting words (``lang/en/cues.toml``), typed: which words report, how sure, affirmed or denied."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord.core.mentions import Certainty
from onrecord.lang import lexicon

LEVELS: tuple[Certainty, ...] = ("possible", "probable", "certain")


@dataclass(frozen=True, slots=True)
class Cues:
    """Look-up tables over lower-case word forms."""

    words: dict[str, Certainty]  # verbs, nouns, adverbs, adjectives → how sure they present their content
    verbs: frozenset[str]
    nouns: frozenset[str]
    adverbs: frozenset[str]
    adjectives: frozenset[str]
    prepositions: dict[str, Certainty]
    denials: frozenset[str]
    attitudes: frozenset[str]
    hedges: dict[str, Certainty]
    source_hedges: dict[str, Certainty]
    conditional: frozenset[str]
    negations: frozenset[str]
    denied_phrases: tuple[str, ...]
    naming: frozenset[str]
    named_false: frozenset[str]
    believing: frozenset[str]
    hearsay: frozenset[str]
    passive: frozenset[str]


@cache
def cues(language: str = "en") -> Cues:
    """The pack's cues; loaded once."""
    table = lexicon("cues", language=language)
    verbs = {level: _forms(table["verbs"][level]) for level in (*LEVELS, "denied")}
    nouns = {level: set(table["nouns"][level]) for level in (*LEVELS, "denied")}
    adverbs = {level: set(table["adverbs"].get(level, ())) for level in LEVELS}
    adjectives = {level: set(table["adjectives"].get(level, ())) for level in LEVELS}
    words: dict[str, Certainty] = {}
    # Verbs last: in "the paper reported" the verb counts, not the adjective of "the reported attack".
    for group in (adjectives, adverbs, nouns, verbs):
        for level in LEVELS:
            words |= dict.fromkeys(group.get(level, ()), level)
    hedges = table["hedges"]
    return Cues(
        words=words,
        verbs=frozenset().union(*verbs.values()),
        nouns=frozenset().union(*nouns.values()),
        adverbs=frozenset().union(*adverbs.values()),
        adjectives=frozenset().union(*adjectives.values()),
        prepositions={phrase: level for level in LEVELS for phrase in table["prepositions"].get(level, ())},
        denials=frozenset(verbs["denied"] | nouns["denied"]),
        attitudes=frozenset(_forms(table["attitudes"]["verbs"])),
        hedges={word: level for level in LEVELS[:2] for word in hedges[level]},
        source_hedges=dict.fromkeys(hedges["source_probable"], "probable")
        | dict.fromkeys(hedges["source_possible"], "possible"),
        conditional=frozenset(hedges["conditional"]),
        negations=frozenset(hedges["negations"]),
        denied_phrases=tuple(table["verbs"]["denied_phrases"]),
        **{
            name: frozenset(table["verbs"][name])
            for name in ("naming", "named_false", "believing", "hearsay", "passive")
        },
    )


def _forms(rows: list[str]) -> set[str]:
    return {form for row in rows for form in row.split()}


def weakest(*levels: Certainty) -> Certainty:
    """The least sure of several: nested sources are as sure as their weakest link."""
    return min(levels, key=LEVELS.index)
