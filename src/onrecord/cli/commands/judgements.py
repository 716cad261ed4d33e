"""``onrecord judgements``: what people ruled, in the order in which they did."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from onrecord.cli import filtering as options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

    from onrecord.weigh.ask.filters import Filters

EPILOG = """\
\b
Examples:
  onrecord judgements
  onrecord judgements --on C9
  onrecord judgements --on E12 --format json
  onrecord judgements --author "Ana Deluca" --as-of 2025-03-08
  onrecord judgements --unbound        made on words that the last reading no longer has

\b
Exit code: 0 done; 2 wrong usage, or nothing of that name.
"""

_ON = "Only those on this: C9, D41/fig3, E12, A3, F9, D41; or J7 with what undid it."
_UNBOUND = "Only those whose words are not found again after rereading, with the reason."


def command(
    on: Annotated[str | None, typer.Option("--on", metavar="ITEM", help=_ON)] = None,
    author: Annotated[str | None, typer.Option(metavar="NAME", help="Only those of this author.")] = None,
    unbound: Annotated[bool, typer.Option("--unbound", help=_UNBOUND)] = False,
    as_of: options.AsOf = None,
    limit: options.Limit = None,
    format: options.Format = None,
    output: options.Output = None,
    ledger: options.Ledger = None,
) -> int:
    """List what people ruled: who, when, on what, why; what is undone, and what lost its words.

    Nothing is ever taken out of this list.
    """
    from onrecord.cli.asking import Column, Wanted, answer
    from onrecord.cli.judging import told
    from onrecord.core.judgement import Judgement
    from onrecord.weigh.ask.filters import Filters

    table = (
        Column("id", lambda one: one.id),
        Column("at", lambda one: one.at[:16].replace("T", " ")),
        Column("author", lambda one: one.author),
        Column("on", lambda one: one.on if one.item in {None, one.on} else f"{one.on}, now {one.item}"),
        Column("judgement", lambda one: told(one), share=1),
        Column("reason", lambda one: one.unbound or one.reason, share=1),
    )
    wanted = Wanted.of(ledger=ledger, format=format, output=output, limit=limit)
    ask = partial(_ask, on=on, author=author, as_of=as_of, only_unbound=unbound)
    return answer(wanted, Filters.of(), ask, noun=Judgement, named="judgements", table=table)


def _ask(connection: Connection, filters: Filters, **asked: Any) -> Iterator[Any]:
    from onrecord.ledger.judgements.asked import ask_judgements

    return ask_judgements(connection, **asked, limit=filters.limit)
