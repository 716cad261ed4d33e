"""What the ledger keeps of what is due, and of the later reports that tell how it came out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, delete, func, select

from onrecord.ledger.inserting import insert_rows
from onrecord.ledger.numbering import next_id, retire
from onrecord.ledger.schema import documents, texts
from onrecord.ledger.weighed import dues, outcomes, story_keys

Columns = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Teller:
    """A report that may tell how something came out, or that said it was due: ``known`` is when it was known."""

    id: int
    known: str
    published: str | None
    publisher: str | None
    title: str | None
    text: str


def keep_dues(connection: Connection, number: int, rows: Sequence[Columns]) -> None:
    """Keep what document ``number`` says is due, in place of what an earlier reading of it had.

    An item that stands where one stood keeps its number, so that U2 is U2 after a rereading; numbers of items that are
    gone are not given again.
    """
    forget(connection, number)
    query = select(dues.c.id, dues.c.start, dues.c.end).where(dues.c.document == number)
    before = {(row.start, row.end): row.id for row in connection.execute(query)}
    if before:
        retire(connection, dues, before.values())
        connection.execute(delete(dues).where(dues.c.document == number))
    if not rows:
        return
    free = next_id(connection, dues)
    numbered = []
    for row in rows:
        old = before.pop((row["start"], row["end"]), None)
        numbered.append({"id": free if old is None else old, "document": number, **row})
        free += old is None
    insert_rows(connection, dues, numbered)


def forget(connection: Connection, number: int) -> None:
    """Take out what document ``number`` tells of what was due, and what others tell of its own items."""
    own = select(dues.c.id).where(dues.c.document == number)
    connection.execute(delete(outcomes).where((outcomes.c.document == number) | outcomes.c.due.in_(own)))


def keep_outcomes(connection: Connection, rows: Sequence[Columns]) -> None:
    """Keep how things came out: rows of ``outcomes``."""
    insert_rows(connection, outcomes, rows)


def due_in(connection: Connection, numbers: Iterable[int], *, before: str, since: str) -> list[Row[Any]]:
    """What reports of these numbers, known before a moment, say is due, where it does not end before ``since``."""
    query = (
        select(dues)
        .join(documents, documents.c.id == dues.c.document)
        .where(dues.c.document.in_(list(numbers)), documents.c.known_from < before, dues.c.ends >= since)
        .order_by(dues.c.id)
    )
    return list(connection.execute(query))


def tellers(connection: Connection, numbers: Iterable[int], *, after: str | None = None) -> list[Teller]:
    """Reports by their numbers, in their order; with ``after`` only those known after that moment."""
    query = _told().where(documents.c.id.in_(list(numbers)))
    if after is not None:
        query = query.where(documents.c.known_from > after)
    return [Teller(*row) for row in connection.execute(query.order_by(documents.c.id))]


def _told() -> Select[Any]:
    columns = (documents.c.id, documents.c.known_from, documents.c.published, documents.c.publisher, documents.c.title)
    return select(*columns, texts.c.text).join(texts, texts.c.id == documents.c.text_id)


def shared_keys(connection: Connection, number: int, others: Iterable[int]) -> dict[int, int]:
    """How many of the words under which document ``number`` is found each of the others has too."""
    keys = select(story_keys.c.key).where(story_keys.c.document == number)
    query = (
        select(story_keys.c.document, func.count())
        .where(story_keys.c.document.in_(list(others)), story_keys.c.key.in_(keys))
        .group_by(story_keys.c.document)
    )
    return {int(document): int(count) for document, count in connection.execute(query)}
