"""Figures whose fate is told of their neighbours: "nine died, one of them an officer", "two men and a boy died"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.lang import lexicon, worded
from onrecord.read.figures.lexemes import Lexemes
from onrecord.read.figures.measure import BODILY, behind
from onrecord.read.figures.quantities import Quantity

_LISTED = frozenset((",", "and"))
_PARTS = 6  # parts of one whole that are looked at: "three Armenians and one Azerbaijani"
_BETWEEN = 14  # lexemes between a whole and its part: ", in the east of the country, including"


@worded
def _words() -> tuple[frozenset[str], frozenset[str]]:
    lists = lexicon("measures")["lists"]
    return frozenset(lists["parts_before"]), frozenset(lists["parts_behind"])


def fates(lx: Lexemes, found: Sequence[Quantity]) -> list[Quantity]:
    """The same figures, with the measures that a list, a whole or the word behind "of them" gives them."""
    return _wholes(lx, _parts(lx, _lists(lx, found)))


def _lists(lx: Lexemes, found: Sequence[Quantity]) -> list[Quantity]:
    """ "Two soldiers, a policeman and five civilians died": what befell the last befell all of the list."""
    out = list(found)
    for k in range(len(out) - 2, -1, -1):
        left, right = out[k], out[k + 1]
        if left.measure is not None or right.measure not in BODILY or not _counts(left) or not _counts(right):
            continue
        if left.counted is not None and _only(lx, _past(lx, left), right.first, _LISTED):
            out[k] = replace(left, measure=right.measure)
    return out


def _parts(lx: Lexemes, found: Sequence[Quantity]) -> list[Quantity]:
    """ "112 civilians, including 27 children", "64 wounded, 11 of them children", "of the 53 dead, 19 were minors"."""
    out = list(found)
    before, of_them = _words()
    last = -1
    for k, part in enumerate(out):
        if not _counts(part):
            continue
        last, before_it = k, last
        if before_it < 0:
            continue
        whole = out[before_it]
        if _some_of(lx, whole, part) and part.measure in BODILY:
            out[before_it] = replace(whole, measure=whole.measure or part.measure)
            out[k] = replace(part, measure=None)
            continue
        if part.high >= whole.high or lx.bounds(whole.core) != lx.bounds(part.core):
            continue
        them = lx.low(part.last) == "of" and lx.low(part.last + 1) in of_them
        if them:
            own = behind(lx, part.last + 2, lx.bounds(part.core)[1])
            out[k] = replace(part, measure=own or whole.measure or part.measure)
            continue
        if whole.measure in BODILY and (_opened(lx, part, whole, before) or _of_the(lx, whole, part)):
            out[k] = replace(part, measure=whole.measure)
    return out


def _some_of(lx: Lexemes, some: Quantity, group: Quantity) -> bool:
    """ "Four of the six attackers were shot dead": the six might have been. "One of the two killed" says it of both."""
    between = lx.lows[some.last : group.first]
    happened = lx.low(_past(lx, group)) in ("was", "were", "have", "had", "has", "are")
    return happened and between in (["of", "the"], ["of"], ["of", "its"], ["of", "their"], ["out", "of"])


def _opened(lx: Lexemes, part: Quantity, whole: Quantity, before: frozenset[str]) -> bool:
    """A word that makes a figure part of the one before it: "including 27 children", "among them 11 women"."""
    among = lx.low(part.first - 1) == "them" and lx.low(part.first - 2) == "among"
    return part.first - whole.last <= _BETWEEN and (among or lx.low(part.first - 1) in before)


def _of_the(lx: Lexemes, whole: Quantity, part: Quantity) -> bool:
    """ "Of the 53 dead, 19 were under 18": the whole opens the sentence."""
    first = lx.bounds(whole.core)[0]
    opens = lx.lows[first : first + 2] == ["of", "the"] and whole.first <= first + 3
    return opens and part.measure is None and part.counted is None


def _wholes(lx: Lexemes, found: Sequence[Quantity]) -> list[Quantity]:
    """ "Four soldiers died, three Armenians and one Azerbaijani": parts that add up to a whole share its fate."""
    out = list(found)
    for k, whole in enumerate(out):
        if whole.measure not in BODILY or whole.low != whole.high:
            continue
        total = whole.low
        for last in range(k + 1, min(len(out), k + 1 + _PARTS)):
            part = out[last]
            same = lx.bounds(whole.core) == lx.bounds(part.core)
            if not same or not _counts(part) or part.measure is not None or part.low != part.high:
                break
            total -= part.low
            if total == 0 and last > k + 1:
                out[k + 1 : last + 1] = [replace(item, measure=whole.measure) for item in out[k + 1 : last + 1]]
            if total <= 0:
                break
    return out


def _counts(item: Quantity) -> bool:
    return item.dimension == "count" and item.unit == "1"


def _past(lx: Lexemes, item: Quantity) -> int:
    """The lexeme behind what a figure counts."""
    at = item.last
    while item.counted is not None and at < len(lx.lows) and lx.starts[at] < item.counted.end:
        at += 1
    return at


def _only(lx: Lexemes, first: int, last: int, allowed: frozenset[str]) -> bool:
    between = lx.lows[first:last]
    return 0 < len(between) <= 2 and all(low in allowed for low in between)
