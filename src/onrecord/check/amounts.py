"""What figures allow when they are compared: between which bounds "about 40" lies, and how to write 6,000 km²."""

from __future__ import annotations

import math
import re
from functools import cache
from typing import NamedTuple

from onrecord.check.case import Case
from onrecord.core import Figure, Sentence, Span
from onrecord.lang import lexicon

# "About 40" may be 36 or 44: analysts' customary tenth, as no source defines "about".
ABOUT = 0.1
# From here on trailing noughts are read as rounding: 1,200 is 1,150 to 1,250, but 60 is 60.
ROUND_FROM = 1000
_ROUND_MOST = 0.05  # but "1,000 voters" are not 500 to 1,500
_AROUND = 400  # characters of a sentence, before and behind, in which it may take a figure back
_SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_SIGNS = {"USD": "$", "EUR": "€", "GBP": "£"}
_UNITS = {
    "kilometer ** 2": "km²", "meter ** 2": "m²", "mile ** 2": "square miles", "foot ** 2": "square feet",
    "hectare": "hectares", "acre": "acres", "kilometer": "km", "meter": "m", "mile": "miles", "foot": "feet",
    "centimeter": "cm", "millimeter": "mm", "inch": "inches", "yard": "yards", "nautical_mile": "nautical miles",
    "kilometer / hour": "km/h", "mile / hour": "mph", "meter / second": "m/s", "knot": "knots",
    "kilogram": "kg", "gram": "g", "metric_ton": "tonnes", "ton": "tons", "pound": "pounds", "ounce": "ounces",
    "degree_Celsius": "°C", "degree_Fahrenheit": "°F", "meter ** 3": "m³",
    "liter": "litres", "gallon": "gallons", "oil_barrel": "barrels",
}  # fmt: skip
_WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*")
_NEGATED = re.compile(r"(?:\b(?:not|never|nor|neither)|n['’]t)\b(?:\s+[\w'’]+){0,2}\s+$")


class Bounds(NamedTuple):
    """The least and the most a figure may mean."""

    low: float
    high: float

    def __add__(self, other: object) -> Bounds:
        """The bounds of the sum of two figures."""
        if not isinstance(other, Bounds):
            return NotImplemented
        return Bounds(self.low + other.low, self.high + other.high)

    def apart(self, other: Bounds) -> bool:
        """True where no value satisfies both."""
        slack = 1e-9 * max(1.0, abs(self.low))
        return self.low > other.high + slack or other.low > self.high + slack


def value(figure: Figure) -> float | None:
    """The one number a figure stands for: its best, else its only end."""
    for end in (figure.best, figure.low, figure.high):
        if end is not None:
            return float(end)
    return None


def bounds(figure: Figure) -> Bounds | None:
    """The least and most a figure allows, with rounding: "about 40" 36 to 44, "at least 40" 40 to ∞, "1,200" ± 50."""
    low, high = figure.low, figure.high
    if low is None and high is None:
        return None
    if figure.comparator in ("at_least", "more_than"):
        return Bounds(_blurred(figure, float(low or 0), -1), math.inf)
    if figure.comparator in ("at_most", "less_than"):
        return Bounds(0.0, _blurred(figure, float(high or 0), 1))
    low = high if low is None else low
    high = low if high is None else high
    assert low is not None
    assert high is not None
    return Bounds(_blurred(figure, float(low), -1), _blurred(figure, float(high), 1))


def _blurred(figure: Figure, end: float, sign: int) -> float:
    tenth = abs(end) * ABOUT if figure.approximate or figure.comparator == "about" else 0.0
    return end + sign * max(tenth, rounding(end))


def rounding(number: float) -> float:
    """Half of the last place that is written: 50 for 1,200, 0.05 for 19.3, nothing for 60."""
    number = abs(number)
    if number == 0:
        return 0.0
    if number != int(number):
        digits = f"{number:.10g}".partition(".")[2]
        return 0.5 * 10.0 ** -len(digits)
    if number < ROUND_FROM:
        return 0.0
    place = 1.0
    while number % (place * 10) == 0:
        place *= 10
    return min(place / 2, number * _ROUND_MOST) if place > 1 else 0.0


def number(amount: float) -> str:
    """A number as a newspaper writes it: "6,000", "1.5 million", "0.25"."""
    for size, word in _SCALES:
        if abs(amount) >= size:
            return f"{amount / size:,.3g} {word}" if abs(amount) < size * 1000 else f"{amount / size:,.0f} {word}"
    if amount == int(amount):
        return f"{int(amount):,}"
    return f"{amount:,.0f}" if abs(amount) >= 1000 else f"{amount:.3g}"


def written(amount: float, unit: str) -> str:
    """An amount with its unit: "6,000 km²", "$3 billion", "25 %", "40"."""
    if unit in _SIGNS:
        return f"{_SIGNS[unit]}{number(amount)}"
    if unit == "1":
        return number(amount)
    if unit in ("degree_Celsius", "degree_Fahrenheit"):
        return f"{number(amount)} {_UNITS[unit]}"
    return f"{number(amount)} {unit_name(unit)}"


def unit_name(unit: str) -> str:
    """A unit as readers know it: "km²", "hectares", "billion"."""
    return _UNITS.get(unit, unit.replace(" ** 2", "²").replace(" ** 3", "³").replace("_", " "))


@cache
def _doubts() -> tuple[frozenset[str], tuple[str, ...]]:
    lists = lexicon("doubt")["lists"]
    return frozenset([*lists["mistaken"], *lists["imagined"]]), tuple(lists["phrases"])


def doubted(case: Case, span: Span) -> bool:
    """True where the sentence around ``span`` itself calls something wrong, or tells of something imagined."""
    sentence = case.analysis.sentence_at(span.start)
    if sentence is None:
        return False
    start, end = max(sentence.span.start, span.start - _AROUND), min(sentence.span.end, span.end + _AROUND)
    low = case.analysis.text[start:end].lower()
    words, phrases = _doubts()
    return not words.isdisjoint(_WORD.findall(low)) or any(phrase in low for phrase in phrases)


def denials(case: Case) -> frozenset[str]:
    """The attributions in which somebody denies something."""
    return frozenset(item.id for item in case.reading.attributions if item.polarity == "denied")


def trusted(case: Case, figure: Figure, denied: frozenset[str]) -> bool:
    """False for figures that the text itself takes back: negated, ``denied`` (ids), or called a mistake."""
    text = case.analysis.text
    if figure.attribution in denied or _NEGATED.search(text[max(0, figure.span.start - 30) : figure.span.start]):
        return False
    return not doubted(case, figure.span)


def by_sentence(case: Case) -> list[tuple[Sentence, list[Figure]]]:
    """The figures of each sentence that has any, in the order of the text."""
    found: dict[int, list[Figure]] = {}
    for figure in case.reading.figures:
        sentence = case.analysis.sentence_at(figure.span.start)
        if sentence is not None:
            found.setdefault(sentence.index, []).append(figure)
    return [
        (case.analysis.sentences[index], sorted(figures, key=lambda figure: figure.span))
        for index, figures in sorted(found.items())
    ]
