"""Attribution on PolNeAR dev: exact spans of sources, cues and contents, and whole attributions.

PolNeAR marks outermost attributions, so those the reading finds inside another one (a ``parent``) are left out.
"flat" is the network's one-pass labelling alone, before anything hangs on a cue and before the rules.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from evaluation.corpora import corpus
from onrecord.core import Attribution, Document, Span
from onrecord.pipeline import Reader
from onrecord.read.decode import flat
from onrecord.read.encoder import Encoder
from onrecord.read.segment import segment
from training.corpora import polnear
from training.shape import ATTRIBUTION, Example, Quoted

GOLD = ("../shared/corpora/polnear/dev",)

Spans = tuple[Span, ...]


def score(*, sample: int | None = None, reader: Reader | None = None) -> dict[str, float]:
    """Exact-span F1 of each role and F1 of whole attributions, in percent."""
    reader = reader or Reader()
    counts: Counter[str] = Counter()
    examples = list(polnear.examples(corpus("polnear").parent, "dev"))[:sample]
    # The gold points into the text as it was annotated: it must not be made canonical first.
    readings = reader.read_many(Document(text=example.analysis.text, id=example.name) for example in examples)
    for example, reading in zip(examples, readings, strict=True):
        gold = example.attributions or ()
        text = reading.document.text
        outer = [item for item in reading.attributions if item.parent is None]
        for role in ATTRIBUTION:
            wanted = {span for quoted in gold for span in getattr(quoted, role)}
            _count(counts, role, wanted, {span for item in outer for span in getattr(item, role)})
            _count(
                counts, f"flat {role}", wanted, {span for kind, span in _flat(example, reader.encoder) if kind == role}
            )
        counts["whole hit"] += matches(text, gold, outer)
        counts["whole gold"] += len(gold)
        counts["whole got"] += sum(1 for item in outer if item.content)
    names = [*ATTRIBUTION, *(f"flat {role}" for role in ATTRIBUTION)]
    found = {f"{name} exact F1": _f1(counts, name) for name in names}
    return {**found, "whole attribution F1": _f1(counts, "whole")}


def _flat(example: Example, encoder: Encoder) -> Iterator[tuple[str, Span]]:
    analysis = segment(example.analysis.text)
    pieces = encoder.pieces(analysis)
    tokens = [analysis.tokens[index].span for index in pieces.token[pieces.first == 1]]
    for kind, first, last in flat([pieces], encoder.read([pieces]), encoder)[0][0]:
        yield kind, Span(tokens[first].start, tokens[last - 1].end)


def _count(counts: Counter[str], name: str, wanted: set[Span], got: set[Span]) -> None:
    counts[f"{name} hit"] += len(wanted & got)
    counts[f"{name} gold"] += len(wanted)
    counts[f"{name} got"] += len(got)


def _f1(counts: Counter[str], name: str) -> float:
    total = counts[f"{name} gold"] + counts[f"{name} got"]
    return 200 * counts[f"{name} hit"] / total if total else 0.0


def matches(text: str, gold: tuple[Quoted, ...], found: list[Attribution]) -> int:
    """Gold attributions found, each by one of ours: cues overlap, contents share at least half of their tokens
    (Jaccard), sources overlap or gold names none."""
    free = set(range(len(found)))
    hits = 0
    for quoted in gold:
        for index in sorted(free):
            item = found[index]
            if (
                _overlap(quoted.cue, item.cue)
                and _jaccard(text, quoted.content, item.content) >= 0.5
                and (not quoted.source or _overlap(quoted.source, item.source))
            ):
                free.discard(index)
                hits += 1
                break
    return hits


def _overlap(left: Spans, right: Spans) -> bool:
    return any(one.overlaps(other) for one in left for other in right)


def _jaccard(text: str, left: Spans, right: Spans) -> float:
    one, two = ({index for span in side for index in _tokens(text, span)} for side in (left, right))
    return len(one & two) / len(one | two) if one | two else 0.0


def _tokens(text: str, span: Span) -> Iterator[int]:
    """Where each word between white space starts that lies in the span."""
    start = span.start
    for word in span.of(text).split():
        start = text.index(word, start)
        yield start
        start += len(word)


if __name__ == "__main__":
    from evaluation.show import show

    show(score)
