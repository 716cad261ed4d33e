"""Actors and events of which a person said that they are not one, as a page shows them and takes them back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from onrecord.ledger.keeping_apart import kept_apart
from onrecord.ledger.moments import as_of as last_moment
from onrecord.ledger.schema import judgements


@dataclass(frozen=True, slots=True)
class Parted:
    """What a person keeps apart from the item of the page: by which judgement, and on what that was said."""

    id: str
    name: str
    judgement: str
    on: str


def parted(
    connection: Connection, id: str, *, as_of: str | None, named: Callable[[Collection[str]], Mapping[str, str]]
) -> tuple[Parted, ...]:
    """What is kept apart from "A3" or "E3", in the order in which people said so; ``named`` gives their names."""
    letter, own = id[0], int(id[1:])
    kept = kept_apart(connection, letter, until=last_moment(as_of))
    others = {f"{letter}{b if a == own else a}": number for (a, b), number in kept.items() if own in (a, b)}
    names = named(others)
    said = select(judgements.c.id, judgements.c.on).where(judgements.c.id.in_(others.values()))
    on = {row.id: row.on for row in connection.execute(said)}
    return tuple(Parted(other, names.get(other, other), f"J{number}", on[number])
                 for other, number in sorted(others.items(), key=lambda item: item[1]))  # fmt: skip
