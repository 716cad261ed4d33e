"""What ``onrecord reread`` does: shows how far it is, names what was refused and what lost its words, and sums up."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from typing import TYPE_CHECKING

from onrecord.cli.messages import complain
from onrecord.errors import UsageError

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from onrecord.ledger.reread import Reread
    from onrecord.read.readers import Chosen

DONE, SOME_REFUSED, FAILED, STOPPED = 0, 1, 2, 130


def reread_documents(
    documents: list[str], *, everything: bool, ledger: str | None, reader: Chosen | None = None
) -> int:
    """Read reports again; the exit code."""
    from onrecord.ledger.reread import Reread, number_of
    from onrecord.opened import open_ledger
    from onrecord.rereading import read_again

    if everything == bool(documents):
        raise UsageError("name the reports to read again, D41 D44, or say --all")
    numbers = None if everything else [number_of(name) for name in documents]
    bar = _bar() if sys.stderr.isatty() else None
    task = bar.add_task("", total=None) if bar is not None else None
    so_far, stopped = Reread(), False

    def watch(now: Reread, line: str | None) -> None:
        nonlocal so_far
        so_far = now
        if bar is not None and task is not None:
            bar.update(task, total=now.total, completed=now.reread + now.same + len(now.refused))
        if line is not None:
            (bar.console.print if bar is not None else complain)(line)

    with open_ledger(ledger, create=False) as opened, bar or nullcontext():
        for note in opened.notes:
            complain(note)
        try:
            so_far = read_again(opened, numbers, reader=reader, watch=watch)
        except KeyboardInterrupt:
            stopped = True
    for line in so_far.unbound:
        complain(line)
    _sum_up(so_far, name=opened.desk.name, stopped=stopped)
    if stopped:
        return STOPPED
    return DONE if not so_far.refused else SOME_REFUSED if so_far.reread or so_far.same else FAILED


def _sum_up(so_far: Reread, *, name: str, stopped: bool) -> None:
    parts = [f"{so_far.reread:,} {'report' if so_far.reread == 1 else 'reports'} read again"]
    if so_far.same:
        parts.append(f"{so_far.same:,} read by this version already")
    if so_far.refused:
        parts.append(f"{len(so_far.refused):,} refused")
    if so_far.unbound:
        parts.append(f"{len(so_far.unbound):,} judgements not found again (onrecord judgements --unbound)")
    said = f"{name}: {', '.join(parts)}"
    complain(f"stopped. {said}; the same command goes on from here" if stopped else said)


def _bar() -> Bar:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    return Progress(
        TextColumn("Reading again"),
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TimeRemainingColumn(compact=True),
        TextColumn("left"),
        console=Console(stderr=True, highlight=False, markup=False),
        transient=True,
    )
