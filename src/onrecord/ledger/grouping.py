"""Which figures stand side by side: those of one event, one measure, one population, one scope, one family of units.

Reports say of one population "workers", "people" or nothing at all, and often leave the event to the sentence before;
what a report leaves out is taken from the words around (``ledger/senses``) and from the nearest event that it tells of.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.core.plover import FATES
from onrecord.lang import lexicon
from onrecord.ledger.alike import alike
from onrecord.ledger.rows import Row

GROUPED = ("start", "measure", "meant", "counted", "whom", "scope", "dimension", "unit", "happening")
"""The columns of a figure that decide where it belongs."""
NEAR = 400
"""How many code points from an event a figure that names none may stand: about three sentences."""
FAR = 1200
"""The same for the size of a crowd, which is told long after the march: about two paragraphs."""
BESIDE = 100
"""How near an event must stand to say what befell those counted, where no other word does: its sentence."""
_PLACELESS = frozenset({"area", "volume", "mass", "length", "money"})
_SUBSTANCES = frozenset({"volume", "mass"})


@dataclass(frozen=True, slots=True)
class Anchor:
    """An event as a report tells it: where its trigger stands, its number, what it did ("killed"), its type."""

    start: int
    event: int
    effect: str | None
    type: str | None = None


def ruled_on(figure: Row, change: Mapping[str, Any]) -> Row:
    """A figure as a person has corrected it; what the words around had added to what is corrected goes with it."""
    values = figure | {name: value for name, value in change.items() if name in GROUPED}
    if "measure" in change:
        values["meant"] = None
    if "counted" in change:
        values["whom"] = None
    return values


def group_key(figure: Row, anchors: Mapping[Hashable, Anchor], *, document: int) -> str:
    """What figures must share to be set side by side: ``"E12|killed|people|count"``.

    ``anchors`` are the events of its report, by what ``figure["happening"]`` holds. Where no event is near, two figures
    of one report stand side by side only where both say what they measure, and of whom.
    """
    anchor = anchors.get(figure["happening"]) if figure["happening"] is not None else None
    measure = _measure(figure, anchor)
    whom = figure["whom"] or figure["counted"]
    if anchor is None or not _brings(anchor, measure, figure["dimension"]):
        anchor = _nearest(figure, measure, anchors.values()) or anchor
        measure = _measure(figure, anchor)
    if anchor is None and not (measure and whom):
        return f"D{document}@{figure['start']}"
    if not measure and not whom and figure["dimension"] not in _PLACELESS:
        return f"D{document}@{figure['start']}"
    where = f"E{anchor.event}" if anchor is not None else f"D{document}"
    if figure["scope"]:
        where += f" {figure['scope']}"
    family = figure["dimension"] if figure["dimension"] != "other" else figure["unit"]
    if figure["dimension"] == "area":
        return f"{where}|||{family}"
    if figure["dimension"] in {"money", "time", "length"}:
        return f"{where}|{measure or ''}||{family}" if figure["dimension"] != "length" else f"{where}|||{family}"
    if figure["dimension"] in _SUBSTANCES:
        return f"{where}||{substance(whom)}|{family}"
    return "|".join((where, measure or "", population(whom, measure), family))


def population(counted: str | None, measure: str | None) -> str:
    """Who or what is counted, by one word for one population.

    ``population("dockworkers", "killed")`` and ``population(None, "killed")`` are "people", ``population("two young
    girls", "killed")`` is "children", ``population("shells", None)`` is "shell".
    """
    words = alike(counted or "").split()
    head = words[-1] if words else ""
    apart = _apart()
    if head in apart:
        return apart[head]
    if words and words[0] in apart and head in _people():  # "police colleagues", "crew member"
        return apart[words[0]]
    if measure in _of_people() or head in _people() or (measure == "strength" and not head):
        return "people"
    head = _same().get(head, head)
    return head[:-1] if head.endswith("s") and not head.endswith("ss") else head


def substance(counted: str | None) -> str:
    """What is weighed: ``substance("diesel fuel")`` and ``substance("diesel")`` are "diesel"; "" where nobody says."""
    words = alike(counted or "").split()
    while len(words) > 1 and words[-1] in _vague():
        words.pop()
    return words[-1] if words else ""


def folded(measure: str | None) -> str | None:
    """One name for what reports call by several: "abducted", "seized" and "captured" people are "detained"."""
    return _folds().get(measure, measure) if measure is not None else None


def _measure(figure: Row, anchor: Anchor | None) -> str | None:
    """What is measured: as it is said, else "dead" before the noun, else by the words around, else by the event."""
    measure: str | None = figure["measure"]
    words = alike(figure["whom"] or figure["counted"] or "").split()
    if not words and not measure:
        return folded(figure["meant"])
    person = bool(words) and (words[-1] in _people() or words[-1] in _apart())
    if measure == "damaged" and person:  # "one person was killed and a store burned"
        measure = None
    if measure:
        return folded(measure)
    for word in alike(figure["counted"] or "").split()[:-1]:
        if word in _states():
            return _states()[word]
    if figure["meant"]:
        return folded(figure["meant"])
    if words and words[-1] in _taking_part():
        return "strength"
    if anchor is None or not person or figure["scope"]:
        return None
    if anchor.effect in _of_people() and abs(anchor.start - figure["start"]) <= BESIDE:
        return folded(anchor.effect)
    return "strength" if anchor.type == "PROTEST" else None


def _nearest(figure: Row, measure: str | None, anchors: Iterable[Anchor]) -> Anchor | None:
    """The event that a figure without one is most likely of.

    One that did what it measures, else one of a type that brings that about, else the nearest before.
    """
    some = sorted(anchors, key=lambda one: one.start)
    near = [one for one in some if abs(one.start - figure["start"]) <= NEAR]
    if not measure and not (figure["whom"] or figure["counted"]) and figure["dimension"] not in _PLACELESS:
        return None
    fitting = [one for one in near if measure is not None and folded(one.effect) == measure]
    if measure == "strength":  # a crowd is of a rally, however many blows fell there
        fitting = [one for one in some if one.type == "PROTEST" and abs(one.start - figure["start"]) <= FAR]
    if measure in FATES or figure["dimension"] in _PLACELESS:
        reach = FAR if figure["dimension"] in _PLACELESS else NEAR  # the ransom is told long after the abduction
        within = (one for one in some if abs(one.start - figure["start"]) <= reach)
        fitting = fitting or [one for one in within if _brings(one, measure, figure["dimension"])]
        if not fitting and measure in FATES:
            fitting = _only([one for one in some if _brings(one, measure, figure["dimension"])])
    before = [one for one in fitting or near if one.start <= figure["start"]] or fitting or near
    return min(before, key=lambda one: (abs(one.start - figure["start"]), one.start), default=None)


def _only(anchors: list[Anchor]) -> list[Anchor]:
    """The event that a figure far from all is of, where its report tells of a single one that could bring it."""
    return anchors if len({one.event for one in anchors}) == 1 else []


def _brings(anchor: Anchor, measure: str | None, dimension: str) -> bool:
    """Whether an event is of a type that can bring about what is measured: a rally has a strength, a promise none."""
    if anchor.type is None:
        return True
    if dimension == "money":
        return anchor.type in _SUMS.get(measure or "", (anchor.type,))
    if dimension in _PLACELESS and anchor.type in _TALK:
        return False
    return measure not in FATES or anchor.type in FATES[measure]


_TALK = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN", "SUPPORT", "CONCEDE", "CONSULT", "AGREE"})
_SUMS = {
    "demanded": frozenset({"ASSAULT", "COERCE", "PROTEST"}),
    "paid": frozenset({"ASSAULT", "COERCE", "RETREAT"}),
    "damage": frozenset({"ASSAULT", "COERCE", "PROTEST"}),
}
"""By the sense of a sum the events that it is of: a ransom is of the abduction, not of the words that ask for it."""


@cache
def _apart() -> dict[str, str]:
    return {word: name for name, words in lexicon("populations")["apart"].items() for word in words}


@cache
def _people() -> frozenset[str]:
    return frozenset(lexicon("populations")["together"]["people"])


@cache
def _taking_part() -> frozenset[str]:
    return frozenset(lexicon("populations")["taking_part"]["people"])


@cache
def _vague() -> frozenset[str]:
    return frozenset(lexicon("populations")["substances"]["vague"])


@cache
def _same() -> dict[str, str]:
    return {word: name for name, words in lexicon("populations")["things"].items() for word in words}


@cache
def _folds() -> dict[str, str]:
    return {word: name for name, words in lexicon("populations")["folds"].items() for word in words}


@cache
def _states() -> dict[str, str]:
    return {word: name for name, words in lexicon("populations")["states"].items() for word in words}


@cache
def _of_people() -> frozenset[str]:
    return frozenset(lexicon("populations")["of_people"]["measures"])
