"""How two statements of one count stand to each other, and the sentence that says why.

The table is that of reference/analyst_rules.md §9; what it leaves open is fixed in the collections' README.
"""

from __future__ import annotations

from datetime import timedelta

from onrecord.weigh.agreement.said import Said
from onrecord.weigh.agreement.values import Fit, fit

GROWING = frozenset(
    {"killed", "injured", "casualties", "missing", "detained", "captured", "abducted", "displaced", "evacuated",
     "rescued", "infected", "damaged", "destroyed"}
)  # fmt: skip
"""Measures of which more becomes known with time: a higher number, a day later, is news and no contradiction."""
_DAY = timedelta(days=1)
_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")

Kind = tuple[str, str]
"""compatible, update, downward_revision, contradiction, denial or not_comparable, and why."""


def kind(one: Said, other: Said, *, measure: str | None, said_before: bool = False) -> Kind:
    """How ``other`` stands to ``one``, which was said before it: ("update", "the same origin, a day later …").

    ``said_before``: the origin of ``other`` had given its figure already when ``one`` was said.
    """
    lies = fit(one, other)
    if lies is None:
        return "not_comparable", f"{_unit(one.unit)} and {_unit(other.unit)} cannot be set side by side"
    same = one.origin == other.origin
    if one.denied != other.denied:
        return "denial", f"{(other if one.denied else one).origin} says {one.text}, {_denier(one, other)} denies it"
    if lies.overlap:
        return "compatible", _compatible(one, other, lies, same)
    if measure is None and not _heads(one) & _heads(other):
        return "not_comparable", "nothing says that both count the same"
    if same:
        return _revised(one, other, lies)
    if one.none or other.none:
        return "denial", "different origins: one says none, the other more than none"
    return _apart(one, other, lies, measure, said_before)


def _denier(one: Said, other: Said) -> str:
    return (one if one.denied else other).origin


def _compatible(one: Said, other: Said, lies: Fit, same: bool) -> str:
    who = "the same origin" if same else "different origins"
    if lies.allowed:
        return f"{who}, both can be true: {lies.allowed}"
    if one.unit != other.unit:
        return f"{who}, both can be true after conversion of units"
    return f"{who}, both can be true"


def _revised(one: Said, other: Said, lies: Fit) -> Kind:
    if one.document == other.document:
        words = " and ".join(f"{said.text} {said.counted or ''}".strip() for said in (one, other))
        return "not_comparable", f"one report has {words} from one origin: two counts, or before and after"
    gap = _gap(one, other)
    if lies.rises:
        return "update", f"the same origin, {gap}, higher"
    return "downward_revision", f"the same origin, {gap}, lower"


def _apart(one: Said, other: Said, lies: Fit, measure: str | None, said_before: bool) -> Kind:
    if one.document == other.document:
        return "contradiction", "different origins in one report, ranges apart"
    if said_before:
        return "contradiction", f"different origins, ranges apart; {other.origin} had given this figure already"
    gap = _gap(one, other)
    if measure not in GROWING:
        return "contradiction", f"different origins, ranges apart, {gap}"
    if not lies.rises:
        return "contradiction", f"different origins, {gap}, lower"
    return "update", f"another origin, {gap}, higher"


def _heads(said: Said) -> frozenset[str]:
    return frozenset(said.counted.casefold().split()[-1:]) if said.counted else frozenset()


def _unit(unit: str) -> str:
    return "a count" if unit == "1" else unit


def _gap(one: Said, other: Said) -> str:
    """How much later: "six hours later", "in the same report"."""
    if one.document == other.document:
        return "in the same report"
    if one.at is None or other.at is None:
        return "at an unknown distance"
    apart = abs(other.at - one.at)
    if apart >= _DAY:
        return _later(apart // _DAY, "day")
    if apart >= timedelta(hours=1):
        return _later(apart // timedelta(hours=1), "hour")
    return "within the hour"


def _later(count: int, unit: str) -> str:
    word = _WORDS[count] if count < len(_WORDS) else f"{count:,}"
    return f"{word} {unit}{'' if count == 1 else 's'} later"
