"""The actors as the speakers see them: who is meant at an offset, what gender they are, new entries where needed."""

from __future__ import annotations

from bisect import bisect_right, insort
from dataclasses import replace

from onrecord.core import Actor, Analysis, Span
from onrecord.core.analysis import MentionForm
from onrecord.core.mentions import ActorKind, ActorMention
from onrecord.resolve.actors.lexicons import Lexicons
from onrecord.resolve.actors.words import fold

# How many mentions that begin before a point are looked at to find those that hold it.
_REACH = 12


class Cast:
    """Look-up over actors: mentions by offset, names by words; takes additions while one text is read."""

    def __init__(self, analysis: Analysis, actors: list[Actor], lex: Lexicons) -> None:
        self.analysis = analysis
        self.lex = lex
        self._actors = {actor.id: actor for actor in actors}
        self._mentions: dict[str, dict[Span, MentionForm]] = {
            actor.id: {mention.span: mention.form for mention in actor.mentions} for actor in actors
        }
        self._spans = sorted((span, identity) for identity, spans in self._mentions.items() for span in spans)
        self._alias: dict[str, str] = {}
        self._by_name = {_words(actor.name): actor.id for actor in reversed(actors)}
        self._genders: dict[str, str] = {}

    def get(self, identity: str | None) -> Actor | None:
        """The actor of an id, followed through aliases ("a spokeswoman" → the body she speaks for)."""
        return None if identity is None else self._actors.get(self._alias.get(identity, identity))

    def at(self, span: Span) -> Actor | None:
        """The actor whose mention holds ``span``, the tightest if several."""
        best: tuple[int, str] | None = None
        high = bisect_right(self._spans, span.start, key=lambda item: item[0].start)
        for index in range(high - 1, max(-1, high - _REACH), -1):
            mention, identity = self._spans[index]
            if (
                mention.contains(span)
                and mention in self._mentions[identity]
                and (best is None or mention.length < best[0])
            ):
                best = (mention.length, identity)
        return self.get(best[1]) if best is not None else None

    def within(self, span: Span) -> list[tuple[Span, Actor]]:
        """Mentions that lie inside ``span``, in text order."""
        found: list[tuple[Span, Actor]] = []
        low = bisect_right(self._spans, span.start - 1, key=lambda item: item[0].start)
        while low < len(self._spans) and self._spans[low][0].start < span.end:
            mention, identity = self._spans[low]
            actor = self.get(identity)
            if actor is not None and span.contains(mention) and mention in self._mentions[identity]:
                found.append((mention, actor))
            low += 1
        return found

    def named(self, name: str) -> Actor | None:
        """An actor of exactly this name."""
        return self.get(self._by_name.get(_words(name)))

    def is_named(self, actor: Actor) -> bool:
        """True where the text calls the actor by a name at least once."""
        return "name" in self._mentions[actor.id].values()

    def add(self, name: str, kind: ActorKind, span: Span, form: MentionForm) -> Actor:
        """A new actor that only its speaking made known."""
        identity = f"act{len(self._actors) + 1}"
        actor = self._actors[identity] = Actor(identity, name, kind, (), None, None, ())
        self._mentions[identity] = {}
        self._by_name.setdefault(_words(name), identity)
        self.attach(actor, span, form)
        return actor

    def state(self, name: str, country: str, span: Span) -> Actor:
        """The government that a capital's name stands for: the country's own entry, or a new one."""
        for kind in ("country", "government"):
            for actor in self._actors.values():
                if (
                    actor.kind == kind
                    and actor.country == country
                    and (kind == "country" or _words(actor.name) == _words(name))
                ):
                    self.attach(actor, span, "name")
                    return actor
        actor = self.add(name, "government", span, "name")
        self._actors[actor.id] = replace(actor, country=country)
        return self._actors[actor.id]

    def attach(self, actor: Actor, span: Span, form: MentionForm) -> None:
        """Give ``actor`` one more mention, and take it from whoever had it."""
        high = bisect_right(self._spans, span.start, key=lambda item: item[0].start)
        for index in range(high - 1, max(-1, high - _REACH), -1):
            other, identity = self._spans[index]
            if other == span and identity != actor.id:
                self._mentions[identity].pop(span, None)
        if span not in self._mentions[actor.id]:
            self._mentions[actor.id][span] = form
            insort(self._spans, (span, actor.id))

    def speaks_for(self, nominal: Actor, body: Actor) -> None:
        """From here on "the spokeswoman" and her pronouns are the body's own voice."""
        if nominal.id != body.id and not self.is_named(nominal):
            self._alias[nominal.id] = body.id

    def gender(self, actor: Actor) -> str:
        """ "m", "f" or "": by titles and roles, then by the first name, then by the pronouns attached already."""
        if actor.id not in self._genders:
            self._genders[actor.id] = self._gender(actor)
        return self._genders[actor.id]

    def _gender(self, actor: Actor) -> str:
        words = _words(actor.name)
        described = [fold(word) for role in actor.roles for word in role.title.split()]
        for word in (*described, words[-1] if words else ""):
            if word in self.lex.male_roles:
                return "m"
            if word in self.lex.female_roles:
                return "f"
        if len(words) > 1 and words[0] in self.lex.first_names:
            return self.lex.first_names[words[0]]
        for mention in actor.mentions:
            entry = (
                self.lex.pronouns.get(fold(mention.span.of(self.analysis.text))) if mention.form == "pronoun" else None
            )
            if entry is not None and entry.gender in {"m", "f"}:
                return entry.gender
        return ""

    def finish(self) -> tuple[list[Actor], dict[str, str]]:
        """All actors that still have a mention, in text order with fresh ids, and the map from old ids to new."""
        left = [
            (min(spans), identity)
            for identity, spans in self._mentions.items()
            if spans and identity not in self._alias
        ]
        fresh = {identity: f"act{number}" for number, (_, identity) in enumerate(sorted(left), start=1)}
        fresh |= {identity: fresh[body] for identity, body in self._alias.items() if body in fresh}
        actors = [self._finished(identity, fresh) for _, identity in sorted(left)]
        return actors, fresh

    def _finished(self, identity: str, fresh: dict[str, str]) -> Actor:
        actor = self._actors[identity]
        mentions = tuple(ActorMention(span, form) for span, form in sorted(self._mentions[identity].items()))
        roles = tuple(
            role if role.organization is None else replace(role, organization=fresh.get(role.organization))
            for role in actor.roles
        )
        return replace(actor, id=fresh[identity], mentions=mentions, roles=roles)


def _words(name: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in name.replace("-", " ").split() if fold(word) != "the")
