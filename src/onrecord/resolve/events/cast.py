"""Who is who: a stretch of text as one of the article's actors, or as a new one ("forty protesters")."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from onrecord.core import Actor, Analysis, Place, Span
from onrecord.core.mentions import ActorKind, ActorMention
from onrecord.resolve.actors.lexicons import Lexicons, lexicons
from onrecord.resolve.actors.words import fold, is_plural, singular
from onrecord.resolve.events.vocabulary import Vocabulary, vocabulary

# No mention of an actor is longer: bounds the search to the left of a span, in mentions looked at.
_BACK = 12
_COLLECTIVE: frozenset[ActorKind] = frozenset(("group", "military", "armed_group", "government", "party", "media"))
_ENTITY_KINDS: dict[str, ActorKind] = {"person": "person", "organization": "organization", "group": "group"}


@dataclass(slots=True)
class Cast:
    """The actors of one text, found by where they are mentioned; new ones are put behind them."""

    analysis: Analysis
    actors: list[Actor]
    lex: Lexicons
    words: Vocabulary
    places: dict[int, Place]
    mentions: list[tuple[Span, int]] = field(default_factory=list)
    entities: dict[int, ActorKind] = field(default_factory=dict)
    by_name: dict[str, int] = field(default_factory=dict)
    by_head: dict[str, int] = field(default_factory=dict)
    added: dict[int, list[ActorMention]] = field(default_factory=dict)
    given: int = 0
    measured: frozenset[int] = frozenset()

    def at(self, first: int, last: int) -> list[tuple[Span, int]]:
        """Mentions that overlap the tokens ``[first, last)``, with the number of their actor, in text order."""
        tokens = self.analysis.tokens
        start, end = tokens[first].span.start, tokens[last - 1].span.end
        low = max(0, bisect_left(self.mentions, (Span(start, start), -1)) - _BACK)
        high = bisect_right(self.mentions, (Span(end, end), -1))
        return [item for item in self.mentions[low:high] if item[0].end > start]

    def known(self, offset: int) -> int | None:
        """Number of the actor with the shortest mention around a character; None where nobody is mentioned."""
        token = self.analysis.token_at(offset)
        found = [item for item in self.at(token, token + 1) if item[0].start <= offset < item[0].end]
        return min(found, key=lambda item: (item[0].length, item[0]))[1] if found else None

    def kind_at(self, index: int) -> ActorKind | None:
        """What kind of actor the noun at ``index`` heads, by the word lists or the reader; None for a thing."""
        word = fold(self.analysis.tokens[index].text)
        one = singular(word)
        kind = self.lex.heads.get(word) or self.lex.heads.get(one)
        if kind == "media" and index and self.analysis.tokens[index - 1].upos in ("NOUN", "ADJ"):
            kind = None  # "police station", "checkpoint post"
        if kind is not None:
            return kind
        if word in self.lex.role_heads or one in self.lex.role_heads or one in self.lex.generic:
            return "group" if is_plural(word) else "person"
        return self.entities.get(index)

    def add(self, name: str, kind: ActorKind, span: Span, *, head: str, named: bool, country: str | None) -> int:
        """A new actor with one mention; its number."""
        number = len(self.actors)
        mention = ActorMention(span, "name" if named else "nominal")
        self.actors.append(Actor(f"act{number + 1}", name, kind, (), country, None, (mention,)))
        insort(self.mentions, (span, number))
        self.by_name.setdefault(key_of(name), number)
        self.by_head[head] = number
        return number

    def mention(self, number: int, span: Span) -> None:
        """One more place where an actor is spoken of."""
        insort(self.mentions, (span, number))
        self.added.setdefault(number, []).append(ActorMention(span, "nominal"))

    def finished(self, used: set[str]) -> tuple[list[Actor], dict[str, str]]:
        """The actors with their mentions in text order, new ones only where ``used``; and the ids given anew."""
        found: list[Actor] = []
        renamed: dict[str, str] = {}
        for number, actor in enumerate(self.actors):
            if number >= self.given:
                if actor.id not in used:
                    continue
                renamed[actor.id] = f"act{len(found) + 1}"
                actor = replace(actor, id=renamed[actor.id])
            more = self.added.get(number)
            if more:
                mentions = sorted({*actor.mentions, *more}, key=lambda item: item.span)
                actor = replace(actor, mentions=tuple(mentions))
            found.append(actor)
        return found, renamed

    def is_collective(self, number: int) -> bool:
        """True where the words of a description fit the actor wherever they stand: "the rebels", never "the man"."""
        return self.actors[number].kind in _COLLECTIVE


def key_of(name: str) -> str:
    """A name as a key: folded words without articles, "The Rebels" → "rebels"."""
    words = [fold(word) for word in name.split()]
    while len(words) > 1 and words[0] in vocabulary().articles:
        words = words[1:]
    return " ".join(words)


def cast_of(
    analysis: Analysis, actors: Sequence[Actor], places: Sequence[Place], measured: Iterable[Span] = ()
) -> Cast:
    """Prepare the look-ups; linear in the mentions. ``measured`` are times and measures, which name nobody."""
    cast = Cast(analysis, list(actors), lexicons(), vocabulary(), {}, given=len(actors))
    for number, actor in enumerate(actors):
        cast.mentions.extend((item.span, number) for item in actor.mentions)
        cast.by_name.setdefault(key_of(actor.name), number)
    for number, actor in enumerate(actors):
        for item in actor.mentions:
            if item.form == "name":
                cast.by_name.setdefault(key_of(item.span.of(analysis.text)), number)
    cast.mentions.sort()
    cast.measured = frozenset(token.index for span in measured for token in analysis.tokens_in(span))
    for place in places:
        for token in analysis.tokens_in(place.span):
            cast.places.setdefault(token.index, place)
    for entity in analysis.entities:
        if entity.kind in _ENTITY_KINDS and entity.form != "pronoun":
            cast.entities[entity.head] = _ENTITY_KINDS[entity.kind]
    return cast
