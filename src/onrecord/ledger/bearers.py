"""What the ledger keeps to find an actor again: keys of every naming, and pairs for a person to decide."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, or_, select, update

from onrecord.ledger.inserting import insert_rows
from onrecord.ledger.schema import actors, documents, happenings, joined, namings, readings, rulings
from onrecord.ledger.weighed import doubles, name_keys

FIRST = "first named here"
"""Why a naming has an actor of its own."""
_RECENT = 100  # of the namings under one key, the latest

_OWN = (
    select(namings.c.id, namings.c.document, namings.c.base, namings.c.actor, namings.c.because, namings.c.name,
           namings.c.names, namings.c.kind, namings.c.country, namings.c.roles, documents.c.known_from)
    .join(documents, documents.c.id == namings.c.document)
)  # fmt: skip
_UNDER = (
    _OWN.join(name_keys, name_keys.c.naming == namings.c.id)
    .where(name_keys.c.key == bindparam("key"), name_keys.c.document < bindparam("number"))
    .order_by(name_keys.c.naming.desc())
    .limit(_RECENT)
)
_OF_REPORT = _OWN.where(namings.c.document == bindparam("number")).order_by(namings.c.id)


@dataclass(frozen=True, slots=True)
class Bearer:
    """One actor as one report names it, as it is stored; ``base`` as the program joined it, ``actor`` as people did."""

    naming: int
    document: int
    base: int
    actor: int
    because: str
    name: str
    names: tuple[str, ...]
    kind: str
    country: str | None
    roles: tuple[str, ...]
    known_from: str


def named_in(connection: Connection, number: int) -> list[Bearer]:
    """The actors that document ``number`` names, in the order of their numbers."""
    return [_bearer(row) for row in connection.execute(_OF_REPORT, {"number": number})]


def named_under(connection: Connection, number: int, keys: Iterable[str]) -> dict[int, Bearer]:
    """By number of naming: who is known under these keys in reports before ``number``, the latest under each."""
    found: dict[int, Bearer] = {}
    for key in keys:
        for row in connection.execute(_UNDER, {"key": key, "number": number}):
            found.setdefault(int(row.id), _bearer(row))
    return found


def _bearer(row: Any) -> Bearer:
    titles = tuple(dict.fromkeys(role["title"] for role in json.loads(row.roles))) if row.roles != "[]" else ()
    return Bearer(
        naming=int(row.id),
        document=int(row.document),
        base=int(row.base),
        actor=int(row.actor),
        because=row.because,
        name=row.name,
        names=tuple(json.loads(row.names)),
        kind=row.kind,
        country=row.country,
        roles=titles,
        known_from=row.known_from,
    )


def keep_keys(connection: Connection, number: int, keys: Mapping[int, Iterable[str]]) -> None:
    """Keep the keys of the namings of document ``number``, so that later reports find them."""
    rows = [
        {"key": key, "naming": naming, "document": number}
        for naming, some in keys.items()
        for key in dict.fromkeys(some)
    ]
    insert_rows(connection, name_keys, rows)


def telling_of_the_same(connection: Connection, number: int, others: Collection[int]) -> set[int]:
    """Those of the reports ``others`` that tell of an event of document ``number``."""
    ours = list(connection.scalars(select(happenings.c.event).where(happenings.c.document == number).distinct()))
    if not ours or not others:
        return set()
    query = select(happenings.c.document).where(happenings.c.event.in_(ours), happenings.c.document.in_(list(others)))
    return {int(document) for document in connection.scalars(query.distinct())}


def free_to_move(connection: Connection, bearer: Bearer) -> bool:
    """True for an actor of this report alone, of whom people have ruled nothing."""
    elsewhere = select(namings.c.id).where(
        or_(namings.c.base == bearer.base, namings.c.actor == bearer.base), namings.c.document != bearer.document
    )
    item = f"A{bearer.base}"
    ruled = select(rulings.c.item).where(rulings.c.item == item)
    merged = select(joined.c.item).where(or_(joined.c.item == item, joined.c.into == item))
    return all(connection.execute(query.limit(1)).first() is None for query in (elsewhere, ruled, merged))


def move(connection: Connection, naming: int, *, base: int, actor: int, because: str) -> None:
    """Give a naming to a known actor."""
    row = {"base": base, "actor": actor, "because": because}
    connection.execute(update(namings).where(namings.c.id == naming).values(**row))


def keep_doubles(connection: Connection, number: int, pairs: Iterable[tuple[int, int, float, str]]) -> None:
    """Keep pairs for a person to decide: naming, known actor, score, reason."""
    rows = [
        {"naming": naming, "actor": actor, "document": number, "score": score, "because": because}
        for naming, actor, score, because in pairs
    ]
    insert_rows(connection, doubles, rows)


def read_once(connection: Connection, number: int) -> bool:
    """True for a report that is read for the first time."""
    return connection.scalar(select(func.count()).select_from(readings).where(readings.c.document == number)) == 1


def drop_left(connection: Connection, number: int, left: Collection[int]) -> None:
    """Take out actors that document ``number`` has founded and left; one read again leaves its old numbers."""
    if left and read_once(connection, number):
        used = select(namings.c.base).where(namings.c.base.in_(left))
        connection.execute(delete(actors).where(actors.c.id.in_(left), actors.c.id.not_in(used)))
