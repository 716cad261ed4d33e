"""``onrecord actors --candidates``: actors that may be one, the likest first, with the command that merges them."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, or_, select

from onrecord.core.answers.actors import Likely
from onrecord.ledger.founding import finals
from onrecord.ledger.keeping_apart import kept_apart
from onrecord.ledger.schema import actors as known
from onrecord.ledger.schema import documents, namings
from onrecord.ledger.weighed import doubles
from onrecord.weigh.ask.batches import at_most
from onrecord.weigh.ask.conditions import counting, meant, reports_asked
from onrecord.weigh.ask.filters import Filters

_Pair = tuple[int, int]


def likely(connection: Connection, filters: Filters) -> Iterator[Likely]:
    """Pairs of actors for people to decide, from the reports that ``filters`` let through; one of each pair.

    What has been merged or kept apart since is left out, and what no report names any more. ``actor`` asks for the
    pairs of one.
    """
    return at_most(_likely(connection, filters), filters.limit)


def _likely(connection: Connection, filters: Filters) -> Iterator[Likely]:
    query = (
        select(doubles.c.actor, doubles.c.score, doubles.c.because, namings.c.actor.label("now"), doubles.c.document)
        .join(namings, namings.c.id == doubles.c.naming)
        .join(documents, documents.c.id == doubles.c.document)
        .where(*reports_asked(connection, filters))
        .order_by(doubles.c.score.desc(), doubles.c.document, doubles.c.naming, doubles.c.actor)
    )
    if filters.actor is not None:
        query = query.where(or_(namings.c.actor.in_(meant(filters.actor)), doubles.c.actor.in_(meant(filters.actor))))
    rows = connection.execute(query).all()
    ends = finals(connection, "A", {int(row.actor) for row in rows})
    found: dict[_Pair, tuple[float, str, list[int]]] = {}
    for row in rows:
        pair = (min(ends[row.actor], row.now), max(ends[row.actor], row.now))
        if pair[0] != pair[1]:
            found.setdefault(pair, (row.score, row.because, []))[2].append(row.document)
    for pair in kept_apart(connection, "A", until=filters.as_of):
        found.pop(pair, None)
    names = _names(connection, {number for pair in found for number in pair}, filters)
    for (first, second), (score, because, told) in found.items():
        if first in names and second in names:
            yield Likely(
                a=f"A{first}",
                b=f"A{second}",
                names=(names[first], names[second]),
                score=score,
                because=because,
                documents=tuple(f"D{number}" for number in dict.fromkeys(told)),
                merge=f"onrecord judge A{second} merge A{first}",
            )


def _names(connection: Connection, numbers: set[int], filters: Filters) -> dict[int, str]:
    """The names of those actors that a report which counts still names."""
    counted = select(namings.c.actor).join(documents, documents.c.id == namings.c.document)
    counted = counted.where(namings.c.actor.in_(numbers), counting(filters))
    query = select(known.c.id, known.c.name).where(known.c.id.in_(counted))
    return {int(number): name for number, name in connection.execute(query)}
