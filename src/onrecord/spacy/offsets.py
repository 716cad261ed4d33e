"""From places in the canonical text of a document to places in the text it was made from.

The canonical text is NFC with ``\\n`` for line ends: "e" and its accent are one character of it, and so is "\\r\\n".
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.core import Span
from onrecord.core.document import canonical


@dataclass(frozen=True, slots=True)
class Offsets:
    """Where pieces that differ begin, in both texts: ``ours[n]`` is ``theirs[n]``; equal steps between them."""

    ours: tuple[int, ...]
    theirs: tuple[int, ...]
    steps: tuple[bool, ...]  # True for a piece whose characters stand one for one

    @classmethod
    def of(cls, text: str) -> Offsets | None:
        """The map for a text; None where it is canonical already and every place is its own."""
        if canonical(text) == text:
            return None
        ours, theirs, steps = [0], [0], []
        for piece in _pieces(text):
            made = canonical(piece)
            steps.append(made == piece)
            ours.append(ours[-1] + len(made))
            theirs.append(theirs[-1] + len(piece))
        return cls(tuple(ours), tuple(theirs), tuple(steps))

    def span(self, span: Span) -> Span:
        """A span of the canonical text in the other one; half a character there becomes the whole."""
        first = bisect_right(self.ours, span.start) - 1
        last = bisect_right(self.ours, span.end - 1) - 1
        start = self.theirs[first] + (span.start - self.ours[first] if self._equal(first) else 0)
        end = self.theirs[last] + span.end - self.ours[last] if self._equal(last) else self.theirs[last + 1]
        return Span(start, end)

    def _equal(self, piece: int) -> bool:
        return piece < len(self.steps) and self.steps[piece]


def _pieces(text: str) -> Iterator[str]:
    """The text in pieces that become canonical each by itself: a letter with what combines with it, a line end."""
    start = 0
    for at in range(1, len(text)):
        letter = text[at]
        if (letter == "\n" and text[at - 1] == "\r") or unicodedata.combining(letter):
            continue
        piece = text[start:at]
        joined = unicodedata.normalize("NFC", piece + letter)
        if joined == unicodedata.normalize("NFC", piece) + unicodedata.normalize("NFC", letter):
            yield piece
            start = at
    if text:
        yield text[start:]
