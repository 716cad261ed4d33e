"""Speakers: who is behind "he said", "the ministry's spokesman", "people briefed on it"; and who quotes whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.core import Actor, Analysis, Attribution, Document, Span
from onrecord.resolve.actors.lexicons import lexicons
from onrecord.resolve.actors.words import fold
from onrecord.resolve.speakers.continuity import RELATIVE, Continuity
from onrecord.resolve.speakers.nesting import parents
from onrecord.resolve.speakers.people import Cast
from onrecord.resolve.speakers.phrases import Phrase, phrase
from onrecord.resolve.speakers.sources import Sources
from onrecord.resolve.speakers.verdict import NOBODY, Verdict
from onrecord.resolve.speakers.voices import voices

__all__ = ["resolve_speakers"]

_OWN = {"i", "me", "my", "mine", "myself"}


def resolve_speakers(
    document: Document, analysis: Analysis, attributions: Sequence[Attribution], actors: Sequence[Actor]
) -> tuple[list[Attribution], list[Actor]]:
    """Fill ``speaker``, ``speaker_name``, ``speaker_kind``, ``parent`` and ``chain`` of every attribution.

    Ids of attributions are kept, or given ("att1"…) in the order they come where they are "". The actors come back
    with what speaking taught: new entries, pronouns moved, "I" inside a quotation; their ids are fresh.
    """
    numbered = [item if item.id else replace(item, id=f"att{n}") for n, item in enumerate(attributions, start=1)]
    desk = _Desk(document, analysis, numbered, list(actors))
    verdicts = desk.decide()
    people, fresh = desk.cast.finish()
    chains = _chains(verdicts, desk.parents, document.publisher)
    done = [
        replace(
            item,
            speaker=fresh.get(verdict.actor.id) if verdict.actor is not None else None,
            speaker_name=verdict.name,
            speaker_kind=verdict.kind,
            parent=numbered[parent].id if parent is not None else None,
            chain=chain,
        )
        for item, verdict, parent, chain in zip(numbered, verdicts, desk.parents, chains, strict=True)
    ]
    return done, people


class _Desk:
    """All that is known while the attributions of one text are decided in text order."""

    def __init__(self, document: Document, analysis: Analysis, items: list[Attribution], actors: list[Actor]) -> None:
        lex, lists = lexicons(), voices()
        self.document, self.analysis, self.items, self.lex, self.lists = document, analysis, items, lex, lists
        self.nouns = (
            lists.people | lists.reports | lists.documents | lists.mouthpieces | lists.authorities | lex.role_heads
        )
        self.cast = Cast(analysis, actors, lex)
        self.sources = Sources(analysis, self.cast, lex, lists)
        self.continuity = Continuity(analysis, self.cast, lex, lists)
        self.parents = parents(analysis.text, items)
        self.verdicts: list[Verdict] = [NOBODY] * len(items)

    def decide(self) -> list[Verdict]:
        """One verdict an attribution; outer ones before those inside them, as "I" needs its quotation's speaker."""
        order = sorted(range(len(self.items)), key=self._place)
        waiting = [number for number in order if self.parents[number] is not None]
        for number in order:
            if self.parents[number] is None:
                self._decide(number)
        for number in sorted(waiting, key=lambda number: (self._depth(number), self._place(number))):
            self._decide(number)
        return self.verdicts

    def _place(self, number: int) -> int:
        item = self.items[number]
        return next((spans[0].start for spans in (item.source, item.cue, item.content) if spans), 0)

    def _depth(self, number: int) -> int:
        depth, at = 0, self.parents[number]
        while at is not None and depth < 50:
            depth, at = depth + 1, self.parents[at]
        return depth

    def _decide(self, number: int) -> None:
        item = self.items[number]
        verdict = self._verdict(number, item)
        self.verdicts[number] = verdict
        if self.parents[number] is None:
            self.continuity.note(item, verdict)
        if verdict.actor is not None and verdict.actor.kind == "person" and item.form != "indirect":
            self._first_person(item, verdict.actor)

    def _verdict(self, number: int, item: Attribution) -> Verdict:
        reading = self._phrase(item)
        if reading is None:
            return self._official(self.continuity.without_source(item))
        parent = self.parents[number]
        word = fold(reading.head.text)
        if len(reading.tokens) == 1 and word in self.lex.pronouns:
            if self.lex.pronouns[word].person == 1:
                return self.verdicts[parent] if parent is not None else self._author()
            verdict = self.continuity.pronoun(reading)
            if verdict is not None and verdict.actor is not None:
                self.cast.attach(verdict.actor, reading.head.span, "pronoun")
            return self._official(verdict) if verdict is not None else Verdict(None, reading.head.text, "unnamed")
        if reading.first in RELATIVE and len(reading.tokens) <= 2:
            actor = self.continuity.relative(reading)
            return self.sources.spoken(actor) if actor is not None else NOBODY
        if (
            reading.first == "our"
            and reading.word in {"reporter", "correspondent", "newspaper", "paper"}
            and not reading.after
        ):
            return self._author()
        return self.sources.read(reading)

    def _phrase(self, item: Attribution) -> Phrase | None:
        source = self._beside_cue(item)
        return phrase(self.analysis, self.lex, source, self.nouns, self.lists.makers) if source else None

    def _beside_cue(self, item: Attribution) -> tuple[Span, ...]:
        """Of a source in several parts, those of the cue's own sentence that say more than "the"."""
        if len(item.source) < 2 or not item.cue:
            return item.source
        here = self.analysis.sentence_at(item.cue[0].start)
        text = self.analysis.text
        same = tuple(
            span
            for span in item.source
            if here is not None and here.span.contains(span) and fold(span.of(text)) not in self.lex.plain
        )
        return same or item.source[:1]

    def _official(self, verdict: Verdict) -> Verdict:
        """A speaker known by reference only gets the kind its actor has."""
        if verdict.actor is None or verdict.kind in {"unnamed", "document", "media"}:
            return verdict
        return replace(verdict, kind=self.sources.kind(verdict.actor))

    def _author(self) -> Verdict:
        """ "We could not verify the account": the outlet speaks in its own person."""
        return Verdict(None, self.document.publisher, "author")

    def _first_person(self, item: Attribution, actor: Actor) -> None:
        """ "I" and "my" between quotation marks are the speaker."""
        for span in item.content:
            for token in self.analysis.tokens_in(span):
                if fold(token.text) in _OWN and token.text != "i" and _in_marks(self.analysis.text, span, token.span):
                    self.cast.attach(actor, token.span, "pronoun")


def _in_marks(text: str, content: Span, token: Span) -> bool:
    """True where an odd number of quotation marks stands before the token in its content, or the content has none."""
    before = sum(text.count(sign, content.start, token.start) for sign in '"“”')
    total = sum(text.count(sign, content.start, content.end) for sign in '"“”')
    return total == 0 or before % 2 == 1


def _chains(verdicts: Sequence[Verdict], above: Sequence[int | None], publisher: str | None) -> list[tuple[str, ...]]:
    """Speakers from the one nearest the reader inwards; the outlet itself and repeats of one name are left out."""
    chains: list[tuple[str, ...]] = []
    for number, verdict in enumerate(verdicts):
        names = [verdict.name] if verdict.kind != "author" else []
        at, steps = above[number], 0
        while at is not None and steps < 50:
            names.append(verdicts[at].name if verdicts[at].kind != "author" else None)
            at, steps = above[at], steps + 1
        chain: list[str] = []
        for name in reversed(names):
            if name and name != publisher and (not chain or chain[-1] != name):
                chain.append(name)
        chains.append(tuple(chain))
    return chains
