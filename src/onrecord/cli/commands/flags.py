"""``onrecord flags``: what a careful reader would stop at."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli import filtering as options
from onrecord.cli.filtering import EXITS

EPILOG = f"""\
\b
Examples:
  onrecord flags --severity high
  onrecord flags --flag unit_slip --since 2025-03
  onrecord flags --document D41 --format json

{EXITS}"""

_FLAG = "Kind of flag: implausible, unit_slip, arithmetic, chronology, unsourced, headline …"


def command(
    flag: Annotated[str | None, typer.Option(metavar="KIND", help=_FLAG)] = None,
    severity: Annotated[str | None, typer.Option(metavar="HOW", help="high, medium or low.")] = None,
    about: options.About = None,
    where: options.Place = None,
    since: options.Since = None,
    until: options.Until = None,
    as_of: options.AsOf = None,
    publisher: options.Publisher = None,
    document: options.Report = None,
    rejected: options.Rejected = False,
    superseded: options.Superseded = False,
    limit: options.Limit = None,
    format: options.Format = None,
    output: options.Output = None,
    ledger: options.Ledger = None,
) -> int:
    """List the flags, each with its reason in one sentence.

    Filters other than --flag and --severity choose the reports.
    """
    from onrecord.cli.asking import Column, Wanted, answer
    from onrecord.core.answers.flags import Raised
    from onrecord.weigh.ask.filters import Filters
    from onrecord.weigh.ask.flags import flags

    table = (
        Column("id", lambda one: one.id),
        Column("severity", lambda one: one.severity),
        Column("kind", lambda one: one.kind),
        Column("on", lambda one: one.statements),
        Column("because", lambda one: one.because, share=1),
        Column("ruled", lambda one: one.judgement),
    )
    wanted = Wanted.of(ledger=ledger, format=format, output=output, limit=limit)
    filters = Filters.of(
        flag=flag, severity=severity, about=about, where=where, since=since, until=until, as_of=as_of,
        publisher=publisher, document=document, include_rejected=rejected, include_superseded=superseded,
    )  # fmt: skip
    return answer(wanted, filters, flags, noun=Raised, named="flags", table=table)
