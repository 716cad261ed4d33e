"""Certainty of predicates: UDS-IH2 dev (correlation, error) and MEANTIME dev (macro-F1 over the majority class)."""

from __future__ import annotations

import numpy as np

from evaluation.corpora import corpus
from onrecord.core import Analysis
from onrecord.read.encoder import Answers, Encoder, shipped
from training.corpora import factuality

GOLD = ("../shared/corpora/factuality/UDS_IH2/dev.jsonl", "../shared/corpora/meantime_xml/dev")
FLAGS = ("certain", "positive", "future")


def score(*, sample: int | None = None, encoder: Encoder | None = None) -> dict[str, float]:
    """Pearson's r × 100 on UDS; macro-F1 on MEANTIME's flags, and its points above always saying the commoner value."""
    encoder = encoder or shipped()
    found: dict[str, float] = {}
    gold: list[float] = []
    got: list[float] = []
    for number, example in enumerate(factuality.uds(corpus("factuality").parent, "dev")):
        if sample is not None and number >= sample:
            break
        row, answers = _read(encoder, example.analysis)
        for token, value in (example.factuality or {}).items():
            gold.append(value)
            got.append(float(answers.factuality[row[token]]))
    found["UDS-IH2 Pearson r"] = 100 * float(np.corrcoef(gold, got)[0, 1])
    pairs: dict[str, list[tuple[int, int]]] = {flag: [] for flag in FLAGS}
    for example in factuality.meantime(corpus("meantime_xml").parent, "dev"):
        row, answers = _read(encoder, example.analysis)
        for token, flags in (example.modal or {}).items():
            for place, flag in enumerate(FLAGS):
                pairs[flag].append((flags[place], int(answers.modal[row[token], place] > 0.5)))
    for flag, values in pairs.items():
        commoner = max((0, 1), key=[want for want, _ in values].count)
        found[f"MEANTIME {flag} macro-F1"] = _macro(values)
        found[f"MEANTIME {flag} majority macro-F1"] = _macro([(want, commoner) for want, _ in values])
    return found


def _read(encoder: Encoder, analysis: Analysis) -> tuple[dict[int, int], Answers]:
    pieces = encoder.pieces(analysis)
    firsts = pieces.first.nonzero()[0]
    return dict(zip(pieces.token[firsts].tolist(), firsts.tolist(), strict=True)), encoder.read([pieces])[0]


def _macro(values: list[tuple[int, int]]) -> float:
    scores = []
    for label in (0, 1):
        hit = sum(want == have == label for want, have in values)
        total = sum(want == label for want, _ in values) + sum(have == label for _, have in values)
        scores.append(200 * hit / total if total else 0.0)
    return sum(scores) / 2


if __name__ == "__main__":
    from evaluation.show import show

    show(score)
