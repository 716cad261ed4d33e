"""Figures: value F1, value and unit F1, and on the values found: comparator, what is counted, measure, change."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache
from typing import Any

from evaluation.gold.nouns import GoldFigure, GoldText
from evaluation.measures.match import Tally, pair, plain, span_likeness
from onrecord.core import Figure

_HARM = {"killed", "injured", "missing", "detained", "displaced", "abducted"}


def score_figures(gold: GoldText, predicted: Sequence[Figure], tally: Tally) -> None:
    """Compare the figures of one text; a figure found twice or where there is none counts against the program."""
    pairs = pair(gold.figures, predicted, span_likeness)
    asked = [(one, other) for one, other in pairs if not one.optional]
    free = sum(one.optional for one, _ in pairs)
    wanted = sum(not one.optional for one in gold.figures)
    given = len(predicted) - free
    valued = [(one, other) for one, other in asked if value_right(one, other)]
    with_unit = [one for one, other in valued if any(same_unit(unit, other.unit) for unit in one.units)]
    tally.found("figures: span", right=len(asked), gold=wanted, predicted=given)
    tally.found("figures: value", right=len(valued), gold=wanted, predicted=given)
    tally.found("figures: value and unit", right=len(with_unit), gold=wanted, predicted=given)
    for one, other in asked:
        tally.asked("figures: comparator", one.comparator == other.comparator)
        tally.asked("figures: approximate", one.approximate == other.approximate)
        if one.counted is not None:
            tally.asked("figures: counted", same_counted(one.counted, other.counted))
        if one.measures != (None,):
            tally.asked("figures: measure", other.measure in one.measures)
        elif other.measure in _HARM:
            tally.asked("figures: measure", False)
        if one.change is not None:
            tally.asked("figures: change", one.change == other.change)


def value_right(gold: GoldFigure, predicted: Any) -> bool:
    """True where both ends agree: 300-400 is not 300, and "at least 13" (no upper end) is not 13."""
    return _same(gold.low, predicted.low) and _same(gold.high, predicted.high)


def _same(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return math.isclose(one, other, rel_tol=1e-6, abs_tol=1e-9)


@cache
def same_unit(one: str, other: str) -> bool:
    """True where two units are one: "tonne" and "metric_ton" are, "kilometer" and "mile" are not."""
    if one == other or one.casefold() == other.casefold():
        return True
    from pint.errors import PintError

    try:
        return bool(_registry().Unit(one) == _registry().Unit(other))
    except (PintError, ValueError, TypeError, AttributeError, SyntaxError):
        return False


@cache
def _registry() -> Any:
    import pint

    return pint.UnitRegistry()


def same_counted(gold: str, predicted: str | None) -> bool:
    """True where the counted phrases have the same last word and one holds the other: "fishermen", "four fishermen"."""
    if not predicted:
        return False
    wanted, given = plain(gold).split(), plain(predicted).split()
    if not wanted or not given:
        return False
    inside = set(wanted) <= set(given) or set(given) <= set(wanted)
    return inside and ((wanted[-1] in given and given[-1] in wanted) or wanted[0] == given[0])
