"""What a judgement is bound to, so that a later reading cannot lose it: the text, the characters, the words.

A new reading binds it again to the item of the same kind on exactly the same characters; else to the one item whose
characters overlap with them by half (intersection over union ≥ 0.5); else to nothing, and it is listed with the reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, func, select

from onrecord.core.span import Span
from onrecord.ledger.judgements.items import MEMBERS, TABLES, Item, members, quoted, text_of

ENOUGH = 0.5
"""Of the characters of both together: the half that the issue of rereading asks for."""
_OWNED = {"happening": "E", "naming": "A"}
"""What has a number over all reports, too: should its words be lost and come back, they are that event's again."""
_MOST_MEMBERS = 20  # of an event told by thousands: enough to find it again

Evidence = dict[str, Any]


def evidence_of(connection: Connection, item: Item, *, parts: Sequence[Item] | None = None) -> Evidence:
    """The evidence of an item as the current reading has it.

    An event or actor stands on what it consists of in the reports: ``parts`` where a split names some, else the first
    twenty.
    """
    if item.kind in MEMBERS:
        some = list(parts) if parts is not None else members(connection, item, most=_MOST_MEMBERS)
        kind, column = MEMBERS[item.kind]
        table = TABLES[kind]
        count = connection.scalar(select(func.count()).select_from(table).where(table.c[column] == item.row.id))
        shown = [evidence_of(connection, part) for part in some]
        return {"kind": item.kind, "item": item.address, "count": count, "members": shown}
    text_id, text = text_of(connection, item.document or 0)
    found: Evidence = {
        "kind": item.kind,
        "item": item.address,
        "document": f"D{item.document}",
        "text_id": text_id,
        "spans": [list(span) for span in item.spans],
        "quote": quoted(text, item.spans),
    }
    if item.mark:
        found["mark"] = item.mark
    if item.kind in _OWNED:
        found["base"] = f"{_OWNED[item.kind]}{item.row.base}"
    if item.kind == "document":
        found["title"] = item.row.title
    return found


def bound(evidence: Evidence, items: Sequence[Item], *, before: str | None) -> tuple[Item | None, str]:
    """The one of ``items`` that stands on this evidence, else None and why; ``before`` is what it was called so far."""
    wanted = tuple(Span(*span) for span in evidence["spans"])
    mark = evidence.get("mark", "")
    exact = [item for item in items if item.spans == wanted]
    for choice in (
        exact,
        [item for item in exact if item.mark == mark],
        [item for item in exact if item.address == before],
        [item for item in exact if item.address == before and item.mark == mark],
    ):
        if len(choice) == 1:
            return choice[0], ""
    kind, quote = evidence["kind"], _short(evidence["quote"])
    if exact:
        return None, f"the new reading has {len(exact)} entries of the same kind ({kind}) on “{quote}”"
    near = [item for item in items if likeness(item.spans, wanted) >= ENOUGH]
    if len(near) == 1:
        return near[0], ""
    if near:
        return None, f"the new reading has {len(near)} entries of the same kind ({kind}) near “{quote}”"
    return None, f"the new reading has no {kind} on “{quote}”"


def likeness(one: Sequence[Span], other: Sequence[Span]) -> float:
    """Characters that both cover over characters that either covers: 1.0 for the same, 0.0 for strangers."""
    first, second = _merged(one), _merged(other)
    common, left, right = 0, 0, 0
    while left < len(first) and right < len(second):
        common += first[left].common(second[right])
        if first[left].end <= second[right].end:
            left += 1
        else:
            right += 1
    together = sum(span.length for span in (*first, *second)) - common
    return common / together if together else 0.0


def _merged(spans: Sequence[Span]) -> list[Span]:
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = found[-1].cover(span)
        else:
            found.append(span)
    return found


def _short(quote: str) -> str:
    plain = " ".join(quote.split())
    return plain if len(plain) <= 60 else plain[:59] + "…"
