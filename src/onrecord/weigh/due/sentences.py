"""The sentences of a report: where they begin and end, in code points."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.core.span import Span

_LINE = re.compile(r"[^\n]+")
# An end mark, closing marks, a space and a capital; "Gen. Voss", "Feb. 14" and "4 p.m. Friday" are no ends.
_END = re.compile(
    r"(?<!\b[A-Z])(?<!\b(?:Mr|Dr|St|Lt|No))(?<!\b(?:Gen|Col|Sgt|Mrs|Gov|Sen|Rep))(?<![ap]\.m)"
    r"(?!(?<=\bJan|\bFeb|\bMar|\bApr|\bJun|\bJul|\bAug|\bSep|\bOct|\bNov|\bDec)\.\s+\d)(?!(?<=\bSept)\.\s+\d)"
    r"[.!?][”\"’»)\]]{0,3}\s+(?=[“\"‘«(]?[A-Z0-9])"
)


_LONGEST = 2_000  # characters; what runs on without an end mark is cut, so that patterns take no longer than its length


def sentences(text: str) -> Iterator[Span]:
    """Spans of sentences, in order: "Talks resume on Monday. The road is closed." has two."""
    for line in _LINE.finditer(text):
        start = line.start()
        for end in _END.finditer(text, line.start(), line.end()):
            yield from _cut(start, end.start() + len(end.group().rstrip()))
            start = end.end()
        if text[start : line.end()].strip():
            yield from _cut(start, line.end())


def _cut(start: int, end: int) -> Iterator[Span]:
    for at in range(start, end, _LONGEST):
        yield Span(at, min(at + _LONGEST, end))
