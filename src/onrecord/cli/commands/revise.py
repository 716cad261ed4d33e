"""``onrecord revise``: an export that was edited in a spreadsheet comes back as judgements."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from onrecord.cli import filtering as options

EPILOG = """\
\b
Examples:
  onrecord export csv desk                 then edit desk/statements.csv, claims.csv, tellings.csv
  onrecord revise desk                     what would change
  onrecord revise desk --apply --reason "second reading"

\b
Exit code: 0 done; 1 some rows were skipped or refused; 2 wrong usage, or nothing could be done.
"""


def command(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="What onrecord export csv has made.")],
    apply: Annotated[
        bool, typer.Option("--apply", help="Make the judgements; without it they are only shown.")
    ] = False,
    reason: Annotated[str, typer.Option("--reason", metavar="WORDS", help="Why, for every one of them.")] = "",
    author: Annotated[str | None, typer.Option("--author", metavar="NAME", help="Who rules.")] = None,
    ledger: options.Ledger = None,
) -> int:
    """Show what an edited export would change, and with --apply make judgements of it.

    Corrections of claims (speaker_kind, form, certainty, polarity), of figures (statements.csv: comparator, low, best,
    high, approximate, unit) and of events as told (tellings.csv: type, mode, realis, effect); accepted or rejected in
    the column judgement. What was ruled on since the export is skipped, and told.
    """
    from onrecord.cli.revising import revise

    return revise(folder, apply=apply, reason=reason, author=author, ledger=ledger)
