"""Joins marked event mentions across documents by the product's own joining, and writes their clusters.

    python -m evaluation.clusters TEXTS CLUSTERS

TEXTS is JSONL, one document a line: ``{"id": "r1", "text": "…", "mentions": [[20, 28], …]}``. CLUSTERS is JSONL, one
mention a line, in the same order: ``{"doc": "r1", "span": [20, 28], "cluster": 7}``. The documents are read by the
product's reader and taken in one after the other, as a ledger takes them; nothing but texts and mentions is looked at.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from onrecord.core import Span
from onrecord.core.document import canonical
from onrecord.pipeline import Reader
from onrecord.weigh.events import Memory, Page, Story, Traits, story_of, traits_at

Mentions = Sequence[Sequence[int]]
Taken = tuple[Story, list[Traits]]


def clusters(texts: Sequence[tuple[str, Mentions]]) -> list[list[int]]:
    """The cluster of every mention of every text, streaming in the order given."""
    return streamed(list(taken(texts)))


def taken(texts: Sequence[tuple[str, Mentions]], reader: Reader | None = None) -> Iterator[Taken]:
    """What is kept of every text: its story, and the traits of its mentions."""
    reader = reader or Reader()
    readings = reader.read_many(text for text, _ in texts)
    for number, (reading, (text, mentions)) in enumerate(zip(readings, texts, strict=True)):
        page = Page(number, reading)
        spans = [Span(start, end) for start, end in mentions]
        if reading.document.text != text:  # not in NFC, or with other line ends: each end moves with what is before it
            spans = [Span(len(canonical(text[:start])), len(canonical(text[:end]))) for start, end in spans]
        yield story_of(page), traits_at(page, spans)


def streamed(documents: Sequence[Taken], order: Iterable[int] | None = None) -> list[list[int]]:
    """Take documents in, in ``order`` (or as given); cluster numbers by document and mention."""
    memory = Memory()
    found: dict[int, list[int]] = {}
    for number in range(len(documents)) if order is None else order:
        found[number] = memory.add(*documents[number])
    return [found[number] for number in range(len(documents))]


def main(arguments: Sequence[str] | None = None) -> int:
    """Read TEXTS, write CLUSTERS."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("texts", type=Path)
    parser.add_argument("clusters", type=Path)
    given = parser.parse_args(arguments)
    rows = [json.loads(line) for line in given.texts.read_text(encoding="utf-8").splitlines() if line.strip()]
    found = clusters([(row["text"], row["mentions"]) for row in rows])
    with given.clusters.open("w", encoding="utf-8") as out:
        for row, numbers in zip(rows, found, strict=True):
            for span, number in zip(row["mentions"], numbers, strict=True):
                out.write(json.dumps({"doc": row["id"], "span": span, "cluster": number}, ensure_ascii=False) + "\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
