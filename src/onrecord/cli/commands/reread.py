"""``onrecord reread``: stored reports are read again by this version."""

from __future__ import annotations

from typing import Annotated

import typer

from onrecord.cli.choosing import READER, WITH

EPILOG = """\
\b
Examples:
  onrecord reread --all
  onrecord reread D41 D44 --ledger news.ledger

\b
The reading before stays in the ledger. A judgement goes with the words it was
made on; where the new reading has nothing on them it is named here, kept, and
listed by onrecord judgements --unbound. Reports that this version has read are
passed over, so a stopped run goes on where it was.

\b
Exit code: 0 done; 1 done, but some reports could not be read again (they stay
as they were); 2 wrong usage, or nothing could be done; 130 stopped.
"""

_DOCUMENTS = "Reports, by number: D41."
_LEDGER = "A file, or postgresql://… Default: onrecord.ledger in this folder, or what ONRECORD_LEDGER says."


def command(
    documents: Annotated[list[str] | None, typer.Argument(metavar="[D41 …]", help=_DOCUMENTS)] = None,
    all_: Annotated[bool, typer.Option("--all", help="Every report that another version has read.")] = False,
    ledger: Annotated[str | None, typer.Option("--ledger", "-l", metavar="LEDGER", help=_LEDGER)] = None,
    reader: Annotated[str | None, typer.Option(metavar="NAME", help=READER)] = None,
    with_: Annotated[list[str] | None, typer.Option("--with", metavar="NAME=VALUE", help=WITH)] = None,
) -> int:
    """Read stored reports again with this version, and keep what people ruled on them."""
    from onrecord.cli.choosing import choose
    from onrecord.cli.rereading import reread_documents

    return reread_documents(documents or [], everything=all_, ledger=ledger, reader=choose(reader, with_))
