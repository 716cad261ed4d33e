"""What came back: a folder of tables, one of its tables, or annotations."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from onrecord.core.answers.revised import Revision
from onrecord.errors import UsageError
from onrecord.show.export.format import Record
from onrecord.show.revise.tables import Asked, tables

_TABLES = (".csv", ".tsv", ".txt")


def returned(record: Record, where: Path, asked: Asked, *, reject_missing: bool = False) -> Iterator[Revision]:
    """What an edited export wants changed; nothing is changed by it.

    ``record`` must have what was rejected, too; ``asked`` gives the record that other filters let through. Raises
    ``UsageError`` where it is no export of this ledger.
    """
    if not where.exists():
        raise UsageError(f"{where}: there is nothing of that name; give what onrecord export csv has made")
    if where.is_dir() or where.suffix.casefold() in _TABLES:
        return tables(record, where, asked, reject_missing=reject_missing)
    from onrecord.show.revise.annotations import annotated

    return annotated(record, where, asked, reject_missing=reject_missing)
