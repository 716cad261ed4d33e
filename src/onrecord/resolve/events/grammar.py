"""Sides that the reader missed and the tree shows: subject, object, "by", "between … and …", the agreeing subject.

Used for a mention whose sides are empty, and only where the phrase found is about people, bodies or states: a wrong
side is worse than none.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.core import EventMention, Span
from onrecord.resolve.events.cast import Cast
from onrecord.resolve.events.view import View

# How many verbs up a subject is shared: "agreed to begin to withdraw".
_UP = 3
# Left out of the phrase of a side: what only tells more of it, and who stands beside it.
_OUTSIDE = frozenset(("acl", "acl:relcl", "appos", "parataxis", "conj", "cc", "punct", "case", "advcl", "dep"))
# Things can be attacked and seized; who is met, asked or accused is somebody.
_THINGS = frozenset(("ASSAULT", "COERCE"))


@dataclass(slots=True)
class Found:
    """Head tokens of the sides that the tree shows."""

    actors: list[int]
    recipients: list[int]


def filled(view: View, cast: Cast, mention: EventMention) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """(actors, recipients) of a mention: the reader's spans, and from the tree what it left empty."""
    actors, recipients = mention.actors, mention.recipients
    if not view.trees or (actors and recipients):
        return actors, recipients
    found = Found([], [])
    if view.is_verb(mention.trigger):
        _of_verb(view, mention, found)
    else:
        _of_noun(view, mention, found)
    used = [*actors, *recipients]
    if not actors:
        actors = _spans(view, cast, found.actors, used, things=False)
    if not recipients:
        recipients = _spans(view, cast, found.recipients, [*used, *actors], things=mention.type in _THINGS)
    return actors, recipients


def _spans(view: View, cast: Cast, heads: list[int], used: list[Span], *, things: bool) -> tuple[Span, ...]:
    found = []
    for head in dict.fromkeys(heads):
        for item in (head, *_also(view, head)):
            span = phrase(view, item)
            if any(span.overlaps(other) for other in used) or not _somebody(view, cast, item, things=things):
                continue
            found.append(span)
    return tuple(found)


def _also(view: View, head: int) -> list[int]:
    """ "the army and the rebels": the second one stands beside the first."""
    return [child for child in view.analysis.children[head] if child > head and view.relation(child) == "conj"]


def _somebody(view: View, cast: Cast, head: int, *, things: bool) -> bool:
    token = view.tokens[head]
    if cast.known(token.span.start) is not None or cast.kind_at(head) is not None:
        return True
    return things and token.upos in ("NOUN", "PROPN") and view.lows[head] not in view.vocabulary.never


def phrase(view: View, head: int) -> Span:
    """The noun phrase of a head without clauses, asides and conjuncts: "two soldiers" of "two soldiers who fled"."""
    inside = [head]
    stack = [child for child in view.analysis.children[head] if view.tokens[child].deprel not in _OUTSIDE]
    while stack:
        at = stack.pop()
        inside.append(at)
        stack.extend(
            child
            for child in view.analysis.children[at]
            if view.tokens[child].deprel not in _OUTSIDE or view.tokens[child].deprel == "case"
        )
    first, last = head, head
    for at in sorted((item for item in inside if item < head), reverse=True):
        if first - at > 2:
            break
        first = at
    for at in sorted(item for item in inside if item > head):
        if at - last > 2:
            break
        last = at
    return Span(view.tokens[first].span.start, view.tokens[last].span.end)


def _of_verb(view: View, mention: EventMention, found: Found) -> None:
    index = mention.trigger
    passive = _is_passive(view, index)
    undergoes = view.lows[index] in view.vocabulary.undergo and mention.type == "ASSAULT"
    subject = _subject(view, index, passive=passive)
    if subject >= 0:
        (found.recipients if passive or undergoes else found.actors).append(subject)
    for child in view.analysis.children[index]:
        deprel, relation = view.tokens[child].deprel, view.relation(child)
        case = view.case(child) if relation in ("obl", "nmod") else ""
        if relation in ("obj", "iobj") and not passive and not undergoes:
            found.recipients.append(child)
        elif (
            deprel == "obl:agent"
            or (passive and case == "by")
            or (relation == "obl" and case == "with" and mention.type in view.vocabulary.mutual)
        ):
            found.actors.append(child)
        elif relation == "obl" and case == "against":
            found.recipients.append(child)


def _is_passive(view: View, index: int) -> bool:
    """ "were killed", "soldiers killed in the raid": the subject, or the noun described, is the one it befalls."""
    children = view.analysis.children[index]
    if any(view.tokens[child].deprel in ("aux:pass", "nsubj:pass") for child in children):
        return True
    return view.tokens[index].deprel == "acl" and view.lows[index].endswith(("ed", "en", "own", "wn", "ld", "un", "ot"))


def _subject(view: View, index: int, *, passive: bool, depth: int = 0) -> int:
    """The subject of a verb, its own or the one it shares with the verb that controls it; −1 where that is not sure."""
    for child in view.analysis.children[index]:
        if view.relation(child) == "nsubj":
            return _who(view, child)
    head, relation = view.tokens[index].head, view.relation(index)
    if head < 0 or depth >= _UP:
        return -1
    deprel = view.tokens[index].deprel
    if deprel == "acl" and passive and head < index:
        return head
    if relation == "conj" and view.is_verb(head) and head < index and _is_passive(view, head) == passive:
        return _subject(view, head, passive=passive, depth=depth + 1)
    controls = view.lows[head] in view.vocabulary.controls
    if relation != "xcomp" or not controls or passive or _is_passive(view, head):
        return -1
    if any(view.relation(child) == "obj" and child < index for child in view.analysis.children[head]):
        return -1
    return _subject(view, head, passive=False, depth=depth + 1)


def _who(view: View, index: int) -> int:
    """The noun in front of a relative clause for its "who": the phrase itself stays "who" where none is seen."""
    if view.lows[index] not in view.vocabulary.relatives:
        return index
    verb = view.tokens[index].head
    noun = view.tokens[verb].head if verb >= 0 and view.relation(verb) == "acl" else -1
    return noun if 0 <= noun < index else index


def _of_noun(view: View, mention: EventMention, found: Found) -> None:
    index = mention.trigger
    table = view.vocabulary
    befalls, does = view.lows[index] in table.befalls, view.lows[index] in table.does
    for child in view.analysis.children[index]:
        if view.tokens[child].deprel == "nmod:poss":
            (found.recipients if befalls else found.actors).append(child)
        elif view.relation(child) in ("nmod", "obl"):
            _of_preposition(view, mention, child, found, does=does)
    head, deprel = view.tokens[index].head, view.tokens[index].deprel
    if head >= 0 and deprel == "obj" and view.lows[head] in table.light and not found.actors:
        subject = _subject(view, head, passive=False)
        if subject >= 0:
            found.actors.append(subject)


def _of_preposition(view: View, mention: EventMention, child: int, found: Found, *, does: bool) -> None:
    """ "by the rebels", "between X and Y", "with Y", "against Y", "of Y"."""
    case = view.case(child)
    kind = view.vocabulary.prepositions.get(case)
    if kind == "by" or kind == "between" or (kind == "with" and mention.type in view.vocabulary.mutual):
        found.actors.append(child)
    elif kind in ("against", "to") and case not in ("at", "for"):
        if case != "on" or mention.type in ("ASSAULT", "SANCTION", "ACCUSE"):
            found.recipients.append(child)
    elif case == "of":
        (found.actors if does or mention.type in ("RETREAT", "PROTEST") else found.recipients).append(child)
