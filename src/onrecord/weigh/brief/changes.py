"""What has changed since a moment: what is told for the first time, what was counted anew, taken back, ruled, kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import Connection, select

from onrecord.core.answers.brief import Line
from onrecord.core.answers.happenings import Counted, Happened
from onrecord.ledger.judgements.asked import ask_judgements
from onrecord.ledger.schema import documents as reports
from onrecord.weigh.ask.documents import documents
from onrecord.weigh.ask.due import due
from onrecord.weigh.ask.filters import Filters
from onrecord.weigh.brief.evidence import quote_item, quote_span
from onrecord.weigh.brief.words import counted_as, headed, how_many_know, named_figure, when_due

_COUNTED_ANEW = {"update": "counted anew", "downward_revision": "revised downward"}


def changed(
    connection: Connection,
    filters: Filters,
    since: str,
    happened: Sequence[Happened],
    groups: Mapping[str, Counted],
) -> Iterator[Line]:
    """The lines of the part, the news first; ``since`` is a moment as stored."""
    known = {f"D{number}": moment for number, moment in connection.execute(select(reports.c.id, reports.c.known_from))}
    for one in happened:
        if all(known[document] >= since for document in one.documents):
            quotes = tuple(quote_item(connection, one.addresses[0], one.id))
            yield Line(id=one.id, head=headed(one), notes=("first told since", how_many_know(one)), evidence=quotes)
    for group in groups.values():
        for relation in group.relations:
            told = _COUNTED_ANEW.get(relation.kind)
            before, after = group.statements[relation.a], group.statements[relation.b]
            if told and known[after.document] >= since:
                quotes = tuple(quote_span(connection, group.id, each.document, each.span) for each in (before, after))
                head = f"{counted_as(group)}: {named_figure(before)}, then {named_figure(after)}"
                yield Line(id=group.id, head=head, notes=(told, relation.because), evidence=quotes)
    yield from _of_reports(connection, filters, since, known)
    yield from _kept(connection, filters, since)
    for judgement in ask_judgements(connection, as_of=filters.as_of):
        if judgement.at >= since:
            head = f"{judgement.author} on {judgement.on}: {judgement.act}"
            yield Line(id=judgement.id, head=head, notes=tuple(filter(None, (judgement.reason,))), evidence=())


def _of_reports(connection: Connection, filters: Filters, since: str, known: Mapping[str, str]) -> Iterator[Line]:
    """Versions, corrections and withdrawals."""
    for report in documents(connection, replace(filters, include_superseded=True, since=None, until=None)):
        done = {"a newer version of": report.supersedes, "corrects": report.corrects, "takes back": report.retracts}
        for words, other in done.items():
            if other is not None and known[report.id] >= since:
                head = f"{report.id} {words} {other}: {report.title or report.publisher or 'without a title'}"
                yield Line(id=report.id, head=head, notes=tuple(filter(None, (report.publisher, report.published))),
                           evidence=())  # fmt: skip


def _kept(connection: Connection, filters: Filters, since: str) -> Iterator[Line]:
    """What was due and is answered or missed since."""
    before = {one.id: one.status for one in due(connection, replace(filters, as_of=since))}
    for one in due(connection, filters):
        if one.status in {"answered", "missed"} and before.get(one.id) != one.status:
            by = f"{one.status}, by {', '.join(one.answered_by)}" if one.answered_by else one.status
            quote = quote_span(connection, one.id, one.document, one.span)
            yield Line(id=one.id, head=when_due(one), notes=(by,), evidence=(quote,))
