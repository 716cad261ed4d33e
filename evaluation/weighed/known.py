"""Who the origins of events are said to be: of gold's named ones, how many are found, of which kind, on which side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from evaluation.weighed import events
from evaluation.weighed.gold import Answer, Answers, Collection, percent

POSSIBLE = frozenset({"unnamed", "circle"})
Pair = tuple[Mapping[str, Any], Mapping[str, Any]]


def score(wanted: Collection, given: Answers) -> dict[str, float]:
    """Named origins found by name, and of those how many are of the right kind, and rightly a party or none.

    A person counts as right for an official or an organization, because an office and its holder are one. Which letter
    a party bears is not compared: gold's are sides of the crisis, the program's those of the event.
    """
    best = events.matched(events.chosen(wanted, given.events, given.ids()))
    ours = {str(one["id"]): one for one in given.events or []}
    pairs: list[Pair] = []
    named = 0
    for event in wanted.gold["events"]:
        gold = [one for one in _listed(event) if one["kind"] not in POSSIBLE]
        named += len(gold)
        if event["id"] in best:
            pairs.extend(_paired(gold, _listed(ours[best[event["id"]]])))
    if not named:
        return {}
    return {
        "origins found": percent(len(pairs), named),
        "kinds of origins": percent(sum(_kind(*pair) for pair in pairs), len(pairs)),
        "parties told from others": percent(
            sum((one["party"] is None) == (other["party"] is None) for one, other in pairs), len(pairs)
        ),
    }


def _listed(answer: Answer) -> Sequence[Mapping[str, Any]]:
    return answer["origins"].get("list", [])  # type: ignore[no-any-return]


def _kind(gold: Mapping[str, Any], ours: Mapping[str, Any]) -> bool:
    one, other = ours["kind"], gold["kind"]
    return one == other or (bool({one, other} & {"person"}) and {one, other} <= {"person", "official", "organization"})


def _paired(gold: Iterable[Mapping[str, Any]], ours: Sequence[Mapping[str, Any]]) -> list[Pair]:
    """Each origin of gold with the one of ours whose name is likest, each of ours once."""
    left = list(ours)
    found = []
    for one in gold:
        best = max(left, key=lambda other: _like(one, other), default=None)
        if best is not None and _like(one, best) > 0:
            left.remove(best)
            found.append((one, best))
    return found


def _like(one: Mapping[str, Any], other: Mapping[str, Any]) -> int:
    if (one["kind"] == "witness") != (other["kind"] == "witness"):
        return 0
    return len(_words(one["name"]) & _words(other["name"]))


def _words(name: str) -> frozenset[str]:
    """The telling words of a name, by their first five letters: a name's capitals and what a body is."""
    found = re.findall(r"[^\W\d_]{3,}", name.lower())
    return frozenset(word[:5] for word in found if word not in {"the", "and", "for", "reporter", "head", "own"})
