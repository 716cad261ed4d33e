"""Clusters of mentions: the scorers on published worked examples, the loader of CoNLL brackets, the door itself."""

from __future__ import annotations

import itertools
import json
import random
from pathlib import Path

import numpy as np
import pytest

from evaluation.clusters import main
from evaluation.coreference import b_cubed, best_match, ceaf, conll, f1, muc
from evaluation.crossdoc import _brackets, joined

# Bagga and Baldwin 1998: gold {1-5} {6 7} {8 9 A B C}; response 1 joins the two small ones, response 2 the two large.
GOLD = [1, 1, 1, 1, 1, 2, 2, 3, 3, 3, 3, 3]
FIRST = [1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2]
SECOND = [1, 1, 1, 1, 1, 2, 2, 1, 1, 1, 1, 1]


@pytest.mark.parametrize(("response", "precision"), [(FIRST, 0.762), (SECOND, 0.583)])
def test_b_cubed_tells_a_small_wrong_join_from_a_large_one(response: list[int], precision: float) -> None:
    assert b_cubed(GOLD, response) == (pytest.approx(precision, abs=0.001), 1.0)


@pytest.mark.parametrize("response", [FIRST, SECOND])
def test_muc_does_not(response: list[int]) -> None:
    assert muc(GOLD, response) == (pytest.approx(0.9), 1.0)


@pytest.mark.parametrize(
    ("response", "f", "parts"),
    # Luo 2005, table 1 (φ4): (a) and (b) are the two above, (c) joins everything, (d) takes everything apart.
    [(FIRST, 0.733, None), (SECOND, 0.667, None), ([1] * 12, 0.294, (0.588, 0.196)),
     (list(range(12)), 0.178, (0.111, 0.444))],
)  # fmt: skip
def test_ceaf_as_its_author_reports_it(response: list[int], f: float, parts: tuple[float, float] | None) -> None:
    precision, recall = ceaf(GOLD, response)
    assert f1(precision, recall) == pytest.approx(f, abs=0.001)
    if parts is not None:
        assert (precision, recall) == (pytest.approx(parts[0], abs=0.001), pytest.approx(parts[1], abs=0.001))


def test_the_best_match_is_the_best_of_all_matches() -> None:
    numbers = np.random.default_rng(0)
    for rows, columns in itertools.product(range(1, 5), range(1, 6)):
        worth = numbers.random((rows, columns))
        table = worth if rows <= columns else worth.T
        every = (sum(table[row, column] for row, column in enumerate(choice))
                 for choice in itertools.permutations(range(table.shape[1]), table.shape[0]))  # fmt: skip
        assert best_match(worth) == pytest.approx(max(every))


def test_the_gold_itself_is_perfect_whatever_its_clusters_are_called() -> None:
    named = ["abc"[label - 1] for label in GOLD]
    assert conll(GOLD, named) == {"CoNLL": 100.0, "MUC": 100.0, "B3": 100.0, "CEAFe": 100.0}


def test_a_mention_without_a_cluster_is_refused() -> None:
    with pytest.raises(ValueError, match="12 gold mentions, 11 predicted"):
        conll(GOLD, GOLD[1:])


def test_brackets_may_nest_and_stand_beside_each_other() -> None:
    cells = ["(A", "(B)| A)", "-", "(A)| (C", "C)"]
    assert sorted(_brackets(cells)) == [(0, 1, "A"), (1, 1, "B"), (3, 3, "A"), (3, 4, "C")]


def test_tokens_become_a_text_with_their_places() -> None:
    text, places = joined([("He", "0"), ("left", "0"), (".", "0"), ("She", "1")])
    assert text == "He left. She"
    assert [text[start:end] for start, end in places] == ["He", "left", ".", "She"]


REPORTS = [
    ("a", "Gunmen shot dead the mayor of Bol on Monday, police said.", ["shot", "said"]),
    ("b", "The mayor of Bol was shot dead by gunmen outside his office.", ["shot"]),
    ("c", "Heavy rain flooded three villages in the Orlan valley.", ["flooded"]),
]


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_the_door_writes_one_line_a_mention(tmp_path: Path, seed: int) -> None:
    reports = random.Random(seed).sample(REPORTS, k=len(REPORTS))
    rows = [
        {"id": name, "text": text, "mentions": [[text.index(word), text.index(word) + len(word)] for word in marked]}
        for name, text, marked in reports
    ]
    (tmp_path / "texts").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert main([str(tmp_path / "texts"), str(tmp_path / "clusters")]) == 0
    found = [json.loads(line) for line in (tmp_path / "clusters").read_text(encoding="utf-8").splitlines()]
    assert [(each["doc"], each["span"]) for each in found] == [(r["id"], span) for r in rows for span in r["mentions"]]
    at = {(each["doc"], tuple(each["span"])): each["cluster"] for each in found}
    assert at["a", (7, 11)] == at["b", (21, 25)]
    assert len(set(at.values())) == 3
