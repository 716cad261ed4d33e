"""The numbers of events, actors and groups that rows carry, brought in line with what people have ruled."""

from __future__ import annotations

import json
from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, Text, and_, cast, literal, select, update

from onrecord.ledger.founding import group_numbers
from onrecord.ledger.grouping import GROUPED, Anchor, group_key, ruled_on
from onrecord.ledger.judgements.effects import Joined, path
from onrecord.ledger.schema import figures, groups, happenings, namings, rulings

OWNERS: dict[str, tuple[Table, str]] = {"eve": (happenings, "event"), "act": (namings, "actor")}
"""By local id: the table of what merges and splits move, and the column that they move."""
_LETTERS = {"event": "E", "actor": "A"}
_BATCH = 1000
_ADDRESS = literal("D").concat(cast(figures.c.document, Text)).concat("/").concat(figures.c.local)


def renumber(connection: Connection, table: Table, column: str, where: ColumnElement[bool], now: Joined) -> None:
    """Give the rows ``where`` the event or actor that merges and splits make of the one the program found."""
    query = select(table.c.id, table.c.document, table.c.local, table.c.base, table.c[column]).where(where)
    moved = []
    for row in connection.execute(query):
        address = f"D{row.document}/{row.local}"
        start = address if address in now else f"{_LETTERS[column]}{row.base}"
        number = int(path(now, start)[-1][1:])
        if number != row[4]:
            moved.append(row.id)
            connection.execute(update(table).where(table.c.id == row.id).values({column: number}))
    if table is happenings:
        for place in range(0, len(moved), _BATCH):
            inside = select(table.c.document).where(table.c.id.in_(moved[place : place + _BATCH]))
            regroup(connection, figures.c.document.in_(inside))  # one without an event may be of the event next to it


def starts(connection: Connection, table: Table, column: str, where: ColumnElement[bool]) -> set[str]:
    """What merges and splits may have moved of these rows: they themselves, and what the program joined them to."""
    query = select(table.c.document, table.c.local, table.c.base).where(where)
    names = ((f"D{row.document}/{row.local}", f"{_LETTERS[column]}{row.base}") for row in connection.execute(query))
    return {name for pair in names for name in pair}


def figure(document: int, local: str) -> ColumnElement[bool]:
    """One figure by its address."""
    return and_(figures.c.document == document, figures.c.local == local)


def figures_of(document: int) -> ColumnElement[bool]:
    """All figures of a report."""
    return figures.c.document == document


def rebase(connection: Connection, document: int) -> None:
    """Set the group in which the program itself puts each figure of a report."""
    told = anchors(connection, [document], base=True).get(document, {})
    keys: dict[str, str] = {}
    for row in connection.execute(select(figures).where(figures.c.document == document).order_by(figures.c.id)):
        keys[str(row.id)] = group_key({name: getattr(row, name) for name in GROUPED}, told, document=document)
    names = list(keys)
    for place in range(0, len(names), _BATCH):
        some = {name: keys[name] for name in names[place : place + _BATCH]}
        for number, group in group_numbers(connection, some).items():
            connection.execute(update(figures).where(figures.c.id == int(number)).values(base=group))


def regroup(connection: Connection, where: ColumnElement[bool] | None) -> None:
    """Set figures beside those of the same event, measure, population and family of units, as corrected by people."""
    wanted = [(str(row.id), key) for row, key in misplaced(connection, where)]
    for place in range(0, len(wanted), _BATCH):
        for number, group in group_numbers(connection, dict(wanted[place : place + _BATCH])).items():
            connection.execute(update(figures).where(figures.c.id == int(number)).values(group=group))


def misplaced(connection: Connection, where: ColumnElement[bool] | None) -> Iterator[tuple[Any, str]]:
    """Figures that stand in another group than they belong to, with the key of the right one."""
    query = (
        select(figures, groups.c.alike.label("grouped"), rulings.c.change.label("ruled"))
        .join(groups, figures.c.group == groups.c.id)
        .outerjoin(rulings, rulings.c.item == _ADDRESS)
        .order_by(figures.c.id)
    )
    found = connection.execute(query if where is None else query.where(where))
    for rows in found.partitions(_BATCH):
        told = anchors(connection, {row.document for row in rows})
        for row in rows:
            values = {name: getattr(row, name) for name in GROUPED}
            values = ruled_on(values, json.loads(row.ruled or "{}"))
            key = group_key(values, told.get(row.document, {}), document=row.document)
            if key != row.grouped:
                yield row, key


def anchors(
    connection: Connection,
    documents: Iterable[int],
    *,
    base: bool = False,
    told: Mapping[int, int] | None = None,
) -> dict[int, Mapping[Hashable, Anchor]]:
    """The events that each report tells of, by number of the happening.

    ``base``: as the program joined them; ``told``: happenings whose event is to be taken for another.
    """
    found: dict[int, dict[Hashable, Anchor]] = {}
    number = happenings.c.base if base else happenings.c.event
    query = select(happenings.c.document, happenings.c.id, happenings.c.start, number, happenings.c.effect,
                   happenings.c.type)  # fmt: skip
    for row in connection.execute(query.where(happenings.c.document.in_(sorted(documents)))):
        found.setdefault(row[0], {})[row[1]] = Anchor(row[2], (told or {}).get(row[1], row[3]), row[4], row[5])
    return dict(found)
