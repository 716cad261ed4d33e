"""``onrecord due``: deadlines, promises and announced events, and how they came out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, func, select

from onrecord.core.answers.due import Due, Outcome
from onrecord.core.span import Span
from onrecord.errors import Unknown, UsageError
from onrecord.ledger.dues import shared_keys
from onrecord.ledger.moments import now
from onrecord.ledger.schema import documents
from onrecord.ledger.weighed import dues, outcomes
from onrecord.weigh.ask.batches import at_most
from onrecord.weigh.ask.conditions import counting
from onrecord.weigh.ask.documents import asked_of_reports
from onrecord.weigh.ask.filters import Filters
from onrecord.weigh.due.alike import Promises, alike, leans

STATUSES = ("open", "past", "answered", "missed")
_TOGETHER = 100  # items whose outcomes are fetched at once
_SAME_STORY = 2
"""Telling words that reports of one story have in common."""
_DAY = func.substr(dues.c.edtf, 1, 10)


def due(
    connection: Connection,
    filters: Filters,
    *,
    status: str | None = None,
    ended: bool = False,
    latest_first: bool = False,
    by_report: bool = False,
) -> Iterator[Due]:
    """The items that ``filters`` let through, by the day on which they are due, one by one.

    ``since`` and ``until`` are the first and the last day on which they are due, ``by_report`` those on which the
    reports came out; the other filters choose the reports that speak of them. With ``ended`` only what is over.
    Raises ``UsageError`` where ``status`` is none of :data:`STATUSES`.
    """
    if status is not None and status not in STATUSES:
        raise UsageError(f"--status {status!r}: choose one of {', '.join(STATUSES)}")
    moment = filters.as_of or now()
    query = _rows().where(*(asked_of_reports(connection, filters) if by_report else due_asked(connection, filters)))
    if status == "past" or ended:
        query = query.where(dues.c.ends <= moment)
    if status == "open":
        query = query.where(dues.c.ends > moment)
    elif status in ("answered", "missed"):
        query = query.where(dues.c.id.in_(select(outcomes.c.due)))
    query = query.order_by(_DAY.desc() if latest_first else _DAY, documents.c.known_from, dues.c.id)
    if status is None:  # then every item is an answer, and those before the first need no outcome
        return at_most(_asked(connection, filters, query, moment, passed=filters.offset), filters.limit)
    fitting = (one for one in _asked(connection, filters, query, moment) if one.status == status)
    return at_most(islice(fitting, filters.offset, None), filters.limit)


def due_asked(connection: Connection, filters: Filters) -> list[ColumnElement[bool]]:
    """All that ``filters`` say, as conditions on items joined to their reports."""
    conditions = asked_of_reports(connection, replace(filters, since=None, until=None))
    if filters.since is not None:
        conditions.append(filters.since[:10] <= _DAY)
    if filters.until is not None:
        conditions.append(filters.until[:10] >= _DAY)
    return conditions


def due_one(connection: Connection, number: int, *, as_of: str | None = None) -> Due:
    """The item U``number``; raises ``Unknown`` where it is not there, or was not known at the moment asked for."""
    filters = Filters.of(as_of=as_of)
    known = counting(replace(filters, include_superseded=True))
    row = connection.execute(_rows().where(dues.c.id == number, known)).one_or_none()
    if row is None:
        when = "" if as_of is None else f" that was known at {as_of}"
        raise Unknown(f"U{number}: no such item{when} in this ledger; onrecord due lists them")
    later = _rows().where(row.edtf[:10] == _DAY, documents.c.known_from >= row.known_from, counting(filters))
    repeats = {other.document: None for other in connection.execute(later) if _repeats(connection, other, row)}
    told = _outcomes(connection, filters, [row.id])
    return _due(row, repeats, told.get(row.id, ()), filters.as_of or now())


def _rows() -> Select[Any]:
    family = func.coalesce(documents.c.copy_of, documents.c.id).label("family")
    columns = (documents.c.publisher, documents.c.published, documents.c.known_from, family)
    return select(dues, *columns).join(documents, documents.c.id == dues.c.document)


def _asked(
    connection: Connection, filters: Filters, query: Select[Any], moment: str, *, passed: int = 0
) -> Iterator[Due]:
    """The items of ``query`` with their outcomes, without the first ``passed`` of them."""
    for some in _together(connection, query):
        items, passed = some[passed:], max(0, passed - len(some))
        if not items:
            continue
        told = _outcomes(connection, filters, [row.id for row, _ in items])
        for row, repeats in items:
            yield _due(row, repeats, told.get(row.id, ()), moment)


def _together(connection: Connection, query: Select[Any]) -> Iterator[list[tuple[Row[Any], dict[int, None]]]]:
    """Items with the reports that repeat them, some days at a time; which repeat which is asked within a day."""
    items: list[tuple[Row[Any], dict[int, None]]] = []
    day: list[tuple[Row[Any], dict[int, None]]] = []
    promises = Promises()
    with connection.execution_options(stream_results=True, max_row_buffer=_TOGETHER).execute(query) as result:
        for row in result:
            if day and day[0][0].edtf[:10] != row.edtf[:10]:
                items += day
                day, promises = [], Promises()
                if len(items) >= _TOGETHER:
                    yield items
                    items = []
            repeated = next(
                (place for place in promises.like(row.what) if _repeats(connection, row, day[place][0])), None
            )
            if repeated is None:
                promises.add(row.what)
                day.append((row, {}))
            else:
                day[repeated][1][row.document] = None
    if items or day:
        yield items + day


def _repeats(connection: Connection, row: Row[Any], first: Row[Any]) -> bool:
    """Whether another report of the same story promises the same for the same day, and not for another hour."""
    hour, other = row.edtf[10:16], first.edtf[10:16]
    if row.document == first.document or (hour and other and hour != other) or not alike(first.what, row.what):
        return False
    if row.family == first.family:
        return True
    if leans(row.what) or leans(first.what):
        return False
    return shared_keys(connection, row.document, [first.document]).get(first.document, 0) >= _SAME_STORY


def _outcomes(connection: Connection, filters: Filters, items: Sequence[int]) -> Mapping[int, Sequence[Row[Any]]]:
    """What reports that count tell of items, by item, in the order in which the reports were known."""
    query = (
        select(outcomes)
        .join(documents, documents.c.id == outcomes.c.document)
        .where(outcomes.c.due.in_(items), counting(replace(filters, document=None)))
        .order_by(documents.c.known_from, documents.c.id)
    )
    found: dict[int, list[Row[Any]]] = {}
    for row in connection.execute(query):
        found.setdefault(row.due, []).append(row)
    return found


def _due(row: Row[Any], repeats: Mapping[int, None], told: Sequence[Row[Any]], moment: str) -> Due:
    """The surest report says how it came out, the first of them; every report that says the same is named."""
    status = "open" if moment < row.ends else "past"
    if told:
        status = max(told, key=lambda one: one.sure).status
    same = [one for one in told if one.status == status]
    return Due(
        id=f"U{row.id}", when=row.edtf, what=row.what, document=f"D{row.document}", span=Span(row.start, row.end),
        status=status, answered_by=tuple(f"D{one.document}" for one in same),
        outcomes=tuple(_outcome(one) for one in same), kind=row.kind, because=row.because,
        repeated_by=tuple(f"D{number}" for number in repeats), publisher=row.publisher, published=row.published,
    )  # fmt: skip


def _outcome(row: Row[Any]) -> Outcome:
    return Outcome(document=f"D{row.document}", span=Span(row.start, row.end), status=row.status, because=row.because)
