"""A collection and its gold, and the answers of a ledger in the same terms: the reports' own ids, spans in texts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evaluation.corpora import ROOT

FOLDER = ROOT / "evaluation" / "gold" / "collections"
Answer = Mapping[str, Any]
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Collection:
    """Reports by id ("v01") and the gold as ``gold.json`` has it."""

    name: str
    path: Path
    reports: dict[str, dict[str, Any]]
    gold: dict[str, Any]

    def span(self, told: Mapping[str, Any]) -> Span:
        """Where the words of a statement or a due item stand; raises ``ValueError`` where they do not."""
        text, nth = str(told["text"]), int(told.get("nth", 1))
        whole = self.reports[told["document"]]["text"]
        found = [match.span() for match in re.finditer(rf"(?<!\w){re.escape(text)}(?!\w)", whole)]
        if len(found) < nth:
            raise ValueError(f"{self.name}: {told['document']} has no {nth}. {text!r}")
        return found[nth - 1]

    def moments(self) -> list[str]:
        """Every moment at which gold knows what was to be answered."""
        return sorted({*self.gold["moments"], *(asked["at"] for asked in self.gold["as_of"])})


@dataclass(frozen=True, slots=True)
class Answers:
    """What a ledger answered, by the name of the command; None where there is no such command yet."""

    documents: list[Answer] | None = None
    events: list[Answer] | None = None
    figures: list[Answer] | None = None
    flags: list[Answer] | None = None
    actors: list[Answer] | None = None
    then: dict[str, dict[str, list[Answer] | None]] = field(default_factory=dict)  # by moment, then by command

    def ids(self) -> dict[str, str]:
        """From the ledger's ids to those of the collection: ``{"D41": "v01"}``."""
        return {str(one["id"]): str(one["external_id"]) for one in self.documents or []}


def collection(name: str, *, folder: Path = FOLDER) -> Collection:
    """Load one: ``collection("valley")``."""
    path = folder / name / "reports.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    gold = json.loads((folder / name / "gold.json").read_text(encoding="utf-8"))
    return Collection(name, path, {row["id"]: row for row in rows}, gold)


def names(*, folder: Path = FOLDER) -> tuple[str, ...]:
    """The collections that there are, in the order of their names."""
    return tuple(sorted(path.parent.name for path in folder.glob("*/gold.json")))


def overlap(one: Iterable[int], other: Iterable[int]) -> bool:
    """Whether two spans share a character."""
    (start, end), (begin, stop) = one, other
    return start < stop and begin < end


def percent(part: float, whole: float) -> float:
    """``percent(3, 4)`` is 75.0; of nothing, 0."""
    return 100 * part / whole if whole else 0.0


def f1(right: float, given: float, wanted: float) -> float:
    """F1 in percent from three counts."""
    return percent(2 * right, given + wanted)
