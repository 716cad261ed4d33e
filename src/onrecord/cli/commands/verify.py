"""``onrecord verify``: proof that nothing in the ledger changed."""

from __future__ import annotations

from typing import Annotated

import typer

EPILOG = """\
\b
Examples:
  onrecord verify
  onrecord verify --ledger news.ledger --format json
  onrecord verify --head 9f2c…                 the head that an export or an earlier verify printed

\b
Checked: original bytes and texts against their hashes, every span and the words
kept with it, every row against the record of its reading, every pointer, the
chain of judgements and what follows from it, the database and its search index.
Nothing is written. Without --head a cut-off tail of the judgements cannot show:
keep the head that is printed here.

\b
Exit code: 0 nothing changed; 1 something did, and each thing is named; 2 wrong
usage, or there is no ledger.
"""

_LEDGER = "A file, or postgresql://… Default: onrecord.ledger in this folder, or what ONRECORD_LEDGER says."
_HEAD = "The hash of a judgement as it was once printed: it must still be in the chain."


def command(
    ledger: Annotated[str | None, typer.Option("--ledger", "-l", metavar="LEDGER", help=_LEDGER)] = None,
    head: Annotated[str | None, typer.Option("--head", metavar="HASH", help=_HEAD)] = None,
    format: Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help="text or json.")] = "text",
) -> int:
    """Prove that nothing in the ledger has changed since it was written, or name each thing that has."""
    from onrecord.cli.verifying import verify_ledger

    return verify_ledger(ledger, head=head, format=format)
