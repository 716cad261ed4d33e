"""Which words the reader takes for events can carry one: "seized" can, "said", "Osman" and a comma cannot."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache

from onrecord.core import Analysis, Dropped, EventMention
from onrecord.lang import lexicon
from onrecord.resolve.events.vocabulary import vocabulary


@dataclass(frozen=True, slots=True)
class Words:
    """Words of saying, of being, of where one goes, small words, and of asking with what makes a question of them.

    All in lower case.
    """

    saying: frozenset[str]
    being: frozenset[str]
    moves: frozenset[str]
    small: frozenset[str]
    asking: frozenset[str]
    questions: frozenset[str]


@cache
def words(language: str = "en") -> Words:
    """The lists of ``event_triggers.toml``, loaded once."""
    table = lexicon("event_triggers", language=language)["never"]
    return Words(*(frozenset(table[each.name].split()) for each in fields(Words)))


@cache
def passing(language: str = "en") -> tuple[frozenset[str], frozenset[str]]:
    """Verbs and nouns of which a passing mention is an event of the record too: "struck", "truce"."""
    table = lexicon("strong_triggers", language=language)["passing"]
    return frozenset(table["verbs"].split()), frozenset(table["nouns"].split())


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
        reason = _why_not(analysis, best[index], opens=_opens(analysis, index))
        if reason is None:
            found.append(best[index])
        else:
            dropped.append(Dropped("events", analysis.tokens[index].span, reason))
    return tuple(found)


def _opens(analysis: Analysis, index: int) -> bool:
    """The first word of a sentence has a capital whatever it is."""
    return analysis.sentences[analysis.tokens[index].sentence].first == index


def _why_not(analysis: Analysis, mention: EventMention, *, opens: bool) -> str | None:
    """Why a word carries no event; None where it may. Parts of speech err too often on verbs to be asked."""
    token = analysis.tokens[mention.trigger]
    word = token.text.lower()
    if not any(letter.isalpha() for letter in word) or word in words().small:
        return "no word that could tell of an event"
    if word in words().saying and not mention.recipients:
        return "saying alone is no event"
    if word in words().being and not _moves(analysis, token.index):
        return "being, having and going alone are no event"
    if _asks(analysis, token.index):
        return "a question, not a request"
    if len(token.text) > 2 and token.text.isupper() and word not in vocabulary().families:
        return "a name or dateline in capitals, not an event"
    if token.upos == "PROPN" and token.text[:1].isupper() and not opens and word not in vocabulary().families:
        return "a name, not an event"
    return None


def _moves(analysis: Analysis, index: int) -> bool:
    """ "went off", "came down on a petrol station": the word behind says what became of it."""
    behind = analysis.tokens[index + 1 : index + 2]
    return bool(behind) and behind[0].text.lower() in words().moves


def _asks(analysis: Analysis, index: int) -> bool:
    """ "asked whether", "asked him about": who asks for an answer asks for nothing else."""
    table = words()
    if analysis.tokens[index].text.lower() not in table.asking:
        return False
    last = min(analysis.sentences[analysis.tokens[index].sentence].last, index + _ASKED)
    for at in range(index + 1, last):
        word = analysis.tokens[at].text.lower()
        if word in table.questions:
            return True
        if word in ("for", "to", ",", "that"):
            return False
    return False


# Words from "asked" to what tells that a question was asked: "asked by this newspaper whether".
_ASKED = 7
