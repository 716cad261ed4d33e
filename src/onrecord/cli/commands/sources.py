"""``onrecord sources``: the outlets, and whom they credit."""

from __future__ import annotations

from onrecord.cli import filtering as options
from onrecord.cli.filtering import EXITS

EPILOG = f"""\
\b
Examples:
  onrecord sources
  onrecord sources --about "grain port" --since 2025-03
  onrecord sources --format json

{EXITS}"""


def command(
    about: options.About = None,
    where: options.Place = None,
    since: options.Since = None,
    until: options.Until = None,
    as_of: options.AsOf = None,
    publisher: options.Publisher = None,
    superseded: options.Superseded = False,
    limit: options.Limit = None,
    format: options.Format = None,
    output: options.Output = None,
    ledger: options.Ledger = None,
) -> int:
    """List the outlets: how many reports, how many of them copies, and whom they credit.

    Filters choose the reports that are counted.
    """
    from onrecord.cli.asking import Column, Wanted, answer
    from onrecord.core.answers.sources import Outlet
    from onrecord.weigh.ask.filters import Filters
    from onrecord.weigh.ask.sources import sources

    table = (
        Column("name", lambda one: one.name, share=1),
        Column("documents", lambda one: f"{one.documents:,}", right=True),
        Column("copies", lambda one: f"{one.copies:,}", right=True),
        Column("own", lambda one: f"{one.own:,}", right=True),
        Column("credits", lambda one: tuple(f"{cited.name} ({cited.documents:,})" for cited in one.cites), share=1),
    )
    wanted = Wanted.of(ledger=ledger, format=format, output=output, limit=limit)
    filters = Filters.of(
        about=about, where=where, since=since, until=until, as_of=as_of, publisher=publisher,
        include_superseded=superseded,
    )  # fmt: skip
    return answer(wanted, filters, sources, noun=Outlet, named="outlets", table=table)
