"""Tables of CSV with a data dictionary: a Data Package (v2) for spreadsheets, R, Stata and pandas."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, get_args, get_origin

from onrecord.core.answers.cases import Telling
from onrecord.core.answers.cells import cells, columns, types
from onrecord.core.answers.happenings import Happened
from onrecord.core.answers.reports import Report
from onrecord.core.span import Span
from onrecord.show.export.dates import days
from onrecord.show.export.dictionary import described, dictionary
from onrecord.show.export.format import Format, Lost, Record
from onrecord.show.export.out import Cell, Made, Out
from onrecord.version import __version__

PLAIN = ("claims", "figures", "statements", "actors", "sources", "flags", "due")
"""Tables that are the answers to one question each."""
DATES = ("date_start", "date_end")
LIMITS = {
    "texts": "the text of a report is not written out: its row has the SHA-256 of the text in which positions count",
    "joined": "a list of words is joined by “; ”: one of the words has “; ” itself, so that it cannot be parted again",
    "empty": "an empty text is written as a missing one",
}
GUARD = (
    "A text that a spreadsheet would run (after spaces and apostrophes: = + - @, tab, carriage return, line feed, or "
    "their full-width forms) has an apostrophe in front; take one away to read it."
)
_NUMBER = int | float | None
KEYS: dict[str, tuple[str, ...]] = {
    "documents": ("id",), "events": ("id",), "tellings": ("address",), "claims": ("id",), "figures": ("id",),
    "statements": ("address",), "actors": ("id",), "flags": ("id",), "due": ("id",),
}  # fmt: skip
POINTS: dict[str, tuple[tuple[str, str], ...]] = {
    "tellings": (("document", "documents"), ("event", "events")),
    "claims": (("document", "documents"),),
    "statements": (("document", "documents"), ("group", "figures")),
    "due": (("document", "documents"),),
}


def write(record: Record, out: Out, lost: Lost) -> None:
    """A table a file, and ``datapackage.json``, which says what every column is."""
    out.rests_on(report.id for report in record.ask("documents"))
    nouns: dict[str, type] = {name: record.noun(name) for name in ("documents", "events", *PLAIN)}
    nouns["tellings"] = Telling
    with out.text("events.csv") as events, out.text("tellings.csv") as tellings:
        events.header((*columns(Happened), *DATES))
        tellings.header(columns(Telling))
        for case in record.cases():
            interval = days(case.event.time)
            ends = ("", "") if interval is None else tuple(day.isoformat() for day in interval)
            events.row((*_row(case.event, out, lost), *ends))
            for telling in case.tellings:
                tellings.row(_row(telling, out, lost))
                out.rests_on([telling.document])
    for name in PLAIN:
        with out.text(f"{name}.csv") as page:
            page.header(columns(nouns[name]))
            for answer in record.ask(name):
                page.row(_row(answer, out, lost))
                out.rests_on([answer.document] if hasattr(answer, "document") else [])
    with out.text("documents.csv") as page:  # last: also those that a row above points to
        page.header(columns(Report))
        for report in record.numbered(out.reports):
            page.row(_row(report, out, lost))
            lost("texts")
    tables = tuple(out.made)
    with out.text("datapackage.json") as page:
        page.write(json.dumps(_package(record, out, tables, nouns), ensure_ascii=False, indent=1) + "\n")


def _row(answer: Any, out: Out, lost: Lost) -> tuple[Cell, ...]:
    for name in _lists(_noun(answer)):
        if any("; " in word or not word for word in getattr(answer, name)):
            lost("joined")
    row = cells(answer, raw=out.raw)
    if "" in row and any(getattr(answer, name, None) == "" for name in columns(_noun(answer))):
        lost("empty")
    return row


def _noun(answer: Any) -> Any:
    return type(answer)


@cache
def _lists(noun: type) -> tuple[str, ...]:
    """The columns that hold lists of words."""
    return tuple(name for name, kind in zip(columns(noun), types(noun), strict=True) if _is_list(kind, str))


def _is_list(kind: Any, of: type) -> bool:
    return get_origin(kind) is tuple and get_args(kind)[0] is of


def _package(record: Record, out: Out, tables: Sequence[Made], nouns: dict[str, type]) -> dict[str, Any]:
    number, digest = record.head
    order = [name for name in dictionary()["tables"] if f"{name}.csv" in {made.name for made in tables}]
    made = {one.name: one for one in tables}
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "onrecord-export",
        "id": f"urn:uuid:{record.ledger}" if _is_uuid(record.ledger) else record.ledger,
        "title": "What was said, and by whom",
        "description": "States what was said, never what is true. " + ("" if out.raw else GUARD + " ") + "Lists of "
        "words are joined by “; ”; what is deeper is JSON. The rights in quoted words stay with the outlets.",
        "created": record.moment,
        "contributors": [{"title": f"onrecord {__version__}", "roles": ["tool"]}],
        "onrecord": {"asked": record.asked, "lastJudgement": number, "head": digest},
        "resources": [_resource(name, made[f"{name}.csv"], nouns[name]) for name in order],
    }


def _is_uuid(written: str) -> bool:
    return re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", written) is not None


def _resource(name: str, made: Made, noun: type) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": list(_fields(name, noun)), "missingValues": [""]}
    if name in KEYS:
        schema["primaryKey"] = list(KEYS[name])
    if name in POINTS:
        schema["foreignKeys"] = [
            {"fields": [field], "reference": {"resource": table, "fields": ["id"]}} for field, table in POINTS[name]
        ]
    return {
        "name": name,
        "type": "table",
        "path": made.name,
        "description": dictionary()["tables"][name],
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": made.bytes,
        "hash": f"sha256:{made.sha256}",
        "dialect": {"lineTerminator": "\n"},
        "schema": schema,
    }


def _fields(table: str, noun: type) -> Iterator[dict[str, Any]]:
    for name, kind in zip(columns(noun), types(noun), strict=True):
        field: dict[str, Any] = {"name": name, "type": _type(kind), "description": described(table, name)}
        if field["type"] == "boolean":
            field.update(trueValues=["yes"], falseValues=["no"])
        if name in KEYS.get(table, ()):
            field["constraints"] = {"required": True, "unique": True}
        yield field
    if table == "events":
        yield from ({"name": name, "type": "date", "description": described(table, name)} for name in DATES)


def _type(kind: Any) -> str:
    """What Table Schema calls it; lists are texts, because its own may be parted by "," alone."""
    if kind == _NUMBER or kind is float:
        return "number"
    return {int: "integer", bool: "boolean"}.get(kind, "string")


def read_list(cell: str) -> tuple[str, ...]:
    """The words of a list as it is written in a cell."""
    return tuple(cell.split("; ")) if cell else ()


def read_spans(cell: str) -> tuple[Span, ...]:
    """The spans written in a cell: "0-16; 20-24"."""
    return tuple(Span(*(int(end) for end in part.split("-"))) for part in read_list(cell))


FORMAT = Format(
    about="tables with a data dictionary (Data Package v2), for spreadsheets, R, Stata, pandas",
    suffix="",
    limits=LIMITS,
    write=write,
)
