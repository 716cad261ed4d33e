"""``onrecord actors``: people, bodies and states, over all the reports that name them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select

from onrecord.core.answers.actors import HeldRole, KnownActor
from onrecord.core.judgement import Ruling
from onrecord.core.span import Span
from onrecord.ledger.schema import actors as known
from onrecord.ledger.schema import claims, documents, figures, happenings, namings, placings, sides
from onrecord.weigh.ask.batches import at_most, by, numbers
from onrecord.weigh.ask.conditions import counting, found, meant, placed, reports_asked, said_by
from onrecord.weigh.ask.documents import told
from onrecord.weigh.ask.filters import Filters
from onrecord.weigh.ask.ruled import Rulings
from onrecord.weigh.ask.skipping import given, past


def actors(connection: Connection, filters: Filters) -> Iterator[KnownActor]:
    """The actors whom the reports that ``filters`` let through name, by number.

    ``type``, ``event`` and ``measure`` ask for those on a side of such an event, ``speaker``, ``kind``, ``certainty``
    and ``polarity`` for those who say such a thing.
    """
    return at_most(_fitting(connection, filters), filters.limit)


def _fitting(connection: Connection, filters: Filters) -> Iterator[KnownActor]:
    rulings = Rulings.at(connection, filters.as_of)
    named = select(namings.c.actor).join(documents, documents.c.id == namings.c.document)
    named = named.where(*_asked(connection, filters))
    query = select(known.c.id).where(known.c.id.in_(named)).order_by(known.c.id)
    if filters.offset:
        query = past(connection, query, filters.offset, _silent(connection, query, filters, rulings))
    for some in numbers(connection, query, limit=filters.limit):
        yield from _known(connection, some, filters, rulings)


def _silent(connection: Connection, query: Select[Any], filters: Filters, rulings: Rulings) -> set[int]:
    """The actors whom people rejected, themselves or every naming of them."""
    if filters.include_rejected:
        return set()
    doubtful = given(connection, query, known.c.id, _rejected(connection, rulings))
    answers = {one.id for one in _known(connection, sorted(doubtful), filters, rulings)} if doubtful else set()
    return {number for number in doubtful if f"A{number}" not in answers}


def _rejected(connection: Connection, rulings: Rulings) -> set[int]:
    """The actors of whom a naming was rejected, or they themselves."""
    parts = rulings.rejected_parts("act")
    inside = select(namings.c.actor, namings.c.document, namings.c.local)
    inside = inside.where(namings.c.document.in_({document for document, _ in parts}))
    named = {row.actor for row in connection.execute(inside) if (row.document, row.local) in parts} if parts else set()
    return {*rulings.rejected("A"), *named}


def _asked(connection: Connection, filters: Filters) -> list[ColumnElement[bool]]:
    conditions = reports_asked(connection, filters)
    if (words := found(connection, filters, "documents")) is not None:
        conditions.append(documents.c.id.in_(words))
    if (places := placed(connection, filters)) is not None:
        conditions.append(documents.c.id.in_(select(placings.c.document).where(placings.c.id.in_(places))))
    if filters.actor is not None:
        conditions.append(namings.c.actor.in_(meant(filters.actor)))
    happened = told(filters)
    if filters.measure is not None:
        happened.append(happenings.c.id.in_(select(figures.c.happening).where(figures.c.measure == filters.measure)))
    if happened:
        on_a_side = select(sides.c.naming).join(happenings, happenings.c.id == sides.c.happening).where(*happened)
        conditions.append(namings.c.id.in_(on_a_side))
    said: list[ColumnElement[bool]] = [] if filters.speaker is None else [said_by(filters.speaker)]
    for name, column in (("kind", "speaker_kind"), ("certainty", "certainty"), ("polarity", "polarity")):
        if (wanted := getattr(filters, name)) is not None:
            said.append(claims.c[column] == wanted)
    if said:
        conditions.append(namings.c.id.in_(select(claims.c.speaker).where(*said)))
    return conditions


def _known(connection: Connection, some: Sequence[int], filters: Filters, rulings: Rulings) -> Iterator[KnownActor]:
    """The actors of these numbers, with all their namings in reports that count."""
    query = select(namings).join(documents, documents.c.id == namings.c.document)
    query = query.where(namings.c.actor.in_(some), counting(filters)).order_by(namings.c.id)
    rows = connection.execute(query).all()
    ruled = rulings.of([*(f"A{number}" for number in some), *(f"D{row.document}/{row.local}" for row in rows)])
    dropped = (
        {item for item, one in ruled.items() if one.verdict == "rejected"} if not filters.include_rejected else set()
    )
    kept = [row for row in rows if f"D{row.document}/{row.local}" not in dropped]
    belong = _organizations(connection, kept)
    spoken = _spoken(connection, some, filters)
    sorted_in = by(kept, "actor")
    for actor in connection.execute(select(known).where(known.c.id.in_(some)).order_by(known.c.id)):
        if f"A{actor.id}" not in dropped and actor.id in sorted_in:
            yield _actor(actor, sorted_in[actor.id], ruled, belong, spoken.get(actor.id, 0))


def _organizations(connection: Connection, rows: Sequence[Row[Any]]) -> Mapping[tuple[int, str], int]:
    """The actors that roles point to, by document and local id."""
    pointed = {
        (row.document, role["organization"]) for row in rows for role in json.loads(row.roles) if role["organization"]
    }
    query = select(namings.c.document, namings.c.local, namings.c.actor).where(
        namings.c.document.in_({document for document, _ in pointed}),
        namings.c.local.in_({local for _, local in pointed}),
    )
    return {(row.document, row.local): row.actor for row in connection.execute(query)} if pointed else {}


def _spoken(connection: Connection, some: Sequence[int], filters: Filters) -> dict[int, int]:
    """How many claims each of them makes."""
    query = select(namings.c.actor, func.count()).join(claims, claims.c.speaker == namings.c.id)
    query = query.join(documents, documents.c.id == namings.c.document)
    query = query.where(namings.c.actor.in_(some), counting(filters)).group_by(namings.c.actor)
    return {actor: int(number) for actor, number in connection.execute(query)}


def _actor(
    actor: Row[Any],
    rows: Sequence[Row[Any]],
    ruled: Mapping[str, Ruling],
    belong: Mapping[tuple[int, str], int],
    spoken: int,
) -> KnownActor:
    ruling = ruled.get(f"A{actor.id}")
    change = ruling.change if ruling is not None else {}
    corrected = [ruled.get(f"D{row.document}/{row.local}") for row in rows]
    said = [
        {**row._mapping, **(one.change if one is not None else {})} for row, one in zip(rows, corrected, strict=True)
    ]
    written = [name for row, one in zip(said, corrected, strict=True) for name in _written(row, one)]
    names = tuple(dict.fromkeys([*([change["name"]] if "name" in change else []), *written]))
    return KnownActor(
        id=f"A{actor.id}",
        name=change.get("name", actor.name if actor.name in names else names[0]),
        names=names,
        kind=change.get("kind", said[0]["kind"] if corrected[0] is not None else actor.kind),
        country=change["country"] if "country" in change else _first(said, "country"),
        roles=tuple(_roles(rows, belong)),
        documents=tuple(dict.fromkeys(f"D{row.document}" for row in rows)),
        wikidata=change["wikidata"] if "wikidata" in change else _first(said, "wikidata"),
        claims=spoken,
        judgement=ruling.verdict if ruling is not None else None,
    )


def _written(row: Mapping[str, Any], ruled: Ruling | None) -> Sequence[str]:
    """Every name a report has for an actor; the corrected one alone where a person has corrected it."""
    corrected = ruled is not None and "name" in ruled.change
    return [row["name"]] if corrected else [row["name"], *json.loads(row["names"])]


def _first(said: Sequence[Mapping[str, Any]], name: str) -> str | None:
    return next((one[name] for one in said if one[name]), None)


def _roles(rows: Sequence[Row[Any]], belong: Mapping[tuple[int, str], int]) -> Iterator[HeldRole]:
    for row in rows:
        for role in json.loads(row.roles):
            organization = belong.get((row.document, role["organization"] or ""))
            yield HeldRole(
                title=role["title"],
                organization=None if organization is None else f"A{organization}",
                former=role["former"],
                document=f"D{row.document}",
                span=Span(*role["span"]),
            )
