"""The effects of judgements in the rows of the ledger: worked out from the chain, the touched part at a time or whole.

Whatever is written here can be thrown away and worked out again (:func:`rebuild`); a test holds that both ways agree.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, insert, select, update

from onrecord.core.judgement import Ruling
from onrecord.errors import UsageError
from onrecord.ledger.judgements import bindings as bound
from onrecord.ledger.judgements import numbers
from onrecord.ledger.judgements.chain import canonical_json
from onrecord.ledger.judgements.effects import JOINS, Joined, Ruled, joins, parted, rulings
from onrecord.ledger.keeping_apart import kept_apart
from onrecord.ledger.schema import apart, bindings, documents, happenings, joined, judgements, namings, unbound
from onrecord.ledger.schema import rulings as kept

_CHUNK = 500


def refresh(connection: Connection, items: Collection[str]) -> None:
    """Work out again what has been ruled on ``items``, and what follows from it."""
    for item in sorted(items):
        on = select(bindings.c.judgement).where(bindings.c.item == item, bindings.c.part == 0)
        ruling = rulings(load(connection, judgements.c.id.in_(on))).get(item)
        connection.execute(delete(kept).where(kept.c.item == item))
        if ruling is not None:
            connection.execute(insert(kept).values(_row(item, ruling)))
        _follow(connection, item, ruling)


def refresh_joins(connection: Connection) -> None:
    """Work out again which events and actors are one, and which reports tell of which."""
    now = joins(load(connection, judgements.c.act.in_(JOINS)))
    before = {row.item: (row.into, row.judgement) for row in connection.execute(select(joined))}
    changed = {item for item in {*now, *before} if now.get(item) != before.get(item)}
    if not changed:
        return
    _write_joined(connection, changed, now)
    for item in sorted(set(reach(changed, now)) | set(reach(changed, before))):
        _renumber(connection, item, now)


def refresh_apart(connection: Connection) -> None:
    """Work out again which actors and events are kept apart."""
    connection.execute(delete(apart))
    found = parted(load(connection, judgements.c.act == "apart"))
    if found:
        rows = [{"a": a, "b": b, "judgement": number} for (a, b), number in sorted(found.items())]
        connection.execute(insert(apart), rows)


def check_apart(connection: Connection) -> None:
    """Raise ``UsageError`` where two that a person keeps apart have become one; nothing of it is stored then."""
    for letter in ("A", "E"):
        for (a, b), number in kept_apart(connection, letter).items():
            if a == b:
                raise UsageError(
                    f"a person said in J{number} that two of these are not one, and so they would be, as {letter}{a}; "
                    f"undo J{number} first: onrecord undo J{number}"
                )


def refresh_document(connection: Connection, document: int) -> None:
    """Give every happening and naming of a newly read report the number that merges and splits make of it."""
    for table, column in numbers.OWNERS.values():
        inside = table.c.document == document
        starts = numbers.starts(connection, table, column, inside)
        numbers.renumber(connection, table, column, inside, _ways(connection, starts))
    numbers.regroup(connection, numbers.figures_of(document))


def acts_of(connection: Connection, judged: Sequence[int]) -> set[str]:
    """What these judgements do: {"merge", "accept"}."""
    acts = (
        connection.scalars(select(judgements.c.act).where(judgements.c.id.in_(some)).distinct())
        for some in _chunks(judged)
    )
    return {act for some in acts for act in some}


def rebuild(connection: Connection) -> None:
    """Work out everything from the chain alone, as if nothing of it had been worked out before."""
    for table in (bindings, unbound, kept, joined, apart):
        connection.execute(delete(table))
    bound.bind_again(connection, list(connection.scalars(select(judgements.c.id))))
    ruled = load(connection)
    now = joins(ruled)
    _write_joined(connection, set(now), now)
    refresh_apart(connection)
    connection.execute(update(happenings).values(event=happenings.c.base))
    connection.execute(update(namings).values(actor=namings.c.base))
    for item in sorted(reach(set(now), now)):
        _renumber(connection, item, now)
    connection.execute(update(documents).values(copy_of=documents.c.copy_base, copy_kind=documents.c.copy_base_kind))
    found = rulings(ruled)
    if found:
        connection.execute(insert(kept), [_row(item, ruling) for item, ruling in sorted(found.items())])
    for item, ruling in found.items():
        _follow(connection, item, ruling)
    numbers.regroup(connection, None)


def load(connection: Connection, where: ColumnElement[bool] | None = None) -> list[Ruled]:
    """Judgements as their effects are worked out, with every undo of them and every undo of an undo."""
    query = select(judgements.c.id, judgements.c.act, judgements.c.on, judgements.c.change)
    rows = list(connection.execute(query if where is None else query.where(where)))
    new = [row.id for row in rows] if where is not None else []
    while new:
        undos: list[Any] = []
        for names in _chunks([f"J{number}" for number in new]):
            undos += connection.execute(query.where(judgements.c.act == "undo", judgements.c.on.in_(names)))
        rows += undos
        new = [row.id for row in undos]
    placed: dict[int, dict[int, str | None]] = {}
    for some in _chunks([row.id for row in rows]):
        for part in connection.execute(select(bindings).where(bindings.c.judgement.in_(some))):
            placed.setdefault(part.judgement, {})[part.part] = part.item
    return [_ruled(row, placed.get(row.id, {})) for row in rows]


def _ruled(row: Any, placed: dict[int, str | None]) -> Ruled:
    if row.act == "undo":
        return Ruled(row.id, "undo", row.on)
    change = {name: value["after"] for name, value in json.loads(row.change).items()}
    parts = [placed[part] for part in sorted(placed) if part > 0] if row.act == "split" else []
    return Ruled(row.id, row.act, placed.get(0), change, tuple(item for item in parts if item is not None))


def _row(item: str, ruling: Ruling) -> dict[str, Any]:
    return {"item": item, "judgement": ruling.judgement, "verdict": ruling.verdict,
            "change": canonical_json(ruling.change), "comments": ruling.comments}  # fmt: skip


def _follow(connection: Connection, item: str, ruling: Ruling | None) -> None:
    """What follows from a ruling beyond itself: the group of a figure, the original of a copy."""
    if "/fig" in item:
        document, _, local = item[1:].partition("/")
        numbers.regroup(connection, numbers.figure(int(document), local))
    elif item.startswith("D") and "/" not in item:
        _copy(connection, int(item[1:]), ruling)


def _copy(connection: Connection, document: int, ruling: Ruling | None) -> None:
    row = connection.execute(select(documents).where(documents.c.id == document)).one()
    original, kind = row.copy_base, row.copy_base_kind
    if ruling is not None and "copy_of" in ruling.change:
        said = ruling.change["copy_of"]
        original, kind = (int(said[1:]), ruling.change.get("copy_kind")) if said else (None, None)
    if (original, kind) == (row.copy_of, row.copy_kind):
        return
    connection.execute(update(documents).where(documents.c.id == document).values(copy_of=original, copy_kind=kind))
    seen = {document}
    while original is not None:
        if original in seen:
            raise UsageError(f"D{document} and D{original} would be copies of each other; say of one that it is none")
        seen.add(original)
        original = connection.scalar(select(documents.c.copy_of).where(documents.c.id == original))


def _ways(connection: Connection, starts: Collection[str]) -> Joined:
    """What merges and splits make of some items, step by step to the end."""
    found: Joined = {}
    new = sorted(starts)
    while new:
        step: Joined = {}
        for some in _chunks(new):
            for row in connection.execute(select(joined).where(joined.c.item.in_(some))):
                step[row.item] = (row.into, row.judgement)
        new = sorted({into for into, _ in step.values()} - set(found) - set(step))
        found.update(step)
    return found


def _write_joined(connection: Connection, changed: Iterable[str], now: dict[str, tuple[str, int]]) -> None:
    wanted = sorted(changed)
    for some in _chunks(wanted):
        connection.execute(delete(joined).where(joined.c.item.in_(some)))
    rows = [{"item": item, "into": now[item][0], "judgement": now[item][1]} for item in wanted if item in now]
    if rows:
        connection.execute(insert(joined), rows)


def reach(changed: Iterable[str], now: dict[str, tuple[str, int]]) -> set[str]:
    """The changed items, and all whose way leads over one of them."""
    back: dict[str, list[str]] = {}
    for item, (into, _) in now.items():
        back.setdefault(into, []).append(item)
    found: set[str] = set()
    waiting = list(changed)
    while waiting:
        item = waiting.pop()
        if item not in found:
            found.add(item)
            waiting.extend(back.get(item, ()))
    return found


def _renumber(connection: Connection, item: str, now: dict[str, tuple[str, int]]) -> None:
    """The rows whose number depends on ``item``: "E15" as the program joined them, or "D41/eve2" itself."""
    if "/" in item:
        document, _, local = item[1:].partition("/")
        table, column = numbers.OWNERS[local[:3]]
        where: ColumnElement[bool] = (table.c.document == int(document)) & (table.c.local == local)
    else:
        table, column = numbers.OWNERS["eve" if item[0] == "E" else "act"]
        where = table.c.base == int(item[1:])
    numbers.renumber(connection, table, column, where, now)


def _chunks(items: Sequence[Any]) -> Iterable[Sequence[Any]]:
    return (items[start : start + _CHUNK] for start in range(0, len(items), _CHUNK))
