"""One thing that waits: what the record has of it, and the words it stands on."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.core.answers.shown import Quote
from onrecord.show.workbench.correcting import Correctable


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """Who says it and how sure, as the reading has it; ``confidence`` is that of the reading (None: own voice)."""

    speaker: str | None
    kind: str
    certainty: str
    denied: bool
    confidence: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A figure as it was read: "at least 13" is 13 and open; ``fields`` are those of the form that corrects it."""

    low: float | None
    best: float | None
    high: float | None
    unit: str
    counted: str | None
    measure: str | None
    fields: Correctable


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """A flag: its kind and severity, and the sentence that says why."""

    kind: str
    severity: str
    because: str
    on: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """One item called ``id`` ("C9", "D41/fig3", "F9"); ``place`` is where it stands ("D41/att3", "D41/fig3", "F9").

    ``weight`` is what it is ordered by, ``hanging`` how many figures hang on it; of ``read``, ``number`` and ``alarm``
    there is what its kind has.
    """

    id: str
    place: str
    weight: float
    hanging: int
    quotes: tuple[Quote, ...]
    read: Read | None = None
    number: Number | None = None
    alarm: Alarm | None = None

    @property
    def anchor(self) -> str:
        """Its place on the page: "D41-fig3"."""
        return self.id.replace("/", "-")

    @property
    def kind(self) -> str:
        """claim, figure or flag."""
        return "flag" if self.alarm else "figure" if self.number else "claim"
