"""Answers as Arrow tables: ``frame(connection, "claims", filters)`` opens in pandas, polars and DuckDB as it is.

Spans are two columns ("span_start", "span_end"), moments stand as they were said and again as timestamps in UTC
("published_at"), lists are lists, and what is deeper is JSON. pyarrow is an extra: ``pip install 'onrecord[arrow]'``.
"""

from __future__ import annotations

import json
import types
import typing
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from onrecord.core.answers.actors import KnownActor, Likely
from onrecord.core.answers.claims import Claim
from onrecord.core.answers.due import Due
from onrecord.core.answers.flags import Raised
from onrecord.core.answers.happenings import Counted, Happened
from onrecord.core.answers.links import Carried, Link, Spoken
from onrecord.core.answers.reports import Report
from onrecord.core.answers.sources import Outlet
from onrecord.core.answers.written import as_written
from onrecord.core.span import Span
from onrecord.errors import UsageError
from onrecord.ledger.moments import bounds
from onrecord.weigh.ask.actors import actors
from onrecord.weigh.ask.carriers import carriers, speakers
from onrecord.weigh.ask.claims import claims
from onrecord.weigh.ask.documents import documents
from onrecord.weigh.ask.due import due
from onrecord.weigh.ask.events import events
from onrecord.weigh.ask.figures import figures
from onrecord.weigh.ask.filters import Filters
from onrecord.weigh.ask.flags import flags
from onrecord.weigh.ask.likely import likely
from onrecord.weigh.ask.links import links
from onrecord.weigh.ask.sources import sources
from onrecord.weigh.ask.statements import Statement, statements

if TYPE_CHECKING:
    import pyarrow

_ROWS = 2_000  # of a record batch
_MOMENTS = ("published", "added")


TABLES: dict[str, tuple[type, Any]] = {
    "documents": (Report, documents),
    "claims": (Claim, claims),
    "events": (Happened, events),
    "figures": (Counted, figures),
    "statements": (Statement, statements),
    "actors": (KnownActor, actors),
    "candidates": (Likely, likely),
    "sources": (Outlet, sources),
    "links": (Link, links),
    "carriers": (Carried, carriers),
    "speakers": (Spoken, speakers),
    "flags": (Raised, flags),
    "due": (Due, due),
}


def frame(connection: Connection, what: str, filters: Filters) -> pyarrow.Table:
    """All answers of a kind as one Arrow table, a row each.

    ``what`` is one of documents, claims, events, figures, statements, actors, candidates, sources, links, carriers,
    speakers, flags, due. Raises ``UsageError`` for another, and where pyarrow is not installed.
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
            arrays = [
                pyarrow.array(values, type=field.type)
                for values, field in zip(_columns(some, noun), schema, strict=True)
            ]
            yield pyarrow.RecordBatch.from_arrays(arrays, schema=schema)

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


def _columns(answers: Sequence[Any], noun: type) -> Iterator[list[Any]]:
    """The values of each column of the schema, for some answers; a column at a time is quicker than a row at a time."""
    for name, hint in _hints(noun):
        values = [getattr(one, name) for one in answers]
        if hint is Span:
            yield from ([None if span is None else span[end] for span in values] for end in (0, 1))
            continue
        plain = _plain(hint)
        yield [None if value is None else plain(value) for value in values]
        if name in _MOMENTS:
            yield [_moment(value) for value in values]


def _plain(hint: Any) -> Callable[[Any], Any]:
    """What makes a value of a column Arrow's: numbers as they are or as floats, lists of words, else JSON."""
    if hint == int | float:
        return float
    if hint in {str, int, float, bool}:
        return lambda value: value
    if typing.get_origin(hint) is tuple and typing.get_args(hint)[0] is str:
        return list
    return lambda value: json.dumps(as_written(value), ensure_ascii=False)


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
