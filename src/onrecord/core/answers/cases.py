"""An event with everything that was said of it: its tellings in their sentences, its figures, its reports."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.core.answers.happenings import Counted, Happened
from onrecord.core.answers.reports import Report
from onrecord.core.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Where a report puts an event: "Odessa" as written, Odesa as it is known, degrees, and how far it may be off.

    ``feature`` is city, region, country, water, area, facility or other.
    """

    text: str
    name: str
    geonames: int | None
    lat: float | None
    lon: float | None
    country: str | None
    feature: str
    radius_km: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who stands on a side of an event: A2, the Coast Guard, military, as ``actor`` or ``recipient``.

    ``told`` is how many tellings of the event have it there.
    """

    id: str
    name: str
    kind: str
    country: str | None
    wikidata: str | None
    side: str
    told: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One event as one report tells it, e.g. D41/eve2: "rockets hit the port" in its sentence.

    ``span`` is that of the word that tells of it ("hit"), ``sentence`` that of ``quote``, the words around it;
    ``claim`` is who says so ("C9"), None where the outlet does; ``actors`` and ``recipients`` are ids ("A2").
    ``judgement`` is accepted, corrected, rejected or None; values are those that people ruled.
    """

    event: str
    address: str
    document: str
    span: Span
    sentence: Span
    quote: str
    type: str
    mode: str | None
    realis: str
    effect: str | None
    time: str | None
    edtf: str | None
    claim: str | None
    place: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    judgement: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One event, e.g. E12, with what belongs to it.

    ``figures`` are resolved by the rule that was asked for; ``totals`` are the ids of those that count over more than
    this one event ("since the new year"). ``reports`` tell of it and stand in the order of ``event.documents``,
    ``site`` is the place of ``event.place`` as one of them gives it.
    """

    event: Happened
    tellings: tuple[Telling, ...]
    parties: tuple[Party, ...]
    site: Site | None
    figures: tuple[Counted, ...]
    totals: frozenset[str]
    reports: tuple[Report, ...]
