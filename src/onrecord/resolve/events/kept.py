"""What becomes an event: all that is reported, and of what is only named inside another event what has substance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from onrecord.core import Dropped, Figure
from onrecord.resolve.events.draft import Draft
from onrecord.resolve.events.triggers import passing
from onrecord.resolve.events.view import View, trigger_span

# The reader's probability below which a mention is a guess. On the three collections 0.5 finds 88 % of the tellings and
# 61 % of its events tell of one, 0.3 finds 1 % more with 56 %, 0.7 fewer (docs/decisions/0016).
LEAST = 0.5
# The same where the word itself is one of violence ("shells struck a market"): what is between the two is right.
LEAST_KNOWN = 0.35

# Harm that makes an event worth a row of its own wherever it is named.
_GRAVE = frozenset(("killed", "injured", "missing", "abducted", "displaced", "destroyed", "damaged"))
# Behind a noun of violence these settle what it was: "a strike on a depot", "an attack by gunmen".
_SETTLES = frozenset(("on", "against", "by", "of", "at"))
_PARTICIPLES = frozenset(("signed", "agreed", "reached", "brokered", "declared", "which", "that"))
_BRINGS_IN = frozenset(("appos", "conj", "nsubj", "nsubj:pass"))
# Clauses that tell what their subject did: "when the shooting stopped", "that the fire had spread".
_TELLS = frozenset(("root", "conj", "parataxis", "advcl", "acl:relcl", "ccomp"))
_OTHERWISE = frozenset(("shot", "captured", "blocked", "marched", "rallied"))  # "shot a film", "captured a mood"
_DEEDS = frozenset(("ASSAULT", "COERCE", "PROTEST", "RETREAT"))
# Types of which a side with a place or a day is something to code, though only named inside another event.
_FORCE = frozenset(("ASSAULT",))


def kept(view: View, drafts: Sequence[Draft], figures: Mapping[str, Figure], dropped: list[Dropped]) -> list[Draft]:
    """The drafts that are events; of the others ``dropped`` tells why, mention by mention."""
    found = []
    sure = [item.trigger for draft in drafts for item in draft.mentions if not draft.inner and draft.score >= LEAST]
    told = frozenset(view.tokens[at].sentence for at in sure)
    for draft in drafts:
        reason = None if _is_subject(view, draft, told) else _reason(view, draft, figures)
        if reason is None:
            found.append(draft)
        else:
            dropped.extend(Dropped("events", trigger_span(view, item.trigger), reason) for item in draft.mentions)
    return found


def _reason(view: View, draft: Draft, figures: Mapping[str, Figure]) -> str | None:
    """Why a draft is no event of the record; None where it is one."""
    if draft.score < (LEAST_KNOWN if _known(view, draft) else LEAST):
        return "too unsure a reading to be called an event"
    if draft.type == "AGREE" and draft.realis == "negated" and not (draft.actors or draft.recipients):
        return "said of no one: the lists do not agree"
    if not draft.inner:
        return None
    if draft.realis != "actual":
        return "only named inside another event, and not as something that happened"
    sides = bool(draft.actors or draft.recipients)
    located = draft.place is not None or draft.time is not None
    if any(figures[name].measure is not None for name in draft.figures if name in figures):
        return None
    if any(_plain_deed(view, item.trigger, draft) for item in draft.mentions):
        return None
    if (draft.effect in _GRAVE and (sides or located)) or (sides and located and draft.type in _FORCE):
        return None
    if draft.type == "PROTEST" and (located or draft.definite):  # "Saturday's march", "the blockade would be lifted"
        return None
    return "only named inside another event, with no victim, figure, place or time of its own"


def _is_subject(view: View, draft: Draft, told: frozenset[int]) -> bool:
    """What a sentence is about that tells of nothing else: "The blockade of the terminal entered its second week"."""
    if not draft.inner or draft.realis != "actual" or draft.score < LEAST or draft.type not in _DEEDS - {"RETREAT"}:
        return False  # "a ceasefire that holds" is no event
    return any(
        token.deprel in ("nsubj", "nsubj:pass")
        and not view.is_verb(token.index)
        and token.sentence not in told
        and view.tokens[token.head].deprel in _TELLS
        for token in (view.tokens[item.trigger] for item in draft.mentions)
    )


def _known(view: View, draft: Draft) -> bool:
    """Whether a mention is a verb that tells of violence wherever it stands: "bombarded", "struck"."""
    words = (item.trigger for item in draft.mentions)
    sure = passing()[0] - _OTHERWISE
    return draft.type == "ASSAULT" and any(view.is_verb(at) and view.lows[at] in sure for at in words)


def _plain_deed(view: View, trigger: int, draft: Draft) -> bool:
    """A deed told in passing: "hours after drones had struck the depot", "the truce of Osh", never "truce talks"."""
    verbs, nouns = passing()
    word, token = view.lows[trigger], view.tokens[trigger]
    if draft.type not in _DEEDS or token.deprel in ("amod", "compound"):
        return False
    if view.is_verb(trigger) and word not in nouns:
        return word in verbs
    dated = view.low(trigger + 2) in view.vocabulary.never  # "the truce on Friday"
    after = view.low(trigger + 1) if view.low(trigger + 1) != "," else view.low(trigger + 2)
    told = after in _PARTICIPLES or (after in _SETTLES and not dated)  # "the ceasefire signed on May 20"
    # "a separate incident, a grenade attack on a bar"; "a shooting at a police post is being investigated"
    new = token.deprel in _BRINGS_IN and bool(draft.recipients)
    return word in nouns and (draft.definite or new) and told
