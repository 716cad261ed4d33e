"""What was announced, promised, demanded or foretold for a day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from onrecord.core.answers.written import as_written
from onrecord.core.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """Where a report tells how something due came out: ``span`` is that of the sentence."""

    document: str
    span: Span
    status: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """One item, e.g. U2: "The exchange is to take place by April 1", open until that day has ended.

    ``when`` is EDTF, ``what`` the words of the report, ``span`` where they stand. ``status`` is open, past, answered or
    missed at the moment asked for; ``answered_by`` names the reports that tell how it came out, ``outcomes`` where they
    do; ``repeated_by`` names later ones that promise the same.
    """

    id: str
    when: str
    what: str
    document: str
    span: Span
    status: str
    answered_by: tuple[str, ...]
    kind: str
    because: str
    outcomes: tuple[Outcome, ...]
    repeated_by: tuple[str, ...]
    publisher: str | None
    published: str | None

    def to_dict(self) -> dict[str, Any]:
        """The JSON of the contract."""
        written: dict[str, Any] = as_written(self)
        return written
