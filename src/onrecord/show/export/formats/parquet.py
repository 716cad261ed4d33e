"""The tables of the CSV export as Parquet: typed, compressed, for DuckDB, pandas, polars and R."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from onrecord.core.answers.cases import Telling
from onrecord.core.answers.reports import Report
from onrecord.show.export.dictionary import described, dictionary
from onrecord.show.export.format import Format, Lost, Record
from onrecord.show.export.out import Out

PLAIN = ("events", "claims", "figures", "statements", "actors", "sources", "flags", "due")
"""Tables that are the answers to one question each."""
LIMITS = {
    "texts": "the text of a report is not written out: its row has the SHA-256 of the text in which positions count",
}


def write(record: Record, out: Out, lost: Lost) -> None:
    """A table a file; every column carries what it says, every file what the table is."""
    out.rests_on(report.id for report in record.ask("documents"))
    for name in PLAIN:
        _table(name, record.noun(name), _marked(record.ask(name), out), record, out)
    tellings = (telling for case in record.cases() for telling in case.tellings)
    _table("tellings", Telling, _marked(tellings, out), record, out)
    reports = _table("documents", Report, record.numbered(out.reports), record, out)  # also those pointed to above
    lost("texts", reports)


def _marked(answers: Iterator[Any], out: Out) -> Iterator[Any]:
    """The answers, while the reports they stand in are marked."""
    for answer in answers:
        out.rests_on([answer.document] if hasattr(answer, "document") else [])
        yield answer


def _table(name: str, noun: type, answers: Iterator[Any], record: Record, out: Out) -> int:
    """Write a table; its rows."""
    schema, batches = record.arrow(noun, answers)  # says what to install where pyarrow is missing
    import pyarrow.parquet

    fields = [field.with_metadata({"description": described(name, field.name)}) for field in schema]
    schema = pyarrow.schema(fields, metadata={"description": dictionary()["tables"][name]})
    rows = 0
    with pyarrow.parquet.ParquetWriter(out.folder / f"{name}.parquet", schema, compression="zstd") as writer:
        for batch in batches:
            writer.write_batch(batch.cast(schema))
            rows += batch.num_rows
    out.finished(f"{name}.parquet", rows=rows)
    return rows


FORMAT = Format(about="the tables of csv, typed, for DuckDB, pandas, polars, R (needs onrecord[arrow])", suffix="",
                limits=LIMITS, write=write)  # fmt: skip
