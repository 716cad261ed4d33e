"""What has changed since a moment: the answers of then beside those of now, what was taken back, kept and ruled."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import islice, zip_longest
from typing import Any

from sqlalchemy import Connection, or_, select

from onrecord.core.answers.brief import Line, Part
from onrecord.core.answers.due import Due
from onrecord.core.answers.happenings import Counted, Happened, Related
from onrecord.core.answers.shown import Quote
from onrecord.core.judgement import Judgement
from onrecord.errors import Unknown
from onrecord.ledger.judgements.asked import ask_judgements
from onrecord.ledger.schema import documents as reports
from onrecord.weigh.ask.documents import asked_of_reports
from onrecord.weigh.ask.due import due
from onrecord.weigh.ask.events import told_of
from onrecord.weigh.ask.figures import figures_of
from onrecord.weigh.ask.filters import Filters
from onrecord.weigh.brief.candidates import differing, told_again, weighty
from onrecord.weigh.brief.disputes import KINDS, Weighed
from onrecord.weigh.brief.evidence import Shelf, of_pair
from onrecord.weigh.brief.words import (
    amount,
    counted_as,
    headline,
    how_many_know,
    moment,
    stood,
    told_in,
    when_and_where,
    when_due,
)
from onrecord.weigh.origins import Voice

_LOOKED_AT = 60  # items due, and events whose status may have changed
_POINTS = (("corrects", "corrects"), ("retracts", "takes back"), ("supersedes", "is a newer version of"))
_ANEW = ("update", "downward_revision", *KINDS)

Making = Callable[[], Line]


def changed(shelf: Shelf, filters: Filters, since: str, weighed: Weighed, limit: int) -> Part:
    """The part, each kind of change in turn, so that none crowds out the others; ``since`` is a moment as stored."""
    then = _before(since)
    fresh = weighty(shelf.connection, filters, after=then)
    told = told_of(shelf.connection, filters, only=fresh.numbers)
    new = sorted(((one, voices) for one, voices in told if one.realis == "actual"), key=_weight)
    kinds: list[list[Making]] = [
        list(_reports(shelf, filters, then)),
        list(_figures(shelf, filters, then, weighed)),
        list(_standing(shelf, filters, then, weighed)),
        [partial(_first, shelf, one, voices) for one, voices in new],
        list(_kept(shelf, filters, then)),
        [partial(_ruled, shelf, one) for one in ask_judgements(shelf.connection, as_of=filters.as_of) if one.at > then],
    ]
    turns = [(kind, making) for row in zip_longest(*kinds) for kind, making in enumerate(row) if making is not None]
    lines = tuple(making() for _, making in sorted(turns[:limit], key=lambda turn: turn[0]))
    more = max(0, len(turns) - limit) + max(0, fresh.all - len(fresh.numbers))
    return Part(title="What has changed", lines=lines, more=more)


def _before(since: str) -> str:
    """The last second before a moment: what was known by then is what was known before."""
    at = datetime.strptime(since, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
    try:
        return (at - timedelta(seconds=1)).strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")
    except OverflowError:
        return since


def _weight(pair: tuple[Happened, Sequence[Voice]]) -> tuple[int, int, int]:
    one = pair[0]
    return -one.origins.min, -one.origins.max, -one.outlets


def _first(shelf: Shelf, one: Happened, voices: Sequence[Voice]) -> Line:
    notes = ("first told since", when_and_where(one), how_many_know(one.origins, one.outlets))
    return Line(id=one.id, head=headline(one), notes=tuple(filter(None, notes)),
                evidence=shelf.of_event(one, voices, None)[:1])  # fmt: skip


def _figures(shelf: Shelf, filters: Filters, then: str, weighed: Weighed) -> Iterator[Making]:
    """Groups that come to another number, or in which a report has counted anew."""
    numbers = differing(shelf.connection, filters, after=then).numbers
    before = {one.id: one for one in figures_of(shelf.connection, numbers, replace(filters, as_of=then))}
    heads = {one.id: headline(one) for one, _ in weighed}
    for group in figures_of(shelf.connection, numbers, filters):
        earlier = before.get(group.id)
        if earlier is None or group.measure is None:
            continue
        known = {one.address for one in earlier.statements}
        late = [one for one in group.relations if one.kind in _ANEW and group.statements[one.b].address not in known]
        ends = [(one.resolved.low, one.resolved.best, one.resolved.high) for one in (earlier, group)]
        if ends[0] != ends[1] and late:
            yield partial(_figure, shelf, earlier, group, late, heads)


def _figure(shelf: Shelf, earlier: Counted, group: Counted, late: Sequence[Related], heads: dict[str, str]) -> Line:
    least = min(_ANEW.index(one.kind) for one in late)
    last = [one for one in late if _ANEW.index(one.kind) == least][-1]
    pair = group.statements[last.a], group.statements[last.b]
    was, now = amount(earlier.resolved, earlier.unit), amount(group.resolved, group.unit)
    head = f"{counted_as(group, heads)}: {was}, now {now}" if was != now else f"{counted_as(group, heads)}: {now}"
    if was == now:
        head += f", most say {_best(group)}, before {_best(earlier)}"
    return Line(id=group.id, head=head, notes=(f"{last.kind.replace('_', ' ')}: {last.because}",),
                evidence=of_pair(shelf, group.id, pair))  # fmt: skip


def _best(group: Counted) -> str:
    best = group.resolved.best
    return "nothing" if best is None else f"{best:,g}"


def _standing(shelf: Shelf, filters: Filters, then: str, weighed: Weighed) -> Iterator[Making]:
    """Events told of before and since, that stand otherwise: contested now, known from more than one."""
    now = {one.id: (one, voices) for one, voices in weighed}
    numbers = told_again(shelf.connection, filters, then, [int(name[1:]) for name in now])[:_LOOKED_AT]
    for earlier, _ in told_of(shelf.connection, replace(filters, as_of=then), only=numbers):
        one, voices = now[earlier.id]
        if earlier.status != one.status:
            yield partial(_stands, shelf, earlier, one, voices)


def _stands(shelf: Shelf, earlier: Happened, one: Happened, voices: Sequence[Voice]) -> Line:
    was, now = stood(earlier.status), stood(one.status)
    known = f"{how_many_know(one.origins, one.outlets)}, before {how_many_know(earlier.origins, earlier.outlets)}"
    late = [voice for voice in voices if voice.document not in earlier.documents]
    return Line(id=one.id, head=f"{headline(one)}: {was}, now {now}", notes=(known,),
                evidence=shelf.of_sides(one, late or voices)[:1])  # fmt: skip


def _reports(shelf: Shelf, filters: Filters, then: str) -> Iterator[Making]:
    """Corrections, withdrawals and newer versions that have come since, the latest first."""
    pointing = or_(*(reports.c[column].is_not(None) for column, _ in _POINTS))
    asked = asked_of_reports(shelf.connection, replace(filters, include_superseded=True))
    query = select(reports).where(pointing, reports.c.known_from > then, *asked)
    for row in shelf.connection.execute(query.order_by(reports.c.known_from.desc(), reports.c.id)):
        for column, words in _POINTS:
            if getattr(row, column) is not None:
                yield partial(_report, shelf, row, f"D{getattr(row, column)}", words)


def _report(shelf: Shelf, row: Any, other: str, words: str) -> Line:
    name = f"D{row.id}"
    title = f": {row.title}" if row.title else ""
    notes = tuple(part for part in (row.publisher, moment(row.published or "")) if part)
    evidence = shelf.opening(name, name) or shelf.opening(name, other)
    return Line(id=name, head=f"{name} {words} {other}{title}", notes=notes, evidence=evidence)


def _kept(shelf: Shelf, filters: Filters, then: str) -> Iterator[Making]:
    """What was due and is answered or missed since: the first report that tells has come since."""
    for one in islice(due(shelf.connection, filters, latest_first=True, ended=True, by_report=True), _LOOKED_AT):
        if one.status in {"answered", "missed"} and _known(shelf.connection, one) > then:
            yield partial(_item, shelf, one)


def _known(connection: Connection, one: Due) -> str:
    """When it was first known how an item came out."""
    numbers = [int(document[1:]) for document in one.answered_by]
    found = connection.scalars(select(reports.c.known_from).where(reports.c.id.in_(numbers)))
    return min(found, default="")


def _item(shelf: Shelf, one: Due) -> Line:
    quotes: list[Quote] = [shelf.quote(one.id, one.document, one.span)]
    quotes += [shelf.quote(one.id, told.document, told.span) for told in one.outcomes[:1]]
    told = f"{one.status}, {told_in(one.answered_by)}"
    return Line(id=one.id, head=when_due(one), notes=(told,), evidence=tuple(quotes))


def _ruled(shelf: Shelf, one: Judgement) -> Line:
    evidence: tuple[Quote, ...] = ()
    if one.item is not None and not one.item.startswith("J"):
        try:
            evidence = shelf.of_item(one.id, one.item)
        except Unknown:  # it was ruled on a reading that is no longer there
            evidence = ()
    reason = (one.reason,) if one.reason else ()
    act = one.act.replace("_", " ")
    return Line(id=one.id, head=f"{one.author}: {act} {one.on}", notes=(*reason, moment(one.at)), evidence=evidence)
