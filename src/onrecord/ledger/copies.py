"""What the ledger keeps of copies: the sketch of each report, the pairs compared, and whose copy each one is.

The questions here are asked for every report that comes in, so each is made once: building one costs more than asking.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Connection, bindparam, func, or_, select, union_all, update
from sqlalchemy.dialects import postgresql, sqlite

from onrecord.ledger.columns import Number
from onrecord.ledger.inserting import insert_rows
from onrecord.ledger.rows import written
from onrecord.ledger.schema import documents, rulings, texts
from onrecord.ledger.weighed import likenesses, sketches

RECENT = 200
"""Of the reports that share a number of a sketch, the latest are looked at: a formula stands in any number of them."""
_LEAST_SHARED = 2  # one run of five words is met by chance, or is a formula
_MOST_CANDIDATES = 12  # the most alike first: a family of forty copies is found through any of its members

_MOMENT = func.coalesce(documents.c.published_from, documents.c.added)
_REPORTS = (
    select(documents.c.id, texts.c.text, documents.c.identity, _MOMENT)
    .join(texts)
    .where(documents.c.id.in_(bindparam("numbers", expanding=True)))
    .order_by(documents.c.id)
)
_ORIGINALS = select(func.coalesce(documents.c.copy_base, documents.c.id)).where(
    documents.c.id.in_(bindparam("numbers", expanding=True))
)
_FAMILY = select(documents.c.id, documents.c.copy_base).where(
    or_(
        documents.c.id.in_(bindparam("numbers", expanding=True)),
        documents.c.copy_base.in_(bindparam("originals", expanding=True)),
    )
).order_by(_MOMENT, documents.c.id)  # fmt: skip
_COMPARED = (
    select(likenesses.c.kind)
    .where(likenesses.c.kind.is_not(None),
           or_(likenesses.c.document == bindparam("number"), likenesses.c.other == bindparam("number")))
    .order_by(likenesses.c.document, likenesses.c.other)
    .limit(1)
)  # fmt: skip
_RULED = select(rulings.c.change).where(rulings.c.item == bindparam("item"))


@dataclass(frozen=True, slots=True)
class Report:
    """What is needed of a report to compare it: number, text, identity, and when it became known."""

    id: int
    text: str
    identity: str
    published: str  # the earliest moment it can have been published, else when it was added


@dataclass(frozen=True, slots=True)
class Member:
    """One report of a family of copies, and the report whose copy it was found to be; None for an original."""

    id: int
    copy_base: int | None


def report(connection: Connection, number: int) -> Report:
    """Document ``number`` as it is compared."""
    return reports(connection, [number])[0]


def reports(connection: Connection, numbers: Sequence[int]) -> list[Report]:
    """Several documents as they are compared, by number."""
    return [Report(*row) for row in connection.execute(_REPORTS, {"numbers": numbers})] if numbers else []


def outlets(connection: Connection) -> list[str]:
    """The names of the outlets in the ledger."""
    return list(connection.scalars(select(documents.c.publisher).where(documents.c.publisher.is_not(None)).distinct()))


def keep_sketch(connection: Connection, number: int, sketch: Sequence[int]) -> None:
    """Keep the sketch of a report, so that later ones find it."""
    insert_rows(connection, sketches, [{"hash": value, "document": number} for value in sketch])


def candidates(connection: Connection, report: Report, sketch: Sequence[int]) -> list[int]:
    """Reports that share at least two numbers of the sketch, the most alike first; not versions of the same."""
    if not sketch:
        return []
    sql, names, fixed = _sharing(len(sketch), connection.dialect.name)
    given = {**fixed, "number": report.id, "identity": report.identity}
    given |= {f"hash{place}": value for place, value in enumerate(sketch)}
    values: Any = tuple(given[name] for name in names) if names is not None else given
    return [int(row[0]) for row in connection.exec_driver_sql(sql, values)]


@cache
def _sharing(count: int, dialect: str) -> tuple[str, tuple[str, ...] | None, dict[str, Any]]:
    """The SQL of :func:`candidates` for so many numbers, the order of its values, and those that never change."""
    latest = []
    for place in range(count):
        under = select(sketches.c.document).where(
            sketches.c.hash == bindparam(f"hash{place}", type_=Number),
            sketches.c.document != bindparam("number", type_=Number),
        )
        some = under.order_by(sketches.c.document.desc()).limit(RECENT).subquery()
        latest.append(select(some.c.document))
    found = union_all(*latest).subquery()
    shared = func.count()
    alike = select(found.c.document, shared.label("shared")).group_by(found.c.document)
    near = alike.having(shared >= min(_LEAST_SHARED, count)).subquery()
    query = (
        select(near.c.document)
        .join(documents, documents.c.id == near.c.document)
        .where(documents.c.identity != bindparam("identity"))
        .order_by(near.c.shared.desc(), near.c.document)
        .limit(_MOST_CANDIDATES)
    )
    speaks = sqlite.dialect() if dialect == "sqlite" else postgresql.psycopg.dialect()  # type: ignore[no-untyped-call]
    compiled = query.compile(dialect=speaks)
    names = tuple(compiled.positiontup) if compiled.positiontup is not None else None
    return str(compiled), names, {name: value for name, value in compiled.params.items() if value is not None}


def keep_likenesses(connection: Connection, rows: Sequence[dict[str, object]]) -> None:
    """Keep what was found of pairs of reports."""
    insert_rows(connection, likenesses, list(rows))


def family(connection: Connection, number: int, met: Sequence[int]) -> list[Member]:
    """Document ``number`` and every report that belongs with those it met, the earliest published first.

    They are the originals of ``met`` and the copies of those.
    """
    originals = sorted(set(connection.scalars(_ORIGINALS, {"numbers": met})))
    given = {"numbers": [number, *originals], "originals": originals}
    return [Member(*row) for row in connection.execute(_FAMILY, given)]


def kind_of_pair(connection: Connection, number: int) -> str | None:
    """The kind of copy that a report was found to be with the first report it was found alike to."""
    kind: str | None = connection.scalar(_COMPARED, {"number": number})
    return kind


def set_copy(
    connection: Connection, number: int, *, of: int | None, kind: str | None, changed: Sequence[dict[str, object]]
) -> None:
    """Say whose copy a report is as the program finds it; what a person ruled on it stands."""
    base = {"copy_base": of, "copy_base_kind": kind, "changed": written(list(changed))}
    ruled = connection.scalar(_RULED, {"item": f"D{number}"})
    if ruled is None or '"copy_of"' not in ruled:
        base |= {"copy_of": of, "copy_kind": kind}
    connection.execute(update(documents).where(documents.c.id == number).values(**base))


def set_carries(connection: Connection, number: int, agency: str | None) -> None:
    """Say which agency a report credits."""
    if agency is not None:
        connection.execute(update(documents).where(documents.c.id == number).values(carries=agency))
