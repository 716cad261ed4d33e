"""Long answers in flat memory: numbers stream from the database, rows follow in batches by their numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Select

T = TypeVar("T")
BATCH = 500
"""Rows fetched together: SQLite takes 32,766 parameters, and the first rows of an answer should come at once."""


def numbers(
    connection: Connection, query: Select[Any], *, limit: int | None = None, most: int = BATCH
) -> Iterator[list[Any]]:
    """The first column of ``query`` in batches, never all of it in memory.

    Where few answers are wanted (``limit``), the batches are no larger than that; ``most`` is the largest.
    """
    together = most if limit is None else max(1, min(limit, most))
    result = connection.execution_options(stream_results=True, max_row_buffer=BATCH).execute(query)
    with result:
        for part in result.scalars().partitions(together):
            yield list(part)


def at_most(items: Iterable[T], limit: int | None) -> Iterator[T]:
    """The first ``limit`` of ``items``; all of them where it is None."""
    return iter(items) if limit is None else islice(items, limit)


def by(rows: Iterable[Any], key: str) -> dict[Any, list[Any]]:
    """Rows by one of their columns, in their order."""
    sorted_in: dict[Any, list[Any]] = {}
    for row in rows:
        sorted_in.setdefault(getattr(row, key), []).append(row)
    return sorted_in
