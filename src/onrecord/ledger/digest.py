"""One number for all that a ledger says: equal where two ledgers say the same, however they came to it."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Table, case, collate, null, select

from onrecord.ledger.columns import metadata
from onrecord.ledger.kept_text import KeptText
from onrecord.ledger.schema import about, blobs, documents, searches

# The ledger's own id; bytes, which are named by their hashes in the rows that speak of them; what people look for.
_NOT_SAID = {about.name, blobs.name, searches.name}
# When this program did it, and the links of the chain of judgements, which begins with the ledger's own id.
_OF_THE_RUN = {"added", "made", "previous", "hash"}
_AT_ONCE = 500  # rows held in memory


def digest(connection: Connection) -> str:
    """SHA-256, 64 hexadecimal digits, over every row in a fixed order; the same on SQLite and PostgreSQL.

    What may rightly differ between two runs over the same input is left out: moments of adding and making, and the
    ledger's own id. Equal for a run that was killed and continued, and one that was not.
    """
    told = hashlib.sha256()
    for table in sorted(metadata.tables.values(), key=lambda table: table.name):
        if table.name in _NOT_SAID:
            continue
        columns = [column for column in table.columns if column.name not in _OF_THE_RUN]
        told.update(_line([table.name, *(column.name for column in columns)]))
        for row in rows_in_order(connection, table, [_said(column) for column in columns]):
            told.update(_line([_plain(value) for value in row]))
    return told.hexdigest()


def rows_in_order(
    connection: Connection, table: Table, columns: Sequence[ColumnElement[Any]], *, at_once: int = _AT_ONCE
) -> Iterator[Any]:
    """Rows by primary key, a few at a time; words by their code points, whatever the server's language is."""
    server = connection.dialect.name == "postgresql"
    order = [
        collate(column, "C") if server and isinstance(column.type, KeptText) else column
        for column in table.primary_key.columns
    ]
    query = select(*columns).order_by(*order)
    yield from connection.execute(query, execution_options={"yield_per": at_once})


def _said(column: Column[Any]) -> ColumnElement[Any]:
    """The column, or what of it does not hang on when the program ran."""
    if column is documents.c.known_from:  # a report without a date is known from when it was added
        return case((documents.c.published_from.is_(None), null()), else_=column)
    return column


def _plain(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return hashlib.sha256(_unpacked(bytes(value))).hexdigest()
    return value


def _unpacked(data: bytes) -> bytes:
    """Packed bytes as they were, because another zlib packs them otherwise."""
    try:
        return zlib.decompress(data)
    except zlib.error:
        return data


def _line(values: list[Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
