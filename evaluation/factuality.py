"""How events are presented: MEANTIME dev (certain, positive, future), UDS-IH2 dev, and our own sentences on realis.

Gold tokens go through what the product does: ``presented`` for MEANTIME, ``realis_of`` for our own sentences (with the
reader's own answer where the words say nothing). Each macro-F1 stands beside the one of always giving the commoner
answer. MEANTIME's UNDERSPECIFIED certainty is left out; PROBABLE and POSSIBLE are not certain, all but NEG is positive.
On UDS-IH2 (−3…3) what is rated 0.5 and above did happen, −0.5 and below did not, what lies between is uncertain.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

import numpy as np

from evaluation.corpora import GOLD as OWN
from evaluation.corpora import corpus
from onrecord.core import Analysis, Document, EventMention
from onrecord.core.analysis import Realis
from onrecord.read.analyse import decoded
from onrecord.read.encoder import Answers, Encoder, shipped
from onrecord.read.segment import segment
from onrecord.resolve.events.realis import presented, realis_of
from onrecord.resolve.events.view import view_of
from training.corpora import factuality
from training.corpora.extra import spans_of

GOLD = (
    "../shared/corpora/factuality/UDS_IH2/dev.jsonl", "../shared/corpora/meantime_xml/dev",
    "evaluation/gold/realis.jsonl",
)  # fmt: skip
FLAGS = ("certain", "positive", "future")
# Where "did happen" begins and "did not happen" ends on the scale −3…3 of UDS-IH2.
EDGE = 0.5

Pairs = Sequence[tuple[object, object]]


def score(*, sample: int | None = None, encoder: Encoder | None = None) -> dict[str, float]:
    """Pearson's r × 100 on UDS; macro-F1, and that of always saying the commonest value, on all three."""
    encoder = encoder or shipped()
    return {**_uds(encoder, sample), **_meantime(encoder, sample), **_own(encoder, sample)}


def _uds(encoder: Encoder, sample: int | None) -> dict[str, float]:
    gold: list[float] = []
    got: list[float] = []
    for example in list(factuality.uds(corpus("factuality").parent, "dev"))[:sample]:
        row, answers, _ = _read(encoder, example.analysis)
        for token, value in (example.factuality or {}).items():
            gold.append(value)
            got.append(float(answers.factuality[row[token]]))
    pairs = [(_happened(want), _happened(have)) for want, have in zip(gold, got, strict=True)]
    return {"UDS-IH2 Pearson r": 100 * float(np.corrcoef(gold, got)[0, 1]), **_beside("UDS-IH2 three classes", pairs)}


def _happened(value: float) -> str:
    return "did" if value >= EDGE else "did not" if value <= -EDGE else "uncertain"


def _meantime(encoder: Encoder, sample: int | None) -> dict[str, float]:
    pairs: dict[str, list[tuple[object, object]]] = {flag: [] for flag in FLAGS}
    for example in list(factuality.meantime(corpus("meantime_xml").parent, "dev"))[:sample]:
        _, _, analysis = _read(encoder, example.analysis)
        view = view_of(analysis, ())
        for token, flags in (example.modal or {}).items():
            found = presented(view, token)
            answers = (found.certain, found.positive, found.ahead)
            for flag, want, have in zip(FLAGS, flags, answers, strict=True):
                pairs[flag].append((bool(want), have))
    return {name: value for flag in FLAGS for name, value in _beside(f"MEANTIME {flag}", pairs[flag]).items()}


def _own(encoder: Encoder, sample: int | None) -> dict[str, float]:
    lines = (OWN / "realis.jsonl").read_text(encoding="utf-8").splitlines()[:sample]
    pairs: list[tuple[object, object]] = []
    for row in map(json.loads, lines):
        frame = segment(Document.of(row["text"]).text)
        places, answers, analysis = _read(encoder, frame)
        token = frame.token_at(spans_of(frame.text, row["word"], 0)[0].start)
        mention = _mention(encoder, answers, token, places[token])
        pairs.append((row["realis"], realis_of(view_of(analysis, ()), mention)))
    right = sum(want == have for want, have in pairs)
    return {"own sentences accuracy": 100 * right / max(1, len(pairs)), **_beside("own sentences", pairs)}


def _mention(encoder: Encoder, answers: Answers, token: int, piece: int) -> EventMention:
    """The word as the event head sees it, had it found it; a model without that head holds everything for actual."""
    names: list[Realis] = encoder.labels.get("realis", [])  # type: ignore[assignment]
    realis = names[int(answers.realis[piece].argmax())] if names else "actual"
    return EventMention(token, "ASSAULT", None, (), (), realis, inner=False, score=1.0)


def _read(encoder: Encoder, analysis: Analysis) -> tuple[dict[int, int], Answers, Analysis]:
    """The piece each token begins with, the network's answers, and the analysis the product makes of them."""
    pieces = encoder.pieces(analysis)
    answers = encoder.read([pieces])[0]
    firsts = pieces.first.nonzero()[0]
    row = dict(zip(pieces.token[firsts].tolist(), firsts.tolist(), strict=True))
    return row, answers, decoded(analysis, pieces, answers, encoder)


def _beside(name: str, pairs: Pairs) -> dict[str, float]:
    commonest = Counter(want for want, _ in pairs).most_common(1)[0][0] if pairs else None
    always = _macro([(want, commonest) for want, _ in pairs])
    return {f"{name} macro-F1": _macro(pairs), f"{name} majority macro-F1": always}


def _macro(pairs: Pairs) -> float:
    """Mean F1 of the labels that occur in the gold, in percent."""
    scores = []
    for label in {want for want, _ in pairs}:
        hit = sum(want == have == label for want, have in pairs)
        total = sum(want == label for want, _ in pairs) + sum(have == label for _, have in pairs)
        scores.append(200 * hit / total if total else 0.0)
    return sum(scores) / len(scores) if scores else 0.0


if __name__ == "__main__":
    from evaluation.show import show

    show(score)
