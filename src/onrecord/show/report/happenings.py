"""What happened, laid out: events, who came to harm, and who stands with or against whom."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.core import Reading
from onrecord.core.casualties import Casualty, casualties
from onrecord.show.report import wording
from onrecord.show.report.desk import OWN_VOICE, Desk
from onrecord.show.report.entries import CasualtyEntry, EventEntry, Named, RelationEntry
from onrecord.show.report.visible import line
from onrecord.show.report.wording import words


def event_entries(desk: Desk) -> tuple[EventEntry, ...]:
    """Events in text order: type, who to whom, when and where, in whose mouth."""
    types, modes, realis = words("event_types"), words("event_modes"), words("realis")
    out = []
    for event in desk.reading.events:
        said = desk.attribution.get(event.attribution or "")
        time, place = desk.time.get(event.time or ""), desk.place.get(event.place or "")
        out.append(
            EventEntry(
                id=event.id,
                text=desk.words(event.span),
                spans=event.mentions or (event.span,),
                code=" ".join(line(part) for part in (event.type, event.mode) if part),
                type=types.get(event.type) or line(event.type),
                mode=modes.get(event.mode or "") or line(event.mode),
                actors=tuple(desk.named(item) for item in event.actors),
                recipients=tuple(desk.named(item) for item in event.recipients),
                effect=line(event.effect),
                realis=event.realis,
                stands=realis.get(event.realis, event.realis),
                when=desk.words(time.span) if time else "",
                where=line(place.name) if place else "",
                time=time.id if time else "",
                place=place.id if place else "",
                earliest=(time.earliest or "") if time else "",
                latest=(time.latest or "") if time else "",
                said_by=desk.speaker(said) if said else OWN_VOICE,
                statement=said.id if said else None,
                figures=event.figures,
            )
        )
    return tuple(out)


def casualty_entries(desk: Desk) -> tuple[CasualtyEntry, ...]:
    """The rows that a casualty recorder would type."""
    events = {event.id: event for event in desk.reading.events}
    figures = {figure.id: figure for figure in desk.reading.figures}
    out = []
    for number, row in enumerate(casualties(desk.reading), 1):
        said = desk.attribution.get(row.attribution or "")
        time, place = desk.time.get(row.time or ""), desk.place.get(row.place or "")
        event = events.get(row.event or "")
        figure = figures.get(row.figure or "")
        out.append(
            CasualtyEntry(
                id=f"cas{number}",
                measure=row.measure,
                value=wording.value(figure) if figure else _uncounted(row),
                population=line(row.population),
                side=desk.named(row.side),
                event=Named(event.id, desk.words(event.span)) if event else Named("", ""),
                stands=words("realis").get(row.realis, row.realis),
                when=desk.words(time.span) if time else "",
                where=line(place.name) if place else "",
                source=desk.speaker(said) if said else OWN_VOICE,
                statement=said.id if said else None,
                certainty=row.certainty,
                denied=row.polarity == "denied",
                text=desk.words(row.span),
                spans=(row.span,),
                same=row.figure or row.event or "",
            )
        )
    return tuple(out)


def _uncounted(row: Casualty) -> str:
    return wording.number(row.best) if row.best is not None else "not counted"


def relation_entries(desk: Desk) -> tuple[RelationEntry, ...]:
    """Standing ties between actors, each as one short sentence."""
    return tuple(
        RelationEntry(
            id=item.id,
            entry=item.id,
            kind=item.relation,
            subject=desk.named(item.subject),
            relation=("formerly " if item.former else "") + words("relations").get(item.relation, item.relation),
            tie=("formerly " if item.former else "") + words("ties").get(item.relation, item.relation),
            object=desk.named(item.object),
            former=item.former,
            implied=False,
            text=desk.words(item.span),
            spans=(item.span,),
            said_by=desk.speaker(desk.attribution[item.attribution])
            if item.attribution in desk.attribution
            else OWN_VOICE,
        )
        for item in desk.reading.relations
    )


def implied_entries(desk: Desk) -> tuple[RelationEntry, ...]:
    """Who is said to have attacked whom, where no words state that they are opponents; the event is the evidence."""
    stated = {frozenset((item.subject, item.object)) for item in desk.reading.relations}
    found: dict[tuple[str, str], RelationEntry] = {}
    for event, one, other in _assaults(desk.reading):
        pair = (one, other)
        if one == other or pair in found or frozenset(pair) in stated or not {one, other} <= desk.actor.keys():
            continue
        said = desk.attribution.get(desk.reading.events[event].attribution or "")
        item = desk.reading.events[event]
        found[pair] = RelationEntry(
            id=f"imp{len(found) + 1}",
            entry=item.id,
            kind="attacked",
            subject=desk.named(one),
            relation=words("ties")["attacked"],
            tie=words("ties")["attacked"],
            object=desk.named(other),
            former=False,
            implied=True,
            text=desk.words(item.span),
            spans=(item.span,),
            said_by=desk.speaker(said) if said else OWN_VOICE,
        )
    return tuple(found.values())


_SIDES = 4
"""Sides of one event that are drawn against each other; news names two or three."""


def _assaults(reading: Reading) -> Iterator[tuple[int, str, str]]:
    """Each attack that is said to have happened, as (index of the event, attacker, attacked)."""
    for number, event in enumerate(reading.events):
        if event.type == "ASSAULT" and event.realis == "actual":
            for one in event.actors[:_SIDES]:
                yield from ((number, one, other) for other in event.recipients[:_SIDES])
