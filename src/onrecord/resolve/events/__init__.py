"""Events: mentions of what happened made into numbered PLOVER events with their sides, place, time and figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.core import (
    Actor,
    Analysis,
    Attribution,
    Document,
    Dropped,
    Event,
    EventMention,
    Figure,
    Place,
    Span,
    Time,
)
from onrecord.resolve.events.blame import with_blame
from onrecord.resolve.events.cast import Cast, cast_of
from onrecord.resolve.events.counts import Clause, counted
from onrecord.resolve.events.draft import Draft, draft_of
from onrecord.resolve.events.effects import counted_effect, measured, with_effects
from onrecord.resolve.events.fitting import facts_of
from onrecord.resolve.events.grammar import filled
from onrecord.resolve.events.kept import kept
from onrecord.resolve.events.place_time import Where, inherited, located, where_of
from onrecord.resolve.events.realis import realis_of
from onrecord.resolve.events.said import Contents, contents_of, voice_of
from onrecord.resolve.events.same import is_definite, merged
from onrecord.resolve.events.sides import ids_of
from onrecord.resolve.events.triggers import usable
from onrecord.resolve.events.view import View, trigger_span, view_of
from onrecord.resolve.events.widen import whole

__all__ = ["Events", "resolve_events"]


@dataclass(frozen=True, slots=True)
class Events:
    """What happened in one text; ``actors`` with those only events name, ``figures`` with the event they belong to."""

    events: list[Event]
    actors: list[Actor]
    figures: list[Figure]
    dropped: list[Dropped]


def resolve_events(
    document: Document,
    analysis: Analysis,
    *,
    actors: Sequence[Actor],
    places: Sequence[Place],
    times: Sequence[Time],
    figures: Sequence[Figure],
    attributions: Sequence[Attribution],
) -> Events:
    """Events "eve1"… in the order of their first mentions; linear in the text."""
    dropped: list[Dropped] = []
    mentions = usable(analysis, dropped)
    if not mentions:
        return Events([], list(actors), list(figures), dropped)
    view = view_of(analysis, mentions)
    sizes = [figure.span for figure in figures if figure.dimension != "count"]
    cast = cast_of(analysis, actors, places, [*(time.span for time in times if time.kind != "set"), *sizes])
    drafts, spans = _sided(view, cast, mentions, dropped)
    where = where_of(view, places, times, attributions, published=document.published)
    drafts = _placed(where, drafts, spans, contents_of(attributions))
    drafts = with_blame(view, cast, with_effects(view, drafts), attributions)
    figures = measured(drafts, [whom for _, whom in spans], figures)
    drafts = _counted(view, drafts, spans, figures)
    facts = facts_of(places, times, figures)
    groups = kept(view, merged(view, facts, drafts), facts.figures, dropped)
    events = [_event(view, draft, number) for number, draft in enumerate(groups, start=1)]
    owner = {figure: event.id for event in events for figure in event.figures}
    everyone, renamed = cast.finished({side for event in events for side in (*event.actors, *event.recipients)})
    return Events(
        events=[_renamed(event, renamed) for event in events] if renamed else events,
        actors=everyone,
        figures=[replace(figure, event=owner[figure.id]) if figure.id in owner else figure for figure in figures],
        dropped=dropped,
    )


Spans = tuple[tuple[Span, ...], tuple[Span, ...]]


def _sided(
    view: View, cast: Cast, mentions: Sequence[EventMention], dropped: list[Dropped]
) -> tuple[list[Draft], list[Spans]]:
    """Drafts with sides and realis, and the spans of their sides."""
    drafts, spans = [], []
    for mention in mentions:
        who = tuple(whole(view, span, mention.trigger) for span in mention.actors)
        whom = tuple(whole(view, span, mention.trigger) for span in mention.recipients)
        actors, recipients = ids_of(view, cast, who, dropped), ids_of(view, cast, whom, dropped)
        if not actors or not recipients:  # what names nobody is no side: then the tree is asked
            who, whom = filled(view, cast, mention, who if actors else (), whom if recipients else ())
            actors = actors or ids_of(view, cast, who, dropped)
            recipients = recipients or ids_of(view, cast, whom, dropped)
        drafts.append(
            replace(
                draft_of(mention),
                realis=realis_of(view, mention),
                actors=actors,
                recipients=tuple(item for item in recipients if item not in actors),
                definite=is_definite(view, mention.trigger),
            )
        )
        spans.append((who, whom))
    return drafts, spans


def _placed(where: Where, drafts: list[Draft], spans: list[Spans], contents: Contents) -> list[Draft]:
    """Drafts with place, time and the attribution they stand in."""
    view = where.view
    found = []
    for draft, (who, whom) in zip(drafts, spans, strict=True):
        place, time = located(where, draft, who, whom)
        voice = voice_of(contents, view.tokens[draft.trigger].span)
        found.append(replace(draft, place=place, time=time, attribution=voice))
    return [
        replace(draft, place=place, time=time)
        for draft, (place, time) in zip(found, inherited(where, found), strict=True)
    ]


def _counted(view: View, drafts: list[Draft], spans: list[Spans], figures: Sequence[Figure]) -> list[Draft]:
    clauses = [
        Clause(replace(draft.mentions[0], realis=draft.realis), (*who, *whom))
        for draft, (who, whom) in zip(drafts, spans, strict=True)
    ]
    by_id = {figure.id: figure for figure in figures}
    return [
        counted_effect(replace(draft, figures=tuple(ids)), by_id)
        for draft, ids in zip(drafts, counted(view, clauses, figures), strict=True)
    ]


def _event(view: View, draft: Draft, number: int) -> Event:
    spans = tuple(trigger_span(view, item.trigger) for item in draft.mentions)
    return Event(
        id=f"eve{number}",
        span=spans[0],
        type=draft.type,
        mode=draft.mode,
        actors=draft.actors,
        recipients=draft.recipients,
        place=draft.place,
        time=draft.time,
        figures=draft.figures,
        attribution=draft.attribution,
        effect=draft.effect,
        mentions=spans,
        realis=draft.realis,
    )


def _renamed(event: Event, renamed: dict[str, str]) -> Event:
    """The event with the final ids of new actors, which are numbered without gaps."""
    return replace(
        event,
        actors=tuple(renamed.get(item, item) for item in event.actors),
        recipients=tuple(renamed.get(item, item) for item in event.recipients),
    )
