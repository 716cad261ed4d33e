"""Which events and groups of figures may stand on the page: found by counting, before anything is weighed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select

from onrecord.ledger.schema import claims, documents, figures, happenings, rulings
from onrecord.weigh.ask.events import asked_of_events
from onrecord.weigh.ask.figures import asked_of_figures
from onrecord.weigh.ask.filters import Filters

MOST_EVENTS = 150
"""Events weighed for each reason there is to weigh them: many reports, many speakers, a denial."""
MOST_GROUPS = 600
_MOST_RULED = 200


@dataclass(frozen=True, slots=True)
class Candidates:
    """The numbers found, and how many there are in all: a large ledger has more than are weighed."""

    numbers: tuple[int, ...]
    all: int


def weighty(
    connection: Connection, filters: Filters, *, after: str | None = None, most: int = MOST_EVENTS
) -> Candidates:
    """Events with the most reports, with the most speakers, and with a denial; each told as having taken place.

    With ``after`` (a moment as stored) only those of which no report known until then tells.
    """
    reports = func.count(happenings.c.document.distinct())
    speakers = func.count(claims.c.speaker_name.distinct())
    latest = func.max(documents.c.known_from)
    told = (
        select(happenings.c.event, reports.label("reports"), speakers.label("speakers"), latest.label("latest"))
        .join(documents, documents.c.id == happenings.c.document)
        .outerjoin(claims, claims.c.id == happenings.c.claim)
        .where(*asked_of_events(connection, filters), happenings.c.realis == "actual")
        .group_by(happenings.c.event)
    )
    if after is not None:
        told = told.where(happenings.c.event.not_in(_told_by(after)))
    rows = connection.execute(told.order_by(latest.desc(), happenings.c.event)).all()  # counted once for every order
    denied = told.where(claims.c.polarity == "denied").order_by(reports.desc(), latest.desc(), happenings.c.event)
    orders = (
        (row.event for row in nsmallest(most, rows, key=lambda row: (-row.reports, -row.speakers))),
        (row.event for row in nsmallest(most, rows, key=lambda row: (-row.speakers, -row.reports))),
        (row.event for row in connection.execute(denied.limit(most))),
    )
    return Candidates(tuple({int(number): None for order in orders for number in order}), len(rows))


def _told_by(moment: str) -> Select[Any]:
    """The events that a report known by then told of, though it may have been replaced since."""
    query = select(happenings.c.event).join(documents, documents.c.id == happenings.c.document)
    return query.where(documents.c.known_from <= moment)


def told_again(connection: Connection, filters: Filters, after: str, numbers: Sequence[int]) -> tuple[int, ...]:
    """Those of ``numbers`` that reports told of both by a moment and since."""
    query = select(happenings.c.event).join(documents, documents.c.id == happenings.c.document)
    query = query.where(*asked_of_events(connection, filters), happenings.c.event.in_(numbers))
    query = query.where(documents.c.known_from > after, happenings.c.event.in_(_told_by(after)))
    return tuple(connection.scalars(query.distinct().order_by(happenings.c.event)))


def differing(connection: Connection, filters: Filters, *, after: str | None = None) -> Candidates:
    """Groups whose statements are not all the same, those with the most statements first.

    With ``after`` only those with a statement known by then and one since.
    """
    values = (figures.c.low, figures.c.best, figures.c.high, figures.c.unit, claims.c.polarity)
    apart: ColumnElement[bool] = or_(*(func.count(column.distinct()) > 1 for column in values))
    query = (
        select(figures.c.group)
        .join(documents, documents.c.id == figures.c.document)
        .outerjoin(happenings, happenings.c.id == figures.c.happening)
        .outerjoin(claims, claims.c.id == figures.c.claim)
        .where(*asked_of_figures(connection, filters))
        .group_by(figures.c.group)
        .order_by(func.count().desc(), figures.c.group)
    )
    if after is None:
        query = query.having(or_(apart, figures.c.group.in_(_ruled(connection))))
    else:
        query = query.having(func.max(documents.c.known_from) > after, func.min(documents.c.known_from) <= after)
    numbers = tuple(connection.scalars(query.limit(MOST_GROUPS)))
    if len(numbers) < MOST_GROUPS:
        return Candidates(numbers, len(numbers))
    every = connection.scalar(select(func.count()).select_from(query.order_by(None).subquery())) or 0
    return Candidates(numbers, int(every))


def _ruled(connection: Connection) -> list[int]:
    """The groups of figures that people have ruled on: their values may be others than their rows say."""
    ruled = select(rulings.c.item).where(rulings.c.item.contains("/fig"), rulings.c.change != "{}").limit(_MOST_RULED)
    items = [item.partition("/") for item in connection.scalars(ruled)]
    found: list[int] = []
    for document, _, local in items:
        query = select(figures.c.group).where(figures.c.document == int(document[1:]), figures.c.local == local)
        found.extend(connection.scalars(query))
    return found
