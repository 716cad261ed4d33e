"""The tables of the CSV export as Parquet: typed, compressed, for DuckDB, pandas, polars and R."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from onrecord.core.answers.cases import Telling
from onrecord.core.answers.happenings import Happened
from onrecord.core.answers.reports import Report
from onrecord.show.export.dictionary import described, dictionary
from onrecord.show.export.format import Format, Lost, Record
from onrecord.show.export.out import Out

TOGETHER = 10_000
"""Rows of a group: few enough for flat memory, enough for a reader to skip by."""
PLAIN = ("claims", "figures", "statements", "actors", "sources", "flags", "due")
"""Tables that are the answers to one question each."""
LIMITS = {
    "texts": "the text of a report is not written out: its row has the SHA-256 of the text in which positions count",
}


def write(record: Record, out: Out, lost: Lost) -> None:
    """A table a file; every column carries what it says, every file what the table is."""
    out.rests_on(report.id for report in record.ask("documents"))
    with _table("events", Happened, record, out) as events, _table("tellings", Telling, record, out) as tellings:
        for case in record.cases():  # once for both: weighing takes longer than writing
            events.put(case.event)
            for telling in case.tellings:
                tellings.put(telling)
                out.rests_on([telling.document])
    for name in PLAIN:
        with _table(name, record.noun(name), record, out) as table:
            for answer in record.ask(name):
                table.put(answer)
                out.rests_on([answer.document] if hasattr(answer, "document") else [])
    with _table("documents", Report, record, out) as reports:  # last: also those that a row above points to
        for report in record.numbered(out.reports):
            reports.put(report)
    lost("texts", reports.rows)


@dataclass(slots=True)
class _Rows:
    """A table that is being written; answers wait until they are worth a group of rows."""

    flush: Callable[[list[Any]], None]
    waiting: list[Any] = field(default_factory=list)
    rows: int = 0

    def put(self, answer: Any) -> None:
        """Add a row."""
        self.waiting.append(answer)
        self.rows += 1
        if len(self.waiting) == TOGETHER:
            self.write()

    def write(self) -> None:
        """Let what waits go to the file."""
        if self.waiting:
            self.flush(self.waiting)
            self.waiting = []


@contextmanager
def _table(name: str, noun: type, record: Record, out: Out) -> Iterator[_Rows]:
    """A table to put rows into."""
    schema, _ = record.arrow(noun, iter(()))  # says what to install where pyarrow is missing
    import pyarrow
    import pyarrow.parquet

    fields = [each.with_metadata({"description": described(name, each.name)}) for each in schema]
    schema = pyarrow.schema(fields, metadata={"description": dictionary()["tables"][name]})
    with pyarrow.parquet.ParquetWriter(out.folder / f"{name}.parquet", schema, compression="zstd") as writer:

        def flush(answers: list[Any]) -> None:
            batches = [batch.cast(schema) for batch in record.arrow(noun, iter(answers))[1]]
            writer.write_table(pyarrow.Table.from_batches(batches, schema=schema))

        rows = _Rows(flush)
        yield rows
        rows.write()
    out.finished(f"{name}.parquet", rows=rows.rows)


FORMAT = Format(about="the tables of csv, typed, for DuckDB, pandas, polars, R (needs onrecord[arrow])", suffix="",
                limits=LIMITS, write=write)  # fmt: skip
