"""The new tellings of one report join known events, or each other, or found events: average linkage, strongest first.

Nothing known is taken apart here, and nothing is compared but what the new report may touch.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from onrecord.weigh.events.because import because
from onrecord.weigh.events.compare import FEATURES, Stories, Weighed, cosines, features
from onrecord.weigh.events.outline import Outline
from onrecord.weigh.events.scorer import Trees, probability
from onrecord.weigh.events.veto import veto

Floats = npt.NDArray[np.float32]

# Mean probability from which tellings are one event: of 0.35 … 0.55 in steps of 0.05, over five folds of the topics of
# ECB+ train, 0.40 and 0.45 are best and equal (CoNLL 76.3); the higher, for a wrong join is worse than a missed one.
JOIN = 0.45
LEAST_MEANING = 0.12  # triggers further apart than this, with no stem in common, are not compared
_SAME_REPORT = Stories(1.0, 1.0)
_MEANING = FEATURES.index("meaning")


@dataclass(frozen=True, slots=True)
class Known:
    """A telling of a report near the new one, the number of the event it belongs to, and its outline if it is known.

    ``copied``: others have printed a copy of the report.
    """

    telling: Weighed
    event: int
    shape: Outline | None = None
    copied: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Tellings of the new report that are one event: ``members`` count in the order given.

    ``event`` is the known event they join, None where they found one. ``probability`` is the mean over the pairs that
    decided (1 for a telling alone); ``because`` the reason as a sentence; ``with_`` the known telling that is likest.
    """

    members: tuple[int, ...]
    event: int | None
    probability: float
    because: str
    with_: Weighed | None = None


@dataclass(frozen=True, slots=True)
class Pairs:
    """What was compared: probability by pair (new, new) and (new, known), the numbers behind it, and the vetoes."""

    within: dict[tuple[int, int], float]
    across: dict[tuple[int, int], float]
    rows: dict[tuple[int, int], tuple[float, ...]]  # a known telling's number is counted on from the last new one
    vetoed: dict[tuple[int, int], str] = field(default_factory=dict)


def join(
    new: Sequence[Weighed], known: Sequence[Known], *, near: Mapping[int, Stories], trees: Trees, at_least: float = JOIN
) -> list[Group]:
    """Which new tellings are one event, and which known event that is, in the order of their first members.

    ``near`` says how like the new report every report is that ``known`` tellings stand in.
    """
    if not new:
        return []
    pairs = compared(new, known, near=near, trees=trees)
    clusters = _settled(len(new), known, pairs, at_least)
    groups = [_group(members, event, new, known, pairs) for members, event in clusters]
    return sorted(groups, key=lambda group: group.members)


def compared(new: Sequence[Weighed], known: Sequence[Known], *, near: Mapping[int, Stories], trees: Trees) -> Pairs:
    """Every pair that may be one event, scored in one go; pairs that have nothing in common are left out."""
    everyone = [*new, *(item.telling for item in known)]
    wanted = [(i, j) for i in range(len(new)) for j in range(i + 1, len(everyone))]
    return scored(wanted, new, everyone, near=near, trees=trees)


def scored(
    wanted: Sequence[tuple[int, int]],
    new: Sequence[Weighed],
    everyone: Sequence[Weighed],
    *,
    near: Mapping[int, Stories],
    trees: Trees,
) -> Pairs:
    """The pairs of ``wanted`` that have something in common, scored; ``everyone`` begins with ``new``."""
    meaning, context = cosines([one.traits for one in new], [one.traits for one in everyone])
    pairs, rows = [], []
    vetoed: dict[tuple[int, int], str] = {}
    for i, j in wanted:
        one, other = new[i], everyone[j]
        if meaning[i, j] < LEAST_MEANING and one.stems.isdisjoint(other.stems):
            continue
        reason = veto(one.traits, other.traits)
        if reason is not None:
            vetoed[i, j] = reason
            continue
        stories = _SAME_REPORT if j < len(new) else near[other.traits.document]
        pairs.append((i, j))
        rows.append(features(one, other, stories=stories, meaning=meaning[i, j], context=context[i, j]))
    scores = probability(np.asarray(rows, np.float32).reshape(-1, len(FEATURES)), trees).tolist()
    found = dict(zip(pairs, scores, strict=True))
    return Pairs(
        within={pair: score for pair, score in found.items() if pair[1] < len(new)},
        across={(i, j - len(new)): score for (i, j), score in found.items() if j >= len(new)},
        rows=dict(zip(pairs, rows, strict=True)),
        vetoed=vetoed,
    )


