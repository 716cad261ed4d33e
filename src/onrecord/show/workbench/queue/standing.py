"""What the queues of all kinds share: which reports count, what has been ruled on, how an order is asked for."""

from __future__ import annotations

from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Select, func, select

from onrecord.ledger.schema import documents, rulings
from onrecord.show.workbench.asked import Asked
from onrecord.show.workbench.bench import Bench

Ordered = list[tuple[float, str]]
"""Weight and id of what waits, the heaviest first."""


def stands() -> tuple[ColumnElement[bool], ...]:
    """Of reports that stand and are no copies: a copy says again what the original says."""
    return (documents.c.superseded_by.is_(None), documents.c.retracted_by.is_(None), documents.c.copy_of.is_(None))


def ruled(*starts: str) -> Select[tuple[str]]:
    """The items that have a verdict, of those whose id begins so: ``ruled("C")``; comments are none."""
    query = select(rulings.c.item).where(rulings.c.verdict.is_not(None))
    return query.where(func.substr(rulings.c.item, 1, 1).in_(starts))


def narrowed(
    bench: Bench,
    connection: Connection,
    query: Select[Any],
    what: Literal["claims", "figures", "flags"],
    number: ColumnElement[int],
    asked: Asked,
) -> Select[Any]:
    """``query`` over those whose ``number`` is of a claim, a figure or a flag that the filter lets through."""
    if not asked:
        return query
    # A sum and no bare column: else SQLite goes through all that fit once more for every report (50 s of 100,000).
    return query.where((number + 0).in_(bench.ledger.fitting(connection, what, **asked.words())))


def counted(connection: Connection, query: Select[tuple[int]]) -> int:
    """How many rows a query has."""
    return int(connection.scalar(select(func.count()).select_from(query.subquery())) or 0)
