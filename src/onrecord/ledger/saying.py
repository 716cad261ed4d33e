"""What a database driver raises, turned into one line for people."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError

from onrecord.errors import LedgerBusy, LedgerError, NoLedger, NoSpace

_BUSY = "another program has been writing for {wait:g} seconds; try again when it is done"
_SAYINGS: tuple[tuple[str, type[LedgerError], str], ...] = (
    ("database is locked", LedgerBusy, _BUSY),
    ("lock timeout", LedgerBusy, _BUSY),
    ("locknotavailable", LedgerBusy, _BUSY),
    ("disk is full", NoSpace, "the disk is full; make room and run the same command again (what is stored is safe)"),
    ("no space left", NoSpace, "the disk is full; make room and run the same command again (what is stored is safe)"),
    ("disk i/o error", NoSpace, "the disk could not be written (full, or failing); make room and run it again"),
    ("file is not a database", NoLedger, "not a ledger; name another file with --ledger"),
    ("unable to open database", NoLedger, "cannot be opened; check the name, the folder and its permissions"),
    ("readonly database", LedgerError, "may only be read; ask for permission to write, or copy it"),
    ("read-only transaction", LedgerError, "may only be read; ask for permission to write, or copy it"),
    ("malformed", LedgerError, "damaged; run onrecord verify on it and bring back a backup"),
    ('fatal:  database "', NoLedger, "the server has no database of that name; make it with createdb"),
    ("authentication failed", NoLedger, "the server does not let you in; check the name and the password"),
    ("connection", NoLedger, "the server cannot be reached; check the address and that it runs"),
)


@contextmanager
def told(name: str, *, wait: float = 10.0) -> Iterator[None]:
    """Raise a driver's error as a ``LedgerError`` that begins with the ledger's name; ``wait`` is in seconds."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as failure:
        raise _told(failure, name, wait) from failure


def _told(failure: Exception, name: str, wait: float) -> LedgerError:
    cause = getattr(failure, "orig", None) or failure
    written = f"{cause} {type(cause).__name__}".casefold()
    for saying, kind, words in _SAYINGS:
        if saying in written:
            return kind(f"{name}: {words.format(wait=wait)}")
    first = str(cause).strip().partition("\n")[0]
    return LedgerError(f"{name}: the database refuses ({first}); run onrecord verify")
