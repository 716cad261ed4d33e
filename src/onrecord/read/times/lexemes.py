"""The text cut for reading times: words, numbers with their inner signs ("6:30", "2,000", "9/11"), single signs."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from onrecord.core import Analysis, Span
from onrecord.core.timex import Tense, When
from onrecord.read.times.words import GAP

LEXEME = re.compile(r"\d+(?:[.,:/]\d+)*|[ap]\.\ ?m\b\.?|[^\W\d_]+|[^\w\s]|_", re.IGNORECASE)
MARGIN = 10
DASHES = frozenset("-–—‐‑−")


@dataclass(frozen=True, slots=True)
class Lexemes:
    """Parallel lists over the lexemes of a text; ``words`` is lower-case, ``GAP`` between sentences.

    ``verbs`` holds the offsets of verbs where the analysis knows parts of speech (else it is empty); ``cues``
    remembers what single words say of tense: the same words are asked for every time near them.
    """

    text: str
    raws: list[str]
    words: list[str]
    starts: list[int]
    ends: list[int]
    sentences: list[int]
    verbs: frozenset[int] = frozenset()
    cues: dict[int, Tense | None] = field(default_factory=dict)

    def joined(self, index: int) -> bool:
        """True where lexeme ``index`` follows its forerunner without a space: the "s" of "1990s"."""
        return self.starts[index] == self.ends[index - 1]

    def span(self, first: int, last: int) -> Span:
        """The characters of lexemes ``[first, last)``."""
        return Span(self.starts[first], self.ends[last - 1])

    def hyphen(self, index: int) -> bool:
        """True where a dash without spaces joins the lexemes before and after ``index``: "48-hour"."""
        return self.words[index] in DASHES and self.joined(index) and self.joined(index + 1)

    def matches(self, index: int, phrase: tuple[str, ...]) -> bool:
        """True where the words from ``index`` on are ``phrase``."""
        return tuple(self.words[index : index + len(phrase)]) == phrase


@dataclass(frozen=True, slots=True)
class Found:
    """A rule's answer: what the lexemes up to ``end`` (exclusive) say, and where its evidence begins, if later."""

    when: When
    end: int
    start: int | None = None


def lexemes(analysis: Analysis) -> Lexemes:
    """Cut ``analysis.text``, sentence by sentence."""
    text = analysis.text
    raws, starts, ends, sentences = [GAP] * MARGIN, [0] * MARGIN, [0] * MARGIN, [-1] * MARGIN
    finditer = LEXEME.finditer
    for sentence in analysis.sentences:
        start, end = sentence.span
        for match in finditer(text, start, end):
            raws.append(match.group())
            first, last = match.span()
            starts.append(first)
            ends.append(last)
        sentences.extend([sentence.index] * (len(raws) - len(sentences)))
        raws.append(GAP)
        starts.append(end)
        ends.append(end)
        sentences.append(-1)
    length = len(text)
    raws.extend([GAP] * MARGIN)
    starts.extend([length] * MARGIN)
    ends.extend([length] * MARGIN)
    sentences.extend([-1] * MARGIN)
    verbs = frozenset(token.span.start for token in analysis.tokens if token.upos in ("VERB", "AUX"))
    return Lexemes(text, raws, [raw.lower() for raw in raws], starts, ends, sentences, verbs)
