"""The text as the relation rules see it: lower-case words, and who is mentioned where."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from onrecord.core import Actor, Analysis, Place, Sentence, Span, Token
from onrecord.core.mentions import RelationKind
from onrecord.resolve.actors.lexicons import Lexicons, lexicons
from onrecord.resolve.actors.words import fold, is_plural, singular
from onrecord.resolve.relations.vocabulary import Vocabulary, vocabulary

# Mentions looked at to the left of a word: nested mentions are never deeper.
_BACK = 12
# Children of one word looked at: no clause that somebody wrote has more.
_CHILDREN = 48
_INSIDE = frozenset(("ADJ", "NOUN", "PROPN", "NUM", "DET", "X"))
_JOINTS = frozenset(("'s", "’s", "'", "’", "-"))


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a tie: an actor or a place, and where it is mentioned; ``kind`` is the actor's kind or "place"."""

    id: str
    kind: str
    span: Span

    @property
    def is_place(self) -> bool:
        """True for ground, false for an actor."""
        return self.kind == "place"

    @property
    def is_new(self) -> bool:
        """True for a description that no actor of the reading stands for yet."""
        return self.id.startswith("new")


@dataclass(frozen=True, slots=True)
class Found:
    """A tie as found: the two sides, the token that states it, and whether it is over."""

    subject: Side
    kind: RelationKind
    object: Side
    trigger: int
    former: bool = False


@dataclass(frozen=True, slots=True)
class View:
    """One text with the look-ups that every rule needs."""

    analysis: Analysis
    lows: list[str]
    words: Vocabulary
    lex: Lexicons
    actors: dict[str, Actor]
    mentions: list[tuple[Span, str]]
    places: list[tuple[Span, Place]]
    grounds: dict[str, Place]
    countries: dict[str, tuple[str, str]]

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The words and signs of the text, in order."""
        return self.analysis.tokens

    def low(self, index: int) -> str:
        """The lower-case word at ``index``; "" beyond the text."""
        return self.lows[index] if 0 <= index < len(self.lows) else ""

    def sentence(self, index: int) -> Sentence:
        """The sentence that holds a token."""
        return self.analysis.sentences[self.tokens[index].sentence]

    def relation(self, index: int) -> str:
        """The UD relation of a token without its subtype: "nsubj" of "nsubj:pass"."""
        return self.tokens[index].deprel.partition(":")[0]

    def children(self, index: int, *relations: str) -> Iterator[int]:
        """The tokens that hang on one, of these relations (without subtypes)."""
        for child in self.analysis.children[index][:_CHILDREN]:
            if self.tokens[child].deprel.partition(":")[0] in relations:
                yield child

    def is_noun(self, index: int) -> bool:
        """True for a noun, also where the tagger takes "its support" for a verb."""
        if self.low(index - 1) in self.words.owners or self.low(index + 1) == "between":
            return True
        return self.tokens[index].upos not in ("VERB", "AUX")

    def is_inside(self, index: int) -> bool:
        """True for a word that stands inside a noun phrase: by the tagger, else a name or a noun for people."""
        token, low = self.tokens[index], self.lows[index]
        if token.upos in _INSIDE or low in _JOINTS or low in self.words.owners:
            return True
        if token.upos in ("PRON", "ADP", "CCONJ", "PUNCT", "PART") or low in self.words.helpers:
            return False
        return (token.text[0].isupper() and index > self.sentence(index).first) or self.kind_of_noun(index) is not None

    def is_verb(self, index: int) -> bool:
        """True for a verb that has no article or owner right in front of it."""
        before = self.low(index - 1)
        if before == "to" and self.tokens[index].upos in ("NOUN", "ADJ"):
            return self.low(index + 1) in self.words.owners
        if before in self.words.owners:
            return False
        return self.tokens[index].upos in ("VERB", "AUX", "X") or self.lows[index].endswith(("ed", "ing"))

    def kind_of_noun(self, index: int) -> str | None:
        """What kind of actor a noun describes, by the word lists; None for a thing."""
        word = fold(self.tokens[index].text)
        one = singular(word)
        if word in self.lex.role_heads or one in self.lex.role_heads or word in self.lex.generic:
            return "group" if is_plural(word) else "person"
        return self.lex.heads.get(word) or self.lex.heads.get(one)

    def mentioned(self, index: int) -> list[tuple[Span, str]]:
        """Mentions of actors around a token, the shortest first."""
        span = self.tokens[index].span
        high = bisect_right(self.mentions, (Span(span.end, 0), ""))
        around = [item for item in self.mentions[max(0, high - _BACK) : high] if item[0].overlaps(span)]
        return sorted(around, key=lambda item: item[0].length) if len(around) > 1 else around

    def place_at(self, index: int) -> Place | None:
        """The place whose name holds a token."""
        span = self.tokens[index].span
        at = bisect_right(self.places, span.start, key=lambda item: item[0].start) - 1
        return self.places[at][1] if at >= 0 and self.places[at][0].overlaps(span) else None

    def side(self, span: Span, actor: str) -> Side:
        """An actor as a side."""
        return Side(actor, self.actors[actor].kind, span)

    def same(self, side: str) -> str:
        """What two mentions of one place share: their name in the gazetteer; an actor is its id."""
        place = self.grounds.get(side)
        return side if place is None else f"{place.name}/{place.geonames}"

    def country(self, index: int) -> Side | None:
        """The state that a demonym means, where the text speaks of it elsewhere: "Iraqi"."""
        code = self.lex.demonyms.get(fold(self.tokens[index].text))
        if code is None or code not in self.countries:
            return None
        known, kind = self.countries[code]
        return Side(known, kind, self.tokens[index].span)


def view_of(analysis: Analysis, actors: Sequence[Actor], places: Sequence[Place]) -> View:
    """Prepare the look-ups; linear in the text (but for sorting the mentions)."""
    mentions = sorted((mention.span, actor.id) for actor in actors for mention in actor.mentions)
    countries: dict[str, tuple[str, str]] = {}
    for place in places:
        if place.feature == "country" and place.country:
            countries.setdefault(place.country, (place.id, "place"))
    for actor in reversed(actors):
        if actor.kind == "country" and actor.country:
            countries[actor.country] = (actor.id, "country")
    return View(
        analysis=analysis,
        lows=[token.text.lower() for token in analysis.tokens],
        words=vocabulary(),
        lex=lexicons(),
        actors={actor.id: actor for actor in actors},
        mentions=mentions,
        places=sorted(((place.span, place) for place in places), key=lambda item: item[0]),
        grounds={place.id: place for place in places},
        countries=countries,
    )
