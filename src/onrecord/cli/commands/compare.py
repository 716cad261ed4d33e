"""``onrecord compare``: the record beside a file of UCDP GED's or ACLED's shape."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli import filtering as options
from onrecord.cli.filtering import EXITS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from onrecord.weigh.ask.filters import Filters

EPILOG = f"""\
\b
Examples:
  onrecord compare GEDEvent_v26_1.csv
  onrecord compare acled.csv --where KG --since 2025-03
  onrecord compare ged.csv --format csv -o compared.csv

{EXITS}"""


def command(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV with the columns of UCDP GED or of ACLED.")],
    about: options.About = None,
    where: options.Place = None,
    since: options.Since = None,
    until: options.Until = None,
    as_of: options.AsOf = None,
    type: options.Type = None,
    limit: options.Limit = None,
    format: options.Format = None,
    output: options.Output = None,
    ledger: options.Ledger = None,
) -> int:
    """Set events beside another data set: matched, with other deaths, missing here, missing there.

    The filters choose the events of the ledger. Rows on other days, or in countries where the ledger has no event, are
    not compared. Nothing is written into the ledger.
    """
    from onrecord.cli.asking import Column, Wanted, answer
    from onrecord.core.answers.compared import Compared
    from onrecord.show.compare import compare
    from onrecord.weigh.ask.filters import Filters
    from onrecord.weigh.record import Record

    def ask(connection: Connection, filters: Filters) -> Iterator[Any]:
        from dataclasses import replace

        from onrecord.weigh.ask.batches import at_most

        every = replace(filters, limit=None)  # the limit is of what is shown: all are compared
        return at_most(compare(Record(connection, every, {}), file), filters.limit)

    table = (
        Column("outcome", lambda one: one.outcome.replace("_", " ")),
        Column("event", lambda one: one.event),
        Column("there", lambda one: one.there),
        Column("when", lambda one: one.date),
        Column("dead here", lambda one: one.best, right=True),
        Column("there", lambda one: one.there_best, right=True),
        Column("because", lambda one: one.because, share=1),
    )
    wanted = Wanted.of(ledger=ledger, format=format, output=output, limit=limit)
    filters = Filters.of(about=about, where=where, since=since, until=until, as_of=as_of, type=type)
    return answer(wanted, filters, ask, noun=Compared, named="comparisons", table=table)
