"""Long lists in parts that a database takes in one question: SQLite 32,766 values, PostgreSQL 65,535."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TypeVar

MOST = 10_000  # values; a question may hold three such lists
_T = TypeVar("_T")


def in_parts(values: Iterable[_T]) -> Iterator[list[_T]]:
    """The values in their order, at most :data:`MOST` at a time: ``in_parts([3, 4])`` gives ``[3, 4]`` once."""
    rest = iter(values)
    while some := list(islice(rest, MOST)):
        yield some
