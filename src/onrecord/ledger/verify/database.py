"""The database itself: its pages, the rows that point to others, and the index of words."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, Table, and_, column, except_, exists, select, table
from sqlalchemy.schema import ForeignKeyConstraint

from onrecord.ledger.columns import metadata
from onrecord.ledger.connect import Desk
from onrecord.ledger.schema import claims, documents
from onrecord.ledger.verify.finding import Finding, Tally
from onrecord.ledger.verify.rows import item

_MOST = 100  # findings of SQLite's own check
_LETTERS = {"documents": "D", "claims": "C", "events": "E", "actors": "A", "groups": "G", "flags": "F",
            "judgements": "J", "refusals": "Q"}  # fmt: skip


def check_database(connection: Connection, desk: Desk) -> Iterator[Finding]:
    """What SQLite finds wrong with its own pages and indexes; PostgreSQL keeps checksums of its pages itself."""
    if desk.is_server:
        return
    for (told,) in connection.exec_driver_sql(f"PRAGMA integrity_check({_MOST})"):
        if told != "ok":
            yield Finding(desk.name, "database", f"the file is damaged ({' '.join(str(told).split())})")


def check_pointers(connection: Connection, tally: Tally) -> Iterator[Finding]:
    """Rows that point to a row that is not there."""
    tally.at = "tables"
    for pointing in metadata.sorted_tables:
        for key in sorted(pointing.foreign_key_constraints, key=lambda key: str(key.name)):
            yield from _dangling(connection, pointing, key)


def _dangling(connection: Connection, pointing: Table, key: ForeignKeyConstraint) -> Iterator[Finding]:
    target = key.referred_table.alias("target")
    pairs = [(element.parent, target.c[element.column.name]) for element in key.elements]
    there = exists(select(1).select_from(target).where(*(own == other for own, other in pairs)))
    query = select(pointing).where(and_(*(own.is_not(None) for own, _ in pairs)), ~there)
    for row in connection.execute(query).mappings():
        columns = ", ".join(own.name for own, _ in pairs)
        value = ", ".join(str(row[own.name]) for own, _ in pairs)
        if pointing.name in _LETTERS:
            name = f"{_LETTERS[pointing.name]}{row['id']}"
        elif "local" in row:
            name = item(pointing.name, dict(row))
        else:
            name = " ".join([pointing.name, *(str(row[own.name]) for own in pointing.primary_key.columns)])
        yield Finding(name, "pointer", f"its {columns} {value} is not in {key.referred_table.name}")


def check_search(connection: Connection) -> Iterator[Finding]:
    """Reports and claims that full-text search has lost, or finds though they are gone."""
    small = connection.dialect.name == "sqlite"
    for stored, index, letter in ((documents, "document_words", "D"), (claims, "claim_words", "C")):
        kept = select(table(index + "_docsize" if small else index, column("id")).c.id)
        there = select(stored.c.id)
        for one, other, says in (
            (there, kept, "search does not find it any more"),
            (kept, there, "search finds it, and it is not there"),
        ):
            for number in connection.scalars(except_(one, other).order_by("id")):
                yield Finding(f"{letter}{number}", "search", says)
