"""Relations: who commands, funds, opposes, holds or belongs to whom, with the words that state it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.core import Actor, Analysis, Attribution, Document, Event, Place, Relation
from onrecord.resolve.events.said import contents_of, voice_of
from onrecord.resolve.relations.compounds import joined_ties, link_ties, prefix_ties
from onrecord.resolve.relations.evidence import event_ties
from onrecord.resolve.relations.fits import SYMMETRIC, fitted
from onrecord.resolve.relations.newcomers import settled
from onrecord.resolve.relations.nouns import action_ties, role_ties, under_ties
from onrecord.resolve.relations.phrases import cover
from onrecord.resolve.relations.verbs import verb_ties
from onrecord.resolve.relations.view import Found, View, view_of

__all__ = ["Related", "resolve_relations"]

_FINDERS = (joined_ties, prefix_ties, link_ties, role_ties, action_ties, under_ties, verb_ties)


@dataclass(frozen=True, slots=True)
class Related:
    """The ties of one text, and its actors with those that only a tie names ("government troops clashed with …")."""

    relations: list[Relation]
    actors: list[Actor]


def resolve_relations(
    document: Document,  # noqa: ARG001 - every resolver is given the document
    analysis: Analysis,
    *,
    actors: Sequence[Actor],
    places: Sequence[Place],
    attributions: Sequence[Attribution],
    events: Sequence[Event] = (),
) -> Related:
    """Ties "rel1"… in text order, each once, where it is first stated; linear in the text.

    Sides that were no actor yet become one, with an id behind the given ones.
    """
    view = view_of(analysis, actors, places)
    ties, everyone = settled(view, _fitting(view, events))
    return Related(_numbered(view, _once(view, ties), attributions), everyone)


def _fitting(view: View, events: Sequence[Event]) -> list[Found]:
    """Every tie that can hold between its sides, in text order."""
    ties = (fitted(view, found) for found in _found(view, events))
    return sorted((tie for tie in ties if tie is not None), key=lambda tie: tie.trigger)


def _found(view: View, events: Sequence[Event]) -> Iterator[Found]:
    for index, low in enumerate(view.lows):
        if low in view.words.triggers:
            for finder in _FINDERS:
                yield from finder(view, index)
    yield from event_ties(view, events)


def _once(view: View, ties: Sequence[Found]) -> Iterator[Found]:
    """Each tie where it is first stated."""
    known: set[tuple[str, ...]] = set()
    for tie in ties:
        ends = (view.same(tie.subject.id), view.same(tie.object.id))
        key = (tie.kind, *(sorted(ends) if tie.kind in SYMMETRIC else ends))
        if key not in known:
            known.add(key)
            yield tie


def _numbered(view: View, ties: Iterator[Found], attributions: Sequence[Attribution]) -> list[Relation]:
    contents = contents_of(attributions)
    relations = []
    for number, tie in enumerate(ties, start=1):
        trigger = view.tokens[tie.trigger].span
        relations.append(
            Relation(
                id=f"rel{number}",
                subject=tie.subject.id,
                relation=tie.kind,
                object=tie.object.id,
                span=cover(tie.subject.span, trigger, tie.object.span),
                former=tie.former,
                attribution=voice_of(contents, trigger),
            )
        )
    return relations
