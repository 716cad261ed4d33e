"""What is new to a person who has looked before: what reports say that came in since."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

NEW = "new"
"""The word of an address that says up to which report somebody had looked: ``/events?new=D41``."""
_REPORT = re.compile(r"D(0|[1-9]\d{0,17})", re.ASCII)
_BADGE = Markup(' <span class="new">new</span>')


@dataclass(frozen=True, slots=True)
class Since:
    """``Since(41)``: reports up to D41 had been there; ``Since(0)``: none."""

    number: int

    @classmethod
    def of(cls, written: str | None) -> Since | None:
        """``Since.of("D41")``; None for what names no report."""
        found = _REPORT.fullmatch((written or "").strip())
        return cls(int(found[1])) if found is not None else None

    @property
    def report(self) -> str:
        """ "D41"."""
        return f"D{self.number}"

    def is_new(self, answer: Any) -> bool:
        """True where a later report says it: a claim, an event with a new telling, figures with a new statement."""
        return any(number > self.number for number in _reports(answer))

    def mark(self, answer: Any) -> Markup:
        """The badge of what is new."""
        return _BADGE if self.is_new(answer) else Markup("")


def nothing_new(_answer: Any) -> Markup:
    """Where nobody asks what is new, nothing is."""
    return Markup("")


def _reports(answer: Any) -> Iterator[int]:
    """The numbers of the reports that an answer of a ledger comes from."""
    if answer.id[:1] == "D":
        yield int(answer.id[1:])
    single = getattr(answer, "document", None)
    several = getattr(answer, "documents", ())
    inner = (*getattr(answer, "statements", ()), *getattr(answer, "evidence", ()))
    for name in (single, *several, *(getattr(one, "document", one) for one in inner)):
        if isinstance(name, str) and name[:1] == "D":
            yield int(name[1:].partition("/")[0])
