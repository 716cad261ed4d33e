"""Ledgers of reports about what is due, put in as the program does, with readings made by hand."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.core import Document, Reading
from onrecord.core.mentions import Time
from onrecord.core.span import Span
from onrecord.engines.weighing import Weighing
from onrecord.ledger.connect import Desk
from onrecord.ledger.identity import arrival_key
from onrecord.ledger.rows import rows_of
from onrecord.ledger.write import Incoming, put

ABOUT = " The ferrymen's union of Teslin and the harbour master of Orsk have quarrelled over the pier since May."
"""What all reports of one story speak of, so that they find each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A report: its words, when and by whom it came out, and the times read in it (words → EDTF)."""

    text: str
    published: str
    publisher: str = "Lake Gazette"
    times: tuple[tuple[str, str], ...] = ()
    id: str | None = None


PROMISED = Told(
    text="The ferrymen will vote on the pier on 24 June." + ABOUT, published="2024-06-20T10:00+03:00",
    times=(("24 June", "2024-06-24"),),
)  # fmt: skip
REPEATED = Told(
    text="A vote of the ferrymen on the pier is planned for 24 June, said the harbour master." + ABOUT,
    published="2024-06-21T09:00+03:00", publisher="Orsk Post", times=(("24 June", "2024-06-24"),),
)  # fmt: skip
KEPT = Told(
    text="The ferrymen voted on the pier on Monday and said no." + ABOUT, published="2024-06-24T21:00+03:00",
    publisher="Orsk Post",
)  # fmt: skip
DROPPED = Told(
    text="The ferrymen's vote on the pier, planned for Monday, was called off." + ABOUT,
    published="2024-06-26T08:00+03:00", publisher="Coast Herald",
)  # fmt: skip


def read(told: Told) -> Reading:
    """The reading of a report, with nothing in it but its times."""
    times = []
    for number, (words, edtf) in enumerate(told.times, start=1):
        start = told.text.index(words)
        span = Span(start, start + len(words))
        times.append(Time(f"tim{number}", span, words, "date", edtf, edtf, edtf, None, None, "text"))
    document = Document.of(told.text, publisher=told.publisher, published=told.published, external_id=told.id)
    return Reading(document, times=tuple(times))


def add(desk: Desk, *some: Told) -> None:
    """Put reports into a ledger in the order given."""
    for told in some:
        reading = read(told)
        data = f"{told.publisher} {told.published} {told.text}".encode()
        put(desk, Incoming(
            key=arrival_key(data, facts={}, options={}), locator="r.txt", data=data, kind="text",
            document=reading.document, status="read", reader="by hand", rows=rows_of(reading),
            weigh=Weighing.of(reading.document, reading),
        ))  # fmt: skip
