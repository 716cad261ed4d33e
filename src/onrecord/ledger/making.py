"""A new ledger is made, an old one brought up to date, a newer one refused."""

from __future__ import annotations

import uuid

from sqlalchemy import Connection, insert, inspect

from onrecord.errors import NoLedger
from onrecord.ledger.connect import APPLICATION, Desk
from onrecord.ledger.moments import now
from onrecord.ledger.schema import about, metadata
from onrecord.ledger.words import POSTGRES, SQLITE
from onrecord.version import __version__

# Rows that are only ever appended, held by the database itself.
_KEPT = ("judgements", "texts", "blobs")


def ready(desk: Desk, *, create: bool) -> None:
    """Make sure that the tables are there and of this version.

    Raises ``NoLedger`` where nothing is there and ``create`` is False, or where a file holds something else.
    """
    if desk.path is not None and not desk.path.exists() and not create:
        raise NoLedger(f"{desk.name}: there is no ledger here; onrecord add makes one, or name another with --ledger")
    with desk.reading() as connection:
        tables = set(inspect(connection).get_table_names())
    if "about" in tables:
        return
    if tables or not create:
        raise NoLedger(f"{desk.name}: a database of another kind, not a ledger; name another with --ledger")
    with desk.writing() as connection:
        if not inspect(connection).has_table("about"):  # nobody else was quicker
            make(connection)


def make(connection: Connection) -> None:
    """Every table, index and trigger of a new ledger, in the open transaction."""
    metadata.create_all(connection)
    sqlite = connection.dialect.name == "sqlite"
    for statement in SQLITE if sqlite else POSTGRES:
        connection.exec_driver_sql(statement)
    for table in _KEPT:
        for statement in _guards(table, sqlite=sqlite):
            connection.exec_driver_sql(statement)
    if sqlite:
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION}")
    facts = {"ledger": str(uuid.uuid4()), "made": now(), "program": __version__}
    connection.execute(insert(about), [{"key": key, "value": value} for key, value in facts.items()])


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
        f"CREATE FUNCTION keep_{table}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{says}'; END $$",
        f"CREATE TRIGGER keep_{table} BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION keep_{table}()",
    ]
