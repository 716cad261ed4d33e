"""The entries of a sheet: plain words for people, each with the spans it came from.

Every string here is one line with hidden characters made visible; absent is "" or ().
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.core import Span
from onrecord.core.analysis import Realis
from onrecord.core.mentions import Certainty

Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who speaks: the name shown, and the actor behind it if it is known who that is."""

    name: str
    actor: str | None

    @property
    def key(self) -> tuple[str, ...]:
        """Equal for two statements of one speaker."""
        return ("actor", self.actor) if self.actor else ("name", self.name.casefold())


@dataclass(frozen=True, slots=True)
class Statement:
    """One attribution: who, as written, through whom, with which words, how sure. ``chain`` starts with the outlet."""

    id: str
    number: str
    depth: int
    speaker: Person
    written: str
    kind: str
    roles: tuple[str, ...]
    chain: tuple[str, ...]
    cue: str
    content: str
    source_spans: Spans
    cue_spans: Spans
    content_spans: Spans
    certainty: Certainty
    denied: bool
    hedges: tuple[str, ...]
    hedge_spans: Spans
    form: str
    confidence: float
    figures: tuple[str, ...]

    @property
    def spans(self) -> Spans:
        """Everything the statement is made of, in text order."""
        return tuple(sorted({*self.source_spans, *self.cue_spans, *self.content_spans}))

    @property
    def nested(self) -> bool:
        """True where somebody stands between the outlet and the speaker."""
        return len(self.chain) > 2


@dataclass(frozen=True, slots=True)
class Voice:
    """One speaker over the whole text: how many statements, figures and denials, and how sure they are presented."""

    id: str
    name: str
    kind: str
    roles: tuple[str, ...]
    statements: tuple[str, ...]
    figures: int
    denials: int
    certainty: dict[str, int]


@dataclass(frozen=True, slots=True)
class FigureEntry:
    """One figure: "at least 13" · ≥ 13 · dockworkers · killed · the governor. Own voice: ``statement`` is None."""

    id: str
    text: str
    spans: Spans
    value: str
    counted: str
    measure: str
    change: str
    statement: str | None
    said_by: str
    chain: tuple[str, ...]
    certainty: Certainty | None
    denied: bool
    when: str
    where: str
    time: str | None
    place: str | None


@dataclass(frozen=True, slots=True)
class TimeEntry:
    """A time as written and as resolved; ``ids`` are all mentions with the same words and meaning."""

    id: str
    ids: tuple[str, ...]
    text: str
    spans: Spans
    kind: str
    edtf: str
    bounds: str
    length: str
    note: str


@dataclass(frozen=True, slots=True)
class PlaceEntry:
    """A place with where it lies; ``ids`` are all its mentions, ``written`` the spellings used."""

    id: str
    ids: tuple[str, ...]
    name: str
    written: tuple[str, ...]
    spans: Spans
    country: str
    feature: str
    coordinates: str
    radius: str
    geonames: int | None
    literal: bool
    note: str


@dataclass(frozen=True, slots=True)
class ActorEntry:
    """An actor with its roles ("former deputy interior minister, Interior Ministry") and the words used for it."""

    id: str
    name: str
    kind: str
    country: str
    roles: tuple[str, ...]
    mentions: int
    forms: tuple[str, ...]
    spans: Spans


@dataclass(frozen=True, slots=True)
class Named:
    """A name and the id of the noun behind it; "" where there is none to go to."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class EventEntry:
    """What happened, who did it to whom, in whose words: "Assault, destruction · set on fire · Tumaco".

    ``code`` is PLOVER's ("ASSAULT destroy"), ``stands`` is "" for what happened, else "planned or expected" …;
    ``earliest`` and ``latest`` are those of its time, ISO 8601 or "".
    """

    id: str
    text: str
    spans: Spans
    code: str
    type: str
    mode: str
    actors: tuple[Named, ...]
    recipients: tuple[Named, ...]
    effect: str
    realis: Realis
    stands: str
    when: str
    where: str
    time: str
    place: str
    earliest: str
    latest: str
    said_by: str
    statement: str | None
    figures: tuple[str, ...]

    @property
    def title(self) -> str:
        """ "Assault, destruction"."""
        return f"{self.type}, {self.mode}" if self.mode else self.type

    @property
    def label(self) -> str:
        """A few words for a drawing: "Assault: set on fire"."""
        return f"{self.type}: {self.text}"


@dataclass(frozen=True, slots=True)
class CasualtyEntry:
    """One row of the casualties: ≥ 14 · killed · people · Tumaco · Saturday night · Marta Quiroga, probable.

    ``value`` is "not counted" where victims are told of without a number; ``stands`` as in an event.
    ``same`` is the figure or event that stands on the same words.
    """

    id: str
    measure: str
    value: str
    population: str
    side: Named
    event: Named
    stands: str
    when: str
    where: str
    source: str
    statement: str | None
    certainty: Certainty
    denied: bool
    text: str
    spans: Spans
    same: str


@dataclass(frozen=True, slots=True)
class RelationEntry:
    """A standing tie: subject, relation, object, and the words that state it; ``tie`` is the relation's short name.

    ``implied`` is True where no words state the tie and an assault shows it; ``entry`` is what a click leads to.
    """

    id: str
    entry: str
    kind: str
    subject: Named
    relation: str
    tie: str
    object: Named
    former: bool
    implied: bool
    text: str
    spans: Spans
    said_by: str

    @property
    def mutual(self) -> bool:
        """True where it holds both ways ("ally of")."""
        return self.kind in ("ally_of", "opponent_of")


@dataclass(frozen=True, slots=True)
class JudgementEntry:
    """A sentence in which the outlet judges: ``parts`` are its words in order, True where they show the judgement."""

    id: str
    parts: tuple[tuple[str, bool], ...]
    words: tuple[str, ...]
    spans: Spans
    word_spans: Spans


@dataclass(frozen=True, slots=True)
class FlagEntry:
    """Something to stop at, and why; ``on`` is the noun it concerns, with its words."""

    id: str
    heading: str
    severity: str
    grave: str
    because: str
    quotes: tuple[str, ...]
    spans: Spans
    on: Named


@dataclass(frozen=True, slots=True)
class DroppedEntry:
    """Seen and not kept, and why."""

    id: str
    stage: str
    text: str
    spans: Spans
    because: str
