"""A figure as one report gives it, with all that a comparison needs and nothing of the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from onrecord.core.answers.happenings import Number
from onrecord.core.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One statement: "at least 13" in D41, from the regional governor.

    ``origin`` is the name of who knows: equal names are one origin; ``own_voice`` where the outlet names nobody, and it
    is the outlet's. ``at`` is when the report was
    published (UTC), None where nobody knows. ``copy_of`` is the document it is a copy of ("D12"). ``retold`` marks what
    only tells what was once said ("an earlier version said 19").
    """

    document: str
    span: Span
    text: str
    low: Number
    best: Number
    high: Number
    unit: str
    origin: str
    at: datetime | None = None
    publisher: str | None = None
    counted: str | None = None
    approximate: bool = False
    denied: bool = False
    copy_of: str | None = None
    retold: bool = False
    own_voice: bool = False

    @property
    def ends(self) -> tuple[Number, Number]:
        """The least and the greatest that is said, None where open: (13, None) for "at least 13"."""
        return self.low, self.high

    @property
    def none(self) -> bool:
        """True for "no one"."""
        return self.high == 0


def in_order(statements: Sequence[Said]) -> list[int]:
    """The places of the statements as they were published, within a report as they stand; whatever came in first.

    A report of which nobody knows when it was published stands before the others.
    """

    def when(place: int) -> tuple[float, str, str, int, int]:
        one = statements[place]
        moment = one.at.timestamp() if one.at is not None else float("-inf")
        return moment, one.publisher or "", one.document, one.span.start, place

    return sorted(range(len(statements)), key=when)
