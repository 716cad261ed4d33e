"""What was worked out for a page, kept until the ledger changes: a page looked at again is there at once."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from sqlalchemy import func, select

from onrecord.ledger.connect import Desk
from onrecord.ledger.moments import now
from onrecord.ledger.schema import documents, judgements, readings

_MOST = 200
T = TypeVar("T")


class Memory:
    """Answers by what was asked and the state the ledger was in then; the oldest are let go.

    Whoever asks for what is just being worked out waits for it, and it is not worked out twice.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._making: dict[Hashable, Lock] = {}
        self._lock = Lock()

    def kept(self, desk: Desk, asked: Hashable, make: Callable[[], T]) -> T:
        """What ``make`` gives, now or when the same was asked of the same ledger before."""
        return self.kept_as((asked, state(desk)), make)

    def kept_as(self, key: Hashable, make: Callable[[], T]) -> T:
        """The same under a ``key`` that says itself on what it hangs: ``memory.kept_as(("flags", 61), …)``."""
        with self._lock:
            making = self._making.setdefault(key, Lock())
        with making:
            with self._lock:
                if key in self._kept:
                    self._kept.move_to_end(key)
                    found: T = self._kept[key]
                    return found
            try:
                made = make()
                with self._lock:
                    self._kept[key] = made
                    while len(self._kept) > _MOST:
                        self._kept.popitem(last=False)
                return made
            finally:
                with self._lock:
                    self._making.pop(key, None)


def state(desk: Desk) -> tuple[Any, ...]:
    """Other for every ledger that says something else; the hour is part of it, because what is due depends on it."""
    with desk.reading() as connection:
        last = [connection.scalar(select(func.max(table.c.id))) for table in (documents, readings, judgements)]
    return (*last, now()[:13])
