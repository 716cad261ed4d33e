"""The unit beside a number: "6,000 square kilometers", "120mm", "$3.2 billion", "50,000 hryvnias", "5 percent"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from onrecord.lang import lexicon, worded
from onrecord.read.figures.lexemes import Lexemes
from onrecord.read.figures.numerals import Numeral

_MILLION = 1_000_000
_NEAR = 6  # lexemes looked at on either side to tell pounds of weight from pounds of money


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit as the contract names it, its dimension, and the lexemes ``[first, last)`` that say it.

    ``factor`` turns the written value into the named unit (a hundredth for "cents").
    """

    name: str
    dimension: str
    first: int
    last: int
    factor: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Table:
    """Unit surfaces by their first lexeme, longest first."""

    surfaces: Mapping[str, list[tuple[tuple[str, ...], str, str]]]
    glued_only: frozenset[str]
    letters: Mapping[str, str]
    weights: frozenset[str]
    lengths: frozenset[str]
    heat: frozenset[str]
    dimensions: Mapping[str, str]
    between: frozenset[str]
    spent: frozenset[str]


@dataclass(frozen=True, slots=True)
class Money:
    """Currency look-ups of ``money.toml``."""

    signs: Mapping[str, str]
    prefix: Mapping[str, str]
    codes: Mapping[str, str]
    letters: Mapping[str, str]
    words: Mapping[str, str]
    nation: Mapping[str, Mapping[str, str]]
    hundredth: Mapping[str, str]
    careful: frozenset[str]
    singular: Mapping[str, str]


def _pieces(surface: str) -> tuple[str, ...]:
    """Cut a surface of the table the way the text is cut: "km/h" is km · / · h."""
    out: list[str] = []
    word = ""
    for character in surface + " ":
        if character.isalpha() or (character.isalnum() and not character.isdecimal()):
            word += character
            continue
        if word:
            out.append(word)
            word = ""
        if character not in " -":
            out.append(character)
    return tuple(out)


@worded
def table() -> Table:
    """Every unit of ``units.toml``."""
    data = lexicon("units")
    surfaces: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    dimensions: dict[str, str] = {}
    for dimension, units in data.items():
        if dimension == "lists":
            continue
        for name, forms in units.items():
            dimensions[name] = dimension
            for form in forms:
                pieces = _pieces(form)
                surfaces.setdefault(pieces[0], []).append((pieces, name, dimension))
    for forms in surfaces.values():
        forms.sort(key=lambda form: -len(form[0]))
    lists = data["lists"]
    return Table(
        surfaces,
        frozenset(lists["glued_only"]),
        lists["letters"],
        frozenset(lists["weights"]),
        frozenset(lists["lengths"]),
        frozenset(lists["heat"]),
        dimensions,
        frozenset(lists["between"]),
        frozenset(lists["spent"]),
    )


@worded
def money() -> Money:
    """Every currency of ``money.toml``."""
    data = lexicon("money")
    lists = data["lists"]
    return Money(
        data["signs"], data["prefix"], data["codes"], data["letters"], data["words"], data["nation"], data["hundredth"],
        frozenset(lists["careful"]), lists["singular"],
    )  # fmt: skip


def money_before(lx: Lexemes, first: int) -> tuple[str, int] | None:
    """The currency in front of a number and the lexeme where it begins: "$", "US$", "Rs.", "EUR "."""
    at = first - 1
    if at < 0 or lx.broken(at):
        return None
    cash = money()
    low = lx.lows[at]
    if low in cash.signs:
        before = lx.low(at - 1)
        if lx.glued(at - 1) and low in "$£" and before in cash.prefix and lx.word(at - 1)[-1].isupper():
            return cash.prefix[before], at - 1
        if lx.glued(at - 1) and low in "$£" and before == "." and lx.low(at - 2) == "s" and lx.low(at - 4) == "u":
            return "USD", at - 4
        return cash.signs[low], at
    if low == "." and lx.low(at - 1) in ("rs", "rp", "tk") and lx.glued(at - 1):
        return cash.codes[lx.low(at - 1)], at - 1
    if low == "us" and lx.glued(at) and lx.low(at - 1) == "$" and lx.glued(at - 1):  # "$US20 billion"
        return "USD", at - 1
    if low in ("euro", "euros") and lx.glued(at):
        return "EUR", at
    if low in cash.letters and lx.glued(at) and lx.word(at).isupper() and _scaled(lx, first):
        return cash.letters[low], at
    if low in cash.codes and lx.kinds[at] == "w":
        word = lx.word(at)
        if (word.isupper() and len(word) == 3) or word in ("Rs", "Re", "RM", "Rp", "Tk", "KSh", "Ksh", "Dh"):
            return cash.codes[low], at
    return None


