"""The numbers that rows had at a past moment: merges, splits, copies and corrections made since are left out.

Rows carry the event, actor, group and original of now. Where people have ruled since, views of this connection alone
stand before the tables for as long as the question lasts; the ledger itself is not written to.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from sqlalchemy import ColumnElement, Connection, MetaData, Table, and_, case, func, literal, or_, select

from onrecord.core.judgement import Ruling
from onrecord.ledger.grouping import GROUPED, group_key, ruled_on
from onrecord.ledger.judgements import applied, effects, numbers
from onrecord.ledger.judgements.effects import Joined, path
from onrecord.ledger.schema import documents, figures, groups, happenings, judgements, namings
from onrecord.ledger.schema import joined as merged
from onrecord.ledger.schema import rulings as kept

Moved = dict[int, Any]
"""By number of a row: the value of a column at that moment, where it is another now."""
_SOME = 500


@contextmanager
def standing(connection: Connection, moment: str | None) -> Iterator[None]:
    """Ask the ledger as people had it at the end of ``moment`` (as stored), not as they have it now.

    ``with standing(connection, "2025-03-08T18:00:59Z"): …``; None is now. Only for a connection that reads,
    whose transaction ends with the block where there was anything to leave out.
    """
    views = _views(connection, moment)
    for table, columns in views.items():
        connection.exec_driver_sql(_view(connection, table, columns))
    try:
        yield
    finally:
        transaction = connection.get_transaction()
        if views and transaction is not None:
            transaction.rollback()  # the views with it, also where answers are still under way


def _views(connection: Connection, moment: str | None) -> dict[Table, dict[str, Moved]]:
    """Each table that said something else, with its columns that did."""
    if moment is None:
        return {}
    newest = connection.scalar(select(func.max(judgements.c.id)))
    last = connection.scalar(select(func.max(judgements.c.id)).where(judgements.c.at <= moment)) or 0
    if newest is None or last == newest:
        return {}
    known = [one for one in applied.load(connection, judgements.c.id <= last) if one.number <= last]
    ruled, joined = effects.rulings(known), effects.joins(known)
    told = _owners(connection, happenings, "event", joined)
    copies = _copies(connection, ruled)
    found: dict[Table, dict[str, Moved]] = {
        happenings: {"event": told},
        namings: {"actor": _owners(connection, namings, "actor", joined)},
        figures: {"group": _groups(connection, told, ruled)},
        documents: {"copy_of": {row: of for row, (of, _) in copies.items()},
                    "copy_kind": {row: kind for row, (_, kind) in copies.items()}},
    }  # fmt: skip
    return {table: columns for table, columns in found.items() if any(columns.values())}


def _owners(connection: Connection, table: Table, column: str, then: Joined) -> Moved:
    """The events of happenings, or the actors of namings, that were others."""
    now = {row.item: (row.into, row.judgement) for row in connection.execute(select(merged))}
    changed = {item for item in {*now, *then} if now.get(item) != then.get(item)}
    letter = "E" if column == "event" else "A"
    reached = applied.reach(changed, now) | applied.reach(changed, then)
    bases = [int(item[1:]) for item in reached if item[0] == letter]
    local = "eve" if column == "event" else "act"
    singles = [item[1:].split("/") for item in reached if f"/{local}" in item]
    wanted: list[ColumnElement[bool]] = [table.c.base.in_(bases)]
    wanted += [and_(table.c.document == int(number), table.c.local == name) for number, name in singles]
    moved: Moved = {}
    for start in range(0, len(wanted), _SOME):
        query = select(table.c.id, table.c.document, table.c.local, table.c.base, table.c[column])
        for row in connection.execute(query.where(or_(*wanted[start : start + _SOME]))):
            address = f"D{row.document}/{row.local}"
            number = int(path(then, address if address in then else f"{letter}{row.base}")[-1][1:])
            if number != row[4]:
                moved[row.id] = number
    return moved


def _groups(connection: Connection, told: Moved, then: Mapping[str, Ruling]) -> Moved:
    """The groups of figures that were others: their event was, or what they count has been corrected since."""
    ruled = {row.item for row in connection.execute(select(kept.c.item).where(kept.c.item.contains("/fig")))}
    ruled |= {item for item in then if "/fig" in item}
    inside = select(happenings.c.document).where(happenings.c.id.in_(sorted(told)))
    wanted: list[ColumnElement[bool]] = [figures.c.document.in_(inside)] if told else []
    wanted += [numbers.figure(int(item[1:].split("/")[0]), item.split("/")[1]) for item in sorted(ruled)]
    keys: dict[int, tuple[str, int]] = {}
    for start in range(0, len(wanted), _SOME):
        rows = connection.execute(select(figures).where(or_(*wanted[start : start + _SOME]))).all()
        anchors = numbers.anchors(connection, {row.document for row in rows}, told=told)
        for row in rows:
            change = then.get(f"D{row.document}/{row.local}")
            values = {name: getattr(row, name) for name in GROUPED}
            values = ruled_on(values, change.change if change else {})
            keys[row.id] = group_key(values, anchors.get(row.document, {}), document=row.document), row.group
    names = sorted({key for key, _ in keys.values()})
    known: dict[str, int] = {}
    for start in range(0, len(names), _SOME):
        query = select(groups.c.alike, groups.c.id).where(groups.c.alike.in_(names[start : start + _SOME]))
        known.update((row.alike, int(row.id)) for row in connection.execute(query))
    # A group that nothing was ever put into has no number: the figure keeps the one it has.
    return {row: known[key] for row, (key, group) in keys.items() if known.get(key, group) != group}


def _copies(connection: Connection, then: Mapping[str, Ruling]) -> dict[int, tuple[int | None, str | None]]:
    """Whose copies some reports were held to be, where that is another now."""
    now = connection.execute(select(kept.c.item, kept.c.change).where(kept.c.change.contains('"copy_of"')))
    items = {row.item for row in now if "copy_of" in json.loads(row.change)}
    items |= {item for item, ruling in then.items() if "copy_of" in ruling.change}
    moved: dict[int, tuple[int | None, str | None]] = {}
    for item in sorted(items):
        row = connection.execute(select(documents).where(documents.c.id == int(item[1:]))).one()
        original: tuple[int | None, str | None] = (row.copy_base, row.copy_base_kind)
        ruling = then.get(item)
        if ruling is not None and "copy_of" in ruling.change:
            said = ruling.change["copy_of"]
            original = (int(said[1:]), ruling.change.get("copy_kind")) if said else (None, None)
        if original != (row.copy_of, row.copy_kind):
            moved[row.id] = original
    return moved


def _view(connection: Connection, table: Table, columns: Mapping[str, Moved]) -> str:
    """The SQL of a view with the table's own name, which this connection meets before the table."""
    home = table.to_metadata(MetaData(), schema="main" if connection.dialect.name == "sqlite" else "public")
    given: list[ColumnElement[Any]] = []
    for column in home.columns:
        moved = columns.get(column.name)
        if not moved:
            given.append(column)
            continue
        value = case(
            *((home.c.id == row, literal(then, column.type)) for row, then in sorted(moved.items())), else_=column
        )
        given.append(value.label(column.name))
    query = select(*given).compile(dialect=connection.dialect, compile_kwargs={"literal_binds": True})
    return f'CREATE TEMP VIEW "{table.name}" AS {query}'
