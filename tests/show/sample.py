"""A reading made by hand, with every kind of entry in it; spans come from quotes, so they cannot be wrong."""

# ruff: noqa: E501 - the words of the article stay on one line, as they are searched for

from __future__ import annotations

from typing import Any

from onrecord.core import (
    Actor,
    ActorMention,
    Attribution,
    Document,
    Dropped,
    Event,
    Figure,
    Flag,
    Place,
    Reading,
    Relation,
    Role,
    Span,
    Time,
)

TEXT = """The regional governor, Marta Quiroga, said on Sunday that at least 14 people had been killed when the fuel \
terminal in Tumaco was set on fire on Saturday night.

“This was an attack on the whole coast,” she told reporters. “We will not be driven out.”

The Pacific Courier reported that a confidential army assessment blamed the Southern Front, which reportedly \
wanted to stop the dredging of the port. The front denied that it had killed 14 people.

About 300-400 families have left their homes since then, and the fire has destroyed 6,000 square kilometres of mangrove. \
Unconfirmed reports suggest that dozens are missing. A Su-24 was seen over the bay. Bogotá must answer by July 1.
"""


def at(quote: str, *, text: str = TEXT, nth: int = 0) -> Span:
    """Where ``quote`` stands in ``text`` for the (nth + 1)th time."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(quote, start + 1)
    return Span(start, start + len(quote))


def attribution(id: str, source: str, cue: str, content: str, **more: Any) -> Attribution:
    """An attribution from the words it is made of; ``nth`` counts for the source."""
    given: dict[str, Any] = {
        "speaker": None, "speaker_name": source, "speaker_kind": "official", "form": "indirect", "parent": None,
        "chain": (source,), "certainty": "probable", "polarity": "affirmed", "hedges": (), "confidence": 0.9,
    }  # fmt: skip
    nth = more.pop("nth", 0)
    return Attribution(
        id=id,
        source=(at(source, nth=nth),) if source else (),
        cue=(at(cue),),
        content=(at(content),),
        **{**given, **more},
    )


def figure(id: str, words: str, low: float | None, best: float | None, high: float | None, **more: Any) -> Figure:
    """A figure from its words and values."""
    nth = more.pop("nth", 0)
    given: dict[str, Any] = {
        "comparator": "exact", "approximate": False, "change": None, "unit": "1", "dimension": "count",
        "counted": None, "counted_span": None, "measure": None,
    }  # fmt: skip
    return Figure(id=id, span=at(words, nth=nth), text=words, low=low, best=best, high=high, **{**given, **more})


def place(id: str, words: str, name: str, lat: float | None, lon: float | None, **more: Any) -> Place:
    """A place from its words."""
    given: dict[str, Any] = {
        "geonames": 3666645, "country": "CO", "feature": "city", "radius_km": 15.0, "literal": True, "alternatives": 0,
    }  # fmt: skip
    return Place(id=id, span=at(words), text=words, name=name, lat=lat, lon=lon, **{**given, **more})


def time(id: str, words: str, edtf: str | None, earliest: str | None, latest: str | None, **more: Any) -> Time:
    """A time from its words."""
    given: dict[str, Any] = {"kind": "date", "duration": None, "every": None, "anchor": "published"}
    return Time(id=id, span=at(words), text=words, edtf=edtf, earliest=earliest, latest=latest, **{**given, **more})


def sample_reading(**document: Any) -> Reading:
    """Nested and overlapping statements, a denial, ranges and bounds, a figure of speech, something dropped."""
    given = {
        "publisher": "Coast Herald",
        "title": "Fire at Tumaco terminal",
        "published": "2024-05-19",
        "language": "en",
    }
    return Reading(
        document=Document.of(TEXT, **{**given, **document}),
        actors=(
            Actor("act1", "Marta Quiroga", "person", (Role("regional governor", None, False, at("regional governor")),),
                  "CO", None, (ActorMention(at("Marta Quiroga"), "name"), ActorMention(at("she"), "pronoun"))),
            Actor("act2", "Southern Front", "armed_group", (), "CO", None,
                  (ActorMention(at("Southern Front"), "name"), ActorMention(at("The front"), "nominal"))),
            Actor("act3", "Pacific Courier", "media", (), None, None, (ActorMention(at("Pacific Courier"), "name"),)),
        ),
        places=(
            place("pla1", "Tumaco", "Tumaco", 1.8, -78.76),
            place("pla2", "Bogotá", "Bogotá", 4.61, -74.08, geonames=3688689, literal=False, alternatives=2),
        ),
        times=(
            time("tim1", "Sunday", "2024-05-19", "2024-05-19", "2024-05-19"),
            time("tim2", "Saturday night", "2024-05-18", "2024-05-18T18:00", "2024-05-19T06:00"),
            time("tim3", "since then", None, "2024-05-18", None, anchor="tim2"),
            time("tim4", "by July 1", "../2024-07-01", None, "2024-07-01"),
        ),
        figures=(
            figure("fig1", "at least 14", 14, 14, None, comparator="at_least", counted="people",
                   counted_span=at("people"), measure="killed", time="tim2", place="pla1", attribution="att1"),
            figure("fig2", "14", 14, 14, 14, nth=1, counted="people", measure="killed", attribution="att5"),
            figure("fig3", "About 300-400", 300, None, 400, comparator="range", approximate=True, counted="families",
                   measure="displaced", time="tim3"),
            figure("fig4", "6,000 square kilometres", 6000, 6000, 6000, unit="kilometer ** 2", dimension="area",
                   counted="mangrove", measure="destroyed"),
            figure("fig5", "dozens", 24, None, None, comparator="at_least", approximate=True, measure="missing",
                   attribution="att6"),
        ),
        attributions=(
            attribution("att1", "The regional governor, Marta Quiroga,", "said on Sunday that",
                        "at least 14 people had been killed when the fuel terminal in Tumaco was set on fire on Saturday night",
                        speaker="act1", speaker_name="Marta Quiroga", chain=("Marta Quiroga",), speaker_kind="official"),
            attribution("att2", "she", "told", "“This was an attack on the whole coast,”", speaker="act1",
                        speaker_name="Marta Quiroga", chain=("Marta Quiroga",), form="direct"),
            attribution("att3", "The Pacific Courier", "reported",
                        "that a confidential army assessment blamed the Southern Front, which reportedly wanted to stop "
                        "the dredging of the port",
                        speaker="act3", speaker_name="Pacific Courier", chain=("Pacific Courier",), speaker_kind="media"),
            attribution("att4", "a confidential army assessment", "blamed",
                        "the Southern Front, which reportedly wanted to stop the dredging of the port", parent="att3",
                        speaker_name="confidential army assessment", speaker_kind="document", certainty="possible",
                        chain=("Pacific Courier", "confidential army assessment"), hedges=(at("reportedly"),)),
            attribution("att5", "The front", "denied", "that it had killed 14 people", speaker="act2",
                        speaker_name="Southern Front", chain=("Southern Front",), polarity="denied", certainty="certain"),
            attribution("att6", "Unconfirmed reports", "suggest", "that dozens are missing", speaker_kind="unnamed",
                        certainty="possible", hedges=(at("Unconfirmed"), at("suggest"))),
        ),
        events=(
            Event("eve1", at("set on fire"), "ASSAULT", "destroy", (), (), "pla1", "tim2", ("fig1",), "att1", "killed",
                  (at("set on fire"), at("attack")), "actual"),
        ),
        relations=(Relation("rel1", "act1", "controls", "pla1", at("regional governor"), False, None),),
        flags=(
            Flag("implausible", "fig4", "high", (at("6,000 square kilometres"),),
                 "6,000 km² is more ground than the whole district has (3,600 km²); in hectares it would be ordinary."),
        ),
        dropped=(Dropped("figures", at("Su-24"), "a product name, not a figure"),),
    )  # fmt: skip
