"""Our own training sentences about conflicts: attributions given as quotes of their own text (training/extra)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from onrecord.core import Span
from onrecord.read.segment import segment
from training.shape import Example, Quoted

FOLDER = Path(__file__).parent.parent / "extra"
# Snippets joined into one text, so that windows are full.
_TOGETHER = 3


def examples(folder: Path = FOLDER) -> Iterator[Example]:
    """The snippets of every .jsonl file, a few to a text; raises ``ValueError`` where a quote is not in its text."""
    for path in sorted(folder.glob("*.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        for start in range(0, len(rows), _TOGETHER):
            yield joined(rows[start : start + _TOGETHER], f"{path.stem}-{start}")


def joined(rows: list[dict[str, Any]], name: str) -> Example:
    """One text of several snippets, each a paragraph of its own."""
    text = ""
    found: list[Quoted] = []
    for row in rows:
        text += "\n\n" if text else ""
        base = len(text)
        text += row["text"]
        for mark in row["attributions"]:
            parts = (spans_of(row["text"], mark.get(role), base) for role in ("source", "cue", "content"))
            found.append(Quoted(*parts))
    return Example(name, "extra", segment(text), attributions=tuple(found))


def spans_of(text: str, quotes: str | list[str] | None, base: int) -> tuple[Span, ...]:
    """Where each quote first stands as whole words; "again, {she} said" means the "she" of that snippet."""
    spans = []
    for quote in [quotes] if isinstance(quotes, str) else quotes or []:
        before, brace, rest = quote.partition("{")
        inner, _, after = rest.partition("}")
        wanted = before + inner + after if brace else quote
        start = text.find(wanted) if brace else _on_words(text, wanted)
        if start < 0:
            raise ValueError(f"{quote!r} is not in {text!r}")
        start += len(before) if brace else 0
        spans.append(Span(base + start, base + start + len(inner if brace else quote)))
    return tuple(spans)


def _on_words(text: str, quote: str) -> int:
    """Where ``quote`` first stands without cutting a word ("he" is not found in "The"); −1 where it does not."""
    start = text.find(quote)
    while start >= 0:
        end = start + len(quote)
        cuts_start = start > 0 and text[start - 1].isalnum() and quote[0].isalnum()
        cuts_end = end < len(text) and text[end].isalnum() and quote[-1].isalnum()
        if not cuts_start and not cuts_end:
            return start
        start = text.find(quote, start + 1)
    return -1
