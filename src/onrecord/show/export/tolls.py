"""How many were killed, injured …, out of the groups of figures of one event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from onrecord.core.answers.cases import Case
from onrecord.core.answers.happenings import Counted, Number, Stated
from onrecord.lang import lexicon

PARTS = ("fighters", "police", "civilians")
"""Populations that have nobody in common; children, women and journalists are among the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """How many, under the rule that the case was asked with, and the groups that it was taken from.

    ``civilians`` is the part that is said to be civilians; ``left`` are groups of the same measure that it leaves out:
    parts of the whole, or figures for the same people in other words.
    """

    low: Number
    best: Number
    high: Number
    civilians: int
    groups: tuple[Counted, ...]
    left: tuple[Counted, ...]

    @property
    def statements(self) -> tuple[Stated, ...]:
        """Every statement behind it."""
        return tuple(one for group in self.groups for one in group.statements)


def toll(case: Case, measure: str) -> Toll | None:
    """How many ``measure`` ("killed") in an event; None where nobody gives a figure for it.

    The figure for people at large is taken, the one that most outlets carry; where there is none, soldiers, police and
    civilians are added up; failing these, the largest other part. Totals over more than one event do not count.
    """
    found = [group for group in case.figures if _counts(group, measure) and group.id not in case.totals]
    if not found:
        return None
    sorted_in: dict[str, list[Counted]] = {}
    for group in sorted(found, key=lambda group: (-group.outlets, -_of(group), group.id)):
        sorted_in.setdefault(population(group.counted), []).append(group)
    chosen = [sorted_in["people"][0]] if "people" in sorted_in else [
        sorted_in[part][0] for part in PARTS if part in sorted_in
    ]  # fmt: skip
    if not chosen:
        chosen = [max(found, key=_of)]
    civil = sorted_in.get("civilians", ())
    best = _sum([_of(group) for group in chosen])
    return Toll(
        low=_sum([group.resolved.low if group.resolved.low is not None else 0 for group in chosen]),
        best=best,
        high=_sum([group.resolved.high if group.resolved.high is not None else _of(group) for group in chosen]),
        civilians=int(min(_of(civil[0]), best)) if civil else 0,
        groups=tuple(chosen),
        left=tuple(group for group in found if group not in chosen),
    )


def _counts(group: Counted, measure: str) -> bool:
    return group.measure == measure and group.unit == "1" and group.resolved.best is not None


def _of(group: Counted) -> float:
    best = group.resolved.best
    return 0 if best is None else best


def _sum(values: Sequence[int | float]) -> int | float:
    total = sum(values)
    return int(total) if float(total).is_integer() else total


def population(counted: str | None) -> str:
    """Who is counted, by the last word: "police" for "two police officers", "people" for all that are not apart."""
    words = (counted or "").casefold().split()
    return _apart().get(words[-1], "people") if words else "people"


@cache
def _apart() -> dict[str, str]:
    lists: dict[str, list[str]] = lexicon("populations")["apart"]
    return {word: name for name, words in lists.items() for word in words}