Node = tuple[str, int]  # ("new", 3): a telling of this report; ("event", 12): a known event
Cluster = tuple[tuple[int, ...], int | None]  # tellings of this report, and the known event they join


def _settled(count: int, known: Sequence[Known], pairs: Pairs, at_least: float) -> list[Cluster]:
    """Greedy average linkage over new tellings and the known events near them; two known events never become one."""
    sums, sizes = _links(count, known, pairs)
    barred = _barred(count, known, pairs)
    members: dict[Node, list[int]] = {("new", i): [i] for i in range(count)}
    while True:
        means = ((total / (sizes[a] * sizes[b]), a, b) for (a, b), total in sums.items() if (a, b) not in barred)
        best, one, other = max(means, default=(0.0, ("", 0), ("", 0)))
        if best < at_least:
            break
        keep, gone = (other, one) if other[0] == "event" else (one, other)
        members.setdefault(keep, []).extend(members.pop(gone))
        sizes[keep] += sizes.pop(gone)
        sums = _merged(sums, keep, gone)
        barred = {pair for each in barred if (pair := _renamed(each, keep, gone)) is not None}
    return [(tuple(sorted(ones)), node[1] if node[0] == "event" else None) for node, ones in members.items()]


def _links(count: int, known: Sequence[Known], pairs: Pairs) -> tuple[dict[tuple[Node, Node], float], dict[Node, int]]:
    """Sums of probabilities between nodes, and how many tellings each node holds; what was not compared is 0."""
    sums: dict[tuple[Node, Node], float] = {}
    for (i, j), score in pairs.within.items():
        sums[_pair(("new", i), ("new", j))] = score
    for (i, j), score in pairs.across.items():
        pair = _pair(("event", known[j].event), ("new", i))
        sums[pair] = sums.get(pair, 0.0) + score
    sizes: dict[Node, int] = {("new", i): 1 for i in range(count)}
    for item in known:
        sizes["event", item.event] = sizes.get(("event", item.event), 0) + 1
    return sums, sizes


def _barred(count: int, known: Sequence[Known], pairs: Pairs) -> set[tuple[Node, Node]]:
    """Pairs of nodes of which one telling forbids another."""
    return {_pair(("new", i), ("new", j) if j < count else ("event", known[j - count].event)) for i, j in pairs.vetoed}


def _merged(sums: dict[tuple[Node, Node], float], keep: Node, gone: Node) -> dict[tuple[Node, Node], float]:
    found: dict[tuple[Node, Node], float] = {}
    for pair, total in sums.items():
        renamed = _renamed(pair, keep, gone)
        if renamed is not None:
            found[renamed] = found.get(renamed, 0.0) + total
    return found


def _renamed(pair: tuple[Node, Node], keep: Node, gone: Node) -> tuple[Node, Node] | None:
    """The pair after ``gone`` went into ``keep``; None where nothing is left to decide."""
    one, other = (keep if node == gone else node for node in pair)
    return None if one == other or one[0] == other[0] == "event" else _pair(one, other)


def _pair(one: Node, other: Node) -> tuple[Node, Node]:
    return (one, other) if one < other else (other, one)


def _group(
    members: tuple[int, ...], event: int | None, new: Sequence[Weighed], known: Sequence[Known], pairs: Pairs
) -> Group:
    """The group with its reason: the likest pair that speaks for it."""
    inside = {(i, j): score for (i, j), score in pairs.within.items() if i in members and j in members}
    outside = {
        (i, len(new) + j): score
        for (i, j), score in pairs.across.items()
        if i in members and event is not None and known[j].event == event
    }
    speaking = outside or inside
    if not speaking:
        return Group(members, None, 1.0, _alone(members[0], known, new, pairs))
    i, j = max(speaking, key=lambda pair: (speaking[pair], pair))
    other = new[j] if j < len(new) else known[j - len(new)].telling
    mean = sum(speaking.values()) / len(speaking)
    return Group(members, event, round(mean, 3), because(new[i], other, pairs.rows[i, j]), other if outside else None)


def _alone(member: int, known: Sequence[Known], new: Sequence[Weighed], pairs: Pairs) -> str:
    """Why a telling founds an event of its own: what forbade the likest, or that nothing is like it."""
    reasons = [reason for (i, j), reason in pairs.vetoed.items() if i == member and j >= len(new)
               and new[i].stems & known[j - len(new)].telling.stems]  # fmt: skip
    return f"first told here; not one with a similar event, for {reasons[0]}" if reasons else "first told here"
