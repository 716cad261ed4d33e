"""Reports that are being read and stored while the pages stay readable: one run after the other, each in sight."""

from __future__ import annotations

import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from shutil import rmtree
from tempfile import gettempdir
from typing import Any, Literal

from onrecord.errors import OnrecordError, Unknown

State = Literal["waiting", "running", "done", "stopped", "failed"]
_KEPT = 50
"""Runs that are remembered until the desk is closed; what they stored is in the ledger anyway."""
_SOON = 0.02
"""Of the work: before that nobody can say how long it will take."""


FOLDER = "onrecord-came-"
"""How the folders begin in which files lie until they have been read."""
_CAME = re.compile(rf"(?:{re.escape(gettempdir())}[\\/])?{FOLDER}[A-Za-z0-9_]+[\\/](?:\d+[\\/])?")
_LISTS = frozenset({".jsonl", ".ndjson"})
_SINGLE = frozenset({".txt", ".md", ".html", ".htm", ".pdf", ".eml"})


class _Stopped(Exception):
    """Somebody wants no more of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """How far one adding is; ``share`` is how much of the bytes has been read (0 to 1), ``seconds`` how long it took.

    ``added`` counts reports, ``versions`` new versions of some that were known, ``refusals`` what could not be read;
    ``total`` is how many inputs there are, where that can be told beforehand.
    """

    number: int
    names: tuple[str, ...]
    state: State = "waiting"
    added: int = 0
    versions: int = 0
    known: int = 0
    unread: int = 0
    refused: int = 0
    refusals: tuple[str, ...] = ()
    words: int = 0
    total: int | None = None
    share: float = 0.0
    seconds: float = 0.0
    because: str = ""

    @property
    def over(self) -> bool:
        """True where nothing more will come of it."""
        return self.state in {"done", "stopped", "failed"}

    @property
    def done(self) -> int:
        """Inputs that have been dealt with, whatever became of them."""
        return self.added + self.versions + self.known + self.refused

    @property
    def all(self) -> int | None:
        """How many there will be, or about how many by what has been read of the bytes; None where nobody can say."""
        if self.over:
            return self.done
        if self.total is not None:
            return max(self.done, self.total)
        return max(self.done, round(self.done / self.share)) if self.share > _SOON and self.done else None

    @property
    def rate(self) -> float | None:
        """Inputs a second."""
        return self.done / self.seconds if self.seconds > 0 and self.done else None

    @property
    def left(self) -> float | None:
        """Seconds that are left; None where that cannot be told yet."""
        share = self.done_share
        if self.over or share <= _SOON:
            return None
        return self.seconds * (1 - share) / share

    @property
    def done_share(self) -> float:
        """How much has been dealt with, 0 to 1: by the inputs, else by the bytes, which are read a little ahead."""
        if self.over:
            return 1.0
        return min(1.0, self.done / self.total) if self.total else self.share

    def to_dict(self) -> dict[str, Any]:
        """Plain values, as ``/add/1.json`` gives them."""
        return {
            "number": self.number, "state": self.state, "done": self.done, "all": self.all, "added": self.added,
            "versions": self.versions, "known": self.known, "unread": self.unread, "refused": self.refused,
            "refusals": list(self.refusals), "words": self.words, "share": round(self.done_share, 4),
            "seconds": round(self.seconds, 1), "rate": None if self.rate is None else round(self.rate, 3),
            "left": None if self.left is None else round(self.left, 1), "because": self.because,
        }  # fmt: skip


@dataclass(slots=True)
class _Turn:
    """A run as its thread and the pages share it."""

    run: Run
    folder: Path
    began: float = 0.0
    stop: threading.Event = field(default_factory=threading.Event)
    thread: threading.Thread | None = None


class Runs:
    """The runs of one desk, the newest last: ``runs.start(add, paths, folder=…)`` gives the number of a new one.

    One reads at a time, because two would only wait for each other; every report is stored by itself, so that a run
    can be stopped at any moment and what it stored is safe.
    """

    def __init__(self) -> None:
        self._turns: OrderedDict[int, _Turn] = OrderedDict()
        self._lock = threading.Lock()
        self._reading = threading.Lock()
        self._numbers = 0

    def start(
        self,
        add: Callable[..., Any],
        paths: Sequence[Path],
        *,
        folder: Path,
        names: Sequence[str],
        total: int | None = None,
        **given: Any,
    ) -> int:
        """Read ``paths`` in the background and store them; ``folder``, where they lie, is taken away afterwards."""
        with self._lock:
            self._numbers += 1
            turn = _Turn(Run(number=self._numbers, names=tuple(names), total=total), folder)
            self._turns[turn.run.number] = turn
            for number in [number for number, one in self._turns.items() if one.run.over][:-_KEPT]:
                del self._turns[number]
        turn.thread = threading.Thread(target=self._work, args=(turn, add, list(paths), given), daemon=True)
        turn.thread.start()
        return turn.run.number

    def run(self, number: int) -> Run:
        """How far it is now; raises ``Unknown``."""
        with self._lock:
            turn = self._turns.get(number)
            if turn is None:
                raise Unknown(
                    f"adding {number}: not known to this desk since it was opened; what an earlier one stored is in "
                    "the ledger, and the same files can be added again"
                )
            if turn.run.state == "running":
                return replace(turn.run, seconds=time.monotonic() - turn.began)
            return turn.run

    def open(self) -> list[Run]:
        """Those that are not over, in order."""
        with self._lock:
            numbers = [number for number, turn in self._turns.items() if not turn.run.over]
        return [self.run(number) for number in numbers]

    def stop(self, number: int) -> None:
        """Read no more of it; raises ``Unknown``."""
        self.run(number)
        self._turns[number].stop.set()

    def wait(self, number: int, *, seconds: float) -> Run:
        """How far it is once it is over, or when ``seconds`` have passed; raises ``Unknown``."""
        self.run(number)
        thread = self._turns[number].thread
        if thread is not None:
            thread.join(timeout=seconds)
        return self.run(number)

    def close(self) -> None:
        """Stop them all and wait until they have."""
        for turn in list(self._turns.values()):
            turn.stop.set()
        for number in list(self._turns):
            self.wait(number, seconds=10)

    def _work(self, turn: _Turn, add: Callable[..., Any], paths: Sequence[Path], given: dict[str, Any]) -> None:
        try:
            with self._reading:
                self._run(turn, add, paths, given)
        finally:
            rmtree(turn.folder, ignore_errors=True)

    def _run(self, turn: _Turn, add: Callable[..., Any], paths: Sequence[Path], given: dict[str, Any]) -> None:
        turn.began = time.monotonic()
        self._now(turn, state="running")

        def watch(so_far: Any, _line: str | None) -> None:
            self._now(turn, **_counts(so_far))
            if turn.stop.is_set():
                raise _Stopped

        try:
            if turn.stop.is_set():
                raise _Stopped
            counts = _counts(add(paths, watch=watch, **given))
            self._now(turn, **{**counts, "share": 1.0, "state": "done"})
        except _Stopped:
            self._now(turn, state="stopped")
        except OnrecordError as error:
            self._now(turn, state="failed", because=str(error))
        except Exception as error:  # told without its innards, as every fault of the desk
            because = f"a fault in onrecord itself ({type(error).__name__}); please report it"
            self._now(turn, state="failed", because=because)

    def _now(self, turn: _Turn, **changed: Any) -> None:
        with self._lock:
            turn.run = replace(turn.run, **{"seconds": time.monotonic() - turn.began, **changed})


def given_name(line: str) -> str:
    """What is said of a file that came by the desk, with the name it came under: it lay elsewhere only for a moment."""
    return _CAME.sub("", line)


def expected(paths: Sequence[Path]) -> int | None:
    """How many inputs there are in files: one each, in lists (JSONL) one a line; None with a file that may hold many.

    An archive, a feed, a crawl or a table tells how many it holds only when it has been read to its end.
    """
    number = 0
    for path in paths:
        kind = path.suffix.lower()
        if kind in _LISTS:
            with path.open("rb") as lines:
                number += sum(1 for line in lines if line.strip())
        elif kind in _SINGLE:
            number += 1
        else:
            return None
    return number


def _counts(so_far: Any) -> dict[str, Any]:
    """What :class:`onrecord.adding.Added` has counted, with the names people gave instead of places on the disk."""
    hidden = [given_name(line) for line in so_far.refusals]
    share = so_far.done_bytes / so_far.total_bytes if so_far.total_bytes else 0.0
    return {
        "added": so_far.added, "versions": so_far.versions, "known": so_far.known, "unread": so_far.unread,
        "refused": so_far.refused, "words": so_far.words, "refusals": tuple(hidden), "share": min(1.0, share),
    }  # fmt: skip
