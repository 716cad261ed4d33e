"""Relations: who commands, funds, opposes, holds or belongs to whom, with the words that state it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from onrecord.core import Actor, Analysis, Attribution, Document, Event, Place, Relation
from onrecord.resolve.events.said import contents_of, voice_of
from onrecord.resolve.relations.compounds import joined_ties, link_ties, prefix_ties
from onrecord.resolve.relations.fits import SYMMETRIC, fitted
from onrecord.resolve.relations.nouns import action_ties, role_ties
from onrecord.resolve.relations.phrases import cover
from onrecord.resolve.relations.verbs import verb_ties
from onrecord.resolve.relations.view import Found, View, view_of

__all__ = ["resolve_relations"]

_FINDERS = (joined_ties, prefix_ties, link_ties, role_ties, action_ties, verb_ties)


def resolve_relations(
    document: Document,  # noqa: ARG001 - every resolver is given the document
    analysis: Analysis,
    *,
    actors: Sequence[Actor],
    places: Sequence[Place],
    attributions: Sequence[Attribution],
    events: Sequence[Event] = (),  # noqa: ARG001
) -> list[Relation]:
    """Ties "rel1"… in text order, each once, where it is first stated; linear in the text."""
    if not actors:
        return []
    view = view_of(analysis, actors, places)
    contents = contents_of(attributions)
    relations: list[Relation] = []
    known: set[tuple[str, ...]] = set()
    for found in sorted(_fitting(view), key=lambda item: item.trigger):
        ends = (found.subject.id, found.object.id)
        key = (found.kind, *(sorted(ends) if found.kind in SYMMETRIC else ends))
        if key in known:
            continue
        known.add(key)
        trigger = analysis.tokens[found.trigger].span
        relations.append(
            Relation(
                id=f"rel{len(relations) + 1}",
                subject=found.subject.id,
                relation=found.kind,
                object=found.object.id,
                span=cover(found.subject.span, trigger, found.object.span),
                former=found.former,
                attribution=voice_of(contents, trigger),
            )
        )
    return relations


def _fitting(view: View) -> Iterator[Found]:
    for index, low in enumerate(view.lows):
        if low in view.words.triggers:
            for finder in _FINDERS:
                for found in finder(view, index):
                    fit = fitted(view, found)
                    if fit is not None:
                        yield fit
