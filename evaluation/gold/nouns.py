"""What a gold text holds: the nouns of a reading as a person wrote them down, with the freedom two people need.

Where the guidelines leave two answers open (is "a spokesman" the speaker, or the ministry?) a noun lists all that
count as right; ``optional`` nouns are neither asked for nor counted against a program that finds them.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from onrecord.core import Document, Span

Number = int | float


@dataclass(frozen=True, slots=True)
class GoldFigure:
    """A number as written; ``value`` in the sentences file is "13", ">=13", "~300", "300..400" (README, Figures)."""

    span: Span
    comparator: str
    approximate: bool
    low: Number | None
    best: Number | None
    high: Number | None
    units: tuple[str, ...]
    counted: str | None
    measures: tuple[str | None, ...]
    change: str | None
    optional: bool


@dataclass(frozen=True, slots=True)
class GoldTime:
    """A time expression; ``edtf`` lists the spellings that count as right."""

    span: Span
    kind: str
    edtf: tuple[str, ...]
    duration: tuple[str, ...]
    every: str | None
    earliest: str | None
    latest: str | None
    optional: bool


@dataclass(frozen=True, slots=True)
class GoldPlace:
    """A toponym with its point; ``radius_km`` is how far from it an answer may lie and still be right."""

    span: Span
    name: str
    lat: float
    lon: float
    country: str | None
    feature: str
    radius_km: float
    literal: bool
    optional: bool


@dataclass(frozen=True, slots=True)
class GoldRole:
    """A role, "former deputy interior minister": the title without "former", and whether it is past."""

    title: str
    organization: str | None
    former: bool
    span: Span | None


@dataclass(frozen=True, slots=True)
class GoldActor:
    """One real-world actor with its mentions: (span, form) pairs."""

    name: str
    kinds: tuple[str, ...]
    country: str | None
    roles: tuple[GoldRole, ...]
    mentions: tuple[tuple[Span, str], ...]
    optional: bool


@dataclass(frozen=True, slots=True)
class GoldAttribution:
    """Who says what; ``speakers`` are the actor names that count as right, empty where the source has no name.

    ``certainties`` and ``speaker_kinds`` list all that count as right, the first being the best.
    """

    key: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    certainties: tuple[str, ...]
    polarity: str
    form: str
    speakers: tuple[str, ...]
    speaker_kinds: tuple[str, ...]
    parent: str | None
    optional: bool


@dataclass(frozen=True, slots=True)
class GoldText:
    """One article or snippet; only the ``layers`` named are annotated, and those completely."""

    name: str
    document: Document
    layers: frozenset[str]
    figures: tuple[GoldFigure, ...] = ()
    times: tuple[GoldTime, ...] = ()
    places: tuple[GoldPlace, ...] = ()
    actors: tuple[GoldActor, ...] = ()
    attributions: tuple[GoldAttribution, ...] = ()
    meta: dict[str, object] = field(default_factory=dict, hash=False, compare=False)
