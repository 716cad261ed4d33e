"""Shares told twice: "40 of the 200, or 25 percent", "15 of its 12 passengers", "62 percent yes, 41 percent no"."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from onrecord.check.amounts import Bounds, bounds, number, rounding, value, written
from onrecord.core import Figure, Flag
from onrecord.lang import lexicon

_WORDS = r"(?:\s+(?!(?:and|or|but|of|in|while)\b)[\w'’-]+){0,5}?"
# "40 *of the* 200", "40 soldiers *out of its* 200"
_OF = re.compile(_WORDS + r"\s+(?:out )?of\s+(?:(?:the|its|their|his|those|all|all the|these|a total of)\s+)?"
                 r"(?:[\w'’-]+['’]s\s+)?", re.IGNORECASE)  # fmt: skip
# "40 houses*, or* 25 percent", "40 (25 percent)"
_OR = re.compile(_WORDS + r"(?:\s+[a-z]+ [\w'’-]+)?\s*(?:,\s*or|\s+or|,|\s*\(|\s+—|,\s*that is,?|,\s*i\.e\.)"
                 r"\s*(?:just |about |some |only |roughly )?", re.IGNORECASE)  # fmt: skip
_OR_OF = re.compile(r"\s*[),]*" + _OF.pattern.removeprefix(_WORDS), re.IGNORECASE)
# "Of the 200 houses in the village*,* 40"
_COMMA = re.compile(r"[^,;:.()]{0,60},\s*(?:only |just |some |about )?", re.IGNORECASE)
_WHOLE = re.compile(r"(?:^|[\s\"“(—])of\s+(?:the|its|their|those|all)?\s*(?:[\w'’-]+['’]s\s+)?$", re.IGNORECASE)
_EXACT = re.compile(r"%|per ?cent|pct|point", re.IGNORECASE)
# A share is right within a point, or a twentieth of itself: "a quarter" of 41 in 160.
_POINT, _PART = 1.0, 0.05
_ROUND = 2.5  # "about 25 percent" and shares in whole fives
_NEAR, _WORDS_BEHIND = 40, 4  # characters and words behind a percentage in which its kind stands


def shared(text: str, figures: Sequence[Figure]) -> Iterator[Flag]:
    """Every share that does not fit its two counts, part that exceeds its whole, and set of shares above 100 %."""
    for first, second, third in zip(figures, figures[1:], figures[2:], strict=False):
        found = _triple(text, first, second, third)
        if found is not None:
            yield from _misfit(*found)
    for part, whole in pairwise(figures):
        if _is_count(part) and _is_count(whole) and _too_many(text, part, whole):
            yield Flag(
                "arithmetic", part.id, "high", (part.span.cover(whole.span),),
                f"{_plain(part)} of {_plain(whole)} is more than all of them.",
            )  # fmt: skip
    yield from _above_all(text, figures)


def _triple(text: str, first: Figure, second: Figure, third: Figure) -> tuple[Figure, Figure, Figure] | None:
    """The part, the whole and the share of three figures in a row, whichever order they stand in."""
    one, two = text[first.span.end : second.span.start], text[second.span.end : third.span.start]
    if len(one) > 80 or len(two) > 80:
        return None
    before = text[max(0, first.span.start - 30) : first.span.start]
    if _is_count(first) and _is_count(second) and _is_share(third):
        if _OF.fullmatch(one) and _OR.fullmatch(two):
            return first, second, third
    elif _is_count(first) and _is_share(second) and _is_count(third):
        if _OR.fullmatch(one) and _OR_OF.fullmatch(two):
            return first, third, second
        if _WHOLE.search(before) and _COMMA.fullmatch(one) and _OR.fullmatch(two):
            return third, first, second
    elif _is_share(first) and _is_count(second) and _is_count(third) and _OR_OF.fullmatch(one) and _OR.fullmatch(two):
        return third, second, first
    if (
        _is_count(first) and _is_count(second) and _is_share(third)
        and _WHOLE.search(before) and _COMMA.fullmatch(one) and _OR.fullmatch(two)
    ):  # fmt: skip
        return second, first, third
    return None


def _is_count(figure: Figure) -> bool:
    """True for counts, and for a bare "40" that took the percent of its neighbour ("40, or 25 percent")."""
    if figure.dimension in ("count", "money", "area") or (figure.measure == "age" and figure.text.isdigit()):
        return True  # "Of the 200 houses in Verkhivka, 40, or 25 percent": no age
    return figure.unit == "%" and not _EXACT.search(figure.text)


def _is_share(figure: Figure) -> bool:
    if figure.change is not None:
        return False
    if figure.dimension == "percent":
        return bool(_EXACT.search(figure.text)) and "point" not in figure.text.lower()
    return figure.dimension == "ratio"


def _misfit(part: Figure, whole: Figure, share: Figure) -> Iterator[Flag]:
    inner, outer, told = bounds(part), bounds(whole), bounds(share)
    a, b, p = value(part), value(whole), value(share)
    if inner is None or outer is None or told is None or not a or not b or p is None or math.isinf(outer.high):
        return
    if share.dimension == "ratio":
        told, p = Bounds(told.low * 100, told.high * 100), p * 100
    real = Bounds(100 * inner.low / outer.high, 100 * inner.high / max(outer.low, 1e-9))
    room = max(_POINT, p * _PART, rounding(p), _ROUND if share.approximate or share.dimension == "ratio" else 0.0)
    if real.apart(Bounds(told.low - room, told.high + room)):
        span = part.span.cover(whole.span).cover(share.span)
        yield Flag(
            "arithmetic", share.id, "medium", (span,),
            f"{_plain(part)} of {_plain(whole)} is {100 * a / b:.3g} %, not {number(p)} %.",
        )  # fmt: skip


def _too_many(text: str, part: Figure, whole: Figure) -> bool:
    gap = text[part.span.end : whole.span.start]
    inner, outer = bounds(part), bounds(whole)
    if inner is None or outer is None or part.unit != whole.unit or part.dimension != "count":
        return False
    definite = re.search(r"\bof\s+(the|its|their|those)\b", gap)
    if whole.counted is None or len(gap) > 60 or outer.high < 2 or not definite:
        return False
    same = part.counted is None or part.counted == whole.counted or "out of" in gap
    return same and bool(_OF.fullmatch(gap)) and inner.low > outer.high


@cache
def _groups() -> dict[str, str]:
    groups = lexicon("arithmetic")["exclusive"]
    return {word: group for group, words in groups.items() for word in words}


def _above_all(text: str, figures: Sequence[Figure]) -> Iterator[Flag]:
    """Shares of kinds that exclude each other and come to more than 100 %: "62 percent yes, 41 percent no"."""
    parts: dict[str, dict[str, Figure]] = {}
    for index, figure in enumerate(figures):
        if figure.dimension != "percent" or figure.change or figure.comparator not in ("exact", "about"):
            continue
        end = figures[index + 1].span.start if index + 1 < len(figures) else len(text)
        behind = text[figure.span.end : min(end, figure.span.end + _NEAR)].lower()
        kinds = [word for word in re.findall(r"[a-z]+", behind)[:_WORDS_BEHIND] if word in _groups()]
        if kinds:
            taken = parts.setdefault(_groups()[kinds[0]], {})
            if kinds[0] in taken:  # a second round of the same kinds: two wholes in one sentence
                taken.clear()
            taken[kinds[0]] = figure
    for taken in parts.values():
        found = list(taken.values())
        total = sum(value(figure) or 0.0 for figure in found)
        if len(found) >= 2 and total > 100 + len(found) * 0.5 + sum(2.0 for f in found if f.approximate):
            shares = " and ".join(written(value(figure) or 0.0, "%") for figure in found)
            yield Flag(
                "arithmetic", found[-1].id, "medium", tuple(figure.span for figure in found),
                f"The shares {shares} add up to {number(total)} %, more than the whole.",
            )  # fmt: skip


def _plain(figure: Figure) -> str:
    return written(value(figure) or 0.0, "1" if figure.unit in ("%", "year") else figure.unit)
