"""Ties stated by a noun: "**commander** of the 3rd Brigade", "Karr's **ally** Voss", "**clashes** between A and B"."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from onrecord.core.mentions import RelationKind
from onrecord.resolve.relations.clauses import owner, subject
from onrecord.resolve.relations.phrases import after, before, behind, named, sides_of
from onrecord.resolve.relations.stance import stance_of
from onrecord.resolve.relations.view import Found, Side, View

_NOMINAL = ("NOUN", "PROPN", "ADJ", "X")
# "chief" and its like command armed bodies and parties, and hold an office in others.
_COMMANDED = frozenset(("military", "armed_group", "party", "group", "other"))


def role_ties(view: View, index: int) -> Iterator[Found]:
    """The ties of who bears the role at ``index`` with the body he bears it in."""
    rule = view.words.roles.get(view.lows[index])
    if rule is None or view.tokens[index].upos not in _NOMINAL:
        return
    bodies = _bodies(view, index, rule.body)
    if not bodies:
        return
    bearers = [side for side in _bearers(view, index) if side.id not in {body.id for body in bodies}]
    if not bearers:
        return
    stance = stance_of(view, index)
    if stance in ("unstated", "aim"):
        return
    for bearer in bearers:
        for body in bodies:
            yield Found(bearer, role_kind(rule.kind, body), body, index, stance == "former")


def role_kind(kind: str, body: Side) -> RelationKind:
    """ "heads" and "commands" by the body: who leads a country or a ministry holds an office."""
    if kind == "heads":
        return "commands" if body.kind in _COMMANDED else "office_holder"
    if kind == "commands" and (body.kind in ("country", "government") or body.is_place):
        return "office_holder"
    return cast(RelationKind, kind)


def _bodies(view: View, index: int, prepositions: tuple[str, ...]) -> list[Side]:
    """Whose role it is: behind "of", else in front: "the Front's commander", "commander, U.S. Central Command"."""
    if view.low(index + 1) in prepositions:
        found = after(view, index + 2)
        if found:
            return found
    inner = before(view, index)
    return [inner] if inner is not None else []


def _bearers(view: View, index: int) -> list[Side]:
    """Who bears a role: whom the word itself means, or stands in apposition to it, or is said to be it."""
    for span, actor in reversed(view.mentioned(index)):
        top = view.analysis.head_of(span)
        if top is not None and top.index == index and any(m.form == "name" for m in view.actors[actor].mentions):
            return [view.side(span, actor)]
    token = view.tokens[index]
    if any(True for _ in view.children(index, "cop")):
        found = [side for child in view.children(index, "nsubj") for side in sides_of(view, child)]
        if found:
            return found
    if view.relation(index) == "appos":
        return list(named(view, token.head))
    for child in view.children(index, "appos", "flat"):
        found = list(named(view, child))
        if found:
            return found
    if view.relation(index) in ("xcomp",) and token.head >= 0:
        return subject(view, token.head)
    around = view.mentioned(index)
    return [view.side(*around[-1])] if around else []


def action_ties(view: View, index: int) -> Iterator[Found]:
    """The ties of who does what the noun at ``index`` says with whom it is against, for or with."""
    rules = view.words.actions.get(view.lows[index])
    if rules is None or view.tokens[index].upos not in ("NOUN", "PROPN", "X"):
        return
    for rule in rules:
        if rule.between:
            both = behind(view, index, ("between",))
            if len(both) > 1:
                if stance_of(view, index) != "unstated":
                    yield Found(both[0], rule.kind, both[1], index)
                return
        others = behind(view, index, rule.object)
        if not others:
            continue
        doers = owner(view, index)
        if not doers or stance_of(view, index) == "unstated":
            continue
        for doer in doers:
            for other in others:
                yield Found(doer, rule.kind, other, index)
