"""Casualties as a table: for each event who was killed, injured, missing, detained, displaced, and who says so."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.core.analysis import Realis
from onrecord.core.mentions import Actor, Certainty, Comparator, Event, Figure, Polarity
from onrecord.core.reading import Reading
from onrecord.core.span import Span

# What a casualty recorder counts, in the order in which it is typed.
MEASURES = ("killed", "injured", "missing", "detained", "displaced")
# Who can come to harm: "killed" said of a depot or a country tells of nobody.
_HUMAN = ("person", "group", "armed_group", "military", "party")


@dataclass(frozen=True, slots=True)
class Casualty:
    """One row: "at least 13 dockworkers killed", per local media, possible.

    ``event``, ``figure``, ``side``, ``place``, ``time`` and ``attribution`` are ids; ``population`` is the counted word
    as written. ``low``, ``best`` and ``high`` bound the number, None where the text sets no bound: all three are None
    where victims are told of and not counted. ``source`` is None in the outlet's own voice. ``span`` is the evidence.
    ``realis`` is that of the event: a toll that is only feared ("could kill 400") is a row that says so.
    """

    event: str | None
    measure: str
    population: str | None
    side: str | None
    low: float | int | None
    best: float | int | None
    high: float | int | None
    comparator: Comparator | None
    approximate: bool
    source: str | None
    certainty: Certainty
    polarity: Polarity
    place: str | None
    time: str | None
    figure: str | None
    attribution: str | None
    span: Span
    realis: Realis = "actual"


def casualties(reading: Reading) -> tuple[Casualty, ...]:
    """The rows of one document, in the order of its events; a number said twice by one source is one row."""
    rows: dict[tuple[object, ...], Casualty] = {}
    for row in (*_counted(reading), *_told(reading)):
        key = (row.event, row.measure, row.low, row.best, row.high, row.population, row.side, row.source, row.polarity)
        rows.setdefault(key, row)
    order = {event.id: number for number, event in enumerate(reading.events)}
    return tuple(
        sorted(
            rows.values(),
            key=lambda row: (order.get(row.event or "", len(order)), MEASURES.index(row.measure), row.span),
        )
    )


def _counted(reading: Reading) -> Iterator[Casualty]:
    """Figures that count victims."""
    sides = _sides(reading)
    events = {event.id: event for event in reading.events}
    voices = {item.id: item for item in reading.attributions}
    for figure in reading.figures:
        if figure.measure not in MEASURES or figure.dimension != "count":
            continue
        event = events.get(figure.event or "")
        voice = voices.get(figure.attribution or "")
        yield Casualty(
            event=figure.event,
            measure=figure.measure,
            population=figure.counted,
            side=_side(figure, event, sides),
            low=figure.low,
            best=figure.best,
            high=figure.high,
            comparator=figure.comparator,
            approximate=figure.approximate,
            place=(event.place if event else None) or figure.place,
            time=(event.time if event else None) or figure.time,
            figure=figure.id,
            span=figure.span,
            attribution=voice.id if voice else None,
            source=voice.speaker_name if voice else None,
            certainty=voice.certainty if voice else "certain",
            polarity=voice.polarity if voice else "affirmed",
            realis=event.realis if event else "actual",
        )


def _told(reading: Reading) -> Iterator[Casualty]:
    """Victims told of and not counted ("the mayor was shot dead"): a row a recipient, one person where it is named."""
    voices = {item.id: item for item in reading.attributions}
    actors = {actor.id: actor for actor in reading.actors}
    measures = {figure.id: figure.measure for figure in reading.figures}
    counted: set[tuple[str | None, str | None]] = {
        (event.id, measures.get(name)) for event in reading.events for name in event.figures
    }
    counted |= {(figure.event, figure.measure) for figure in reading.figures}
    for event in reading.events:
        if event.effect not in MEASURES or (event.id, event.effect) in counted or event.realis != "actual":
            continue
        voice = voices.get(event.attribution or "")
        harmed = tuple(side for side in event.recipients if side in actors and actors[side].kind in _HUMAN)
        for side in harmed or (None,):
            one = 1 if side in actors and actors[side].kind == "person" else None
            yield Casualty(
                event=event.id,
                measure=event.effect,
                population=actors[side].name if side in actors else None,
                side=side,
                low=one,
                best=one,
                high=one,
                comparator="exact" if one else None,
                approximate=False,
                place=event.place,
                time=event.time,
                figure=None,
                span=event.span,
                attribution=voice.id if voice else None,
                source=voice.speaker_name if voice else None,
                certainty=voice.certainty if voice else "certain",
                polarity=voice.polarity if voice else "affirmed",
            )


def _side(figure: Figure, event: Event | None, sides: list[Actor]) -> str | None:
    """The actor whose mention holds the counted word; else the event's only recipient."""
    if figure.counted_span is not None:
        for actor in sides:
            if any(mention.span.overlaps(figure.counted_span) for mention in actor.mentions):
                return actor.id
    only = event.recipients[0] if event is not None and len(event.recipients) == 1 else None
    return only if any(actor.id == only for actor in sides) else None


def _sides(reading: Reading) -> list[Actor]:
    """Actors who can be a side: a phrase that itself counts ("at least 13 people") is a population, not a side."""
    starts = sorted(figure.span.start for figure in reading.figures)

    def counts(span: Span) -> bool:
        at = bisect_left(starts, span.start)
        return at < len(starts) and starts[at] < span.end

    return [actor for actor in reading.actors if not any(counts(mention.span) for mention in actor.mentions)]
