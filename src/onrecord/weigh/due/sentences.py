"""The sentences of a report: where they begin and end, in code points."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.core.span import Span

_LINE = re.compile(r"[^\n]+")
# An end mark, closing marks, a space and a capital; "Gen. Voss" and "4 p.m. Friday" are no ends.
_END = re.compile(
    r"(?<!\b[A-Z])(?<!\b(?:Mr|Dr|St|Lt|No))(?<!\b(?:Gen|Col|Sgt|Mrs|Gov|Sen|Rep))(?<![ap]\.m)"
    r"[.!?][”\"’»)\]]{0,3}\s+(?=[“\"‘«(]?[A-Z0-9])"
)


def sentences(text: str) -> Iterator[Span]:
    """Spans of sentences, in order: "Talks resume on Monday. The road is closed." has two."""
    for line in _LINE.finditer(text):
        start = line.start()
        for end in _END.finditer(text, line.start(), line.end()):
            yield Span(start, end.start() + len(end.group().rstrip()))
            start = end.end()
        if text[start : line.end()].strip():
            yield Span(start, line.end())
