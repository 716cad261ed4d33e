"""Pairing gold with prediction by overlap, and the tallies that become F1 and accuracy."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

from onrecord.core import Span

G = TypeVar("G")
P = TypeVar("P")
_TOKEN = re.compile(r"\w+|[^\w\s]")


class Tally(Counter[str]):
    """Counts by name. "value+" right, "value-" missed, "value~" wrongly found; "kind=" right of "kind#" asked."""

    def found(self, name: str, *, right: int, gold: int, predicted: int) -> None:
        """Add to the counts of an F1: ``right`` of ``gold`` wanted and ``predicted`` given."""
        self[f"{name}+"] += right
        self[f"{name}-"] += gold - right
        self[f"{name}~"] += predicted - right

    def asked(self, name: str, right: bool) -> None:
        """Add one question to an accuracy."""
        self[f"{name}="] += int(right)
        self[f"{name}#"] += 1

    def rates(self) -> dict[str, float]:
        """Percentages: an F1 for every ``found``, an accuracy for every ``asked``. What was never asked is left out."""
        out: dict[str, float] = {}
        for name in dict.fromkeys(key[:-1] for key in self):
            if f"{name}#" in self:
                out[f"{name} accuracy"] = 100 * self[f"{name}="] / self[f"{name}#"]
            else:
                right, wrong = 2 * self[f"{name}+"], self[f"{name}-"] + self[f"{name}~"]
                if right + wrong:
                    out[f"{name} F1"] = 100 * right / (right + wrong)
        return out


def pair(gold: Sequence[G], predicted: Sequence[P], likeness: Callable[[G, P], float]) -> list[tuple[G, P]]:
    """One-to-one pairs, the most alike first; a likeness of 0 never pairs. Ties go by position."""
    ranked = sorted(
        (-score, i, j)
        for i, one in enumerate(gold)
        for j, other in enumerate(predicted)
        if (score := likeness(one, other)) > 0
    )
    pairs: list[tuple[int, int]] = []
    used_gold: set[int] = set()
    used_predicted: set[int] = set()
    for _, i, j in ranked:
        if i not in used_gold and j not in used_predicted:
            used_gold.add(i)
            used_predicted.add(j)
            pairs.append((i, j))
    return [(gold[i], predicted[j]) for i, j in sorted(pairs)]


def span_likeness(one: Any, other: Any) -> float:
    """Characters shared over characters covered, for two things with a ``span``."""
    shared = one.span.common(other.span)
    return shared / (one.span.length + other.span.length - shared) if shared else 0.0


def tokens(text: str, spans: Iterable[Span]) -> frozenset[int]:
    """The start offsets of the words and signs that lie in ``spans``."""
    return frozenset(match.start() for span in spans for match in _TOKEN.finditer(text, span.start, span.end))


def jaccard(one: frozenset[int], other: frozenset[int]) -> float:
    """Size of what is shared over size of what is covered; 0 where both are empty."""
    return len(one & other) / len(one | other) if one or other else 0.0


def any_overlap(ones: Iterable[Span], others: Sequence[Span]) -> bool:
    """True where some span of the one overlaps some span of the other."""
    return any(one.overlaps(other) for one in ones for other in others)


def plain(name: str) -> str:
    """A name for comparison: lower case, without article and outer signs ("The Coast Herald" → "coast herald")."""
    words = re.findall(r"\w+", name.casefold())
    return " ".join(words[1:] if words[:1] in (["the"], ["a"], ["an"]) and len(words) > 1 else words)
