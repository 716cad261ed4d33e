"""What the page rests on, in its last line."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import Connection, case, func, select

from onrecord.ledger.schema import documents as reports
from onrecord.ledger.schema import refusals
from onrecord.weigh.ask.documents import asked_of_reports
from onrecord.weigh.ask.filters import Filters


def rests_on(connection: Connection, filters: Filters) -> str:
    """ "It rests on 59 reports of 21 outlets, 16 of them copies …", of what ``filters`` let through."""
    columns = (
        func.count(),
        func.count(reports.c.publisher.distinct()),
        func.count(reports.c.copy_of),
        func.coalesce(func.sum(case((reports.c.status == "unread", 1), else_=0)), 0),
    )
    whole, outlets, copies, unread = connection.execute(
        select(*columns).where(*asked_of_reports(connection, filters))
    ).one()
    all_of_them = asked_of_reports(connection, replace(filters, include_superseded=True))
    every = connection.scalar(select(func.count()).select_from(reports).where(*all_of_them)) or 0
    refused = connection.scalar(select(func.count()).select_from(refusals)) or 0
    return (
        f"It rests on {_many(whole, 'report')} of {_many(outlets, 'outlet')}, {copies:,} of them copies of others. "
        f"Left out: {every - whole:,} replaced or taken back, {unread:,} in a language that is not read, "
        f"{_many(refused, 'input')} that could not be read at all. "
        "It records what was said, not what is true."
    )


def _many(number: int, one: str) -> str:
    return f"{number:,} {one}{'' if number == 1 else 's'}"
