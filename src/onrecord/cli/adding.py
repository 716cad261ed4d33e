"""What ``onrecord add`` does: shows how far it is, names what is refused, stops cleanly, and sums up."""

from __future__ import annotations

import os
import sys
from types import TracebackType
from typing import TYPE_CHECKING, Self

from onrecord.cli.choosing import tell_astray
from onrecord.cli.messages import complain
from onrecord.errors import UsageError

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from onrecord.adding import Added
    from onrecord.read.readers import Chosen

DONE, SOME_REFUSED, FAILED, STOPPED = 0, 1, 2, 130


def add_paths(
    paths: list[str],
    *,
    ledger: str | None,
    jobs: int | None,
    engine: str,
    published: str | None,
    publisher: str | None,
    reader: Chosen | None = None,
) -> int:
    """Add every path; the exit code of the contract (0, 1, 2), or 130 where it was stopped."""
    from onrecord.adding import Added, add
    from onrecord.engines import engine_names
    from onrecord.opened import open_ledger

    if engine not in engine_names():
        raise UsageError(f"--engine {engine}: choose one of {', '.join(engine_names())}")
    so_far = Added()
    stopped = False
    with open_ledger(ledger) as opened, _Watching() as watching:

        def watch(now: Added, line: str | None) -> None:
            nonlocal so_far
            so_far = now
            watching.show(now, line)

        try:
            add(
                opened,
                paths,
                jobs=jobs or cores(),
                engine_name=engine,
                published=_moment(published),
                publisher=publisher.strip() if publisher and publisher.strip() else None,
                reader=reader,
                watch=watch,
            )
        except KeyboardInterrupt:
            stopped = True
    if reader is not None:
        tell_astray(reader.name, so_far.astray)
    _sum_up(so_far, name=opened.desk.name, stopped=stopped)
    if stopped:
        raise SystemExit(STOPPED)  # the line above has said so
    kept = so_far.added + so_far.versions + so_far.known
    return DONE if not so_far.refused else SOME_REFUSED if kept else FAILED


def cores() -> int:
    """The cores this process may use."""
    try:
        return max(1, len(os.sched_getaffinity(0)))
    except AttributeError:  # not on macOS and Windows
        return max(1, os.cpu_count() or 1)


def _moment(published: str | None) -> str | None:
    if published is None:
        return None
    from onrecord.ingest.moment import moment

    known = moment(published)
    if known is None:
        raise UsageError(f"--published “{published}” is not a date; write it like 2024-03-11 or 2024-03-11T18:10Z")
    return known


def _sum_up(so_far: Added, *, name: str, stopped: bool) -> None:
    """One line on stderr: what is in the ledger now that was not, and what is not."""
    parts = [_counted(so_far.added, "report", "added")]
    if so_far.versions:
        parts.append(_counted(so_far.versions, "new version", ""))
    if so_far.unread:
        parts.append(f"{so_far.unread:,} of them unread (not in English)")
    if so_far.known:
        parts.append(f"{so_far.known:,} known already")
    if so_far.refused:
        parts.append(f"{so_far.refused:,} refused (onrecord refusals)")
    said = f"{name}: {', '.join(parts)}"
    complain(f"stopped. {said}; the same command goes on from here" if stopped else said)


def _counted(number: int, noun: str, verb: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'} {verb}".strip()


class _Watching:
    """A bar on a terminal: reports, words a second, time left; in a pipe only the refusals."""

    def __init__(self) -> None:
        self._bar: Bar | None = _bar() if sys.stderr.isatty() else None
        self._task = self._bar.add_task("", total=None, reports="", rate="") if self._bar is not None else None

    def __enter__(self) -> Self:
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def show(self, so_far: Added, line: str | None) -> None:
        """How far it is; ``line`` is a refusal to be told."""
        if line is not None:
            if self._bar is not None:
                self._bar.stop()
            complain(line)
            if self._bar is not None:
                self._bar.start()
        if self._bar is None or self._task is None:
            return
        elapsed = self._bar.tasks[0].elapsed or 0
        rate = f"{so_far.words / elapsed:,.0f} words/s" if elapsed > 2 and so_far.words else ""
        self._bar.update(
            self._task,
            total=so_far.total_bytes or None,
            completed=so_far.done_bytes,
            reports=f"{so_far.added + so_far.versions:,} reports",
            rate=rate,
        )


def _bar() -> Bar:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

    return Progress(
        TextColumn("Adding"),
        BarColumn(bar_width=24),
        TaskProgressColumn(),
        TextColumn("{task.fields[reports]}", markup=False),
        TextColumn("{task.fields[rate]}", markup=False),
        TimeRemainingColumn(compact=True),
        TextColumn("left"),
        console=Console(stderr=True),
        transient=True,
    )
