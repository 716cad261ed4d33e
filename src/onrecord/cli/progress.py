"""How far the work is, on stderr, and only where somebody watches and it takes a while."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from onrecord.cli.messages import one_line

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

_LONG_BYTES = 200_000
"""About 35,000 words, ten seconds of reading."""


class Progress:
    """A bar over the sources: ``Reading 3/12 report.pdf  40 read  0:00:09``; silent for a short file or in a pipe."""

    def __init__(self, sources: Sequence[str]) -> None:
        self._bar: Bar | None = None
        self._task: TaskID | None = None
        self._documents = 0
        if sys.stderr.isatty() and _is_long(sources):
            self._bar, self._task = _make_bar(len(sources))

    def __enter__(self) -> Progress:
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def source(self, name: str) -> None:
        """A source is being opened."""
        self._update(name=one_line(name if len(name) <= 40 else "…" + name[-39:]))

    def finished_source(self) -> None:
        """Every document of a source has been taken out."""
        if self._bar is not None and self._task is not None:
            self._bar.advance(self._task)

    def read_document(self) -> None:
        """One more document has been read."""
        self._documents += 1
        self._update(read=f"{self._documents:,} read")

    def _update(self, **fields: str) -> None:
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, **fields)  # type: ignore[arg-type]

    @contextmanager
    def paused(self, *, when: bool = True) -> Iterator[None]:
        """Take the bar off the screen while something else is written to it."""
        if self._bar is None or not when:
            yield
            return
        self._bar.stop()
        try:
            yield
        finally:
            self._bar.start()


def _is_long(sources: Sequence[str]) -> bool:
    if len(sources) > 1 or "://" in sources[0]:
        return True
    with suppress(OSError, ValueError):
        return Path(sources[0]).stat().st_size >= _LONG_BYTES
    return False


def _make_bar(total: int) -> tuple[Bar, TaskID]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    bar = Progress(
        TextColumn("Reading"),
        BarColumn(bar_width=20),
        MofNCompleteColumn(),
        TextColumn("{task.fields[name]}", markup=False),
        TextColumn("{task.fields[read]}", markup=False),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    return bar, bar.add_task("", total=total, name="", read="")
