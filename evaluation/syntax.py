"""Trees on GUM dev (gold tokens and sentences): part of speech, unlabelled and labelled attachment."""

from __future__ import annotations

from collections import Counter

from evaluation.corpora import corpus
from onrecord.read.encoder import Encoder, shipped
from onrecord.read.trees import grown
from training.corpora import conllu

GOLD = ("../shared/corpora/gum/dev",)


def score(*, sample: int | None = None, encoder: Encoder | None = None) -> dict[str, float]:
    """UPOS accuracy, UAS and LAS over all tokens, punctuation included, in percent."""
    encoder = encoder or shipped()
    counts: Counter[str] = Counter()
    for number, example in enumerate(conllu.gum(corpus("gum").parent, "dev")):
        if sample is not None and number >= sample:
            break
        pieces = encoder.pieces(example.analysis)
        tokens = grown(example.analysis, pieces, encoder.read([pieces])[0], encoder.labels)
        for gold, got in zip(example.analysis.tokens, tokens, strict=True):
            counts["all"] += 1
            counts["upos"] += gold.upos == got.upos
            counts["heads"] += gold.head == got.head
            counts["both"] += gold.head == got.head and gold.deprel == got.deprel
    total = max(1, counts["all"])
    return {
        "UPOS": 100 * counts["upos"] / total,
        "UAS": 100 * counts["heads"] / total,
        "LAS": 100 * counts["both"] / total,
    }


if __name__ == "__main__":
    from evaluation.show import show

    show(score)
