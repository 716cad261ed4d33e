"""A reading as the rows of the ledger, still with local ids ("att3") where they point to each other.

Made where the reading was made, in a worker, so that the one writer has nothing left to think about.
"""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from onrecord.core import Actor as ActorNoun
from onrecord.core import Attribution, Event, Figure, Flag, Place, Reading, Relation, Time
from onrecord.core.reading import as_fields
from onrecord.core.span import Span
from onrecord.ledger.alike import alike
from onrecord.ledger.senses import Sense, senses

Row = dict[str, Any]
_BRACKETS = re.compile(r"[ \u00a0]\(([A-Z][A-Z0-9.&-]{1,9})\)")  # "Relief Committee (FRC)"


@dataclass(frozen=True, slots=True)
class ReadRows:
    """The rows of one reading by table, in the order of the text; ``record`` is the contract's JSON, packed."""

    record: bytes
    namings: list[Row]
    placings: list[Row]
    claims: list[Row]
    happenings: list[Row]
    figures: list[Row]
    ties: list[Row]
    flags: list[Row]


def rows_of(reading: Reading) -> ReadRows:
    """The rows of a reading."""
    text = reading.document.text
    times = {time.id: time for time in reading.times}
    meant = senses(text, reading.figures)
    return ReadRows(
        record=packed(reading),
        namings=[_naming(actor, text) for actor in reading.actors],
        placings=[_placing(place) for place in reading.places],
        claims=[_claim(attribution, text) for attribution in reading.attributions],
        happenings=[_happening(event, times) for event in reading.events],
        figures=[_figure(figure, times, meant[figure.id]) for figure in reading.figures],
        ties=[_tie(relation) for relation in reading.relations],
        flags=[_flag(flag) for flag in reading.flags],
    )


def packed(reading: Reading) -> bytes:
    """The contract's JSON without the text (which is kept once for all its readings), compressed."""
    data = reading.top()
    del data["document"]["text"]
    return zlib.compress(json.dumps(data, ensure_ascii=False, separators=(",", ":"), default=as_fields).encode(), 6)


def unpacked(record: bytes, *, text: str) -> dict[str, Any]:
    """The contract's JSON again."""
    data: dict[str, Any] = json.loads(zlib.decompress(record))
    data["document"]["text"] = text
    return data


def written(value: Any) -> str:
    """Spans and lists as the text of a column: ``[[3,9]]``."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=list)


def _naming(actor: ActorNoun, text: str) -> Row:
    first = actor.mentions[0].span if actor.mentions else None
    names = dict.fromkeys(" ".join(one.span.of(text).split()) for one in actor.mentions if one.form == "name")
    if actor.kind != "person":
        beside = (_BRACKETS.match(text, one.span.end) for one in actor.mentions if one.form == "name")
        names |= dict.fromkeys(found[1] for found in beside if found is not None)
    return {
        "local": actor.id,
        "name": actor.name,
        "names": written(list(names)),
        "kind": actor.kind,
        "country": actor.country,
        "wikidata": actor.wikidata,
        "roles": written([{"title": role.title, "organization": role.organization, "former": role.former,
                           "span": role.span} for role in actor.roles]),
        "mentions": written([{"span": mention.span, "form": mention.form} for mention in actor.mentions]),
        "start": first.start if first else None,
        "end": first.end if first else None,
    }  # fmt: skip


def _placing(place: Place) -> Row:
    return {
        "local": place.id,
        "start": place.span.start,
        "end": place.span.end,
        "text": place.text,
        "name": place.name,
        "alike": alike(place.name),
        "geonames": place.geonames,
        "lat": place.lat,
        "lon": place.lon,
        "country": place.country,
        "feature": place.feature,
        "radius_km": place.radius_km,
        "literal": place.literal,
    }


def _claim(attribution: Attribution, text: str) -> Row:
    said = attribution.content or attribution.cue or attribution.source
    return {
        "local": attribution.id,
        "parent": attribution.parent,
        "start": said[0].start,
        "end": said[-1].end,
        "text": " … ".join(span.of(text) for span in said),
        "source": written(attribution.source),
        "cue": written(attribution.cue),
        "content": written(attribution.content),
        "speaker": attribution.speaker,
        "speaker_name": attribution.speaker_name,
        "speaker_kind": attribution.speaker_kind,
        "form": attribution.form,
        "chain": written(attribution.chain),
        "certainty": attribution.certainty,
        "polarity": attribution.polarity,
        "hedges": written(attribution.hedges),
        "confidence": attribution.confidence,
    }


def _happening(event: Event, times: dict[str, Time]) -> Row:
    time = times.get(event.time or "")
    return {
        "local": event.id,
        "start": event.span.start,
        "end": event.span.end,
        "type": event.type,
        "mode": event.mode,
        "effect": event.effect,
        "realis": event.realis,
        "mentions": written(event.mentions),
        "claim": event.attribution,
        "place": event.place,
        "time_text": time.text if time else None,
        "edtf": time.edtf if time else None,
        "earliest": _filled(time.earliest, "T00:00") if time else None,
        "latest": _filled(time.latest, "T23:59") if time else None,
        "actors": event.actors,
        "recipients": event.recipients,
    }


def _filled(moment: str | None, rest: str) -> str | None:
    """A day as its first or last minute, so that days and times compare as strings."""
    return moment + rest if moment is not None and len(moment) == len("2024-03-08") else moment


def _figure(figure: Figure, times: dict[str, Time], sense: Sense) -> Row:
    counted: Sequence[int | None] = figure.counted_span or (None, None)
    time = times.get(figure.time or "")
    return {
        "local": figure.id,
        "happening": figure.event,
        "claim": figure.attribution,
        "place": figure.place,
        "start": figure.span.start,
        "end": figure.span.end,
        "text": figure.text,
        "comparator": figure.comparator,
        "approximate": figure.approximate,
        "change": figure.change,
        "low": figure.low,
        "best": figure.best,
        "high": figure.high,
        "unit": figure.unit,
        "dimension": figure.dimension,
        "counted": figure.counted,
        "counted_start": counted[0],
        "counted_end": counted[1],
        "measure": figure.measure,
        "meant": sense.measure,
        "whom": sense.whom,
        "scope": sense.scope,
        "denied": sense.denied,
        "edtf": time.edtf if time else None,
    }


def _tie(relation: Relation) -> Row:
    return {
        "local": relation.id,
        "start": relation.span.start,
        "end": relation.span.end,
        "relation": relation.relation,
        "subject": relation.subject,
        "object": relation.object,
        "former": relation.former,
        "claim": relation.attribution,
    }


def _flag(flag: Flag) -> Row:
    first = flag.evidence[0] if flag.evidence else Span(0, 0)
    return {
        "kind": flag.kind,
        "on": flag.on,
        "severity": flag.severity,
        "because": flag.because,
        "evidence": written(flag.evidence),
        "start": first.start,
    }
