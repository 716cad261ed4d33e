"""Sides that were no actors yet become actors: "**government troops** clashed with the Front", "**Iran**-backed"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from onrecord.core import Actor, Span
from onrecord.core.mentions import ActorKind, ActorMention
from onrecord.resolve.actors.words import fold
from onrecord.resolve.relations.view import Found, Side, View


def settled(view: View, ties: Sequence[Found]) -> tuple[list[Found], list[Actor]]:
    """The ties with ids in place of descriptions, and the actors they need behind those the reading has.

    The same words are one actor ("the army" … "the army"); a state that only stands as a place becomes an actor where
    it is the one that acts.
    """
    company = _Company(view)
    found = []
    for tie in ties:
        if company.knows(tie.subject, acts=True) and company.knows(tie.object, acts=False):
            subject, other = company.side(tie.subject, acts=True), company.side(tie.object, acts=False)
            if subject.id != other.id:
                found.append(replace(tie, subject=subject, object=other))
    return found, company.everyone()


@dataclass(slots=True)
class _Company:
    """The actors of one text, those given and those that ties add."""

    view: View
    by_key: dict[str, Actor] = field(default_factory=dict)
    added: dict[str, Actor] = field(default_factory=dict)
    mentions: dict[str, dict[Span, ActorMention]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for actor in self.view.actors.values():
            self.by_key.setdefault(_key(actor.name), actor)

    def knows(self, side: Side, *, acts: bool) -> bool:
        """True for every side but ground that cannot act: a town commands nobody."""
        return not (side.is_place and acts) or self.view.grounds[side.id].feature == "country"

    def side(self, side: Side, *, acts: bool) -> Side:
        """The side with the id of its actor, which is new where it has to be; a place that is only held stays one."""
        if not side.is_new and not (side.is_place and acts):
            return side
        place = self.view.grounds.get(side.id)
        name = " ".join((place.name if place is not None else side.span.of(self.view.analysis.text)).split())
        actor = self.by_key.get(_key(name))
        if actor is None:
            kind = cast(ActorKind, "country" if place is not None else side.kind)
            number = len(self.view.actors) + len(self.added) + 1
            actor = Actor(f"act{number}", name, kind, (), place.country if place is not None else None, None, ())
            self.by_key[_key(name)] = self.added[actor.id] = actor
        known = self.mentions.setdefault(actor.id, {mention.span: mention for mention in actor.mentions})
        known.setdefault(side.span, ActorMention(side.span, "nominal" if place is None else "name"))
        return Side(actor.id, actor.kind, side.span)

    def everyone(self) -> list[Actor]:
        """The actors given, then the new ones, each with its mentions in text order."""
        return [
            replace(actor, mentions=tuple(known[span] for span in sorted(known)))
            if (known := self.mentions.get(actor.id)) is not None
            else actor
            for actor in (*self.view.actors.values(), *self.added.values())
        ]


def _key(name: str) -> str:
    words = [fold(word) for word in name.split()]
    return " ".join(words[1:] if len(words) > 1 and words[0] in ("the", "a", "an") else words)