@worded
def _people_do() -> frozenset[str]:
    lists = lexicon("counted")["lists"]
    return frozenset([*lists["verbs"], "were", "have", "had", "are", "ordered", "who"])


def _scaled(lx: Lexemes, first: int) -> bool:
    """True where the digits are in groups or a scale follows: "P600 million", "R1,200"."""
    return lx.low(first + 1) in ("million", "billion", "trillion", "bn") or "," in lx.word(first)


def scaled_m(lx: Lexemes, num: Numeral, *, is_money: bool) -> Numeral:
    """Read a bare "m" behind a number as million where it means that: "£1.2m", "2m people", never "a 2m wall"."""
    if num.scale != 1 or lx.low(num.last) != "m" or lx.kinds[num.last - 1] != "n":
        return num
    if not (lx.glued(num.last - 1) or is_money):
        return num
    after = lx.low(num.last + 1)
    people = lx.kind(num.last + 1) == "w" and after not in table().lengths
    counts = people and (
        after in _people_do()
        or after.endswith("s")
        or after in ("people", "children", "men", "women", "euro", "yuan", "yen")
    )
    if not (is_money or counts):
        return num
    return replace(num, last=num.last + 1, value=num.value * _MILLION, scale=_MILLION, plain=False)


def unit_after(lx: Lexemes, num: Numeral) -> Unit | None:
    """The unit that follows a number, "-" allowed between ("5-km", "three-day"); None for a bare count."""
    at = num.last
    if lx.broken(at - 1):
        return None
    hyphen = lx.low(at) in ("-", "‑") and lx.glued(at) and lx.glued(at - 1)
    if hyphen or ((num.vague or num.about) and lx.low(at) == "of"):
        at += 1
    elif num.part and lx.low(at) in ("a", "an", "of"):  # "half an hour", "three quarters of a mile"
        single = lx.low(at + 1) in ("a", "an", "one")
        if lx.low(at) == "of" and not single:
            return None
        at += 1 + (lx.low(at) == "of")
    elif lx.low(at) in table().between and lx.kind(at + 1) == "w" and not lx.broken(at):
        at += 1
    return (
        _from_table(lx, num, at, hyphen=hyphen)
        or _cash_after(lx, num, at)
        or _pounds(lx, num, at, hyphen=hyphen)
        or _letters(lx, num, at)
    )


def _from_table(lx: Lexemes, num: Numeral, at: int, *, hyphen: bool) -> Unit | None:
    units = table()
    for pieces, name, dimension in units.surfaces.get(lx.low(at), ()):
        last = _matches(lx, at, pieces)
        if not last:
            continue
        tight = lx.kinds[num.last - 1] == "n" and lx.glued(num.last - 1)
        if len(pieces) == 1 and pieces[0] in units.glued_only and not (tight or hyphen):
            continue
        if len(pieces) == 1 and lx.glued(last - 1) and lx.kind(last) == "n" and not pieces[0].endswith("²"):
            continue  # "km2" stands in the table as a whole
        if name == "degree":
            return _degrees(lx, num, at, last)
        if dimension in ("length", "area") and lx.low(at) == "stone":
            continue
        return Unit(name, dimension, at, last)
    return None


def _matches(lx: Lexemes, at: int, pieces: tuple[str, ...]) -> int:
    """Past the last lexeme where ``pieces`` stand from ``at`` on (hyphens between them allowed), else 0."""
    for k, piece in enumerate(pieces):
        if k and lx.low(at) in ("-", "‑") and lx.glued(at) and lx.glued(at - 1):
            at += 1
        if lx.low(at) != piece or (k and lx.broken(at - 1)):
            return 0
        if piece.isdigit() and not lx.glued(at - 1):
            return 0
        at += 1
    return at


