"""``onrecord due``: what was announced, promised or demanded for a day, and how it came out."""

from __future__ import annotations

from functools import partial
from typing import Annotated

import typer

from onrecord.cli import filtering as options
from onrecord.cli.filtering import EXITS

EPILOG = f"""\
\b
Examples:
  onrecord due --status open
  onrecord due --about ceasefire --as-of 2025-03-13
  onrecord due --since 2025-03-10 --until 2025-03-16
  onrecord due --document D41 --format json

{EXITS}"""

_Since = Annotated[
    str | None, typer.Option("--since", metavar="DATE", help="The first day on which it is due: 2025-03, 2025-03-10.")
]
_Until = Annotated[str | None, typer.Option("--until", metavar="DATE", help="The last day on which it is due.")]
_STATUS = "open, past, answered (it took place) or missed (it did not)."


def command(
    status: Annotated[str | None, typer.Option(metavar="HOW", help=_STATUS)] = None,
    about: options.About = None,
    where: options.Place = None,
    since: _Since = None,
    until: _Until = None,
    as_of: options.AsOf = None,
    publisher: options.Publisher = None,
    document: options.Report = None,
    superseded: options.Superseded = False,
    limit: options.Limit = None,
    format: options.Format = None,
    output: options.Output = None,
    ledger: options.Ledger = None,
) -> int:
    """List deadlines, promises and announced events, by the day on which they are due.

    --since and --until are the first and the last day on which they are due; the other filters choose the reports that
    speak of them. "onrecord show U2" shows one with its words and with those that tell how it came out.
    """
    from onrecord.cli.asking import Column, Wanted, answer
    from onrecord.core.answers.due import Due
    from onrecord.weigh.ask.due import due
    from onrecord.weigh.ask.filters import Filters

    table = (
        Column("id", lambda one: one.id),
        Column("when", lambda one: one.when),
        Column("status", lambda one: one.status),
        Column("what", lambda one: one.what, share=1),
        Column("said in", lambda one: one.document),
        Column("told by", lambda one: one.answered_by),
    )
    wanted = Wanted.of(ledger=ledger, format=format, output=output, limit=limit)
    filters = Filters.of(
        about=about, where=where, since=since, until=until, as_of=as_of, publisher=publisher, document=document,
        include_superseded=superseded,
    )  # fmt: skip
    return answer(wanted, filters, partial(due, status=status), noun=Due, named="items due", table=table)
