"""How likely two tellings are of one event: gradient-boosted trees over :data:`compare.FEATURES`, run with numpy alone.

The trees are in ``data/joining.npz`` (written by ``training/joining.py``): fitted on the training topics of ECB+
(Cybulska and Vossen 2014, CC BY 3.0), monotone in every number that can only speak for or only against, so that what
ECB+ says little of (places, days, sides) still counts the right way. Beside them lies in which share of news reports
each frequent stem stands. What it reaches is in the file's own note (``note()``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from onrecord.errors import ModelError
from onrecord.weigh.events.compare import FEATURES

Floats = npt.NDArray[np.float32]
ROWS = 500  # pairs scored at a time: 250 trees of 7 tests × 500 rows stay within the processor's cache
LEAVES = 8  # of a tree, at most: one bit each of a byte

_LOWEST = np.asarray([LEAVES] + [(byte & -byte).bit_length() - 1 for byte in range(1, 256)], np.intp)


@dataclass(frozen=True, slots=True)
class Trees:
    """Binary trees as tests that take leaves away: the leaf that a row reaches is the first that none took.

    ``feature``, ``threshold`` and ``left`` are [trees, tests]: a row whose number is above the threshold takes away the
    leaves left of that test, the bits that are 0 in ``left``; ``value`` is [trees, LEAVES], leaves from left to right
    (QuickScorer; Lucchese et al., SIGIR 2015).
    """

    feature: npt.NDArray[np.intp]
    threshold: Floats
    left: npt.NDArray[np.uint8]
    value: Floats
    base: float


@dataclass(frozen=True, slots=True)
class Parameters:
    """All that joining has learned: the trees, the words of news in general, and a note of how both were made."""

    trees: Trees
    background: Mapping[str, float]
    note: str


def probability(rows: Floats, trees: Trees) -> Floats:
    """One probability for each row of features [n, len(FEATURES)]."""
    found = [_score(rows[at : at + ROWS], trees) for at in range(0, len(rows), ROWS)]
    return np.concatenate(found) if found else np.zeros(0, np.float32)


def _score(rows: Floats, trees: Trees) -> Floats:
    kept = (rows.take(trees.feature.ravel(), axis=1) > trees.threshold.ravel()).view(np.uint8)
    kept -= 1  # 255 where the row is not above the threshold: nothing is taken away
    kept |= trees.left.ravel()
    left = np.bitwise_and.reduce(kept.reshape(len(rows), *trees.left.shape), axis=2)
    reached = _LOWEST.take(left) + np.arange(0, trees.value.size, LEAVES)
    raw = trees.value.ravel().take(reached).sum(axis=1) + trees.base
    scored: Floats = (1 / (1 + np.exp(-raw))).astype(np.float32)
    return scored


def trees_of(arrays: Mapping[str, Any]) -> Trees:
    """Trees from nodes laid end to end: ``feature`` −1 marks a leaf, a row goes left where its number ≤ ``threshold``.

    Raises ``ModelError`` where a tree has more than :data:`LEAVES` leaves.
    """
    tests: list[list[tuple[int, float, int]]] = []
    values: list[list[float]] = []

    def walk(node: int) -> None:
        if arrays["feature"][node] < 0:
            values[-1].append(arrays["value"][node])
            return
        first = len(values[-1])
        walk(arrays["left"][node])
        under = sum(1 << leaf for leaf in range(first, len(values[-1])))
        tests[-1].append((int(arrays["feature"][node]), arrays["threshold"][node], ~under & 255))
        walk(arrays["right"][node])

    for root in arrays["roots"]:
        tests.append([])
        values.append([])
        walk(root)
    most = max(map(len, tests))
    if max(map(len, values)) > LEAVES:
        raise ModelError(f"the trees of joining have more than {LEAVES} leaves: reinstall onrecord, or fit them again")
    nothing = (0, np.inf, 255)  # takes no leaf away
    filled = [[*each, *[nothing] * (most - len(each))] for each in tests]
    return Trees(
        feature=np.asarray([[test[0] for test in each] for each in filled], np.intp),
        threshold=np.asarray([[test[1] for test in each] for each in filled], np.float32),
        left=np.asarray([[test[2] for test in each] for each in filled], np.uint8),
        value=np.asarray([[*each, *[0.0] * (LEAVES - len(each))] for each in values], np.float32),
        base=float(arrays["base"]),
    )


@cache
def shipped() -> Parameters:
    """The parameters that come with the program. Raises ``ModelError`` where they are missing or of another version."""
    path = Path(str(files("onrecord"))) / "data" / "joining.npz"
    if not path.is_file():
        raise ModelError(f"{path} is missing: reinstall onrecord, or fit it (python -m training.joining)")
    return load(path)


def load(path: Path) -> Parameters:
    """Parameters from a file that ``training/joining.py`` wrote."""
    with np.load(path, allow_pickle=False) as arrays:
        if tuple(str(arrays["features"]).split()) != FEATURES:
            raise ModelError(f"{path} was fitted for other features: reinstall onrecord, or fit it again")
        trees = trees_of({name: arrays[name] for name in arrays.files})
        stems = str(arrays["stems"]).split()
        shares = arrays["shares"].astype(float) / 65535
        return Parameters(trees, dict(zip(stems, shares.tolist(), strict=True)), str(arrays["note"]))


def note() -> str:
    """How the shipped parameters were made, and what they reach."""
    return shipped().note
