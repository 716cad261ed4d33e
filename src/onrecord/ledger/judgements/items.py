"""What can be ruled on, found by its address: "C9", "D41/fig3", "E12", "A3", "F9", "D41"."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import Connection, Table, select

from onrecord.core.answers.flags import WHOLE
from onrecord.core.span import Span
from onrecord.errors import Unknown, UsageError
from onrecord.ledger.schema import (
    actors,
    claims,
    documents,
    events,
    figures,
    flags,
    groups,
    happenings,
    joined,
    namings,
    placings,
    texts,
    ties,
)

Kind = Literal["claim", "figure", "happening", "naming", "placing", "tie", "event", "actor", "flag", "document",
               "event_flag", "figures_flag"]  # fmt: skip

ADDRESSES = (
    "C9 (a claim), D41/fig3, D41/eve2, D41/act2, D41/pla1 or D41/rel1 (an entry of a report), "
    "E12 (an event), A3 (an actor), F9 (a flag), E12/circular_sourcing (a flag of the whole ledger), D41 (a report)"
)
_ADDRESS = re.compile(r"([CEAFD])([1-9]\d{0,17})(?:/(att|fig|eve|act|pla|rel)([1-9]\d{0,8}))?", re.ASCII)
_WHOLE = re.compile(rf"([EG])([1-9]\d{{0,17}})/({'|'.join(sorted(WHOLE))})(?:/D([1-9]\d{{0,17}}))?", re.ASCII)
_NUMBERED: dict[str, tuple[Kind, Table]] = {
    "C": ("claim", claims), "E": ("event", events), "A": ("actor", actors), "F": ("flag", flags),
    "D": ("document", documents),
}  # fmt: skip
_LOCAL: dict[str, tuple[Kind, Table]] = {
    "att": ("claim", claims), "fig": ("figure", figures), "eve": ("happening", happenings),
    "act": ("naming", namings), "pla": ("placing", placings), "rel": ("tie", ties),
}  # fmt: skip
TABLES: dict[Kind, Table] = dict((*_NUMBERED.values(), *_LOCAL.values()))
MEMBERS: dict[Kind, tuple[Kind, str]] = {
    "event": ("happening", "event"), "actor": ("naming", "actor"),
    "event_flag": ("happening", "event"), "figures_flag": ("figure", "group"),
}  # fmt: skip
"""What an event, an actor and a flag of the whole ledger stand on in the reports, and the column that says so."""
_MOST_SPANS = 50  # of one actor's mentions: enough to find it again


@dataclass(frozen=True, slots=True)
class Item:
    """Something that can be ruled on: its row, the report it stands in (None: in several) and its characters.

    ``mark`` tells two items on the same characters apart: the measure of a figure, the type of an event.
    """

    address: str
    kind: Kind
    row: Any
    document: int | None
    spans: tuple[Span, ...]
    mark: str


def find(connection: Connection, address: str) -> Item:
    """The item of that address, as the current reading has it.

    Raises ``UsageError`` for what is no address, ``Unknown`` where there is nothing of that name.
    """
    if (whole := _WHOLE.fullmatch(address.strip())) is not None:
        return _whole(connection, whole)
    read = _ADDRESS.fullmatch(address.strip())
    if read is None or (read[3] and read[1] != "D"):
        raise UsageError(f"{address[:60]!r} names nothing that can be judged; write {ADDRESSES}")
    letter, number, part, place = read.groups()
    kind, table = _LOCAL[part] if part else _NUMBERED[letter]
    query = select(table)
    if part:
        query = query.where(table.c.document == int(number), table.c.local == f"{part}{place}")
    else:
        query = query.where(table.c.id == int(number))
    row = connection.execute(query).first()
    if row is None:
        raise Unknown(f"{address.strip()}: no such {kind} in this ledger; what can be judged is {ADDRESSES}")
    return item_of(kind, row)


def on_the_whole(address: str) -> bool:
    """True of the id of a flag that is worked out when asked: "E12/circular_sourcing", "G5/unit_drift/D7"."""
    return _WHOLE.fullmatch(address.strip()) is not None


def _whole(connection: Connection, read: re.Match[str]) -> Item:
    """A flag of the whole ledger stands on its event or its figures, and on those of one report where it names it."""
    kind: Kind = "event_flag" if read[1] == "E" else "figures_flag"
    table = events if read[1] == "E" else groups
    row = connection.execute(select(table).where(table.c.id == int(read[2]))).first()
    if read[4]:
        part, column = MEMBERS[kind]
        inside = (TABLES[part].c[column] == int(read[2])) & (TABLES[part].c.document == int(read[4]))
        row = row if connection.scalar(select(TABLES[part].c.id).where(inside).limit(1)) is not None else None
    if row is None:
        raise Unknown(f"{read[0]}: no such flag in this ledger; onrecord flags lists them; {ADDRESSES}")
    return Item(read[0], kind, row, None, (), "")


def item_of(kind: Kind, row: Any) -> Item:
    """The item that a row of its kind is."""
    whole = kind in {"event", "actor"}
    document = None if whole else row.id if kind == "document" else row.document
    return Item(_address(kind, row), kind, row, document, () if whole or kind == "document" else _spans(kind, row),
                _mark(kind, row))  # fmt: skip


def items_in(connection: Connection, document: int, kind: Kind) -> list[Item]:
    """All items of a kind in one report."""
    table = TABLES[kind]
    rows = connection.execute(select(table).where(table.c.document == document).order_by(table.c.id))
    return [item_of(kind, row) for row in rows]


def members(connection: Connection, item: Item, *, most: int | None = None) -> list[Item]:
    """What an event or actor consists of: the happenings of E12, the namings of A3, in the order of the reports."""
    kind, column = MEMBERS[item.kind]
    table = TABLES[kind]
    query = select(table).where(table.c[column] == item.row.id).order_by(table.c.document, table.c.id)
    return [item_of(kind, row) for row in connection.execute(query if most is None else query.limit(most))]


def check_alive(connection: Connection, item: Item) -> None:
    """Raise ``UsageError`` where an event or actor has been merged into another one."""
    if item.kind not in MEMBERS:
        return
    whole, slash, flag = item.address.partition("/")
    row = connection.execute(select(joined).where(joined.c.item == whole)).first()
    if row is not None:
        raise UsageError(
            f"{whole} is part of {row.into} since J{row.judgement}; "
            f"judge {row.into}{slash}{flag}, or part them again with onrecord undo J{row.judgement}"
        )


def text_of(connection: Connection, document: int) -> tuple[str, str]:
    """The id and the words of a report's text."""
    query = select(texts.c.id, texts.c.text).join(documents, documents.c.text_id == texts.c.id)
    row = connection.execute(query.where(documents.c.id == document)).one()
    return row.id, row.text


def quoted(text: str, spans: Sequence[Span]) -> str:
    """The words of spans, in the order of the text: "at least 13 … dockworkers"."""
    return " … ".join(span.of(text) for span in spans)


def _address(kind: Kind, row: Any) -> str:
    for letter, (named, _) in _NUMBERED.items():
        if named == kind:
            return f"{letter}{row.id}"
    return f"D{row.document}/{row.local}"


def _spans(kind: Kind, row: Any) -> tuple[Span, ...]:
    written: Any
    if kind == "claim":
        written = json.loads(row.content) or json.loads(row.cue) or json.loads(row.source)
    elif kind == "naming":
        written = [mention["span"] for mention in json.loads(row.mentions)[:_MOST_SPANS]]
    elif kind == "flag":
        written = json.loads(row.evidence)
    else:
        written = [(row.start, row.end)]
    return tuple(Span(start, end) for start, end in written)


def _mark(kind: Kind, row: Any) -> str:
    if kind == "claim":
        return f"{row.source} {row.cue}"
    column = {"figure": "measure", "happening": "type", "flag": "kind", "tie": "relation", "naming": "name"}.get(kind)
    return (getattr(row, column) or "") if column else ""
