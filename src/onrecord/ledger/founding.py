"""Which actor, event and group of figures a row stands for: one already known, or a new one.

Within one report the reading has joined what is the same. Across reports only what cannot be doubted is joined here: an
actor of the same full name and kind. Which events are one is said by who puts the report in.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection, bindparam, select

from onrecord.ledger.alike import alike
from onrecord.ledger.grouping import Anchor, group_key
from onrecord.ledger.inserting import insert_rows
from onrecord.ledger.numbering import Free, free_numbers
from onrecord.ledger.parts import in_parts
from onrecord.ledger.rows import ReadRows, Row
from onrecord.ledger.schema import actors, apart, events, groups, joined

# Made once: building a question costs more than asking it.
_MERGED = select(joined.c.item, joined.c.into).where(joined.c.item.in_(bindparam("items", expanding=True)))
_GROUPS = select(groups.c.alike, groups.c.id).where(groups.c.alike.in_(bindparam("names", expanding=True)))
_ALIKE = (
    select(actors.c.id, actors.c.alike, actors.c.kind)
    .where(actors.c.alike.in_(bindparam("names", expanding=True)))
    .order_by(actors.c.id)
)

_APART = (
    select(apart.c.judgement)
    .where(*(column.in_(bindparam("items", expanding=True)) for column in (apart.c.a, apart.c.b)))
    .limit(1)
)

_MOST_BEARERS = 1_000  # of one full name, whom people may have parted

Place = tuple[int, int, str]
"""The number the program joined a row to, the number a person's merges make of it, and why."""


@dataclass(frozen=True, slots=True)
class Founded:
    """By local id: where each naming, happening and figure belongs."""

    actors: dict[str, Place] = field(default_factory=dict)
    events: dict[str, Place] = field(default_factory=dict)
    groups: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Joined:
    """Happenings of one report that are one event: their local ids, and the known event they are, if any.

    ``base`` is that event as the program had joined the telling most like them, ``event`` as people have since.
    """

    members: tuple[str, ...]
    base: int | None
    event: int | None
    because: str


def found(
    connection: Connection, rows: ReadRows, document: int, free: Free, *, joins: Iterable[Joined] = ()
) -> Founded:
    """Join the rows of document ``document`` to what is known, or found it; ``free`` numbers what is new.

    ``joins`` says which of its happenings are known events; one that is in none of them founds its own.
    """
    founded = Founded()
    _actors(connection, rows.namings, founded, free)
    _events(connection, rows.happenings, joins, founded, free)
    anchors: dict[Hashable, Anchor] = {
        row["local"]: Anchor(row["start"], founded.events[row["local"]][1], row["effect"], row["type"])
        for row in rows.happenings
    }
    keys = {row["local"]: group_key(row, anchors, document=document) for row in rows.figures}
    founded.groups.update(_group_numbers(connection, keys, free))
    return founded


def _events(
    connection: Connection, happenings: list[Row], joins: Iterable[Joined], founded: Founded, free: Free
) -> None:
    new: list[int] = []
    by_member = {local: joined for joined in joins for local in joined.members}
    own: dict[tuple[str, ...], int] = {}
    for row in happenings:
        joined = by_member.get(row["local"], Joined((row["local"],), None, None, "first told here"))
        if joined.base is not None and joined.event is not None:
            founded.events[row["local"]] = (joined.base, joined.event, joined.because)
            continue
        if joined.members not in own:
            own[joined.members] = next(free["events"])
            new.append(own[joined.members])
        number = own[joined.members]
        founded.events[row["local"]] = (number, number, joined.because)
    insert_rows(connection, events, [{"id": number} for number in new])


def group_numbers(connection: Connection, keys: dict[str, str]) -> dict[str, int]:
    """The group of each key, founded where there is none; ``keys`` and the answer go by the same names."""
    return _group_numbers(connection, keys, free_numbers(connection, (groups,)))


def _group_numbers(connection: Connection, keys: dict[str, str], free: Free) -> dict[str, int]:
    known = _known(connection, keys.values())
    new = []
    for key in keys.values():
        if key not in known:
            known[key] = next(free["groups"])
            new.append({"id": known[key], "alike": key})
    insert_rows(connection, groups, new)
    return {name: known[key] for name, key in keys.items()}


def finals(connection: Connection, letter: str, numbers: Iterable[int]) -> dict[int, int]:
    """What merges make of each: ``finals(connection, "E", [14, 15])`` has 15: 12 where E15 was merged into E12."""
    made = {number: number for number in numbers}
    into: dict[int, int] = {}
    asked = set(made)
    while asked:
        found: dict[int, int] = {}
        for some in in_parts(f"{letter}{number}" for number in asked):
            merged = connection.execute(_MERGED, {"items": some})
            found.update((int(item[1:]), int(target[1:])) for item, target in merged)
        into.update(found)
        asked = set(found.values()) - into.keys()
    for number in made:
        seen = {number}
        while (made[number]) in into and into[made[number]] not in seen:
            made[number] = into[made[number]]
            seen.add(made[number])
    return made


def _actors(connection: Connection, namings: list[Row], founded: Founded, free: Free) -> None:
    names = [alike(row["name"]) for row in namings]
    bearers: dict[tuple[str, bool], list[int]] = {}
    if names:
        for number, name, kind in connection.execute(_ALIKE, {"names": sorted(set(names))}).all():
            bearers.setdefault((name, kind == "person"), []).append(number)
    known = {key: some[0] for key, some in bearers.items()}
    merged = finals(connection, "A", known.values())
    new = []
    for row, name in zip(namings, names, strict=True):
        key = (name, row["kind"] == "person")
        if key in known and _telling(name, row) and not _any_apart(connection, bearers.get(key, [])):
            number = known[key]
            founded.actors[row["local"]] = (number, merged.get(number, number), "the same name and kind")
            continue
        number = next(free["actors"])
        founded.actors[row["local"]] = (number, number, "first named here")
        new.append({"id": number, "name": row["name"], "alike": name, "kind": row["kind"]})
        known.setdefault(key, number)
    insert_rows(connection, actors, new)


def _any_apart(connection: Connection, numbers: list[int]) -> bool:
    """True where a person said of two actors of one name that they are two: the name alone no longer tells which."""
    if len(numbers) < 2:
        return False
    items = [f"A{number}" for number in numbers[:_MOST_BEARERS]]
    return connection.scalar(_APART, {"items": items}) is not None


def _telling(name: str, row: Row) -> bool:
    """A surname alone is shared by many people, "Interior Ministry" by many countries; "the drivers" is no name."""
    if row["names"] == "[]" or row["kind"] == "government":
        return False
    return " " in name if row["kind"] in {"person", "group", "other", "military"} else len(name) > 1


def _known(connection: Connection, names: Iterable[str]) -> dict[str, int]:
    wanted = sorted(set(names))
    found = connection.execute(_GROUPS, {"names": wanted}) if wanted else ()
    return {name: int(number) for name, number in found}
