"""Which actor, event and group of figures a row stands for: one already known, or a new one.

Within one report the reading has joined what is the same. Across reports only what cannot be doubted is joined here: an
actor of the same full name and kind. Every event is its own until reports are weighed against each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection, Table, func, insert, select

from onrecord.ledger.alike import alike
from onrecord.ledger.rows import ReadRows, Row
from onrecord.ledger.schema import actors, events, groups, joined

Place = tuple[int, int, str]
"""The number the program joined a row to, the number a person's merges make of it, and why."""


@dataclass(frozen=True, slots=True)
class Founded:
    """By local id: where each naming, happening and figure belongs."""

    actors: dict[str, Place] = field(default_factory=dict)
    events: dict[str, Place] = field(default_factory=dict)
    groups: dict[str, int] = field(default_factory=dict)


def found(connection: Connection, rows: ReadRows, document: int) -> Founded:
    """Join the rows of document ``document`` to what is known, or found it."""
    founded = Founded()
    _actors(connection, rows.namings, founded)
    free = _free(connection, events)
    new = []
    for row in rows.happenings:
        founded.events[row["local"]] = (free, free, "first told here")
        new.append({"id": free})
        free += 1
    if new:
        connection.execute(insert(events), new)
    keys = {row["local"]: group_key(row, event=founded.events.get(row["happening"] or ""), document=document)
            for row in rows.figures}  # fmt: skip
    founded.groups.update(group_numbers(connection, keys))
    return founded


def group_key(figure: Row, *, event: Place | None, document: int) -> str:
    """What figures must share to be set side by side: event, measure, counted population, family of units."""
    where = f"E{event[1]}" if event is not None else f"D{document}"
    family = figure["dimension"] if figure["dimension"] != "other" else figure["unit"]
    return "|".join((where, figure["measure"] or "", alike(figure["counted"] or ""), family))


def group_numbers(connection: Connection, keys: dict[str, str]) -> dict[str, int]:
    """The group of each key, founded where there is none; ``keys`` and the answer go by the same names."""
    known = _known(connection, groups, keys.values())
    free = _free(connection, groups)
    new = []
    for key in keys.values():
        if key not in known:
            known[key] = free
            new.append({"id": free, "alike": key})
            free += 1
    if new:
        connection.execute(insert(groups), new)
    return {name: known[key] for name, key in keys.items()}


def final(connection: Connection, letter: str, number: int) -> int:
    """The number that merges make of ``number``: ``final(connection, "E", 15)`` is 12 after E15 was merged into E12."""
    seen = {number}
    while into := connection.scalar(select(joined.c.into).where(joined.c.item == f"{letter}{number}")):
        number = int(into[1:])
        if number in seen:
            break
        seen.add(number)
    return number


def _actors(connection: Connection, namings: list[Row], founded: Founded) -> None:
    names = {alike(row["name"]) for row in namings}
    known: dict[tuple[str, bool], int] = {}
    if names:
        query = select(actors.c.id, actors.c.alike, actors.c.kind).where(actors.c.alike.in_(names))
        for number, name, kind in connection.execute(query.order_by(actors.c.id)):
            known.setdefault((name, kind == "person"), number)
    free = _free(connection, actors)
    new = []
    for row in namings:
        name = alike(row["name"])
        key = (name, row["kind"] == "person")
        if key in known and _telling(name, row["kind"]):
            number = known[key]
            founded.actors[row["local"]] = (number, final(connection, "A", number), "the same name and kind")
            continue
        founded.actors[row["local"]] = (free, free, "first named here")
        new.append({"id": free, "name": row["name"], "alike": name, "kind": row["kind"]})
        known.setdefault(key, free)
        free += 1
    if new:
        connection.execute(insert(actors), new)


def _telling(name: str, kind: str) -> bool:
    """A surname alone is shared by many people, and so is "police"; a full name or a proper body is not."""
    return " " in name if kind in {"person", "group", "other", "military"} else len(name) > 1


def _known(connection: Connection, table: Table, names: Iterable[str]) -> dict[str, int]:
    wanted = set(names)
    if not wanted:
        return {}
    found = connection.execute(select(table.c.alike, table.c.id).where(table.c.alike.in_(wanted)))
    return {name: int(number) for name, number in found}


def _free(connection: Connection, table: Table) -> int:
    return int(connection.scalar(select(func.coalesce(func.max(table.c.id), 0))) or 0) + 1
