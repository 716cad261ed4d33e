"""How near a clustering of mentions is to the gold one: MUC, B-cubed, CEAF (entities) and their mean, CoNLL F1.

MUC: Vilain et al. 1995; B-cubed: Bagga and Baldwin 1998; CEAF with the similarity φ4: Luo 2005; the mean of their F1:
Pradhan et al. 2012. Both clusterings hold the same mentions here, so nothing is said of mentions found or missed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence

import numpy as np
import numpy.typing as npt

Labels = Sequence[Hashable]


def conll(gold: Labels, predicted: Labels) -> dict[str, float]:
    """F1 in percent; ``gold`` and ``predicted`` name the cluster of each mention, in the same order.

    Raises ``ValueError`` where the two are not equally long.
    """
    if len(gold) != len(predicted):
        raise ValueError(f"{len(gold)} gold mentions, {len(predicted)} predicted: every mention needs one cluster")
    parts = {"MUC": f1(*muc(gold, predicted)), "B3": f1(*b_cubed(gold, predicted)), "CEAFe": f1(*ceaf(gold, predicted))}
    return {"CoNLL": 100 * sum(parts.values()) / 3, **{name: 100 * value for name, value in parts.items()}}


def f1(precision: float, recall: float) -> float:
    """The harmonic mean."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def muc(gold: Labels, predicted: Labels) -> tuple[float, float]:
    """Precision and recall of links: how few cuts and joins lead from one clustering to the other."""
    return _links(predicted, gold), _links(gold, predicted)


def _links(clusters: Labels, others: Labels) -> float:
    sizes = Counter(clusters)
    parts = Counter(cluster for cluster, _ in set(zip(clusters, others, strict=True)))
    kept = sum(size - parts[cluster] for cluster, size in sizes.items())
    links = sum(size - 1 for size in sizes.values())
    return kept / links if links else 0.0


def b_cubed(gold: Labels, predicted: Labels) -> tuple[float, float]:
    """Precision and recall as the mean over mentions of what the two clusters of a mention share."""
    golds, ours, both = Counter(gold), Counter(predicted), Counter(zip(gold, predicted, strict=True))
    count = max(len(gold), 1)
    precision = sum(shared * shared / ours[own] for (_, own), shared in both.items()) / count
    recall = sum(shared * shared / golds[key] for (key, _), shared in both.items()) / count
    return precision, recall


def ceaf(gold: Labels, predicted: Labels) -> tuple[float, float]:
    """Precision and recall of the best one-to-one match of clusters, by φ4 = 2·|shared| / (|gold| + |predicted|)."""
    golds, ours = Counter(gold), Counter(predicted)
    if not golds:
        return 0.0, 0.0
    shared = Counter(zip(gold, predicted, strict=True))
    total = 0.0
    for keys, owns in _islands(shared):
        alike = np.zeros((len(keys), len(owns)))
        for at, key in enumerate(keys):
            for to, own in enumerate(owns):
                alike[at, to] = 2 * shared.get((key, own), 0) / (golds[key] + ours[own])
        total += best_match(alike)
    return total / len(ours), total / len(golds)


def _islands(shared: Counter[tuple[Hashable, Hashable]]) -> list[tuple[list[Hashable], list[Hashable]]]:
    """Gold and predicted clusters that hang together by shared mentions: each island is matched by itself."""
    golds: dict[Hashable, list[Hashable]] = {}
    ours: dict[Hashable, list[Hashable]] = {}
    for key, own in shared:
        golds.setdefault(key, []).append(own)
        ours.setdefault(own, []).append(key)
    found, seen = [], set()
    for start in golds:
        if start in seen:
            continue
        seen.add(start)
        keys, owns = [start], dict.fromkeys(golds[start])
        for key in keys:
            for own in golds[key]:
                owns[own] = None
                for other in ours[own]:
                    if other not in seen:
                        seen.add(other)
                        keys.append(other)
        found.append((keys, list(owns)))
    return found


def best_match(worth: npt.NDArray[np.float64]) -> float:
    """The largest sum of a one-to-one match of rows and columns (Kuhn's algorithm with potentials, n²m)."""
    if worth.shape[0] > worth.shape[1]:
        worth = worth.T
    rows, columns = worth.shape
    cost = np.zeros((rows + 1, columns + 1))
    cost[1:, 1:] = -worth
    row_price, column_price = np.zeros(rows + 1), np.zeros(columns + 1)
    owner = np.zeros(columns + 1, np.int64)
    for row in range(1, rows + 1):
        owner[0], at = row, 0
        least, way, used = np.full(columns + 1, np.inf), np.zeros(columns + 1, np.int64), np.zeros(columns + 1, bool)
        while owner[at] != 0 or at == 0:
            used[at] = True
            slack = cost[owner[at]] - row_price[owner[at]] - column_price
            nearer = ~used & (slack < least)
            least[nearer], way[nearer] = slack[nearer], at
            free = np.where(used, np.inf, least)
            free[0] = np.inf
            after = int(free.argmin())
            step = free[after]
            row_price[owner[used]] += step
            column_price[used] -= step
            least[~used] -= step
            at = after
        while at != 0:
            owner[at] = owner[way[at]]
            at = int(way[at])
    return float(sum(worth[owner[column] - 1, column - 1] for column in range(1, columns + 1) if owner[column]))
