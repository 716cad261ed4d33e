"""What was found by its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from onrecord.core.answers.written import as_written
from onrecord.core.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A claim ("C9") or a document ("D41") with the words looked for, the best first.

    ``snippet`` is a piece of its text, ``marks`` the spans of the words found in the snippet, and ``start`` the place
    of the snippet in the text: of the document, for claims of what is said.
    """

    id: str
    document: str
    publisher: str | None
    published: str | None
    title: str | None
    speaker_name: str | None
    snippet: str
    marks: tuple[Span, ...]
    start: int
    rank: int

    def to_dict(self) -> dict[str, Any]:
        """Plain values, as ``onrecord search --format json`` prints them."""
        written: dict[str, Any] = as_written(self)
        return written
