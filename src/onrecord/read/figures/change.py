"""Did a figure go up or down: "rose by 40", "fell to 12", "a 40 percent increase", "5 percent lower"."""

from __future__ import annotations

from onrecord.core.mentions import Change
from onrecord.lang import lexicon, worded
from onrecord.read.figures.lexemes import Lexemes

_REACH = 5  # lexemes between the word of change and the figure: "rose sharply by a further"


@worded
def _words() -> tuple[dict[str, Change], dict[str, Change], frozenset[str], frozenset[str], frozenset[str]]:
    data = lexicon("changes")
    before: dict[str, Change] = {}
    after: dict[str, Change] = {}
    up: Change = "up"
    down: Change = "down"
    for name in (up, down):
        before.update(dict.fromkeys(data[name]["before"], name))
        after.update(dict.fromkeys(data[name]["after"], name))
    return (
        before,
        after,
        frozenset(data["lists"]["between"]),
        frozenset(data["lists"]["careful"]),
        frozenset(data["lists"]["standing"]),
    )


def change(lx: Lexemes, first: int, last: int, *, dimension: str) -> Change | None:
    """The change a quantity at ``[first, last)`` states, or None.

    A word with other meanings ("cut", "shot", "up") needs "by", "to" or "from" after it, or a percentage or money.
    """
    if dimension == "time":
        return None
    return _behind(lx, last, dimension) or _ahead(lx, first, dimension)


def _ahead(lx: Lexemes, first: int, dimension: str) -> Change | None:
    before, _, between, careful, _ = _words()
    at = first - 1
    linked = ""
    for _ in range(_REACH):
        if at < 0 or lx.broken(at):
            return None
        low = lx.lows[at]
        if low in before and low not in ("in",):
            if linked == "from" or (low in ("up", "down") and not _adverb(lx, at)):
                return None
            if low not in careful or linked in ("by", "to", "from"):
                return before[low]
            return before[low] if dimension in ("percent", "money") and low not in ("lower",) else None
        if low not in between and not low.endswith("ly"):
            return None
        if low in ("by", "to", "from", "of"):
            linked = linked or low
        at -= 1
    return None


def direction(lx: Lexemes, first: int) -> Change | None:
    """The change of which "from 12 to 15" at ``first`` tells: "rose", "fell"."""
    before = _words()[0]
    at = first - 1
    for _ in range(3):
        if at < 0 or lx.broken(at):
            return None
        if lx.lows[at] in before:
            return before[lx.lows[at]]
        at -= 1
    return None


def _adverb(lx: Lexemes, at: int) -> bool:
    """True where "up" or "down" tells of a change ("closed up 45 points"), not of "make up" or "up to"."""
    if lx.low(at + 1) == "to":
        return False
    before = lx.low(at - 1)
    return lx.kind(at - 1) in ("s", "n", "") or before in _words()[4]


def _behind(lx: Lexemes, last: int, dimension: str) -> Change | None:
    """ "a 40 percent increase in", "5% higher", "a 12-point drop"."""
    _, after, _, _, _ = _words()
    low = lx.low(last + 1) if lx.low(last) == "-" else lx.low(last)
    if lx.broken(last - 1) or dimension not in ("percent", "money", "count", "ratio"):
        return None
    found = after.get(low)
    if found and (dimension == "percent" or low not in ("up", "down", "cut", "cuts", "falls", "fall")):
        return found
    if lx.low(last) in ("annual", "further", "sharp", "price", "pay", "year-on-year") and lx.low(last + 1) in after:
        return after[lx.low(last + 1)]
    return None


def moving(lx: Lexemes, first: int) -> bool:
    """True where a verb or noun of change stands directly before lexeme ``first``: "rose from", "increase of"."""
    before = _words()[0]
    at = first - 1
    for _ in range(3):
        if at < 0 or lx.broken(at):
            return False
        low = lx.lows[at]
        if low in before or low in (
            "went",
            "moved",
            "changed",
            "down",
            "up",
            "go",
            "goes",
            "improved",
            "swung",
            "shifted",
            "extended",
            "upgraded",
        ):
            return True
        if low not in (
            "by",
            "from",
            "about",
            "sharply",
            "slightly",
            "nearly",
            "around",
            "just",
            "only",
            "further",
            "that",
            "figure",
            "number",
            "rate",
        ):
            return False
        at -= 1
    return False
