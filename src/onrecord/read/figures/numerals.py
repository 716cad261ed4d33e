"""Read one number where it stands: "1,234.5", "twenty-five", "3.2 million", "half a dozen", "tens of thousands"."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from onrecord.read.figures.lexemes import Lexemes
from onrecord.read.figures.vocabulary import literal, vocabulary

_LONGEST = 24  # lexemes of one number in words
# Ten digits without a separator are a telephone, account or message number; a count would be grouped or scaled.
_IDENTIFIER = 10**9


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number at lexemes ``[first, last)``. ``value`` is exact; ``vague`` marks a least count ("dozens").

    ``mantissa`` is the value before its scale word ("3" of "3 million"), ``scale`` that word's factor (1 if none);
    ``plain`` marks bare digits with no sign of being a count (they may be a year); ``part`` a fraction ("two-thirds").
    """

    first: int
    last: int
    value: Decimal
    vague: bool = False
    mantissa: Decimal = Decimal(0)
    scale: int = 1
    plain: bool = False
    part: bool = False
    about: bool = False
    words: bool = False
    negative: bool = False


def numeral(lx: Lexemes, i: int) -> Numeral | None:
    """The number that begins at lexeme ``i`` (or one word earlier: "a dozen", "several hundred"), or None."""
    if lx.kinds[i] == "n":
        return _digits(lx, i)
    low = lx.lows[i]
    words = vocabulary()
    if low in words.signs and low not in words.small:
        return Numeral(i, i + 1, Decimal(str(words.signs[low])), mantissa=Decimal(str(words.signs[low])), part=True)
    if low in words.fraction:
        return _half(lx, i)
    if low in ("couple", "pair"):
        return _couple(lx, i)
    if low in words.vague:
        return _vague(lx, i)
    if low in words.small or low in words.tens:
        return _spelled(lx, i)
    if low in words.scale:
        return _bare_scale(lx, i)
    return None


def _digits(lx: Lexemes, i: int) -> Numeral | None:
    value = literal(lx.word(i))
    if value is None:
        return None
    words = vocabulary()
    last = i + 1
    plain = lx.word(i).isdigit()
    if plain and value >= _IDENTIFIER:
        return None
    following = lx.low(last)
    if lx.glued(i) and following in words.signs:  # 2½
        value, last, plain = value + Decimal(str(words.signs[following])), last + 1, False
    elif lx.kind(last) == "n" and lx.low(last + 1) == "/" and lx.kind(last + 2) == "n" and lx.glued(last):  # 1 1/2
        over, under = literal(lx.word(last)), literal(lx.word(last + 2))
        if over is not None and under and over < under <= 100 and lx.ends[last - 1] + 1 == lx.starts[last]:
            value, last, plain = value + over / under, last + 3, False
    elif following == "/" and lx.glued(i) and lx.glued(last) and lx.kind(last + 1) == "n":
        under = literal(lx.word(last + 1))
        if under and value < under <= 100 and not (lx.low(last + 2) == "/" and lx.glued(last + 1)):
            share = value / under
            return Numeral(i, last + 2, share, mantissa=share, part=True)
        return None
    value, last = _and_a_half(lx, last, value)
    scaled = _scale(lx, last, value)
    if scaled:
        return Numeral(i, scaled[1], scaled[0], mantissa=value, scale=scaled[2])
    return Numeral(i, last, value, mantissa=value, plain=plain and last == i + 1)


def _scale(lx: Lexemes, last: int, value: Decimal) -> tuple[Decimal, int, int] | None:
    """A scale word or letter behind a number: (value, past the word, factor). "2.5 thousand million" takes both."""
    words = vocabulary()
    at = last
    if lx.low(at) == "-" and lx.glued(at - 1) and lx.glued(at) and lx.low(at + 1) in words.scale:
        at += 1
    low = lx.low(at)
    if low in words.scale and not lx.broken(at - 1):
        factor = words.scale[low]
        at += 1
        if lx.low(at) in ("million", "billion", "trillion") and factor in (100, 1000):
            factor *= words.scale[lx.low(at)]
            at += 1
        amount = value * factor
        halved = _and_a_half(lx, at, Decimal(0))
        if halved[1] > at:
            amount, at = amount + halved[0] * factor, halved[1]
        return amount, at, factor
    if low in words.suffix and lx.kind(last - 1) == "n" and lx.glued(last - 1) and low != "m":
        return value * words.suffix[low], last + 1, words.suffix[low]
    if low in ("bn", "tn", "mn", "mln", "trn", "bln") and not lx.broken(last - 1):
        return value * words.suffix[low], last + 1, words.suffix[low]
    return None


def _and_a_half(lx: Lexemes, at: int, value: Decimal) -> tuple[Decimal, int]:
    """Add "and a half" or "and three quarters" behind a number; hyphens allowed ("three-and-a-half")."""
    seen = at
    dash = lx.low(seen) == "-"
    if dash:
        seen += 1
    if lx.low(seen) != "and":
        return value, at
    seen += 1 + (lx.low(seen + 1) == "-")
    part = {"a": 1, "one": 1, "three": 3}.get(lx.low(seen))
    if part is None:
        return value, at
    seen += 1 + (lx.low(seen + 1) == "-")
    under = {"half": 2, "quarter": 4, "quarters": 4, "third": 3}.get(lx.low(seen))
    if under is None or lx.low(seen + 1) == "of":
        return value, at
    return value + Decimal(part) / under, seen + 1


