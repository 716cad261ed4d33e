"""Put numbers, units and bounds together: "between 300 and 400 kg", "$3-4 million", "more than roughly 90 percent"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from onrecord.core.mentions import Change, Comparator
from onrecord.core.span import Span
from onrecord.read.figures.bounds import after, bound
from onrecord.read.figures.calendar import month, year
from onrecord.read.figures.change import moving
from onrecord.read.figures.lexemes import Lexemes
from onrecord.read.figures.numerals import Numeral, numeral
from onrecord.read.figures.units import Unit, money_before, scaled_m, unit_after

_DASHES = ("-", "–", "—", "‑")
_BLUR = frozenset(
    (
        "about",
        "roughly",
        "approximately",
        "around",
        "some",
        "an",
        "estimated",
        "at",
        "least",
        "the",
        "ages",
        "age",
        "of",
    )
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure in the making: ``[first, last)`` its lexemes with bounds and unit, ``core`` where the number begins.

    ``end`` is past the number and unit, before any bound behind ("or more").
    """

    first: int
    last: int
    core: int
    end: int
    low: Decimal
    high: Decimal
    comparator: Comparator
    approximate: bool
    unit: str
    dimension: str
    vague: bool = False
    hyphen: bool = False
    change: Change | None = None
    counted: Span | None = None
    measure: str | None = None
    plain: bool = False


@dataclass(frozen=True, slots=True)
class _Side:
    """One end of a range: its number, and the unit or currency that stands with it."""

    num: Numeral
    first: int
    last: int
    unit: Unit | None
    currency: str | None


def side(lx: Lexemes, num: Numeral) -> _Side:
    """A number with the unit or currency that touches it."""
    cash = money_before(lx, num.first)
    num = scaled_m(lx, num, is_money=cash is not None)
    unit = None if cash else unit_after(lx, num) or _past_bound(lx, num)
    if num.value == 1 and unit and unit.dimension == "time" and num.first < num.last - 1 and lx.low(num.first) == "a":
        unit = None
    first = cash[1] if cash else num.first
    if not cash and lx.low(first - 1) in ("-", "−", "minus") and _minus(lx, first, unit):
        num, first = replace(num, value=-num.value, negative=True), first - 1
    return _Side(num, first, unit.last if unit else num.last, unit, cash[0] if cash else None)


def _past_bound(lx: Lexemes, num: Numeral) -> Unit | None:
    """The unit behind a bound: "15-plus years", "30 or more miles"."""
    end = after(lx, num.last)[0]
    return unit_after(lx, replace(num, last=end)) if end > num.last else None


def _minus(lx: Lexemes, first: int, unit: Unit | None) -> bool:
    """True where a sign before the number makes it negative: "minus 12 degrees", "-5 percent"."""
    if lx.low(first - 1) == "minus":
        return lx.low(first - 2) != "or"
    if unit is None or unit.dimension not in ("temperature", "percent"):
        return False
    return lx.glued(first - 1) and not lx.glued(first - 2)


def quantity(lx: Lexemes, num: Numeral) -> Quantity:
    """The whole quantity that begins with ``num``: range, unit and bounds taken in."""
    left = side(lx, num)
    right = _other_end(lx, left)
    low = high = left.num.value
    last = left.last
    unit, currency = left.unit, left.currency
    approximate = left.num.about
    if right:
        unit, currency = right.unit or left.unit, left.currency or right.currency
        high, last = right.num.value, right.last
        low = low * right.num.scale if _shares_scale(left.num, right.num) else low
    name, dimension, factor = "1", "count", Decimal(1)
    if currency:
        name, dimension = currency, "money"
    elif unit:
        name, dimension, factor = unit.name, unit.dimension, unit.factor
    elif left.num.part:
        dimension = "ratio"
    if left.num.part and name == "1" and left.num.value > 1:
        dimension = "count"
    edge = _opening(lx, left.first) if right else left.first
    words = bound(lx, edge, last, dimension=dimension, inner=(right or left).num.last)
    hyphen = lx.low(last) in ("-", "‑") and lx.glued(last) and lx.glued(last - 1) and words.last == last
    comparator: Comparator = "about" if approximate and words.comparator == "exact" else words.comparator
    if right:
        comparator = "range"
        approximate = approximate or words.comparator != "exact"
    return Quantity(
        first=words.first,
        last=words.last,
        core=left.first,
        end=last,
        low=low * factor,
        high=high * factor,
        comparator="at_least" if left.num.vague and comparator != "range" else comparator,
        approximate=approximate or words.approximate or left.num.vague,
        unit=name,
        dimension=dimension,
        vague=left.num.vague,
        hyphen=hyphen,
        plain=left.num.plain and not right and not unit and not currency,
    )


def _opening(lx: Lexemes, first: int) -> int:
    """Take "between" or "from" in front of a range into it."""
    at = _past_blur(lx, first)
    if lx.low(at - 1) in ("between", "from", "anywhere"):
        at -= 1
        return at - 1 if lx.low(at - 1) == "anywhere" else at
    return first


