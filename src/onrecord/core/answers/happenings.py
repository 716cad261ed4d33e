"""Events over all reports, and figures side by side, in the shape of the contract."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from onrecord.core.answers.written import as_written
from onrecord.core.display import Displayed
from onrecord.core.span import Span

Number = int | float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTime:
    """When an event happened: EDTF, and the first and last minute it may mean, in the local time of the reports."""

    edtf: str | None
    earliest: str | None
    latest: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPlace:
    """Where: degrees, ISO 3166-1 alpha-2, and how far from there it may be."""

    name: str
    lat: float | None
    lon: float | None
    country: str | None
    radius_km: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Who knows: "regional governor"; ``party`` is the side of the event it stands on, or None.

    ``kind`` is person, official, media or document as the reports name it, witness for the outlet itself, and unnamed
    or circle for what is only a possible origin.
    """

    name: str
    kind: str
    party: str | None
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origins:
    """How many know at least and at most, and who: an unnamed source may be one of the named ones or another.

    ``list`` has the named ones, then those that are counted in ``max`` alone.
    """

    min: int
    max: int
    list: tuple[Origin, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened(Displayed):
    """One real-world event: "Assault (aerial): grain port, Odesa, 2025-03-02", with every report that tells of it.

    ``addresses`` are the events of single readings that it is made of ("D41/eve2").
    """

    id: str
    type: str
    mode: str | None
    title: str
    time: EventTime
    place: EventPlace | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    documents: tuple[str, ...]
    outlets: int
    origins: Origins
    status: str
    figures: tuple[str, ...]
    flags: tuple[str, ...]
    realis: str
    effect: str | None
    addresses: tuple[str, ...]
    judgement: str | None

    def to_dict(self) -> dict[str, Any]:
        """The JSON of the contract."""
        written: dict[str, Any] = as_written(self)
        return written


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """One figure as one report gives it: "at least 13" in D41, from the regional governor."""

    document: str
    publisher: str | None
    published: str | None
    span: Span
    text: str
    comparator: str
    low: Number
    best: Number
    high: Number
    unit: str
    origin: str | None
    certainty: str
    polarity: str
    copy_of: str | None
    approximate: bool
    address: str
    judgement: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """How two statements of a group stand to each other, by their places in it, and why."""

    a: int
    b: int
    kind: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """What a named rule makes of a group's statements, for this answer alone; nothing of it is stored."""

    rule: str
    low: Number
    best: Number
    high: Number


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted(Displayed):
    """Figures side by side: one event, one measure, one counted population, one family of units."""

    id: str
    event: str | None
    measure: str | None
    counted: str | None
    unit: str
    outlets: int
    origins: Origins
    statements: tuple[Stated, ...]
    relations: tuple[Related, ...]
    resolved: Resolved

    def to_dict(self) -> dict[str, Any]:
        """The JSON of the contract."""
        written: dict[str, Any] = as_written(self)
        return written