def _small(lx: Lexemes, at: int) -> tuple[Decimal, int]:
    """A number below one hundred in words and where it ends: "twenty-five", "three point five"; (0, at) if none."""
    words = vocabulary()
    low = lx.low(at)
    if low in words.tens:
        dash = lx.low(at + 1) == "-" and lx.glued(at) and lx.glued(at + 1)
        unit = words.small.get(lx.low(at + 1 + dash), 0)
        if 1 <= unit <= 9:
            return Decimal(words.tens[low] + unit), at + 2 + dash
        return Decimal(words.tens[low]), at + 1
    if low not in words.small:
        return Decimal(0), at
    value, at = Decimal(words.small[low]), at + 1
    if lx.low(at) == "point" and words.small.get(lx.low(at + 1), 10) < 10:
        digits = ""
        at += 1
        while words.small.get(lx.low(at), 10) < 10 and len(digits) < 9:
            digits += str(words.small[lx.low(at)])
            at += 1
        value += Decimal(f"0.{digits}")
    return value, at


def _spelled(lx: Lexemes, i: int) -> Numeral | None:
    """ "twenty-five", "one hundred and twenty", "two thousand three hundred", "three point five million"."""
    words = vocabulary()
    group, at = _small(lx, i)
    total, mantissa, scale, ceiling = Decimal(0), group, 1, 10**18
    while at < min(len(lx.lows), i + _LONGEST) and not lx.broken(at - 1):
        group, at = _and_a_half(lx, at, group)
        dash = lx.low(at) == "-" and lx.glued(at - 1) and lx.glued(at)
        factor = words.scale.get(lx.low(at + dash), ceiling)
        if factor >= ceiling or (factor == 100 and group >= 100):
            break
        mantissa, scale = group, factor
        at += 1 + dash
        group *= factor
        if factor == 12:
            break
        if factor >= 1000:
            total, group, ceiling = total + group, Decimal(0), factor
            half, past = _and_a_half(lx, at, Decimal(0))
            if past > at:
                total, at = total + half * factor, past
                break
        more, past = _small(lx, at + (lx.low(at) == "and"))
        beyond = words.scale.get(lx.low(past), 0)
        if more and not (lx.low(at) == "and" and beyond > 100 and factor >= 1000):
            group, at = group + more, past
    value = total + group
    return _part(lx, i, at, value) or Numeral(
        i, at, value, words=True, mantissa=mantissa if value == mantissa * scale else value,
        scale=scale if value == mantissa * scale else 1,
    )  # fmt: skip


def _part(lx: Lexemes, i: int, at: int, value: Decimal) -> Numeral | None:
    """ "two-thirds", "three quarters", "one-fifth": the number as the upper part of a fraction, or None."""
    dash = lx.low(at) == "-" and lx.glued(at - 1) and lx.glued(at)
    low = lx.low(at + dash)
    under = vocabulary().fraction.get(low, 0)
    if not (under > 1 and 0 < value < under and value == int(value)) or lx.broken(at - 1):
        return None
    many = low.endswith("s")
    if (many or under == 2) == (value > 1) or (value == 1 and not many):
        return Numeral(i, at + dash + 1, value / under, mantissa=value / under, part=True, words=True)
    return None


def _bare_scale(lx: Lexemes, i: int) -> Numeral | None:
    """ "a dozen", "a hundred and twenty", "several hundred", "a few thousand", "half-million"."""
    words = vocabulary()
    low, before = lx.lows[i], lx.low(i - 1)
    if i == 0 or lx.broken(i - 1):
        return None
    if before in ("half", "quarter") and low != "hundred":  # "half million"
        under = words.fraction[before]
        return Numeral(
            i - 1, i + 1, Decimal(words.scale[low]) / under, mantissa=Decimal(1) / under, scale=words.scale[low]
        )
    if before == "-" and lx.low(i - 2) == "half":
        return Numeral(i - 2, i + 1, Decimal(words.scale[low]) / 2, mantissa=Decimal("0.5"), scale=words.scale[low])
    first = i - 1
    if before == "of" and lx.low(i - 2) == "couple" and lx.low(i - 3) == "a":
        before, first = "several", i - 3
    elif before == "couple" and lx.low(i - 2) == "a":
        before, first = "several", i - 2
    if before in words.some or before in ("few", "several"):
        if lx.low(first - 1) == "a" and before == "few":
            first -= 1
        amount = Decimal(2 * words.scale[low])
        last = i + 1
        if lx.low(last) in words.scale and words.scale[lx.low(last)] > words.scale[low]:
            amount *= words.scale[lx.low(last)]
            last += 1
        if before == "some":
            return None
        return Numeral(first, last, amount, vague=True, mantissa=amount, words=True)
    if before not in ("a", "an", "one"):
        return None
    rest = _spelled_after(lx, i)
    return Numeral(i - 1, rest[1], rest[0], mantissa=rest[0], words=True)