def _degrees(lx: Lexemes, num: Numeral, at: int, last: int) -> Unit | None:
    """ "40 degrees" is heat where the sentence speaks of it, else an angle; a latitude ("48° N") is neither."""
    if lx.low(last) in ("n", "s", "e", "w", "north", "south", "′", "'") and lx.kinds[last - 1] == "s":
        return Unit("degree", "other", at, last)
    lo, hi = lx.bounds(num.first)
    heat = table().heat
    lows = lx.lows[max(lo, num.first - 25) : min(hi, last + 25)]
    if not any(low in heat for low in lows):
        return Unit("degree", "other", at, last)
    if lx.says("Fahrenheit", "°F"):
        return Unit("degree_Fahrenheit", "temperature", at, last)
    if lx.says("Celsius", "°C") or num.value <= 60:
        return Unit("degree_Celsius", "temperature", at, last)
    return Unit("degree_Fahrenheit", "temperature", at, last)


def _cash_after(lx: Lexemes, num: Numeral, at: int) -> Unit | None:
    """ "dollars", "Canadian dollars", "U.S. dollars", "euros", "pounds sterling", "50 cents"."""
    cash = money()
    start, nation = at, ""
    if lx.low(at + 1) == "." and lx.low(at) == "u" and lx.low(at + 2) == "s" and lx.low(at + 3) == ".":
        nation, start = "us", at + 4
    elif f"{lx.low(at)} {lx.low(at + 1)}" in cash.nation:
        nation, start = f"{lx.low(at)} {lx.low(at + 1)}", at + 2
    elif lx.low(at) in cash.nation:
        nation, start = lx.low(at), at + 1
    low = lx.low(start)
    if lx.kind(start) != "w":
        if low in cash.signs and lx.glued(start - 1) and start == num.last and not lx.glued(start):
            return Unit(cash.signs[low], "money", at, at + 1)
        return None
    singular = cash.singular.get(low, low)
    singular = "pound" if singular == "pounds" else singular
    if nation and singular in cash.nation[nation]:
        return Unit(cash.nation[nation][singular], "money", at, start + 1)
    if nation:
        return None
    if low in cash.words:
        if low in cash.careful and num.scale == 1 and num.value < 100:
            return None
        return Unit(cash.words[low], "money", at, at + 1)
    if low in cash.hundredth:
        return Unit(cash.hundredth[low], "money", at, at + 1, Decimal("0.01"))
    if low == "p" and lx.glued(at - 1) and lx.kinds[at - 1] == "n":
        return Unit("GBP", "money", at, at + 1, Decimal("0.01"))
    if lx.word(start).isupper() and len(low) == 3 and low in cash.codes:
        return Unit(cash.codes[low], "money", at, at + 1)
    return None


def _pounds(lx: Lexemes, num: Numeral, at: int, *, hyphen: bool) -> Unit | None:
    """Pounds: money where it is scaled, sterling or paid; weight where something weighs so much."""
    if lx.low(at) not in ("pound", "pounds"):
        return None
    if lx.low(at + 1) == "sterling":
        return Unit("GBP", "money", at, at + 2)
    lo, hi = lx.bounds(num.first)
    around = lx.lows[max(lo, num.first - _NEAR) : min(hi, at + _NEAR)]
    weighs = any(low in table().weights for low in around) or lx.low(at + 1) == "of" or hyphen
    if weighs and not (num.scale >= _MILLION and lx.low(at + 1) != "of"):
        return Unit("pound", "mass", at, at + 1)
    if lx.low(at + 1) in ("a", "an", "per") and lx.low(at + 2) in ("month", "year", "week", "hour", "night", "day"):
        return Unit("GBP", "money", at, at + 1)
    if num.scale >= 1000 or not table().spent.isdisjoint(around) or lx.says("£"):
        return Unit("GBP", "money", at, at + 1)
    return Unit("pound", "mass", at, at + 1)


def frost(lx: Lexemes, first: int) -> bool:
    """True for the digits of "-12C", a temperature by its sign and letter."""
    sign = lx.low(first - 1) in ("-", "−") and lx.glued(first - 1) and not lx.glued(first - 2)
    return sign and lx.low(first + 1) in ("c", "f")


def _letters(lx: Lexemes, num: Numeral, at: int) -> Unit | None:
    """One letter against the digits: "400m hurdles", "500g", "20in"."""
    low = lx.low(at)
    if lx.kinds[num.last - 1] != "n":
        return None
    tight = lx.glued(num.last - 1)
    if low == "m" and (tight or lx.low(at + 1) in table().lengths or lx.kind(at + 1) in ("s", "")):
        return Unit("meter", "length", at, at + 1)
    lower = lx.kind(at) == "w" and (lx.word(at).islower() or frost(lx, num.first))
    if tight and low in table().letters and lower and at == num.last:
        name = table().letters[low]
        return Unit(name, table().dimensions[name], at, at + 1)
    return None
