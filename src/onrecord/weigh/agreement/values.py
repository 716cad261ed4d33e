"""Two figures as ranges in one unit: whether both can be true, and what had to be allowed for it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from onrecord.weigh.agreement.said import Said

if TYPE_CHECKING:
    import pint

ABOUT = 0.10
"""What "about" bears on either side (evaluation/gold/collections/README.md)."""
CONVERTED = 0.01
"""What a conversion bears: 193 km for 120 miles."""
CALENDAR = 0.05
"""What months and years bear that are set beside days: two months are 59 to 62 days."""
_CALENDAR_UNITS = frozenset({"month", "year"})
_EXACT = 1e-9


@dataclass(frozen=True, slots=True)
class Fit:
    """Whether two ranges overlap; where not, which is higher; and what was allowed, in words ("" where nothing)."""

    overlap: bool
    rises: bool
    allowed: str


def fit(one: Said, other: Said) -> Fit | None:
    """How ``other`` lies to ``one``; None where their units cannot be set side by side: dollars and euros."""
    factors = in_common(one.unit, other.unit)
    if factors is None:
        return None
    bare = _ranges(one, other, factors, one_bears=0.0, other_bears=0.0)
    if _overlap(*bare):
        return Fit(overlap=True, rises=False, allowed="")
    unit = _unit_bears(one.unit, other.unit)
    loose = _ranges(one, other, factors, one_bears=unit + _about(one), other_bears=unit + _about(other))
    rises = bare[1][0] > bare[0][1]
    if not _overlap(*loose):
        return Fit(overlap=False, rises=rises, allowed="")
    return Fit(overlap=True, rises=rises, allowed=_allowed(one, other, unit))


def same_numbers(one: Said, other: Said) -> bool:
    """True where the numbers are the same, whatever stands behind them: 6,000 m² and 6,000 km²."""
    return (one.low, one.best, one.high) == (other.low, other.best, other.high)


def repeats(one: Said, other: Said) -> bool:
    """True where ``other`` says nothing that ``one`` had not said: the same numbers in the same unit."""
    return same_numbers(one, other) and one.unit == other.unit


def ratio(one: Said, other: Said) -> float | None:
    """By what ``other`` is greater than ``one`` (0.1: a tenth); None where either is zero, open or of another kind."""
    factors = in_common(one.unit, other.unit)
    first, second = _middle(one), _middle(other)
    if factors is None or not first or not second:
        return None
    found = (second * factors[1]) / (first * factors[0])
    return found if math.isfinite(found) and found > 0 else None


def _middle(one: Said) -> float | None:
    return one.best if one.best is not None else one.low if one.low is not None else one.high


def _about(one: Said) -> float:
    return ABOUT if one.approximate else 0.0


def _unit_bears(one: str, other: str) -> float:
    if one == other:
        return _EXACT
    return CALENDAR if len({one, other} & _CALENDAR_UNITS) else CONVERTED


def _ranges(
    one: Said, other: Said, factors: tuple[float, float], *, one_bears: float, other_bears: float
) -> tuple[tuple[float, float], tuple[float, float]]:
    return _range(one, factors[0], one_bears), _range(other, factors[1], other_bears)


def _range(said: Said, factor: float, bears: float) -> tuple[float, float]:
    low, high = said.ends
    least = -math.inf if low is None else low * factor - abs(low * factor) * bears
    most = math.inf if high is None else high * factor + abs(high * factor) * bears
    return least, most


def _overlap(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _allowed(one: Said, other: Said, unit: float) -> str:
    said = []
    if one.approximate or other.approximate:
        said.append(f'"about" is taken as {ABOUT:.0%} either way')
    if unit > _EXACT:
        said.append(f"a conversion of units bears {unit:.0%}")
    return " and ".join(said)


@cache
def in_common(one: str, other: str) -> tuple[float, float] | None:
    """What each unit is in a common one, the first; None where there is none.

    ``in_common("meter ** 2", "hectare")`` is (1.0, 10000.0).
    """
    if one == other:
        return 1.0, 1.0
    if _plain(one) or _plain(other):
        return None
    import pint

    try:
        first, second = _registry().Unit(one), _registry().Unit(other)
        if first.dimensionality != second.dimensionality:
            return None
        return 1.0, float(_registry().Quantity(1.0, second).to(first).magnitude)
    except (pint.PintError, ValueError, TypeError, AttributeError):
        return None


def _plain(unit: str) -> bool:
    """Counts, shares and money are never converted."""
    return unit in {"1", "%"} or (len(unit) == 3 and unit.isupper())


@cache
def _registry() -> pint.UnitRegistry[float]:
    import pint

    return pint.UnitRegistry()
