"""The words that a line of the page stands on, in their sentence."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from onrecord.core.answers.shown import Quote
from onrecord.core.span import Span
from onrecord.ledger.judgements.items import find
from onrecord.weigh.ask.show import quote


def quote_span(connection: Connection, name: str, document: str, span: Span) -> Quote:
    """Some words of a report: ``quote_span(connection, "G5", "D41", Span(412, 423))``."""
    return quote(connection, name, int(document[1:]), span)


def quote_item(connection: Connection, address: str, name: str) -> Iterator[Quote]:
    """The first words of an item of a report ("D41/eve2"), for the line on ``name``."""
    item = find(connection, address)
    if item.document is not None and item.spans:
        yield quote(connection, name, item.document, item.spans[0])
