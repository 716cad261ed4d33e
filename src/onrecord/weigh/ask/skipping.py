"""A page far down a list: the database passes over what stands before it, and nothing of that is built.

Offsets count answers, as people ruled: what was rejected is none. Only what was ruled on is therefore looked at.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, or_, select, true

from onrecord.ledger.schema import documents
from onrecord.weigh.ask.batches import BATCH
from onrecord.weigh.ask.ruled import Rulings

_PARTS = 200  # addresses asked for together


def past(connection: Connection, query: Select[Any], answers: int, silent: Collection[int] = ()) -> Select[Any]:
    """``query``, which gives numbers in ascending order, from its row after so many ``answers``.

    ``silent`` are the numbers it gives of which there is no answer: ``past(connection, query, 50, {7})`` leaves out 51
    rows where the 7 is among them.
    """
    if not answers:
        return query
    without, rows = sorted(silent), answers
    while without:
        first = connection.scalar(query.offset(rows).limit(1))
        further = rows if first is None else answers + bisect_left(without, first)
        if further == rows:
            break
        rows = further
    return query.offset(rows)


def given(connection: Connection, query: Select[Any], column: Any, wanted: Iterable[int]) -> set[int]:
    """Those of ``wanted`` that the query gives: ``given(connection, query, claims.c.id, [7, 9])`` is {9}."""
    return {int(number) for some in _some(sorted(set(wanted)))
            for number in connection.scalars(query.where(column.in_(some)))}  # fmt: skip


def silent_groups(
    connection: Connection, rulings: Rulings, query: Select[Any], column: Any, *, local: str, letter: str | None = None,
    counts: Sequence[ColumnElement[bool]] = (),
) -> set[int]:  # fmt: skip
    """What the query gives and people have rejected, itself or every part of it in reports that count.

    ``column`` is that of the parts which says what they belong to: ``happenings.c.event`` with ``local`` "eve", and
    ``letter`` "E" where the whole can be rejected too; ``counts`` are conditions on the parts and their documents.
    """
    table: Table = column.table
    rejected = rulings.rejected_parts(local)
    whole = given(connection, query, column, rulings.rejected(letter) if letter is not None else ())
    touched: set[int] = set()
    for some in _some(sorted(rejected)):
        where = or_(*(and_(table.c.document == document, table.c.local == name) for document, name in some))
        touched.update(connection.scalars(select(column).where(where)))
    doubtful = given(connection, query, column, touched) - whole
    heard: set[int] = set()
    for some in _some(sorted(doubtful)):
        parts = select(column.label("number"), table.c.document, table.c.local)
        parts = parts.join(documents, documents.c.id == table.c.document)
        for row in connection.execute(parts.where(column.in_(some), *(counts or (true(),)))):
            if (row.document, row.local) not in rejected:
                heard.add(int(row.number))
    return whole | (doubtful - heard)


def _some(wanted: Sequence[Any]) -> Iterator[Sequence[Any]]:
    most = BATCH if wanted and isinstance(wanted[0], int) else _PARTS
    return (wanted[start : start + most] for start in range(0, len(wanted), most))
