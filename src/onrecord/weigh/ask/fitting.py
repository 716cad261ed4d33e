"""Which claims, figures and flags fit, as a question from which another goes on: a queue puts them in its own order."""

from __future__ import annotations

from typing import Any, Literal

from sqlalchemy import Connection, Select, select

from onrecord.ledger.schema import claims, documents, figures, flags, happenings
from onrecord.weigh.ask.claims import asked_of_claims
from onrecord.weigh.ask.documents import asked_of_reports
from onrecord.weigh.ask.figures import asked_of_figures
from onrecord.weigh.ask.filters import Filters
from onrecord.weigh.ask.ruled import Rulings

What = Literal["claims", "figures", "flags"]


def fitting(connection: Connection, what: What, filters: Filters) -> Select[Any]:
    """The numbers of those that ``filters`` let through, as they were read; rejected ones are among them."""
    if what == "claims":
        query = select(claims.c.id).join(documents, documents.c.id == claims.c.document)
        return query.where(*asked_of_claims(connection, filters, Rulings.at(connection, filters.as_of)))
    if what == "figures":
        query = select(figures.c.id).join(documents, documents.c.id == figures.c.document)
        query = query.outerjoin(happenings, happenings.c.id == figures.c.happening)
        return query.where(*asked_of_figures(connection, filters))
    query = select(flags.c.id).join(documents, documents.c.id == flags.c.document)
    return query.where(*asked_of_reports(connection, filters))
