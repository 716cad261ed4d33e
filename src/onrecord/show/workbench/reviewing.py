"""What a person should look at next: claims that the reading is least sure of and that most figures hang on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, String, cast, func, literal, select

from onrecord.core.answers.shown import Quote
from onrecord.core.span import Span
from onrecord.ledger.schema import claims, documents, figures, rulings
from onrecord.show.workbench.quoting import quotes


@dataclass(frozen=True, slots=True)
class Waiting:
    """One claim that nobody has ruled on: ``figures`` hang on it, ``place`` is where it stands ("D41/att3")."""

    id: str
    place: str
    quote: Quote
    speaker: str | None
    kind: str
    certainty: str
    denied: bool
    confidence: float
    figures: int


def waiting(connection: Connection, *, most: int, skip: int = 0) -> list[Waiting]:
    """Those that matter most first: the doubt of the reading, times the figures that hang on it."""
    return _told(connection, _open(), most=most, skip=skip)


def these(connection: Connection, names: Sequence[str]) -> list[Waiting]:
    """Those called so ("C9"), ruled on or not, what matters most first."""
    numbers = [int(name[1:]) for name in names]
    return _told(connection, (claims.c.id.in_(numbers),), most=len(numbers)) if numbers else []


def _told(connection: Connection, where: Sequence[ColumnElement[bool]], *, most: int, skip: int = 0) -> list[Waiting]:
    hanging = func.count(figures.c.id)
    weight = (1.0 - claims.c.confidence) * (1 + hanging)
    query = (
        select(claims, hanging.label("hanging"))
        .join(documents, documents.c.id == claims.c.document)
        .outerjoin(figures, figures.c.claim == claims.c.id)
        .where(*where)
        .group_by(claims.c.id)
        .order_by(weight.desc(), claims.c.id)
    )
    rows = connection.execute(query.limit(most).offset(skip)).all()
    shown = quotes(connection, [(f"C{row.id}", f"D{row.document}", Span(row.start, row.end)) for row in rows])
    return [
        Waiting(
            id=f"C{row.id}", place=f"D{row.document}/{row.local}", quote=quote, speaker=row.speaker_name,
            kind=row.speaker_kind, certainty=row.certainty, denied=row.polarity == "denied",
            confidence=row.confidence, figures=row.hanging,
        )
        for row, quote in zip(rows, shown, strict=True)
    ]  # fmt: skip


def left(connection: Connection) -> int:
    """How many are waiting."""
    query = select(func.count()).select_from(claims.join(documents, documents.c.id == claims.c.document))
    return int(connection.scalar(query.where(*_open())) or 0)


def _open() -> tuple[ColumnElement[bool], ...]:
    """Of reports that stand, are no copies, and on which nobody has given a verdict."""
    called = literal("C").concat(cast(claims.c.id, String))
    ruled = select(rulings.c.item).where(rulings.c.item == called, rulings.c.verdict.is_not(None))
    stands = (documents.c.superseded_by.is_(None), documents.c.retracted_by.is_(None), documents.c.copy_of.is_(None))
    return (*stands, ~ruled.exists())
