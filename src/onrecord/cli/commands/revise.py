"""``onrecord revise``: an export that was edited in a spreadsheet or an annotation tool comes back as judgements."""

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
  onrecord revise desk/claims.csv          one table of it
  onrecord revise notes.jsonl              annotations, as they came back from the tool

\b
Exit code: 0 done; 1 some rows were skipped or refused; 2 wrong usage, or nothing could be done.
"""


def command(
    where: Annotated[
        Path, typer.Argument(metavar="FOLDER-or-FILE", help="What onrecord export csv or annotations has made.")
    ],
    apply: Annotated[
        bool, typer.Option("--apply", help="Make the judgements; without it they are only shown.")
    ] = False,
    reason: Annotated[str, typer.Option("--reason", metavar="WORDS", help="Why, for every one of them.")] = "",
    author: Annotated[str | None, typer.Option("--author", metavar="NAME", help="Who rules.")] = None,
    reject_missing: Annotated[
        bool, typer.Option("--reject-missing", help="Reject what was taken out; without it, it is only told.")
    ] = False,
    ledger: options.Ledger = None,
) -> int:
    """Show what an edited export would change, and with --apply make judgements of it.

    Corrections of claims, figures (statements.csv), events as told (tellings.csv), actors and copies (documents.csv);
    accepted or rejected in the column judgement; words in a column comment. Annotations come back by their id, or by
    the words they stand on. What was ruled on since the export is skipped, and told, as is every edit of which nothing
    can be made.
    """
    from onrecord.cli.revising import revise

    return revise(where, apply=apply, reason=reason, author=author, reject_missing=reject_missing, ledger=ledger)
