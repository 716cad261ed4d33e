"""What the ledger keeps of what reports tell of: each report's telling words, and the traits of each event it tells."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, select, union_all

from onrecord.ledger.columns import Number
from onrecord.ledger.inserting import insert_rows
from onrecord.ledger.kept_text import KeptText as Text
from onrecord.ledger.rows import written
from onrecord.ledger.schema import documents, happenings
from onrecord.ledger.weighed import stories, story_keys, tellings

RECENT = 200
"""Of the reports that share a word, the latest are looked at."""
_WITH_COPIES = 4  # times as many are asked whether they are copies: to ask all of a large ledger takes longest

# Made once: building a question costs more than asking it.
_HAPPENED = (
    select(happenings.c.id, happenings.c.local)
    .where(happenings.c.document == bindparam("number"))
    .order_by(happenings.c.id)
)
_FORGET = tuple(delete(table).where(table.c.document == bindparam("number"))
                for table in (tellings, story_keys, stories))  # fmt: skip
_BAGS = select(stories.c.document, stories.c.bag).where(stories.c.document.in_(bindparam("numbers", expanding=True)))
_OF_IT = documents.alias()
_COPIED = select(_OF_IT.c.id).where(_OF_IT.c.copy_base == tellings.c.document).exists().label("copied")
_TOLD_IN = (
    select(tellings.c.document, happenings.c.local, tellings.c.traits, happenings.c.base, happenings.c.event, _COPIED)
    .join(happenings, happenings.c.id == tellings.c.happening)
    .where(tellings.c.document.in_(bindparam("numbers", expanding=True)),
           tellings.c.kind.in_(bindparam("kinds", expanding=True)))
    .order_by(tellings.c.document, tellings.c.happening)
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """One event as a known report tells it: packed traits, and its event as the program joined it and as people did.

    ``copied``: another document is a copy of the report.
    """

    document: int
    local: str
    traits: bytes
    base: int
    event: int
    copied: bool


def keep_story(connection: Connection, number: int, bag: Mapping[str, float], keys: Sequence[str]) -> None:
    """Keep the telling words of document ``number``, and the few under which it is found again."""
    insert_rows(connection, stories, [{"document": number, "bag": written(dict(bag))}])
    insert_rows(connection, story_keys, [{"key": key, "document": number} for key in keys])


def keep_tellings(connection: Connection, number: int, traits: Mapping[str, tuple[str, bytes]]) -> None:
    """Keep kind and traits of what document ``number`` tells of, by local id: {"eve2": ("violence", b"…")}."""
    rows = [
        {"happening": happening, "document": number, "kind": traits[local][0], "traits": traits[local][1]}
        for happening, local in connection.execute(_HAPPENED, {"number": number})
        if local in traits
    ]
    insert_rows(connection, tellings, rows)


def forget(connection: Connection, number: int) -> None:
    """Take out what was kept of document ``number``, because it is read again."""
    for query in _FORGET:
        connection.execute(query, {"number": number})


def sharing(connection: Connection, number: int, keys: Mapping[str, int], *, most: int) -> list[int]:
    """The reports that share the most weight of ``keys`` with document ``number``, at most ``most``, the nearest first.

    Copies are left out: what they tell is what their original tells.
    """
    if not keys:
        return []
    sql, names, fixed = _sharing(len(keys), most, connection.dialect.name)
    given: dict[str, Any] = {**fixed, "number": number}
    for place, (key, weight) in enumerate(keys.items()):
        given |= {f"key{place}": key, f"weight{place}": weight}
    values: Any = tuple(given[name] for name in names) if names is not None else given
    return [int(row[0]) for row in connection.exec_driver_sql(sql, values).all()]


@cache
def _sharing(count: int, most: int, dialect: str) -> tuple[str, tuple[str, ...] | None, dict[str, Any]]:
    """The SQL of :func:`sharing` for so many keys, the order of its values, and those that never change."""
    from sqlalchemy.dialects import postgresql, sqlite

    latest = []
    for place in range(count):
        under = select(story_keys.c.document).where(
            story_keys.c.key == bindparam(f"key{place}", type_=Text),
            story_keys.c.document != bindparam("number", type_=Number),
        )
        some = under.order_by(story_keys.c.document.desc()).limit(RECENT).subquery()
        latest.append(select(some.c.document, bindparam(f"weight{place}", type_=Number).label("weight")))
    found = union_all(*latest).subquery()
    shared = func.sum(found.c.weight).label("shared")
    summed = select(found.c.document, shared).group_by(found.c.document)
    best = summed.order_by(shared.desc(), found.c.document.desc()).limit(most * _WITH_COPIES).subquery()
    query = (
        select(best.c.document)
        .join(documents, documents.c.id == best.c.document)
        .where(documents.c.copy_base.is_(None))
        .order_by(best.c.shared.desc(), best.c.document.desc())
        .limit(most)
    )
    speaks = sqlite.dialect() if dialect == "sqlite" else postgresql.psycopg.dialect()  # type: ignore[no-untyped-call]
    compiled = query.compile(dialect=speaks)
    names = tuple(compiled.positiontup) if compiled.positiontup is not None else None
    return str(compiled), names, {name: value for name, value in compiled.params.items() if value is not None}


def bags(connection: Connection, numbers: Sequence[int]) -> dict[int, Mapping[str, float]]:
    """The telling words of some reports with their weights."""
    found = connection.execute(_BAGS, {"numbers": numbers}).all()
    return {int(document): _bag(bag) for document, bag in found}


@lru_cache(maxsize=500)
def _bag(words: str) -> Mapping[str, float]:
    """The words of one report; those of a story are looked at by each report that follows."""
    found: Mapping[str, float] = json.loads(words)
    return found


def told_in(connection: Connection, numbers: Sequence[int], kinds: Sequence[str]) -> list[Told]:
    """What some reports tell of these kinds, in the order of their numbers."""
    found = connection.execute(_TOLD_IN, {"numbers": numbers, "kinds": kinds}).all()
    return [Told(int(row[0]), row[1], bytes(row[2]), int(row[3]), int(row[4]), bool(row[5])) for row in found]
