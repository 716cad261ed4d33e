"""What the ledger keeps to find an actor again: keys of every naming, and pairs for a person to decide."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, func, literal, or_, select, union_all, update

from onrecord.ledger.inserting import insert_rows
from onrecord.ledger.parts import in_parts
from onrecord.ledger.schema import actors, apart, documents, happenings, joined, namings, readings, rulings
from onrecord.ledger.weighed import doubles, name_keys

FIRST = "first named here"
"""Why a naming has an actor of its own."""
_RECENT = 50  # of the namings under one key, the latest

_OWN = (
    select(namings.c.id, namings.c.document, namings.c.base, namings.c.actor, namings.c.because, namings.c.name,
           namings.c.names, namings.c.kind, namings.c.country, namings.c.roles, documents.c.known_from)
    .join(documents, documents.c.id == namings.c.document)
)  # fmt: skip
_AT_ONCE = 60  # keys: SQLite joins at most 500 questions into one
_OF_REPORT = _OWN.where(namings.c.document == bindparam("number")).order_by(namings.c.id)
_EVENTS = select(happenings.c.event).where(happenings.c.document == bindparam("number")).distinct()
_SAME = (
    select(happenings.c.document)
    .where(happenings.c.event.in_(bindparam("events", expanding=True)),
           happenings.c.document.in_(bindparam("others", expanding=True)))
    .distinct()
)  # fmt: skip
_ELSEWHERE = (
    select(namings.c.base, namings.c.actor)
    .where(or_(*(column.in_(bindparam("bases", expanding=True)) for column in (namings.c.base, namings.c.actor))),
           namings.c.document != bindparam("number"))
    .distinct()
)  # fmt: skip
_RULED = select(rulings.c.item).where(rulings.c.item.in_(bindparam("items", expanding=True)))
_MERGED = select(joined.c.item, joined.c.into).where(
    or_(*(column.in_(bindparam("items", expanding=True)) for column in (joined.c.item, joined.c.into)))
)
_APART = select(apart.c.a, apart.c.b).where(
    or_(*(column.in_(bindparam("items", expanding=True)) for column in (apart.c.a, apart.c.b)))
)
_MOVE = (
    update(namings)
    .where(namings.c.id == bindparam("naming"))
    .values(base=bindparam("to_base"), actor=bindparam("to_actor"), because=bindparam("why"))
)
_DROP = delete(actors).where(
    actors.c.id.in_(bindparam("left", expanding=True)),
    actors.c.id.not_in(select(namings.c.base).where(namings.c.base.in_(bindparam("left", expanding=True)))),
)
_READINGS = select(func.count()).select_from(readings).where(readings.c.document == bindparam("number"))


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


def named_under(connection: Connection, number: int, keys: Collection[str]) -> dict[str, list[Bearer]]:
    """By key: who is known under it in reports before ``number``, the latest."""
    found: dict[str, list[Bearer]] = {}
    some = list(dict.fromkeys(keys))
    for start in range(0, len(some), _AT_ONCE):
        asked = some[start : start + _AT_ONCE]
        given = {"number": number} | {f"key{at}": key for at, key in enumerate(asked)}
        bearers: dict[int, Bearer] = {}
        for row in connection.execute(_under(len(asked)), given).all():
            of_it = bearers.get(row.id)
            if of_it is None:
                of_it = bearers[row.id] = _bearer(row)
            found.setdefault(asked[row.at], []).append(of_it)
    return found


@cache
def _under(count: int) -> Select[Any]:
    """The question of :func:`named_under` for so many keys."""
    latest = []
    for at in range(count):
        some = (
            select(name_keys.c.naming)
            .where(name_keys.c.key == bindparam(f"key{at}"), name_keys.c.document < bindparam("number"))
            .order_by(name_keys.c.naming.desc())
            .limit(_RECENT)
            .subquery()
        )
        latest.append(select(some.c.naming, literal(at).label("at")))
    found = union_all(*latest).subquery()
    under = _OWN.add_columns(found.c.at).join(found, found.c.naming == namings.c.id)
    return under.order_by(found.c.at, namings.c.id.desc())


def _bearer(row: Any) -> Bearer:
    return Bearer(
        naming=int(row.id),
        document=int(row.document),
        base=int(row.base),
        actor=int(row.actor),
        because=row.because,
        name=row.name,
        names=_names(row.names),
        kind=row.kind,
        country=row.country,
        roles=_titles(row.roles),
        known_from=row.known_from,
    )


@lru_cache(maxsize=5_000)
def _names(written: str) -> tuple[str, ...]:
    return tuple(json.loads(written))


@lru_cache(maxsize=5_000)
def _titles(written: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(role["title"] for role in json.loads(written)))


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
    ours = list(connection.scalars(_EVENTS, {"number": number})) if others else []
    found: set[int] = set()
    for some in in_parts(others if ours else ()):
        found.update(connection.scalars(_SAME, {"events": ours, "others": some}))
    return found


def free_to_move(connection: Connection, number: int, bases: Collection[int]) -> set[int]:
    """Which of these actors are of document ``number`` alone, and people have ruled nothing of them."""
    held: set[int] = set()
    for some in in_parts(bases):
        items = {f"A{base}": base for base in some}
        given = {"number": number, "bases": some, "items": list(items)}
        held.update(actor for pair in connection.execute(_ELSEWHERE, given) for actor in pair)
        held |= {items[item] for query in (_RULED, _MERGED, _APART) for pair in connection.execute(query, given)
                 for item in pair if item in items}  # fmt: skip
    return set(bases) - held


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """A naming that is given to a known actor, and why."""

    naming: int
    base: int
    actor: int
    because: str


def move(connection: Connection, moves: Sequence[Move]) -> None:
    """Give namings to known actors."""
    rows = [{"naming": one.naming, "to_base": one.base, "to_actor": one.actor, "why": one.because} for one in moves]
    if rows:
        connection.execute(_MOVE, rows)


def keep_doubles(connection: Connection, number: int, pairs: Iterable[tuple[int, int, float, str]]) -> None:
    """Keep pairs for a person to decide: naming, known actor, score, reason."""
    rows = [
        {"naming": naming, "actor": actor, "document": number, "score": score, "because": because}
        for naming, actor, score, because in pairs
    ]
    insert_rows(connection, doubles, rows)


def read_once(connection: Connection, number: int) -> bool:
    """True for a report that is read for the first time."""
    return connection.scalar(_READINGS, {"number": number}) == 1


def drop_left(connection: Connection, number: int, left: Collection[int]) -> None:
    """Take out actors that document ``number`` has founded and left; one read again leaves its old numbers."""
    if left and read_once(connection, number):
        connection.execute(_DROP, {"left": list(left)})
