"""Events with all that belongs to them, for exports: tellings in their sentences, sides, figures, reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from onrecord.core.answers.cases import Case, Party, Site, Telling
from onrecord.core.answers.happenings import Happened
from onrecord.core.judgement import Ruling
from onrecord.core.span import Span
from onrecord.ledger.schema import actors, claims, documents, figures, happenings, namings, placings, sides, texts
from onrecord.weigh.ask.batches import BATCH, by
from onrecord.weigh.ask.documents import reports_of
from onrecord.weigh.ask.events import among, events
from onrecord.weigh.ask.figures import figures_of
from onrecord.weigh.ask.filters import Filters
from onrecord.weigh.ask.ruled import Rulings
from onrecord.weigh.due.sentences import sentences

_TOGETHER = 200  # events with their texts in memory
_NEAR = 1_000  # characters on either side in which the ends of a sentence are looked for


def cases(connection: Connection, filters: Filters, *, rule: str = "range") -> Iterator[Case]:
    """The events that ``filters`` let through, by number, each with what belongs to it; figures resolved by ``rule``.

    Raises ``UsageError`` where there is no such rule.
    """
    told = events(connection, filters)
    while some := list(islice(told, _TOGETHER)):
        yield from _cases(connection, some, filters, rule)


def _cases(connection: Connection, some: Sequence[Happened], filters: Filters, rule: str) -> Iterator[Case]:
    wanted = [int(event.id[1:]) for event in some]
    rows = by(_rows(connection, wanted), "event")
    words = _texts(connection, sorted({int(name[1:]) for event in some for name in event.documents}))
    parties = _parties(connection, wanted)
    groups = sorted({int(group[1:]) for event in some for group in event.figures})
    counted = {
        one.id: one
        for start in range(0, len(groups), BATCH)
        for one in figures_of(connection, groups[start : start + BATCH], filters, rule=rule)
    }
    totals = _totals(connection, groups)
    told_in = dict.fromkeys(int(name[1:]) for event in some for name in event.documents)
    reports = {one.id: one for one in reports_of(connection, sorted(told_in), as_of=filters.as_of)}
    told = Rulings.at(connection, filters.as_of).of([name for event in some for name in event.addresses])
    for event in some:
        kept = [row for row in rows.get(int(event.id[1:]), ()) if f"D{row.document}/{row.local}" in event.addresses]
        own = tuple(counted[group] for group in event.figures if group in counted)
        yield Case(
            event=event,
            tellings=tuple(
                _telling(row, words, parties.get(row.id, ()), told.get(f"D{row.document}/{row.local}")) for row in kept
            ),
            parties=_standing(kept, parties),
            site=_site(event, kept),
            figures=own,
            totals=frozenset(one.id for one in own) & totals,
            reports=tuple(reports[name] for name in event.documents if name in reports),
        )


def _rows(connection: Connection, wanted: Sequence[int]) -> Sequence[Row[Any]]:
    told, spot = happenings.c, placings.c
    query: Select[Any] = (
        select(
            told.event, told.id, told.document, told.local, told.start, told.end, told.type, told.mode, told.realis,
            told.effect, told.time_text, told.edtf, claims.c.id.label("claim"),
            spot.text, spot.name, spot.geonames, spot.lat, spot.lon, spot.country, spot.feature, spot.radius_km,
        )
        .join(documents, documents.c.id == told.document)
        .outerjoin(claims, claims.c.id == told.claim)
        .outerjoin(placings, spot.id == told.place)
        .where(among(told.event, wanted))
        .order_by(told.event, documents.c.known_from, told.id)
    )  # fmt: skip
    return connection.execute(query).all()


def _texts(connection: Connection, wanted: Sequence[int]) -> Mapping[int, str]:
    query = select(documents.c.id, texts.c.text).join(texts, texts.c.id == documents.c.text_id)
    found: dict[int, str] = {}
    for start in range(0, len(wanted), BATCH):
        for row in connection.execute(query.where(documents.c.id.in_(wanted[start : start + BATCH]))):
            found[row.id] = row.text
    return found


def _parties(connection: Connection, wanted: Sequence[int]) -> Mapping[int, Sequence[Row[Any]]]:
    """Who stands on a side, by happening."""
    query = (
        select(sides.c.happening, sides.c.side, actors.c.id, actors.c.name, actors.c.kind, namings.c.country,
               namings.c.wikidata)
        .join(happenings, happenings.c.id == sides.c.happening)
        .join(namings, namings.c.id == sides.c.naming)
        .join(actors, actors.c.id == namings.c.actor)
        .where(among(happenings.c.event, wanted))
        .order_by(sides.c.happening, sides.c.naming)
    )  # fmt: skip
    return by(connection.execute(query).all(), "happening")


def _standing(kept: Sequence[Row[Any]], parties: Mapping[int, Sequence[Row[Any]]]) -> tuple[Party, ...]:
    found: dict[tuple[str, int], Party] = {}
    for one in (party for row in kept for party in parties.get(row.id, ())):
        before = found.get((one.side, one.id))
        found[one.side, one.id] = Party(
            id=f"A{one.id}",
            name=one.name,
            kind=one.kind,
            country=before.country if before is not None and before.country else one.country,
            wikidata=before.wikidata if before is not None and before.wikidata else one.wikidata,
            side=one.side,
            told=1 if before is None else before.told + 1,
        )
    return tuple(found.values())


def _totals(connection: Connection, groups: Sequence[int]) -> set[str]:
    """The groups of figures that count over more than one incident."""
    scoped = select(figures.c.group).where(figures.c.scope.is_not(None)).distinct()
    found: set[str] = set()
    for start in range(0, len(groups), BATCH):
        query = scoped.where(figures.c.group.in_(groups[start : start + BATCH]))
        found |= {f"G{number}" for number in connection.scalars(query)}
    return found


def _telling(row: Row[Any], words: Mapping[int, str], parties: Sequence[Row[Any]], ruling: Ruling | None) -> Telling:
    """One telling, with the values that people ruled."""
    text = words[row.document]
    change = ruling.change if ruling is not None else {}
    span = Span(*change["span"]) if change.get("span") else Span(row.start, row.end)
    sentence = sentence_of(text, span)
    return Telling(
        event=f"E{row.event}",
        address=f"D{row.document}/{row.local}",
        document=f"D{row.document}",
        span=span,
        sentence=sentence,
        quote=sentence.of(text),
        type=change.get("type", row.type),
        mode=change.get("mode", row.mode),
        realis=change.get("realis", row.realis),
        effect=change.get("effect", row.effect),
        time=row.time_text,
        edtf=change.get("edtf", row.edtf),
        claim=None if row.claim is None else f"C{row.claim}",
        place=_where(change, text, row.text),
        actors=tuple(dict.fromkeys(f"A{one.id}" for one in parties if one.side == "actor")),
        recipients=tuple(dict.fromkeys(f"A{one.id}" for one in parties if one.side == "recipient")),
        judgement=ruling.verdict if ruling is not None else None,
    )


def _where(change: Mapping[str, Any], text: str, read: str | None) -> str | None:
    """The words for a place: those that a person pointed at, where one did."""
    if "place_name" not in change:
        return read
    return Span(*change["place_span"]).of(text) if change.get("place_span") else change["place_name"]


def sentence_of(text: str, span: Span) -> Span:
    """The sentence around a span, within its paragraph: ``text[sentence]`` holds ``text[span]``."""
    left = max(text.rfind("\n", 0, span.start) + 1, span.start - _NEAR)
    right = text.find("\n", span.end)
    right = min(len(text) if right < 0 else right, span.end + _NEAR)
    start, end = left, right
    for one in sentences(text[left:right]):
        if one.start + left <= span.start:
            start = one.start + left
        if one.end + left >= span.end:
            end = one.end + left
            break
    return Span(start, end).trimmed(text).cover(span)


def _site(event: Happened, kept: Sequence[Row[Any]]) -> Site | None:
    """The place of the event as a report gives it; what people ruled has no words in a report."""
    place = event.place
    if place is None:
        return None
    row = next((row for row in kept if (row.name, row.lat, row.lon) == (place.name, place.lat, place.lon)), None)
    return Site(
        text=row.text if row is not None else place.name,
        name=place.name,
        geonames=row.geonames if row is not None else None,
        lat=place.lat,
        lon=place.lon,
        country=place.country,
        feature=row.feature if row is not None else "other",
        radius_km=place.radius_km,
    )
