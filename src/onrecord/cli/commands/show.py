"""``onrecord show``: one item of the ledger with its evidence."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli import filtering as options

EPILOG = """\
\b
Examples:
  onrecord show E12                          an event, with every report that tells of it
  onrecord show D41                          a report: copies, versions, what it says
  onrecord show D41/fig3 --ledger news.ledger
  onrecord show G3 --as-of 2025-03-02        figures side by side, as they stood then
  onrecord show U2                           something due, and where it is told how it came out
  onrecord show D41 --format json            with the whole reading

\b
Ids: D41 (a report), C9 (a claim), E12 (an event), G3 (figures), A3 (an actor),
F9 (a flag), J7 (a judgement), U2 (something due), Q2 (a refused input), and
entries of a report:
D41/att1, D41/fig3, D41/eve2, D41/act2, D41/pla1, D41/rel1.

\b
Exit code: 0 done; 2 wrong usage, nothing of that name, or no ledger there.
"""


def command(
    id: Annotated[str, typer.Argument(metavar="ID", help="E12, D41, C9, D41/fig3 …")],
    as_of: options.AsOf = None,
    format: Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help="text or json.")] = "text",
    ledger: options.Ledger = None,
) -> int:
    """Show one item with the words it stands on, and what people ruled on it."""
    from onrecord.cli.showing import show_item

    return show_item(id, as_of=as_of, format=format, ledger=ledger)
