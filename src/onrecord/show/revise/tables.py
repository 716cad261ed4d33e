"""A Data Package of ``onrecord export csv`` that was edited in a spreadsheet: its rows beside those of the ledger."""

from __future__ import annotations

import csv
import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from onrecord.core.answers.cases import Telling
from onrecord.core.answers.cells import columns
from onrecord.core.answers.revised import Revision
from onrecord.errors import UsageError
from onrecord.show.export.format import Record
from onrecord.show.revise.baseline import Baseline, of_package
from onrecord.show.revise.edited import Edited, case_of, revised
from onrecord.show.revise.missing import missing
from onrecord.show.revise.moved import moves
from onrecord.show.revise.sheets import EXTRA, SHEETS, Sheet

_LONGEST = 1 << 24  # characters of a cell
_DATES = frozenset({"date_start", "date_end"})
Asked = Callable[[Mapping[str, Any]], Record]
"""The record that certain filters let through."""


def tables(record: Record, where: Path, asked: Asked, *, reject_missing: bool) -> Iterator[Revision]:
    """What the edited rows of a folder want, or of one CSV file in it, table by table; nothing is changed by it.

    Raises ``UsageError`` where it is no export of this ledger.
    """
    folder = where if where.is_dir() else where.parent
    baseline = of_package(folder)
    baseline.check(record, folder)
    if where.is_dir():
        paths = {name: path for name in SHEETS if (path := folder / f"{name}.csv").is_file()}
    else:
        paths = {_table_of(record, where): where}
    for table, path in paths.items():
        if _sha256(path) != baseline.hashes.get(f"{table}.csv"):  # else nobody touched it
            yield from _table(record, table, path, baseline, asked, reject_missing=reject_missing)


def _table(
    record: Record, table: str, path: Path, baseline: Baseline, asked: Asked, *, reject_missing: bool
) -> Iterator[Revision]:
    sheet = SHEETS[table]
    rows: dict[str, Edited] = {}
    for row in _edited(record, table, path, baseline):
        first = rows.setdefault(row.item, row)
        if not row.item and any(cell.strip() for cell in row.cells.values()):
            yield _skipped(row, f"{sheet.key} is blank, so that nobody can tell what the row is about")
        elif first.cells != row.cells:
            yield _skipped(row, f"line {first.line} is of the same item, and says something else; that one counts")
    rows.pop("", None)
    given = set(rows)
    unclear: Counter[str] = Counter()
    yield from _strange_columns(record, table, path, rows)
    yield from moves(_revisions(record, table, sheet, rows, unclear), record)
    yield from (_skipped(row, "there is no such item in the ledger any more") for row in rows.values())
    if unclear:
        names = ", ".join(f"{name} ({number} rows)" for name, number in sorted(unclear.items()))
        why = "what came in since the export may have changed these, and an edit would not show; export again for that"
        yield Revision(item=table, act=None, file=path.name, line=0, fate="skipped", because=f"{names}: {why}")
    yield from missing(
        record, (f"{table}.csv", path.name), given,
        lambda: ((str(getattr(one, sheet.key)), getattr(one, "judgement", None))
                 for one in answers(asked(baseline.asked), table)),
        baseline, judged=sheet.judged, reject=reject_missing,
    )  # fmt: skip


def _edited(record: Record, table: str, path: Path, baseline: Baseline) -> Iterator[Edited]:
    """The rows of a file."""
    key, grown = SHEETS[table].key, baseline.has_grown(record)
    for line, cells in _rows(path, key):
        yield Edited(item=cells.get(key, "").strip(), file=path.name, line=line, cells=cells, last=baseline.last,
                     grown=grown, comment=cells.get("comment", "").strip())  # fmt: skip


def _revisions(
    record: Record, table: str, sheet: Sheet, rows: dict[str, Edited], unclear: Counter[str]
) -> Iterator[Revision]:
    """What each row wants that the ledger has an item for; these rows are taken out of ``rows``."""
    for answer in answers(record, table):
        row = rows.pop(getattr(answer, sheet.key), None)
        if row is not None:
            yield from revised(case_of(record, sheet, answer, row), unclear)
        if not rows:
            return


def answers(record: Record, table: str) -> Iterator[Any]:
    """The rows of a table as the ledger has them."""
    if table == "tellings":
        return (telling for case in record.cases() for telling in case.tellings)
    return record.ask(table)


def _columns(record: Record, table: str) -> tuple[str, ...]:
    return columns(Telling if table == "tellings" else record.noun(table))


def _table_of(record: Record, path: Path) -> str:
    """Which table a file is, by its columns: the one that shares most of them."""
    _, names = _head(path)
    fits = {table: len(set(names) & set(_columns(record, table))) for table in SHEETS if SHEETS[table].key in names}
    if not fits:
        raise UsageError(f"{path}: this is no table that onrecord export csv has made: it has no column id or address")
    return max(fits, key=lambda table: (fits[table], table == path.stem))


def _strange_columns(record: Record, table: str, path: Path, rows: Mapping[str, Edited]) -> Iterator[Revision]:
    """Columns that are not ours: only ``comment`` and ``judgement`` may be added."""
    _, names = _head(path)
    known = {*_columns(record, table), *EXTRA, *(_DATES if table == "events" else ())}
    for name in names:
        if name and name not in known and any(row.cells.get(name, "").strip() for row in rows.values()):
            yield Revision(item=table, act=None, file=path.name, line=1, fate="skipped",
                           because=f"the column {name[:40]!r} is not one of the export, and nothing is made of it; "
                           "call it comment to keep its words")  # fmt: skip


def _skipped(row: Edited, because: str) -> Revision:
    return Revision(item=row.item or row.file, act=None, file=row.file, line=row.line, fate="skipped", because=because)


def _head(path: Path) -> tuple[str, list[str]]:
    """How the cells of a file are parted, and the names of its columns."""
    csv.field_size_limit(_LONGEST)
    with path.open(encoding=_encoding(path), newline="") as stream:
        try:
            first = stream.readline(_LONGEST)
        except UnicodeDecodeError:
            raise _no_text(path) from None
    delimiter = max(",;\t", key=first.count)  # spreadsheets save with any of them
    return delimiter, next(csv.reader([first], delimiter=delimiter), [])


def _rows(path: Path, key: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Every row with its line in the file; cells that a short row does not have are no edit."""
    delimiter, names = _head(path)
    if key not in names:
        raise UsageError(f"{path}: the column {key} is missing, which tells what each row is")
    with path.open(encoding=_encoding(path), newline="") as stream:
        reader = csv.DictReader(stream, delimiter=delimiter)
        try:
            for row in reader:
                yield reader.line_num, {name: value for name, value in row.items() if isinstance(value, str)}
        except UnicodeDecodeError:
            raise _no_text(path) from None
        except csv.Error as error:
            raise UsageError(f"{path}, after line {reader.line_num}: {error}") from None


def _encoding(path: Path) -> str:
    """UTF-8 with or without its mark, or UTF-16 as "Unicode text" of a spreadsheet is."""
    with path.open("rb") as stream:
        return "utf-16" if stream.read(2) in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"


def _no_text(path: Path) -> UsageError:
    return UsageError(f"{path} is not UTF-8; save it as “CSV UTF-8”")


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
