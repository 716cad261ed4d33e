"""Sources that point back: "he", "it", "who", no source at all — read from who spoke last and from the tree."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.core import Actor, Analysis, Attribution, Span, Token
from onrecord.resolve.actors.lexicons import Lexicons
from onrecord.resolve.actors.words import fold
from onrecord.resolve.speakers.people import Cast
from onrecord.resolve.speakers.phrases import Phrase
from onrecord.resolve.speakers.verdict import NOBODY, Verdict
from onrecord.resolve.speakers.voices import Voices

RELATIVE = frozenset({"who", "which", "that", "whose", "whom"})


@dataclass(slots=True)
class Turn:
    """What was said just before: the verdict, and where its source or cue stood."""

    verdict: Verdict
    offset: int
    sentence: int
    paragraph: int
    form: str


class Continuity:
    """Keeps who spoke last while the attributions of one text go by in order."""

    def __init__(self, analysis: Analysis, cast: Cast, lex: Lexicons, voices: Voices) -> None:
        self.analysis, self.cast, self.lex, self.voices = analysis, cast, lex, voices
        self.last: Turn | None = None

    def note(self, item: Attribution, verdict: Verdict) -> None:
        """Remember a speaker with a name or an entry; "reportedly" interrupts nobody."""
        offset = _position(item)
        sentence = self.analysis.sentence_at(offset)
        if sentence is not None and (verdict.actor is not None or verdict.name is not None):
            self.last = Turn(verdict, offset, sentence.index, sentence.paragraph, item.form)

    def pronoun(self, phrase: Phrase) -> Verdict | None:
        """ "he said": the actor found for the pronoun, unless the one who just spoke fits and nobody came between."""
        entry = self.lex.pronouns[phrase.word]
        actor = self.cast.at(phrase.head.span)
        last = self.last
        if (
            last is not None
            and self._near(last, phrase.head)
            and entry.number == "s"
            and last.offset < phrase.head.span.start
        ):
            previous = last.verdict.actor
            if previous is None:
                unnamed = (
                    last.verdict.kind == "unnamed"
                    and entry.gender != "n"
                    and not self._named_between(last, phrase, entry.gender)
                )
                return last.verdict if unnamed else self._plain(actor)
            fits = self._fits(previous, entry.gender)
            if fits and (actor is None or not self._named_between(last, phrase, entry.gender)):
                return last.verdict
        if actor is None and entry.number == "p" and last is not None and self._near(last, phrase.head):
            return last.verdict
        return self._plain(actor)

    def _plain(self, actor: Actor | None) -> Verdict | None:
        return None if actor is None else Verdict(actor, actor.name, "person")

    def _fits(self, actor: Actor, gender: str) -> bool:
        if gender == "n":
            return actor.kind not in {"person", "group"}
        if actor.kind != "person":
            return False
        own = self.cast.gender(actor)
        return not own or not gender or own == gender

    def _near(self, turn: Turn, token: Token) -> bool:
        sentence = self.analysis.sentences[token.sentence]
        return 0 <= sentence.paragraph - turn.paragraph <= 1 and token.sentence - turn.sentence <= 4

    def _named_between(self, turn: Turn, phrase: Phrase, gender: str) -> bool:
        """True where another fitting actor is named, outside quotations, since the last one spoke."""
        stretch = Span(turn.offset, phrase.head.span.start)
        for span, actor in self.cast.within(stretch):
            if actor is turn.verdict.actor or not self._fits(actor, gender) or not self.cast.is_named(actor):
                continue
            quoted = self.analysis.text.count('"', turn.offset, span.start) % 2 or self.analysis.text.rfind(
                "“", turn.offset, span.start
            ) > self.analysis.text.rfind("”", turn.offset, span.start)
            if not quoted and turn.verdict.actor is not None and actor.id != turn.verdict.actor.id:
                return True
        return False

    def relative(self, phrase: Phrase) -> Actor | None:
        """ "…, **which** says its count is too low": the actor named right before the pronoun."""
        at = phrase.tokens[0].index - 1
        while at >= 0 and not self.analysis.tokens[at].text[0].isalnum():
            at -= 1
        return self.cast.at(self.analysis.tokens[at].span) if at >= 0 else None

    def without_source(self, item: Attribution) -> Verdict:
        """No source words: the subject of the cue's verb, the sentence's speaker, or that of the running quotation."""
        if not item.cue:
            return self._running(item)
        cue = item.cue[0].of(self.analysis.text).lower().split()
        if any(fold(word) in self.voices.passive for word in cue):
            return NOBODY
        subject = self._subject(item.cue[0])
        if subject is not None:
            return Verdict(subject, subject.name, "person")
        here = self.analysis.sentence_at(item.cue[0].start)
        if self.last is not None and here is not None and self.last.sentence == here.index:
            return self.last.verdict
        return self._running(item) if item.form == "direct" else NOBODY

    def _subject(self, cue: Span) -> Actor | None:
        """Climb from the cue to its subject: "Voss resigned, **saying** …" has it one verb up."""
        inside = self.analysis.tokens_in(cue)
        if not inside:
            return None
        token = self.analysis.head_of(cue) or inside[-1]
        for _ in range(3):
            if token.upos not in {"VERB", "AUX", "ADJ"}:
                return None
            for child in self.analysis.children[token.index]:
                other = self.analysis.tokens[child]
                if other.deprel == "nsubj":
                    return self.cast.at(other.span)
                if other.deprel == "nsubj:pass":
                    return None
            if token.head < 0 or token.deprel not in {"advcl", "conj", "xcomp", "acl"}:
                return None
            token = self.analysis.tokens[token.head]
        return None

    def _running(self, item: Attribution) -> Verdict:
        """A quotation that goes on in the same or the next paragraph belongs to who was speaking."""
        start = item.content[0].start if item.content else _position(item)
        sentence = self.analysis.sentence_at(start)
        if self.last is None or sentence is None or not 0 <= sentence.paragraph - self.last.paragraph <= 1:
            return NOBODY
        return self.last.verdict


def _position(item: Attribution) -> int:
    for spans in (item.source, item.cue, item.content):
        if spans:
            return spans[0].start
    return 0
