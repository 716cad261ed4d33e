"""A Data Package of ``onrecord export csv`` that was edited in a spreadsheet: its rows beside those of the ledger.

Only values that a person can correct are looked at; other columns, and rows that were taken out, change nothing.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.core.answers.cells import unguarded
from onrecord.core.answers.revised import Revision
from onrecord.errors import UsageError
from onrecord.show.export.format import Record

KEYS = {"claims": "id", "statements": "address", "tellings": "address"}
NUMBERS = frozenset({"low", "best", "high"})
YES_NO = frozenset({"approximate"})
EDITABLE = {
    "claims": ("speaker_kind", "form", "certainty", "polarity"),
    "statements": ("comparator", "low", "best", "high", "approximate", "unit"),
    "tellings": ("type", "mode", "realis", "effect"),
}
VERDICTS = {"accepted": "accept", "rejected": "reject"}
_LONGEST = 1 << 24  # characters of a cell


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    cells: Mapping[str, str]


def revisions(record: Record, folder: Path) -> Iterator[Revision]:
    """What the edited rows want, table by table; nothing is changed by it.

    ``record`` must have what was rejected, too. Raises ``UsageError`` where the folder is no export of this ledger.
    """
    last = _last(record, folder)
    for table, key in KEYS.items():
        path = folder / f"{table}.csv"
        if not path.is_file():
            continue
        rows = {row.cells[key]: row for row in _rows(path, key)}
        for answer in _answers(record, table):
            row = rows.pop(getattr(answer, key), None)
            if row is not None and (found := _revision(record, answer, row, table, last)) is not None:
                yield found
        for name, row in rows.items():
            yield Revision(item=name, act=None, table=table, line=row.line, fate="skipped",
                           because="there is no such item in the ledger")  # fmt: skip


def _answers(record: Record, table: str) -> Iterator[Any]:
    if table == "tellings":
        return (telling for case in record.cases() for telling in case.tellings)
    return record.ask(table)


def _last(record: Record, folder: Path) -> int:
    """The last judgement that the export knew of."""
    path = folder / "datapackage.json"
    if not path.is_file():
        raise UsageError(f"{folder}: there is no datapackage.json; give a folder that onrecord export csv has made")
    try:
        package = json.loads(path.read_text(encoding="utf-8"))
        last, ledger = package["onrecord"]["lastJudgement"], str(package["id"]).removeprefix("urn:uuid:")
    except (ValueError, KeyError, TypeError):
        raise UsageError(f"{path}: not a description that onrecord export csv has made") from None
    if ledger != record.ledger:
        raise UsageError(f"{folder} is an export of another ledger ({ledger[:40]})")
    if not isinstance(last, int):
        raise UsageError(f"{path}: lastJudgement is no number")
    return last


def _rows(path: Path, key: str) -> Iterator[_Row]:
    csv.field_size_limit(_LONGEST)
    with path.open(encoding="utf-8-sig", newline="") as stream:
        head = stream.readline(_LONGEST)
        stream.seek(0)
        reader = csv.DictReader(stream, delimiter=max(",;\t", key=head.count))  # spreadsheets save with any of them
        try:
            if key not in (reader.fieldnames or ()):
                raise UsageError(f"{path}: the column {key} is missing, which tells what each row is")
            for row in reader:
                cells = {name: value for name, value in row.items() if isinstance(value, str)}
                if cells.get(key):
                    yield _Row(reader.line_num, cells)
        except (csv.Error, UnicodeDecodeError) as error:
            raise UsageError(f"{path}, after line {reader.line_num}: {error}") from None


def _revision(record: Record, answer: Any, row: _Row, table: str, last: int) -> Revision | None:
    """What a row wants; None where it is as it was."""
    item = str(getattr(answer, KEYS[table]))
    was = {name: getattr(answer, name) for name in EDITABLE[table] if name in row.cells}
    change = {name: value for name, now in was.items() if (value := _value(name, row.cells[name])) != now}
    verdict = row.cells.get("judgement", "").strip()
    ruled = getattr(answer, "judgement", None) or ""

    def made(act: str | None, because: str = "") -> Revision:
        kept = {name: was[name] for name in change} if act == "correct" else {}
        return Revision(item=item, act=act, table=table, line=row.line, fate="new" if act else "skipped",
                        because=because, change=change if act == "correct" else {}, was=kept)  # fmt: skip

    if not change and ("judgement" not in row.cells or verdict == ruled):
        return None
    now = record.ruled(item)
    if now is not None and int(now.id[1:]) > last:
        return made(None, f"{now.id} was made after the export; export again and edit that")
    if verdict != ruled and verdict in VERDICTS:
        return made(VERDICTS[verdict])  # a rejected row is rejected whatever else stands in it
    if change:
        return made("correct")
    why = "blank: take a judgement back with onrecord undo" if not verdict else f"{verdict[:40]!r}"
    return made(None, f"judgement is {why}; accepted and rejected can be given here")


def _value(name: str, cell: str) -> Any:
    """A cell as the ledger has it: numbers as numbers, a blank as nothing."""
    plain = unguarded(cell).strip()
    if name in YES_NO and plain.casefold() in {"yes", "true", "no", "false"}:
        return plain.casefold() in {"yes", "true"}
    if name in NUMBERS and plain:
        try:
            return float(plain)
        except ValueError:
            return plain  # the ledger says what is wrong with it
    return plain or None
