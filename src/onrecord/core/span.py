"""A stretch of text: where "at least 13" stands in an article."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """Half-open interval ``[start, end)`` of Unicode code points into one text.

    ``Span(16, 27).of("The blast killed at least 13 dockworkers.")`` is ``"at least 13"``… whatever a span points at
    is quoted evidence, so spans are never moved, only narrowed.
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words this span points at in ``text``."""
        return text[self.start : self.end]

    @property
    def length(self) -> int:
        """Number of code points."""
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """True where the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """True where ``other`` lies wholly inside (or equals) this span."""
        return self.start <= other.start and other.end <= self.end

    def common(self, other: Span) -> int:
        """Number of code points the two share."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))

    def cover(self, other: Span) -> Span:
        """The smallest span that holds both."""
        return Span(min(self.start, other.start), max(self.end, other.end))

    def trimmed(self, text: str, *, strip: str = " \t\n\r\u00a0") -> Span:
        """The same span without the white space (or other ``strip`` characters) at its two ends."""
        start, end = self.start, self.end
        while start < end and text[start] in strip:
            start += 1
        while end > start and text[end - 1] in strip:
            end -= 1
        return Span(start, end)

    def around(self, text: str, most: int = 200) -> tuple[str, str]:
        """What stands before and after it in its paragraph, at most ``most`` characters each, cut at a space."""
        start = max(text.rfind("\n", 0, self.start) + 1, self.start - most)
        end = text.find("\n", self.end)
        end = min(len(text) if end < 0 else end, self.end + most)
        if start and text[start - 1] != "\n" and (space := text.find(" ", start, self.start)) >= 0:
            start = space + 1
        if end < len(text) and text[end] != "\n" and (space := text.rfind(" ", self.end, end)) >= 0:
            end = space
        return text[start : self.start], text[self.end : end]
