"""What a report says is due takes its place in the ledger, and what it tells of what others said was due.

Only reports that share telling words with it are looked at, as many at most as when events are joined, so that the
hundred thousandth costs what the thousandth did.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection

from onrecord.core.span import Span
from onrecord.ledger import dues as kept
from onrecord.ledger.dues import Teller
from onrecord.ledger.stories import sharing
from onrecord.weigh.due.answer import Answer, answer
from onrecord.weigh.due.find import Item
from onrecord.weigh.due.gist import Gist, gist
from onrecord.weigh.due.later import Later, later

_MOST_LOOKED_AT = 48
_ENOUGH_KEYS = 2
"""A report that shares fewer telling words must name the day or what was said before."""
_RECALLED_FOR = timedelta(days=120)
"""After the day, in which reports are asked how it came out; what is told later is history."""


def place(connection: Connection, number: int, items: Sequence[Item], keys: Mapping[str, int]) -> None:
    """Keep the items of document ``number``, and find what it and reports near it tell of each other's.

    ``keys`` are the words under which it is found, by weight.
    """
    rows = [
        {
            "start": item.span.start, "end": item.span.end, "edtf": item.when, "ends": item.ends, "kind": item.kind,
            "what": item.what, "because": item.because,
        }
        for item in items
    ]  # fmt: skip
    kept.keep_dues(connection, number, rows)
    near = sharing(connection, number, keys, most=_MOST_LOOKED_AT)
    if not near:
        return
    (own,) = kept.tellers(connection, [number])
    shared = kept.shared_keys(connection, number, near)
    found = [*_told_by(connection, own, near, shared), *_told_of(connection, own, near, shared)]
    kept.keep_outcomes(connection, found)


def _told_by(
    connection: Connection, own: Teller, near: Iterable[int], shared: Mapping[int, int]
) -> Iterator[kept.Columns]:
    """What the report tells of what reports known before it said was due."""
    since = (date.fromisoformat(own.known[:10]) - _RECALLED_FOR).isoformat()
    items = kept.due_in(connection, near, before=own.known, since=since)
    if not items:
        return
    promisers = {one.id: one for one in kept.tellers(connection, {item.document for item in items})}
    prepared = _prepared(own)
    for item in items:
        promised = _gist(promisers[item.document], item)
        told = None if promised is None else answer(promised, prepared)
        yield from _row(item.id, own.id, told, shared.get(item.document, 0))


def _told_of(
    connection: Connection, own: Teller, near: Iterable[int], shared: Mapping[int, int]
) -> Iterator[kept.Columns]:
    """What reports that are known after it, but came in before, tell of its own items."""
    items = kept.due_in(connection, [own.id], before="9999", since="")
    if not items:
        return
    promised = [(item, _gist(own, item)) for item in items]
    for teller in kept.tellers(connection, near, after=own.known):
        prepared = None
        for item, one in promised:
            if one is None or teller.known[:10] > (one.last + _RECALLED_FOR).isoformat():
                continue
            prepared = prepared or _prepared(teller)
            yield from _row(item.id, teller.id, answer(one, prepared), shared.get(teller.id, 0))


def _row(due: int, document: int, told: Answer | None, shared: int) -> Iterator[kept.Columns]:
    if told is None or (told.sure < 2 and shared < _ENOUGH_KEYS):
        return
    yield {
        "due": due, "document": document, "status": told.status, "sure": told.sure, "start": told.span.start,
        "end": told.span.end, "because": told.because,
    }  # fmt: skip


def _gist(of: Teller, item: Any) -> Gist | None:
    return gist(
        of.text, Span(item.start, item.end), kind=item.kind, when=item.edtf, published=of.published,
        publisher=of.publisher, title=of.title,
    )  # fmt: skip


def _prepared(teller: Teller) -> Later:
    return later(teller.text, published=teller.published, publisher=teller.publisher, title=teller.title)
