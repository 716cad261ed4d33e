"""Reports: their facts, the record of their reading, and every row and span that came out of it."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, select

from onrecord.core import Document, Reading
from onrecord.ledger.identity import identity, version
from onrecord.ledger.moments import bounds
from onrecord.ledger.rows import ReadRows, rows_of, unpacked
from onrecord.ledger.schema import documents, readings, texts
from onrecord.ledger.verify.finding import Finding, Tally
from onrecord.ledger.verify.rows import Stored, compared, stored_rows
from onrecord.ledger.verify.spans import check_spans

_AT_ONCE = 100  # reports whose rows are held in memory
_FACTS = ("external_id", "url", "publisher", "title", "byline", "published")


def check_reports(connection: Connection, tally: Tally) -> Iterator[Finding]:
    """Every report in turn; of one whose text has changed (which ``check_texts`` tells) the facts alone."""
    tally.at = "reports"
    last = 0
    while True:
        query = select(documents).where(documents.c.id > last).order_by(documents.c.id).limit(_AT_ONCE)
        found = connection.execute(query).mappings().all()
        if not found:
            return
        first, last = int(found[0]["id"]), int(found[-1]["id"])
        rows = stored_rows(connection, first, last)
        current = _current(connection, first, last)
        for row in found:
            number = int(row["id"])
            tally.reports += 1
            text = connection.scalar(select(texts.c.text).where(texts.c.id == row["text_id"]))
            if text is None:
                continue  # check_pointers tells that it is missing
            document = Document.of(text, language=row["language"], **{name: row[name] for name in _FACTS})
            whole = document.id == row["text_id"]
            if whole:
                yield from _facts(dict(row), document)
            records = current.get(number, [])
            yield from _readings(dict(row), document, records, rows[number], tally, whole=whole)


def _current(connection: Connection, first: int, last: int) -> dict[int, list[bytes]]:
    found: dict[int, list[bytes]] = {}
    query = select(readings.c.document, readings.c.record).where(
        readings.c.document.between(first, last), readings.c.current
    )
    for number, record in connection.execute(query.order_by(readings.c.id)):
        found.setdefault(int(number), []).append(bytes(record))
    return found


def _facts(row: dict[str, Any], document: Document) -> Iterator[Finding]:
    """Title, publisher and the rest, which the version was worked out from when the report came in."""
    name = f"D{row['id']}"
    if version(document) != row["version"]:
        told = "its publisher, title, byline, date, address or id has changed, or the version worked out from them"
        yield Finding(name, "facts", told)
    elif identity(document) != row["identity"]:
        yield Finding(name, "facts", "what makes it this report and no other has changed")
    span = bounds(document.published)
    if span != (None if row["published_from"] is None else (row["published_from"], row["known_from"])):
        yield Finding(name, "facts", "the moments worked out from its date have changed")


def _readings(
    row: dict[str, Any], document: Document, records: list[bytes], stored: Stored, tally: Tally, *, whole: bool
) -> Iterator[Finding]:
    name = f"D{row['id']}"
    if len(records) != (row["status"] == "read"):
        yield Finding(name, "record", f"it has {len(records)} current readings, and its status is {row['status']}")
        return
    if not whole:
        return
    yield from check_spans(stored, document.text, tally)
    try:
        expected = rows_of(_reading(records[0], document)) if records else ReadRows(b"", [], [], [], [], [], [], [])
    except (zlib.error, ValueError, KeyError, TypeError, AttributeError, IndexError) as failure:
        yield Finding(name, "record", f"the record of its reading cannot be read any more ({type(failure).__name__})")
        return
    yield from compared(name, expected, stored)


def _reading(record: bytes, document: Document) -> Reading:
    """The reading of a record; raises ``ValueError`` where it is of another document."""
    data = unpacked(record, text=document.text)
    told = data["document"]
    if any(told[name] != getattr(document, name) for name in ("id", "publisher", "url", "title", "published")):
        raise ValueError("it speaks of another document")
    return Reading.from_dict(data)
