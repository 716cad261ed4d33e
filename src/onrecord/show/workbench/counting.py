"""What the pages count that no answer of the ledger holds."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from onrecord.ledger import moments
from onrecord.ledger.schema import documents


def reports_a_day(connection: Connection) -> dict[str, int]:
    """Reports by the day from which they were known: ``{"2025-03-06": 12, …}``, the first day first."""
    day = func.substr(documents.c.known_from, 1, 10)
    query = select(day, func.count()).group_by(day).order_by(day)
    return {str(found): int(number) for found, number in connection.execute(query)}


def newest_reports(connection: Connection, *, as_of: str | None, most: int) -> list[int]:
    """The numbers of the reports that came out last, of those known at the end of ``as_of``."""
    query = select(documents.c.id).where(documents.c.superseded_by.is_(None), documents.c.retracted_by.is_(None))
    moment = moments.as_of(as_of)
    if moment is not None:
        query = query.where(documents.c.known_from <= moment)
    return list(connection.scalars(query.order_by(documents.c.known_from.desc(), documents.c.id.desc()).limit(most)))
