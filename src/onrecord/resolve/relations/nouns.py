"""Ties stated by a noun: "**commander** of the 3rd Brigade", "Karr's **ally** Voss", "**clashes** between A and B"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from onrecord.core.mentions import RelationKind
from onrecord.resolve.relations.bearers import bearers
from onrecord.resolve.relations.clauses import owner, part
from onrecord.resolve.relations.fits import SYMMETRIC, armed
from onrecord.resolve.relations.phrases import after, before, behind, named, phrase_start, sides_of
from onrecord.resolve.relations.stance import stance_of
from onrecord.resolve.relations.view import Found, Side, View

# "chief" and its like command armed bodies and hold an office in others.
_TITLES = ("general", "designate", "elect")
_COMMANDED = frozenset(("military", "armed_group"))


def role_ties(view: View, index: int) -> Iterator[Found]:
    """The ties of who bears the role at ``index`` with the body he bears it in."""
    rule = view.words.roles.get(view.lows[index])
    if rule is None or not view.is_noun(index):
        return
    stance = stance_of(view, index)
    if stance in ("unstated", "aim"):
        return
    bodies, end = _bodies(view, index, rule.body)
    who = bearers(view, index, end)
    if not bodies and rule.kind in SYMMETRIC and len(who) == 2:
        yield Found(who[0], cast(RelationKind, rule.kind), who[1], index, stance == "former")
    known = {body.id for body in bodies}
    former = stance == "former" or _former(view, index)
    for bearer in who:
        for body in bodies:
            if bearer.id not in known and not _empty(view, index, bearer, rule.kind):
                if rule.kind == "part_of" and bearer.kind == "person":
                    bearer = replace(bearer, kind="other")  # an offshoot is a body, whatever its name looked like
                yield Found(bearer, role_kind(rule.kind, body), body, index, former)


def _empty(view: View, index: int, bearer: Side, kind: str) -> bool:
    """True where the tie says no more than its words: "its backers" back it, "the Front's fighters" belong to it."""
    if not bearer.span.contains(view.tokens[index].span):
        return False
    if bearer.is_new:
        return True
    return kind in SYMMETRIC and not any(mention.form == "name" for mention in view.actors[bearer.id].mentions)


def _former(view: View, index: int) -> bool:
    """ "a **former** United States ambassador", but not "the former president's adviser"."""
    for at in range(index - 1, phrase_start(view, index) - 1, -1):
        if view.lows[at] in ("'s", "’s"):
            return False
        if view.lows[at] in view.words.former:
            return True
    return False


def role_kind(kind: str, body: Side) -> RelationKind:
    """ "heads" and "commands" by the body: who leads a country or a ministry holds an office."""
    if kind == "heads":
        return "commands" if body.kind in _COMMANDED else "office_holder"
    if kind == "commands" and (body.kind in ("country", "government") or body.is_place):
        return "office_holder"
    return cast(RelationKind, kind)


def _bodies(view: View, index: int, prepositions: tuple[str, ...]) -> tuple[list[Side], int]:
    """Whose role it is, and the last token of its phrase: behind "of", else in front of it."""
    if view.low(index + 1) == "of" and view.low(index + 2) in view.words.not_bodies:
        inner = before(view, index, states=True)
        return ([inner] if inner is not None else []), index + 2
    titled = view.low(index + 1) in _TITLES and view.low(index + 2) in prepositions
    if titled or view.low(index + 1) in prepositions:
        found = behind(view, index, prepositions)
        if found:
            end = max(side.span.end for side in found)
            return found, view.analysis.token_at(end - 1)
    inner = before(view, index, states=True)
    if inner is not None:
        return [inner], index
    name = _named_behind(view, index)
    if name > index and view.low(name + 1) == "of":
        return after(view, name + 2), index
    if view.low(index + 1) == "," and phrase_start(view, index) == index and view.low(index - 1) == ",":
        found = [side for side in after(view, index + 2) if side.kind in ("military", "armed_group", "organization")]
        if found:
            return found, index
    return [], index


def _named_behind(view: View, index: int) -> int:
    """Last token of the name right behind a title: "President **Nana Owusu** of Ghana"; ``index`` without one."""
    at = index + 1
    if at >= view.sentence(index).last or not view.tokens[at].text[:1].isupper():
        return index
    found = [span for span, _ in view.mentioned(at) if span.start == view.tokens[at].span.start]
    return view.analysis.token_at(found[-1].end - 1) if found else index


def action_ties(view: View, index: int) -> Iterator[Found]:
    """The ties of who does what the noun at ``index`` says with whom it is against, for or with."""
    rules = view.words.actions.get(view.lows[index])
    if rules is None or not view.is_noun(index):
        return
    for rule in rules:
        if rule.between:
            both = behind(view, index, ("between",))
            if len(both) > 1:
                if stance_of(view, index) != "unstated":
                    yield Found(both[0], rule.kind, both[1], index)
                return
        others = behind(view, index, rule.object) or (_targets(view, index) if rule.violent else [])
        if not others:
            continue
        doers = owner(view, index, of="of" not in rule.object) or _launchers(view, index)
        stance = stance_of(view, index) if doers else "unstated"
        if stance == "unstated" or (stance == "aim" and rule.kind not in SYMMETRIC):
            continue
        for doer in doers:
            for other in others:
                if rule.violent and not (armed(view, doer) and armed(view, other)):
                    continue
                first, second = (other, doer) if rule.turned else (doer, other)
                yield Found(first, rule.kind, second, index, stance == "former")


def _targets(view: View, index: int) -> list[Side]:
    """ "conducted 15 strikes using bombers, fighters and drones **against**": past the list of what was used."""
    last = min(view.sentence(index).last, index + _MEANS)
    if view.low(index + 1) not in ("using", "with"):
        return []
    for at in range(index + 2, last):
        if view.lows[at] == "against":
            return after(view, at + 1) if at + 1 < view.sentence(index).last else []
        if view.lows[at] in (";", ":", "who", "which", "that", "while"):
            break
    return []


def _launchers(view: View, index: int) -> list[Side]:
    """ "**Coalition forces** conducted 15 strikes": the phrase right in front of the verb, where no tree tells."""
    at = phrase_start(view, index) - 1
    first = view.sentence(index).first
    if at <= first or view.lows[at] not in view.words.light:
        return []
    at -= 1
    while at > first and view.lows[at] in ("have", "has", "had", "also"):
        at -= 1
    return list(named(view, at)) if view.tokens[at].upos != "PUNCT" else []


_MEANS = 30  # words that a list of weapons takes


def under_ties(view: View, index: int) -> Iterator[Found]:
    """ "fighters **under the command** of Voss", "Gao is **in the hands** of the Front", "**under** his rule"."""
    kind = view.words.under.get(view.lows[index])
    if kind is None:
        return
    start = phrase_start(view, index)
    at = start - 1 if view.low(start - 1) in ("under", "in") else start
    if view.low(at) not in ("under", "in") or (at < 1 and view.low(0) != "under"):
        return
    inner = before(view, index)
    holders = [inner] if inner is not None else behind(view, index, ("of",))
    if not holders or stance_of(view, at) in ("unstated", "aim"):
        return
    former = stance_of(view, at) == "former"
    for held in _held(view, at, index) if kind != "ally_of" else _supporters(view, at, index):
        for holder in holders:
            yield Found(holder, kind, held, index, former)


def _supporters(view: View, at: int, index: int) -> list[Side]:
    """ "struck targets in support of the army": whoever strikes is the ally, and not the targets."""
    return _actor_of_clause(view, at) if at > view.sentence(at).first else _held(view, at, index)


def _actor_of_clause(view: View, index: int) -> list[Side]:
    """ "**Jets** conducted eleven strikes in support of": who does what stands in front."""
    for at in range(index - 1, max(view.sentence(index).first, index - 8), -1):
        if view.lows[at] in view.words.light and view.is_verb(at):
            return part(view, at, "subject")
    return []


def _held(view: View, at: int, index: int) -> list[Side]:
    """What stands under it: the phrase or the subject in front, else what follows the comma."""
    sentence = view.sentence(at)
    if at > sentence.first:
        step = at - 1
        while step > sentence.first and (view.tokens[step].upos in ("AUX", "ADV") or view.lows[step] == ","):
            step -= 1
        if view.tokens[step].upos in ("NOUN", "PROPN") or view.kind_of_noun(step) is not None:
            return sides_of(view, step) or _actor_of_clause(view, step)
        return part(view, step, "object") if view.tokens[step].upos == "VERB" else []
    for step in range(index + 1, min(index + 8, sentence.last)):
        if view.lows[step] == ",":
            return after(view, step + 1)
    return []
