"""What the page of an actor shows: offices over time, what is said by and of them, what they took part in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from sqlalchemy import Connection, select

from onrecord.core.answers.actors import HeldRole, KnownActor, Likely
from onrecord.core.answers.happenings import Happened
from onrecord.core.answers.links import Link
from onrecord.core.judgement import Judgement
from onrecord.core.span import Span
from onrecord.ledger.parts import in_parts
from onrecord.ledger.schema import actors, documents, happenings, namings, sides
from onrecord.show.workbench.apart import Parted, parted
from onrecord.show.workbench.asked import Asked
from onrecord.show.workbench.bench import Bench
from onrecord.show.workbench.drawing.lanes import Lanes, lanes
from onrecord.show.workbench.listing import Rows, page_of
from onrecord.show.workbench.ruled import Ruled, ruled_on

ROWS = 10
"""Claims and events of a page of the actor's page."""
_SIDES = {"actor": "does it", "recipient": "suffers it"}


@dataclass(frozen=True, slots=True)
class Spot:
    """One report that gives a role: where its words stand, and when it came out."""

    document: str
    span: Span
    moment: str
    publisher: str | None


@dataclass(frozen=True, slots=True)
class Held:
    """A role as reports give it: ``first`` and ``last`` are the moments of the reports, the earliest one first."""

    title: str
    organization: tuple[str, str] | None
    former: bool
    spots: tuple[Spot, ...]

    @property
    def first(self) -> str:
        """When the first report came out that gives it."""
        return self.spots[0].moment

    @property
    def last(self) -> str:
        """When the last did."""
        return self.spots[-1].moment


@dataclass(frozen=True, slots=True, kw_only=True)
class Portrait:
    """Everything on the page of an actor; ``named`` counts reports, ``sides`` are by event."""

    actor: KnownActor
    held: tuple[Held, ...]
    lanes: Lanes | None
    says: Rows
    told: Rows
    events: Rows
    sides: Mapping[str, str]
    links: tuple[Link, ...]
    candidates: tuple[Likely, ...]
    apart: tuple[Parted, ...]
    judgements: tuple[Judgement, ...]
    rulings: Mapping[str, Ruled]

    @property
    def ruled(self) -> Ruled:
        """What people ruled of the actor."""
        return self.rulings.get(self.actor.id, Ruled())

    def seen(self, id: str) -> int:
        """The last judgement on an actor of this page."""
        return self.rulings.get(id, Ruled()).seen


def find(bench: Bench, id: str, *, as_of: str | None) -> KnownActor | None:
    """The actor, also where people have rejected it; None where no report names it, or it is part of another."""
    asked = {"actor": id, "as_of": as_of, "include_rejected": True, "include_superseded": True, "limit": 1}
    return next(bench.ledger.actors(**asked), None)


def gather(bench: Bench, actor: KnownActor, asked: Asked, *, says: int, told: int, events: int) -> Portrait:
    """The portrait of an actor under the filter, with those pages of what it says, is said of it and takes part in."""
    ledger, words = bench.ledger, asked.words("actor")
    newest = {**words, "order": "newest"}
    happened = page_of(ledger.events, {**newest, "actor": actor.id}, page=events, rows=ROWS)
    candidates = tuple(ledger.candidates(actor=actor.id, as_of=asked.as_of, limit=20))
    with ledger.desk.reading() as connection:
        held = roles(connection, actor.roles)
        beside = [one.b if one.a == actor.id else one.a for one in candidates]
        apart = parted(connection, actor.id, as_of=asked.as_of, named=partial(_names, connection))
        return Portrait(
            actor=actor,
            held=held,
            lanes=lanes([[spot.moment for spot in one.spots] for one in held]),
            says=page_of(ledger.claims, {**newest, "speaker": actor.id}, page=says, rows=ROWS),
            told=page_of(ledger.claims, {**newest, "mentions": actor.id}, page=told, rows=ROWS),
            events=happened,
            sides=sides_of(connection, actor.id, happened.rows),
            links=tuple(ledger.links(**words, actor=actor.id)),
            candidates=candidates,
            apart=apart,
            judgements=tuple(ledger.judgements(on=actor.id)),
            rulings=ruled_on(connection, [actor.id, *beside, *(one.on for one in apart)]),
        )


def roles(connection: Connection, given: Sequence[HeldRole]) -> tuple[Held, ...]:
    """Roles of the same words and body as one, those of most reports first: "governor", in 9 reports."""
    reports = _reports(connection, {int(one.document[1:]) for one in given})
    named = _names(connection, {one.organization for one in given if one.organization})
    together: dict[tuple[str, str | None, bool], list[HeldRole]] = {}
    for one in given:
        together.setdefault((" ".join(one.title.casefold().split()), one.organization, one.former), []).append(one)
    held = []
    for some in together.values():
        spots = {one.document: Spot(one.document, one.span, *reports[one.document]) for one in reversed(some)}
        body = some[0].organization
        held.append(Held(
            title=some[0].title,
            organization=None if body is None else (body, named.get(body, body)),
            former=some[0].former,
            spots=tuple(sorted(spots.values(), key=lambda spot: (spot.moment, spot.document))),
        ))  # fmt: skip
    return tuple(sorted(held, key=lambda one: (-len(one.spots), one.first, one.title)))


def _reports(connection: Connection, numbers: Iterable[int]) -> dict[str, tuple[str, str | None]]:
    found: dict[str, tuple[str, str | None]] = {}
    for some in in_parts(numbers):
        query = select(documents.c.id, documents.c.known_from, documents.c.publisher).where(documents.c.id.in_(some))
        found.update({f"D{row.id}": (row.known_from, row.publisher) for row in connection.execute(query)})
    return found


def _names(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for some in in_parts({int(id[1:]) for id in ids}):
        query = select(actors.c.id, actors.c.name).where(actors.c.id.in_(some))
        found.update({f"A{row.id}": row.name for row in connection.execute(query)})
    return found


def sides_of(connection: Connection, id: str, events: Sequence[Happened]) -> dict[str, str]:
    """On which side of each event the actor stands: {"E12": "does it"}; both, where reports differ."""
    query = (
        select(happenings.c.event, sides.c.side)
        .join(sides, sides.c.happening == happenings.c.id)
        .join(namings, namings.c.id == sides.c.naming)
        .where(namings.c.actor == int(id[1:]), happenings.c.event.in_([int(one.id[1:]) for one in events]))
        .distinct()
        .order_by(happenings.c.event, sides.c.side)
    )
    found: dict[str, list[str]] = {}
    for row in connection.execute(query):
        found.setdefault(f"E{row.event}", []).append(_SIDES[row.side])
    return {event: ", or ".join(some) for event, some in found.items()}
