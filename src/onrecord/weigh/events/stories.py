"""Which known reports tell of the same story as a new one: found by a few telling words, decided by all of them.

A digest tells of many stories and is near none: so each of its incidents looks for reports by its own words as well.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from onrecord.weigh.events.compare import Stories
from onrecord.weigh.events.traits import Traits
from onrecord.weigh.events.weights import Weights, dot

KEYS = 24  # words under which a report is found again: those that weigh most in it
MOST_LOOKED_AT = 96  # reports compared in full, best first by shared keys
MOST_KEPT = 12  # reports whose events are compared one by one; 40 is no better on ECB+ dev, 24 none on "valley"
OWN_KEYS = 6  # words of one incident under which reports are looked for
MOST_OWN_KEYS = 36  # of all incidents of a report
MOST_PASSING = 6  # reports that each incident adds; B³ on "lakes" 80.0 with 4, 81.2 with 6 to 12; "valley" 0.5 less
LEAST_LIKENESS = 0.10  # two reports of one seminal event of ECB+ train are below this in 4 % of pairs


def keys_of(bag: Mapping[str, float]) -> tuple[str, ...]:
    """The words under which a report is kept, heaviest first."""
    return tuple(heapq.nlargest(KEYS, bag, key=lambda stem: (bag[stem], stem)))


def shortlist(found: Iterable[tuple[str, Sequence[int]]], weights: Weights) -> list[int]:
    """The reports that share the most weight of keys; ``found`` holds for each key of the new report who has it too."""
    shared: Counter[int] = Counter()
    for stem, reports in found:
        weight = weights.weight(stem)
        for report in reports:
            shared[report] += weight  # type: ignore[assignment]
    return [report for report, _ in heapq.nlargest(MOST_LOOKED_AT, shared.items(), key=lambda item: (item[1], item[0]))]


def own_bag(tellings: Iterable[Traits], weights: Weights) -> dict[str, float]:
    """The words of the sentences that tell of one incident, weighed like those of a report."""
    raw = {stem: weights.weight(stem) for one in tellings for stem in (*one.stems, *one.sentence)}
    length = math.sqrt(sum(value * value for value in raw.values())) or 1.0
    return {stem: value / length for stem, value in raw.items()}


def own_keys(bags: Iterable[Mapping[str, float]], known: Sequence[str]) -> tuple[str, ...]:
    """The heaviest words of each incident that are not among the ``known`` keys of the report."""
    found = dict.fromkeys(
        key for bag in bags for key in heapq.nlargest(OWN_KEYS, bag, key=lambda stem: (bag[stem], stem))
    )
    return tuple(key for key in found if key not in known)[:MOST_OWN_KEYS]


def near_stories(
    mine: Mapping[str, float],
    known: Iterable[tuple[int, Mapping[str, float]]],
    *,
    passing: Sequence[Mapping[str, float]] = (),
) -> dict[int, Stories]:
    """The known reports near enough to be compared event by event.

    ``mine`` is the bag of the new report, ``known`` gives number and bag of each that may be near: at most
    :data:`MOST_KEPT` for the whole of it, and for each of its incidents, whose bags are ``passing``, the nearest few.
    """
    words = set(mine).union(*passing)
    bags = {report: {stem: bag[stem] for stem in bag.keys() & words} for report, bag in known}
    scored = {report: dot(mine, bag) for report, bag in bags.items()}
    likest = max(scored.values(), default=0.0) or 1.0
    pairs = ((likeness, report) for report, likeness in scored.items() if likeness >= LEAST_LIKENESS)
    near = dict.fromkeys(report for _, report in heapq.nlargest(MOST_KEPT, pairs))
    for own in passing:
        spoken = ((dot(own, bag), report) for report, bag in bags.items())
        near |= dict.fromkeys(report for value, report in heapq.nlargest(MOST_PASSING, spoken) if value > 0)
    return {report: Stories(scored[report], scored[report] / likest) for report in near}
