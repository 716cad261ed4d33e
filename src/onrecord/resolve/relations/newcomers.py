"""Sides that were no actors yet become actors: "**government troops** clashed with the Front", "**Iran**-backed"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from onrecord.core import Actor, Place
from onrecord.core.mentions import ActorKind, ActorMention
from onrecord.resolve.actors.words import fold
from onrecord.resolve.relations.view import Found, Side, View


def settled(view: View, ties: Sequence[Found], places: Sequence[Place]) -> tuple[list[Found], list[Actor]]:
    """The ties with ids in place of descriptions, and the actors they need behind those the reading has.

    The same words are one actor ("the army" … "the army"); a state that only stands as a place becomes an actor where
    it is the one that acts.
    """
    by_key: dict[str, Actor] = {}
    for actor in view.actors.values():
        by_key.setdefault(_key(actor.name), actor)
    known = {place.id: place for place in places}
    count = len(view.actors)

    def actor_of(side: Side, *, acts: bool) -> Side | None:
        nonlocal count
        if not side.is_new and not (side.is_place and acts):
            return side
        place = known.get(side.id)
        if side.is_place and (place is None or place.feature != "country"):
            return None
        name = place.name if place is not None else side.span.of(view.analysis.text)
        key = _key(name)
        actor = by_key.get(key)
        mention = ActorMention(side.span, "nominal" if place is None else "name")
        if actor is None:
            count += 1
            kind = cast(ActorKind, "country" if place is not None else side.kind)
            country = place.country if place is not None else None
            actor = Actor(f"act{count}", " ".join(name.split()), kind, (), country, None, (mention,))
        elif mention.span not in [item.span for item in actor.mentions]:
            mentions = sorted((*actor.mentions, mention), key=lambda item: item.span)
            actor = replace(actor, mentions=tuple(mentions))
        by_key[key] = actor
        added[actor.id] = actor
        return Side(actor.id, actor.kind, side.span)

    added: dict[str, Actor] = {}
    found = []
    for tie in ties:
        subject, other = actor_of(tie.subject, acts=True), actor_of(tie.object, acts=False)
        if subject is not None and other is not None and subject.id != other.id:
            found.append(replace(tie, subject=subject, object=other))
    everyone = [added.pop(actor.id, actor) for actor in view.actors.values()]
    return found, [*everyone, *added.values()]


def _key(name: str) -> str:
    words = [fold(word) for word in name.split()]
    return " ".join(words[1:] if len(words) > 1 and words[0] in ("the", "a", "an") else words)
