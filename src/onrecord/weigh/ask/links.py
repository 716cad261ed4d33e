"""Who is said to have attacked, met or accused whom, over all events; and what texts say of two actors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Connection, or_, select

from onrecord.core.answers.links import Link
from onrecord.core.judgement import Ruling
from onrecord.ledger.parts import in_parts
from onrecord.ledger.schema import actors, claims, documents, happenings, namings, placings, sides, ties
from onrecord.weigh.ask.batches import at_most
from onrecord.weigh.ask.conditions import found, meant, named, placed, reports_asked
from onrecord.weigh.ask.events import asked_of_events
from onrecord.weigh.ask.filters import Filters
from onrecord.weigh.ask.ruled import Rulings

_Pair = tuple[int, str, int]
"""An actor, a relation, another actor."""


@dataclass(slots=True)
class _Found:
    """What speaks for a pair: the events (or the reports, of what a text says of the two), and every report."""

    counted: set[int]
    documents: set[int]


def links(connection: Connection, filters: Filters) -> Iterator[Link]:
    """Pairs of actors in the events and reports that ``filters`` let through; those with the most events first.

    With ``actor`` one of the two is meant by that name.

    An event counts for a pair where a telling has one on the side of the actor and the other on that of the recipient,
    as having happened, and its words are not a denial ("the army denied that it had fired" is no attack by the army).
    What people rejected is left out, and a relation that a text says is over.
    """
    rulings = Rulings.at(connection, filters.as_of)
    pairs: dict[_Pair, _Found] = {}
    for pair, event, document in _acted(connection, filters, rulings):
        one = pairs.setdefault(pair, _Found(set(), set()))
        one.counted.add(event)
        one.documents.add(document)
    for pair, document in _tied(connection, filters, rulings):
        one = pairs.setdefault(pair, _Found(set(), set()))
        one.counted.add(document)
        one.documents.add(document)
    if filters.actor is not None:
        wanted = set(connection.scalars(meant(filters.actor)))
        pairs = {pair: one for pair, one in pairs.items() if pair[0] in wanted or pair[2] in wanted}
    known = _named(connection, {number for a, _, b in pairs for number in (a, b)}, rulings)
    ordered = sorted(pairs.items(), key=lambda one: (-len(one[1].counted), -len(one[1].documents), one[0]))
    made = (_link(pair, one, known) for pair, one in ordered if pair[0] in known and pair[2] in known)
    return at_most(list(made)[filters.offset :], filters.limit)


def _link(pair: _Pair, one: _Found, known: Mapping[int, tuple[str, str]]) -> Link:
    a, relation, b = pair
    return Link(
        a=f"A{a}", a_name=known[a][0], a_kind=known[a][1], relation=relation, b=f"A{b}", b_name=known[b][0],
        b_kind=known[b][1], count=len(one.counted), counted="events" if relation.isupper() else "reports",
        documents=tuple(f"D{number}" for number in sorted(one.documents)),
    )  # fmt: skip


def _acted(connection: Connection, filters: Filters, rulings: Rulings) -> Iterator[tuple[_Pair, int, int]]:
    """Every pair of every telling, with its event and report."""
    query = (
        select(happenings.c.id, happenings.c.event, happenings.c.document, happenings.c.local, happenings.c.type,
               happenings.c.realis, happenings.c.claim, claims.c.polarity, sides.c.side, namings.c.actor,
               namings.c.local.label("named"))
        .join(documents, documents.c.id == happenings.c.document)
        .join(sides, sides.c.happening == happenings.c.id)
        .join(namings, namings.c.id == sides.c.naming)
        .outerjoin(claims, claims.c.id == happenings.c.claim)
        .where(*asked_of_events(connection, filters))
        .order_by(happenings.c.id)
    )  # fmt: skip
    rows = connection.execute(query).all()
    ruled = _ruled(rows, rulings)
    for _, some in groupby(rows, key=itemgetter(0)):  # a telling; columns by place, which is far quicker than by name
        sides_of: dict[str, set[int]] = {"actor": set(), "recipient": set()}
        for row in some:
            if not ruled or not _rejected(f"D{row[2]}/{row[10]}", ruled):
                sides_of[row[8]].add(row[9])
        if all(sides_of.values()) and (kind := _happened(row, ruled)) is not None:
            for a in sides_of["actor"]:
                yield from (((a, kind, b), row[1], row[2]) for b in sides_of["recipient"] if a != b)


def _happened(row: Any, ruled: Mapping[str, Ruling]) -> str | None:
    """The type of what a telling says has happened; None where it does not, denies it, or people rejected it."""
    if not ruled:
        return row[4] if row[5] == "actual" and row[7] != "denied" else None
    if any(_rejected(item, ruled) for item in (f"D{row.document}/{row.local}", f"E{row.event}", f"C{row.claim}")):
        return None
    own, said = ruled.get(f"D{row.document}/{row.local}"), ruled.get(f"C{row.claim}")
    polarity = said.change.get("polarity", row.polarity) if said is not None else row.polarity
    change = own.change if own is not None else {}
    happened = change.get("realis", row.realis) == "actual" and polarity != "denied"
    return change.get("type", row.type) if happened else None


def _ruled(rows: Iterable[Any], rulings: Rulings) -> dict[str, Ruling]:
    """What people ruled of these tellings, their events, claims and namings; nothing is asked where nobody did."""
    if rulings.past == {}:
        return {}
    items = {item for row in rows for item in (f"D{row.document}/{row.local}", f"D{row.document}/{row.named}",
                                               f"E{row.event}", f"C{row.claim}")}  # fmt: skip
    return rulings.of(sorted(items))


def _rejected(item: str, ruled: Mapping[str, Ruling]) -> bool:
    return item in ruled and ruled[item].verdict == "rejected"


def _tied(connection: Connection, filters: Filters, rulings: Rulings) -> Iterator[tuple[_Pair, int]]:
    """What texts say of two actors ("commands"), with the report; of no event, so not where events are asked for."""
    if filters.type is not None or filters.event is not None or filters.measure is not None:
        return
    one, other = namings.alias(), namings.alias()
    query = (
        select(ties.c.document, ties.c.local, ties.c.relation, one.c.actor.label("a"), other.c.actor.label("b"))
        .join(documents, documents.c.id == ties.c.document)
        .join(one, one.c.id == ties.c.subject)
        .join(other, other.c.id == ties.c.object)
        .where(~ties.c.former, *_asked_of_ties(connection, filters))
    )
    dropped = rulings.rejected_parts("rel")
    for row in connection.execute(query):
        if (row.document, row.local) not in dropped and row.a != row.b:
            yield (row.a, row.relation, row.b), row.document


def _asked_of_ties(connection: Connection, filters: Filters) -> list[ColumnElement[bool]]:
    conditions = reports_asked(connection, filters)
    if (words := found(connection, filters, "documents")) is not None:
        conditions.append(documents.c.id.in_(words))
    if (places := placed(connection, filters)) is not None:
        conditions.append(documents.c.id.in_(select(placings.c.document).where(placings.c.id.in_(places))))
    if filters.actor is not None:
        one_of = named(filters.actor)
        conditions.append(or_(ties.c.subject.in_(one_of), ties.c.object.in_(one_of)))
    for name in ("certainty", "polarity"):
        if (wanted := getattr(filters, name)) is not None:
            conditions.append(ties.c.claim.in_(select(claims.c.id).where(claims.c[name] == wanted)))
    return conditions


def _named(connection: Connection, numbers: set[int], rulings: Rulings) -> dict[int, tuple[str, str]]:
    """The name and the kind of each actor, as people corrected them; those that were rejected are not there."""
    ruled = rulings.of([f"A{number}" for number in numbers]) if rulings.past != {} else {}
    known: dict[int, tuple[str, str]] = {}
    for some in in_parts(numbers):
        for row in connection.execute(select(actors).where(actors.c.id.in_(some))):
            one = ruled.get(f"A{row.id}")
            change = one.change if one is not None else {}
            if one is None or one.verdict != "rejected":
                known[row.id] = change.get("name", row.name), change.get("kind", row.kind)
    return known
