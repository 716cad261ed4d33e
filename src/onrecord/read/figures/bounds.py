"""Words that bound or blur a number: "at least", "up to", "nearly", "or more", "just over"."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.core.mentions import Comparator
from onrecord.lang import lexicon, worded
from onrecord.read.figures.lexemes import Lexemes

_UP_TO = ("up", "to")
_ROW = 4  # bounds in a row: "well over an estimated total of about"


@dataclass(frozen=True, slots=True)
class Bound:
    """What the words around a number make of it, and the lexemes ``[first, last)`` with them."""

    comparator: Comparator
    approximate: bool
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Phrases:
    before: dict[str, list[tuple[tuple[str, ...], Comparator, bool]]]
    after: dict[str, list[tuple[tuple[str, ...], Comparator]]]
    stress: frozenset[str]
    transparent: frozenset[str]
    spans_time: frozenset[str]
    bounding: frozenset[str]
    phrasal: frozenset[str]
    moved: frozenset[str]


@worded
def _phrases() -> _Phrases:
    data = lexicon("comparators")
    before: dict[str, list[tuple[tuple[str, ...], Comparator, bool]]] = {}
    for vague, group in ((False, data["before"]), (True, data["vague"])):
        for comparator, forms in group.items():
            for form in forms:
                words = tuple(form.split())
                before.setdefault(words[-1], []).append((words, comparator, vague or comparator == "about"))
    after: dict[str, list[tuple[tuple[str, ...], Comparator]]] = {}
    for comparator, forms in data["after"].items():
        for form in forms:
            words = tuple(form.replace("-", "- ").split())
            after.setdefault(words[0], []).append((words, comparator))
    for entries in (before, after):
        for rows in entries.values():
            rows.sort(key=lambda row: -len(row[0]))
    lists = data["lists"]
    return _Phrases(
        before, after, frozenset(lists["stress"]), frozenset(lists["transparent"]),
        frozenset(lists["spans_time"]), frozenset(lists["bounding"]), frozenset(lists["phrasal"]),
        frozenset(lists["moved"]),
    )  # fmt: skip


def bound(lx: Lexemes, first: int, last: int, *, dimension: str, inner: int = 0) -> Bound:
    """Read the bounds around a quantity at lexemes ``[first, last)``; "exact" where there are none.

    ``inner`` is past the bare number, for a bound between it and its unit ("15-plus years").
    """
    words = _phrases()
    comparator: Comparator = "exact"
    approximate, at, edge = False, first, first
    for _ in range(_ROW):
        match = _before(lx, at, dimension)
        if match is None:
            skipped = at
            while skipped > 0 and first - skipped < 3 and lx.low(skipped - 1) in words.transparent:
                if lx.broken(skipped - 1):
                    break
                skipped -= 1
            match = _before(lx, skipped, dimension) if skipped < at else None
        if match is None:
            stress = at < first and lx.low(at - 1) in words.stress and not lx.broken(at - 1)
            if not stress or lx.low(at - 1) not in ("well", "far", "way", "much", "just"):
                break
            at = edge = at - 1
            continue
        length, found, vague = match
        at = length
        edge = at
        approximate = approximate or vague
        if (found != "about" and comparator in ("exact", "about")) or comparator == "exact":
            comparator = found
    end, found_after = after(lx, last)
    if found_after is None and inner > 0:
        found_after = after(lx, inner)[1]
    if found_after == "about":
        approximate = True
    if found_after and comparator in ("exact", "about"):
        comparator = found_after
    return Bound(comparator, approximate or comparator == "about", edge, end)


def _before(lx: Lexemes, at: int, dimension: str) -> tuple[int, Comparator, bool] | None:
    """The longest bound that ends just before lexeme ``at``: (its first lexeme, comparator, vague)."""
    if at <= 0 or lx.broken(at - 1):
        return None
    words = _phrases()
    for form, comparator, vague in words.before.get(lx.lows[at - 1], ()):
        start = at - len(form)
        if start < 0 or lx.lows[start:at] != list(form):
            continue
        if any(lx.broken(k) for k in range(start, at - 1)):
            continue
        if len(form) == 1 and _preposition(lx, start, form[0], dimension):
            continue
        if form == _UP_TO and lx.low(start - 1) in words.moved:
            continue
        return start, comparator, vague
    return None


def _preposition(lx: Lexemes, at: int, low: str, dimension: str) -> bool:
    """True where the word is no bound: "over two days", "the past five years", "the estimated 300" still is one."""
    words = _phrases()
    before = lx.low(at - 1)
    if low == "past" and (dimension != "count" or before in ("the", "his", "her", "its", "their", "this", "these")):
        return True
    if low == "over" and before in words.phrasal:
        return True
    if low in ("over", "under", "within", "past") and dimension == "time":
        if low == "over":
            return before not in words.bounding
        return low == "past"
    if low == "above" and before == "the":
        return True
    return low in ("minimum", "maximum", "est", "ca") and lx.kind(at - 1) == "w" and before not in ("a", "the")


def after(lx: Lexemes, last: int) -> tuple[int, Comparator | None]:
    """A bound behind the quantity: "300 or more", "300-odd", "300-plus", "300+"."""
    if lx.broken(last - 1) or last >= len(lx.lows):
        return last, None
    if lx.lows[last] == "+" and lx.glued(last - 1):
        return last + 1, "at_least"
    for form, comparator in _phrases().after.get(lx.lows[last], ()):
        if lx.lows[last : last + len(form)] == list(form):
            return last + len(form), comparator
    if lx.lows[last] == "-" and lx.glued(last - 1) and lx.low(last + 1) == "plus":
        return last + 2, "at_least"
    return last, None
