"""Fits the trees that say whether two tellings are of one event: ``src/onrecord/data/joining.npz``.

    python -m training.joining --corpora ../shared/corpora          (scikit-learn besides onrecord; ten minutes)

Seeded. The texts of ECB+ train are read by the product's reader and streamed, in two random orders, through the same
finding of near reports and the same features that run in a ledger; every pair compared there is one example. The words
of news in general are counted over ECB+ train and PolNeAR train: which share of reports holds a stem, no text.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from evaluation.clusters import Taken, taken
from evaluation.crossdoc import Marked, ecbplus
from onrecord.weigh.events.compare import FEATURES, Stories, cosines, features, weighed
from onrecord.weigh.events.join import LEAST_MEANING
from onrecord.weigh.events.memory import RECENT
from onrecord.weigh.events.stems import words
from onrecord.weigh.events.stories import keys_of, near_stories, shortlist
from onrecord.weigh.events.weights import Weights, story_bag

OUT = Path(__file__).resolve().parent.parent / "src" / "onrecord" / "data" / "joining.npz"
# What can only speak for (or against) two tellings being one event; the other numbers may turn either way.
FOR = frozenset(FEATURES) - {
    "same_report", "other_numbers", "trigger_weight", "same_sentence", "first_at", "last_at", "again_least",
    "again_most", "trigger_in_sentence",
}  # fmt: skip
AGAINST = frozenset(("other_numbers",))
SHARE = 0.15  # of the pairs that are not one event, weighed up again
# Eight leaves: CoNLL 76.3 by five folds over the topics of train, against 76.2 with 15 and 76.0 with 31.
SETTINGS: dict[str, Any] = {"max_iter": 250, "learning_rate": 0.06, "max_leaf_nodes": 8, "min_samples_leaf": 60,
                            "l2_regularization": 1.0, "random_state": 0}  # fmt: skip
Floats = npt.NDArray[np.float32]


def background(texts: Sequence[str]) -> dict[str, float]:
    """In which share of the texts each stem stands that stands in three or more."""
    counts = Counter(stem for text in texts for stem in {word.stem for word in words(text) if word.tells})
    return {stem: count / len(texts) for stem, count in counts.items() if count >= 3}


def examples(documents: Sequence[Taken], order: Sequence[int], shares: dict[str, float]) -> Iterator[tuple[Any, ...]]:
    """Every pair compared while streaming: ((document, mention), (document, mention), features)."""
    weights = Weights(shares)
    bags: dict[int, dict[str, float]] = {}
    under: dict[str, list[int]] = defaultdict(list)
    for number in order:
        story, traits = documents[number]
        bags[number] = story_bag(story.counts, weights)
        keys = keys_of(bags[number])
        found = shortlist(((key, under[key][-RECENT:]) for key in keys), weights)
        near = near_stories(bags[number], ((other, bags[other]) for other in found))
        for key in keys:
            under[key].append(number)
        new = [((number, at), weighed(one, weights), Stories(1.0, 1.0)) for at, one in enumerate(traits)]
        known = [
            ((other, at), weighed(one, weights), stories)
            for other, stories in near.items()
            for at, one in enumerate(documents[other][1])
        ]
        everyone = [*new, *known]
        meaning, context = cosines([one.traits for _, one, _ in new], [one.traits for _, one, _ in everyone])
        for i, (name, one, _) in enumerate(new):
            for j in range(i + 1, len(everyone)):
                other_name, other_one, stories = everyone[j]
                if meaning[i, j] >= LEAST_MEANING or not one.stems.isdisjoint(other_one.stems):
                    row = features(one, other_one, stories=stories, meaning=meaning[i, j], context=context[i, j])
                    yield name, other_name, row


def table(marked: Sequence[Marked], documents: Sequence[Taken], shares: dict[str, float], *, seeds: Sequence[int]) -> \
        tuple[Floats, npt.NDArray[np.bool_]]:  # fmt: skip
    """Features and whether the pair is one event, over random orders of the documents."""
    rows, same = [], []
    for seed in seeds:
        order = list(range(len(documents)))
        random.Random(seed).shuffle(order)
        for (one, at), (other, to), row in examples(documents, order, shares):
            rows.append(row)
            same.append(marked[one].gold[at] == marked[other].gold[to])
    return np.asarray(rows, np.float32), np.asarray(same)


def fitted(rows: Floats, same: npt.NDArray[np.bool_]) -> Any:
    """The classifier, fitted on all that are one event and a share of the others."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    kept = same | (np.random.default_rng(0).random(len(same)) < SHARE)
    ways = [1 if name in FOR else -1 if name in AGAINST else 0 for name in FEATURES]
    model = HistGradientBoostingClassifier(monotonic_cst=ways, **SETTINGS)
    return model.fit(rows[kept], same[kept], sample_weight=np.where(same[kept], 1.0, 1.0 / SHARE))


def write(model: Any, shares: dict[str, float], note: str, out: Path) -> None:
    """The trees laid end to end, and the shares of words, as one compressed file."""
    feature, threshold, left, right, value, roots, depth = [], [], [], [], [], [], 0
    for (predictor,) in model._predictors:
        start = len(feature)
        roots.append(start)
        for node in predictor.nodes:
            leaf = bool(node["is_leaf"])
            feature.append(-1 if leaf else int(node["feature_idx"]))
            threshold.append(float(node["num_threshold"]))
            left.append(start + int(node["left"]))
            right.append(start + int(node["right"]))
            value.append(float(node["value"]))
            depth = max(depth, int(node["depth"]))
    stems = sorted(shares)
    np.savez_compressed(
        out, features=" ".join(FEATURES), note=note, base=float(model._baseline_prediction.ravel()[0]), depth=depth,
        roots=np.asarray(roots, np.int32), feature=np.asarray(feature, np.int16),
        threshold=np.asarray(threshold, np.float32), left=np.asarray(left, np.int32),
        right=np.asarray(right, np.int32), value=np.asarray(value, np.float32), stems=" ".join(stems),
        shares=np.asarray([round(shares[stem] * 65535) for stem in stems], np.uint16),
    )  # fmt: skip


NOTE = """Trees for joining tellings of one event, and the words of news in general.
Trees: fitted on the pairs of event mentions of ECB+ train (Cybulska and Vossen 2014, CC BY 3.0), {pairs} pairs of which
{same} are one event. Words: shares of reports over ECB+ train and PolNeAR train (Newell et al. 2018), counts only.
Made by training/joining.py, seeded. Figures: python -m evaluation.event_clusters."""


def main() -> None:
    """Read, stream, fit, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpora", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=OUT)
    given = parser.parse_args()
    marked = ecbplus("train")
    news = sorted((given.corpora / "polnear" / "train").rglob("*.txt"))
    shares = background([*(one.text for one in marked), *(path.read_text(encoding="utf-8") for path in news)])
    documents = list(taken([(one.text, one.mentions) for one in marked]))
    rows, same = table(marked, documents, shares, seeds=(0, 1))
    note = NOTE.format(pairs=len(same), same=int(same.sum()))
    write(fitted(rows, same), shares, note, given.out)
    print(note, f"\n{given.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
