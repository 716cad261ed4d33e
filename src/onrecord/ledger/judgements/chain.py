"""The chain of judgements: each row has the SHA-256 of its content and of the row before, the first the ledger's id.

A changed, missing or inserted row breaks it at that place; a cut tail shows against the head printed in an export.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, insert, select

from onrecord.core.judgement import Act
from onrecord.ledger.schema import about, judgements

_COLUMNS = ("id", "at", "author", "act", "on", "evidence", "change", "reason", "previous")


def append(
    connection: Connection,
    *,
    at: str,
    author: str,
    act: Act,
    on: str,
    evidence: Mapping[str, Any],
    change: Mapping[str, Any],
    reason: str,
) -> int:
    """Write a judgement at the end of the chain; its number."""
    last, previous = head(connection)
    row: dict[str, Any] = {
        "id": last + 1,
        "at": at,
        "author": author,
        "act": act,
        "on": on,
        "evidence": canonical_json(evidence),
        "change": canonical_json(change),
        "reason": reason,
        "previous": previous,
    }
    connection.execute(insert(judgements).values({**row, "hash": digest(row)}))
    return last + 1


def head(connection: Connection) -> tuple[int, str]:
    """The number and hash of the last judgement; 0 and the ledger's own id where there is none."""
    last = connection.execute(
        select(judgements.c.id, judgements.c.hash).order_by(judgements.c.id.desc()).limit(1)
    ).first()
    if last is not None:
        return int(last.id), str(last.hash)
    return 0, str(connection.scalar(select(about.c.value).where(about.c.key == "ledger")))


def digest(row: Mapping[str, Any]) -> str:
    """The hash of a row, over exactly the characters that are stored."""
    return hashlib.sha256(canonical_json({name: row[name] for name in _COLUMNS}).encode()).hexdigest()


def canonical_json(value: Mapping[str, Any]) -> str:
    """The one way in which a value is written: keys in order, no spaces, no numbers that are none."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def broken(connection: Connection) -> Iterator[tuple[str, str]]:
    """What is wrong with the chain: ("J7", "its content is not what was written") …, nothing where it is whole."""
    previous = str(connection.scalar(select(about.c.value).where(about.c.key == "ledger")))
    expected = 1
    for row in connection.execute(select(judgements).order_by(judgements.c.id)).yield_per(1000):
        content = dict(row._mapping)
        name = f"J{row.id}"
        if row.id != expected:
            yield name, f"it follows J{expected - 1}, so something between them is missing"
        if row.previous != previous:
            yield name, "the judgement before it is not the one it was written after"
        if digest(content) != row.hash:
            yield name, "its content is not what was written"
        previous, expected = row.hash, row.id + 1
