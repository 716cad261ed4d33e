"""The situation on one page: what happened, what is disputed, what changed, what is due; each line with evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from onrecord.core.answers.shown import Quote
from onrecord.core.answers.written import as_written


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line: "E12: 13–15 killed, 2 to 3 origins in 7 outlets", with the words of reports that it stands on.

    ``id`` is what it is about ("E12", "G5", "U2", "D41", "J7"), ``head`` the line, ``notes`` what is to be added.
    """

    id: str
    head: str
    notes: tuple[str, ...]
    evidence: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One part of the page, and how many lines of it were left out for room."""

    title: str
    lines: tuple[Line, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A page. Changes are counted from ``since``, and it speaks of ``as_of`` (moments in UTC; None is now)."""

    title: str
    since: str | None
    as_of: str | None
    parts: tuple[Part, ...]
    rests_on: str

    def to_dict(self) -> dict[str, Any]:
        """Plain values, as ``onrecord brief --format json`` prints them."""
        written: dict[str, Any] = as_written(self)
        return written
