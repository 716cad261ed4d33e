"""Words of reports between what stands around them, many at a time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from sqlalchemy import Connection, select

from onrecord.core.answers.shown import Quote
from onrecord.core.span import Span
from onrecord.ledger.schema import documents, texts
from onrecord.show.report.visible import oddities

_AT_ONCE = 200

Wanted = tuple[str, str, Span]
"""What it is evidence of ("C9"), the report ("D41"), and where the words stand."""


def quotes(connection: Connection, wanted: Iterable[Wanted]) -> list[Quote]:
    """The words asked for, each between what stands around it in its paragraph."""
    asked = list(wanted)
    reports = _reports(connection, {int(document[1:]) for _, document, _ in asked})
    return [_quote(name, document, span, *reports[int(document[1:])]) for name, document, span in asked]


def _reports(connection: Connection, numbers: Collection[int]) -> dict[int, tuple[str | None, str | None, str]]:
    query = select(documents.c.id, documents.c.publisher, documents.c.published, texts.c.text)
    query = query.join(texts, texts.c.id == documents.c.text_id)
    ordered, found = sorted(numbers), {}
    for start in range(0, len(ordered), _AT_ONCE):
        for row in connection.execute(query.where(documents.c.id.in_(ordered[start : start + _AT_ONCE]))):
            found[int(row.id)] = (row.publisher, row.published, str(row.text))
    return found


def _quote(name: str, document: str, span: Span, publisher: str | None, published: str | None, text: str) -> Quote:
    before, after = span.around(text)
    return Quote(item=name, document=document, publisher=publisher, published=published, span=span, before=before,
                 text=span.of(text), after=after)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a quote as they are shown, and the code points of the report that they stand for."""

    text: str
    start: int
    length: int
    marked: bool


def runs(quote: Quote) -> Iterator[Run]:
    """A quote cut at the ends of its words and at every hidden character, so that what is selected has its place.

    A character that is shown by its name ("⟨RLO⟩") is a run of its own: however much of the name is selected, it is
    that one character.
    """
    whole = quote.before + quote.text + quote.after
    begins = quote.span.start - len(quote.before)
    marked = Span(len(quote.before), len(quote.before) + len(quote.text))
    edges = {0, len(whole), *marked}
    odd = {one.span.start: one for one in oddities(whole) if one.shown is not None}
    for one in odd.values():
        edges.update(one.span)
    for start, end in pairwise(sorted(edges)):
        shown = odd[start].shown if start in odd else None
        yield Run(shown or whole[start:end], begins + start, end - start, marked.start <= start < marked.end)
