"""``onrecord brief``: events by how many know of them, what is disputed, what has changed since, what is due."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from sqlalchemy import Connection, func, select

from onrecord.core.answers.brief import Brief, Line, Part
from onrecord.core.answers.happenings import Counted, Happened, Stated
from onrecord.core.answers.shown import Quote
from onrecord.ledger.schema import documents as reports
from onrecord.ledger.schema import refusals
from onrecord.weigh.ask.due import due
from onrecord.weigh.ask.events import events
from onrecord.weigh.ask.figures import figures
from onrecord.weigh.ask.filters import Filters
from onrecord.weigh.ask.flags import flags
from onrecord.weigh.brief.changes import changed
from onrecord.weigh.brief.evidence import quote_item, quote_span
from onrecord.weigh.brief.words import counted_as, headed, how_many_know, named_figure, resolved_as, when_due

MOST_QUOTES = 2
OF_PEOPLE = ("killed", "injured", "missing", "detained", "abducted", "displaced")
_DISPUTES = ("contradiction", "denial", "drift")


def brief(connection: Connection, filters: Filters, *, changed_since: str | None = None, limit: int = 10) -> Brief:
    """The page for what ``filters`` let through, with at most ``limit`` lines a part.

    ``changed_since`` is a moment (UTC, as stored), or None for a page without the part on changes. Events that are only
    threatened, planned or denied to have happened stand in no part on what happened.
    """
    asked = replace(filters, limit=None)
    happened = sorted((one for one in events(connection, asked) if one.realis == "actual"), key=_weight)
    groups = {group.id: group for group in figures(connection, asked)}
    parts = [
        _part("What happened", [_happened(connection, one, groups) for one in happened[:limit]], len(happened), limit),
        _listed("What is disputed", _disputed(connection, asked, happened, groups), limit),
    ]
    if changed_since is not None:
        parts.append(_listed("What has changed", changed(connection, asked, changed_since, happened, groups), limit))
    parts.append(_listed("What is due", _due(connection, asked), limit))
    about = f": {filters.about.written}" if filters.about is not None else ""
    return Brief(
        title=f"The situation{about}", since=changed_since, as_of=filters.as_of, parts=tuple(parts),
        rests_on=_rests_on(connection, filters),
    )  # fmt: skip


def _weight(one: Happened) -> tuple[int, int, int, str, str]:
    """Most origins first; of as many, most outlets, then the latest."""
    latest = one.time.latest or one.time.earliest or ""
    return -one.origins.min, -one.origins.max, -one.outlets, "".join(chr(0x10FFFF - ord(c)) for c in latest), one.id


def _happened(connection: Connection, one: Happened, groups: dict[str, Counted]) -> Line:
    counts: dict[str | None, Counted] = {}  # of each measure the figures that most reports give
    for group in sorted((groups[name] for name in one.figures if name in groups), key=lambda group: -group.outlets):
        if group.measure in OF_PEOPLE and group.unit == "1":
            counts.setdefault(group.measure, group)
    notes = [how_many_know(one), *([", ".join(map(resolved_as, counts.values()))] if counts else [])]
    if one.status in {"contested", "denied", "admitted", "single_origin"}:
        notes.append(one.status.replace("_", " "))
    return Line(id=one.id, head=headed(one), notes=tuple(notes), evidence=_of_event(connection, one))


def _of_event(connection: Connection, one: Happened) -> tuple[Quote, ...]:
    """Words of it from reports with different origins, where there are any."""
    reports_of = [origin.documents[0] for origin in one.origins.list if origin.documents]
    wanted = list(dict.fromkeys([*reports_of, *one.documents]))
    first = {address.partition("/")[0]: address for address in reversed(one.addresses)}
    addresses = [first[document] for document in wanted if document in first][:MOST_QUOTES]
    return tuple(quote for address in addresses for quote in quote_item(connection, address, one.id))


def _disputed(
    connection: Connection, filters: Filters, happened: Sequence[Happened], groups: dict[str, Counted]
) -> Iterator[Line]:
    for one in happened:
        if one.status in {"contested", "denied"}:
            said = "different sides are held responsible" if one.status == "contested" else "who is accused denies it"
            yield Line(id=one.id, head=headed(one), notes=(said,), evidence=_of_event(connection, one))
    for group in groups.values():
        for relation in group.relations:
            if relation.kind in _DISPUTES:
                pair = group.statements[relation.a], group.statements[relation.b]
                yield _pair(connection, group, pair, relation.kind, relation.because)
    for flag in flags(connection, filters):
        if flag.kind == "circular_sourcing" and "/" in flag.id:
            quotes = tuple(quote_span(connection, flag.id, shown.document, shown.span) for shown in flag.evidence[:2])
            yield Line(id=flag.id, head=flag.because, notes=("circular sourcing",), evidence=quotes)


def _pair(connection: Connection, group: Counted, pair: tuple[Stated, Stated], kind: str, because: str) -> Line:
    sides = " against ".join(named_figure(one) for one in pair)
    quotes = tuple(quote_span(connection, group.id, one.document, one.span) for one in pair)
    return Line(id=group.id, head=f"{counted_as(group)}: {sides}", notes=(f"{kind}: {because}",), evidence=quotes)


def _due(connection: Connection, filters: Filters) -> Iterator[Line]:
    for status in ("open", "missed"):
        for one in due(connection, filters, status=status):
            quote = quote_span(connection, one.id, one.document, one.span)
            yield Line(id=one.id, head=when_due(one), notes=(one.status,), evidence=(quote,))


def _listed(title: str, lines: Iterator[Line], limit: int) -> Part:
    some = list(lines)
    return _part(title, some[:limit], len(some), limit)


def _part(title: str, lines: Sequence[Line], whole: int, limit: int) -> Part:
    return Part(title=title, lines=tuple(lines), more=max(0, whole - limit))


def _rests_on(connection: Connection, filters: Filters) -> str:
    """What the page rests on, in one sentence."""
    known = [] if filters.as_of is None else [reports.c.known_from <= filters.as_of]
    row = connection.execute(
        select(
            func.count(), func.count(reports.c.publisher.distinct()), func.count(reports.c.copy_of),
            func.count(reports.c.superseded_by), func.count(reports.c.retracted_by),
        ).where(*known)
    ).one()  # fmt: skip
    unread = connection.scalar(select(func.count()).where(reports.c.status == "unread", *known)) or 0
    refused = connection.scalar(select(func.count()).select_from(refusals)) or 0
    whole, outlets, copies, replaced, withdrawn = row
    return (
        f"It rests on {whole:,} reports of {outlets:,} outlets, {copies:,} of them copies of others, {replaced:,} "
        f"replaced and {withdrawn:,} taken back; {unread:,} are in a language that is not read, {refused:,} inputs "
        "were refused. It records what was said, not what is true."
    )
