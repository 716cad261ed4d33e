"""Word lists for sources that are no named actor: people, reports, documents, mouthpieces."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord.lang import lexicon
from onrecord.resolve.actors.words import fold


@dataclass(frozen=True, slots=True)
class Voices:
    """All folded lower case. ``mouthpieces`` speak for a body ("spokesman", "media office"); ``own_words`` are
    documents whose words are their maker's ("statement"); ``authorities`` are bodies without a name ("police")."""

    people: frozenset[str]
    reports: frozenset[str]
    documents: frozenset[str]
    vague: frozenset[str]
    mouthpieces: frozenset[str]
    own_words: frozenset[str]
    authorities: frozenset[str]
    passive: frozenset[str]
    collective: frozenset[str]
    makers: frozenset[str]


@cache
def voices(language: str = "en") -> Voices:
    """The lists of one language pack."""
    table = lexicon("unnamed_sources", language=language)

    def words(key: str) -> frozenset[str]:
        return frozenset(fold(word) for word in table[key].split())

    return Voices(
        people=words("people"),
        reports=words("reports"),
        documents=words("documents"),
        vague=frozenset(table["vague"]),
        mouthpieces=words("mouthpieces"),
        own_words=words("own_words"),
        authorities=words("authorities"),
        passive=words("passive"),
        collective=words("collective"),
        makers=words("makers"),
    )
