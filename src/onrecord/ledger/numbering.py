"""The numbers of new rows: after the highest there is or ever was, so that C9 never means another claim."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import count

from sqlalchemy import Connection, Select, Table, delete, func, insert, select

from onrecord.ledger.schema import about

Free = dict[str, "count[int]"]
"""By name of a table: the numbers that are free in it, from the lowest."""


def next_id(connection: Connection, table: Table) -> int:
    """The next number of a table; safe because a writer has its turn alone."""
    return next(free_numbers(connection, (table,))[table.name])


def retire(connection: Connection, table: Table, numbers: Iterable[int]) -> None:
    """Remember the highest number that was taken out of a table, so that it is not given to something else."""
    key = f"retired {table.name}"
    before = connection.scalar(select(about.c.value).where(about.c.key == key))
    highest = max(numbers, default=0)
    if highest > int(before or 0):
        connection.execute(delete(about).where(about.c.key == key))
        connection.execute(insert(about).values(key=key, value=str(highest)))


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
