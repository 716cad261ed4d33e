"""Whether an event happened in a place: "in Herat", "the Kabul bombing", not "a US contract" or "troops from Kenya"."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.core import Place, Span
from onrecord.resolve.actors.lexicons import lexicons
from onrecord.resolve.events.draft import Draft
from onrecord.resolve.events.view import View

# Words back from a place within which its preposition stands: "in the besieged northern city of Herat".
_BACK = 8
_THROUGH = frozenset(("ADJ", "NOUN", "PROPN", "DET", "NUM", "X"))
# Types that happen on the ground, and those whose other side is where they happen.
ON_GROUND = frozenset(("ASSAULT", "PROTEST", "COERCE", "MOBILIZE", "RETREAT"))
_HITS = frozenset(("ASSAULT", "COERCE", "CONSULT", "AID"))


def is_scene(view: View, draft: Draft, place: Place, actors: Sequence[Span], recipients: Sequence[Span]) -> bool:
    """True where the words before a place, or its part in the event, make it the scene."""
    at = view.analysis.token_at(place.span.start)
    if draft.type in _HITS and any(span.contains(place.span) and span.end == place.span.end for span in recipients):
        return True
    if draft.type in _HITS and at == draft.trigger + 1 and view.is_verb(draft.trigger):
        return True
    found = preposition(view, at)
    case = view.lows[found] if found >= 0 else ""
    table = view.vocabulary
    if case not in table.inside and any(span.contains(place.span) for span in actors):
        return False
    if _names_event(view, at, draft.trigger):
        return True
    if _owns(view, place) or _tells_whose(view, place) or (case == "of" and view.low(found - 2) in _LENGTHS):
        return False
    if case in table.inside or (case in table.ground and case != "from" and draft.type in ON_GROUND):
        return True
    if case in ("from", "to", "between") and view.low(found - 1) in _ROADS and draft.type in ON_GROUND:
        return True  # "on the road from Isfara to Chorku"
    if case in table.towards:
        return view.trees and view.tokens[at].head == draft.trigger and (case != "from" or draft.type == "RETREAT")
    if case == "of":
        placed = view.low(found - 1) in table.place_nouns and _placed(view, found - 1)
        return found == draft.trigger + 1 or placed or (draft.type in _HITS and _is_hit(view, found - 1, draft.trigger))
    return False


def _is_hit(view: View, noun: int, trigger: int) -> bool:
    """ "shells fell on the market of Sange", "rockets on the fishermen of Mboko": what was struck was there.

    Not "shot at the governor of Herat": who holds an office may be anywhere.
    """
    if not view.trees or noun <= trigger or view.tokens[noun].head != trigger:
        return False
    if view.lows[noun] in lexicons().role_heads:
        return False
    relation = view.relation(noun)
    return relation == "obj" or (relation in ("obl", "nmod") and view.case(noun) in _ONTO)


_ROADS = frozenset(("road", "highway", "motorway", "route", "railway", "track", "path"))
_ONTO = frozenset(("on", "onto", "into", "at", "in", "upon", "near", "against"))


def _tells_whose(view: View, place: Place) -> bool:
    """ "a U.S. convoy", "an Ohio senator": the place says whose the next noun is, not where."""
    after = view.analysis.token_at(place.span.end - 1) + 1
    word = view.low(after)
    if after >= view.sentence(after - 1).last or view.tokens[after].upos not in ("NOUN", "ADJ"):
        return False
    if view.tokens[after].text[0].isupper() or word in view.vocabulary.place_nouns:
        return False
    lists = lexicons()
    return place.feature == "country" or word in lists.role_heads or lists.heads.get(word) in _PEOPLE


_PEOPLE = frozenset(("military", "armed_group", "group", "party"))
_LENGTHS = frozenset(("km", "kilometers", "kilometres", "miles", "meters", "metres", "mile", "kilometer", "kilometre"))


def _owns(view: View, place: Place) -> bool:
    """ "in Colombia's history": what is in it is no place, unless it is a part of one ("Colombia's capital")."""
    after = view.analysis.token_at(place.span.end - 1) + 1
    if view.low(after) not in ("'s", "’s", "'", "’"):
        return False
    inside = [view.tokens[at] for at in range(after + 1, min(after + 4, view.sentence(after).last))]
    return not any(token.text.lower() in view.vocabulary.place_nouns or token.text[:1].isupper() for token in inside)


def preposition(view: View, at: int) -> int:
    """The preposition in front of the phrase that holds a place, over "the northern city"; −1 where there is none."""
    first = max(view.sentence(at).first, at - _BACK)
    for before in range(at - 1, first - 1, -1):
        word, upos = view.lows[before], view.tokens[before].upos
        if upos == "ADP" or word in view.vocabulary.inside or word in view.vocabulary.towards or word == "of":
            return before
        if word in ("'s", "’s", "-") or upos in _THROUGH or word in view.vocabulary.articles:
            continue
        if word == "," and before > first and view.tokens[before - 1].upos == "PROPN":
            continue  # "in Goma, North Kivu"
        return -1
    return -1


def _placed(view: View, noun: int) -> bool:
    """ "in the city of", not "police of the city of": the noun in front is itself in a place, or opens the phrase."""
    before = preposition(view, noun)
    return before < 0 or view.lows[before] not in ("by", "with", "against", "for")


def _names_event(view: View, at: int, trigger: int) -> bool:
    """ "the Kabul bombing", "the Paris talks": the place stands in the noun phrase of the trigger."""
    return not view.is_verb(trigger) and view.phrase_start(trigger) <= at < trigger
