"""Scores and tallies, "won 3-2", "a 5-4 ruling", "6-4, 6-3": they relate two counts and are no figure themselves."""

from __future__ import annotations

from decimal import Decimal

from onrecord.lang import lexicon, worded
from onrecord.read.figures.calendar import Verdict
from onrecord.read.figures.lexemes import Lexemes
from onrecord.read.figures.numerals import numeral

_DASHES = ("-", "–", "‑", "—")
_REACH = 8
_LARGEST = Decimal(1000)


@worded
def _cues() -> frozenset[str]:
    return frozenset(lexicon("not_figures")["sport"]["cues"])


def score(lx: Lexemes, i: int) -> Verdict | None:
    """A score that begins at ``i``, or None; a rising pair ("2-3") is one only near a word of sport or voting."""
    at = i + 1
    spaced = lx.low(at) in ("–", "—", "-") and not lx.glued(i) and not lx.glued(at)
    if lx.low(at) in _DASHES and ((lx.glued(i) and lx.glued(at)) or spaced):
        pass
    elif not (lx.low(at) == "to" and lx.kind(i + 2) in ("n", "w")):
        return None
    left, right = numeral(lx, i), numeral(lx, at + 1) if at + 1 < len(lx.lows) else None
    if left is None or right is None or left.last != at or right.scale != 1 or left.value > _LARGEST:
        return None
    if (
        left.value != int(left.value)
        or right.value != int(right.value)
        or right.first != at + 1
        or right.value > _LARGEST
    ):
        return None
    first, last = lx.bounds(i)
    around = lx.lows[max(first, i - _REACH) : min(last, right.last + _REACH)]
    cued = any(low in _cues() for low in around)
    after = lx.low(right.last)
    measured = after in ("percent", "%", "per") or (after == "-" and lx.glued(right.last - 1))
    if spaced and not cued:
        return None
    if lx.low(at) == "to":
        if not (cued and left.value >= right.value and not measured and left.value < 100):
            return None
    elif left.value < right.value and not (cued and not measured and lx.kind(right.last) != "w"):
        return None
    end = right.last
    while end < i + 12 and lx.low(end) in _DASHES and lx.glued(end) and lx.glued(end - 1) and lx.kind(end + 1) == "n":
        end += 2
    return end, "a score or tally of two sides"
