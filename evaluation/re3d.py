"""Entities on held-out re3d documents: typed F1 on people, organisations and places, by the re3d head alone."""

from __future__ import annotations

from collections import Counter

from evaluation.corpora import corpus
from onrecord.core import Span
from onrecord.read.decode import runs
from onrecord.read.encoder import Encoder, shipped
from onrecord.read.segment import segment
from training.corpora import entities
from training.shape import RE3D

GOLD = ("../shared/corpora/re3d",)
COUNTED = ("Person", "Organisation", "Location")


def score(*, sample: int | None = None, encoder: Encoder | None = None) -> dict[str, float]:
    """Exact typed span F1, and F1 where spans need only overlap, in percent."""
    encoder = encoder or shipped()
    counts: Counter[str] = Counter()
    for number, example in enumerate(entities.re3d(corpus("re3d").parent, "dev")):
        if sample is not None and number >= sample:
            break
        gold = {(span, kind) for span, kind in example.spans["re3d"] if kind in COUNTED}
        got = {mark for mark in _found(encoder, example.analysis.text) if mark[1] in COUNTED}
        for kind in COUNTED:
            wanted = {mark for mark in gold if mark[1] == kind}
            given = {mark for mark in got if mark[1] == kind}
            for key in (kind, "all"):
                counts[f"{key} hit"] += len(wanted & given)
                counts[f"{key} gold"] += len(wanted)
                counts[f"{key} got"] += len(given)
            counts["near hit"] += _near(wanted, given) + _near(given, wanted)
            counts["near all"] += len(wanted) + len(given)
    found = {f"{key} exact F1": _f1(counts, key) for key in ("all", *COUNTED)}
    return {**found, "all overlapping F1": 100 * counts["near hit"] / max(1, counts["near all"])}


def _found(encoder: Encoder, text: str) -> set[tuple[Span, str]]:
    analysis = segment(text)
    pieces = encoder.pieces(analysis)
    firsts = pieces.first.nonzero()[0]
    best = encoder.read([pieces])[0].re3d[firsts].argmax(1)
    owner = [analysis.tokens[index].span for index in pieces.token[firsts]]
    return {
        (Span(owner[first].start, owner[last - 1].end), kind)
        for kind, first, last in runs(best, encoder.labels["re3d"])
        if kind in RE3D
    }


def _near(some: set[tuple[Span, str]], others: set[tuple[Span, str]]) -> int:
    return sum(any(span.overlaps(other) for other, _ in others) for span, _ in some)


def _f1(counts: Counter[str], key: str) -> float:
    total = counts[f"{key} gold"] + counts[f"{key} got"]
    return 200 * counts[f"{key} hit"] / total if total else 0.0


if __name__ == "__main__":
    from evaluation.show import show

    show(score)
