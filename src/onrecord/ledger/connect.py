"""A ledger is opened here and nowhere else: one file in SQLite, or a PostgreSQL database, with the same tables.

A writer takes its turn before it reads (``BEGIN IMMEDIATE``, an advisory lock), so that nobody is refused half-way; a
reader sees one moment of the ledger from its first question to its last, whatever is written meanwhile.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.pool import QueuePool

from onrecord.errors import LedgerError, NoSpace, UsageError
from onrecord.ledger.ground import may_be_written
from onrecord.ledger.saying import told
from onrecord.ledger.store import Folder, Rows, Store
from onrecord.settings import Settings

APPLICATION = 0x6F6E7265  # "onre" in the header of the file, so that file(1) and we know it
_TURN = 7_310_588_001_112  # the advisory lock that a writer holds in PostgreSQL; any number of our own
_SERVER = re.compile(r"postgres(?:ql)?(?:\+psycopg)?://")
_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",  # an acknowledged write survives the loss of power, as far as the disk is honest
    "PRAGMA foreign_keys=ON",
    "PRAGMA recursive_triggers=ON",  # without it INSERT OR REPLACE walks past the triggers that keep judgements
    "PRAGMA cache_size=-16384",  # KiB a connection
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
    read_only: bool = False

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees one moment of the ledger."""
        with self._told(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection whose turn it is to write; all of it is kept, or nothing where an error leaves the block.

        Raises ``LedgerBusy`` where another program writes for longer than ``wait_seconds``, ``NoSpace`` before the disk
        is full, ``LedgerError`` where the ledger may only be read.
        """
        if self.read_only:
            raise LedgerError(f"{self.name}: may only be read; ask for permission to write to it and its folder")
        self.check_space()
        # On a server a writer sees what was written before its turn came, not before it began to wait for it.
        options: dict[str, Any] = {"isolation_level": "READ COMMITTED"} if self.is_server else {}
        with self._told(), self.engine.connect() as opened:
            connection = opened.execution_options(onrecord_writes=True, **options)
            with connection.begin():
                yield connection

    def _told(self) -> AbstractContextManager[None]:
        return told(self.name, wait=self.settings.wait_seconds)

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
        return _server(str(where), settings, read_only)
    if isinstance(where, str) and "://" in where:
        raise UsageError(f"--ledger {where.partition('://')[0]}://…: a ledger is a file or a postgresql:// address")
    path = Path(where)
    read_only = read_only or not may_be_written(path)
    opened = partial(opened_file, path, read_only=read_only, wait=settings.wait_seconds)
    engine = create_engine("sqlite://", poolclass=QueuePool, pool_size=4, creator=opened)
    event.listen(engine, "connect", _prepare if not read_only else _prepare_reader)
    event.listen(engine, "begin", _begin_sqlite)
    return Desk(engine, Folder(path.with_name(path.name + ".store")), path, str(where), settings, read_only)


def opened_file(path: Path, *, read_only: bool, wait: float) -> sqlite3.Connection:
    """The driver's connection to a ledger file; ``wait`` in seconds for another program that writes."""
    mode = "ro" if read_only else "rwc"
    if read_only and not may_be_written(path) and not _is_used(path):
        mode += "&immutable=1"  # no lock is needed where nobody writes, and there is no place for one
    address = f"{path.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(address, uri=True, isolation_level=None, timeout=wait, check_same_thread=False)


def _is_used(path: Path) -> bool:
    """True where somebody has the file open, or has left a log beside it: what that holds is part of the ledger."""
    try:
        return path.with_name(path.name + "-shm").exists() or path.with_name(path.name + "-wal").stat().st_size > 0
    except OSError:
        return False


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _prepare_reader(connection: sqlite3.Connection, _record: Any) -> None:
    for pragma in _PRAGMAS[2:]:
        connection.execute(pragma)


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get("onrecord_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _server(address: str, settings: Settings, read_only: bool) -> Desk:
    try:
        import psycopg  # noqa: F401
    except ImportError:
        raise LedgerError("PostgreSQL needs its driver: pip install 'onrecord[postgres]'") from None
    plain = _SERVER.sub("postgresql+psycopg://", address, count=1)
    engine = create_engine(plain, isolation_level="REPEATABLE READ", pool_pre_ping=True)
    event.listen(engine, "begin", partial(_begin_server, wait=settings.wait_seconds))
    name = re.sub(r"//[^@/]*@", "//", address)  # no password in a message
    return Desk(engine, Rows(), None, name, settings, read_only)


def _begin_server(connection: Connection, *, wait: float) -> None:
    if connection.get_execution_options().get("onrecord_writes", False):
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {max(1, round(wait * 1000))}")
        connection.execute(text("SELECT pg_advisory_xact_lock(:turn)"), {"turn": _TURN})
