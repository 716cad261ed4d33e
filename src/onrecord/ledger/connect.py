"""A ledger is opened here and nowhere else: one file in SQLite, or a PostgreSQL database, with the same tables.

A writer takes its turn before it reads (``BEGIN IMMEDIATE``, an advisory lock), so that nobody is refused half-way; a
reader sees one moment of the ledger from its first question to its last, whatever is written meanwhile.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from onrecord.errors import LedgerBusy, LedgerError, NoLedger, NoSpace, UsageError
from onrecord.ledger.store import Folder, Rows, Store
from onrecord.settings import Settings

APPLICATION = 0x6F6E7265  # "onre" in the header of the file, so that file(1) and we know it
_WAIT_SECONDS = 10
_TURN = 7_310_588_001_112  # the advisory lock that a writer holds in PostgreSQL; any number of our own
_SERVER = re.compile(r"postgres(?:ql)?(?:\+psycopg)?://")
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",  # an acknowledged write survives the loss of power, as far as the disk is honest
    "PRAGMA foreign_keys=ON",
    "PRAGMA recursive_triggers=ON",  # without it INSERT OR REPLACE walks past the triggers that keep judgements
    f"PRAGMA busy_timeout={_WAIT_SECONDS * 1000}",
    "PRAGMA cache_size=-65536",
    "PRAGMA temp_store=MEMORY",
)


@dataclass(frozen=True, slots=True)
class Desk:
    """An open ledger: its engine, the store of its bytes, and the file it lies in (None on a server)."""

    engine: Engine
    store: Store
    path: Path | None
    name: str
    settings: Settings

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one moment of the ledger."""
        with told(self.name), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection whose turn it is to write; all of it is kept, or nothing where an error leaves the block.

        Raises ``LedgerBusy`` where another program writes for more than ten seconds, ``NoSpace`` before the disk is
        full, ``LedgerError`` where the ledger may only be read.
        """
        self.check_space()
        opened = self.engine.connect().execution_options(onrecord_writes=True)
        with told(self.name), opened as connection, connection.begin():
            yield connection

    def check_space(self) -> None:
        """Raise ``NoSpace`` where less than ``min_free_bytes`` is left on the ledger's disk."""
        if self.path is None:
            return
        try:
            free = shutil.disk_usage(self.path.parent).free
        except OSError:
            return  # the write itself will say what is wrong
        if free < self.settings.min_free_bytes:
            kept = self.settings.min_free_bytes // 1_000_000
            raise NoSpace(
                f"{self.name}: {free // 1_000_000:,} MB left on this disk, and {kept:,} are kept free; "
                "make room and run the same command again (what is stored is safe)"
            )

    def close(self) -> None:
        """Let go of the file or the server."""
        self.engine.dispose()

    @property
    def is_server(self) -> bool:
        """True on PostgreSQL."""
        return self.path is None


def is_server(where: str | Path) -> bool:
    """True for ``postgresql://…``."""
    return isinstance(where, str) and _SERVER.match(where) is not None


def connect(where: str | Path, *, settings: Settings, read_only: bool = False) -> Desk:
    """The engine for a ledger's file or database; nothing is asked of it yet.

    Raises ``UsageError`` for the address of another kind of database, ``LedgerError`` where the driver is missing.
    """
    if is_server(where):
        return _server(str(where), settings)
    if isinstance(where, str) and "://" in where:
        raise UsageError(f"--ledger {where.partition('://')[0]}://…: a ledger is a file or a postgresql:// address")
    path = Path(where)
    engine = create_engine("sqlite://", poolclass=QueuePool, pool_size=4, creator=lambda: _sqlite(path, read_only))
    event.listen(engine, "connect", _prepare if not read_only else _prepare_reader)
    event.listen(engine, "begin", _begin_sqlite)
    return Desk(engine, Folder(path.with_name(path.name + ".store")), path, str(where), settings)


def _sqlite(path: Path, read_only: bool) -> sqlite3.Connection:
    mode = "ro" if read_only else "rwc"
    address = f"{path.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(address, uri=True, isolation_level=None, timeout=_WAIT_SECONDS, check_same_thread=False)


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _prepare_reader(connection: sqlite3.Connection, _record: Any) -> None:
    for pragma in _PRAGMAS[2:]:
        connection.execute(pragma)


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("onrecord_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _server(address: str, settings: Settings) -> Desk:
    try:
        import psycopg  # noqa: F401
    except ImportError:
        raise LedgerError("PostgreSQL needs its driver: pip install 'onrecord[postgres]'") from None
    plain = _SERVER.sub("postgresql+psycopg://", address, count=1)
    engine = create_engine(plain, isolation_level="REPEATABLE READ", pool_pre_ping=True)
    event.listen(engine, "begin", _begin_server)
    name = re.sub(r"//[^@/]*@", "//", address)  # no password in a message
    return Desk(engine, Rows(), None, name, settings)


def _begin_server(connection: Connection) -> None:
    if connection.get_execution_options().get("onrecord_writes", False):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{_WAIT_SECONDS}s'")
        connection.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": _TURN})


@contextmanager
def told(name: str) -> Iterator[None]:
    """Turn what a database driver raises into one line for people."""
    try:
        yield
    except DBAPIError as failure:
        raise _told(failure, name) from failure
    except sqlite3.Error as failure:
        raise _told(failure, name) from failure


_SAYINGS: tuple[tuple[str, type[LedgerError], str], ...] = (
    ("database is locked", LedgerBusy, "another program has been writing for ten seconds; try again when it is done"),
    ("lock timeout", LedgerBusy, "another program has been writing for ten seconds; try again when it is done"),
    ("locknotavailable", LedgerBusy, "another program has been writing for ten seconds; try again when it is done"),
    ("disk is full", NoSpace, "the disk is full; make room and run the same command again (what is stored is safe)"),
    ("disk i/o error", NoSpace, "the disk could not be written (full, or failing); make room and run it again"),
    ("file is not a database", NoLedger, "not a ledger; name another file with --ledger"),
    ("unable to open database", NoLedger, "cannot be opened; check the name, the folder and its permissions"),
    ("readonly database", LedgerError, "may only be read; ask for permission to write, or copy it"),
    ("malformed", LedgerError, "damaged; run onrecord verify on it and bring back a backup"),
    ("connection", NoLedger, "the server cannot be reached; check the address and that it runs"),
)


def _told(failure: Exception, name: str) -> LedgerError:
    cause = getattr(failure, "orig", None) or failure
    written = f"{cause} {type(cause).__name__}".casefold()
    for saying, kind, words in _SAYINGS:
        if saying in written:
            return kind(f"{name}: {words}")
    first = str(cause).strip().partition("\n")[0]
    return LedgerError(f"{name}: the database refuses ({first}); run onrecord verify")
