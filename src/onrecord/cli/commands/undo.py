"""``onrecord undo``: a judgement is taken back."""

from __future__ import annotations

from typing import Annotated

import typer

EPILOG = """\
\b
Examples:
  onrecord undo J7 --reason "the second report confirms it"
  onrecord undo J9                    where J9 was itself an undo: what it took back holds again

\b
Both stay in the list of judgements. Exit code: 0 done; 2 no such judgement, or
it is undone already.
"""

_WHICH = "The judgement: J7, as onrecord judgements lists it."
_AUTHOR = "Who takes it back. Default: what ONRECORD_AUTHOR says, else the name of the login."
_EXPECT = "The last judgement on the same item that you have seen: refused where there is a newer one."
_LEDGER = "A file, or postgresql://… Default: onrecord.ledger in this folder, or what ONRECORD_LEDGER says."


def command(
    which: Annotated[str, typer.Argument(metavar="JUDGEMENT", help=_WHICH)],
    reason: Annotated[str, typer.Option("--reason", "-r", metavar="WORDS", help="Why.")] = "",
    author: Annotated[str | None, typer.Option(metavar="NAME", help=_AUTHOR)] = None,
    expect: Annotated[str | None, typer.Option(metavar="J7", help=_EXPECT)] = None,
    format: Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help="text or json.")] = "text",
    ledger: Annotated[str | None, typer.Option("--ledger", "-l", metavar="LEDGER", help=_LEDGER)] = None,
) -> int:
    """Take back exactly what one judgement did; later ones on the same item stay."""
    from onrecord.cli.judging import judge_item

    return judge_item(which, "undo", [], reason=reason, author=author, expect=expect, at=None, format=format,
                      ledger=ledger)  # fmt: skip
