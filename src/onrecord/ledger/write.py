"""One report into the ledger, in one transaction: its bytes, its text, its reading, its place among the others.

The bytes are safe on disk before the ledger speaks of them, and the ledger speaks of the report wholly or not at all.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from sqlalchemy import Connection, bindparam, select, update

from onrecord.core import Document
from onrecord.ledger import failpoints
from onrecord.ledger.connect import Desk
from onrecord.ledger.founding import Joined, found
from onrecord.ledger.identity import identity, version
from onrecord.ledger.inserting import insert_rows
from onrecord.ledger.moments import bounds, now
from onrecord.ledger.numbering import Free, free_numbers, next_id
from onrecord.ledger.relate import follow_up
from onrecord.ledger.rows import ReadRows, Row
from onrecord.ledger.schema import (
    actors,
    arrivals,
    claims,
    documents,
    events,
    figures,
    flags,
    groups,
    happenings,
    namings,
    placings,
    readings,
    sides,
    texts,
    ties,
)
from onrecord.ledger.words import index_claims, index_document

Status = Literal["read", "unread", "withdrawn"]
Fate = Literal["added", "version", "known"]

_NUMBERED = (readings, placings, namings, claims, happenings, figures, ties, flags, actors, events, groups)
# Made once: building a statement costs more than asking it.
_ARRIVED = select(arrivals.c.document).where(arrivals.c.key == bindparam("key"))
_ITS_IDENTITY = documents.c.identity == bindparam("identity")
_SAME = select(documents.c.id).where(_ITS_IDENTITY, documents.c.version == bindparam("version"))
_LATEST = (
    select(documents.c.id).where(_ITS_IDENTITY, documents.c.superseded_by.is_(None)).order_by(documents.c.id.desc())
)
_TEXT = select(texts.c.id).where(texts.c.id == bindparam("text"))


class Weigh(Protocol):
    """What sets a report beside those that are known, inside the transaction that keeps it."""

    def joins(self, connection: Connection, number: int) -> Iterable[Joined]:
        """Which of its happenings are known events; asked before its rows are there."""

    def place(self, connection: Connection, number: int) -> None:
        """Everything else, once its rows are there."""

    def place_reading(self, connection: Connection, number: int) -> None:
        """What of it hangs on how the report was read; done anew where it is read again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A report on its way in: its bytes, the document made of them, and its reading as rows (None where unread)."""

    key: str
    locator: str
    data: bytes
    kind: str
    document: Document
    status: Status
    reader: str
    rows: ReadRows | None
    weigh: Weigh | None = None
    """What sets it beside the others."""


def put(desk: Desk, incoming: Incoming) -> tuple[Fate, int]:
    """Keep a report; what became of it and its number. What has come before changes nothing.

    Raises what :meth:`Desk.writing` raises; the ledger is then as it was.
    """
    with desk.writing() as connection:
        known = connection.scalar(_ARRIVED, {"key": incoming.key})
        if known is not None:
            return "known", int(known)
        blob = desk.store.put(incoming.data, connection)
        failpoints.reach("after blob")
        fate, number = _document(connection, incoming, blob)
        if fate != "known":
            _words(connection, number, incoming)
            if incoming.rows is not None:
                joins = () if incoming.weigh is None else incoming.weigh.joins(connection, number)
                put_reading(connection, number, incoming.rows, reader=incoming.reader, joins=joins)
            follow_up(connection, number, incoming.document)
            if incoming.weigh is not None:
                incoming.weigh.place(connection, number)
        arrival = {"key": incoming.key, "locator": incoming.locator, "document": number, "added": now()}
        insert_rows(connection, arrivals, [arrival])
        failpoints.reach("before commit")
    failpoints.reach("after commit")
    return fate, number


def _document(connection: Connection, incoming: Incoming, blob: str) -> tuple[Fate, int]:
    """The row of the document, and whether it is new, a version of a known one, or already there."""
    document = incoming.document
    who, what = identity(document), version(document)
    if (number := connection.scalar(_SAME, {"identity": who, "version": what})) is not None:
        return "known", int(number)
    earlier = connection.scalar(_LATEST, {"identity": who})
    if connection.scalar(_TEXT, {"text": document.id}) is None:
        insert_rows(connection, texts, [{"id": document.id, "text": document.text}])
    number = next_id(connection, documents)
    added = now()
    span = bounds(document.published)
    row = {
        "id": number,
        "identity": who,
        "version": what,
        "text_id": document.id,
        "external_id": document.external_id,
        "url": document.url,
        "publisher": document.publisher,
        "title": document.title,
        "byline": document.byline,
        "published": document.published,
        "published_from": span[0] if span else None,
        "known_from": span[1] if span else added,
        "language": document.language,
        "status": incoming.status,
        "kind": incoming.kind,
        "blob": blob,
        "bytes": len(incoming.data),
        "locator": incoming.locator,
        "added": added,
        "words": len(document.text.split()),
        "extra": json.dumps(document.extra, ensure_ascii=False, sort_keys=True, default=str),
        "supersedes": earlier,
    }
    insert_rows(connection, documents, [row])
    if earlier is not None:
        connection.execute(update(documents).where(documents.c.id == earlier).values(superseded_by=number))
    return ("added" if earlier is None else "version"), number


def _words(connection: Connection, number: int, incoming: Incoming) -> None:
    index_document(connection, number, title=incoming.document.title, body=incoming.document.text)


Keep = Callable[[str, Row], int | None]
"""The number that a row of a table had in an earlier reading of the same evidence, or None."""


def put_reading(
    connection: Connection,
    number: int,
    rows: ReadRows,
    *,
    reader: str,
    keep: Keep | None = None,
    joins: Iterable[Joined] = (),
) -> None:
    """Store a reading of document ``number`` as its current one.

    ``keep`` lets C9 stay C9 in a later reading; ``joins`` says which happenings are known events.
    """
    free = free_numbers(connection, _NUMBERED)
    reading = {"id": next(free["readings"]), "document": number, "reader": reader, "current": True, "made": now(),
               "record": rows.record}  # fmt: skip
    insert_rows(connection, readings, [reading])
    ids: dict[str, int] = {}
    for name, given in (("placings", rows.placings), ("namings", rows.namings), ("claims", rows.claims),
                        ("happenings", rows.happenings), ("figures", rows.figures)):  # fmt: skip
        ids.update(zip((row["local"] for row in given), _numbers(name, given, free, keep), strict=True))
    insert_rows(connection, placings, [{**row, "id": ids[row["local"]], "document": number} for row in rows.placings])
    founded = found(connection, rows, number, free, joins=joins)
    named = [_joined(row, ids, number, founded.actors[row["local"]], "actor") for row in rows.namings]
    insert_rows(connection, namings, named)
    insert_rows(connection, claims, [{**row, "id": ids[row["local"]], "document": number,
                                      "speaker": ids.get(row["speaker"] or "")} for row in rows.claims])  # fmt: skip
    happened = [_happening(row, ids, number, founded.events[row["local"]]) for row in rows.happenings]
    insert_rows(connection, happenings, happened)
    insert_rows(connection, sides, [side for row in rows.happenings for side in _sides(row, ids)])
    insert_rows(connection, figures, [_figure(row, ids, number, founded.groups[row["local"]]) for row in rows.figures])
    related = zip(rows.ties, _numbers("ties", rows.ties, free, None), strict=True)
    insert_rows(connection, ties, [{**_tie(row, ids, number), "id": own} for row, own in related])
    flagged = zip(rows.flags, _numbers("flags", rows.flags, free, keep), strict=True)
    insert_rows(connection, flags, [{**row, "document": number, "id": own} for row, own in flagged])
    index_claims(connection, [(ids[row["local"]], row["text"], row["speaker_name"] or "") for row in rows.claims])


def _numbers(table: str, rows: Sequence[Row], free: Free, keep: Keep | None) -> list[int]:
    """The number of each row: the one it had, else the next that is free."""
    kept = [keep(table, row) if keep is not None else None for row in rows]
    return [next(free[table]) if number is None else number for number in kept]


def _joined(row: Row, ids: dict[str, int], number: int, joined: tuple[int, int, str], name: str) -> Row:
    base, current, because = joined
    return {**row, "id": ids[row["local"]], "document": number, "base": base, name: current, "because": because}


def _happening(row: Row, ids: dict[str, int], number: int, joined: tuple[int, int, str]) -> Row:
    kept = {key: value for key, value in row.items() if key not in {"actors", "recipients"}}
    pointing = {key: ids.get(row[key] or "") for key in ("claim", "place")}
    return {**_joined(kept, ids, number, joined, "event"), **pointing}


def _sides(row: Row, ids: dict[str, int]) -> list[Row]:
    happening = ids[row["local"]]
    named: dict[tuple[int, str], Any] = {
        (ids[local], side): None
        for side, locals_ in (("actor", row["actors"]), ("recipient", row["recipients"]))
        for local in locals_
        if local in ids
    }
    return [{"happening": happening, "naming": naming, "side": side} for naming, side in named]


def _figure(row: Row, ids: dict[str, int], number: int, group: int) -> Row:
    pointing = {key: ids.get(row[key] or "") for key in ("happening", "claim", "place")}
    return {**row, "id": ids[row["local"]], "document": number, "base": group, "group": group, **pointing}


def _tie(row: Row, ids: dict[str, int], number: int) -> Row:
    target = row["object"] or ""
    place = target.startswith("pla")
    return {
        **row,
        "document": number,
        "subject": ids.get(row["subject"] or ""),
        "object": None if place else ids.get(target),
        "object_place": ids.get(target) if place else None,
        "claim": ids.get(row["claim"] or ""),
    }
