"""What the ledger keeps of copies: the sketch of each report, the pairs compared, and whose copy each one is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, insert, select, update

from onrecord.ledger.rows import written
from onrecord.ledger.schema import documents, rulings, texts
from onrecord.ledger.weighed import likenesses, sketches

_LEAST_SHARED = 2  # one run of five words is met by chance, or is a formula
_MOST_CANDIDATES = 12  # the most alike first: a family of forty copies is found through any of its members


@dataclass(frozen=True, slots=True)
class Report:
    """What is needed of a report to compare it: number, text, identity, and when it became known."""

    id: int
    text: str
    identity: str
    published: str  # the earliest moment it can have been published, else when it was added
    copy_base: int | None


def report(connection: Connection, number: int) -> Report:
    """Document ``number`` as it is compared."""
    return reports(connection, [number])[0]


def reports(connection: Connection, numbers: Sequence[int]) -> list[Report]:
    """Several documents as they are compared, by number."""
    moment = func.coalesce(documents.c.published_from, documents.c.added)
    query = select(documents.c.id, texts.c.text, documents.c.identity, moment, documents.c.copy_base)
    found = connection.execute(query.join(texts).where(documents.c.id.in_(numbers)).order_by(documents.c.id))
    return [Report(*row) for row in found]


def outlets(connection: Connection) -> list[str]:
    """The names of the outlets in the ledger."""
    return list(connection.scalars(select(documents.c.publisher).where(documents.c.publisher.is_not(None)).distinct()))


def keep_sketch(connection: Connection, number: int, sketch: Sequence[int]) -> None:
    """Keep the sketch of a report, so that later ones find it."""
    if sketch:
        connection.execute(insert(sketches), [{"hash": value, "document": number} for value in sketch])


def candidates(connection: Connection, report: Report, sketch: Sequence[int]) -> list[int]:
    """Reports that share at least two numbers of the sketch, the most alike first; not versions of the same."""
    if not sketch:
        return []
    shared = func.count().label("shared")
    query = (
        select(sketches.c.document, shared)
        .join(documents, documents.c.id == sketches.c.document)
        .where(sketches.c.hash.in_(list(sketch)), sketches.c.document != report.id,
               documents.c.identity != report.identity)
        .group_by(sketches.c.document)
        .having(shared >= min(_LEAST_SHARED, len(sketch)))
        .order_by(shared.desc(), sketches.c.document)
        .limit(_MOST_CANDIDATES)
    )  # fmt: skip
    return [int(number) for number in connection.scalars(query)]


def keep_likenesses(connection: Connection, rows: Sequence[dict[str, object]]) -> None:
    """Keep what was found of pairs of reports."""
    if rows:
        connection.execute(insert(likenesses), list(rows))


def family(connection: Connection, numbers: Sequence[int]) -> set[int]:
    """Every report that belongs with ``numbers``: their originals, and the copies of those."""
    originals = {
        int(original if original is not None else number)
        for number, original in connection.execute(
            select(documents.c.id, documents.c.copy_base).where(documents.c.id.in_(numbers))
        )
    }
    copies = connection.scalars(select(documents.c.id).where(documents.c.copy_base.in_(originals)))
    return originals | {int(number) for number in copies}


def compared(connection: Connection, numbers: Sequence[int]) -> dict[tuple[int, int], str]:
    """Pairs among ``numbers`` that were found to be copies, with the kind: (document, the one known before)."""
    query = select(likenesses.c.document, likenesses.c.other, likenesses.c.kind).where(
        likenesses.c.kind.is_not(None), likenesses.c.document.in_(numbers), likenesses.c.other.in_(numbers)
    )
    return {(int(one), int(other)): kind for one, other, kind in connection.execute(query)}


def set_copy(
    connection: Connection, number: int, *, of: int | None, kind: str | None, changed: Sequence[dict[str, object]]
) -> None:
    """Say whose copy a report is as the program finds it; what a person ruled on it stands."""
    base = {"copy_base": of, "copy_base_kind": kind, "changed": written(list(changed))}
    ruled = connection.scalar(select(rulings.c.change).where(rulings.c.item == f"D{number}"))
    if ruled is None or '"copy_of"' not in ruled:
        base |= {"copy_of": of, "copy_kind": kind}
    connection.execute(update(documents).where(documents.c.id == number).values(**base))


def set_carries(connection: Connection, number: int, agency: str | None) -> None:
    """Say which agency a report credits."""
    if agency is not None:
        connection.execute(update(documents).where(documents.c.id == number).values(carries=agency))
