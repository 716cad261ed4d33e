"""``onrecord refusals``: what could not be read, and why."""

from __future__ import annotations

from onrecord.cli import filtering as options
from onrecord.cli.filtering import EXITS

EPILOG = f"""\
\b
Examples:
  onrecord refusals
  onrecord refusals --since 2025-03-02 --format csv -o refused.csv

{EXITS}"""


def command(
    since: options.Since = None,
    until: options.Until = None,
    limit: options.Limit = None,
    format: options.Format = None,
    output: options.Output = None,
    ledger: options.Ledger = None,
) -> int:
    """List the inputs that could not be read, each with its reason.

    Dates are those of the adding. Adding a repaired file again is all that is needed.
    """
    from onrecord.cli.asking import Column, Wanted, answer
    from onrecord.core.answers.sources import Refusal
    from onrecord.weigh.ask.filters import Filters
    from onrecord.weigh.ask.flags import refused

    table = (
        Column("id", lambda one: one.id),
        Column("added", lambda one: one.added[:16].replace("T", " ")),
        Column("kind", lambda one: one.kind),
        Column("because", lambda one: one.because, share=1),
    )
    wanted = Wanted.of(ledger=ledger, format=format, output=output, limit=limit)
    filters = Filters.of(since=since, until=until)
    return answer(wanted, filters, refused, noun=Refusal, named="refusals", table=table)
