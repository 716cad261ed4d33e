"""Original bytes and texts: each must hash to the name it bears."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from sqlalchemy import Connection, select, union

from onrecord.errors import Unknown
from onrecord.ledger.digest import rows_in_order
from onrecord.ledger.schema import documents, refusals, texts
from onrecord.ledger.store import Store
from onrecord.ledger.verify.finding import Finding, Tally


def check_originals(connection: Connection, store: Store, tally: Tally) -> Iterator[Finding]:
    """Bytes that are missing or changed, and those that nothing in the ledger speaks of."""
    tally.at = "original bytes"
    of_reports = select(documents.c.blob)
    of_refusals = select(refusals.c.blob).where(refusals.c.blob.is_not(None))
    spoken = set(connection.scalars(union(of_reports, of_refusals)))
    for name in sorted(spoken):
        tally.originals += 1
        because = _wrong(store, name, connection)
        if because:
            yield Finding(name, "bytes", f"{because} ({_whose(connection, name)})")
    for name in store.names(connection):
        if name in spoken:
            continue
        because = _wrong(store, name, connection)
        says = because or "no report speaks of these bytes: left by a run that was stopped, or put there by hand"
        yield Finding(name, "bytes", says, broken=bool(because))


def _wrong(store: Store, name: str, connection: Connection) -> str:
    try:
        data = store.get(name, connection)
    except Unknown:
        return "these bytes are missing; bring them back from a backup"
    except OSError as failure:
        return f"these bytes cannot be read ({failure.strerror or type(failure).__name__})"
    if hashlib.sha256(data).hexdigest() != name:
        return "these bytes have changed: they hash to another name; bring them back from a backup"
    return ""


def _whose(connection: Connection, blob: str) -> str:
    numbers = list(connection.scalars(select(documents.c.id).where(documents.c.blob == blob).order_by(documents.c.id)))
    if numbers:
        return ", ".join(f"D{number}" for number in numbers[:10])
    refused = select(refusals.c.id).where(refusals.c.blob == blob)
    return ", ".join(f"Q{number}" for number in connection.scalars(refused))


def check_texts(connection: Connection, tally: Tally) -> Iterator[Finding]:
    """Texts that do not hash to their id."""
    tally.at = "texts"
    for name, text in rows_in_order(connection, texts, [texts.c.id, texts.c.text], at_once=20):
        tally.texts += 1
        if hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest() == name.removeprefix("sha256:"):
            continue
        mine = select(documents.c.id).where(documents.c.text_id == name).order_by(documents.c.id)
        whose = ", ".join(f"D{number}" for number in connection.scalars(mine)) or "of no report"
        yield Finding(name, "text", f"this text has changed: it hashes to another id ({whose})")
