"""What a careful reader would stop at, and what was found by words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from onrecord.core.answers.written import as_written
from onrecord.core.span import Span

WHOLE = frozenset({"circular_sourcing", "single_origin", "contradiction", "unit_drift", "magnitude_drift"})
"""Kinds that show only when reports are set beside each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Characters of a document that show something."""

    document: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Raised:
    """One flag, e.g. F9: "6,000 km² of orchard is more ground than the whole district has".

    ``on`` holds groups of figures ("G5"), events ("E12"), claims ("C9") or documents ("D41"); ``statements`` the same
    as they are called in their report ("D41/fig8"). Those of the whole ledger have an id of what they are on:
    "E12/circular_sourcing", "G5/unit_drift/D7".
    """

    id: str
    kind: str
    on: tuple[str, ...]
    severity: str
    because: str
    evidence: tuple[Shown, ...]
    document: str
    publisher: str | None
    published: str | None
    statements: tuple[str, ...]
    judgement: str | None

    def to_dict(self) -> dict[str, Any]:
        """The JSON of the contract."""
        written: dict[str, Any] = as_written(self)
        return written
