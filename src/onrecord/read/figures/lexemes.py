"""Cut a text into digits, words and signs, fast, with offsets: "at least 13" is at · least · 13."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from onrecord.core import Analysis, Span

# "10 000" and "10'000" are one number; every repeat is bounded, so a page of digits costs no more than its length.
_LEXEME = re.compile(
    r"(?P<n>\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3}){1,5}(?![\d.,]\d|\d)"
    r"|\d{1,3}(?:['’]\d{3}){1,5}(?!\d)|\d+(?:[.,]\d+)*|(?<![\w.)])\.\d+)"
    r"|(?P<w>[^\W\d_]+(?:['’][^\W\d_]+)*)|(?P<s>\S)"
)


@dataclass(frozen=True, slots=True)
class Lexemes:
    """Parallel lists over one text: words in small letters, kinds ("n" digits, "w" word, "s" sign), offsets."""

    text: str
    lows: list[str]
    kinds: list[str]
    starts: list[int]
    ends: list[int]
    sentence_starts: list[int]
    analysis: Analysis
    _said: dict[tuple[str, ...], bool] = field(default_factory=dict, compare=False, repr=False)
    _tags: dict[int, str] = field(default_factory=dict, compare=False, repr=False)

    def word(self, index: int) -> str:
        """The lexeme as written."""
        return self.text[self.starts[index] : self.ends[index]]

    def low(self, index: int) -> str:
        """The lexeme in small letters, "" beyond either end of the text or of the paragraph's edge."""
        return self.lows[index] if 0 <= index < len(self.lows) else ""

    def kind(self, index: int) -> str:
        """Its kind, "" beyond either end."""
        return self.kinds[index] if 0 <= index < len(self.kinds) else ""

    def glued(self, index: int) -> bool:
        """True where nothing stands between this lexeme and the next."""
        return 0 <= index < len(self.lows) - 1 and self.ends[index] == self.starts[index + 1]

    def broken(self, index: int) -> bool:
        """True where a paragraph ends (or the text does) between this lexeme and the next."""
        if not 0 <= index < len(self.lows) - 1:
            return True
        start, end = self.ends[index], self.starts[index + 1]
        return end - start > 1 and "\n" in self.text[start:end].strip(" \t") and self.text.count("\n", start, end) > 1

    def capital(self, index: int) -> bool:
        """True where the lexeme is a word with a capital letter: "Su", "iPhone"."""
        return self.kind(index) == "w" and self.word(index) != self.lows[index]

    def span(self, first: int, last: int) -> Span:
        """The characters of lexemes ``[first, last)``."""
        return Span(self.starts[first], self.ends[last - 1])

    def bounds(self, index: int) -> tuple[int, int]:
        """The lexemes ``[first, last)`` of the sentence that holds this one."""
        at = bisect_right(self.sentence_starts, self.starts[index])
        first = bisect_left(self.starts, self.sentence_starts[at - 1]) if at else 0
        if at < len(self.sentence_starts):
            return first, bisect_left(self.starts, self.sentence_starts[at])
        return first, len(self.lows)

    def says(self, *signs: str) -> bool:
        """True where the whole text holds one of ``signs``; looked up once a text."""
        found = self._said.get(signs)
        if found is None:
            found = self._said[signs] = any(sign in self.text for sign in signs)
        return found

    def upos(self, index: int) -> str:
        """The part of speech the reader gave the token that holds this lexeme, "X" where it gave none."""
        found = self._tags.get(index)
        if found is None:
            at = self.analysis.token_at(self.starts[index])
            found = self.analysis.tokens[at].upos if at >= 0 else "X"
            self._tags[index] = found
        return found


def lex(analysis: Analysis) -> Lexemes:
    """All lexemes of the text, linear in its length."""
    lows: list[str] = []
    kinds: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _LEXEME.finditer(analysis.text):
        kind = match.lastgroup or "s"
        lows.append(match.group().lower())
        kinds.append(kind)
        start, end = match.span()
        starts.append(start)
        ends.append(end)
    return Lexemes(analysis.text, lows, kinds, starts, ends, [s.span.start for s in analysis.sentences], analysis)
