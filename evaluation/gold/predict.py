"""Gold as if a program had found it: for testing the scorers, which must give 100 on it and less on damaged copies."""

from __future__ import annotations

from evaluation.gold.nouns import GoldText
from onrecord.core import Actor, Attribution, Figure, Place, Reading, Role, Time
from onrecord.core.mentions import ActorMention


def as_reading(gold: GoldText) -> Reading:
    """The reading a perfect program gives; optional nouns are left out, unasked fields get their dullest value."""
    actors = _actors(gold)
    ids = {actor.name: actor.id for actor in actors}
    keys = {one.key: f"att{number}" for number, one in enumerate(gold.attributions, start=1)}
    return Reading(
        document=gold.document,
        actors=actors,
        places=tuple(
            Place(f"pla{n}", one.span, one.span.of(gold.document.text), one.name, None, one.lat, one.lon, one.country,
                  one.feature, one.radius_km, one.literal, 0)  # type: ignore[arg-type]
            for n, one in enumerate(gold.places, start=1) if not one.optional
        ),
        times=tuple(
            Time(f"tim{n}", one.span, one.span.of(gold.document.text), one.kind, next(iter(one.edtf), None),  # type: ignore[arg-type]
                 one.earliest, one.latest, next(iter(one.duration), None), one.every, "published")
            for n, one in enumerate(gold.times, start=1) if not one.optional
        ),
        figures=tuple(
            Figure(f"fig{n}", one.span, one.span.of(gold.document.text), one.comparator, one.approximate, one.change,  # type: ignore[arg-type]
                   one.low, one.best, one.high, one.units[0], "other", one.counted, None, one.measures[0])
            for n, one in enumerate(gold.figures, start=1) if not one.optional
        ),
        attributions=tuple(
            Attribution(keys[one.key], one.source, one.cue, one.content, ids.get(next(iter(one.speakers), "")), None,
                        one.speaker_kind, one.form, keys.get(one.parent or ""), (), one.certainty, one.polarity, (), 1.0)  # type: ignore[arg-type]
            for one in gold.attributions if not one.optional
        ),
    )  # fmt: skip


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
    return tuple(
        Actor(f"act{number}", name, "other", (), None, None, ()) for number, name in enumerate(names, start=1)
    )
