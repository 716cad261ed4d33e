"""The best sequence of labels, found as slowly as possible and as fast as we do it."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.read.decode import best_path, runs

NAMES = ["O", "B-source", "I-source", "B-cue", "I-cue"]


@given(st.integers(0, 10_000), st.integers(1, 4), st.integers(2, 4))
def test_viterbi_finds_what_trying_every_path_finds(seed: int, length: int, labels: int) -> None:
    random = np.random.default_rng(seed)
    emissions = random.normal(size=(2, length, labels)).astype(np.float32)
    moves = random.normal(size=(labels, labels)).astype(np.float32)
    begin = random.normal(size=labels).astype(np.float32)

    def worth(row: int, path: tuple[int, ...]) -> float:
        steps = sum(float(moves[a, b]) for a, b in pairwise(path))
        return float(begin[path[0]]) + steps + sum(float(emissions[row, i, tag]) for i, tag in enumerate(path))

    found = best_path(emissions, moves, begin)
    for row in (0, 1):
        best = max(worth(row, path) for path in product(range(labels), repeat=length))
        assert worth(row, tuple(found[row].tolist())) == pytest.approx(best, abs=1e-3)


@pytest.mark.parametrize(
    ("tags", "found"),
    [
        ([0, 1, 2, 0, 3], [("source", 1, 3), ("cue", 4, 5)]),
        ([1, 1, 2], [("source", 0, 1), ("source", 1, 3)]),
        ([2, 2, 0], [("source", 0, 2)]),
        ([1, 4, 4], [("source", 0, 1), ("cue", 1, 3)]),
        ([0, 0], []),
        ([], []),
    ],
)
def test_runs_of_labels_are_spans(tags: list[int], found: list[tuple[str, int, int]]) -> None:
    assert runs(np.array(tags, np.int64), NAMES) == found
