"""Which figures stand side by side: those of one event, one measure, one population, one family of units.

Reports say of one population "workers", "people" or nothing at all, and often leave the event to the sentence before;
what a report leaves out is taken from the nearest event that it tells of, and nothing is guessed for a bare number.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from onrecord.lang import lexicon
from onrecord.ledger.alike import alike
from onrecord.ledger.rows import Row

NEAR = 400
"""How many code points from an event a figure that names none may stand: about three sentences."""
_PLACELESS = frozenset({"area", "volume", "mass", "length", "money"})


@dataclass(frozen=True, slots=True)
class Anchor:
    """An event as a report tells it: where its trigger stands, the number of its event, what it did ("killed")."""

    start: int
    event: int
    effect: str | None


def group_key(figure: Row, anchors: Mapping[Hashable, Anchor], *, document: int) -> str:
    """What figures must share to be set side by side: ``"E12|killed|people|count"``.

    ``anchors`` are the events of its report, by what ``figure["happening"]`` holds. Where no event is near, two figures
    of one report stand side by side only where both say what they measure, and of whom.
    """
    anchor = anchors.get(figure["happening"]) if figure["happening"] is not None else None
    measure = _measure(figure, anchor)
    if anchor is None:
        anchor = _nearest(figure, measure, anchors.values())
    if anchor is None and not (figure["measure"] and figure["counted"]):
        return f"D{document}@{figure['start']}"
    if not measure and not figure["counted"] and figure["dimension"] not in _PLACELESS:
        return f"D{document}@{figure['start']}"
    where = f"E{anchor.event}" if anchor is not None else f"D{document}"
    family = figure["dimension"] if figure["dimension"] != "other" else figure["unit"]
    if figure["dimension"] == "area":
        return f"{where}|||{family}"
    return "|".join((where, measure or "", population(figure["counted"], measure), family))


def population(counted: str | None, measure: str | None) -> str:
    """Who or what is counted, by one word for one population.

    ``population("dockworkers", "killed")`` and ``population(None, "killed")`` are "people", ``population("two young
    girls", "killed")`` is "children", ``population("diesel fuel", None)`` is "fuel".
    """
    words = alike(counted or "").split()
    head = words[-1] if words else ""
    apart = _apart()
    if head in apart:
        return apart[head]
    if measure in _of_people() or head in _people():
        return "people"
    return head[:-1] if head.endswith("s") and not head.endswith("ss") else head


def _measure(figure: Row, anchor: Anchor | None) -> str | None:
    """What is measured: as it is said, else "dead" before the noun, else what the event did to the people counted."""
    measure: str | None = figure["measure"]
    if measure or not figure["counted"]:
        return measure
    words = alike(figure["counted"]).split()
    for word in words[:-1]:
        if word in _states():
            return _states()[word]
    person = bool(words) and (words[-1] in _people() or words[-1] in _apart())
    if anchor is not None and person and anchor.effect in _of_people():
        return anchor.effect
    return None


def _nearest(figure: Row, measure: str | None, anchors: Iterable[Anchor]) -> Anchor | None:
    """The event that a figure without one is most likely of: one that did what it measures, else the nearest before."""
    near = [one for one in anchors if abs(one.start - figure["start"]) <= NEAR]
    if not measure and not figure["counted"] and figure["dimension"] not in _PLACELESS:
        return None
    fitting = [one for one in near if measure is not None and one.effect == measure] or near
    before = [one for one in fitting if one.start <= figure["start"]] or fitting
    return min(before, key=lambda one: (abs(one.start - figure["start"]), one.start), default=None)


@cache
def _apart() -> dict[str, str]:
    return {word: name for name, words in lexicon("populations")["apart"].items() for word in words}


@cache
def _people() -> frozenset[str]:
    return frozenset(lexicon("populations")["together"]["people"])


@cache
def _states() -> dict[str, str]:
    return {word: name for name, words in lexicon("populations")["states"].items() for word in words}


@cache
def _of_people() -> frozenset[str]:
    return frozenset(lexicon("populations")["of_people"]["measures"])