def _spelled_after(lx: Lexemes, i: int) -> tuple[Decimal, int]:
    """The value of "hundred and twenty" at ``i`` read as one hundred and twenty, and where it ends."""
    words = vocabulary()
    value = Decimal(words.scale[lx.lows[i]])
    at = i + 1
    if lx.low(at) in words.scale and words.scale[lx.low(at)] > value:
        return value * words.scale[lx.low(at)], at + 1
    half = _and_a_half(lx, at, Decimal(0))
    if half[1] > at:
        return value + half[0] * value, half[1]
    if lx.low(at) == "and" and value >= 100 and (lx.low(at + 1) in words.small or lx.low(at + 1) in words.tens):
        more = _spelled(lx, at + 1)
        if more and not more.part and more.value < value:
            return value + more.value, more.last
    return value, at


def _half(lx: Lexemes, i: int) -> Numeral | None:
    """ "half a million", "half an hour", "half of", "half the", "a third of", "a quarter of a million"."""
    words = vocabulary()
    low, after = lx.lows[i], lx.low(i + 1)
    under = words.fraction[low]
    if low == "half" and after == "-" and lx.glued(i) and lx.low(i + 2) in words.halved:  # "a half-point cut"
        return Numeral(i, i + 1, Decimal("0.5"), mantissa=Decimal("0.5"), part=True, words=True)
    if low == "half" and after in ("a", "-") and lx.low(i + 2) in words.scale:
        factor = words.scale[lx.low(i + 2)]
        return Numeral(i, i + 3, Decimal(factor) / 2, mantissa=Decimal("0.5"), scale=factor, words=True)
    article = lx.low(i - 1) in ("a", "one") and not lx.broken(i - 1)
    first = i - 1 if article else i
    if after == "of" and lx.low(i + 2) == "a" and lx.low(i + 3) in words.scale:
        factor = words.scale[lx.low(i + 3)]
        return Numeral(first, i + 4, Decimal(factor) / under, mantissa=Decimal(1) / under, scale=factor, words=True)
    if low == "half":
        good = after in ("of", "the", "its", "their", "his", "her", "our", "all", "that", "those", "these", "a", "an")
        bounded = lx.low(i - 1) in (
            "than",
            "about",
            "nearly",
            "almost",
            "over",
            "under",
            "roughly",
            "least",
            "by",
            "around",
        )
        loose = after not in ("-", "time", "hour") and lx.low(i - 1) not in ("first", "second", "other", "the", "in")
        if not (
            (good and lx.low(i - 1) not in ("first", "second", "other", "the", "top", "bottom")) or (bounded and loose)
        ):
            return None
        return Numeral(first, i + 1, Decimal(1) / 2, mantissa=Decimal(1) / 2, part=True, words=True)
    blurred = lx.low(first - 1) in ("nearly", "almost", "about", "roughly", "than", "by", "over", "around", "least")
    if article and (after == "of" or (blurred and lx.kind(i + 1) != "w")):
        return Numeral(first, i + 1, Decimal(1) / under, mantissa=Decimal(1) / under, part=True, words=True)
    return None


def _couple(lx: Lexemes, i: int) -> Numeral | None:
    """ "a couple of soldiers" is about two, "a pair of boots" two."""
    if lx.low(i - 1) != "a" or lx.low(i + 1) != "of" or lx.low(i + 2) in vocabulary().scale:
        return None
    return Numeral(i - 1, i + 1, Decimal(2), mantissa=Decimal(2), words=True, about=lx.lows[i] == "couple")


def _vague(lx: Lexemes, i: int) -> Numeral | None:
    """ "dozens", "hundreds of thousands", "tens of thousands", "scores of"."""
    words = vocabulary()
    low, at = lx.lows[i], i + 1
    value = Decimal(2 * words.vague[low])
    if low == "scores" and not _many_people(lx, at):
        return None
    for _ in range(2):
        if lx.low(at) == "of" and lx.low(at + 1) in words.vague and words.vague[lx.low(at + 1)] > 12:
            value *= words.vague[lx.low(at + 1)]
            at += 2
    if low == "tens" and at == i + 1 and lx.low(at) != "of":
        return None
    first = i - 1 if lx.low(i - 1) in ("several", "many") and not lx.broken(i - 1) else i
    return Numeral(first, at, value, vague=True, mantissa=value, words=True)


def _many_people(lx: Lexemes, at: int) -> bool:
    """True where "scores" means twenties ("scores of", "scores are missing"), not points of a game."""
    after = lx.low(at + 1) if lx.low(at) in ("were", "are", "have", "remain") else lx.low(at)
    if lx.low(at) == "of" or after == "more":
        return True
    return after in (
        "dead",
        "killed",
        "injured",
        "wounded",
        "missing",
        "hurt",
        "arrested",
        "detained",
        "trapped",
        "died",
        "homeless",
        "feared",
    )
