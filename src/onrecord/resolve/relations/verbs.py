"""Ties stated by a verb: "the Front **controls** Bol", "a militia **led** by Voss", "the army **fights** rebels"."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.resolve.relations.clauses import part
from onrecord.resolve.relations.fits import BODIES, SYMMETRIC, armed
from onrecord.resolve.relations.nouns import role_kind
from onrecord.resolve.relations.stance import stance_of
from onrecord.resolve.relations.view import Found, Side, View
from onrecord.resolve.relations.vocabulary import VerbRule

# Ties that hold where they are only wanted: who vows to destroy somebody is his opponent.
_WANTED = frozenset(("opponent_of",))


def verb_ties(view: View, index: int) -> Iterator[Found]:
    """The ties that the verb at ``index`` states."""
    rules = view.words.verbs.get(view.lows[index])
    if rules is None or not view.is_verb(index):
        return
    if view.low(index - 1) == "-":
        return
    stance = stance_of(view, index)
    if stance == "unstated":
        return
    for rule in rules:
        if rule.kind not in SYMMETRIC and not _happened(view, index, stance):
            continue
        if stance == "aim" and rule.kind not in _WANTED:
            continue
        for subject, other in _pairs(view, index, rule):
            if _allowed(view, index, rule, subject, other):
                kind = role_kind("heads", other) if rule.people and rule.kind == "commands" else rule.kind
                yield Found(subject, kind, other, index, rule.former or stance == "former")


def _happened(view: View, index: int, stance: str) -> bool:
    """An infinitive tells of something done only behind "managed to" and its like, or "used to"."""
    if stance == "aim":
        return False
    at = index - 1
    while view.tokens[at].upos == "ADV" and at > view.sentence(index).first:
        at -= 1
    return view.low(at) != "to" or stance == "former" or view.low(at - 1) in view.words.achieved


def _pairs(view: View, index: int, rule: VerbRule) -> Iterator[tuple[Side, Side]]:
    subjects = part(view, index, rule.subject)
    if not subjects:
        return
    for slot in rule.object:
        objects = part(view, index, slot)
        if objects:
            for subject in subjects:
                for other in objects:
                    yield subject, other
            return
    if "with" in rule.object and rule.kind in SYMMETRIC and len(subjects) == 2:
        yield subjects[0], subjects[1]


def _allowed(view: View, index: int, rule: VerbRule, subject: Side, other: Side) -> bool:
    """Violence makes opponents of armed sides, not of a policeman and a burglar; bodies back bodies."""
    if rule.people and subject.kind != "person":
        return False
    if rule.violent:
        whole = view.lows[index] in view.words.whole and other.kind == "organization"
        return armed(view, subject) and (whole or armed(view, other))
    if rule.bodies:
        return subject.kind in BODIES | {"country", "person"} and other.kind in (BODIES - {"group", "media"}) | {
            "country",
            "place",
            "person",
        }
    return True
