"""``onrecord brief``: events by how many know of them, what is disputed, what has changed since, what is due."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import islice

from sqlalchemy import Connection, func, select

from onrecord.core.answers.brief import Brief, Line, Part
from onrecord.core.answers.due import Due
from onrecord.core.answers.happenings import Counted, Happened
from onrecord.ledger.moments import now
from onrecord.ledger.schema import documents as reports
from onrecord.ledger.weighed import dues
from onrecord.weigh.ask.documents import asked_of_reports
from onrecord.weigh.ask.due import due
from onrecord.weigh.ask.events import told_of
from onrecord.weigh.ask.figures import figures_of
from onrecord.weigh.ask.filters import Filters
from onrecord.weigh.brief.basis import rests_on
from onrecord.weigh.brief.candidates import MOST_EVENTS, differing, weighty
from onrecord.weigh.brief.changes import changed
from onrecord.weigh.brief.disputes import disputed
from onrecord.weigh.brief.evidence import Shelf
from onrecord.weigh.brief.words import (
    headline,
    how_it_stands,
    how_many_know,
    resolved_as,
    told_in,
    when_and_where,
    when_due,
)
from onrecord.weigh.origins import Voice

MOST_FIGURES = 3
"""Groups of figures told with an event."""
MOST_DUE = 60
"""Items whose outcome is looked for in later reports: it takes their texts."""
_HARM_FIRST = ("killed", "injured", "missing", "abducted", "detained", "displaced", "damaged", "destroyed")


def brief(
    connection: Connection, filters: Filters, *, changed_since: str | None = None, limit: int = 6,
    most: int = MOST_EVENTS,
) -> Brief:  # fmt: skip
    """The page for what ``filters`` let through, with at most ``limit`` lines a part.

    ``changed_since`` is a moment (UTC, as stored), or None for a page without the part on changes. Events that are only
    threatened, planned or denied to have happened stand in no part on what happened. In a large ledger the events with
    the most reports, speakers and denials are weighed, ``most`` for each of these reasons; the others are counted with
    what is left out.
    """
    asked = replace(filters, limit=None)
    shelf = Shelf(connection)
    found = weighty(connection, asked, most=most)
    weighed = _told(connection, asked, found.numbers)
    unlike = differing(connection, asked)
    groups = {group.id: group for group in figures_of(connection, unlike.numbers, asked)}
    beyond = found.all - len(found.numbers)
    parts = [
        Part(title="What happened", lines=_happened(shelf, asked, weighed[:limit]),
             more=max(0, len(weighed) - limit) + beyond),
        _part("What is disputed", disputed(shelf, weighed, groups), limit, unlike.all - len(unlike.numbers)),
    ]  # fmt: skip
    if changed_since is not None:
        parts.append(changed(shelf, asked, changed_since, weighed, limit))
    parts.append(_due(shelf, asked, limit))
    about = f": {filters.about.written}" if filters.about is not None else ""
    return Brief(
        title=f"The situation{about}", since=changed_since, as_of=filters.as_of, parts=tuple(parts),
        rests_on=rests_on(connection, asked),
    )  # fmt: skip


def _told(connection: Connection, filters: Filters, numbers: Sequence[int]) -> list[tuple[Happened, Sequence[Voice]]]:
    """The events that took place, the one with the most origins first; of as many, most outlets, then the latest."""
    told = [(one, voices) for one, voices in told_of(connection, filters, only=numbers) if one.realis == "actual"]
    told.sort(key=lambda pair: pair[0].time.latest or pair[0].time.earliest or "", reverse=True)
    told.sort(key=lambda pair: (-pair[0].origins.min, -pair[0].origins.max, -pair[0].outlets))
    return told


def _happened(shelf: Shelf, filters: Filters, weighed: Sequence[tuple[Happened, Sequence[Voice]]]) -> tuple[Line, ...]:
    wanted = {int(name[1:]) for one, _ in weighed for name in one.figures}
    groups = {group.id: group for group in figures_of(shelf.connection, sorted(wanted), filters)}
    lines = []
    for one, voices in weighed:
        counts = _worth_telling([groups[name] for name in one.figures if name in groups])
        known = how_many_know(one.origins, one.outlets)
        notes = (when_and_where(one), known, how_it_stands(one), *(resolved_as(group) for group in counts))
        evidence = shelf.of_event(one, voices, counts[0] if counts else None)
        lines.append(Line(id=one.id, head=headline(one), notes=tuple(note for note in notes if note),
                          evidence=evidence))  # fmt: skip
    return tuple(lines)


def _worth_telling(groups: Sequence[Counted]) -> list[Counted]:
    """The figures of an event that say what it did, harm to people first, then those most outlets have."""
    telling = [group for group in groups if group.measure is not None and _affirmed(group)]
    order = {measure: place for place, measure in enumerate(_HARM_FIRST)}
    telling.sort(key=lambda group: (order.get(group.measure or "", len(order)), -group.outlets))
    firsts = {group.measure: group for group in reversed(telling)}  # the widest told of each measure
    kept = [group for group in telling if firsts[group.measure] is group]
    return kept[:MOST_FIGURES]


def _affirmed(group: Counted) -> bool:
    return group.resolved.low is not None or group.resolved.high is not None


def _due(shelf: Shelf, filters: Filters, limit: int) -> Part:
    """Open items by day; then those that were missed, the latest first."""
    moment = filters.as_of or now()
    query = select(func.count()).select_from(dues.join(reports, reports.c.id == dues.c.document))
    query = query.where(*asked_of_reports(shelf.connection, filters))
    ahead = shelf.connection.scalar(query.where(dues.c.ends > moment)) or 0
    behind = shelf.connection.scalar(query.where(dues.c.ends <= moment)) or 0
    open_ = list(islice(due(shelf.connection, filters, status="open", by_report=True), limit))
    looked = list(islice(due(shelf.connection, filters, latest_first=True, ended=True, by_report=True), MOST_DUE))
    missed = [one for one in looked if one.status == "missed"]
    lines = [_item(shelf, one) for one in [*open_, *missed][:limit]]
    more = max(0, len(open_) + len(missed) - limit)
    if len(open_) == limit:
        more += max(0, ahead - limit)
    if len(looked) == MOST_DUE:
        more += max(0, behind - MOST_DUE)
    return Part(title="What is due", lines=tuple(lines), more=more)


def _item(shelf: Shelf, one: Due) -> Line:
    how = f"{one.status}, {told_in(one.answered_by)}" if one.answered_by else one.status
    return Line(id=one.id, head=when_due(one), notes=(how,),
                evidence=(shelf.quote(one.id, one.document, one.span),))  # fmt: skip


def _part(title: str, making: Iterable[Callable[[], Line]], limit: int, beyond: int) -> Part:
    """The first lines, and how many more there are; the words of those that are left out are not fetched."""
    listed = list(making)
    return Part(title=title, lines=tuple(make() for make in listed[:limit]), more=max(0, len(listed) - limit) + beyond)
