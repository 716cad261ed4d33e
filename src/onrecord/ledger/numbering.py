"""The numbers of new rows: after the highest there is or ever was, so that C9 never means another claim."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import count

from sqlalchemy import Connection, Select, Table, func, select

from onrecord.ledger.schema import about

Free = dict[str, "count[int]"]
"""By name of a table: the numbers that are free in it, from the lowest."""


def next_id(connection: Connection, table: Table) -> int:
    """The next number of a table; safe because a writer has its turn alone."""
    return next(free_numbers(connection, (table,))[table.name])


def free_numbers(connection: Connection, tables: Sequence[Table]) -> Free:
    """The free numbers of several tables, asked for at once."""
    found = connection.exec_driver_sql(_highest(tuple(tables), connection.dialect.name)).one()
    highest, retired = found[: len(tables)], found[len(tables) :]
    return {
        table.name: count(max(int(now_there or 0), int(once_there or 0)) + 1)
        for table, now_there, once_there in zip(tables, highest, retired, strict=True)
    }


@cache
def _highest(tables: tuple[Table, ...], dialect: str) -> str:
    """SQL for the highest number there is in each table, then the highest there ever was where rows were taken out."""
    from sqlalchemy.dialects import postgresql, sqlite

    now_there = [select(func.max(table.c.id)).scalar_subquery() for table in tables]
    once_there = [select(about.c.value).where(about.c.key == f"retired {table.name}").scalar_subquery()
                  for table in tables]  # fmt: skip
    query: Select[tuple[int | str | None, ...]] = select(*now_there, *once_there)
    speaks = sqlite.dialect() if dialect == "sqlite" else postgresql.dialect()  # type: ignore[no-untyped-call]
    return str(query.compile(dialect=speaks, compile_kwargs={"literal_binds": True}))
