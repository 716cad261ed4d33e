"""Figures that wait: the doubt of who says them, times the statements that are set beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    String,
    and_,
    case,
    cast,
    exists,
    false,
    func,
    literal,
    or_,
    select,
)

from onrecord.core.span import Span
from onrecord.ledger.schema import claims, documents, figures, flags
from onrecord.show.workbench.asked import Asked
from onrecord.show.workbench.bench import Bench
from onrecord.show.workbench.correcting import correctable
from onrecord.show.workbench.queue.entry import Number, Read, Waiting
from onrecord.show.workbench.queue.standing import Ordered, counted, narrowed, ruled, stands
from onrecord.show.workbench.quoting import quotes

OWN_VOICE = 0.9
"""How sure the reading is that a figure outside every claim is the outlet's own: a mean of claims, for want of one."""
_OTHER = figures.alias("other")
_BESIDE = select(func.count()).where(_OTHER.c.group == figures.c.group).scalar_subquery()
_FLAGGED = exists(select(flags.c.id).where(flags.c.document == figures.c.document, flags.c.on == figures.c.local))
_DOUBT = 1.0 - func.coalesce(claims.c.confidence, OWN_VOICE) + case((_FLAGGED, 0.5), else_=0.0)
_WEIGHT: ColumnElement[float] = _DOUBT * _BESIDE
_NAME = literal("D", String).concat(cast(figures.c.document, String)).concat("/").concat(cast(figures.c.local, String))
_FROM = figures.join(documents, documents.c.id == figures.c.document).outerjoin(claims, claims.c.id == figures.c.claim)


def _open(bench: Bench, connection: Connection, asked: Asked) -> Select[tuple[int]]:
    query = select(figures.c.id).select_from(_FROM).where(*stands(), _NAME.not_in(ruled("D")))
    return narrowed(bench, connection, query, "figures", figures.c.id, asked)


def first(bench: Bench, connection: Connection, asked: Asked, *, most: int, skip: int = 0) -> Ordered:
    """The heaviest that nobody has ruled on: ``[(0.9, "D41/fig3"), …]``."""
    query = _open(bench, connection, asked).add_columns(_WEIGHT.label("weight"), figures.c.document, figures.c.local)
    query = query.order_by(_WEIGHT.desc(), figures.c.id).limit(most).offset(skip)
    return [(float(row.weight), f"D{row.document}/{row.local}") for row in connection.execute(query)]


def left(bench: Bench, connection: Connection, asked: Asked) -> int:
    """How many wait."""
    return counted(connection, _open(bench, connection, asked))


def among(bench: Bench, connection: Connection, names: Sequence[str], asked: Asked) -> list[str]:
    """Those of ``names`` that the filter lets through."""
    query = select(figures.c.document, figures.c.local).where(_called(names))
    rows = connection.execute(narrowed(bench, connection, query, "figures", figures.c.id, asked))
    found = {f"D{row.document}/{row.local}" for row in rows}
    return [name for name in names if name in found]


def _called(names: Sequence[str]) -> ColumnElement[bool]:
    places = [(int(document[1:]), local) for document, _, local in (name.partition("/") for name in names)]
    return or_(false(), *(and_(figures.c.document == number, figures.c.local == local) for number, local in places))


def told(connection: Connection, names: Sequence[str]) -> dict[str, Waiting]:
    """Those called so, ruled on or not, each with its words."""
    if not names:
        return {}
    said = (claims.c.speaker_name, claims.c.speaker_kind, claims.c.certainty, claims.c.confidence)
    query = select(figures, *said, _BESIDE.label("beside"), _WEIGHT.label("weight")).select_from(_FROM)
    rows = connection.execute(query.where(_called(names))).all()
    shown = quotes(
        connection, [(f"D{row.document}/{row.local}", f"D{row.document}", Span(row.start, row.end)) for row in rows]
    )
    return {quote.item: _waiting(row, quote) for row, quote in zip(rows, shown, strict=True)}


def _waiting(row: Any, quote: Any) -> Waiting:
    return Waiting(
        id=quote.item,
        place=quote.item,
        quotes=(quote,),
        hanging=row.beside,
        weight=float(row.weight),
        read=Read(
            speaker=row.speaker_name,
            kind=row.speaker_kind or "own voice",
            certainty=row.certainty or "certain",
            denied=row.denied,
            confidence=row.confidence,
        ),
        number=Number(
            low=row.low, best=row.best, high=row.high, unit=row.unit, counted=row.counted, measure=row.measure,
            fields=correctable(row._mapping, {}),
        ),
    )  # fmt: skip
