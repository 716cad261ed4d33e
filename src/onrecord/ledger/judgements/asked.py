"""The judgements of a ledger, listed: all of them, those on one item, by one author, up to a moment, or unbound."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, select

from onrecord.core.judgement import Judgement
from onrecord.errors import Unknown
from onrecord.ledger.connect import Desk
from onrecord.ledger.judgements import applied
from onrecord.ledger.judgements.bindings import judgements_on
from onrecord.ledger.judgements.effects import undone
from onrecord.ledger.judgements.items import find
from onrecord.ledger.moments import as_of as last_moment
from onrecord.ledger.schema import bindings, judgements, unbound

_NAMES = {"happening": "report of an event", "naming": "naming of an actor", "placing": "place", "tie": "relation",
          "document": "report", "event_flag": "flag", "figures_flag": "flag"}  # fmt: skip
_CHUNK = 500


def called(kind: str) -> str:
    """A kind of item as people call it."""
    return _NAMES.get(kind, kind)


def list_judgements(
    desk: Desk,
    *,
    on: str | None = None,
    author: str | None = None,
    as_of: str | None = None,
    only_unbound: bool = False,
) -> list[Judgement]:
    """Judgements in the order in which they were made, undos among them; see :func:`ask_judgements`."""
    with desk.reading() as connection:
        return list(ask_judgements(connection, on=on, author=author, as_of=as_of, only_unbound=only_unbound))


def ask_judgements(
    connection: Connection,
    *,
    on: str | None = None,
    author: str | None = None,
    as_of: str | None = None,
    only_unbound: bool = False,
    limit: int | None = None,
) -> Iterator[Judgement]:
    """The same, one by one.

    ``on`` is an item ("C9", "D41/fig3") or a judgement ("J7", with what undid it); ``as_of`` leaves out what was ruled
    later, undos too. Raises ``Unknown`` where there is no such item.
    """
    where: list[ColumnElement[bool]] = []
    until = last_moment(as_of)
    if on is not None:
        where.append(judgements.c.id.in_(_on(connection, on.strip())))
    if author is not None:
        where.append(judgements.c.author == " ".join(author.split()))
    if until is not None:
        where.append(judgements.c.at <= until)
    if only_unbound:
        where.append(judgements.c.id.in_(select(unbound.c.judgement)))
    return _read(connection, where, until=until, limit=limit)


def told_of(connection: Connection, number: int) -> Judgement:
    """One judgement as it stands."""
    return next(_read(connection, [judgements.c.id == number], until=None))


def version_of(connection: Connection, numbers: Sequence[int]) -> int:
    """The last of these judgements or of the undos of them; 0 where there is none."""
    if not numbers:
        return 0
    return max(one.number for one in applied.load(connection, judgements.c.id.in_(numbers)))


def _on(connection: Connection, name: str) -> list[int]:
    if name[:1] == "J" and name[1:].isdecimal() and len(name) <= 18:
        numbers = [int(name[1:])]
    else:
        numbers = judgements_on(connection, name)
        if not numbers:  # is there such a thing at all?
            numbers = judgements_on(connection, find(connection, name).address)
    found = [one.number for one in applied.load(connection, judgements.c.id.in_(numbers))] if numbers else []
    if name[:1] == "J" and not found:
        raise Unknown(f"{name[:60]}: no such judgement; onrecord judgements lists them, J1 is the first")
    return found


def _read(
    connection: Connection, where: list[ColumnElement[bool]], *, until: str | None, limit: int | None = None
) -> Iterator[Judgement]:
    query = (
        select(judgements, bindings.c.item.label("item"), unbound.c.because.label("unbound"))
        .outerjoin(bindings, and_(bindings.c.judgement == judgements.c.id, bindings.c.part == 0))
        .outerjoin(unbound, unbound.c.judgement == judgements.c.id)
        .where(*where)
        .order_by(judgements.c.id)
    )
    rows = list(connection.execute(query.limit(limit)))
    for start in range(0, len(rows), _CHUNK):
        some = rows[start : start + _CHUNK]
        gone = _undone(connection, [row.id for row in some], until)
        for row in some:
            yield _judgement(row, gone.get(row.id))


def _undone(connection: Connection, numbers: Sequence[int], until: str | None) -> dict[int, int]:
    ruled = applied.load(connection, judgements.c.id.in_(numbers))
    if until is not None:
        known = set(connection.scalars(
            select(judgements.c.id).where(judgements.c.id.in_([one.number for one in ruled]), judgements.c.at <= until)
        ))  # fmt: skip
        ruled = [one for one in ruled if one.number in known]
    return undone(ruled)


def _judgement(row: Any, by: int | None) -> Judgement:
    return Judgement(
        id=f"J{row.id}",
        at=row.at,
        author=row.author,
        act=row.act,
        on=row.on,
        item=row.item,
        reason=row.reason,
        change=json.loads(row.change),
        evidence=json.loads(row.evidence),
        undone_by=None if by is None else f"J{by}",
        unbound=row.unbound,
        previous=row.previous,
        hash=row.hash,
    )
