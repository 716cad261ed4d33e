"""The casualties as CSV, one row each, as a casualty recorder would type them into a sheet.

A cell of text that begins with ``=``, ``+``, ``-`` or ``@`` gets an apostrophe in front: a spreadsheet would run it.
Numbers stay numbers, negative longitudes too. Line ends within a cell become spaces, invisible characters their names.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.core import Reading
from onrecord.core.answers.cells import guarded
from onrecord.core.casualties import Casualty, casualties
from onrecord.show.report.form import Form, Medium
from onrecord.show.report.visible import line

COLUMNS = (
    "document", "publisher", "title", "published", "event", "event_type", "event_mode", "realis", "measure", "low",
    "best", "high", "comparator", "approximate", "population", "side", "place", "lat", "lon", "country", "time",
    "earliest", "latest", "source", "certainty", "polarity", "quote", "start", "end", "figure", "attribution",
)  # fmt: skip
Cell = str | float | int | None


def write(readings: Iterable[Reading], medium: Medium) -> Iterator[str]:  # noqa: ARG001 - every form has this shape
    """The header once, then a row a casualty."""
    yield _row(COLUMNS)
    for reading in readings:
        found: list[Any] = [*reading.events, *reading.places, *reading.times, *reading.actors]
        nouns = {item.id: item for item in found}
        for row in casualties(reading):
            yield _row(_cells(reading, row, nouns))


def _cells(reading: Reading, row: Casualty, nouns: dict[str, Any]) -> tuple[Cell, ...]:
    document = reading.document
    event, place = nouns.get(row.event or ""), nouns.get(row.place or "")
    time, side = nouns.get(row.time or ""), nouns.get(row.side or "")
    return (
        document.id, document.publisher, document.title, document.published,
        row.event, event.type if event else None, event.mode if event else None, row.realis,
        row.measure, row.low, row.best, row.high, row.comparator, "yes" if row.approximate else "no",
        row.population, side.name if side else None,
        place.name if place else None, place.lat if place else None, place.lon if place else None,
        place.country if place else None,
        time.edtf if time else None, time.earliest if time else None, time.latest if time else None,
        row.source, row.certainty, row.polarity, row.span.of(document.text), row.span.start, row.span.end,
        row.figure, row.attribution,
    )  # fmt: skip


def _row(cells: Iterable[Cell]) -> str:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\n").writerow([_safe(cell) for cell in cells])
    return stream.getvalue()


def _safe(cell: Cell) -> str:
    if cell is None or isinstance(cell, int | float):
        return "" if cell is None else str(cell)
    return guarded(line(cell))


FORM = Form(suffixes=(".csv",), write=write)
