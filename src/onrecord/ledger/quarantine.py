"""Inputs that could not be read: kept as rows with their reasons, so that nothing vanishes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from sqlalchemy import Connection, delete, insert, select

from onrecord.errors import InputError
from onrecord.ledger import failpoints
from onrecord.ledger.connect import Desk
from onrecord.ledger.inserting import insert_rows
from onrecord.ledger.moments import now
from onrecord.ledger.numbering import next_id
from onrecord.ledger.schema import arrivals, refusals, wholes


def refuse(desk: Desk, *, locator: str, error: InputError, data: bytes | None, key: str | None = None) -> bool:
    """Keep a refused input with its reason, and its bytes where there are any; False where it is kept already."""
    because = str(error)
    key = key or hashlib.sha256(f"{locator}\n{because}".encode()).hexdigest()
    with desk.writing() as connection:
        known = connection.scalar(select(refusals.c.because).where(refusals.c.key == key))
        if known == because:
            return False
        if known is not None:  # the same bytes, refused for another reason by another version
            connection.execute(delete(refusals).where(refusals.c.key == key))
        blob = desk.store.put(data, connection) if data else None
        row = {"key": key, "locator": locator, "kind": type(error).__name__, "because": because, "blob": blob}
        connection.execute(insert(refusals).values(id=next_id(connection, refusals), added=now(), **row))
        failpoints.reach("before refusal")
    return True


def note_wholes(desk: Desk, files: Mapping[str, str]) -> None:
    """Note files (key: locator) that were given out to their end, with all of it stored or refused.

    One turn for many: a note that is lost costs only that the file is looked at again.
    """
    if not files:
        return
    with desk.writing() as connection:
        known = set(connection.scalars(select(wholes.c.key).where(wholes.c.key.in_(list(files)))))
        new = [{"key": key, "locator": locator, "added": now()} for key, locator in files.items() if key not in known]
        insert_rows(connection, wholes, new)
        failpoints.reach("before whole")


def is_whole(connection: Connection, key: str) -> bool:
    """True where that file was given out to its end before."""
    return connection.scalar(select(wholes.c.key).where(wholes.c.key == key)) is not None


def arrived(connection: Connection, keys: Iterable[str]) -> set[str]:
    """Those of ``keys`` that have come in before."""
    return set(connection.scalars(select(arrivals.c.key).where(arrivals.c.key.in_(list(keys)))))
