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

import numpy as np
import numpy.typing as npt

from onrecord.errors import ModelError
from onrecord.weigh.events.compare import FEATURES

Floats = npt.NDArray[np.float32]
ROWS = 2_000  # pairs scored at a time: 200 trees × 2,000 rows stay within the processor's cache


@dataclass(frozen=True, slots=True)
class Trees:
    """Binary trees laid end to end. ``feature`` −1 marks a leaf; a row goes left where its number ≤ ``threshold``."""

    roots: npt.NDArray[np.int32]
    feature: npt.NDArray[np.int16]
    threshold: Floats
    left: npt.NDArray[np.int32]
    right: npt.NDArray[np.int32]
    value: Floats
    base: float
    depth: int


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
    node = np.broadcast_to(trees.roots, (len(rows), len(trees.roots))).copy()
    which = np.arange(len(rows))[:, None]
    for _ in range(trees.depth):
        feature = trees.feature[node]
        goes_left = rows[which, np.maximum(feature, 0)] <= trees.threshold[node]
        node = np.where(feature < 0, node, np.where(goes_left, trees.left[node], trees.right[node]))
    raw = trees.value[node].sum(axis=1) + trees.base
    scored: Floats = (1 / (1 + np.exp(-raw))).astype(np.float32)
    return scored


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
        trees = Trees(
            arrays["roots"], arrays["feature"], arrays["threshold"], arrays["left"], arrays["right"], arrays["value"],
            float(arrays["base"]), int(arrays["depth"]),
        )  # fmt: skip
        stems = str(arrays["stems"]).split()
        shares = arrays["shares"].astype(float) / 65535
        return Parameters(trees, dict(zip(stems, shares.tolist(), strict=True)), str(arrays["note"]))


def note() -> str:
    """How the shipped parameters were made, and what they reach."""
    return shipped().note
