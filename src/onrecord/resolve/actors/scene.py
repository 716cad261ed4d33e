"""The text as the actor rules see it: folded words, where quotations run, what stands before and after a token."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

from onrecord.core import Analysis, Place, Span, Token
from onrecord.resolve.actors.lexicons import Lexicons
from onrecord.resolve.actors.words import fold

_QUOTE = re.compile(r"[\"“”«»]")


@dataclass(slots=True)
class Scene:
    """One text with the look-ups that every rule needs; ``trees`` tells whether the reader gave syntax."""

    analysis: Analysis
    lex: Lexicons
    words: list[str]
    trees: bool
    quotes: list[Span]
    quote_starts: list[int]
    places: dict[int, Place]
    demonyms: dict[int, str]
    inside: frozenset[str]

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The words and signs of the text, in order."""
        return self.analysis.tokens

    def quoted(self, offset: int) -> bool:
        """True inside quotation marks."""
        at = bisect_right(self.quote_starts, offset) - 1
        return at >= 0 and offset < self.quotes[at].end

    def quote_of(self, offset: int) -> int:
        """Number of the quotation that holds ``offset``, −1 outside."""
        at = bisect_right(self.quote_starts, offset) - 1
        return at if at >= 0 and offset < self.quotes[at].end else -1

    def word(self, index: int) -> str:
        """The folded word at ``index``; "" beyond the text."""
        return self.words[index] if 0 <= index < len(self.words) else ""

    def capital(self, index: int) -> bool:
        """True where the token begins with a capital letter."""
        return self.tokens[index].text[0].isupper()

    def owner_country(self, first: int) -> str | None:
        """The country before "'s" in front of ``first``: "Malta's Security Service"."""
        place = self.places.get(first - 2) if self.word(first - 1) in {"'s", "’s", "'", "’"} else None
        return place.country if place is not None else None

    def new_line(self, one: int, two: int) -> bool:
        """True where a line break stands between two neighbouring tokens, in whatever order they are given."""
        first, second = (one, two) if one < two else (two, one)
        return "\n" in self.analysis.text[self.tokens[first].span.end : self.tokens[second].span.start]

    def opens_sentence(self, index: int) -> bool:
        """True for the first word of a sentence or of a quotation inside it."""
        token = self.tokens[index]
        first = self.analysis.sentences[token.sentence].first
        return index == first or (index - 1 == first and not self.tokens[first].text[0].isalnum())


def scene(analysis: Analysis, lex: Lexicons, places: tuple[Place, ...]) -> Scene:
    """Prepare the look-ups; linear in the text."""
    quotes = _quotations(analysis)
    words = [fold(token.text) for token in analysis.tokens]
    at: dict[int, Place] = {}
    for place in places:
        for token in analysis.tokens_in(place.span):
            at.setdefault(token.index, place)
    return Scene(
        analysis=analysis,
        lex=lex,
        words=words,
        trees=any(token.head >= 0 for token in analysis.tokens[:200]),
        quotes=quotes,
        quote_starts=[span.start for span in quotes],
        places=at,
        demonyms=_demonyms(analysis, lex, words),
        inside=_inside(analysis, words),
    )


def _inside(analysis: Analysis, words: list[str]) -> frozenset[str]:
    """Words that are capitalised somewhere else than at the head of a sentence or quotation."""
    found: set[str] = set()
    for sentence in analysis.sentences:
        for index in range(sentence.first + 1, sentence.last):
            token = analysis.tokens[index]
            if token.text[0].isupper() and analysis.tokens[index - 1].text[0].isalnum():
                found.add(words[index])
    return frozenset(found)


# Written before a noun like a demonym: "U.S. officials".
_STATES = {"US": "US", "U.S.": "US", "UK": "GB", "U.K.": "GB", "UAE": "AE"}


def _demonyms(analysis: Analysis, lex: Lexicons, words: list[str]) -> dict[int, str]:
    """Token index → country, for "Latvian" and both words of "South Korean"."""
    found: dict[int, str] = {}
    for index, token in enumerate(analysis.tokens):
        if not token.text[0].isupper():
            continue
        code = _STATES.get(token.text)
        pair = f"{words[index - 1]} {words[index]}" if index else ""
        if pair in lex.demonyms:
            code = found[index - 1] = lex.demonyms[pair]
        code = code or lex.demonyms.get(words[index])
        if code is not None:
            found[index] = code
    return found


def _quotations(analysis: Analysis) -> list[Span]:
    """Stretches between quotation marks; one that is never closed ends with its paragraph (as news style has it)."""
    found: list[Span] = []
    for paragraph in analysis.paragraphs:
        opened: int | None = None
        for match in _QUOTE.finditer(analysis.text, paragraph.start, paragraph.end):
            sign = match.group()
            if opened is None and sign not in "”»":
                opened = match.start()
            elif opened is not None and sign not in "“«":
                found.append(Span(opened, match.end()))
                opened = None
        if opened is not None:
            found.append(Span(opened, paragraph.end))
    return found
