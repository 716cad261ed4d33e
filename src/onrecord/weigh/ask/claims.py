"""``onrecord claims``: who says what, how sure."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, or_, select, union_all

from onrecord.core.answers.claims import Claim
from onrecord.core.judgement import Ruling
from onrecord.core.span import Span
from onrecord.ledger.alike import alike
from onrecord.ledger.schema import claims as said
from onrecord.ledger.schema import documents, figures, happenings, namings, placings
from onrecord.weigh.ask.batches import BATCH, at_most, by, numbers
from onrecord.weigh.ask.conditions import found, meant, placed, reports_asked, said_by, takes_part
from onrecord.weigh.ask.documents import address, told
from onrecord.weigh.ask.filters import Filters, numbered
from onrecord.weigh.ask.mentioned import mentioning
from onrecord.weigh.ask.ruled import Rulings
from onrecord.weigh.ask.skipping import given, past
from onrecord.weigh.ask.spoken import Spoken, spoken

_CORRECTED = {"kind": "speaker_kind", "certainty": "certainty", "polarity": "polarity"}
"""Filters on what a person may have corrected, with the column."""


def claims(connection: Connection, filters: Filters) -> Iterator[Claim]:
    """The claims that ``filters`` let through, by number (or the newest first), with the values that people ruled.

    A claim lies where a place in its words lies, or where an event or a figure in it is placed. ``actor`` is who
    speaks, or who stands on a side of an event in the claim.
    """
    return at_most(_fitting(connection, filters), filters.limit)


def _fitting(connection: Connection, filters: Filters) -> Iterator[Claim]:
    rulings = Rulings.at(connection, filters.as_of)
    speakers = set(connection.scalars(meant(filters.speaker))) if filters.speaker is not None else set()
    query = select(said.c.id).join(documents, documents.c.id == said.c.document)
    query = query.where(*asked_of_claims(connection, filters, rulings))
    newest = filters.order == "newest"
    query = query.order_by(*((documents.c.known_from.desc(),) if newest else ()), said.c.id)
    if filters.offset:
        silent = _silent(connection, query, filters, rulings, speakers)
        query = (query.where(said.c.id.not_in(sorted(silent))).offset(filters.offset) if newest
                 else past(connection, query, filters.offset, silent))  # fmt: skip
    for some in numbers(connection, query, limit=filters.limit):
        place = {f"C{number}": at for at, number in enumerate(some)}
        for claim in sorted(claims_of(connection, some, rulings=rulings, filters=filters),
                            key=lambda one: place[one.id]):  # fmt: skip
            if claim.judgement is None or _fits(claim, filters, speakers):
                yield claim


def _silent(
    connection: Connection, query: Select[Any], filters: Filters, rulings: Rulings, speakers: set[int]
) -> set[int]:
    """The claims that the query gives and people rejected, or corrected so that they do not fit."""
    found = set() if filters.include_rejected else given(connection, query, said.c.id, rulings.rejected("C"))
    if filters.speaker is None and all(getattr(filters, name) is None for name in _CORRECTED):
        return found
    ruled = sorted(given(connection, query, said.c.id, rulings.ruled("C", corrected=filters.speaker is None)) - found)
    for start in range(0, len(ruled), BATCH):
        some = ruled[start : start + BATCH]
        kept = claims_of(connection, some, rulings=rulings, filters=filters)
        fitting = {one.id for one in kept if one.judgement is None or _fits(one, filters, speakers)}
        found.update(number for number in some if f"C{number}" not in fitting)
    return found


def asked_of_claims(connection: Connection, filters: Filters, rulings: Rulings) -> list[ColumnElement[bool]]:
    """What ``filters`` say, as conditions on claims joined to their documents."""
    conditions = reports_asked(connection, filters)
    if (words := found(connection, filters, "claims")) is not None:
        conditions.append(said.c.id.in_(words))
    if (places := placed(connection, filters)) is not None:
        conditions.append(said.c.id.in_(_lying(places)))
    if filters.actor is not None:
        acts = select(happenings.c.claim).where(happenings.c.id.in_(takes_part(filters.actor)))
        conditions.append(or_(said_by(filters.actor), said.c.id.in_(acts)))
    if filters.measure is not None:
        conditions.append(said.c.id.in_(select(figures.c.claim).where(figures.c.measure == filters.measure)))
    if happened := told(filters):
        conditions.append(said.c.id.in_(select(happenings.c.claim).where(*happened)))
    if filters.mentions is not None:
        conditions.append(said.c.id.in_(mentioning(connection, filters.mentions)))
    as_read: list[ColumnElement[bool]] = []
    if filters.speaker is not None:
        as_read.append(said_by(filters.speaker))
    for name, column in _CORRECTED.items():
        if (wanted := getattr(filters, name)) is not None:
            as_read.append(said.c[column] == wanted)
    if as_read:  # what was corrected may fit now although its row does not
        conditions.append(
            and_(*as_read) if rulings.past == {} else or_(and_(*as_read), said.c.id.in_(rulings.changed("C")))
        )
    return conditions


def _lying(places: Any) -> Any:
    """The claims in whose words one of the places stands, or an event or a figure in which is placed there."""
    within = and_(placings.c.document == said.c.document, placings.c.start.between(said.c.start, said.c.end - 1))
    return union_all(
        select(said.c.id).join(placings, within).where(placings.c.id.in_(places)),
        select(happenings.c.claim).where(happenings.c.place.in_(places), happenings.c.claim.is_not(None)),
        select(figures.c.claim).where(figures.c.place.in_(places), figures.c.claim.is_not(None)),
    )


def _fits(claim: Claim, filters: Filters, speakers: set[int]) -> bool:
    """True where a claim on which people ruled fits what was asked, as they ruled it."""
    for name, field in _CORRECTED.items():
        wanted = getattr(filters, name)
        if wanted is not None and getattr(claim, field) != wanted:
            return False
    if filters.speaker is None:
        return True
    if claim.speaker is not None:
        return int(claim.speaker[1:]) in speakers
    by_name = numbered(filters.speaker, "A") is None
    return by_name and alike(filters.speaker) in alike(claim.speaker_name or "")


def claims_of(connection: Connection, wanted: Sequence[int], *, rulings: Rulings, filters: Filters) -> Iterator[Claim]:
    """The claims of these numbers, by number, with all that belongs to each.

    ``filters`` say which reports count, and whether what was rejected does.
    """
    columns = (documents.c.publisher, documents.c.published, documents.c.copy_of)
    query = select(said, *columns).join(documents, documents.c.id == said.c.document)
    rows = connection.execute(query.where(said.c.id.in_(wanted)).order_by(said.c.id)).all()
    speakers = _speakers(connection, rows)
    happened = by(_inside(connection, happenings, happenings.c.event, wanted), "claim")
    counted = by(_inside(connection, figures, figures.c.group, wanted), "claim")
    inside = [f"D{row.document}/{row.local}" for part in (*happened.values(), *counted.values()) for row in part]
    ruled = rulings.of([*(f"C{row.id}" for row in rows), *inside])
    dropped = (
        {item for item, ruling in ruled.items() if ruling.verdict == "rejected"}
        if not filters.include_rejected else set()
    )  # fmt: skip
    behind = spoken(connection, rows, filters, {row.id: ruled[f"C{row.id}"].change for row in rows
                                                if f"C{row.id}" in ruled})  # fmt: skip
    for row in rows:
        if f"C{row.id}" not in dropped:
            parts = [
                [part for part in kept.get(row.id, []) if f"D{part.document}/{part.local}" not in dropped]
                for kept in (happened, counted)
            ]
            yield _claim(row, speakers, parts, ruled.get(f"C{row.id}"), behind[row.id])


def _inside(connection: Connection, table: Any, number: Any, wanted: Sequence[int]) -> Sequence[Row[Any]]:
    query = select(table.c.claim, table.c.document, table.c.local, number.label("number"))
    return connection.execute(query.where(table.c.claim.in_(wanted)).order_by(table.c.start, table.c.id)).all()


def _speakers(connection: Connection, rows: Sequence[Row[Any]]) -> Mapping[int, int]:
    """The actor that each naming stands for."""
    spoken = {row.speaker for row in rows if row.speaker is not None}
    query = select(namings.c.id, namings.c.actor).where(namings.c.id.in_(spoken))
    return {row.id: row.actor for row in connection.execute(query)}


def _claim(
    row: Row[Any], speakers: Mapping[int, int], parts: list[list[Any]], ruling: Ruling | None, behind: Spoken
) -> Claim:
    change = ruling.change if ruling is not None else {}
    told_of, counted = parts
    span = Span(*change["span"]) if change.get("span") else Span(row.start, row.end)
    events = tuple(dict.fromkeys(f"E{part.number}" for part in told_of))
    speaker = change["speaker"] if "speaker" in change else address(speakers.get(row.speaker), "A")
    return Claim(
        id=f"C{row.id}",
        document=f"D{row.document}",
        span=span,
        text=change.get("text", row.text),
        speaker=speaker,
        chain=tuple(json.loads(row.chain)),
        certainty=change.get("certainty", row.certainty),
        polarity=change.get("polarity", row.polarity),
        event=events[0] if events else None,
        figures=tuple(dict.fromkeys(f"G{part.number}" for part in counted)),
        copy_of=address(row.copy_of),
        judgement=ruling.verdict if ruling is not None else None,
        address=f"D{row.document}/{row.local}",
        publisher=row.publisher,
        published=row.published,
        speaker_name=change.get("speaker_name", row.speaker_name),
        speaker_kind=change.get("speaker_kind", row.speaker_kind),
        form=change.get("form", row.form),
        source=_spans(change["source"] if "source" in change else json.loads(row.source)),
        cue=_spans(json.loads(row.cue)),
        content=(span,) if change.get("span") else _spans(json.loads(row.content)),
        parent=f"D{row.document}/{row.parent}" if row.parent else None,
        events=events,
        statements=tuple(f"D{part.document}/{part.local}" for part in counted),
        confidence=row.confidence,
        origin=behind.origins.list[0].name if behind.origins.list else None,
        origins=behind.origins,
        outlets=behind.outlets,
    )


def _spans(written: Sequence[Sequence[int]]) -> tuple[Span, ...]:
    return tuple(Span(start, end) for start, end in written)
