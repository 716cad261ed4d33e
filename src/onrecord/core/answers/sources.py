"""Outlets, and what each of them rests on; and what could not be read at all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from onrecord.core.answers.written import as_written

NOT_NAMED = "(not named)"
"""What stands for an outlet where a report has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited:
    """An agency or outlet that another one credits: "AFP", in three documents."""

    name: str
    documents: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """One outlet: how many documents, how many of them copies of others, and whom it credits."""

    name: str
    kind: str
    documents: int
    copies: int
    own: int
    cites: tuple[Cited, ...]

    def to_dict(self) -> dict[str, Any]:
        """The JSON of the contract."""
        written: dict[str, Any] = as_written(self)
        return written


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """An input that could not be read; ``because`` starts with where it lay and says what to do."""

    id: str
    locator: str
    kind: str
    because: str
    added: str
    blob: str | None

    def to_dict(self) -> dict[str, Any]:
        """Plain values, as ``onrecord refusals --format json`` prints them."""
        written: dict[str, Any] = as_written(self)
        return written
