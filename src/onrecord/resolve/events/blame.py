"""Who is behind it: "FMLN guerrillas" are the FMLN; "claimed responsibility for" and "blamed on" name who did it.

What is only blamed on somebody stays somebody's word: the event takes the attribution that names its actors.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from onrecord.core.mentions import ActorKind, Attribution
from onrecord.lang import lexicon
from onrecord.resolve.events.cast import Cast, key_of
from onrecord.resolve.events.draft import Draft
from onrecord.resolve.events.effects import words as effect_words
from onrecord.resolve.events.said import contents_of, voice_of
from onrecord.resolve.events.view import View

_BODIES: frozenset[ActorKind] = frozenset(("organization", "armed_group", "military", "government", "party"))
_CHAIN = 9  # words between the members and the name of their body
_POSSESSIVE = frozenset(("its", "their", "our"))
_SENTENCES = 4  # sentences back to the deed that somebody is blamed for
_NEAR = 5  # words between a verb and the one it speaks of, where no tree tells


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of ``blame.toml``."""

    heads: frozenset[str]
    parts: frozenset[str]
    links: frozenset[str]
    claim: frozenset[str]
    claimed: frozenset[str]
    hold: frozenset[str]
    responsible: frozenset[str]
    blame: frozenset[str]
    lay: frozenset[str]
    on: frozenset[str]
    be: frozenset[str]
    before: frozenset[str]
    deeds: frozenset[str]
    denials: frozenset[str]
    reach: int


@cache
def words() -> Words:
    """The lists, loaded once."""
    data = lexicon("blame")
    members, duty = data["members"], data["responsibility"]
    lists = {key: frozenset(duty[key].split()) for key in ("claim", "claimed", "hold", "responsible", "blame", "lay")}
    return Words(
        heads=frozenset(members["heads"].split()),
        parts=frozenset(members["parts"].split()),
        links=frozenset(members["links"].split()),
        on=frozenset(duty["on"].split()),
        be=frozenset(duty["be"].split()),
        before=frozenset(duty["before"].split()),
        deeds=frozenset(duty["deeds"].split()),
        denials=frozenset(duty["not"].split()),
        reach=duty["reach"],
        **lists,
    )


def body_of(view: View, cast: Cast, first: int, head: int) -> int | None:
    """Number of the body whose members a phrase names: the FMLN of "five FMLN guerrillas", "a unit of the FMLN".

    ``first`` and ``head`` are tokens of the phrase; None where it names no body, or names somebody else.
    """
    part = view.lows[head] in words().parts and not view.tokens[head].text[0].isupper()
    part = part or (view.lows[head] in words().parts and head > first and view.lows[head - 1][0].isdigit())
    if view.lows[head] not in words().heads and not part:
        return None
    if head > first and view.lows[first] in _POSSESSIVE:
        owner = cast.known(view.tokens[first].span.start)
        if owner is not None and cast.actors[owner].kind in _BODIES:
            return owner  # "its fighters"
    if head > first and not part:
        found = _ending_at(view, cast, first, head - 1)
        if found is not None:
            return found
    last = min(view.sentence(head).last, head + 1 + _CHAIN)
    if head + 1 >= last or view.lows[head + 1] not in ("of", "from", "belonging", "linked", "loyal", "in"):
        return None
    for at in range(head + 1, last):
        found = _starting_at(view, cast, at)
        if found is not None:
            return found
        if view.lows[at] not in words().links and view.lows[at] not in words().heads and not _apposed(view, at):
            return None
    return None


def _apposed(view: View, at: int) -> bool:
    """A word that only describes the body that follows: "the 8th Front of", "the Maoist", "the Peruvian"."""
    return view.tokens[at].upos in ("ADJ", "PROPN", "NUM", "DET") or view.lows[at][0].isdigit()


def _ending_at(view: View, cast: Cast, first: int, at: int) -> int | None:
    """The body whose name ends with a token; for an army a description will do ("army troops")."""
    end = view.tokens[at].span.end
    found = [item for item in cast.at(at, at + 1) if item[0].end == end and _is_body(cast, item[1], item[0].start)]
    if found:
        return min(found)[1]
    for start in range(max(first, at - _CHAIN), at + 1):
        number = cast.by_name.get(key_of(view.analysis.text[view.tokens[start].span.start : end]))
        if number is not None and cast.actors[number].kind in _BODIES:
            return number
    return None


def _starting_at(view: View, cast: Cast, at: int) -> int | None:
    start = view.tokens[at].span.start
    found = [item for item in cast.at(at, at + 1) if item[0].start == start and _is_body(cast, item[1], start)]
    return min(found)[1] if found else None


def _is_body(cast: Cast, number: int, start: int) -> bool:
    """An army by any words; another body where it is named, whatever kind the reader took its name for."""
    actor = cast.actors[number]
    if actor.kind in ("person", "country"):
        return False
    return actor.kind == "military" or any(
        item.form == "name" and item.span.start <= start < item.span.end for item in actor.mentions
    )


@dataclass(frozen=True, slots=True)
class _Charge:
    """Somebody named as responsible at token ``at`` for what the tokens ``[first, last)`` tell of.

    ``flat`` where the text itself says so ("X was responsible for"), without "blamed" or "claimed".
    """

    at: int
    who: int
    first: int
    last: int
    flat: bool = False


