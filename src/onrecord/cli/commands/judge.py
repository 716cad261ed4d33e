"""``onrecord judge``: a person rules on the record."""

from __future__ import annotations

from typing import Annotated

import typer

EPILOG = """\
\b
What is judged, and how:
  C9  D41/fig3  D41/eve2  D41/act2  D41/pla1   accept  reject  correct  comment
  D41/rel1  F9                                 accept  reject  comment
  E12/circular_sourcing  G5/unit_drift/D7      accept  reject  comment
  E12  an event over all reports               accept  reject  merge  split  apart  comment
  A3   an actor over all reports               accept  reject  correct  merge  split  apart  comment
  D41  a report                                copy  not-copy  comment

\b
Examples:
  onrecord judge C9 accept
  onrecord judge C9 reject --reason "the quote is of another mayor"
  onrecord judge D41/fig3 correct low=9 best=9 high=none comparator=at_least
  onrecord judge D41/fig3 correct low=9 span="at least nine"
  onrecord judge D41/fig3 correct span=412-423 counted=dockworkers
  onrecord judge C9 correct speaker=A3 certainty=possible
  onrecord judge C9 correct speaker="Ana Deluca"
  onrecord judge D41/eve2 correct place=Odesa date=2025-03-01/2025-03-02
  onrecord judge D41/pla1 correct lat=46.48 lon=30.73 radius_km=10
  onrecord judge E15 merge E12
  onrecord judge E12 split D41/eve2 D44/eve1
  onrecord judge A9 apart A3 --reason "two women of one name"
  onrecord judge D41 copy D12 kind=cut
  onrecord judge D41 not-copy
  onrecord judge C9 comment "ask the translator"

\b
A value needs words it is read from: those of the item itself, or those given
with span= (two numbers, or the words as they stand in the report). Nothing is
overwritten: a judgement is added to the ledger, and onrecord undo takes it back.

\b
Exit code: 0 done; 2 wrong usage, nothing of that name, or somebody else has
ruled on it meanwhile (with --expect).
"""

_ITEM = "What is judged: C9, D41/fig3, E12, A3, F9, D41."
_ACT = "accept, correct, reject, merge, split, apart, copy, not-copy or comment."
_MORE = (
    "field=value of a correction; what to merge into or keep apart from; what to split off; the report that is copied; "
    "a comment."
)
_AUTHOR = "Who judges. Default: what ONRECORD_AUTHOR says, else the name of the login."
_EXPECT = "The last judgement on it that you have seen (J7, or 0): refused where there is a newer one."
_LEDGER = "A file, or postgresql://… Default: onrecord.ledger in this folder, or what ONRECORD_LEDGER says."


def command(
    item: Annotated[str, typer.Argument(metavar="ITEM", help=_ITEM)],
    act: Annotated[str, typer.Argument(metavar="ACT", help=_ACT)],
    more: Annotated[list[str] | None, typer.Argument(metavar="MORE", help=_MORE)] = None,
    reason: Annotated[str, typer.Option("--reason", "-r", metavar="WORDS", help="Why.")] = "",
    author: Annotated[str | None, typer.Option(metavar="NAME", help=_AUTHOR)] = None,
    expect: Annotated[str | None, typer.Option(metavar="J7", help=_EXPECT)] = None,
    at: Annotated[str | None, typer.Option(metavar="MOMENT", help="When it was ruled, if not now.")] = None,
    format: Annotated[str, typer.Option("--format", "-f", metavar="FORMAT", help="text or json.")] = "text",
    ledger: Annotated[str | None, typer.Option("--ledger", "-l", metavar="LEDGER", help=_LEDGER)] = None,
) -> int:
    """Accept, correct or reject what the record says; merge, split, mark copies, comment.

    Every judgement keeps its author, time and reason, what it changed, and the words it was made on.
    """
    from onrecord.cli.judging import judge_item

    return judge_item(item, act, more or [], reason=reason, author=author, expect=expect, at=at, format=format,
                      ledger=ledger)  # fmt: skip
