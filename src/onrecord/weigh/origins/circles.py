"""Circles: one outlet has it from the other, and the other from the one."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.weigh.origins.sorts import outlet_named
from onrecord.weigh.origins.voice import Voice

CITING = frozenset({"media", "document", "cited"})
"""Kinds of voices in which an outlet says what another one has."""


def circles(voices: Iterable[Voice]) -> list[tuple[str, ...]]:
    """The rings of outlets that cite each other, each once: [("coast herald", "notes from the hills")].

    An outlet that quotes its own words is none.
    """
    cites: dict[str, set[str]] = {}
    for voice in voices:
        own, cited = outlet_named(voice.publisher or ""), outlet_named(voice.last or "")
        if voice.kind in CITING and own and cited and own != cited:
            cites.setdefault(own, set()).add(cited)
    return _rings({one: {other for other in others if other in cites} for one, others in cites.items()})


def _rings(cites: dict[str, set[str]]) -> list[tuple[str, ...]]:
    """The strongly connected outlets, more than one each (Tarjan 1972, without recursion)."""
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    on: set[str] = set()
    found: list[tuple[str, ...]] = []
    for start in cites:
        if start in order:
            continue
        work = [(start, iter(sorted(cites[start])))]
        order[start] = low[start] = len(order)
        stack.append(start)
        on.add(start)
        while work:
            one, rest = work[-1]
            following = next((other for other in rest if other not in order or other in on), None)
            if following is not None and following not in order:
                order[following] = low[following] = len(order)
                stack.append(following)
                on.add(following)
                work.append((following, iter(sorted(cites[following]))))
            elif following is not None:
                low[one] = min(low[one], order[following])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[one])
                if low[one] == order[one]:
                    at = stack.index(one)
                    if len(stack) - at > 1:
                        found.append(tuple(sorted(stack[at:])))
                    on.difference_update(stack[at:])
                    del stack[at:]
    return found
