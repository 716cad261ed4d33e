"""What the pages count that no answer of the ledger holds."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from onrecord.ledger.schema import documents


def reports_a_day(connection: Connection) -> dict[str, int]:
    """Reports by the day from which they were known: ``{"2025-03-06": 12, …}``, the first day first."""
    day = func.substr(documents.c.known_from, 1, 10)
    query = select(day, func.count()).group_by(day).order_by(day)
    return {str(found): int(number) for found, number in connection.execute(query)}
