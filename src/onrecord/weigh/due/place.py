"""Keeps what a report says is still to come."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, insert

from onrecord.ledger.numbering import next_id
from onrecord.ledger.weighed import dues
from onrecord.weigh.due.find import Item


def place(connection: Connection, number: int, items: Sequence[Item]) -> None:
    """Keep the items of a report; those of an earlier reading of it are gone with its other rows."""
    if not items:
        return
    first = next_id(connection, dues)
    rows = [
        {
            "id": first + at, "document": number, "start": item.span.start, "end": item.span.end, "edtf": item.when,
            "ends": item.ends, "kind": item.kind, "what": item.what, "because": item.because,
        }
        for at, item in enumerate(items)
    ]  # fmt: skip
    connection.execute(insert(dues), rows)
