"""Shares told as two counts: "one in three voters", "nine out of 10", "three in every five"."""

from __future__ import annotations

from onrecord.lang import lexicon, worded
from onrecord.read.figures.bounds import bound
from onrecord.read.figures.counted import counted
from onrecord.read.figures.lexemes import Lexemes
from onrecord.read.figures.numerals import Numeral, numeral
from onrecord.read.figures.quantities import Quantity
from onrecord.read.figures.units import unit_after

_LARGEST = 1_000_000
_BASES = (2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 50, 100, 1000, 10_000)  # wholes of which news tells shares in digits


def proportion(lx: Lexemes, num: Numeral) -> Quantity | None:
    """One ratio for "one in three voters"; None where the two numbers are two figures ("three in 12 games")."""
    if num.scale != 1 or num.part or num.vague or not 0 < num.value <= 99:
        return None
    at = num.last
    out = lx.low(at) == "out" and lx.low(at + 1) == "of"
    every_of = lx.low(at) == "of" and lx.low(at + 1) == "every"
    if not (out or every_of or lx.low(at) == "in") or lx.broken(at - 1):
        return None
    start = at + 1 + out
    every = lx.low(start) == "every"
    start += every + (lx.low(start + every) == "of")
    if start >= len(lx.lows) or lx.lows[start] in ("a", "an"):
        start += 1
    under = numeral(lx, start) if start < len(lx.lows) and lx.kind(start) in ("n", "w") else None
    if under is None or under.vague or under.part or not num.value < under.value <= _LARGEST:
        return None
    if unit_after(lx, under) or (under.plain and 1900 <= under.value <= 2100):
        return None
    if not (out or every) and (num.value > 9 or (under.value % 10 and under.value > 12)):
        return None
    phrase = counted(lx, under.last, many=True)
    loose = lx.kinds[num.first] == "n" and not (out or every or every_of)
    if loose and (under.value not in _BASES or phrase is None or lx.lows[phrase.head] in _occasions()):
        return None
    words = bound(lx, num.first, under.last, dimension="ratio")
    share = num.value / under.value
    return Quantity(
        first=words.first, last=words.last, core=num.first, end=under.last, low=share, high=share,
        comparator=words.comparator, approximate=words.approximate, unit="1", dimension="ratio",
        counted=phrase.span if phrase else None,
    )  # fmt: skip


@worded
def _occasions() -> frozenset[str]:
    return frozenset(lexicon("counted")["lists"]["occasions"])
