"""``onrecord documents``: the reports of a ledger."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence, Set
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from onrecord.core.answers.reports import Report
from onrecord.ledger.schema import claims, figures, happenings, namings, placings
from onrecord.ledger.schema import documents as reports
from onrecord.weigh.ask.batches import BATCH, at_most, numbers
from onrecord.weigh.ask.conditions import counting, found, named, placed, reports_asked, said_by
from onrecord.weigh.ask.filters import Filters
from onrecord.weigh.ask.ruled import Rulings
from onrecord.weigh.ask.skipping import past

_POINTERS = ("copy_of", "superseded_by", "corrects", "retracts", "supersedes", "retracted_by")
_KEPT = (
    "text_id", "publisher", "title", "published", "url", "external_id", "copy_kind", "carries", "byline", "language",
    "status", "kind", "words", "added", "locator",
)  # fmt: skip


def documents(connection: Connection, filters: Filters) -> Iterator[Report]:
    """The reports that ``filters`` let through, by number; with the order "newest" those that came out last."""
    return at_most(_reports(connection, filters), filters.limit)


def _reports(connection: Connection, filters: Filters) -> Iterator[Report]:
    rulings = Rulings.at(connection, filters.as_of)
    last = (reports.c.known_from.desc(),) if filters.order == "newest" else ()
    query = select(reports.c.id).where(*asked_of_reports(connection, filters)).order_by(*last, reports.c.id)
    for some in numbers(connection, past(connection, query, filters.offset), limit=filters.limit):
        place = {f"D{number}": at for at, number in enumerate(some)}
        yield from sorted(_of(connection, some, rulings, filters.as_of), key=lambda one: place[one.id])


def reports_of(connection: Connection, wanted: Sequence[int], *, as_of: str | None) -> Iterator[Report]:
    """The reports of these numbers, by number, as they stood at the end of ``as_of`` (as stored; None is now)."""
    rulings = Rulings.at(connection, as_of)
    for start in range(0, len(wanted), BATCH):
        yield from _of(connection, wanted[start : start + BATCH], rulings, as_of)


def copies_of(connection: Connection, number: int, filters: Filters) -> Iterator[Report]:
    """The reports that are copies of one, by number, as far as they count."""
    query = select(reports.c.id).where(reports.c.copy_of == number, counting(filters)).order_by(reports.c.id)
    yield from reports_of(connection, list(connection.scalars(query)), as_of=filters.as_of)


def _of(connection: Connection, some: Sequence[int], rulings: Rulings, moment: str | None) -> Iterator[Report]:
    ruled = rulings.of([f"D{number}" for number in some])
    rows = connection.execute(select(reports).where(reports.c.id.in_(some)).order_by(reports.c.id)).all()
    later = _later(connection, rows, moment)
    for row in rows:
        ruling = ruled.get(f"D{row.id}")
        yield _report(row, ruling.verdict if ruling else None, later)


def _later(connection: Connection, rows: Sequence[Any], moment: str | None) -> Set[int]:
    """The reports pointed to that nobody knew at the moment asked for."""
    pointed = {getattr(row, name) for row in rows for name in _POINTERS} - {None}
    if moment is None or not pointed:
        return frozenset()
    query = select(reports.c.id).where(reports.c.id.in_(pointed), reports.c.known_from > moment)
    return {int(number) for number in connection.scalars(query)}


def _report(row: Any, verdict: str | None, later: Set[int]) -> Report:
    pointers = {name: getattr(row, name) for name in _POINTERS}
    said: dict[str, Any] = {name: None if number in later else address(number) for name, number in pointers.items()}
    kept: dict[str, Any] = {name: getattr(row, name) for name in _KEPT}
    return Report(id=f"D{row.id}", changed=tuple(json.loads(row.changed)), judgement=verdict, **said, **kept)


def address(number: int | None, letter: str = "D") -> str | None:
    """A number as people write it: "D41"; None for none."""
    return None if number is None else f"{letter}{number}"


def asked_of_reports(connection: Connection, filters: Filters) -> list[ColumnElement[bool]]:
    """All that ``filters`` say, as conditions on reports: one fits that has a claim, a figure, an event … that fits."""
    conditions = reports_asked(connection, filters)
    whole = reports.c.id
    if (words := found(connection, filters, "documents")) is not None:
        conditions.append(whole.in_(words))
    if (places := placed(connection, filters)) is not None:
        conditions.append(whole.in_(select(placings.c.document).where(placings.c.id.in_(places))))
    if filters.actor is not None:
        conditions.append(whole.in_(select(namings.c.document).where(namings.c.id.in_(named(filters.actor)))))
    if said := said_so(filters):
        conditions.append(whole.in_(select(claims.c.document).where(*said)))
    if filters.measure is not None:
        conditions.append(whole.in_(select(figures.c.document).where(figures.c.measure == filters.measure)))
    if happened := told(filters):
        conditions.append(whole.in_(select(happenings.c.document).where(*happened)))
    return conditions


def said_so(filters: Filters) -> list[ColumnElement[bool]]:
    """What ``filters`` say of claims as they were read: by whom, of which kind, how sure, affirmed or denied."""
    conditions = []
    if filters.speaker is not None:
        conditions.append(said_by(filters.speaker))
    for name, column in (("kind", "speaker_kind"), ("certainty", "certainty"), ("polarity", "polarity")):
        if (wanted := getattr(filters, name)) is not None:
            conditions.append(claims.c[column] == wanted)
    return conditions


def told(filters: Filters) -> list[ColumnElement[bool]]:
    """What ``filters`` say of happenings: their type, and which event they tell of."""
    conditions: list[ColumnElement[bool]] = []
    if filters.type is not None:
        conditions.append(happenings.c.type == filters.type)
    if filters.event is not None:
        conditions.append(happenings.c.event == filters.event)
    return conditions
