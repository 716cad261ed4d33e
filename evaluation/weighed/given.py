"""Gold's events and groups of figures put in the place of those a ledger found, so that what rests on them is measured.

An origin is wrong where the event is, and a relation where the group is; with gold's put in, what is left is the fault
of who knows and of what agrees. A report's own telling of an event stays where it is the likest; where the program has
none, one is made at the likest word.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from sqlalchemy import Connection, Row, Table, func, insert, select, update

from evaluation.weighed.gold import Collection, overlap
from onrecord.ledger.connect import Desk
from onrecord.ledger.schema import claims, documents, events, figures, groups, happenings, placings

LIKE = 0.2  # the least of likeness from which a telling among several is of an event
SAME_DAY, SAME_PLACE = 0.3, 0.2
_SMALL = frozenset({"the", "and", "for", "from", "with", "near", "over", "after", "its", "his", "their"})
Gold = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Report:
    """A report of the collection: its number in the ledger, its text, and the events that gold says it tells of."""

    number: int
    text: str
    events: tuple[Gold, ...]


def put(desk: Desk, wanted: Collection) -> None:
    """Put gold's events and groups into the ledger that holds the reports of ``wanted``; it is fit for asking only."""
    with desk.writing() as connection:
        numbers = dict(connection.execute(select(documents.c.external_id, documents.c.id)).all())
        fresh = _fresh(connection, events)
        named = {event["id"]: next(fresh) for event in wanted.gold["events"]}
        connection.execute(insert(events), [{"id": number} for number in named.values()])
        for name, report in wanted.reports.items():
            told = tuple(event for event in wanted.gold["events"] if name in event["documents"])
            _events(connection, _Report(numbers[name], report["text"], told), named, fresh)
        _groups(connection, wanted, numbers, named)


def _fresh(connection: Connection, table: Table) -> count[int]:
    return count((connection.scalar(select(func.max(table.c.id))) or 0) + 1)


def _events(connection: Connection, report: _Report, named: Mapping[str, int], fresh: count[int]) -> None:
    """Each telling of a report becomes of the gold event it is likest to, any other of an event of its own."""
    query = (
        select(happenings, placings.c.name.label("town"))
        .outerjoin(placings, placings.c.id == happenings.c.place)
        .where(happenings.c.document == report.number)
        .order_by(happenings.c.start)
    )
    found: set[str] = set()
    for row in connection.execute(query).all():
        event = _likest(row, report)
        number = named[event["id"]] if event is not None else next(fresh)
        if event is None:
            connection.execute(insert(events), {"id": number})
        else:
            found.add(event["id"])
        values = {"event": number, "base": number} | ({"type": event["type"]} if event is not None else {})
        connection.execute(update(happenings).where(happenings.c.id == row.id).values(values))
    for place, event in enumerate(event for event in report.events if event["id"] not in found):
        _made(connection, report, event, named[event["id"]], place)


def _likest(row: Row[Any], report: _Report) -> Gold | None:
    """The gold event that a telling is of, by the words of its sentence, its day and its place; None for none."""
    own = _words(_sentence(report.text, row.start))
    scored = []
    for event in report.events:
        if row.type not in {event["type"], *event["also"]}:
            continue
        words = _words(f"{event['title']} {event['place'] or ''}")
        like = len(words & own) / max(1, len(words))
        like += SAME_DAY * bool(row.edtf and event["time"] and row.edtf[:10] == event["time"][:10])
        like += SAME_PLACE * bool(
            row.town and event["place"] and (row.town in event["place"] or event["place"] in row.town)
        )
        scored.append((like, event))
    best = max(scored, key=lambda pair: pair[0], default=None)
    return best[1] if best is not None and (best[0] >= LIKE or len(report.events) == 1) else None


def _made(connection: Connection, report: _Report, event: Gold, number: int, place: int) -> None:
    """A telling of ``event`` at the word of the report whose sentence is likest to its title."""
    title = _words(event["title"])
    whole = title | _words(event["place"] or "")
    spots = [match.span() for match in re.finditer(r"\w+", report.text)]

    def fits(spot: tuple[int, int]) -> tuple[int, bool, int]:
        word = _words(report.text[spot[0] : spot[1]])
        return len(whole & _words(_sentence(report.text, spot[0]))), bool(word & title), -spot[0]

    start, end = max(spots, key=fits)
    query = select(claims.c.id).where(
        claims.c.document == report.number, claims.c.start <= start, claims.c.end > start
    ).order_by(claims.c.start.desc())  # fmt: skip
    row = {
        "id": next(_fresh(connection, happenings)), "document": report.number, "local": f"eve{9000 + place}",
        "base": number, "event": number, "because": "gold", "start": start, "end": end, "type": event["type"],
        "realis": "actual", "mentions": json.dumps([[start, end]]), "claim": connection.scalar(query.limit(1)),
    }  # fmt: skip
    connection.execute(insert(happenings), row)


def _groups(connection: Connection, wanted: Collection, numbers: Mapping[str, int], named: Mapping[str, int]) -> None:
    fresh = _fresh(connection, groups)
    for group in wanted.gold["figures"]:
        number, event = next(fresh), named.get(group["event"], 0)
        connection.execute(insert(groups), {"id": number, "alike": f"{event}|{group['measure']}|{number}"})
        for statement in group["statements"]:
            document, span = numbers[statement["document"]], wanted.span(statement)
            rows = connection.execute(select(figures).where(figures.c.document == document)).all()
            figure = next((row for row in rows if overlap((row.start, row.end), span)), None)
            if figure is None:
                continue
            told = connection.execute(
                select(happenings.c.id, happenings.c.start)
                .where(happenings.c.document == document, happenings.c.event == event)
            ).all()  # fmt: skip
            nearest = _nearest(told, span[0])
            values = {"group": number, "base": number, "happening": nearest}
            connection.execute(update(figures).where(figures.c.id == figure.id).values(values))


def _nearest(told: Sequence[Any], start: int) -> int | None:
    return next((row.id for row in sorted(told, key=lambda row: abs(row.start - start))), None)


def _sentence(text: str, at: int) -> str:
    """The sentence around a place, by its stops and line ends."""
    begin = max(text.rfind(". ", 0, at), text.rfind("\n", 0, at)) + 1
    ends = [place for place in (text.find(". ", at), text.find("\n", at)) if place > 0]
    return text[begin : min(ends, default=len(text))]


def _words(text: str) -> frozenset[str]:
    """The telling words of a text by their first five letters."""
    found: Iterable[str] = re.findall(r"[a-z]+", text.lower())
    return frozenset(word[:5] for word in found if word not in _SMALL and len(word) > 2)
