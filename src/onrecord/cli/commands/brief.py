"""``onrecord brief``: the situation on one page."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli import filtering as options
from onrecord.cli.filtering import EXITS

EPILOG = f"""\
\b
Examples:
  onrecord brief
  onrecord brief --about "fuel depot" --since 2025-03-07
  onrecord brief --as-of 2025-03-13 -o situation.html

{EXITS}"""

_SINCE = "What has changed since then: 2024-03, 2024-03-11, 2024-03-11T18:00Z."
_LIMIT = "At most so many lines a part. Default: 6."
_FORMAT = "text, md, html or json. Default: what the name given with -o says, else text."


def command(
    about: options.About = None,
    where: options.Place = None,
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help=_SINCE)] = None,
    until: options.Until = None,
    as_of: options.AsOf = None,
    limit: Annotated[int, typer.Option("--limit", "-n", metavar="N", min=1, max=1000, help=_LIMIT)] = 6,
    format: Annotated[str | None, typer.Option("--format", "-f", metavar="FORMAT", help=_FORMAT)] = None,
    output: options.Output = None,
    ledger: options.Ledger = None,
) -> int:
    """Put the situation on one page: what happened, what is disputed, what has changed, what is due.

    Every line comes with the words of reports that it stands on. Events are in the order of how many know of them.
    """
    from onrecord.cli.briefing import write_brief

    return write_brief(
        about=about, where=where, since=since, until=until, as_of=as_of, limit=limit, format=format, output=output,
        ledger=ledger,
    )  # fmt: skip
