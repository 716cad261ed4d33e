"""Ties that events show: who assaults whom is his opponent, where both sides bear arms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.core import Event, Span
from onrecord.resolve.relations.fits import ARMED
from onrecord.resolve.relations.view import Found, Side, View


def event_ties(view: View, events: Sequence[Event]) -> Iterator[Found]:
    """ "M23 **captured** the base from the army": an assault that happened makes opponents of armed sides.

    Talks and joint work make no allies: enemies meet too, and a gas contract is no alliance.
    """
    for event in events:
        if event.type != "ASSAULT" or event.realis != "actual":
            continue
        trigger = view.analysis.token_at(event.span.start)
        for actor in event.actors:
            for other in event.recipients:
                if actor in view.actors and other in view.actors:
                    sides = [
                        Side(item, view.actors[item].kind, _near(view, item, event.span)) for item in (actor, other)
                    ]
                    if sides[0].kind in ARMED and sides[1].kind in ARMED:
                        yield Found(sides[0], "opponent_of", sides[1], trigger)


def _near(view: View, actor: str, span: Span) -> Span:
    """The mention of an actor nearest to the event in its sentence; the event itself where it has none there."""
    sentence = view.analysis.sentence_at(span.start)
    inside = [
        mention.span
        for mention in view.actors[actor].mentions
        if sentence is not None and sentence.span.contains(mention.span)
    ]
    return min(inside, key=lambda item: (abs(item.start - span.start), item), default=span)
