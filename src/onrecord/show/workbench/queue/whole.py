"""Flags of the whole ledger, worked out behind the pages: a contradiction shows only where reports stand side by side.

It takes some 10 ms a report, half a minute in a ledger of thousands. So they are worked out once, in a thread of their
own that rests as long as it works, and anew only when something was added or ruled that could change them. A page
takes what there is: those of the time before until the new ones are through.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass
from threading import Event, Lock, Thread

from sqlalchemy import Connection, and_, func, not_, or_, select

from onrecord.core.answers.flags import Raised
from onrecord.ledger.schema import documents, judgements, readings
from onrecord.show.workbench.asked import Asked
from onrecord.show.workbench.bench import Bench

FEW = 150
"""Reports up to which a page waits for all of them."""
PATIENCE = 0.1
"""Seconds for which the first page of a larger ledger that asks for them waits."""
_MOST = 20  # filters of which they are kept
_HARMLESS = ("accept", "comment")  # acts after which the same flags are raised
_RESTS_FROM = 1.0  # seconds of work from which it rests in between


@dataclass(frozen=True, slots=True)
class Whole:
    """The flags that are known, and whether more are still being worked out."""

    flags: tuple[Raised, ...]
    more: bool


def whole(bench: Bench, connection: Connection, asked: Asked, *, every: bool = False) -> Whole:
    """The flags of the whole ledger that ``asked`` lets through, ruled on or not; ``every`` waits for all of them."""
    works: _Works = bench.memory.kept_as(("flags of the whole ledger",), _Works)
    words = asked.words()

    def raised() -> Iterator[Raised]:
        return (one for one in bench.ledger.flags(include_rejected=True, **words) if "/" in one.id)

    reports = connection.scalar(select(func.count()).select_from(documents)) or 0
    patience = None if every or reports <= FEW else PATIENCE
    return works.ask(tuple(sorted(words.items())), _state(connection), raised, patience)


def _state(connection: Connection) -> Hashable:
    """Other for every ledger that may raise other flags."""
    on_flags = or_(judgements.c.on.startswith("F"), judgements.c.on.like("E%/%"), judgements.c.on.like("G%/%"))
    harmless = or_(judgements.c.act.in_(_HARMLESS), and_(judgements.c.act == "reject", on_flags))
    return (
        connection.scalar(select(func.max(documents.c.id))),
        connection.scalar(select(func.max(readings.c.id))),
        connection.scalar(select(func.max(judgements.c.id)).where(not_(harmless))),
    )


class _Works:
    """What was worked out for each filter, the oldest let go."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._of: OrderedDict[Hashable, _Work] = OrderedDict()

    def ask(
        self, words: Hashable, state: Hashable, raised: Callable[[], Iterator[Raised]], patience: float | None
    ) -> Whole:
        """What there is for one filter; a ledger that has changed is worked on anew."""
        with self._lock:
            work = self._of.get(words)
            if work is None or work.state != state or work.failed is not None:
                before = work.known() if work is not None else ()
                if work is not None:
                    work.stop()
                work = self._of[words] = _Work(state, raised, before)
            self._of.move_to_end(words)
            while len(self._of) > _MOST:
                self._of.popitem(last=False)[1].stop()
        return work.asked(patience)


class _Work:
    """One working out, in a thread of its own."""

    def __init__(self, state: Hashable, raised: Callable[[], Iterator[Raised]], before: tuple[Raised, ...]) -> None:
        self.state = state
        self._before = before
        self._found: list[Raised] = []
        self.failed: Exception | None = None
        self._waited = False
        self._through, self._stopped = Event(), Event()
        Thread(target=self._run, args=(raised,), name="flags of the whole ledger", daemon=True).start()

    def asked(self, patience: float | None) -> Whole:
        through = self._through.wait(None if patience is None else 0 if self._waited else patience)
        self._waited = True
        if self.failed is not None:
            raise self.failed
        return Whole(self.known(), more=not through)

    def known(self) -> tuple[Raised, ...]:
        """All of them, or those of the time before where they are more than what is through."""
        found = tuple(self._found)
        return found if self._through.is_set() or len(found) >= len(self._before) else self._before

    def stop(self) -> None:
        """Nobody wants it any more."""
        self._stopped.set()

    def _run(self, raised: Callable[[], Iterator[Raised]]) -> None:
        try:
            began = since = time.monotonic()
            for flag in raised():
                self._found.append(flag)
                if time.monotonic() - began > _RESTS_FROM and self._stopped.wait(time.monotonic() - since):
                    break
                since = time.monotonic()
        except Exception as error:  # told by the page that asks, as if it had happened there
            self.failed = error
        finally:
            self._through.set()
