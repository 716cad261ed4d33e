"""The conditions that questions share: which reports count, when they came out, who is meant by a name."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Select, and_, false, literal, or_, select

from onrecord.ledger.alike import alike
from onrecord.ledger.schema import actors, claims, documents, namings, placings, sides
from onrecord.weigh.ask.filters import Filters, numbered
from onrecord.weigh.ask.where import lies
from onrecord.weigh.ask.wording import matching


def counting(filters: Filters, reports: FromClause = documents) -> ColumnElement[bool]:
    """The condition that a report counts: known at the moment asked for, not taken back and not replaced by then.

    A report that is asked for by its number counts although it was replaced.
    """
    moment = filters.as_of
    conditions: list[ColumnElement[bool]] = [] if moment is None else [reports.c.known_from <= moment]
    if not filters.include_superseded and filters.document is None:
        for later in (reports.c.superseded_by, reports.c.retracted_by):
            if moment is None:
                conditions.append(later.is_(None))
            else:
                other = documents.alias()
                known = select(other.c.id).where(other.c.id == later, other.c.known_from <= moment)
                conditions.append(~known.exists())
    return and_(*conditions) if conditions else literal(True)


def published(filters: Filters, reports: FromClause = documents) -> ColumnElement[bool]:
    """The condition that a report came out between ``since`` and ``until``; without a date, that it was added then."""
    conditions = []
    if filters.since is not None:
        conditions.append(_from(reports, lambda column: column >= filters.since))
    if filters.until is not None:
        conditions.append(_from(reports, lambda column: column <= filters.until))
    return and_(*conditions) if conditions else literal(True)


def _from(reports: FromClause, fits: Any) -> ColumnElement[bool]:
    first = reports.c.published_from
    return or_(fits(first), and_(first.is_(None), fits(reports.c.added)))


def reports_asked(connection: Connection, filters: Filters, *, dated: bool = True) -> list[ColumnElement[bool]]:
    """What ``filters`` say of the report itself: that it counts, when (with ``dated``), whose, which."""
    conditions = [counting(filters)]
    if dated and (filters.since is not None or filters.until is not None):
        conditions.append(published(filters))
    if filters.publisher is not None:
        conditions.append(documents.c.publisher.in_(publishers(connection, filters.publisher)))
    if filters.document is not None:
        conditions.append(documents.c.id == filters.document)
    if filters.after is not None:
        conditions.append(documents.c.id > filters.after)
    return conditions


def publishers(connection: Connection, written: str) -> list[str]:
    """The outlets of the ledger that have this name, however it is spelled: "coast herald" is "The Coast Herald"."""
    wanted = alike(written)
    known = connection.scalars(select(documents.c.publisher).where(documents.c.publisher.is_not(None)).distinct())
    return [name for name in known if alike(name) == wanted]


def placed(connection: Connection, filters: Filters) -> Select[Any] | None:
    """The numbers of the placings that lie where ``filters`` say; None where they say nothing."""
    return None if filters.where is None else select(placings.c.id).where(lies(connection, filters.where))


def found(connection: Connection, filters: Filters, among: str) -> Select[Any] | None:
    """The numbers of the "claims" or "documents" that have the words of ``filters.about``."""
    if filters.about is None:
        return None
    return select(matching(connection, filters.about, among).subquery().c.id)


def meant(written: str) -> Select[Any]:
    """The numbers of the actors that a name or "A3" means: "Voss" is every actor that has that word in its name."""
    number = numbered(written, "A")
    if number is not None:
        return select(actors.c.id).where(actors.c.id == number)
    name = alike(written)
    if not name:
        return select(actors.c.id).where(false())
    known = select(actors.c.id).where((literal(" ") + actors.c.alike + " ").contains(f" {name} ", autoescape=True))
    return select(namings.c.actor).where(or_(namings.c.base.in_(known), namings.c.actor.in_(known))).distinct()


def named(written: str) -> Select[Any]:
    """The numbers of the namings of those actors."""
    return select(namings.c.id).where(namings.c.actor.in_(meant(written)))


def said_by(written: str) -> ColumnElement[bool]:
    """The condition on ``claims`` that this speaker says it; sources that are no actor go by the words they have."""
    speaks = claims.c.speaker.in_(named(written))
    if numbered(written, "A") is not None:
        return speaks
    return or_(speaks, and_(claims.c.speaker.is_(None), claims.c.speaker_name.icontains(written, autoescape=True)))


def takes_part(written: str) -> Select[Any]:
    """The happenings on a side of which this actor stands."""
    return select(sides.c.happening).where(sides.c.naming.in_(named(written)))
