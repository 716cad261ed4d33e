"""What each report says of an event and why it was taken for it, and which other events are like it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice

from sqlalchemy import Connection, select

from onrecord.core.answers.happenings import Happened
from onrecord.core.answers.shown import Quote
from onrecord.core.span import Span
from onrecord.ledger.alike import alike
from onrecord.ledger.schema import documents, happenings
from onrecord.show.workbench.bench import Ledger
from onrecord.show.workbench.quoting import quotes

MOST = 100
"""Tellings that are listed; one ruling parts at most five times as many."""
_LOOKED_AT, _SHOWN = 60, 6


@dataclass(frozen=True, slots=True)
class Telling:
    """One report's telling of an event: where it stands ("D41/eve2"), its words, and why it was joined."""

    address: str
    quote: Quote
    because: str


def tellings(connection: Connection, event: Happened) -> tuple[Telling, ...]:
    """The tellings of an event in the order of its reports, at most :data:`MOST`."""
    wanted = set(event.addresses)
    query = (
        select(happenings.c.document, happenings.c.local, happenings.c.start, happenings.c.end, happenings.c.because)
        .join(documents, documents.c.id == happenings.c.document)
        .where(happenings.c.event == int(event.id[1:]))
        .order_by(documents.c.known_from, happenings.c.start)
    )
    rows = [row for row in connection.execute(query) if f"D{row.document}/{row.local}" in wanted][:MOST]
    shown = quotes(connection, [(f"D{row.document}/{row.local}", f"D{row.document}", Span(row.start, row.end))
                                for row in rows])  # fmt: skip
    return tuple(Telling(quote.item, quote, row.because or "") for quote, row in zip(shown, rows, strict=True))


def similar(ledger: Ledger, event: Happened, *, as_of: str | None, without: Sequence[str]) -> tuple[Happened, ...]:
    """Other events of its type within a day of it, those at the same place first: a person may know that they are one.

    ``without`` are those of which a person has said that they are not.
    """
    day = (event.time.earliest or "")[:10]
    if not day:
        return ()
    first, last = (date.fromisoformat(day) + timedelta(days=by) for by in (-1, 1))
    asked = {"type": event.type, "since": first.isoformat(), "until": last.isoformat(), "as_of": as_of}
    found = islice(ledger.events(**asked, order="told", limit=_LOOKED_AT), _LOOKED_AT)
    others = [one for one in found if one.id != event.id and one.id not in without]
    return tuple(sorted(others, key=lambda one: _place(one) != _place(event))[:_SHOWN])


def _place(event: Happened) -> str | None:
    return alike(event.place.name) if event.place is not None else None
