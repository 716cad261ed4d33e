"""A new ledger is made, an old one brought up to date, a newer one refused."""

from __future__ import annotations

import uuid
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, delete, insert, inspect, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateIndex, CreateTable

from onrecord.errors import LedgerError, NewerLedger, NoLedger
from onrecord.ledger import failpoints, migrations
from onrecord.ledger.backup import back_up
from onrecord.ledger.columns import metadata
from onrecord.ledger.connect import APPLICATION, Desk, opened_file
from onrecord.ledger.ground import check_file
from onrecord.ledger.moments import now
from onrecord.ledger.saying import told
from onrecord.ledger.schema import about
from onrecord.ledger.words import POSTGRES, SQLITE
from onrecord.version import __version__

# Rows that are only ever appended, held by the database itself.
_KEPT = ("judgements", "texts", "blobs")


def ready(desk: Desk, *, create: bool) -> tuple[str, ...]:
    """Make sure that the tables are there and of this version; what the user should know of it, a line each.

    An older ledger is copied to ``news.ledger.backup-0001`` and brought up to date in one transaction. Raises
    ``NoLedger`` where nothing is there and ``create`` is False, or where something else lies there; ``NewerLedger``
    where a newer program wrote it; ``LedgerError`` where it is older and may only be read.
    """
    if desk.path is not None:
        check_file(desk.path, desk.name, create=create)
        _check_database(desk, desk.path)
    with desk.reading() as connection:
        tables = set(inspect(connection).get_table_names())
        written = _written(desk, connection) if about.name in tables else None
    if written == migrations.head():
        return ()
    if written is not None:
        return _brought_up(desk, written)
    if tables:
        raise NoLedger(f"{desk.name}: a database of another kind, not a ledger; name another with --ledger")
    if not create:
        raise NoLedger(f"{desk.name}: empty, not a ledger; onrecord add makes one of it, or name another with --ledger")
    with desk.writing() as connection:
        if not inspect(connection).has_table(about.name):  # nobody else was quicker
            make(connection)
    return ()


def make(connection: Connection) -> None:
    """Every table, index and trigger of a new ledger, in the open transaction."""
    for statement in statements(connection.dialect.name):
        connection.exec_driver_sql(statement)
    migrations.stamp(connection)
    facts = {"ledger": str(uuid.uuid4()), "made": now(), "program": __version__}
    connection.execute(insert(about), [{"key": key, "value": value} for key, value in facts.items()])


def statements(dialect: str) -> list[str]:
    """The SQL that makes a ledger of this version on "sqlite" or "postgresql"."""
    small = dialect == "sqlite"
    speaks = sqlite.dialect() if small else postgresql.dialect()  # type: ignore[no-untyped-call]
    made = []
    for table in metadata.sorted_tables:
        made.append(str(CreateTable(table).compile(dialect=speaks)))
        indexes = sorted(table.indexes, key=lambda index: str(index.name))
        made += [str(CreateIndex(index).compile(dialect=speaks)) for index in indexes]
    made += SQLITE if small else POSTGRES
    for name in _KEPT:
        made += _guards(name, sqlite=small)
    if small:
        made.append(f"PRAGMA application_id = {APPLICATION}")
    return [statement.strip() for statement in made]


def _guards(table: str, *, sqlite: bool) -> list[str]:
    """Triggers that refuse to change or delete a row."""
    says = f"{table} are only ever appended"
    if sqlite:
        return [
            f"CREATE TRIGGER keep_{table}_{act.lower()} BEFORE {act} ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{says}'); END"
            for act in ("UPDATE", "DELETE")
        ]
    return [
        f"CREATE FUNCTION keep_{table}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{says}'; END $$",
        f"CREATE TRIGGER keep_{table} BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION keep_{table}()",
    ]


def _check_database(desk: Desk, path: Path) -> None:
    """Look at a file without changing a byte of it: a database of another program is not ours to prepare."""
    if not path.exists() or not path.stat().st_size:
        return
    with told(desk.name), closing(opened_file(path, read_only=True, wait=desk.settings.wait_seconds)) as connection:
        ours = connection.execute("PRAGMA application_id").fetchone()[0]
        anything = connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
    if ours != APPLICATION and anything:
        raise NoLedger(f"{desk.name}: a database of another kind, not a ledger; name another with --ledger")


def _written(desk: Desk, connection: Connection) -> str:
    """The version of a ledger that this program knows; raises ``NewerLedger`` and ``NoLedger``."""
    written = migrations.version(connection)
    if written is None:
        raise NoLedger(f"{desk.name}: its version is not written in it, so it is no ledger; name another with --ledger")
    if written not in migrations.STEPS:
        program = connection.scalar(select(about.c.value).where(about.c.key == "program"))
        raise NewerLedger(
            f"{desk.name}: written by onrecord {program}, and this is {__version__}; "
            f"bring onrecord up to date: pip install -U 'onrecord>={program}'"
        )
    return written


def _brought_up(desk: Desk, written: str) -> tuple[str, ...]:
    """Bring an older ledger to this program's version."""
    if desk.read_only:
        raise LedgerError(
            f"{desk.name}: made by an earlier onrecord (version {written}, now {migrations.head()}); "
            "open it once where it may be written, and it is brought up to date"
        )
    with desk.writing() as connection:
        written = _written(desk, connection)
        if written == migrations.head():
            return ()  # another program was quicker
        copy = None
        if desk.path is not None:
            copy = desk.path.with_name(f"{desk.path.name}.backup-{written}")
            back_up(desk, desk.path, copy)
        failpoints.reach("before upgrade")
        migrations.upgrade(connection)
        connection.execute(delete(about).where(about.c.key == "program"))
        connection.execute(insert(about).values(key="program", value=__version__))
        failpoints.reach("after upgrade")
    kept = f"as it was, it is kept in {copy}" if copy else "a database server keeps no copy of it as it was"
    return (f"{desk.name}: brought from version {written} to {migrations.head()}; {kept}",)
