"""Where the nodes of a network go: what is tied pulls together, everything pushes apart, parts stand side by side.

Each connected part is laid out alone and packed beside the others, so that pairs do not drift off from the rest. A part
begins as distances from a few pivots lay it out (Brandes and Pich, "Eigensolver Methods for Progressive
Multidimensional Scaling of Large Data", 2006), then springs settle it (Fruchterman and Reingold, 1991). Nothing is
drawn by lot: the same network is the same picture.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.float32]
"""A row for each node: x and y, in lengths of a tie."""
_PIVOTS = 24
_SMALL = 12  # nodes of a part whose places are remembered
_ROUNDS = (120, 60, 30)  # of settling for parts up to 100, 500 and more nodes: a large one begins nearly settled


def parts(count: int, ties: Sequence[tuple[int, int]]) -> list[list[int]]:
    """The connected parts of ``count`` nodes, the largest first, each in ascending order."""
    near = _near(count, ties)
    seen = [False] * count
    found: list[list[int]] = []
    for start in range(count):
        if not seen[start]:
            seen[start] = True
            some, waiting = [start], deque([start])
            while waiting:
                for other in near[waiting.popleft()]:
                    if not seen[other]:
                        seen[other] = True
                        some.append(other)
                        waiting.append(other)
            found.append(sorted(some))
    return sorted(found, key=lambda some: (-len(some), some[0]))


def _near(count: int, ties: Sequence[tuple[int, int]]) -> list[list[int]]:
    near: list[list[int]] = [[] for _ in range(count)]
    for a, b in ties:
        near[a].append(b)
        near[b].append(a)
    return near


def settle(count: int, ties: Sequence[tuple[int, int]]) -> Places:
    """Places for ``count`` connected nodes, a tie about 1 long: ``settle(3, [(0, 1), (1, 2)])``."""
    once = tuple(sorted({(min(a, b), max(a, b)) for a, b in ties}))
    return (_settled if count > _SMALL else _again)(count, once).copy()


@lru_cache(maxsize=500)
def _again(count: int, ties: tuple[tuple[int, int], ...]) -> Places:
    """Small parts are alike: pairs, stars of three."""
    return _settled(count, ties)


def _settled(count: int, ties: tuple[tuple[int, int], ...]) -> Places:
    if count < 3:
        return np.array([(0, 0), (1, 0)][:count], dtype=np.float32)
    at = _begin(count, _near(count, ties))
    ends = np.array(ties, dtype=np.intp).reshape(-1, 2)
    rounds = _ROUNDS[(count > 100) + (count > 500)]
    heat = float(np.float32(0.12) * np.sqrt(count))
    for turn in range(rounds):
        at += _moved(at, ends, heat * (1 - turn / rounds) + 0.01)
    return at


def _begin(count: int, near: list[list[int]]) -> Places:
    """The first places: how far each node is from a few that lie far from each other, flattened to two dimensions."""
    far = np.empty((count, min(_PIVOTS, count)), dtype=np.float64)
    pivot, least = 0, np.full(count, np.inf)
    for column in range(far.shape[1]):
        far[:, column] = _steps(count, near, pivot)
        least = np.minimum(least, far[:, column])
        pivot = int(least.argmax())
    squared = far**2
    centred = squared - squared.mean(axis=0) - squared.mean(axis=1, keepdims=True) + squared.mean()
    _, _, turned = np.linalg.svd(centred, full_matrices=False)
    flat = centred @ turned[:2].T if far.shape[1] > 1 else np.stack([centred[:, 0], np.zeros(count)], axis=1)
    if flat.shape[1] < 2:
        flat = np.hstack([flat, np.zeros((count, 1))])
    flat *= np.sqrt(count) / max(float(np.abs(flat).max()), 1e-9) / 2
    turn = np.arange(count) * 2.399963  # the golden angle: those that fell together part in all directions
    first: Places = (flat + 0.05 * np.sqrt(count) * np.stack([np.cos(turn), np.sin(turn)], axis=1)).astype(np.float32)
    return first


def _steps(count: int, near: list[list[int]], start: int) -> NDArray[np.float64]:
    steps = np.full(count, -1.0)
    steps[start] = 0
    waiting = deque([start])
    while waiting:
        one = waiting.popleft()
        for other in near[one]:
            if steps[other] < 0:
                steps[other] = steps[one] + 1
                waiting.append(other)
    return steps


def _moved(at: Places, ends: NDArray[np.intp], heat: float) -> Places:
    """How far each node goes in one turn, at most ``heat``: pushed by all the others, pulled by those it is tied to."""
    x, y = at[:, 0], at[:, 1]
    across, down = x[:, None] - x[None, :], y[:, None] - y[None, :]
    push = across * across
    push += down * down
    np.maximum(push, 1e-4, out=push)
    np.divide(1.0, push, out=push)  # 1/d: the force is 1/d along the direction, which is across/d
    push[push < 1 / 36] = 0  # beyond six ties nobody feels it, and the whole does not blow up
    force = np.stack([(across * push).sum(axis=1), (down * push).sum(axis=1)], axis=1)
    pull = at[ends[:, 0]] - at[ends[:, 1]]
    pull = pull * np.hypot(pull[:, 0], pull[:, 1])[:, None]
    np.subtract.at(force, ends[:, 0], pull)
    np.add.at(force, ends[:, 1], pull)
    force -= at * 0.03  # a little towards the middle
    long = np.maximum(np.hypot(force[:, 0], force[:, 1]), 1e-6)
    moved: Places = (force * (np.minimum(long, heat) / long)[:, None]).astype(np.float32)
    return moved


def packed(boxes: Sequence[tuple[float, float]], *, width: float) -> tuple[list[tuple[float, float]], float]:
    """Where boxes (width, height) go in rows no wider than ``width``, and how high that is; the largest come first."""
    order = sorted(range(len(boxes)), key=lambda one: (-boxes[one][1], -boxes[one][0], one))
    placed = [(0.0, 0.0)] * len(boxes)
    left = top = tall = 0.0
    for one in order:
        wide, high = boxes[one]
        if left and left + wide > width:
            left, top, tall = 0.0, top + tall, 0.0
        placed[one] = (left, top)
        left += wide
        tall = max(tall, high)
    return placed, top + tall
