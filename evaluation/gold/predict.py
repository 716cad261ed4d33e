"""Gold as if a program had found it: for testing the scorers, which must give 100 on it and less on damaged copies."""

from __future__ import annotations

from typing import Any

from evaluation.gold.nouns import GoldAttribution, GoldFigure, GoldPlace, GoldText, GoldTime
from onrecord.core import Actor, Attribution, Figure, Place, Reading, Role, Time
from onrecord.core.mentions import ActorMention


def as_reading(gold: GoldText) -> Reading:
    """The reading a perfect program gives; optional nouns are left out, unasked fields get their dullest value."""
    actors = _actors(gold)
    ids = {actor.name: actor.id for actor in actors}
    keys = {one.key: f"att{number}" for number, one in enumerate(gold.attributions, start=1)}
    text = gold.document.text
    return Reading(
        document=gold.document,
        actors=actors,
        places=tuple(_place(one, text, f"pla{n}") for n, one in enumerate(_asked(gold.places), start=1)),
        times=tuple(_time(one, text, f"tim{n}") for n, one in enumerate(_asked(gold.times), start=1)),
        figures=tuple(_figure(one, text, f"fig{n}") for n, one in enumerate(_asked(gold.figures), start=1)),
        attributions=tuple(_attribution(one, ids, keys) for one in _asked(gold.attributions)),
    )


def _asked(items: tuple[Any, ...]) -> list[Any]:
    return [one for one in items if not one.optional]


def _place(one: GoldPlace, text: str, id: str) -> Place:
    point = {"lat": one.lat, "lon": one.lon, "country": one.country, "radius_km": one.radius_km}
    named = {"text": one.span.of(text), "name": one.name, "geonames": None, "feature": one.feature}
    return Place(id=id, span=one.span, literal=one.literal, alternatives=0, **point, **named)  # type: ignore[arg-type]


def _time(one: GoldTime, text: str, id: str) -> Time:
    return Time(
        id=id,
        span=one.span,
        text=one.span.of(text),
        kind=one.kind,  # type: ignore[arg-type]
        edtf=next(iter(one.edtf), None),
        earliest=one.earliest,
        latest=one.latest,
        duration=next(iter(one.duration), None),
        every=one.every,
        anchor="published",
    )


def _figure(one: GoldFigure, text: str, id: str) -> Figure:
    value = {"low": one.low, "best": one.best, "high": one.high, "comparator": one.comparator}
    value |= {"approximate": one.approximate, "change": one.change, "unit": one.units[0], "dimension": "other"}
    what = {"counted": one.counted, "counted_span": None, "measure": one.measures[0]}
    return Figure(id=id, span=one.span, text=one.span.of(text), **value, **what)  # type: ignore[arg-type]


def _attribution(one: GoldAttribution, ids: dict[str, str], keys: dict[str, str]) -> Attribution:
    return Attribution(
        id=keys[one.key],
        source=one.source,
        cue=one.cue,
        content=one.content,
        speaker=ids.get(next(iter(one.speakers), "")),
        speaker_name=None,
        speaker_kind=one.speaker_kinds[0],  # type: ignore[arg-type]
        form=one.form,  # type: ignore[arg-type]
        parent=keys.get(one.parent or ""),
        chain=(),
        certainty=one.certainties[0],  # type: ignore[arg-type]
        polarity=one.polarity,  # type: ignore[arg-type]
        hedges=(),
        confidence=1.0,
    )


def _actors(gold: GoldText) -> tuple[Actor, ...]:
    """The annotated actors; where a snippet has none, one per speaker so that ``speaker`` has something to point to."""
    if gold.actors:
        return tuple(
            Actor(
                id=f"act{number}",
                name=one.name,
                kind=one.kinds[0],  # type: ignore[arg-type]
                roles=tuple(Role(role.title, None, role.former, role.span or one.mentions[0][0]) for role in one.roles),
                country=one.country,
                wikidata=None,
                mentions=tuple(ActorMention(span, form) for span, form in one.mentions),  # type: ignore[arg-type]
            )
            for number, one in enumerate(gold.actors, start=1)
            if not one.optional or any(one.name in att.speakers for att in gold.attributions)
        )
    names = dict.fromkeys(next(iter(one.speakers)) for one in gold.attributions if one.speakers)
    return tuple(Actor(f"act{number}", name, "other", (), None, None, ()) for number, name in enumerate(names, start=1))
