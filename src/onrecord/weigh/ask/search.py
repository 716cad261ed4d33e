"""``onrecord search``: claims or documents by their words, the best first, with the words marked."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from typing import Any, Literal

from sqlalchemy import Connection, Select, select

from onrecord.core.answers.hits import Hit
from onrecord.core.span import Span
from onrecord.errors import UsageError
from onrecord.ledger.schema import claims, documents, texts
from onrecord.ledger.words import TOKENS
from onrecord.weigh.ask.batches import BATCH, at_most, numbers
from onrecord.weigh.ask.claims import asked_of_claims
from onrecord.weigh.ask.conditions import reports_asked
from onrecord.weigh.ask.documents import asked_of_reports
from onrecord.weigh.ask.filters import Filters
from onrecord.weigh.ask.ruled import Rulings
from onrecord.weigh.ask.wording import Wording, fts5, matching

Among = Literal["claims", "documents"]
_WIDE = 200  # characters of a snippet: two lines of a terminal
_BEFORE = 60  # of them before the first word found
_OPEN, _SHUT = "\x02", "\x03"
_CLEARED = str.maketrans({"\0": " ", _OPEN: " ", _SHUT: " "})
_MARKED = re.compile(f"{_OPEN}([^{_SHUT}]*){_SHUT}")
_TOGETHER = {"claims": BATCH, "documents": 10}  # texts looked through at once: a document may be a book


def search(connection: Connection, wording: Wording, filters: Filters, *, among: Among = "claims") -> Iterator[Hit]:
    """What has the words of ``wording`` and fits ``filters``, the best match first.

    Both databases weigh rare words above common ones or by their density; equal ones stand by number.
    """
    if filters.about is not None:
        raise UsageError("--about: search has its words already; write them all in one query")
    return at_most(_hits(connection, wording, filters, among), filters.limit)


def _hits(connection: Connection, wording: Wording, filters: Filters, among: Among) -> Iterator[Hit]:
    rulings = Rulings.at(connection, filters.as_of)
    rank = 0
    together = filters.limit if not filters.offset else None  # what is passed over is passed over in large steps
    if _plain(filters):
        ranked = _in_order(connection, wording, filters, among)
    else:
        query = _query(connection, wording, filters, among, rulings)
        ranked = numbers(connection, query, limit=together, most=_TOGETHER[among])
    letter = among[0].upper()
    for some in ranked:
        dropped = _dropped(rulings, [f"{letter}{number}" for number in some]) if not filters.include_rejected else set()
        standing = [number for number in some if f"{letter}{number}" not in dropped]
        passed = min(len(standing), max(0, filters.offset - rank))
        rank += passed
        room = None if filters.limit is None else filters.offset + filters.limit - rank
        wanted = standing[passed:][:room]
        if not wanted:
            continue
        rows = {row.id: row for row in connection.execute(_rows(among, wanted))}
        kept = [rows[number] for number in wanted]
        for row, (start, snippet, marks) in zip(kept, snippets([row.text for row in kept], wording), strict=True):
            rank += 1
            yield Hit(
                id=f"{letter}{row.id}",
                document=f"D{row.document}",
                publisher=row.publisher,
                published=row.published,
                title=row.title,
                speaker_name=row.speaker_name,
                snippet=snippet,
                marks=marks,
                start=start,
                rank=rank,
            )


def _query(connection: Connection, wording: Wording, filters: Filters, among: Among, rulings: Rulings) -> Select[Any]:
    match = matching(connection, wording, among).subquery()
    if among == "documents":
        query = select(documents.c.id).join(match, match.c.id == documents.c.id)
        return query.where(*asked_of_reports(connection, filters)).order_by(match.c.rank, documents.c.id)
    query = select(claims.c.id).join(match, match.c.id == claims.c.id)
    query = query.join(documents, documents.c.id == claims.c.document)
    return query.where(*asked_of_claims(connection, filters, rulings)).order_by(match.c.rank, claims.c.id)


def _plain(filters: Filters) -> bool:
    """True where every report that counts will do."""
    narrowing = replace(filters, as_of=None, limit=None, include_rejected=False, include_superseded=False)
    return replace(narrowing, offset=0, order="number") == Filters()


def _in_order(connection: Connection, wording: Wording, filters: Filters, among: Among) -> Iterator[list[int]]:
    """The best first where nothing narrows them: most of what is found counts, so it is weighed before it is joined.

    "the" stands in six claims of ten; to look up the report of each of them takes longer than to find them.
    """
    match = matching(connection, wording, among).subquery()
    query = select(match.c.id).order_by(match.c.rank, match.c.id)
    together = filters.limit if not filters.offset else None
    for some in numbers(connection, query, limit=together, most=_TOGETHER[among]):
        whole = select(documents.c.id)
        if among == "claims":
            whole = select(claims.c.id).join(documents, documents.c.id == claims.c.document)
        number = claims.c.id if among == "claims" else documents.c.id
        counted = set(connection.scalars(whole.where(number.in_(some), *reports_asked(connection, filters))))
        yield [one for one in some if one in counted]


def _dropped(rulings: Rulings, items: Sequence[str]) -> set[str]:
    return {item for item, ruling in rulings.of(items).items() if ruling.verdict == "rejected"}


def _rows(among: Among, some: Sequence[int]) -> Select[Any]:
    known = (documents.c.publisher, documents.c.published, documents.c.title)
    if among == "claims":
        query = select(claims.c.id, claims.c.document, claims.c.text, claims.c.speaker_name, *known)
        return query.join(documents, documents.c.id == claims.c.document).where(claims.c.id.in_(some))
    nobody = documents.c.byline.label("speaker_name")
    query = select(documents.c.id, documents.c.id.label("document"), texts.c.text, nobody, *known)
    return query.join(texts, texts.c.id == documents.c.text_id).where(documents.c.id.in_(some))


def snippets(said: Sequence[str], wording: Wording) -> Iterator[tuple[int, str, tuple[Span, ...]]]:
    """Of each text the piece around the first words found: where it starts, the piece, and the words' spans in it.

    SQLite's own highlighter marks them, in memory, whichever database found them: so a snippet is marked alike.
    """
    with closing(sqlite3.connect(":memory:")) as memory:
        memory.execute(f"CREATE VIRTUAL TABLE said USING fts5(body, {TOKENS})")
        cleared = [text.translate(_CLEARED) for text in said]
        memory.executemany("INSERT INTO said (rowid, body) VALUES (?, ?)", enumerate(cleared))
        any_of = " OR ".join(f"({fts5(Wording('', (group,), ()))})" for group in wording.wanted)
        query = "SELECT rowid, highlight(said, 0, ?, ?) FROM said WHERE said MATCH ?"
        marked = dict(memory.execute(query, (_OPEN, _SHUT, any_of)))
    for place, text in enumerate(said):
        marks = _marks(marked[place]) if place in marked else []
        start, end = _piece(text, marks)
        inside = [Span(mark.start - start, mark.end - start) for mark in marks if start <= mark.start < mark.end <= end]
        yield start, text[start:end], tuple(inside)


def _marks(marked: str) -> list[Span]:
    """The spans between the marks, as code points of the text without them."""
    return [
        Span(found.start() - 2 * place, found.end() - 2 * (place + 1))
        for place, found in enumerate(_MARKED.finditer(marked))
    ]


def _piece(text: str, marks: Sequence[Span]) -> tuple[int, int]:
    """The ends of the snippet, at word ends."""
    if len(text) <= _WIDE:
        return 0, len(text)
    start = max(0, (marks[0].start if marks else 0) - _BEFORE)
    start = min(start, len(text) - _WIDE)
    end = start + _WIDE
    if start and (blank := text.find(" ", start, start + _BEFORE // 2)) >= 0:
        start = blank + 1
    if end < len(text) and (blank := text.rfind(" ", end - _BEFORE // 2, end)) >= 0:
        end = blank
    return start, end
