"""Which outlet prints whose words, and whose words an outlet's reports rest on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import Connection, case, func, select

from onrecord.core.answers.links import Carried, Spoken
from onrecord.core.answers.sources import NOT_NAMED
from onrecord.ledger.alike import alike
from onrecord.ledger.schema import actors, claims, documents, namings
from onrecord.weigh.ask.batches import at_most
from onrecord.weigh.ask.documents import asked_of_reports
from onrecord.weigh.ask.filters import Filters
from onrecord.weigh.ask.sources import sources

_UNNAMED = "sources without a name"


def carriers(connection: Connection, filters: Filters) -> Iterator[Carried]:
    """Who copies and who credits whom in the reports that ``filters`` let through, the most reports first.

    A copy of a report of the same outlet, and one of a report without an outlet, is no carrying.
    """
    known = list(sources(connection, filters))
    usual = {alike(one.name): one.name for one in known if one.name != NOT_NAMED}
    made = [Carried(a=one.name, relation="credits", b=cited.name, count=cited.documents)
            for one in known if one.name != NOT_NAMED for cited in one.cites]  # fmt: skip
    copied: Counter[tuple[str, str]] = Counter()
    for one, other, number in _copies(connection, filters):
        pair = usual.get(alike(one), one), usual.get(alike(other), other)
        if alike(pair[0]) != alike(pair[1]):
            copied[pair] += number
    made += [Carried(a=one, relation="copies", b=other, count=number) for (one, other), number in copied.items()]
    made.sort(key=lambda one: (-one.count, one.relation, one.a, one.b))
    return at_most(made[filters.offset :], filters.limit)


def _copies(connection: Connection, filters: Filters) -> Iterator[tuple[str, str, int]]:
    original = documents.alias()
    query = (
        select(documents.c.publisher, original.c.publisher.label("of"), func.count().label("number"))
        .join(original, original.c.id == documents.c.copy_of)
        .where(documents.c.publisher.is_not(None), original.c.publisher.is_not(None))
        .where(*asked_of_reports(connection, filters))
        .group_by(documents.c.publisher, original.c.publisher)
    )
    for row in connection.execute(query):
        yield row.publisher, row.of, int(row.number)


def speakers(connection: Connection, filters: Filters) -> Iterator[Spoken]:
    """Whose words the reports that ``filters`` let through give, the most claims first; copies are left out.

    Sources without a name are counted together, and so is everybody who is no actor under the words the report has.
    What the outlet says in its own voice is nobody's.
    """
    unnamed = claims.c.speaker_kind == "unnamed"
    said = (
        select(
            case((unnamed, None), else_=namings.c.actor).label("who"),
            case((unnamed, _UNNAMED), else_=func.coalesce(actors.c.name, claims.c.speaker_name)).label("called"),
            claims.c.document,
        )
        .join(documents, documents.c.id == claims.c.document)
        .outerjoin(namings, namings.c.id == claims.c.speaker)
        .outerjoin(actors, actors.c.id == namings.c.actor)
        .where(documents.c.copy_of.is_(None), claims.c.speaker_kind != "author", *asked_of_reports(connection, filters))
        .subquery()
    )
    count = func.count(said.c.document.distinct()).label("reports")
    query = select(said.c.who, said.c.called, func.count().label("claims"), count).where(said.c.called.is_not(None))
    rows = connection.execute(query.group_by(said.c.who, said.c.called))
    found = [Spoken(actor=None if row.who is None else f"A{row.who}", name=row.called, claims=int(row.claims),
                    documents=int(row.reports)) for row in rows]  # fmt: skip
    found.sort(key=lambda one: (-one.claims, -one.documents, one.name, one.actor or ""))
    return at_most(found[filters.offset :], filters.limit)
