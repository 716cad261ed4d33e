"""What every check is given: one document as a careful reader has it before him."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from onrecord.core import Analysis, Reading


@dataclass(frozen=True, slots=True)
class Case:
    """A document's record and grammar, and how many people live in its places (by place id, from the gazetteer)."""

    reading: Reading
    analysis: Analysis
    population: Mapping[str, float] = field(default_factory=dict)
