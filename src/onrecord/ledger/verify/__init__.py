"""Proof that nothing in a ledger has changed since it was written, or the name of each thing that has.

``list(verify(desk))`` is empty for a ledger as it was left.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from onrecord.errors import LedgerError
from onrecord.ledger.connect import Desk
from onrecord.ledger.verify.chain import check_chain, check_rulings
from onrecord.ledger.verify.database import check_database, check_pointers, check_search
from onrecord.ledger.verify.finding import Finding, Tally
from onrecord.ledger.verify.originals import check_originals, check_texts
from onrecord.ledger.verify.reports import check_reports

__all__ = ["Finding", "Tally", "verify"]


def verify(desk: Desk, *, head: str | None = None, tally: Tally | None = None) -> Iterator[Finding]:
    """Everything that is not as it was written, named one by one.

    ``head`` is the hash of a judgement as it was printed once: it must still be there, so that nobody has cut off the
    last judgements. ``tally`` counts what is looked at, and can be watched meanwhile. All is seen at one moment, also
    while others write. Raises ``NoLedger`` where the ledger cannot be reached at all.
    """
    tally = Tally() if tally is None else tally
    parts: list[Callable[[Connection], Iterator[Finding]]] = [
        lambda connection: check_database(connection, desk),
        lambda connection: check_pointers(connection, tally),
        lambda connection: check_originals(connection, desk.store, tally),
        lambda connection: check_texts(connection, tally),
        lambda connection: check_reports(connection, tally),
        lambda connection: check_search(connection),
        lambda connection: check_chain(connection, tally, head=head),
        lambda connection: check_rulings(connection),
    ]
    begun = False
    try:
        with desk.reading() as connection:
            begun = True
            for part in parts:
                try:
                    yield from part(connection)
                except (DBAPIError, sqlite3.Error) as failure:
                    first = str(getattr(failure, "orig", None) or failure).strip().partition("\n")[0]
                    yield Finding(desk.name, "database", f"cannot be read to its end ({first}); bring back a backup")
    except LedgerError:  # a damaged database may refuse even to be left
        if not begun:
            raise