def _shares_scale(left: Numeral, right: Numeral) -> bool:
    """ "3 to 4 million": the left number borrows the right one's scale word."""
    return (
        right.scale > 1
        and left.scale == 1
        and left.value < right.mantissa
        and right.value == right.mantissa * right.scale
    )


def _other_end(lx: Lexemes, left: _Side) -> _Side | None:
    """The far end of a range that begins with ``left``, or None."""
    if left.num.vague or left.num.about:
        return None
    at = left.last
    low = lx.low(at)
    if not low or lx.broken(at - 1):
        return None
    opened = _opened(lx, left.first)
    if low in _DASHES:
        spaced = not lx.glued(at) and not lx.glued(at - 1)
        if lx.glued(at) != lx.glued(at - 1) or (spaced and low not in ("–",)):
            return None
        if low == "—" and lx.kinds[left.num.last - 1] != "n":
            return None
        at += 1
        if lx.low(at) == "to" and lx.low(at + 1) == "-":
            at += 2
    elif (
        (low == "to" and opened != "between")
        or (low == "or" and opened is None)
        or (low == "and" and opened == "between")
    ):
        at += 1
    else:
        return None
    start = at
    while (
        lx.low(start)
        in ("about", "roughly", "nearly", "even", "perhaps", "as", "much", "many", "around", "possibly", "maybe")
        and start < at + 4
    ):
        start += 1
    right = _side_at(lx, start)
    return right if right and _fits(lx, left, right, low, opened) else None


def _side_at(lx: Lexemes, start: int) -> _Side | None:
    """The number (after a currency sign or a minus, if one stands there) that begins at lexeme ``start``."""
    for at in range(start, min(start + 4, len(lx.lows))):
        found = numeral(lx, at) if lx.kinds[at] in "nw" else None
        if found and found.first >= start:
            here = side(lx, found)
            return here if here.first == start else None
        if lx.kinds[at] == "w" and lx.lows[at] not in ("a", "us", "minus", "an", "half", "several", "few"):
            return None
    return None


def _past_blur(lx: Lexemes, first: int) -> int:
    """Step back over what may stand between "between" and the number: "between about 12", "between the ages of 12"."""
    at = first
    while at > max(0, first - 4) and lx.low(at - 1) in _BLUR:
        at -= 1
    return at


def _opened(lx: Lexemes, first: int) -> str | None:
    at = _past_blur(lx, first)
    low = lx.low(at - 1)
    return low if low in ("between", "from") and not lx.broken(at - 1) else None


def _fits(lx: Lexemes, left: _Side, right: _Side, link: str, opened: str | None) -> bool:
    """Do the two numbers make one range? They must rise, agree in unit, and not be the two ends of a change."""
    a, b = left.num, right.num
    low = a.value * b.scale if _shares_scale(a, b) else a.value
    if (
        not low < b.value
        or b.vague
        or a.part != b.part
        or (
            b.plain
            and year(lx, b.first)
            and right.unit is None
            and not right.currency
            and opened == "from"
            and link == "to"
            and year(lx, a.first)
        )
    ):
        return False
    if left.unit and right.unit and left.unit.name != right.unit.name:
        return False
    if left.unit and not right.unit and not right.currency:
        return False
    if left.currency and right.unit:
        return False
    if right.unit is None and month(lx, b.last):
        return False
    if right.unit and right.unit.dimension == "time" and link == "and" and opened != "between":
        return False
    if link == "or":
        return b.value <= 4 * low + 2 and (a.words == b.words) and not (left.unit and left.unit.dimension == "money")
    if link == "to" and opened != "between":
        return not moving(lx, left.first - (opened == "from")) or _spreads(lx, left, right, opened)
    return True


def _spreads(lx: Lexemes, left: _Side, right: _Side, opened: str | None) -> bool:
    """After a word of change, still a range: "rose by 2 to 3 km", "will add $3 to $5"; not "rose $3 to $45"."""
    if opened == "from":
        return False
    if lx.low(left.first - 1) in ("by", "another", "only") or lx.low(left.first - 2) == "by":
        return True
    if left.unit is None and left.currency is None:
        return right.unit is not None or right.num.scale > 1
    return right.num.value <= 2 * left.num.value


def and_a_half(lx: Lexemes, i: int) -> Quantity | None:
    """ "an hour and a half", whose number stands behind its unit; ``i`` is at "half"."""
    if lx.lows[i] != "half" or lx.low(i - 1) != "a" or lx.low(i - 2) != "and" or i < 4:
        return None
    if lx.low(i - 4) not in ("a", "an", "one") or any(lx.broken(k) for k in range(i - 4, i)):
        return None
    one = Numeral(i - 4, i - 3, Decimal(1), words=True)
    unit = unit_after(lx, one)
    if unit is None or unit.last != i - 2:
        return None
    words = bound(lx, i - 4, i + 1, dimension=unit.dimension)
    value = Decimal("1.5") * unit.factor
    return Quantity(
        first=words.first, last=words.last, core=i - 4, end=i + 1, low=value, high=value,
        comparator=words.comparator, approximate=words.approximate, unit=unit.name, dimension=unit.dimension,
    )  # fmt: skip
