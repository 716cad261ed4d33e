"""One item of a ledger with all that belongs to it: what it is, where it stands, what people ruled on it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from onrecord.core.answers.written import as_written
from onrecord.core.judgement import Judgement
from onrecord.core.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words of a report that an item stands on, between what is printed around them.

    ``before`` + ``text`` + ``after`` are characters of the report as they stand, cut at a paragraph or some 200
    characters away; ``span`` is that of ``text``.
    """

    item: str
    document: str
    publisher: str | None
    published: str | None
    span: Span
    before: str
    text: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """Everything about one item: ``answer`` is what the contract says of its kind, ``reading`` that of a report."""

    id: str
    kind: str
    answer: dict[str, Any] = field(hash=False)
    evidence: tuple[Quote, ...]
    judgements: tuple[Judgement, ...]
    related: dict[str, list[dict[str, Any]]] = field(hash=False)
    reading: dict[str, Any] | None = field(hash=False)

    def to_dict(self) -> dict[str, Any]:
        """Plain values, as ``onrecord show --format json`` prints them."""
        written: dict[str, Any] = as_written(self)
        return written
