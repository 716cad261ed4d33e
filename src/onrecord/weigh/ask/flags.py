"""``onrecord flags``: what a careful reader would stop at, and ``onrecord refusals``: what could not be read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Row, Select, Table, func, select

from onrecord.core.answers.flags import WHOLE, Raised, Shown
from onrecord.core.answers.sources import Refusal
from onrecord.core.span import Span
from onrecord.ledger.schema import claims, documents, figures, happenings, namings, refusals
from onrecord.ledger.schema import flags as raised
from onrecord.weigh.ask.batches import at_most, numbers
from onrecord.weigh.ask.documents import asked_of_reports
from onrecord.weigh.ask.filters import Filters
from onrecord.weigh.ask.ruled import Rulings
from onrecord.weigh.ask.skipping import given, past
from onrecord.weigh.ask.whole import whole_flags

_POINTED: dict[str, tuple[Table, str, str]] = {
    "fig": (figures, "group", "G"), "eve": (happenings, "event", "E"), "att": (claims, "id", "C"),
    "act": (namings, "actor", "A"),
}  # fmt: skip
"""What a flag may be on, by the letters of the local id: its table, and the number it has in the ledger."""


def flags(connection: Connection, filters: Filters) -> Iterator[Raised]:
    """The flags on reports that ``filters`` let through, by number; then those of the whole ledger, by event."""
    return at_most(_one_by_one(connection, filters), filters.limit)


def _one_by_one(connection: Connection, filters: Filters) -> Iterator[Raised]:
    """Those of single reports, then those of the whole ledger, without the first ``filters.offset`` of both."""
    rulings = Rulings.at(connection, filters.as_of)
    query = _query(connection, filters)
    silent: set[int] = set()
    if filters.offset and not filters.include_rejected:
        silent = given(connection, query, raised.c.id, rulings.rejected("F"))
    passed = 0
    for flag in _fitting(connection, past(connection, query, filters.offset, silent), filters, rulings):
        passed += 1
        yield flag
    if filters.flag is None or filters.flag in WHOLE:
        further = 0
        if filters.offset and not passed:
            every = connection.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
            further = max(0, filters.offset - (every - len(silent)))
        yield from islice(whole_flags(connection, replace(filters, limit=None, offset=0)), further, None)


def _query(connection: Connection, filters: Filters) -> Select[Any]:
    """The numbers of the flags of single reports."""
    conditions = asked_of_reports(connection, filters)
    if filters.flag is not None:
        conditions.append(raised.c.kind == filters.flag)
    if filters.severity is not None:
        conditions.append(raised.c.severity == filters.severity)
    query = select(raised.c.id).join(documents, documents.c.id == raised.c.document)
    return query.where(*conditions).order_by(raised.c.id)


def _fitting(connection: Connection, query: Select[Any], filters: Filters, rulings: Rulings) -> Iterator[Raised]:
    for some in numbers(connection, query, limit=filters.limit):
        named = select(raised, documents.c.publisher, documents.c.published)
        named = named.join(documents, documents.c.id == raised.c.document)
        rows = connection.execute(named.where(raised.c.id.in_(some)).order_by(raised.c.id)).all()
        pointed = _pointed(connection, rows)
        ruled = rulings.of([f"F{row.id}" for row in rows])
        for row in rows:
            ruling = ruled.get(f"F{row.id}")
            verdict = ruling.verdict if ruling is not None else None
            if verdict != "rejected" or filters.include_rejected:
                yield _flag(row, pointed, verdict)


def _pointed(connection: Connection, rows: Sequence[Row[Any]]) -> Mapping[tuple[int, str], str]:
    """What each local id that a flag is on is called in the ledger: (41, "fig8") is "G5"."""
    pointed: dict[tuple[int, str], str] = {}
    for letters, (table, column, letter) in _POINTED.items():
        wanted = [row for row in rows if row.on.startswith(letters)]
        if wanted:
            query = select(table.c.document, table.c.local, table.c[column].label("number")).where(
                table.c.document.in_({row.document for row in wanted}), table.c.local.in_({row.on for row in wanted})
            )
            pointed.update({(row.document, row.local): f"{letter}{row.number}" for row in connection.execute(query)})
    return pointed


def _flag(row: Row[Any], pointed: Mapping[tuple[int, str], str], verdict: str | None) -> Raised:
    document = f"D{row.document}"
    entry = row.on[:3] in {*_POINTED, "pla", "tim", "rel"}
    return Raised(
        id=f"F{row.id}",
        kind=row.kind,
        on=(pointed.get((row.document, row.on), f"{document}/{row.on}" if entry else document),),
        severity=row.severity,
        because=row.because,
        evidence=tuple(Shown(document=document, span=Span(*span)) for span in json.loads(row.evidence)),
        document=document,
        publisher=row.publisher,
        published=row.published,
        statements=(f"{document}/{row.on}" if entry else document,),
        judgement=verdict,
    )


def refused(connection: Connection, filters: Filters) -> Iterator[Refusal]:
    """The quarantine: inputs that could not be read, in the order they came; ``since`` and ``until`` are of then."""
    return at_most(_refusals(connection, filters), filters.limit)


def _refusals(connection: Connection, filters: Filters) -> Iterator[Refusal]:
    query = select(refusals.c.id)
    for moment in (filters.until, filters.as_of):
        if moment is not None:
            query = query.where(refusals.c.added <= moment)
    if filters.since is not None:
        query = query.where(refusals.c.added >= filters.since)
    for some in numbers(connection, query.order_by(refusals.c.id), limit=filters.limit):
        for row in connection.execute(select(refusals).where(refusals.c.id.in_(some)).order_by(refusals.c.id)):
            yield Refusal(
                id=f"Q{row.id}", locator=row.locator, kind=row.kind, because=row.because, added=row.added, blob=row.blob
            )
