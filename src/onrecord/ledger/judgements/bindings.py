"""Where the evidence of judgements stands in the current reading, kept as rows, and why some stands nowhere."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, delete, insert, select, union

from onrecord.ledger.judgements.evidence import Evidence, bound
from onrecord.ledger.judgements.items import Item, Kind, items_in
from onrecord.ledger.schema import bindings, judgements, unbound

Look = Callable[[int, Kind], Sequence[Item]]
"""The items of a kind in a report."""
_CHUNK = 500


def bind(connection: Connection, number: int, act: str, on: str, evidence: Evidence, look: Look | None = None) -> None:
    """Find what judgement ``number`` stands on, and note it; ``on`` is what it was called so far."""
    if act == "undo":
        return
    look = look or (lambda document, kind: items_in(connection, document, kind))
    earlier = {row.part: row.item for row in connection.execute(select(bindings).where(bindings.c.judgement == number))}
    rows: list[dict[str, Any]] = []
    lost: list[str] = []
    whole = "members" in evidence
    gone = False  # all that one side stands on
    for side in (evidence, evidence.get("other")):
        parts = side.get("members", [side]) if side is not None else []
        missing = []
        for part in parts:
            part_number = len(rows) + whole
            item, because = _item(part, look, before=earlier.get(part_number) or part["item"])
            rows.append({"judgement": number, "part": part_number, "document": int(part["document"][1:]), "item": item})
            if because:
                missing.append(f"{part['item']}: {because}")
        gone = gone or 0 < len(parts) == len(missing)
        lost += missing
    if whole:
        held = act == "split" or not gone
        rows.append({"judgement": number, "part": 0, "document": None, "item": on if held else None})
    connection.execute(delete(bindings).where(bindings.c.judgement == number))
    connection.execute(delete(unbound).where(unbound.c.judgement == number))
    connection.execute(insert(bindings), rows)
    if lost and (act == "split" or rows[-1]["item"] is None):
        connection.execute(insert(unbound).values(judgement=number, because="; ".join(lost)))


def bind_again(connection: Connection, numbers: Iterable[int]) -> set[str]:
    """Bind judgements to what stands in the reports now; every item they were or are bound to."""
    kept: dict[tuple[int, Kind], Sequence[Item]] = {}

    def look(document: int, kind: Kind) -> Sequence[Item]:
        if (document, kind) not in kept:
            kept[document, kind] = items_in(connection, document, kind)
        return kept[document, kind]

    wanted = sorted(numbers)
    touched: set[str] = set()
    for start in range(0, len(wanted), _CHUNK):
        some = wanted[start : start + _CHUNK]
        touched |= items_of(connection, some)
        query = select(judgements.c.id, judgements.c.act, judgements.c.on, judgements.c.evidence)
        for row in connection.execute(query.where(judgements.c.id.in_(some)).order_by(judgements.c.id)).all():
            bind(connection, row.id, row.act, row.on, json.loads(row.evidence), look)
        touched |= items_of(connection, some)
    return touched


def remembered(connection: Connection, numbers: Iterable[int], document: int) -> dict[str, int]:
    """The event or actor that judgements remember of what stands in a report: ``{"D41/eve2": 12}``."""
    found: dict[str, int] = {}
    wanted = sorted(numbers)
    for start in range(0, len(wanted), _CHUNK):
        query = select(judgements.c.evidence).where(judgements.c.id.in_(wanted[start : start + _CHUNK]))
        for written in connection.scalars(query.order_by(judgements.c.id)):
            evidence = json.loads(written)
            other = evidence.get("other", {}).get("members", [])
            for part in [*evidence.get("members", [evidence]), *other]:
                if "base" in part and part["document"] == f"D{document}":
                    item, _ = bound(part, items_in(connection, document, part["kind"]), before=None)
                    if item is not None:
                        found.setdefault(item.address, int(part["base"][1:]))
    return found


def items_of(connection: Connection, numbers: Sequence[int]) -> set[str]:
    """What judgements are bound to."""
    query = select(bindings.c.item).where(bindings.c.judgement.in_(numbers), bindings.c.item.is_not(None))
    return set(connection.scalars(query))


def judged_in(connection: Connection, document: int) -> list[int]:
    """The judgements whose evidence stands, wholly or in part, in a report."""
    return list(connection.scalars(select(bindings.c.judgement).where(bindings.c.document == document).distinct()))


def judgements_on(connection: Connection, item: str) -> list[int]:
    """The judgements on an item, under the name it has now or the one it had then, without undos, in order."""
    now = select(bindings.c.judgement.label("id")).where(bindings.c.item == item, bindings.c.part == 0)
    then = select(judgements.c.id).where(judgements.c.on == item)
    return sorted(connection.scalars(union(now, then)))


def _item(part: Evidence, look: Look, *, before: str) -> tuple[str | None, str]:
    if part["kind"] == "document":
        return part["item"], ""
    found, because = bound(part, look(int(part["document"][1:]), part["kind"]), before=before)
    return (found.address if found is not None else None), because
