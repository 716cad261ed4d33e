"""A report as the ledger keeps it: what is known of it, and where it stands among the others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from onrecord.core.answers.written import as_written


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report, e.g. D41 of the Coast Herald; ``text_id`` is equal for every report with the same text.

    ``status`` is read, unread (a language that is not read yet) or withdrawn (a notice without a text), ``published``
    EDTF, ``words`` their number, ``locator`` where it lay when it was added.
    """

    id: str
    text_id: str
    publisher: str | None
    title: str | None
    published: str | None
    url: str | None
    external_id: str | None
    copy_of: str | None
    copy_kind: str | None
    changed: tuple[dict[str, Any], ...]
    carries: str | None
    superseded_by: str | None
    corrects: str | None
    retracts: str | None
    supersedes: str | None
    retracted_by: str | None
    byline: str | None
    language: str | None
    status: str
    kind: str
    words: int
    added: str
    locator: str
    judgement: str | None

    def to_dict(self) -> dict[str, Any]:
        """The JSON of the contract."""
        written: dict[str, Any] = as_written(self)
        return written
