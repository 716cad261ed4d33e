"""A sourced claim: who says what, how sure, in which report."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from onrecord.core.answers.happenings import Origins
from onrecord.core.answers.written import as_written
from onrecord.core.display import Displayed
from onrecord.core.span import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Displayed):
    """One statement with its source: "Mayor Ana Deluca said on Friday that at least 13 dockworkers were killed".

    ``span`` is that of ``text``, what is said; ``source`` and ``cue`` are the spans of who says it ("Mayor Ana Deluca")
    and of the words that tell so ("said"). ``speaker`` is an actor ("A3"), ``figures`` groups ("G3") and
    ``statements`` their addresses in the report ("D41/fig3"). ``judgement`` is accepted, corrected, rejected or None;
    values are those that people ruled. ``origin`` is who knows, at the end of the chain ("Ana Deluca, mayor of Port
    Example"), None where no source is told; ``outlets`` is how many print these words
    of his, in copies of the report.
    """

    id: str
    document: str
    span: Span
    text: str
    speaker: str | None
    chain: tuple[str, ...]
    certainty: str
    polarity: str
    event: str | None
    figures: tuple[str, ...]
    copy_of: str | None
    judgement: str | None
    address: str
    publisher: str | None
    published: str | None
    speaker_name: str | None
    speaker_kind: str
    form: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    parent: str | None
    events: tuple[str, ...]
    statements: tuple[str, ...]
    confidence: float
    origin: str | None
    origins: Origins
    outlets: int

    def to_dict(self) -> dict[str, Any]:
        """The JSON of the contract."""
        written: dict[str, Any] = as_written(self)
        return written
