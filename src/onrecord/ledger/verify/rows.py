"""The rows of a reading, held against the record they were made from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection, select

from onrecord.ledger.rows import ReadRows, Row
from onrecord.ledger.schema import claims, figures, flags, happenings, namings, placings, sides, ties
from onrecord.ledger.verify.finding import Finding

Stored = dict[str, list[Row]]
"""By table: the rows of one report as they are stored, in the order of their numbers."""

_TABLES = (placings, namings, claims, happenings, figures, ties, flags)
_LETTERS = {"claims": "C", "flags": "F"}
# Columns that point to rows of other tables: in a record they hold local ids ("att3"), stored they are numbers.
_POINTING: dict[str, dict[str, str]] = {
    "claims": {"speaker": "namings"},
    "happenings": {"claim": "claims", "place": "placings"},
    "figures": {"happening": "happenings", "claim": "claims", "place": "placings"},
    "ties": {"subject": "namings", "object": "namings", "claim": "claims"},
}


def stored_rows(connection: Connection, first: int, last: int) -> dict[int, Stored]:
    """The rows of reports ``first`` to ``last``."""
    found: dict[int, Stored] = defaultdict(lambda: {table.name: [] for table in (*_TABLES, sides)})
    for table in _TABLES:
        query = select(table).where(table.c.document.between(first, last)).order_by(table.c.id)
        for row in connection.execute(query).mappings():
            found[int(row["document"])][table.name].append(dict(row))
    joined = select(happenings.c.document, sides).join(happenings, happenings.c.id == sides.c.happening)
    for row in connection.execute(joined.where(happenings.c.document.between(first, last))).mappings():
        found[int(row["document"])][sides.name].append(dict(row))
    return found


def item(table: str, row: Mapping[str, Any]) -> str:
    """How a row is called: "C9", "F2", "D41/fig3"."""
    letter = _LETTERS.get(table)
    return f"{letter}{row['id']}" if letter else f"D{row['document']}/{row['local']}"


def compared(name: str, expected: ReadRows, stored: Stored) -> Iterator[Finding]:
    """Where the rows of report ``name`` and its record part."""
    locals_ = {(table, row["id"]): row["local"] for table, rows in stored.items() for row in rows if "local" in row}
    for table in _TABLES:
        wanted: list[Row] = getattr(expected, table.name)
        rows = [_local(table.name, row, locals_) for row in stored[table.name]]
        if table is flags:
            pairs = list(zip(rows, wanted, strict=False))
            missing, surplus = wanted[len(rows) :], rows[len(wanted) :]
        else:
            by_local = {row["local"]: row for row in rows}
            pairs = [(by_local[row["local"]], row) for row in wanted if row["local"] in by_local]
            missing = [row for row in wanted if row["local"] not in by_local]
            told = {row["local"] for row in wanted}
            surplus = [row for row in rows if row["local"] not in told]
            surplus += [row for row in rows if by_local[row["local"]] is not row]
        for row, want in pairs:
            if parted := sorted(key for key in _keys(table.name, want) if not _same(row.get(key), want[key])):
                said = ", ".join(f"{key} is {_short(row.get(key))}, {_short(want[key])}" for key in parted[:3])
                yield Finding(item(table.name, row), "record", f"row and record of {name} differ: {said} in the record")
        for want in missing:
            yield Finding(f"{name}/{want.get('local', want.get('kind'))}", "record", "its row is missing")
        for row in surplus:
            yield Finding(item(table.name, row), "record", f"the record of {name} has no such row")
    yield from _sides(name, expected, stored, locals_)


def _keys(table: str, want: Row) -> Iterator[str]:
    """What is held against the record; sides stand in a table of their own."""
    yield from (key for key in want if not (table == "happenings" and key in {"actors", "recipients"}))


def _local(table: str, row: Row, locals_: dict[tuple[str, Any], str]) -> Row:
    """A stored row with local ids where it points."""
    told = dict(row)
    for column, target in _POINTING.get(table, {}).items():
        if row[column] is not None:
            told[column] = locals_.get((target, row[column]), row[column])
    if table == "ties" and row["object_place"] is not None:
        told["object"] = locals_.get(("placings", row["object_place"]), row["object_place"])
    return told


def _same(one: Any, other: Any) -> bool:
    if isinstance(other, bool) or one is None or other is None:
        return bool(one) is other if isinstance(other, bool) else one is other
    if isinstance(other, int | float) and isinstance(one, int | float):
        return float(one) == float(other)
    return bool(one == other)


def _short(value: Any) -> str:
    told = "nothing" if value is None else str(value)
    return told if len(told) <= 60 else told[:60] + "…"


def _sides(name: str, expected: ReadRows, stored: Stored, locals_: dict[tuple[str, Any], str]) -> Iterator[Finding]:
    known = {row["local"] for row in expected.namings}
    wanted = {
        (row["local"], naming, side)
        for row in expected.happenings
        for side, given in (("actor", row["actors"]), ("recipient", row["recipients"]))
        for naming in given
        if naming in known
    }
    found = {
        (locals_.get(("happenings", row["happening"])), locals_.get(("namings", row["naming"])), row["side"])
        for row in stored["sides"]
    }
    for happening, naming, side in sorted(wanted ^ found, key=str):
        missing = (happening, naming, side) in wanted
        told = f"{naming} is its {side} in the record, and no more" if missing else f"the record has no {side} {naming}"
        yield Finding(f"{name}/{happening}", "record", told)
