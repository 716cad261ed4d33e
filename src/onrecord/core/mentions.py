"""The nouns of a reading, one class per entry of the contract: actors, places, times, figures, attributions …

Every class is written to JSON field by field, in this order. Ids are given once, when the reading is assembled
("act1", "fig3"); until then they are "". References between nouns are ids.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.core.analysis import MentionForm, Realis
from onrecord.core.span import Span

ActorKind = Literal["person", "organization", "armed_group", "military", "government", "party", "media", "group",
                    "country", "other"]  # fmt: skip
Feature = Literal["city", "region", "country", "water", "area", "facility", "other"]
TimeKind = Literal["date", "time", "duration", "set"]
Comparator = Literal["exact", "about", "at_least", "at_most", "more_than", "less_than", "range"]
Change = Literal["up", "down"]
SpeakerKind = Literal["person", "official", "media", "document", "unnamed", "author"]
Form = Literal["direct", "indirect", "mixed"]
Certainty = Literal["certain", "probable", "possible"]
Polarity = Literal["affirmed", "denied"]
Severity = Literal["high", "medium", "low"]
FlagKind = Literal["implausible", "unit_slip", "arithmetic", "chronology", "unsourced", "single_origin",
                   "self_citation", "headline", "open_end"]  # fmt: skip
RelationKind = Literal["commands", "member_of", "office_holder", "ally_of", "opponent_of", "mediates", "funds",
                       "controls", "advises", "part_of"]  # fmt: skip
Voice = Literal["report", "judgement"]


@dataclass(frozen=True, slots=True)
class ActorMention:
    """One place where an actor is named or meant: "Voss", "the minister", "he"."""

    span: Span
    form: MentionForm


@dataclass(frozen=True, slots=True)
class Role:
    """What an actor is said to be: "former deputy interior minister"; ``organization`` is an actor id."""

    title: str
    organization: str | None
    former: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Actor:
    """One real-world person, organisation, group, state or outlet, with every mention of it in the text."""

    id: str
    name: str
    kind: ActorKind
    roles: tuple[Role, ...]
    country: str | None
    wikidata: str | None
    mentions: tuple[ActorMention, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A toponym with the place it most sensibly means; ``radius_km`` is the honest size of the uncertainty.

    ``literal`` is False where the name stands for a government or team ("Paris denied it"); ``alternatives`` counts
    the other places of that name. An unresolved toponym has ``lat``, ``lon`` and ``geonames`` None.
    """

    id: str
    span: Span
    text: str
    name: str
    geonames: int | None
    lat: float | None
    lon: float | None
    country: str | None
    feature: Feature
    radius_km: float | None
    literal: bool
    alternatives: int


@dataclass(frozen=True, slots=True)
class Time:
    """When: "Friday night" as EDTF with the earliest and latest moment it may mean.

    ``duration`` and ``every`` are ISO 8601 ("P2W", "P1W"); ``anchor`` is "published", "text" or the id of another time.
    """

    id: str
    span: Span
    text: str
    kind: TimeKind
    edtf: str | None
    earliest: str | None
    latest: str | None
    duration: str | None
    every: str | None
    anchor: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as written: "at least 13" is low 13, best 13, high None; ``unit`` is "1", "%", "USD" …"""

    id: str
    span: Span
    text: str
    comparator: Comparator
    approximate: bool
    change: Change | None
    low: float | int | None
    best: float | int | None
    high: float | int | None
    unit: str
    dimension: str
    counted: str | None
    counted_span: Span | None
    measure: str | None
    place: str | None = None
    time: str | None = None
    attribution: str | None = None
    event: str | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says what: "Unconfirmed reports in local media" + "suggest" + "that …"; spans may be discontinuous.

    ``chain`` lists the speakers from the one nearest the reader inwards; ``parent`` is the attribution this one stands
    inside; ``certainty`` is as the text presents it, with ``hedges`` the words that decided; ``confidence`` (0 to 1)
    is that of the reading, not of the fact.
    """

    id: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    speaker: str | None
    speaker_name: str | None
    speaker_kind: SpeakerKind
    form: Form
    parent: str | None
    chain: tuple[str, ...]
    certainty: Certainty
    polarity: Polarity
    hedges: tuple[Span, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Event:
    """What happened: a PLOVER 2.0 event with its trigger, sides, place, time and figures (ids)."""

    id: str
    span: Span
    type: str
    mode: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: str | None
    time: str | None
    figures: tuple[str, ...]
    attribution: str | None
    effect: str | None
    mentions: tuple[Span, ...]
    realis: Realis


@dataclass(frozen=True, slots=True)
class Relation:
    """A standing tie between two actors, or an actor and a place, with the words that state it."""

    id: str
    subject: str
    relation: RelationKind
    object: str
    span: Span
    former: bool
    attribution: str | None


@dataclass(frozen=True, slots=True)
class Flag:
    """Something a careful reader would stop at, with the reason in one sentence.

    ``on`` is the id of the noun it concerns ("fig8", "eve2"), or "document"; ``evidence`` the characters that show it.
    """

    kind: FlagKind
    on: str
    severity: Severity
    evidence: tuple[Span, ...]
    because: str


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of the outlet's own voice: reported fact, or judgement ("a shameful surrender").

    ``words`` are the characters that show the judgement; empty for a report.
    """

    span: Span
    voice: Voice
    words: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Dropped:
    """A candidate that was seen and not kept, and why: "Su-24" — "a product name, not a figure"."""

    stage: str
    span: Span
    because: str
