"""What stands around a figure: its sentence, its clause, and what lies between it and the figures beside it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

REACH = 300
"""How many code points on either side are looked at; so that a text without full stops costs no more than another."""
_END = re.compile(r"[.!?][\"”’')]*(?=\s+[\"“‘(]?[A-Z0-9])|\n+")
_INITIAL = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Gen|Col|Maj|Capt|Lt|No|Sept?|Oct|Nov|Dec|Jan|Feb)\.$")
_CUT = re.compile(r"[;:?!]|, (?:but|while|whereas|although|and (?:that|said))\b| (?:but|while) ")
_ASIDE = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Frame:
    """The words around one figure: ``before`` and ``behind`` within its clause, up to the figures beside it.

    ``sentence`` is all of the sentence before it, ``rest`` all of it behind; ``left`` is where the sentence begins.
    """

    before: str
    behind: str
    sentence: str
    rest: str
    left: int


def ends(text: str) -> list[int]:
    """Where the sentences of a text end."""
    return [
        match.end()
        for match in _END.finditer(text)
        if _INITIAL.search(text[max(0, match.start() - 8) : match.start() + 1]) is None
    ]


def framed(text: str, stops: Sequence[int], start: int, end: int, *, after: int, until: int) -> Frame:
    """The frame of the figure at ``start`` to ``end``; the one before ends at ``after``, the next is at ``until``."""
    place = bisect_right(stops, start)
    left = max(stops[place - 1] if place else 0, start - REACH)
    right = min(stops[place] if place < len(stops) else len(text), end + REACH)
    sentence, rest = text[left:start], text[end:right]
    begin = max(left, after)
    before = text[begin:start] if begin < start else ""
    cuts = [match.end() for match in _CUT.finditer(before)]
    if cuts and before[cuts[-1] :].strip():
        before = before[cuts[-1] :]
    behind = text[end : max(end, min(right, until))]
    behind = _ASIDE.sub("", behind)
    cut = _CUT.search(behind)
    return Frame(before, behind if cut is None else behind[: cut.start()], sentence, rest, left)
