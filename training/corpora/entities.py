"""Entity corpora: re3d (documents about Syria and Iraq) and CrossNER politics (Wikipedia sentences)."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from onrecord.core import Span
from onrecord.read.segment import segment
from training.shape import CROSSNER, RE3D, Example

# Sentences joined into one text, so that windows are full; they are not about the same thing.
_TOGETHER = 8


def re3d(root: Path, part: str) -> Iterator[Example]:
    """re3d by document: "dev" holds those whose sha256(documentId) is 0 modulo 5, "train" the others.

    The folder's own split went by md5: what is 0 modulo 5 there was taken out before and is measured elsewhere.
    """
    for folder in sorted(path for path in (root / "re3d").iterdir() if path.is_dir()):
        marks: dict[str, list[tuple[Span, str]]] = defaultdict(list)
        for line in (folder / "entities.jsonl").read_text(encoding="utf-8").splitlines():
            mark = json.loads(line)
            if mark["type"] in RE3D:
                marks[mark["documentId"]].append((Span(mark["begin"], mark["end"]), mark["type"]))
        for line in (folder / "documents.jsonl").read_text(encoding="utf-8").splitlines():
            document = json.loads(line)
            held_out = int(hashlib.sha256(document["_id"].encode()).hexdigest(), 16) % 5 == 0
            if held_out == (part == "dev"):
                spans = tuple(outermost(marks[document["_id"]]))
                yield Example(document["_id"], "re3d", segment(document["text"]), spans={"re3d": spans})


def crossner(root: Path, part: str) -> Iterator[Example]:
    """CrossNER politics; "train" is its train and the larger part of dev, "dev" the last fifth of dev."""
    sentences = _conll(root / "crossner_politics" / "dev.txt")
    cut = len(sentences) * 4 // 5
    chosen = sentences[cut:] if part == "dev" else _conll(root / "crossner_politics" / "train.txt") + sentences[:cut]
    for start in range(0, len(chosen), _TOGETHER):
        yield _joined(chosen[start : start + _TOGETHER], f"crossner-{part}-{start}")


def outermost(marks: list[tuple[Span, str]]) -> Iterator[tuple[Span, str]]:
    """The longest of overlapping marks, in text order: a flat layer."""
    kept: list[tuple[Span, str]] = []
    for span, kind in sorted(set(marks), key=lambda mark: (-mark[0].length, mark)):
        if not any(span.overlaps(other) for other, _ in kept):
            kept.append((span, kind))
    yield from sorted(kept)


def _conll(path: Path) -> list[list[tuple[str, str]]]:
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    rows = [[line.split() for line in block.splitlines()] for block in blocks]
    return [[(row[0], row[1]) for row in block if len(row) == 2] for block in rows if block]


def _joined(sentences: list[list[tuple[str, str]]], name: str) -> Example:
    text = ""
    marks: list[tuple[Span, str]] = []
    for sentence in sentences:
        text += "\n\n" if text else ""
        start, kind = -1, ""
        for word, label in [*sentence, ("", "O")]:
            if start >= 0 and not label.startswith("I-"):
                marks.append((Span(start, len(text.rstrip())), kind))
                start = -1
            if word:
                text += " " if text and not text.endswith("\n") else ""
                if label.startswith("B-"):
                    start, kind = len(text), label[2:]
                text += word
    spans = tuple((span, kind) for span, kind in marks if kind in CROSSNER)
    return Example(name, "crossner", segment(text), spans={"crossner": spans})
