"""Unit slips: a figure that becomes ordinary under a neighbouring unit, and one quantity in two units that disagree.

"6,000 km² of orchard" in one village would be ordinary in hectares; "120 miles (19.3 km)" is 193 km.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from onrecord.check.amounts import (
    Bounds,
    bounds,
    by_sentence,
    denials,
    doubted,
    number,
    trusted,
    unit_name,
    value,
    written,
)
from onrecord.check.case import Case
from onrecord.check.magnitude.excess import excesses, remedy
from onrecord.check.magnitude.tables import from_base, in_base, scale_of
from onrecord.core import Figure, Flag

# "120 miles*, or* 193 km", "120 miles *(*193 km"
_AGAIN = re.compile(r"(?:(?:\s+[a-z]+){0,3}\s*[(\[]\s*|,?\s+or\s+|\s*/\s*|,\s+(?:that is|equal to|equivalent to),?\s+)"
                    r"(?:about |around |roughly |some |nearly |approximately |or |i\.e\. |~ ?)?")  # fmt: skip
_CLOSED = re.compile(r"\s*[\])]|\s*,|\s*\.|\s+(?:of|in|from|away|north|south|east|west|per|an hour|long|wide|high|deep"
                     r"|tall)\b")  # fmt: skip
_STEP = re.compile(r"\b(?:by|rise|rises|warming|increase|drop|difference|above|below|warmer|colder|hotter|cooler|swing"
                   r"|more than usual|higher|lower)\b")  # fmt: skip
# Conversions are rounded; a tenth apart is rounding ("100 miles, or 160 km"), more is another quantity.
_ROUND = 0.1
_DIMENSIONS = frozenset(["length", "area", "mass", "volume", "speed", "temperature"])
# Two different quantities share two written digits often, three seldom: below this a number repeats by chance.
_TELLING = 100
_COMPARED = 5  # earlier figures with the same digits
_RARE = 1000  # and two lengths in one sentence share a round number often
_BESIDE = 6  # tokens before and behind a figure whose nouns say what it is about
_SAME = {"kilometer ** 2", "meter ** 2", "hectare", "acre", "mile ** 2", "kilometer", "meter", "mile", "foot",
         "kilogram", "metric_ton", "ton", "pound", "gram"}  # fmt: skip
_UNIT_WORDS = frozenset(["metres", "meters", "kilometres", "kilometers", "miles", "feet", "square", "people", "million",
                         "billion", "hectares", "acres", "tonnes", "tons", "kilograms"])  # fmt: skip


def flags(case: Case) -> Iterator[Flag]:
    """One flag for each figure whose unit or scale word looks exchanged, saying for which."""
    seen: set[str] = set()
    for flag in (*_converted(case), *_repeated(case), *_ordinary(case)):
        if flag.on not in seen:
            seen.add(flag.on)
            yield flag


def _ordinary(case: Case) -> Iterator[Flag]:
    """Figures beyond what can be that a neighbouring unit makes ordinary."""
    for found in excesses(case):
        if not found.ordinary:
            continue
        figure = found.figure
        scale = scale_of(figure)
        said = written(value(figure) or 0.0, figure.unit)
        worded = figure.dimension in ("money", "count") and scale is not None
        slipped = f"“{scale[0]}”" if worded and scale else unit_name(figure.unit)
        yield Flag(
            "unit_slip", figure.id, "medium", found.evidence,
            f"{said} is out of range here, but {remedy(found)} it would be ordinary: {slipped} may be a slip.",
        )  # fmt: skip


def _converted(case: Case) -> Iterator[Flag]:
    """ "120 miles (19.3 km)": the second figure says the first again in another unit."""
    text, denied = case.analysis.text, denials(case)
    for _, figures in by_sentence(case):
        for left, right in pairwise(figures):
            if left.dimension != right.dimension or left.dimension not in _DIMENSIONS or left.unit == right.unit:
                continue
            gap = text[left.span.end : right.span.start]
            behind = text[right.span.end : right.span.end + 12]
            if len(gap) > 30 or not _AGAIN.fullmatch(gap) or not _CLOSED.match(behind):
                continue
            if left.comparator in ("at_least", "at_most") and left.comparator != right.comparator:
                continue
            around = text[max(0, left.span.start - 40) : left.span.start] + text[right.span.end : right.span.end + 25]
            because = _disagree(left, right, step=left.change is not None or bool(_STEP.search(around)))
            if because and trusted(case, left, denied):
                yield Flag("unit_slip", right.id, "medium", (left.span.cover(right.span),), because)


def _disagree(left: Figure, right: Figure, *, step: bool) -> str | None:
    """What is wrong with a conversion, in words; None where it is right within rounding."""
    one, two = _base_bounds(left), _base_bounds(right)
    first, second = value(left), value(right)
    if one is None or two is None or first is None or second is None or not one.apart(two):
        return None
    if left.dimension == "temperature" and step and _same_step(left, right):
        return None
    base = in_base(first, left.unit, left.dimension)
    assert base is not None
    right_value = from_base(base, right.unit, right.dimension)
    real = written(_rounded(right_value), right.unit)
    told = f"{written(first, left.unit)} is {real}, not {written(second, right.unit)}"
    ratio = second / right_value if right_value else 0.0
    for power in (0.001, 0.01, 0.1, 10.0, 100.0, 1000.0):
        if abs(ratio / power - 1) < _ROUND:
            return f"{told}: a decimal place has slipped."
    if _exchanged(left, right, first, second):
        return f"{told}: it was converted the wrong way round."
    return f"{told}."


def _exchanged(left: Figure, right: Figure, first: float, second: float) -> bool:
    """ "880 km/h (1,416 mph)": right with the two units exchanged."""
    one, two = in_base(first, right.unit, left.dimension), in_base(second, left.unit, left.dimension)
    return one is not None and two is not None and abs(one - two) <= _ROUND / 2 * max(abs(one), abs(two))


def _base_bounds(figure: Figure) -> Bounds | None:
    found = bounds(figure)
    if found is None:
        return None
    low = in_base(found.low, figure.unit, figure.dimension)
    high = in_base(found.high, figure.unit, figure.dimension)
    if low is None or high is None:
        return None
    slack = 1.5 if figure.dimension == "temperature" else 0.0
    return Bounds(low - slack - abs(low) * _ROUND / 2, high + slack + abs(high) * _ROUND / 2)


def _same_step(left: Figure, right: Figure) -> bool:
    """A rise of 2 °C (3.6 °F): steps convert without the 32."""
    scale = {"degree_Celsius": 1.8, "degree_Fahrenheit": 1.0}
    if left.unit not in scale or right.unit not in scale:
        return False
    one, two = (value(left) or 0.0) * scale[left.unit], (value(right) or 0.0) * scale[right.unit]
    return abs(one - two) <= max(0.5, abs(one) * _ROUND)


def _rounded(amount: float) -> float:
    return float(f"{amount:.3g}")


def _repeated(case: Case) -> Iterator[Flag]:
    """The same number of the same thing in two units: "6,000 square kilometres … 6,000 square metres"."""
    first: dict[tuple[str, float], list[Figure]] = {}
    denied = denials(case)
    for figure in case.reading.figures:
        digits, unit = _digits(figure)
        if digits is None or figure.dimension not in ("area", "length", "mass", "money", "count"):
            continue
        earlier = first.setdefault((figure.dimension, digits), [])
        for other in earlier[-_COMPARED:]:
            if _digits(other)[1] != unit and _told_alike(case, other, figure):
                if trusted(case, figure, denied) and not doubted(case, other.span):
                    yield _twice(other, figure, digits)
                break
        earlier.append(figure)


def _digits(figure: Figure) -> tuple[float | None, str]:
    """The number as written, apart from unit and scale word: (4.2, "billion USD"); None where it tells too little."""
    amount = value(figure)
    if amount is None or figure.comparator == "range" or figure.change is not None:
        return None, ""
    if figure.dimension in ("money", "count"):
        scale = scale_of(figure)
        if scale is None:
            return None, ""
        mantissa = round(amount / scale[1], 6)
        telling = mantissa != int(mantissa) or mantissa >= _TELLING
        return (mantissa, f"{scale[0]} {figure.unit}") if telling else (None, "")
    if figure.unit not in _SAME or amount < _TELLING:
        return None, ""
    return amount, figure.unit


def _told_alike(case: Case, one: Figure, other: Figure) -> bool:
    """Do both figures tell of the same thing: the same noun counted, or the same nouns beside both?"""
    own = {word for word in (one.counted or "").lower().split() if len(word) > 3}
    again = {word for word in (other.counted or "").lower().split() if len(word) > 3}
    if (own and again) or one.dimension == "count":
        return bool(own & again)
    amount = _digits(one)[0] or 0.0
    if case.analysis.sentence_at(one.span.start) == case.analysis.sentence_at(other.span.start):
        return one.dimension in ("area", "mass") and amount >= _RARE
    if one.dimension == "length" and amount < _RARE:
        return False
    return len(_beside(case, one) & _beside(case, other)) >= (2 if one.dimension == "length" else 1)


def _beside(case: Case, figure: Figure) -> set[str]:
    """The nouns of the clause around a figure."""
    analysis = case.analysis
    at = analysis.token_at(figure.span.start)
    near: Sequence[int] = range(max(0, at - _BESIDE), min(len(analysis.tokens), at + _BESIDE + 3))
    unit = set(figure.text.lower().split())
    return (
        {
            analysis.tokens[index].text.lower()
            for index in near
            if analysis.tokens[index].upos in ("NOUN", "PROPN") and len(analysis.tokens[index].text) > 2
        }
        - unit
        - _UNIT_WORDS
    )


def _twice(one: Figure, other: Figure, digits: float) -> Flag:
    names = []
    for figure in (one, other):
        scale = scale_of(figure)
        names.append(scale[0] if figure.dimension in ("money", "count") and scale else unit_name(figure.unit))
    return Flag(
        "unit_slip", other.id, "high", (one.span, other.span),
        f"The same number, {number(digits)}, is given once in {names[0]} and once in {names[1]}: one is a slip.",
    )  # fmt: skip
