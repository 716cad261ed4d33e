"""What the encoder makes of a text before anything is resolved: tokens, sentences, trees, entity mentions."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Literal

from onrecord.core.span import Span

EntityKind = Literal[
    "person", "organization", "place", "facility", "group", "event", "weapon", "vehicle", "document", "other"
]
MentionForm = Literal["name", "nominal", "pronoun"]
Realis = Literal["actual", "future", "hypothetical", "negated"]


@dataclass(frozen=True, slots=True)
class Token:
    """One word or sign, roughly a Universal Dependencies word: "didn't" is two tokens, "6,000", "U.S." are one.

    ``head`` is the index (in the whole document) of the token it hangs on, −1 for the root of a sentence; ``deprel``
    is the UD relation ("nsubj", "nsubj:pass", "obl"), ``upos`` the UD part of speech.
    """

    index: int
    span: Span
    text: str
    upos: str
    head: int
    deprel: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """Tokens ``[first, last)`` of the document; ``paragraph`` counts blocks of text from 0."""

    index: int
    span: Span
    first: int
    last: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class EntityMention:
    """A stretch that names or describes an actor, place or thing: "Ilmar Voss", "the ministry", "he".

    ``head`` is the index of the head token ("ministry"), ``score`` the reader's probability, 0 to 1.
    """

    span: Span
    kind: EntityKind
    form: MentionForm
    head: int
    score: float


@dataclass(frozen=True, slots=True)
class Predicate:
    """How a verb or noun is presented: factuality from −3 (did not happen) to 3 (did happen), as in UDS-IH2."""

    token: int
    factuality: float


_token_of = attrgetter("token")


@dataclass(frozen=True, slots=True)
class EventMention:
    """One word that tells of an event: "seized" in "Rebel fighters seized a fuel depot near Bol".

    ``trigger`` is the index of that token; ``type`` and ``mode`` are PLOVER 2.0; ``actors`` and ``recipients`` are the
    stretches of text that name its two sides. ``inner`` marks what a sentence only names inside another event
    ("demanded the *withdrawal*"); ``score`` is the reader's probability of the type, 0 to 1.
    """

    trigger: int
    type: str
    mode: str | None
    actors: tuple[Span, ...]
    recipients: tuple[Span, ...]
    realis: Realis
    inner: bool
    score: float


@dataclass(frozen=True, slots=True)
class Analysis:
    """The linguistic reading of one text. Indices of tokens and sentences run through the whole document."""

    text: str
    paragraphs: tuple[Span, ...]
    sentences: tuple[Sentence, ...]
    tokens: tuple[Token, ...]
    entities: tuple[EntityMention, ...] = ()
    predicates: tuple[Predicate, ...] = ()
    events: tuple[EventMention, ...] = ()
    children: tuple[tuple[int, ...], ...] = ()
    _starts: tuple[int, ...] = field(default=(), repr=False, compare=False)
    _sentence_starts: tuple[int, ...] = field(default=(), repr=False, compare=False)

    @classmethod
    def of(
        cls,
        text: str,
        *,
        paragraphs: tuple[Span, ...],
        sentences: tuple[Sentence, ...],
        tokens: tuple[Token, ...],
        entities: tuple[EntityMention, ...] = (),
        predicates: tuple[Predicate, ...] = (),
        events: tuple[EventMention, ...] = (),
    ) -> Analysis:
        """Build an analysis and the look-up tables its methods need."""
        children: list[list[int]] = [[] for _ in tokens]
        for token in tokens:
            if token.head >= 0:
                children[token.head].append(token.index)
        return cls(
            text=text,
            paragraphs=paragraphs,
            sentences=sentences,
            tokens=tokens,
            entities=entities,
            predicates=predicates,
            events=events,
            children=tuple(map(tuple, children)),
            _starts=tuple(token.span.start for token in tokens),
            _sentence_starts=tuple(sentence.span.start for sentence in sentences),
        )

    def token_at(self, offset: int) -> int:
        """Index of the token that holds or last starts before ``offset``; −1 before the first one."""
        return bisect_right(self._starts, offset) - 1

    def factuality(self, index: int) -> float | None:
        """Factuality of the verb or noun at ``index``, −3 (did not happen) to 3 (did happen); None where not read."""
        place = bisect_left(self.predicates, index, key=_token_of)
        if place < len(self.predicates) and self.predicates[place].token == index:
            return self.predicates[place].factuality
        return None

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds ``offset`` (or the one before the gap it falls into); None in an empty text."""
        if not self.sentences:
            return None
        return self.sentences[max(0, bisect_right(self._sentence_starts, offset) - 1)]

    def tokens_in(self, span: Span) -> tuple[Token, ...]:
        """The tokens that overlap ``span``, in order."""
        first = max(0, self.token_at(span.start))
        last = self.token_at(span.end - 1) + 1
        found = self.tokens[first:last]
        return found[1:] if found and found[0].span.end <= span.start else found

    def head_of(self, span: Span) -> Token | None:
        """The token of ``span`` that hangs on something outside it (the syntactic head of the phrase)."""
        inside = self.tokens_in(span)
        if not inside:
            return None
        first, last = inside[0].index, inside[-1].index
        for token in inside:
            if not first <= token.head <= last and token.upos != "PUNCT":
                return token
        return inside[-1]

    def subtree(self, index: int) -> tuple[int, ...]:
        """Token indices below and including ``index``, in text order."""
        seen: set[int] = set()
        stack = [index]
        while stack:
            current = stack.pop()
            if current in seen:
                continue
            seen.add(current)
            stack.extend(self.children[current])
        return tuple(sorted(seen))
