"""Claims that wait: the doubt of the reading, times the figures that hang on them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import BigInteger, ColumnElement, Connection, Select, cast, func, select

from onrecord.core.span import Span
from onrecord.ledger.schema import claims, documents, figures
from onrecord.show.workbench.asked import Asked
from onrecord.show.workbench.bench import Bench
from onrecord.show.workbench.queue.entry import Read, Waiting
from onrecord.show.workbench.queue.standing import Ordered, counted, narrowed, ruled, stands
from onrecord.show.workbench.quoting import quotes

_HANGING = select(func.count()).where(figures.c.claim == claims.c.id).scalar_subquery()
_WEIGHT: ColumnElement[float] = (1.0 - claims.c.confidence) * (1 + _HANGING)


def _open(bench: Bench, connection: Connection, asked: Asked) -> Select[tuple[int]]:
    said = ruled("C").subquery()
    numbers = select(cast(func.substr(said.c.item, 2), BigInteger))
    query = select(claims.c.id).join(documents, documents.c.id == claims.c.document)
    query = query.where(*stands(), claims.c.id.not_in(numbers))
    return narrowed(bench, connection, query, "claims", claims.c.id, asked)


def first(bench: Bench, connection: Connection, asked: Asked, *, most: int, skip: int = 0) -> Ordered:
    """The heaviest that nobody has ruled on: ``[(0.82, "C9"), …]``."""
    # Numbers are put in order before a row is fetched: with its words each row would be carried through the sorting.
    query = _open(bench, connection, asked).add_columns(_WEIGHT.label("weight")).order_by(_WEIGHT.desc(), claims.c.id)
    return [(float(row.weight), f"C{row.id}") for row in connection.execute(query.limit(most).offset(skip))]


def left(bench: Bench, connection: Connection, asked: Asked) -> int:
    """How many wait."""
    return counted(connection, _open(bench, connection, asked))


def among(bench: Bench, connection: Connection, names: Sequence[str], asked: Asked) -> list[str]:
    """Those of ``names`` that the filter lets through."""
    query = select(claims.c.id).where(claims.c.id.in_([int(name[1:]) for name in names]))
    found = set(connection.scalars(narrowed(bench, connection, query, "claims", claims.c.id, asked)))
    return [name for name in names if int(name[1:]) in found]


def told(connection: Connection, names: Sequence[str]) -> dict[str, Waiting]:
    """Those called so, ruled on or not, each with its words."""
    numbers = [int(name[1:]) for name in names]
    query = select(claims, _HANGING.label("hanging"), _WEIGHT.label("weight")).where(claims.c.id.in_(numbers))
    rows = connection.execute(query).all()
    shown = quotes(connection, [(f"C{row.id}", f"D{row.document}", Span(row.start, row.end)) for row in rows])
    return {
        quote.item: Waiting(
            id=quote.item, place=f"D{row.document}/{row.local}", quotes=(quote,), hanging=row.hanging,
            weight=float(row.weight),
            read=Read(
                speaker=row.speaker_name, kind=row.speaker_kind, certainty=row.certainty,
                denied=row.polarity == "denied", confidence=row.confidence,
            ),
        )
        for row, quote in zip(rows, shown, strict=True)
    }  # fmt: skip
