"""Characters that a person points at: "412-423", (412, 423), or the words themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from onrecord.core.document import canonical
from onrecord.core.span import Span
from onrecord.errors import UsageError

_WRITTEN = re.compile(r"\[?\s*(\d{1,9})\s*[-,:]\s*(\d{1,9})\s*\]?", re.ASCII)
_LONGEST = 2_000  # characters of words that are looked for


def span_of(value: Any, text: str, *, near: Span | None) -> Span:
    """The span that ``value`` names in ``text``; words are looked for nearest to ``near``.

    Raises ``UsageError`` where it lies outside the text, is empty, or the words are not there.
    """
    if isinstance(value, str) and (match := _WRITTEN.fullmatch(value.strip())):
        return _inside(int(match[1]), int(match[2]), text)
    if isinstance(value, str):
        return nearest(value, text, near=near)
    if isinstance(value, Sequence) and len(value) == 2 and all(type(end) is int for end in value):
        return _inside(value[0], value[1], text)
    raise UsageError(f"span {value!r}: write two numbers, 412-423, or the words as they stand in the report")


def nearest(words: str, text: str, *, near: Span | None) -> Span:
    """Where ``words`` stand in ``text``, nearest to ``near``; their case may differ."""
    wanted = canonical(words[: 2 * _LONGEST]).split()
    if not wanted or sum(map(len, wanted)) > _LONGEST:
        raise UsageError("span: write two numbers, 412-423, or the words as they stand in the report")
    pattern = r"\s+".join(map(re.escape, wanted))
    found = list(re.finditer(pattern, text)) or list(re.finditer(pattern, text, re.IGNORECASE))
    if not found:
        raise UsageError(f"{' '.join(wanted)[:60]!r} is not in this report, and a value needs words it is read from")
    middle = near.start if near is not None else 0
    match = min(found, key=lambda place: abs(place.start() - middle))
    return Span(match.start(), match.end())


def _inside(start: int, end: int, text: str) -> Span:
    if not 0 <= start < end <= len(text):
        raise UsageError(f"span {start}-{end} does not lie in this report, which has {len(text):,} characters")
    span = Span(start, end)
    if not span.of(text).strip():
        raise UsageError(f"span {start}-{end} holds no words")
    return span
