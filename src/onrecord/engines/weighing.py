"""A report made ready to be set beside the others: all that can be worked out from it alone, where it is read.

``place`` runs in the one writer, so what is done here costs the ledger nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from sqlalchemy import Connection

from onrecord.core import Document, Reading
from onrecord.ledger.founding import Joined
from onrecord.weigh import actors, copies, due, events
from onrecord.weigh.events.account import Account, account_of
from onrecord.weigh.events.stories import keys_of


@dataclass(frozen=True, slots=True)
class Weighing:
    """What a report brings to the weighing: a sketch of its words, its credit lines, what it tells of."""

    sketch: tuple[int, ...]
    byline: str | None
    publisher: str | None
    account: Account | None
    dues: tuple[due.Item, ...]

    @classmethod
    def of(cls, document: Document, reading: Reading | None = None) -> Self:
        """Of a document, and of its reading where it could be read."""
        account = account_of(reading) if reading is not None else None
        dues = due.found(reading) if reading is not None else ()
        return cls(copies.sketch(document.text), document.byline, document.publisher, account, dues)

    def joins(self, connection: Connection, number: int) -> list[Joined]:
        """Which of its happenings are known events; asked before its rows are there."""
        return [] if self.account is None else events.joins(connection, number, self.account)

    def place(self, connection: Connection, number: int) -> None:
        """Everything else, once its rows are there."""
        copies.place(connection, number, sketch=self.sketch, byline=self.byline, publisher=self.publisher)
        self.place_reading(connection, number)

    def place_reading(self, connection: Connection, number: int) -> None:
        """What of it hangs on how the report was read, and is done anew where it is read again."""
        if self.account is not None:
            events.keep(connection, number, self.account)
            actors.place(connection, number)
            keys = {key: round(1000 * self.account.bag[key]) for key in keys_of(self.account.bag)}
            due.place(connection, number, self.dues, keys)
