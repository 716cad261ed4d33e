"""Attribution on PolNeAR dev: exact spans of sources, cues and contents, and whole attributions."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from onrecord.core import Span
from onrecord.read.decode import Linked, attributions, flat
from onrecord.read.encoder import Encoder, shipped
from onrecord.read.segment import segment
from training.corpora import polnear
from training.shape import ATTRIBUTION, Quoted

GOLD = ("../shared/corpora/polnear/dev",)
ROOT = Path(__file__).parent.parent.parent / "shared" / "corpora"

Spans = tuple[Span, ...]
Whole = tuple[Spans, Spans, Spans]


def score(*, sample: int | None = None, encoder: Encoder | None = None) -> dict[str, float]:
    """Exact-span F1 of each role and F1 of whole attributions, in percent."""
    encoder = encoder or shipped()
    counts: Counter[str] = Counter()
    for gold, flat_spans, wholes in _read(encoder, sample):
        for role in ATTRIBUTION:
            wanted = {span for quoted in gold for span in getattr(quoted, role)}
            got = {span for kind, span in flat_spans if kind == role}
            linked = {span for whole in wholes for span in whole[ATTRIBUTION.index(role)]}
            _count(counts, role, wanted, got)
            _count(counts, f"{role} linked", wanted, linked)
        counts["whole hit"] += _matches(gold, wholes)
        counts["whole gold"] += len(gold)
        counts["whole got"] += sum(1 for whole in wholes if whole[2])
    names = [*ATTRIBUTION, *(f"{role} linked" for role in ATTRIBUTION)]
    found = {f"{name} exact F1": _f1(counts, name) for name in names}
    return {**found, "whole attribution F1": _f1(counts, "whole")}


def _read(encoder: Encoder, sample: int | None) -> Iterator[tuple[tuple[Quoted, ...], list[tuple[str, Span]], list[Whole]]]:
    for number, example in enumerate(polnear.examples(ROOT, "dev")):
        if sample is not None and number >= sample:
            return
        analysis = segment(example.analysis.text)
        pieces = encoder.pieces(analysis)
        answers = encoder.read([pieces])[0]
        firsts = pieces.first.nonzero()[0]
        tokens = [analysis.tokens[index].span for index in pieces.token[firsts]]

        def span(run: tuple[int, int], tokens: list[Span] = tokens) -> Span:
            return Span(tokens[run[0]].start, tokens[run[1] - 1].end)

        labelled, emissions = flat([pieces], [answers], encoder)[0]
        spans = [(kind, span((first, last))) for kind, first, last in labelled]
        linked = attributions(pieces, answers, labelled, emissions, encoder)
        yield example.attributions or (), spans, [_whole(item, span) for item in linked]


def _whole(linked: Linked, span) -> Whole:  # type: ignore[no-untyped-def]
    return tuple(map(span, linked.source)), (span(linked.cue),), tuple(map(span, linked.content))


def _count(counts: Counter[str], name: str, wanted: set[Span], got: set[Span]) -> None:
    counts[f"{name} hit"] += len(wanted & got)
    counts[f"{name} gold"] += len(wanted)
    counts[f"{name} got"] += len(got)


def _f1(counts: Counter[str], name: str) -> float:
    total = counts[f"{name} gold"] + counts[f"{name} got"]
    return 200 * counts[f"{name} hit"] / total if total else 0.0


def _matches(gold: tuple[Quoted, ...], wholes: list[Whole]) -> int:
    """Gold attributions found: cue overlaps, contents share at least half of their characters, source overlaps or gold has none."""
    free = set(range(len(wholes)))
    hits = 0
    for quoted in gold:
        for index in sorted(free):
            source, cue, content = wholes[index]
            if (
                _overlap(quoted.cue, cue)
                and _jaccard(quoted.content, content) >= 0.5
                and (not quoted.source or _overlap(quoted.source, source))
            ):
                free.discard(index)
                hits += 1
                break
    return hits


def _overlap(left: Spans, right: Spans) -> bool:
    return any(one.overlaps(other) for one in left for other in right)


def _jaccard(left: Spans, right: Spans) -> float:
    common = sum(one.common(other) for one in left for other in right)
    total = sum(span.length for span in (*left, *right)) - common
    return common / total if total else 0.0


if __name__ == "__main__":
    from evaluation.show import show

    show(score)