def with_blame(
    view: View, cast: Cast, drafts: Sequence[Draft], attributions: Sequence[Attribution] = ()
) -> list[Draft]:
    """The drafts with those named as responsible among their actors, where nobody else is known to have done it.

    Where the deed is told of sentences before ("the crime"), the event takes the attribution of the blame.
    """
    table = words()
    cues = table.claimed | table.responsible | table.lay | table.blame
    found, triggers = list(drafts), [draft.trigger for draft in drafts]
    contents = contents_of(attributions)
    for at, low in enumerate(view.lows):
        if low not in cues:
            continue
        for charge in _charges(view, cast, at):
            name = cast.actors[charge.who].id
            number = _told_here(found, triggers, charge)
            if number is None:
                deed = _deed(view, charge)
                voice = voice_of(contents, view.tokens[deed].span) if deed is not None else None
                known = deed is not None and (voice is not None or charge.flat)
                number = _told_before(view, found, triggers, charge) if known else None
            else:
                voice = found[number].attribution
            if number is not None and not found[number].actors and name not in found[number].recipients:
                found[number] = replace(found[number], actors=(name,), attribution=voice)
    return found


def _told_here(drafts: Sequence[Draft], triggers: Sequence[int], charge: _Charge) -> int | None:
    """Number of the event told of in the words of the charge: "the *bombing*" it is blamed for."""
    for number in range(bisect_left(triggers, charge.first), bisect_left(triggers, charge.last)):
        if drafts[number].type in effect_words().types and triggers[number] != charge.at:
            return number
    return None


def _deed(view: View, charge: _Charge) -> int | None:
    """Where a charge speaks of a deed told of before: "the crime", "these attacks"."""
    deeds, harms = words().deeds, effect_words().single
    return next(
        (at for at in range(charge.first, charge.last) if view.lows[at] in deeds or view.lows[at] in harms), None
    )


def _told_before(view: View, drafts: Sequence[Draft], triggers: Sequence[int], charge: _Charge) -> int | None:
    """Number of the attack told of last, a few sentences back at most."""
    sentence = view.tokens[charge.at].sentence
    for number in range(bisect_left(triggers, charge.at) - 1, -1, -1):
        draft = drafts[number]
        if sentence - view.tokens[draft.trigger].sentence > _SENTENCES:
            return None
        if draft.type == "ASSAULT" and draft.realis == "actual" and not draft.inner:
            return number
    return None


def told_by(lead: Draft, other: Draft) -> str | None:
    """The attribution of two mentions made one: what only somebody's word puts on an actor stays his word."""
    return other.attribution if other.actors and not lead.actors else lead.attribution


def _charges(view: View, cast: Cast, at: int) -> Iterator[_Charge]:
    """Who is named as responsible by the word at ``at``, and where what he did is told of."""
    table, low = words(), view.lows[at]
    first, end = view.sentence(at).first, min(view.sentence(at).last, at + words().reach)
    who, flat, span = None, False, (at + 1, end)
    if low in table.claimed:
        verb = _verb_before(view, at, table.claim, first)
        who = _subject(view, cast, verb, first) if verb >= 0 else None
    elif low in table.responsible:
        verb = _verb_before(view, at, table.hold | table.be, first)
        flat = verb >= 0 and view.lows[verb] in table.be
        if verb >= 0:
            who = _subject(view, cast, verb, first) if flat else _first(view, cast, verb + 1, at)
    elif _denied(view, at, first):
        return
    elif low in table.lay and view.low(at + 1) in table.on:
        who, span = _first(view, cast, at + 2, end), (max(first, at - table.reach), at)
    elif low in table.blame:
        who = _accused(view, cast, at, first, end)
    if who is not None:
        yield _Charge(at, who, *span, flat)


def _accused(view: View, cast: Cast, at: int, first: int, end: int) -> int | None:
    """Whom a verb of blame speaks of: its subject where it is passive ("was accused of"), else what follows it."""
    if view.low(at + 1) in words().before or view.low(at - 1) in words().be:
        return _subject(view, cast, at, first)
    stop = next((k for k in range(at + 1, end) if view.lows[k] in words().before), -1)
    return _first(view, cast, at + 1, stop) if stop > 0 else None


def _verb_before(view: View, at: int, verbs: frozenset[str], first: int) -> int:
    """The verb a word of responsibility belongs to, −1 where there is none or it is denied."""
    for back in range(at - 1, max(first, at - words().reach) - 1, -1):
        if view.lows[back] in verbs:
            return -1 if _denied(view, back, first) else back
        if view.lows[back] in (";", ":"):
            return -1
    return -1


def _denied(view: View, at: int, first: int) -> bool:
    return not words().denials.isdisjoint(view.lows[max(first, at - _NEAR) : at])


def _subject(view: View, cast: Cast, verb: int, first: int) -> int | None:
    """The actor who is the subject of a verb: by the tree, else the one named right before it."""
    if view.trees:
        governor = view.tokens[verb].head if view.relation(verb) in ("aux", "cop") else verb
        for child in view.analysis.children[governor] if governor >= 0 else ():
            if view.relation(child) == "nsubj" and child < verb:
                return _within(view, cast, child, verb)
    for back in range(verb - 1, max(first, verb - _NEAR) - 1, -1):
        found = cast.known(view.tokens[back].span.start)
        if found is not None:
            return found
    return None


def _within(view: View, cast: Cast, first: int, verb: int) -> int | None:
    """The actor that a subject names: at its head, else behind it: "the guerrilla movement Shining Path"."""
    for at in range(first, min(verb, first + words().reach)):
        found = cast.known(view.tokens[at].span.start)
        if found is not None:
            return found
    return None


def _first(view: View, cast: Cast, first: int, last: int) -> int | None:
    """The first actor named in a stretch, at most a few words in."""
    for at in range(first, min(last, first + _NEAR)):
        found = cast.known(view.tokens[at].span.start)
        if found is not None:
            head = next((k for k in range(at, min(last, at + _NEAR)) if view.lows[k] in words().heads), -1)
            return (body_of(view, cast, at, head) if head >= 0 else None) or found
    return None
