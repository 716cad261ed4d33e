"""Which known reports tell of the same story as a new one: found by a few telling words, decided by all of them."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from onrecord.weigh.events.compare import Stories
from onrecord.weigh.events.weights import Weights, dot

KEYS = 24  # words under which a report is found again: those that weigh most in it
MOST_LOOKED_AT = 48  # reports compared in full, best first by shared keys
MOST_KEPT = 12  # reports whose events are compared one by one; 40 is no better on ECB+ dev, 24 none on "valley"
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


def near_stories(mine: Mapping[str, float], known: Iterable[tuple[int, Mapping[str, float]]]) -> dict[int, Stories]:
    """The known reports near enough to be compared event by event, at most :data:`MOST_KEPT`.

    ``mine`` is the bag of the new report, ``known`` gives number and bag of each that may be near.
    """
    scored = ((dot(mine, bag), report) for report, bag in known)
    best = heapq.nlargest(MOST_KEPT, (pair for pair in scored if pair[0] >= LEAST_LIKENESS))
    return {report: Stories(likeness, likeness / best[0][0]) for likeness, report in best}
