"""Times: span F1, and value F1 (the right EDTF, length or recurrence, as TIMEX3 value F1 does it)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from evaluation.gold.nouns import GoldText, GoldTime
from evaluation.measures.match import Tally, pair, span_likeness
from onrecord.core import Time

_LENGTH = re.compile(
    r"P(?:([\dX.]+)Y)?(?:([\dX.]+)M)?(?:([\dX.]+)W)?(?:([\dX.]+)D)?(?:T(?:([\dX.]+)H)?(?:([\dX.]+)M)?)?"
)


def score_times(gold: GoldText, predicted: Sequence[Time], tally: Tally) -> None:
    """Compare the times of one text."""
    pairs = pair(gold.times, predicted, span_likeness)
    asked = [(one, other) for one, other in pairs if not one.optional]
    free = sum(one.optional for one, _ in pairs)
    wanted = sum(not one.optional for one in gold.times)
    given = len(predicted) - free
    right = sum(value_right(one, other) for one, other in asked)
    tally.found("times: span", right=len(asked), gold=wanted, predicted=given)
    tally.found("times: value", right=right, gold=wanted, predicted=given)
    for one, other in asked:
        tally.asked("times: kind", one.kind == other.kind)


def value_right(gold: GoldTime, predicted: Any) -> bool:
    """True where one of the accepted values was given; bounds alone decide where the gold has no EDTF ("recently")."""
    if gold.edtf and predicted.edtf:
        given = _edtf(predicted.edtf)
        if any(given == _edtf(one) or (len(one) == 10 and given.startswith(one + "T")) for one in gold.edtf):
            return True
    if gold.duration and predicted.duration:
        return any(_length(one) == _length(predicted.duration) for one in gold.duration)
    if gold.every is not None:
        return gold.every == predicted.every
    if gold.edtf or gold.duration:
        return False
    return all(
        wanted is None or (given or "").startswith(wanted)
        for wanted, given in ((gold.earliest, predicted.earliest), (gold.latest, predicted.latest))
    )


def _edtf(value: str) -> str:
    """EDTF without what does not change the moment: seconds of 00 and the sign of UTC."""
    return re.sub(r"(T\d\d:\d\d)(:00)?(Z|\+00:00)?", r"\1", value)


def _length(value: str) -> tuple[tuple[str, str], ...]:
    """A length in months, days and minutes, so that P2W is P14D and PT24H is P1D; an X keeps its unit ("PXM")."""
    match = _LENGTH.fullmatch(value)
    if not match:
        return (("as written", value),)
    totals = {"month": 0.0, "day": 0.0}
    unknown: list[tuple[str, str]] = []
    scale = (("month", 12.0), ("month", 1.0), ("day", 7.0), ("day", 1.0), ("day", 1 / 24), ("day", 1 / 1440))
    for number, name, (unit, factor) in zip(match.groups(), "YMWDHm", scale, strict=True):
        if number is None:
            continue
        if "X" in number:
            unknown.append((name, "X"))
        else:
            totals[unit] += float(number) * factor
    return (*unknown, *((unit, f"{total:.6f}") for unit, total in totals.items()))
