"""What the ledger keeps of what is due, and of the later reports that tell how it came out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, func, select

from onrecord.ledger.inserting import insert_rows
from onrecord.ledger.numbering import next_id, retire
from onrecord.ledger.schema import documents, texts
from onrecord.ledger.weighed import dues, outcomes, story_keys

Columns = dict[str, Any]

# Made once: building a question costs more than asking it.
_OF_REPORT = select(dues.c.id, dues.c.start, dues.c.end).where(dues.c.document == bindparam("number"))
_FORGET = delete(outcomes).where(
    (outcomes.c.document == bindparam("number"))
    | outcomes.c.due.in_(select(dues.c.id).where(dues.c.document == bindparam("number")))
)
_DUE_IN = (
    select(dues)
    .join(documents, documents.c.id == dues.c.document)
    .where(dues.c.document.in_(bindparam("numbers", expanding=True)), documents.c.known_from < bindparam("before"),
           dues.c.ends >= bindparam("since"))
    .order_by(dues.c.id)
)  # fmt: skip
_TELLERS = (
    select(documents.c.id, documents.c.known_from, documents.c.published, documents.c.publisher, documents.c.title,
           texts.c.text)
    .join(texts, texts.c.id == documents.c.text_id)
    .where(documents.c.id.in_(bindparam("numbers", expanding=True)), documents.c.known_from > bindparam("after"))
    .order_by(documents.c.id)
)  # fmt: skip
_SHARED_KEYS = (
    select(story_keys.c.document, func.count())
    .where(story_keys.c.document.in_(bindparam("others", expanding=True)),
           story_keys.c.key.in_(select(story_keys.c.key).where(story_keys.c.document == bindparam("number"))))
    .group_by(story_keys.c.document)
)  # fmt: skip


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
    before = {(row.start, row.end): row.id for row in connection.execute(_OF_REPORT, {"number": number})}
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
    connection.execute(_FORGET, {"number": number})


def keep_outcomes(connection: Connection, rows: Sequence[Columns]) -> None:
    """Keep how things came out: rows of ``outcomes``."""
    insert_rows(connection, outcomes, rows)


def due_in(connection: Connection, numbers: Iterable[int], *, before: str, since: str) -> list[Row[Any]]:
    """What reports of these numbers, known before a moment, say is due, where it does not end before ``since``."""
    return list(connection.execute(_DUE_IN, {"numbers": list(numbers), "before": before, "since": since}))


def tellers(connection: Connection, numbers: Iterable[int], *, after: str | None = None) -> list[Teller]:
    """Reports by their numbers, in their order; with ``after`` only those known after that moment."""
    return [Teller(*row) for row in connection.execute(_TELLERS, {"numbers": list(numbers), "after": after or ""})]


def shared_keys(connection: Connection, number: int, others: Iterable[int]) -> dict[int, int]:
    """How many of the words under which document ``number`` is found each of the others has too."""
    found = connection.execute(_SHARED_KEYS, {"number": number, "others": list(others)})
    return {int(document): int(count) for document, count in found}
