"""Who is behind each claim, and how many outlets print it: the end of its chain, and the copies of its report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, func, or_, select

from onrecord.core.answers.happenings import Origins
from onrecord.ledger.alike import alike
from onrecord.ledger.schema import claims, documents, namings, texts
from onrecord.weigh.ask.batches import by
from onrecord.weigh.ask.conditions import counting
from onrecord.weigh.ask.filters import Filters
from onrecord.weigh.origins import Voice, origins, outlets
from onrecord.weigh.origins.behind import corrected, voice_of


@dataclass(frozen=True, slots=True)
class Spoken:
    """Who knows what a claim says, and how many outlets print these words of his."""

    origins: Origins
    outlets: int


def spoken(
    connection: Connection, rows: Sequence[Row[Any]], filters: Filters, changed: Mapping[int, Mapping[str, Any]]
) -> dict[int, Spoken]:
    """Of claims, by number, who is behind them: ``rows`` are theirs with "publisher" and "copy_of" of the report.

    ``changed`` is what people corrected, by the number of the claim.
    """
    wanted = sorted({row.document for row in rows})
    query = select(documents.c.id, documents.c.publisher, documents.c.copy_of, texts.c.text)
    query = query.join(texts, texts.c.id == documents.c.text_id).where(documents.c.id.in_(wanted))
    reports: dict[int, Any] = {row.id: row for row in connection.execute(query)}
    query_named = select(namings).where(namings.c.document.in_(wanted))
    named = {number: {row.id: row for row in some}
             for number, some in by(connection.execute(query_named), "document").items()}  # fmt: skip
    carried = _carried(connection, rows, filters)
    found = {}
    for row in rows:
        voice = voice_of(row, reports[row.document], named.get(row.document, {}))
        voice = corrected(voice, changed.get(row.id, {}))
        found[row.id] = Spoken(origins([voice]), carried.get(row.id, 1))
    return found


def _carried(connection: Connection, rows: Sequence[Row[Any]], filters: Filters) -> dict[int, int]:
    """How many outlets print each claim: its own, and those that have the same words in a copy of the same report."""
    first_of = {row.document: row.copy_of or row.document for row in rows}
    first = func.coalesce(documents.c.copy_of, documents.c.id)
    query = select(first.label("first"), documents.c.id, documents.c.publisher, claims.c.text, claims.c.speaker_name)
    query = query.join(claims, claims.c.document == documents.c.id)
    firsts = sorted(set(first_of.values()))
    query = query.where(or_(documents.c.id.in_(firsts), documents.c.copy_of.in_(firsts)), counting(filters))
    printed: dict[tuple[int, str, str], list[Voice]] = {}
    for row in connection.execute(query):
        key = row.first, *_words(row.text, row.speaker_name)
        printed.setdefault(key, []).append(Voice(f"D{row.id}", row.publisher, None, None, None, None))
    return {row.id: max(1, outlets(_of(printed, first_of[row.document], row))) for row in rows}


def _of(printed: Mapping[tuple[int, str, str], list[Voice]], first: int, row: Row[Any]) -> Iterable[Voice]:
    return printed.get((first, *_words(row.text, row.speaker_name)), ())


def _words(text: str, speaker: str | None) -> tuple[str, str]:
    return alike(text), alike(speaker or "")
