"""Everything that judgements change, as one value, so that two moments of a ledger can be compared."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, select

from onrecord.ledger.connect import Desk
from onrecord.ledger.schema import apart, bindings, documents, figures, happenings, joined, namings, rulings, unbound

_SEEN = {
    happenings: ("document", "local", "base", "event"),
    namings: ("document", "local", "base", "actor"),
    figures: ("document", "local", "base", "group"),
    documents: ("id", "copy_base", "copy_base_kind", "copy_of", "copy_kind"),
    rulings: ("item", "judgement", "verdict", "change", "comments"),
    joined: ("item", "into", "judgement"),
    apart: ("a", "b", "judgement"),
    bindings: ("judgement", "part", "document", "item"),
    unbound: ("judgement", "because"),
}


def taken(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
    """The rows that judgements work on, in order."""
    return {
        table.name: sorted(map(tuple, connection.execute(select(*(table.c[name] for name in names)))), key=repr)
        for table, names in _SEEN.items()
    }


def effects(desk: Desk) -> dict[str, list[tuple[Any, ...]]]:
    """What stands in the ledger after all judgements, without the notes of which judgement is bound where."""
    with desk.reading() as connection:
        found = taken(connection)
    return {name: rows for name, rows in found.items() if name not in {"bindings", "unbound"}}
