"""From the words of a source to the actor: "Voss", "the ministry's spokesman", "people briefed on the matter"."""

from __future__ import annotations

from onrecord.core import Actor, Analysis, Span
from onrecord.core.mentions import ActorKind, SpeakerKind
from onrecord.resolve.actors.lexicons import Lexicons
from onrecord.resolve.actors.words import fold
from onrecord.resolve.speakers.people import Cast
from onrecord.resolve.speakers.phrases import Phrase, is_definite, readable
from onrecord.resolve.speakers.verdict import Verdict
from onrecord.resolve.speakers.voices import Voices

# Kinds of actors that speak with authority when they speak at all.
_BODIES: set[ActorKind] = {"government", "military", "country", "organization", "armed_group", "party"}


class Sources:
    """Reads source phrases of one text against its actors."""

    def __init__(self, analysis: Analysis, cast: Cast, lex: Lexicons, voices: Voices) -> None:
        self.analysis, self.cast, self.lex, self.voices = analysis, cast, lex, voices

    def read(self, phrase: Phrase) -> Verdict:
        """Decide a source that is not a pronoun."""
        actor = self._apposed(phrase) or self._head(phrase)
        if phrase.word in self.voices.collective and (actor is None or not self.cast.is_named(actor)):
            body = self._owner(phrase) if phrase.joint in {"of", "for", ""} else None
            if body is not None and body.kind in _BODIES | {"media"} and self.cast.is_named(body):
                return self.spoken(body)
        if phrase.word in self.voices.mouthpieces and (actor is None or not self.cast.is_named(actor)):
            body = self._owner(phrase)
            if body is not None and (self.cast.is_named(body) or body.kind != "person"):
                if actor is not None:
                    self.cast.speaks_for(actor, body)
                return self.spoken(body)
            if phrase.word in {"office", "bureau"}:
                words = _bare(readable(self.analysis.text, phrase.span))
                return self.spoken(self.cast.named(words) or self.cast.add(words, "government", phrase.span, "nominal"))
        if phrase.word in self.voices.documents and (actor is None or not self.cast.is_named(actor)):
            return self._document(phrase)
        if actor is not None and (self.cast.is_named(actor) or not phrase.plural):
            return self._single(phrase, actor)
        return self._described(phrase)

    def _single(self, phrase: Phrase, actor: Actor) -> Verdict:
        """A named actor, or one person or body that is only described."""
        if self.cast.is_named(actor) or actor.kind in _BODIES or actor.kind == "media" or is_definite(phrase, self.lex):
            return self.spoken(actor)
        kind = self.kind(actor)
        return Verdict(
            actor, readable(self.analysis.text, phrase.span), kind if kind == "official" and phrase.owner else "unnamed"
        )

    def _described(self, phrase: Phrase) -> Verdict:
        """Nobody the actors know: a new entry for one in particular, else the source's own words."""
        text = self.analysis.text
        words = readable(text, phrase.span)
        if phrase.word in self.voices.reports:
            return Verdict(None, words, "unnamed")
        if phrase.word in self.lex.outlet_descriptions:
            return Verdict(None, words, "media")
        seat = self.lex.capitals.get(tuple(fold(token.text) for token in phrase.core))
        if seat is not None:
            return self.spoken(self.cast.state(words, seat, self._core(phrase)))
        name = self._unknown_name(phrase)
        if name is not None:
            return self.spoken(name)
        body = self.lex.heads.get(phrase.word)
        if phrase.word in self.voices.authorities or (
            body in {"government", "military"} and phrase.word not in self.voices.people
        ):
            if phrase.word in {"authorities", "prosecutors"} or (
                not is_definite(phrase, self.lex) and phrase.plural and phrase.word != "police"
            ):
                return Verdict(None, words, "official")
            return self.spoken(self.cast.add(_bare(words), body or "government", self._core(phrase), "nominal"))
        if not phrase.plural and phrase.head.text[0].islower() and phrase.first not in self.lex.many:
            kind: ActorKind = body if body is not None and phrase.word not in self.lex.role_heads else "person"
            actor = self.cast.add(_bare(words), kind, self._core(phrase), "nominal")
            return Verdict(actor, words if kind == "person" else actor.name, self.kind(actor))
        return Verdict(None, words, "unnamed")

    def _core(self, phrase: Phrase) -> Span:
        return Span(phrase.core[0].span.start, phrase.core[-1].span.end).trimmed(self.analysis.text)

    # Who is meant ---------------------------------------------------------------------------------------------------

    def _apposed(self, phrase: Phrase) -> Actor | None:
        """The named actor at the end of the head phrase or right behind its comma ("the coordinator, Lt. Voss,")."""
        core = self._core(phrase)
        if not phrase.after or not (phrase.after[0].text[0].isupper() or phrase.after[0].text in {"the", "a"}):
            return self._at_end(core)
        behind = Span(phrase.after[0].span.start, phrase.after[-1].span.end)
        for span, actor in self.cast.within(behind)[:2]:
            between = self.analysis.tokens_in(Span(behind.start, span.start)) if span.start > behind.start else ()
            if self.cast.is_named(actor) and all(fold(token.text) in self.lex.titles for token in between):
                return actor
        run = [
            token
            for token in phrase.after
            if token.text[0].isupper() or token.text[0] in "-'’" or fold(token.text) in self.lex.particles
        ]
        if len(run) >= 2 and run == list(phrase.after[: len(run)]) and len(run) <= 6:
            span = Span(run[0].span.start, run[-1].span.end)
            words = readable(self.analysis.text, span)
            kind = "media" if phrase.word in self.lex.outlet_descriptions else self.lex.heads.get(phrase.word)
            kind = kind if phrase.word not in self.lex.role_heads else "person"
            return self.cast.named(words) or self.cast.add(words, kind or self._kind_by_words(words), span, "name")
        return self._at_end(core)

    def _at_end(self, core: Span) -> Actor | None:
        ending = [
            actor for span, actor in self.cast.within(core) if self.cast.is_named(actor) and span.end >= core.end - 1
        ]
        return ending[-1] if ending else None

    def _head(self, phrase: Phrase) -> Actor | None:
        """The actor whose mention holds the head noun; for a whole name, the actor of that name."""
        actor = self.cast.at(phrase.head.span)
        if actor is not None:
            return actor
        return self.cast.named(readable(self.analysis.text, self._core(phrase)))

    def _owner(self, phrase: Phrase) -> Actor | None:
        """The body behind a mouthpiece: "**the ministry**'s spokesman", "a spokeswoman for **the Red Cross**"."""
        if phrase.owner:
            span = Span(phrase.owner[0].span.start, phrase.owner[-1].span.end)
            inside = self.cast.within(span)
            if inside:
                return inside[-1][1] if len(inside) > 1 and inside[-1][0].contains(inside[0][0]) else inside[0][1]
            words = readable(self.analysis.text, span)
            if any(token.text[0].isupper() for token in phrase.owner) and len(phrase.owner) <= 10:
                return self.cast.named(words) or self.cast.add(_bare(words), self._kind_by_words(words), span, "name")
            last = fold(phrase.owner[-1].text)
            if last in self.lex.heads:
                return self.cast.add(_bare(words), self.lex.heads[last], span, "nominal")
            return None
        core = self._core(phrase)
        before = [
            actor
            for span, actor in self.cast.within(core)
            if span.end < phrase.head.span.start + 1 and self.cast.is_named(actor)
        ]
        return before[-1] if before else None

    def _document(self, phrase: Phrase) -> Verdict:
        """A statement or report: its maker is the speaker where one is named, the document itself otherwise."""
        words = readable(self.analysis.text, phrase.span)
        if phrase.word in self.voices.reports and (
            phrase.first in self.voices.vague or (phrase.plural and not phrase.owner)
        ):
            return Verdict(None, words, "media" if phrase.first in {"media", "press"} else "unnamed")
        maker = self._owner(phrase) if phrase.joint in {"", "by", "from", "of"} else None
        if maker is not None and maker.kind not in {"group", "other"}:
            if phrase.word in self.voices.own_words:
                return self.spoken(maker)
            return Verdict(maker, maker.name, "document")
        return Verdict(None, words, "document")

    def _unknown_name(self, phrase: Phrase) -> Actor | None:
        """A name the reader did not mark: at least two capitalised words at the end of the head phrase."""
        run: list[Span] = []
        for token in reversed(phrase.core):
            if not token.text[0].isupper():
                break
            if fold(token.text) in self.lex.titles and run:
                break
            run.append(token.span)
        if not run or (len(run) == 1 and run[0].start == phrase.tokens[0].span.start and self._opens(run[0])):
            return None
        span = run[-1].cover(run[0])
        words = readable(self.analysis.text, span)
        if fold(words) in self.lex.demonyms or fold(words) in self.voices.people or fold(words) in self.lex.heads:
            return None
        known = self.cast.named(words)
        if known is not None:
            self.cast.attach(known, span, "name")
            return known
        return self.cast.add(words, self._kind_by_words(words), span, "name")

    def _opens(self, span: Span) -> bool:
        sentence = self.analysis.sentence_at(span.start)
        return sentence is not None and sentence.span.start == span.start

    def _kind_by_words(self, words: str) -> ActorKind:
        parts = [fold(word) for word in words.replace("-", " ").split()]
        if tuple(parts) in self.lex.names:
            return self.lex.names[tuple(parts)]
        if tuple(parts) in self.lex.outlets or parts[-1] in self.lex.outlet_words:
            return "media"
        for part in reversed(parts):
            if part in self.lex.heads:
                return self.lex.heads[part]
        return "person" if len(parts) < 4 else "organization"

    # What is said of them -------------------------------------------------------------------------------------------

    def spoken(self, actor: Actor) -> Verdict:
        """The verdict for a known actor: bodies and office-holders are official, outlets media, the rest persons."""
        return Verdict(actor, actor.name, self.kind(actor))

    def kind(self, actor: Actor) -> SpeakerKind:
        """ "person", "official", "media" or "unnamed" by the actor's kind and present roles."""
        if actor.kind == "media":
            return "media"
        if actor.kind in _BODIES:
            return "official"
        if actor.kind == "person":
            if self._in_office(actor):
                return "official"
            return "person" if self.cast.is_named(actor) else "unnamed"
        return "person" if self.cast.is_named(actor) else "unnamed"

    def _in_office(self, actor: Actor) -> bool:
        if not self.cast.is_named(actor) and any(fold(word) in self.lex.former for word in actor.name.split()):
            return False
        roles = [role for role in actor.roles if not role.former]
        if any(self._official_title(role.title) for role in roles):
            return True
        return not self.cast.is_named(actor) and self._official_title(actor.name)

    def _official_title(self, title: str) -> bool:
        words = [fold(word) for word in title.replace("-", " ").split()]
        return any(word in self.lex.official or word in self.voices.mouthpieces for word in words)


def _bare(words: str) -> str:
    """Without the article: "the district police chief" → "district police chief"."""
    first, _, rest = words.partition(" ")
    return rest if rest and first.lower() in {"the", "a", "an"} else words
