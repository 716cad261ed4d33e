"""Sides that the reader missed and the tree shows: subject, object, "by", "between … and …", the agreeing subject.

Used for a mention whose sides are empty, and only where the phrase found is about people, bodies or states: a wrong
side is worse than none.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.core import EventMention, Span
from onrecord.resolve.events.cast import Cast
from onrecord.resolve.events.surface import object_of, receiver_of, sufferer_of
from onrecord.resolve.events.view import View

# How many verbs up a subject is shared: "agreed to begin to withdraw".
_UP = 3
# What may follow the head within the phrase of a side; "who fled", "and the police", "in Herat" stay outside.
_INSIDE = frozenset(("flat", "compound", "nmod", "fixed", "goeswith"))
# Types whose verb takes the other side as its object; what is sent, withdrawn, lifted or refused is no side.
_SUFFERS = frozenset(("ASSAULT", "COERCE", "ACCUSE", "REQUEST", "THREATEN", "SANCTION", "SUPPORT", "CONSULT"))
# Types whose object may be a deed, and the other side who does it.
_OF_DEEDS = frozenset(("REJECT", "SUPPORT", "ACCUSE"))
_THINGS = frozenset(("ASSAULT", "COERCE"))


@dataclass(slots=True)
class Found:
    """Head tokens of the sides that the tree shows."""

    actors: list[int]
    recipients: list[int]


def filled(
    view: View, cast: Cast, mention: EventMention, actors: tuple[Span, ...], recipients: tuple[Span, ...]
) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """(actors, recipients) of a mention: the spans already known, and from the tree what is empty."""
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
        takes = mention.type in _SUFFERS or view.lows[mention.trigger] in view.vocabulary.frees
        if not takes and mention.type in _TO_WHOM:
            found.recipients = [head for head in found.recipients if view.relation(head) in ("obl", "iobj", "nmod")]
            takes = True
        heads = found.recipients if takes or not view.is_verb(mention.trigger) else []
        if mention.type in _OF_DEEDS and view.is_verb(mention.trigger):
            heads = _owners(view, cast, heads or found.recipients, own=mention.type != "REJECT")
        recipients = _spans(view, cast, heads, [*used, *actors], things=mention.type in _THINGS)
        if not recipients and (takes or mention.type == "REJECT"):
            heads = _beside(view, cast, mention)
            recipients = _spans(view, cast, heads, [*used, *actors], things=mention.type in _THINGS)
    return actors, recipients


def _beside(view: View, cast: Cast, mention: EventMention) -> list[int]:
    """The object right behind an active verb, whatever the tree says; of what is rejected only whose it is."""
    index = mention.trigger
    if not view.is_verb(index):
        return []
    if _is_passive(view, index) or (view.lows[index] in view.vocabulary.undergo and mention.type == "ASSAULT"):
        head = sufferer_of(view, cast, index) if mention.type in ("ASSAULT", "COERCE", "SANCTION", "RETREAT") else -1
        return [head] if head >= 0 else []
    if mention.type in ("AID", "CONCEDE"):
        head = receiver_of(view, cast, index)
        return [head] if head >= 0 else []
    head = object_of(
        view, cast, index, owner=mention.type in _OF_DEEDS, behind=frozenset(_TO_WHOM.get(mention.type, ()))
    )
    rejected = mention.type == "REJECT" and view.low(head + 1) not in ("'s", "’s", "'", "’")
    meets = mention.type == "CONSULT" and view.lows[index] in view.vocabulary.meets | view.vocabulary.hosts
    return [] if head < 0 or rejected or meets else [head]


def _owners(view: View, cast: Cast, heads: list[int], *, own: bool) -> list[int]:
    """Whose request is rejected, whose decision praised: the owner of a deed; ``own`` keeps who is named directly."""
    found = []
    for head in heads:
        if own and _somebody(view, cast, head, things=False):
            found.append(head)
            continue
        children = view.analysis.children[head]
        owners = [child for child in children if view.tokens[child].deprel == "nmod:poss"]
        owners = owners or [
            child for child in children if view.relation(child) == "nmod" and view.case(child) in _GIVES
        ]
        found.extend(owners)
    return found


_GIVES = frozenset(("by", "from"))


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
    if not things or token.upos not in ("NOUN", "PROPN"):
        return False
    return view.lows[head] not in view.vocabulary.never and view.lows[head] not in view.vocabulary.means


def phrase(view: View, head: int) -> Span:
    """The noun phrase of a head without clauses, asides and conjuncts: "two soldiers" of "two soldiers who fled"."""
    if view.tokens[head].upos == "PRON":
        return view.tokens[head].span
    first, last = view.phrase_start(head), head
    stack = list(view.analysis.children[head])
    inside = []
    while stack:
        at = stack.pop()
        if at > head and view.relation(at) in _INSIDE and (view.relation(at) != "nmod" or view.case(at) == "of"):
            inside.append(at)
            stack.extend(view.analysis.children[at])
    for at in sorted(inside):
        if at - last > 3:
            break
        last = at
    return Span(view.tokens[first].span.start, view.tokens[last].span.end)


def _of_verb(view: View, mention: EventMention, found: Found) -> None:
    index = mention.trigger
    passive = _is_passive(view, index)
    undergoes = view.lows[index] in view.vocabulary.undergo and mention.type == "ASSAULT"
    hosts = mention.type == "CONSULT" and view.lows[index] in view.vocabulary.hosts
    meets = mention.type == "CONSULT" and view.lows[index] in view.vocabulary.meets
    subject = _subject(view, index, passive=passive)
    if subject >= 0:
        (found.recipients if passive or undergoes or hosts else found.actors).append(subject)
    for child in view.analysis.children[index]:
        deprel, relation = view.tokens[child].deprel, view.relation(child)
        case = view.case(child) if relation in ("obl", "nmod") else ""
        if relation in ("obj", "iobj") and not passive and not undergoes:
            (found.actors if hosts or meets else found.recipients).append(child)
        elif (
            deprel == "obl:agent"
            or (passive and case == "by")
            or (relation == "obl" and case == "with" and mention.type in view.vocabulary.mutual)
        ):
            found.actors.append(child)
        elif relation == "obl" and (case == "against" or case in _TO_WHOM.get(mention.type, ())):
            found.recipients.append(child)


# Prepositions in front of whom it is done to, by type: "called on the army", "gave food to the town".
_TO_WHOM = {"REQUEST": ("on", "upon"), "AID": ("to",), "CONCEDE": ("to",), "THREATEN": ("to",)}


def _is_passive(view: View, index: int) -> bool:
    """ "were killed", "soldiers killed in the raid": the subject, or the noun described, is the one it befalls."""
    children = view.analysis.children[index]
    if any(view.tokens[child].deprel in ("aux:pass", "nsubj:pass") for child in children):
        return True
    group = view.group(index)
    if group and not view.lows[index].endswith("ing") and not _BE.isdisjoint(view.lows[at] for at in group):
        return (
            view.lows[group[0]] in _BE or view.lows[group[0]].endswith("ly") or "been" in view.lows[group[-1] : index]
        )
    return view.tokens[index].deprel == "acl" and view.lows[index].endswith(("ed", "en", "own", "wn", "ld", "un", "ot"))


_BE = frozenset(("is", "are", "was", "were", "be", "been", "being", "'s"))


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
    befalls = view.lows[index] in table.befalls
    for child in view.analysis.children[index]:
        if view.tokens[child].deprel == "nmod:poss" and child < index:
            (found.recipients if befalls else found.actors).append(child)
    _behind(view, mention, found)
    carrier = _carrier(view, index)
    if carrier >= 0 and (not found.actors or mention.type in table.mutual):
        subject = _subject(view, carrier, passive=False)
        if subject >= 0:
            found.actors.insert(0, subject)


def _carrier(view: View, index: int) -> int:
    """The verb that only carries the noun: "carried out" of "carried out an attack"; −1 for none."""
    start = view.phrase_start(index)
    for at in range(start - 1, max(view.sentence(index).first, start - 3) - 1, -1):
        if view.lows[at] in view.vocabulary.light and view.tokens[at].upos == "VERB":
            return -1 if _is_passive(view, at) else at
        if view.tokens[at].upos != "ADP" and view.tokens[at].deprel != "compound:prt":
            break
    return -1


def _behind(view: View, mention: EventMention, found: Found) -> None:
    """The phrases behind an event noun, read from left to right: "of the mayor by soldiers", "between X and Y"."""
    last = min(view.sentence(mention.trigger).last, mention.trigger + _RIGHT)
    at, between = mention.trigger + 1, False
    case = ""
    while at < last:
        word, token = view.lows[at], view.tokens[at]
        if token.upos == "ADP" or word in view.vocabulary.prepositions or word == "of":
            case = word
        elif word == "and" and between:
            case, between = "between", False
        elif token.upos in _ENDS or (token.upos == "CCONJ" and not case):
            return
        elif token.upos in ("NOUN", "PROPN", "PRON") and case:
            head = _phrase_head(view, at, last)
            between = between or case == "between"
            _of_preposition(view, mention, head, case, found)
            at, case = head, ""
        at += 1


_RIGHT = 16  # words behind an event noun in which its sides are looked for
_ENDS = frozenset(("VERB", "AUX", "PUNCT", "SCONJ", "ADV"))


def _phrase_head(view: View, at: int, last: int) -> int:
    """The last noun of a run of nouns, names and hyphens."""
    while at + 1 < last and view.tokens[at + 1].upos in ("NOUN", "PROPN"):
        at += 1
    return at


def _of_preposition(view: View, mention: EventMention, head: int, case: str, found: Found) -> None:
    """ "by the rebels", "between X and Y", "with Y", "against Y", "of Y"."""
    kind = view.vocabulary.prepositions.get(case)
    does = view.lows[mention.trigger] in view.vocabulary.does or mention.type in ("RETREAT", "PROTEST")
    if kind == "by" or kind == "between" or (kind == "with" and mention.type in view.vocabulary.mutual):
        found.actors.append(head)
    elif (kind == "to" and case != "for") or (
        kind == "against" and (case in ("against", "targeting") or mention.type in _ON)
    ):
        found.recipients.append(head)
    elif case == "of" and view.low(mention.trigger + 1) == "of":
        (found.actors if does else found.recipients).append(head)


_ON = frozenset(("ASSAULT", "SANCTION", "ACCUSE"))  # "a raid on the camp", not "talks on the budget"
