"""Which words the reader takes for events can carry one: "seized" can, "said", "Osman" and a comma cannot."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord.core import Analysis, Dropped, EventMention, Token
from onrecord.lang import lexicon
from onrecord.resolve.events.vocabulary import vocabulary

# Parts of speech that carry no event; a verb of the lists is believed against them, for the reader errs too.
_CLOSED = frozenset(("DET", "PRON", "ADP", "CCONJ", "SCONJ", "PUNCT", "NUM", "SYM", "PART"))


@dataclass(frozen=True, slots=True)
class Words:
    """Words of saying and of being, in lower case."""

    saying: frozenset[str]
    being: frozenset[str]


@cache
def words(language: str = "en") -> Words:
    """The lists of ``event_triggers.toml``, loaded once."""
    table = lexicon("event_triggers", language=language)["never"]
    return Words(frozenset(table["saying"].split()), frozenset(table["being"].split()))


def usable(analysis: Analysis, dropped: list[Dropped]) -> tuple[EventMention, ...]:
    """One mention a trigger, in text order, the surest where there are two; the others go to ``dropped``."""
    best: dict[int, EventMention] = {}
    for mention in analysis.events:
        if not 0 <= mention.trigger < len(analysis.tokens):
            continue
        known = best.get(mention.trigger)
        if known is None or mention.score > known.score:
            best[mention.trigger] = mention
    found = []
    for index in sorted(best):
        reason = _why_not(analysis.tokens[index], best[index])
        if reason is None:
            found.append(best[index])
        else:
            dropped.append(Dropped("events", analysis.tokens[index].span, reason))
    return tuple(found)


def _why_not(token: Token, mention: EventMention) -> str | None:
    """Why a word carries no event; None where it may."""
    word = token.text.lower()
    known = word in vocabulary().families
    if not any(letter.isalpha() for letter in word) or (token.upos in _CLOSED and not known):
        return "no word that could tell of an event"
    if word in words().saying and not mention.recipients:
        return "saying alone is no event"
    if word in words().being:
        return "being, having and going alone are no event"
    if token.upos == "PROPN" and token.text[:1].isupper() and not known:
        return "a name, not an event"
    return None
