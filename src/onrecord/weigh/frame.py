"""Answers as Arrow tables: ``frame(connection, "claims", filters)`` opens in pandas, polars and DuckDB as it is.

Spans are two columns ("span_start", "span_end"), moments stand as they were said and again as timestamps in UTC
("published_at"), lists are lists, and what is deeper is JSON. pyarrow is an extra: ``pip install 'onrecord[arrow]'``.
"""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, datetime
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from onrecord.core.answers.actors import KnownActor
from onrecord.core.answers.claims import Claim
from onrecord.core.answers.due import Due
from onrecord.core.answers.flags import Raised
from onrecord.core.answers.happenings import Counted, Happened, Stated
from onrecord.core.answers.reports import Report
from onrecord.core.answers.sources import Outlet
from onrecord.core.answers.written import as_written
from onrecord.core.span import Span
from onrecord.errors import UsageError
from onrecord.ledger.moments import bounds
from onrecord.weigh.ask.actors import actors
from onrecord.weigh.ask.claims import claims
from onrecord.weigh.ask.documents import documents
from onrecord.weigh.ask.due import due
from onrecord.weigh.ask.events import events
from onrecord.weigh.ask.figures import figures
from onrecord.weigh.ask.filters import Filters
from onrecord.weigh.ask.flags import flags
from onrecord.weigh.ask.sources import sources

if TYPE_CHECKING:
    import pyarrow

_ROWS = 2_000  # of a record batch
_MOMENTS = ("published", "added")


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Stated):
    """A statement of a figure, with the group, event and measure it belongs to."""

    group: str
    event: str | None
    measure: str | None
    counted: str | None


def statements(connection: Connection, filters: Filters) -> Iterator[Statement]:
    """Every statement of the figures that ``filters`` let through, one by one."""
    for group in figures(connection, filters):
        for one in group.statements:
            own = {field.name: getattr(one, field.name) for field in fields(Stated)}
            yield Statement(group=group.id, event=group.event, measure=group.measure, counted=group.counted, **own)


TABLES: dict[str, tuple[type, Any]] = {
    "documents": (Report, documents),
    "claims": (Claim, claims),
    "events": (Happened, events),
    "figures": (Counted, figures),
    "statements": (Statement, statements),
    "actors": (KnownActor, actors),
    "sources": (Outlet, sources),
    "flags": (Raised, flags),
    "due": (Due, due),
}


def frame(connection: Connection, what: str, filters: Filters) -> pyarrow.Table:
    """All answers of a kind as one Arrow table, a row each.

    ``what`` is one of documents, claims, events, figures, statements, actors, sources, flags, due. Raises
    ``UsageError`` for another, and where pyarrow is not installed.
    """
    if what not in TABLES:
        raise UsageError(f"there is no table {what!r}; choose one of {', '.join(TABLES)}")
    noun, ask = TABLES[what]
    schema, rows = batches(noun, ask(connection, filters))
    import pyarrow

    return pyarrow.Table.from_batches(list(rows), schema=schema)


def batches(noun: type, answers: Iterator[Any]) -> tuple[pyarrow.Schema, Iterator[pyarrow.RecordBatch]]:
    """The columns of such a table for a kind of answer, and its rows as they come, some thousands together.

    Raises ``UsageError`` where pyarrow is not installed.
    """
    try:
        import pyarrow
    except ImportError:
        raise UsageError("Arrow tables need pyarrow: pip install 'onrecord[arrow]'") from None
    schema = _schema(noun, pyarrow)

    def rows() -> Iterator[pyarrow.RecordBatch]:
        while some := list(islice(answers, _ROWS)):
            yield pyarrow.RecordBatch.from_pylist([_row(one, noun) for one in some], schema=schema)

    return schema, rows()


def _schema(noun: type, arrow: Any) -> Any:
    columns = []
    for name, hint in _hints(noun):
        if hint is Span:
            columns += [(f"{name}_start", arrow.int32()), (f"{name}_end", arrow.int32())]
            continue
        columns.append((name, _type(hint, arrow)))
        if name in _MOMENTS:
            columns.append((f"{name}_at", arrow.timestamp("us", tz="UTC")))
    return arrow.schema(columns)


def _type(hint: Any, arrow: Any) -> Any:
    plain = {str: arrow.string(), int: arrow.int64(), float: arrow.float64(), bool: arrow.bool_()}
    if hint in plain:
        return plain[hint]
    if hint == int | float:
        return arrow.float64()
    if typing.get_origin(hint) is tuple and typing.get_args(hint)[0] is str:
        return arrow.list_(arrow.string())
    return arrow.string()  # JSON


def _row(answer: Any, noun: type) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for name, hint in _hints(noun):
        value = getattr(answer, name)
        if hint is Span:
            row[f"{name}_start"], row[f"{name}_end"] = value if value is not None else (None, None)
            continue
        row[name] = _cell(value, hint)
        if name in _MOMENTS:
            row[f"{name}_at"] = _moment(value)
    return row


def _cell(value: Any, hint: Any) -> Any:
    if value is None or isinstance(value, str | bool | int):
        return float(value) if hint == int | float and isinstance(value, int) else value
    if isinstance(value, float):
        return value
    if isinstance(value, Sequence) and typing.get_origin(hint) is tuple and typing.get_args(hint)[0] is str:
        return list(value)
    return json.dumps(as_written(value), ensure_ascii=False)


def _moment(written: str | None) -> datetime | None:
    """The earliest moment that a date may mean."""
    found = bounds(written)
    return None if found is None else datetime.strptime(found[0], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)


@cache
def _hints(noun: type) -> tuple[tuple[str, Any], ...]:
    """The fields of a noun with their types, without ``None``."""
    hints = typing.get_type_hints(noun)
    return tuple((field.name, _without_none(hints[field.name])) for field in fields(noun) if is_dataclass(noun))


def _without_none(hint: Any) -> Any:
    if isinstance(hint, types.UnionType):
        kept = [part for part in typing.get_args(hint) if part is not type(None)]
        return kept[0] if len(kept) == 1 else int | float if set(kept) == {int, float} else hint
    return hint
