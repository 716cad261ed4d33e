"""``onrecord figures``: what reports say of the same count, side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, or_, select

from onrecord.core.answers.happenings import Counted, Related, Stated
from onrecord.core.judgement import Ruling
from onrecord.core.span import Span
from onrecord.ledger.schema import claims, documents, happenings, placings
from onrecord.ledger.schema import figures as counted
from onrecord.weigh.agreement import Finding, Said, flags_of, last_words, pairs
from onrecord.weigh.agreement.values import in_common
from onrecord.weigh.ask.batches import at_most, by, numbers
from onrecord.weigh.ask.conditions import placed, reports_asked
from onrecord.weigh.ask.events import among, asked_of_tellings
from onrecord.weigh.ask.filters import Filters
from onrecord.weigh.ask.resolve import resolved
from onrecord.weigh.ask.ruled import Rulings
from onrecord.weigh.ask.saying import said
from onrecord.weigh.ask.skipping import past, silent_groups
from onrecord.weigh.ask.voices import voices
from onrecord.weigh.origins import Voice, origins, outlets

_TOGETHER = 1_000


def figures(connection: Connection, filters: Filters, *, rule: str = "range") -> Iterator[Counted]:
    """The groups of figures that ``filters`` let through, by number, each with every statement in it that counts.

    ``rule`` is one of range, ucdp, acled, ibc (see :mod:`onrecord.weigh.ask.resolve`). Raises ``UsageError`` for
    another.
    """
    resolved((), rule)  # refused before anything is asked
    return at_most((group for group, _ in _fitting(connection, filters, rule)), filters.limit)


def findings(connection: Connection, filters: Filters, *, only: int | None = None) -> Iterator[tuple[Counted, Finding]]:
    """What a careful reader would stop at in the groups that ``filters`` let through, each beside its group.

    Kinds are unit_drift, magnitude_drift and contradiction; ``finding.places`` index ``group.statements``. ``only`` is
    the number of a group: that one alone.
    """
    for group, compared in _fitting(connection, filters, "range", only):
        for finding in flags_of(compared, measure=group.measure):
            yield group, finding


def _fitting(
    connection: Connection, filters: Filters, rule: str, only: int | None = None
) -> Iterator[tuple[Counted, list[Said]]]:
    rulings = Rulings.at(connection, filters.as_of)
    query = (
        select(counted.c.group)
        .join(documents, documents.c.id == counted.c.document)
        .outerjoin(happenings, happenings.c.id == counted.c.happening)
        .where(*asked_of_figures(connection, filters))
        .group_by(counted.c.group)
        .order_by(counted.c.group)
    )
    if only is not None:
        query = query.where(counted.c.group == only)
    if filters.offset:
        query = past(connection, query, filters.offset, _silent(connection, query, filters, rulings))
    for some in numbers(connection, query, limit=filters.limit, most=_TOGETHER):
        rows = _rows(connection, filters, some)
        ruled = rulings.of([f"D{row.document}/{row.local}" for row in rows])
        given = voices(connection, rows)
        told: dict[int, list[Row[Any]]] = {number: [] for number in some}
        for row in rows:
            told[row.group].append(row)
        for number in some:
            answer = _group(number, told[number], ruled, given, filters, rule)
            if answer is not None:
                yield answer


def _silent(connection: Connection, query: Select[Any], filters: Filters, rulings: Rulings) -> set[int]:
    """The groups of which nothing is said, because people rejected every statement."""
    if filters.include_rejected:
        return set()
    counts = reports_asked(connection, replace(filters, after=None), dated=False)
    return silent_groups(connection, rulings, query, counted.c.group, local="fig", counts=counts)


def figures_of(
    connection: Connection, wanted: Sequence[int], filters: Filters, *, rule: str = "range"
) -> Iterator[Counted]:
    """The groups of these numbers, with every statement in them that counts."""
    if not wanted:
        return
    rows = _rows(connection, filters, sorted(wanted))
    told = by(rows, "group")
    ruled = Rulings.at(connection, filters.as_of).of([f"D{row.document}/{row.local}" for row in rows])
    given = voices(connection, rows)
    for number in sorted(wanted):
        answer = _group(number, told.get(number, []), ruled, given, filters, rule)
        if answer is not None:
            yield answer[0]


def asked_of_figures(connection: Connection, filters: Filters) -> list[ColumnElement[bool]]:
    """What ``filters`` say, as conditions on figures joined to their documents and happenings.

    A figure lies where it is placed itself, else where its event is; its time is that of its event, else of its report.
    """
    conditions = reports_asked(connection, filters, dated=False)
    if filters.measure is not None:
        said_so = or_(counted.c.measure == filters.measure, counted.c.meant == filters.measure)
        conditions.append(said_so)
    if filters.event is not None:
        conditions.append(happenings.c.event == filters.event)
    if filters.type is not None:
        conditions.append(happenings.c.type == filters.type)
    if (places := placed(connection, filters)) is not None:
        conditions.append(or_(counted.c.place.in_(places), happenings.c.place.in_(places)))
    conditions += asked_of_tellings(connection, filters, document=counted.c.document, claim=counted.c.claim,
                                    happening=counted.c.happening)  # fmt: skip
    return conditions


def _rows(connection: Connection, filters: Filters, wanted: Sequence[int]) -> Sequence[Row[Any]]:
    """Every statement of these groups in reports that count, with who says it."""
    claimed = claims.c
    query: Select[Any] = (
        select(
            counted, documents.c.publisher, documents.c.published, documents.c.copy_of,
            documents.c.corrects, documents.c.retracts,
            claimed.certainty,
            happenings.c.event, placings.c.name.label("place_name"),
        )
        .join(documents, documents.c.id == counted.c.document)
        .outerjoin(claims, claimed.id == counted.c.claim)
        .outerjoin(happenings, happenings.c.id == counted.c.happening)
        .outerjoin(placings, placings.c.id == counted.c.place)
        .where(among(counted.c.group, wanted), *reports_asked(connection, replace(filters, after=None), dated=False))
        .order_by(counted.c.group, documents.c.known_from, counted.c.document, counted.c.start)
    )  # fmt: skip
    listed = set(wanted)
    return [row for row in connection.execute(query) if row.group in listed]


def _group(
    number: int,
    rows: Sequence[Row[Any]],
    ruled: Mapping[str, Ruling],
    given: Mapping[int, Voice],
    filters: Filters,
    rule: str,
) -> tuple[Counted, list[Said]] | None:
    """One group of its statements, and these as they were compared; None where people have rejected every one."""
    statements: list[Stated] = []
    heard: list[Voice] = []
    kept: list[tuple[Row[Any], Mapping[str, Any]]] = []
    for row in rows:
        ruling = ruled.get(f"D{row.document}/{row.local}")
        if ruling is not None and ruling.verdict == "rejected" and not filters.include_rejected:
            continue
        change = ruling.change if ruling is not None else {}
        voice = given[row.id]
        heard.append(voice)
        kept.append((row, change))
        statements.append(_stated(row, change, voice, ruling.verdict if ruling is not None else None))
    if not kept:
        return None
    known = origins([voice for voice, one in zip(heard, statements, strict=True) if one.polarity == "affirmed"])
    measure = _usual(change.get("measure", row.measure or row.meant) for row, change in kept)
    compared = said(statements, heard, kept)
    found = pairs(compared, measure=measure)
    event = next((row.event for row, _ in kept if row.event is not None), None)
    unit = _usual(change.get("unit", row.unit) for row, change in kept) or kept[0][0].unit
    lasting = [same for place in last_words(compared) if (same := _in_unit(statements[place], unit)) is not None]
    group = Counted(
        id=f"G{number}",
        event=f"E{event}" if event is not None else None,
        measure=measure,
        counted=_usual(change.get("counted", row.counted) for row, change in kept),
        unit=unit,
        outlets=outlets(heard),
        origins=known,
        statements=tuple(statements),
        relations=tuple(Related(a=pair.a, b=pair.b, kind=pair.kind, because=pair.because) for pair in found),
        resolved=resolved(lasting, rule),
    )
    return group, compared


def _in_unit(one: Stated, unit: str) -> Stated | None:
    """The statement in the unit of its group: 0.6 hectares are 6,000 m²; None where the unit cannot be converted."""
    if one.unit == unit:
        return one
    scale = in_common(unit, one.unit)
    if scale is None:
        return None
    low, best, high = (None if end is None else round(end * scale[1], 6) for end in (one.low, one.best, one.high))
    return replace(one, low=low, best=best, high=high, unit=unit)


def _stated(row: Row[Any], change: Mapping[str, Any], voice: Voice, verdict: str | None) -> Stated:
    span = Span(*change["span"]) if change.get("span") else Span(row.start, row.end)
    return Stated(
        document=voice.document,
        publisher=row.publisher,
        published=row.published,
        span=span,
        text=change.get("text", row.text),
        comparator=change.get("comparator", row.comparator),
        low=change.get("low", row.low),
        best=change.get("best", row.best),
        high=change.get("high", row.high),
        unit=change.get("unit", row.unit),
        origin=voice.origin or voice.speaker or row.publisher,
        certainty=row.certainty or "certain",
        polarity="denied" if row.denied else "affirmed",
        copy_of=voice.copy_of,
        approximate=bool(change.get("approximate", row.approximate)),
        address=f"D{row.document}/{row.local}",
        judgement=verdict,
    )


def _usual(values: Iterator[str | None]) -> str | None:
    counts = Counter(value for value in values if value is not None)
    return counts.most_common(1)[0][0] if counts else None
