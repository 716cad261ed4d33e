"""Arithmetic: parts that miss their total, shares that miss their counts, changes that miss their two ends.

"Fourteen people, five soldiers and seven civilians" are twelve. Only what the text presents as complete is added up,
and a disagreement counts only where no rounding, "about" or "at least" can mend it. Two mentions of one total that
differ are no matter of arithmetic: weighing compares those.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.check.amounts import by_sentence, denials, trusted
from onrecord.check.arithmetic.changes import changed
from onrecord.check.arithmetic.parts import summed
from onrecord.check.arithmetic.shares import shared
from onrecord.check.case import Case
from onrecord.core import Flag

__all__ = ["flags"]


def flags(case: Case) -> Iterator[Flag]:
    """One flag for each sum, share or change that does not come out: "rose by 10 to 55 from 40"."""
    text, denied = case.analysis.text, denials(case)
    for _, figures in by_sentence(case):
        if len(figures) < 2 and figures[0].comparator != "range":
            continue
        kept = [figure for figure in figures if trusted(case, figure, denied)]
        if len(kept) < len(figures):
            continue
        seen: set[str] = set()
        for find in (changed, shared, summed):
            for flag in find(text, figures):
                if flag.on not in seen:
                    seen.add(flag.on)
                    yield flag
