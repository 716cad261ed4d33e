"""``onrecord events``: what happened, over all reports that tell of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, func, or_, select

from onrecord.core.answers.happenings import EventPlace, EventTime, Happened
from onrecord.core.judgement import Ruling
from onrecord.ledger.schema import actors, claims, documents, figures, flags, happenings, namings, placings, sides
from onrecord.weigh.ask.agreeing import agreed_place, agreed_time, telling
from onrecord.weigh.ask.alarms import ON_EVENTS, alarms
from onrecord.weigh.ask.batches import at_most, numbers
from onrecord.weigh.ask.conditions import counting, found, placed, publishers, takes_part
from onrecord.weigh.ask.documents import said_so
from onrecord.weigh.ask.filters import Filters
from onrecord.weigh.ask.ruled import Rulings
from onrecord.weigh.ask.skipping import past, silent_groups
from onrecord.weigh.origins import Charge, Voice, behind, charges, claimed, origins, outlets, status, with_parties

_TOGETHER = 2_000  # events whose rows are fetched by the same few queries


@dataclass(slots=True)
class _Parts:
    """What belongs to the events of one batch, by event or by happening."""

    sides: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
    groups: dict[int, list[int]] = field(default_factory=dict)
    flags: dict[int, list[int]] = field(default_factory=dict)
    voices: dict[int, list[Voice]] = field(default_factory=dict)  # of every event in the reports, by event
    charges: dict[int, list[Charge]] = field(default_factory=dict)  # who is said to have done it, by event
    places: dict[str, EventPlace] = field(default_factory=dict)  # that people put events at, by address


def events(connection: Connection, filters: Filters) -> Iterator[Happened]:
    """The events that ``filters`` let through, by number, with the values that people ruled.

    With the order "told" those come first of which most reports tell, the latest of as many; with "newest" those that
    happened last.

    A report that was replaced or taken back does not tell of an event. ``since`` and ``until`` are the time of the
    event; where no report gives one, the publication.
    """
    passed = filters.offset if filters.order != "number" else 0  # by number the database passes over them
    return at_most(islice((event for event, _ in told_of(connection, filters)), passed, None), filters.limit)


def told_of(
    connection: Connection, filters: Filters, *, only: Collection[int] | None = None
) -> Iterator[tuple[Happened, Sequence[Voice]]]:
    """The same events, each with the voices behind it; of those numbers alone where ``only`` is given."""
    for event, parts in _fitting(connection, filters, only):
        yield event, _heard(parts.voices.get(int(event.id[1:]), ()), event.documents)


def _heard(voices: Sequence[Voice], reports: Collection[str]) -> list[Voice]:
    """The voices in reports that tell of an event, and those of outlets cited there that cite them back."""
    return [voice for voice in voices if voice.document in reports or voice.kind == "cited"]


def _fitting(
    connection: Connection, filters: Filters, only: Collection[int] | None
) -> Iterator[tuple[Happened, _Parts]]:
    rulings = Rulings.at(connection, filters.as_of)
    query = select(happenings.c.event).join(documents, documents.c.id == happenings.c.document)
    query = query.where(*asked_of_events(connection, filters)).group_by(happenings.c.event)
    if filters.order == "told":
        query = query.order_by(func.count(happenings.c.document.distinct()).desc())
        query = query.order_by(func.max(documents.c.known_from).desc())
    elif filters.order == "newest":
        query = query.order_by(func.max(func.coalesce(happenings.c.latest, documents.c.known_from)).desc())
    query = query.order_by(happenings.c.event)
    if only is not None:
        query = query.where(happenings.c.event.in_(only))
    if filters.offset and filters.order == "number":
        query = past(connection, query, filters.offset, _silent(connection, query, filters, rulings))
    for some in numbers(connection, query, limit=filters.limit, most=_TOGETHER):
        rows = _rows(connection, filters, sorted(some))
        parts = _parts(connection, sorted(some), rows, rulings)
        raised = [f"E{number}/{kind}" for number in some for kind in ON_EVENTS]
        ruled = rulings.of([*(f"E{number}" for number in some), *raised,
                            *(f"D{row.document}/{row.local}" for row in rows)])  # fmt: skip
        parts.places = _ruled_places(connection, ruled)
        told: dict[int, list[Row[Any]]] = {number: [] for number in some}
        for row in rows:
            told[row.event].append(row)
        for number in some:
            answer = _event(number, told[number], parts, ruled, filters)
            if answer is not None:
                yield _flagged(answer, parts, ruled, filters), parts


def _silent(connection: Connection, query: Select[Any], filters: Filters, rulings: Rulings) -> set[int]:
    """The events of which nothing is said, because people rejected them."""
    if filters.include_rejected:
        return set()
    counts = [counting(filters)]
    return silent_groups(connection, rulings, query, happenings.c.event, letter="E", local="eve", counts=counts)


def asked_of_events(connection: Connection, filters: Filters) -> list[ColumnElement[bool]]:
    """What ``filters`` say, as conditions on happenings joined to their documents."""
    conditions: list[ColumnElement[bool]] = [counting(filters)]
    if filters.event is not None:
        conditions.append(happenings.c.event == filters.event)
    if filters.document is not None:
        conditions.append(happenings.c.document == filters.document)
    if filters.after is not None:
        conditions.append(happenings.c.document > filters.after)
    if filters.type is not None:
        conditions.append(happenings.c.type == filters.type)
    if filters.publisher is not None:
        conditions.append(documents.c.publisher.in_(publishers(connection, filters.publisher)))
    if (places := placed(connection, filters)) is not None:
        conditions.append(happenings.c.place.in_(places))
    conditions += asked_of_tellings(connection, filters, document=happenings.c.document, claim=happenings.c.claim,
                                    happening=happenings.c.id)  # fmt: skip
    if filters.measure is not None:
        counted = select(figures.c.happening).where(figures.c.measure == filters.measure)
        conditions.append(or_(happenings.c.effect == filters.measure, happenings.c.id.in_(counted)))
    return conditions


def asked_of_tellings(
    connection: Connection, filters: Filters, *, document: Any, claim: Any, happening: Any
) -> list[ColumnElement[bool]]:
    """What ``filters`` say of a telling, be it an event's or a figure's: when, in which words, of whom, who says so.

    The columns are those that point to its report, its claim and its happening. Times are those of the event; of the
    report, where it gives none.
    """
    conditions: list[ColumnElement[bool]] = []
    if filters.since is not None:
        latest = func.coalesce(happenings.c.latest, documents.c.published_from, documents.c.added)
        conditions.append(latest >= filters.since[:16])
    if filters.until is not None:
        earliest = func.coalesce(happenings.c.earliest, documents.c.published_from, documents.c.added)
        conditions.append(earliest <= filters.until)
    if (words := found(connection, filters, "documents")) is not None:
        conditions.append(document.in_(words))
    if filters.actor is not None:
        conditions.append(happening.in_(takes_part(filters.actor)))
    if said := said_so(filters):
        conditions.append(claim.in_(select(claims.c.id).where(*said)))
    return conditions


def among(column: Any, wanted: Sequence[int]) -> ColumnElement[bool]:
    """That a column is one of these ascending numbers: as a range where they lie close, which is quicker."""
    close = bool(wanted) and wanted[-1] - wanted[0] < 2 * len(wanted)
    condition: ColumnElement[bool] = and_(column >= wanted[0], column <= wanted[-1]) if close else column.in_(wanted)
    return condition


def _rows(connection: Connection, filters: Filters, wanted: Sequence[int]) -> Sequence[Row[Any]]:
    """Every telling of these events in reports that count, with its voice and its place."""
    told, said, spot = happenings.c, claims.c, placings.c
    query: Select[Any] = (
        select(
            told.event, told.id, told.document, told.local, told.type, told.mode, told.effect, told.realis,
            told.edtf, told.earliest, told.latest,
            documents.c.publisher,
            spot.name, spot.lat, spot.lon, spot.country, spot.radius_km, spot.feature,
        )
        .join(documents, documents.c.id == told.document)
        .outerjoin(claims, said.id == told.claim)
        .outerjoin(placings, spot.id == told.place)
        .where(among(told.event, wanted), counting(filters))
        .order_by(told.event, documents.c.known_from, told.id)
    )  # fmt: skip
    listed = set(wanted)
    return [row for row in connection.execute(query) if row.event in listed]


def _parts(connection: Connection, wanted: Sequence[int], rows: Sequence[Row[Any]], rulings: Rulings) -> _Parts:
    parts = _Parts()
    near = among(happenings.c.event, wanted)
    query = (
        select(sides.c.happening, sides.c.side, actors.c.name)
        .join(happenings, happenings.c.id == sides.c.happening)
        .join(namings, namings.c.id == sides.c.naming)
        .join(actors, actors.c.id == namings.c.actor)
        .where(near)
    )
    for happening, side, name in connection.execute(query.order_by(sides.c.happening, sides.c.naming)):
        parts.sides.setdefault(happening, []).append((side, name))
    events_of = {(row.document, row.local): row.id for row in rows}
    counted = select(figures.c.happening, figures.c.group, figures.c.document, figures.c.local)
    counted = counted.join(happenings, happenings.c.id == figures.c.happening).where(near)
    for happening, group, document, local in connection.execute(counted.order_by(figures.c.group)):
        parts.groups.setdefault(happening, []).append(group)
        events_of[document, local] = happening
    reports = sorted({row.document for row in rows})
    parts.voices = behind(connection, reports, ruled=rulings.of if rulings.past != {} else None)
    parts.charges = charges(connection, wanted, reports)
    for start in range(0, len(reports), _TOGETHER):
        some = reports[start : start + _TOGETHER]
        raised = select(flags.c.id, flags.c.document, flags.c.on).where(among(flags.c.document, some))
        for number, document, on in connection.execute(raised.order_by(flags.c.id)):
            if (happening := events_of.get((document, on))) is not None:
                parts.flags.setdefault(happening, []).append(number)
    return parts


def _event(
    number: int, rows: Sequence[Row[Any]], parts: _Parts, ruled: Mapping[str, Ruling], filters: Filters
) -> Happened | None:
    """One event of its tellings; None where people have rejected it, or every telling of it."""
    own = ruled.get(f"E{number}")
    kept = []
    for row in rows:
        ruling = ruled.get(f"D{row.document}/{row.local}")
        if filters.include_rejected or ruling is None or ruling.verdict != "rejected":
            kept.append((row, ruling.change if ruling is not None else {}))
    if not kept or (own is not None and own.verdict == "rejected" and not filters.include_rejected):
        return None
    kind = _most(change.get("type", row.type) for row, change in kept)
    mode = _most(change.get("mode", row.mode) for row, change in kept if change.get("type", row.type) == kind)
    time, place = _time(kept), _place(kept, parts)
    named = {side: _names(rows, parts, side) for side in ("actor", "recipient")}
    reports = dict.fromkeys(f"D{row.document}" for row, _ in kept)
    voices = _heard(parts.voices.get(number, ()), reports)
    known = origins(voices)
    said = [*parts.charges.get(number, ()), *claimed(voices)]
    return Happened(
        id=f"E{number}",
        type=kind or rows[0].type,
        mode=mode,
        title=_title(kind or rows[0].type, mode, named["recipient"] or named["actor"], place, time),
        time=time,
        place=place,
        actors=named["actor"],
        recipients=named["recipient"],
        documents=tuple(reports),
        outlets=outlets(Voice(f"D{row.document}", row.publisher, None, None, None, None) for row, _ in kept),
        origins=with_parties(known, does=named["actor"], suffers=named["recipient"], charges=said),
        status=status(said, known=known.min),
        figures=_numbered("G", [group for row, _ in kept for group in parts.groups.get(row.id, ())]),
        flags=_numbered("F", [flag for row, _ in kept for flag in parts.flags.get(row.id, ())]),
        realis=_most(change.get("realis", row.realis) for row, change in kept) or "actual",
        effect=_most(change.get("effect", row.effect) for row, change in kept),
        addresses=tuple(f"D{row.document}/{row.local}" for row, _ in kept),
        judgement=own.verdict if own is not None else None,
    )


def _flagged(event: Happened, parts: _Parts, ruled: Mapping[str, Ruling], filters: Filters) -> Happened:
    """The event with what its voices show beside the flags of its reports, but for what people rejected."""
    voices = _heard(parts.voices.get(int(event.id[1:]), ()), event.documents)
    more = [flag.id for flag in alarms(event, voices)
            if filters.include_rejected or flag.id not in ruled or ruled[flag.id].verdict != "rejected"]  # fmt: skip
    return replace(event, flags=(*event.flags, *more)) if more else event


def _most(values: Iterator[str | None]) -> str | None:
    """What most tellings say, the earliest where they are equal; None where none says anything."""
    told = [value for value in values if value is not None]
    if len(told) < 2:
        return told[0] if told else None
    return Counter(told).most_common(1)[0][0]


def _names(rows: Sequence[Row[Any]], parts: _Parts, side: str) -> tuple[str, ...]:
    """Whom the tellings name on a side, who stands in most reports first."""
    told = dict.fromkeys(
        (name, row.document) for row in rows for which, name in parts.sides.get(row.id, ()) if which == side
    )
    return tuple(name for name, _ in Counter(name for name, _ in told).most_common())


def _time(kept: Sequence[tuple[Row[Any], Mapping[str, Any]]]) -> EventTime:
    """The time that the tellings agree on; what a person ruled comes before all."""
    for _, change in kept:
        if change.get("edtf"):
            return EventTime(edtf=change["edtf"], earliest=change.get("earliest"), latest=change.get("latest"))
    return agreed_time([row for row, _ in kept if row.earliest or row.latest or row.edtf])


def _place(kept: Sequence[tuple[Row[Any], Mapping[str, Any]]], parts: _Parts) -> EventPlace | None:
    """The place that the tellings agree on; what a person ruled comes before all."""
    for _, change in kept:
        if change.get("place_name"):
            unplaced = EventPlace(name=change["place_name"], lat=None, lon=None, country=None, radius_km=None)
            return parts.places.get(change.get("place") or "", unplaced)
    return agreed_place([row for row, change in kept if row.name is not None and "place_name" not in change])


def _ruled_places(connection: Connection, ruled: Mapping[str, Ruling]) -> dict[str, EventPlace]:
    """The places that people put happenings at, by address ("D41/pla3")."""
    wanted = {ruling.change["place"] for ruling in ruled.values() if ruling.change.get("place")}
    places = {}
    for address in wanted:
        document, _, local = address.partition("/")
        query = select(placings).where(placings.c.document == int(document[1:]), placings.c.local == local)
        if (row := connection.execute(query).first()) is not None:
            places[address] = EventPlace(
                name=row.name, lat=row.lat, lon=row.lon, country=row.country, radius_km=row.radius_km
            )
    return places


def _title(kind: str, mode: str | None, sides_named: Sequence[str], place: EventPlace | None, time: EventTime) -> str:
    """Type, who it befell (else who did it), where, when: of what reports name, nothing else."""
    what = kind.capitalize() + (f" ({mode})" if mode else "")
    named = telling(sides_named, place.name if place is not None else "")
    rest = [*named, *([place.name] if place is not None else []), *([time.edtf] if time.edtf else [])]
    return f"{what}: {', '.join(rest)}" if rest else what


def _numbered(letter: str, given: Sequence[int]) -> tuple[str, ...]:
    return tuple(f"{letter}{number}" for number in dict.fromkeys(given))
