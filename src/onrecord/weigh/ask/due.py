"""``onrecord due``: deadlines, promises and announced events, and how they came out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Row, func, select

from onrecord.core.answers.due import Due
from onrecord.core.span import Span
from onrecord.errors import UsageError
from onrecord.ledger.moments import now
from onrecord.ledger.schema import documents, texts
from onrecord.ledger.weighed import dues, story_keys
from onrecord.weigh.ask.batches import at_most
from onrecord.weigh.ask.conditions import counting
from onrecord.weigh.ask.documents import asked_of_reports
from onrecord.weigh.ask.filters import Filters
from onrecord.weigh.due.alike import alike
from onrecord.weigh.due.answer import Answer, answer, best_of
from onrecord.weigh.due.gist import gist
from onrecord.weigh.due.later import later

STATUSES = ("open", "past", "answered", "missed")
_MOST_READ = 40
"""Later reports that are read for an item: those with most telling words in common."""
_ENOUGH_KEYS = 2
"""A report that shares fewer telling words must name the day or what was said before."""


def due(
    connection: Connection,
    filters: Filters,
    *,
    status: str | None = None,
    ended: bool = False,
    latest_first: bool = False,
) -> Iterator[Due]:
    """The items of reports that ``filters`` let through, by the day on which they are due, one by one.

    With ``ended`` only those whose day is over.
    Raises ``UsageError`` where ``status`` is none of :data:`STATUSES`.
    """
    if status is not None and status not in STATUSES:
        raise UsageError(f"--status {status!r}: choose one of {', '.join(STATUSES)}")
    return at_most(_fitting(connection, filters, status, ended=ended, latest_first=latest_first), filters.limit)


def _fitting(
    connection: Connection, filters: Filters, status: str | None, *, ended: bool, latest_first: bool
) -> Iterator[Due]:
    moment = filters.as_of or now()
    query = select(
        dues,
        documents.c.publisher,
        documents.c.published,
        documents.c.title,
        documents.c.known_from,
        documents.c.copy_of,
    )
    query = query.join(documents, documents.c.id == dues.c.document).where(*asked_of_reports(connection, filters))
    if status == "open":
        query = query.where(dues.c.ends > moment)
    elif status is not None:
        query = query.where(documents.c.known_from <= moment)
    if ended:
        query = query.where(dues.c.ends <= moment)
    day = func.substr(dues.c.edtf, 1, 10)
    rows = connection.execute(query.order_by(day.desc() if latest_first else day, documents.c.known_from, dues.c.id))
    same: list[Row[Any]] = []
    for row in rows.all():
        if same and same[0].edtf[:10] != row.edtf[:10]:
            yield from _answered(connection, filters, moment, same, status)
            same = []
        same.append(row)
    if same:
        yield from _answered(connection, filters, moment, same, status)


def _answered(
    connection: Connection, filters: Filters, moment: str, rows: Sequence[Row[Any]], status: str | None
) -> Iterator[Due]:
    """Items of one day: those that repeat an earlier one are named there."""
    firsts: list[tuple[Row[Any], list[int]]] = []
    for row in rows:
        earlier = next((repeats for first, repeats in firsts if _repeats(row, first)), None)
        if earlier is None:
            firsts.append((row, []))
        elif row.document not in earlier:
            earlier.append(row.document)
    for row, repeats in firsts:
        one = _one(connection, filters, moment, row, repeats)
        if status is None or one.status == status:
            yield one


def _repeats(row: Row[Any], first: Row[Any]) -> bool:
    return bool(row.document != first.document and alike(first.what, row.what))


def _one(connection: Connection, filters: Filters, moment: str, row: Row[Any], repeats: Sequence[int]) -> Due:
    told = best_of(_answers(connection, filters, row, repeats))
    status = told[0] if told is not None else "open" if moment < row.ends else "past"
    return Due(
        id=f"U{row.id}", when=row.edtf, what=row.what, document=f"D{row.document}", span=Span(row.start, row.end),
        status=status, answered_by=tuple(f"D{number}" for number in told[1]) if told is not None else (),
        kind=row.kind, because=row.because, repeated_by=tuple(f"D{number}" for number in repeats),
        publisher=row.publisher, published=row.published,
    )  # fmt: skip


def _answers(
    connection: Connection, filters: Filters, row: Row[Any], repeats: Sequence[int]
) -> Iterator[tuple[int, Answer]]:
    """What later reports say of an item, by when they were known."""
    query = (
        select(texts.c.text).join(documents, documents.c.text_id == texts.c.id).where(documents.c.id == row.document)
    )
    text = connection.execute(query).scalar_one()
    promised = gist(
        text,
        Span(row.start, row.end),
        kind=row.kind,
        when=row.edtf,
        published=row.published,
        publisher=row.publisher,
        title=row.title,
    )
    if promised is None:
        return
    keys = select(story_keys.c.key).where(story_keys.c.document == row.document)
    shared = (
        select(story_keys.c.document, func.count().label("shared"))
        .join(documents, documents.c.id == story_keys.c.document)
        .where(
            story_keys.c.key.in_(keys),
            documents.c.known_from > row.known_from,
            counting(filters),
            documents.c.id.not_in([row.document, *repeats]),
        )
        .group_by(story_keys.c.document)
        .order_by(func.count().desc(), story_keys.c.document)
        .limit(_MOST_READ)
    )
    keys_of = {row.document: row.shared for row in connection.execute(shared)}
    if not keys_of:
        return
    query = select(documents.c.id, documents.c.published, documents.c.publisher, documents.c.title, texts.c.text).join(
        texts, texts.c.id == documents.c.text_id
    )
    for other in connection.execute(query.where(documents.c.id.in_(keys_of)).order_by(documents.c.known_from)):
        told = answer(
            promised, later(other.text, published=other.published, publisher=other.publisher, title=other.title)
        )
        if told is not None and (told.sure > 1 or keys_of[other.id] >= _ENOUGH_KEYS):
            yield other.id, told
