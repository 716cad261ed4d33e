"""PolNeAR 1.0: news attributions in brat standoff (source, cue, content and the events that join them)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from onrecord.core import Span
from onrecord.read.segment import segment
from training.shape import Example, Quoted


def examples(root: Path, part: str) -> Iterator[Example]:
    """The articles of ``part`` ("train" or "dev"); the texts' own line ends and code points are kept."""
    folder = root / "polnear" / part
    notes = {path.stem.rsplit("_", 1)[0]: path for path in sorted((folder / "attributions").glob("*.ann"))}
    for path in sorted((folder / "text").glob("*.txt")):
        if path.stem in notes:
            with path.open(encoding="utf-8", newline="") as handle:
                text = handle.read()
            marks = notes[path.stem].read_text(encoding="utf-8")
            yield Example(path.stem, "polnear", segment(text), attributions=tuple(attributions(marks)))


def attributions(marks: str) -> Iterator[Quoted]:
    """The ``E`` lines of one .ann file, their parts looked up among the ``T`` lines."""
    parts: dict[str, tuple[Span, ...]] = {}
    for line in marks.splitlines():
        fields = line.split("\t")
        if fields[0].startswith("T") and len(fields) > 1 and " " in fields[1]:  # a few marks in train lack a field
            where = fields[1].split(" ", 1)[1]
            parts[fields[0]] = tuple(Span(*map(int, piece.split())) for piece in where.split(";"))
    for line in marks.splitlines():
        fields = line.split("\t")
        if not fields[0].startswith("E") or len(fields) < 2:
            continue
        found: dict[str, list[Span]] = {"Source": [], "Cue": [], "Content": []}
        for pair in fields[1].split():
            role, _, key = pair.partition(":")
            role = re.sub(r"\d+$", "", role)
            if role in found and key in parts:
                found[role].extend(parts[key])
        yield Quoted(*(tuple(sorted(found[role])) for role in ("Source", "Cue", "Content")))
