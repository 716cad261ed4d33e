"""Pairs of actors or events of which a person said that they are not one: nothing joins them while that stands."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, select

from onrecord.ledger.founding import finals
from onrecord.ledger.schema import apart, judgements

Pair = tuple[int, int]
"""Two numbers, the smaller first."""


def pair_of(one: int, other: int) -> Pair:
    """``pair_of(9, 3)`` is (3, 9)."""
    return (one, other) if one <= other else (other, one)


def kept_apart(connection: Connection, letter: str, *, until: str | None = None) -> dict[Pair, int]:
    """The pairs that are kept apart, by the numbers that merges make of them, each with the judgement that says so.

    ``kept_apart(connection, "A")`` is {(3, 9): 7} where J7 keeps A3 and A9 apart; of events with "E". ``until`` (a
    moment as stored) leaves out what was ruled later.
    """
    query = select(apart.c.a, apart.c.b, apart.c.judgement).where(apart.c.a.startswith(letter))
    if until is not None:
        query = query.join(judgements, judgements.c.id == apart.c.judgement).where(judgements.c.at <= until)
    rows = [(int(row.a[1:]), int(row.b[1:]), int(row.judgement)) for row in connection.execute(query)]
    return _ends(connection, letter, rows)


def _ends(connection: Connection, letter: str, rows: Collection[tuple[int, int, int]]) -> dict[Pair, int]:
    into = finals(connection, letter, {number for a, b, _ in rows for number in (a, b)})
    found: dict[Pair, int] = {}
    for a, b, judgement in sorted(rows, key=lambda row: row[2]):
        found.setdefault(pair_of(into[a], into[b]), judgement)
    return found
