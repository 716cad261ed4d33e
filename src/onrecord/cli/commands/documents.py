"""``onrecord documents``: the reports of a ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.cli import filtering as options
from onrecord.cli.filtering import EXITS

if TYPE_CHECKING:
    from onrecord.core.answers.reports import Report as Known

EPILOG = f"""\
\b
Examples:
  onrecord documents --ledger news.ledger
  onrecord documents --about "grain port" --since 2025-03 --where "Odesa 50km"
  onrecord documents --publisher "Coast Herald" --current
  onrecord documents --as-of 2025-03-02T18:00Z --format csv -o known.csv

{EXITS}"""


def command(
    about: options.About = None,
    where: options.Place = None,
    since: options.Since = None,
    until: options.Until = None,
    as_of: options.AsOf = None,
    publisher: options.Publisher = None,
    actor: options.Actor = None,
    speaker: options.Speaker = None,
    measure: options.Measure = None,
    type: options.Type = None,
    event: options.Event = None,
    current: options.Current = False,
    limit: options.Limit = None,
    format: options.Format = None,
    output: options.Output = None,
    ledger: options.Ledger = None,
) -> int:
    """List the reports: outlet, title, date, copies, versions, those that were replaced too.

    Dates are those of publication; a report without one counts from when it was added.
    """
    from onrecord.cli.asking import Column, Wanted, answer
    from onrecord.core.answers.reports import Report
    from onrecord.weigh.ask.documents import documents
    from onrecord.weigh.ask.filters import Filters

    table = (
        Column("id", lambda one: one.id),
        Column("published", lambda one: one.published, most=17),
        Column("publisher", lambda one: one.publisher),
        Column("title", lambda one: one.title or one.locator, share=1),
        Column("words", lambda one: f"{one.words:,}", right=True),
        Column("remarks", remarks, most=24),
    )
    wanted = Wanted.of(ledger=ledger, format=format, output=output, limit=limit)
    filters = Filters.of(
        about=about, where=where, since=since, until=until, as_of=as_of, publisher=publisher, actor=actor,
        speaker=speaker, measure=measure, type=type, event=event, include_superseded=not current,
    )  # fmt: skip
    return answer(wanted, filters, documents, noun=Report, named="documents", table=table)


def remarks(report: Known) -> str:
    """What is to be known of a report before it is used: "copy of D12, replaced by D44"."""
    said = [
        "" if report.status == "read" else report.status,
        *(
            f"{words} {number}"
            for words, name in (
                ("copy of", "copy_of"), ("replaced by", "superseded_by"), ("taken back by", "retracted_by"),
                ("corrects", "corrects"), ("takes back", "retracts"), ("carries", "carries"), ("", "judgement"),
            )
            if (number := getattr(report, name))
        ),
    ]  # fmt: skip
    return ", ".join(part.strip() for part in said if part)
