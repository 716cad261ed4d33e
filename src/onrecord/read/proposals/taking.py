"""Proposals held against the text: what stands there is taken, clipped to whole words; the rest is refused and counted.

Whoever proposes can be wrong about anything. So each span must lie in the text and hold words, each kind must be one of
ours, and a certainty must show the words that make it weaker than they are without it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from typing import get_args

from onrecord.core import Analysis, Attribution, Dropped, EntityMention, EventMention, Span
from onrecord.core.analysis import EntityKind, MentionForm, Realis
from onrecord.core.mentions import Certainty
from onrecord.core.plover import MODES
from onrecord.read.analyse import Analysed
from onrecord.read.attribution import Draft, attributions_of, worth
from onrecord.read.proposals import Astray, Candidate, Happened, Named, Part, Said

MOST = 10_000  # candidates of one report: a page of print has a few dozen, whatever proposes more has lost its way
_SPACE = " \t\n\r\u00a0"
_SIGNS = _SPACE + ",;:"
_SHOWN = 80  # characters of words that stand nowhere
_KINDS, _REALIS, _LEVELS = get_args(EntityKind), get_args(Realis), get_args(Certainty)


class Refused(Exception):
    """A candidate that is not taken; the words say why."""


def taken(analysed: Analysed, candidates: Iterable[Candidate], *, gives: Collection[Part], reader: str) -> Analysed:
    """What the network read, with the parts that a reader ``gives`` replaced by what it proposes.

    What is refused joins ``dropped`` as seen by that reader, each with its reason.
    """
    taking = _Taking(analysed.analysis, f"reader {reader}")
    for number, candidate in enumerate(candidates):
        if number == MOST:
            taking.refuse(Span(0, 0), f"it proposed more than {MOST:,} things; the rest was not looked at")
            break
        taking.take(candidate, gives)
    analysis = analysed.analysis
    analysis = replace(analysis, entities=taking.names()) if "entities" in gives else analysis
    analysis = replace(analysis, events=taking.deeds()) if "events" in gives else analysis
    found: list[Attribution] = analysed.attributions
    dropped = list(analysed.dropped)
    if "attributions" in gives:
        found, dropped = attributions_of(analysis, taking.drafts), []
    return Analysed(analysed.document, analysis, found, [*dropped, *taking.refused])


@dataclass(slots=True)
class _Taking:
    """The candidates of one report as they are looked at."""

    analysis: Analysis
    stage: str
    drafts: list[Draft] = field(default_factory=list)
    entities: list[EntityMention] = field(default_factory=list)
    events: dict[int, EventMention] = field(default_factory=dict)  # by token
    refused: list[Dropped] = field(default_factory=list)

    def take(self, candidate: Candidate, gives: Collection[Part]) -> None:
        """One candidate in, or refused."""
        try:
            if isinstance(candidate, Astray):
                words = " ".join(str(candidate.words).split())
                shown = words if len(words) <= _SHOWN else words[: _SHOWN - 1] + "…"
                self.refuse(Span(0, 0), f"{candidate.because}: “{shown}”")
            elif isinstance(candidate, Said) and "attributions" in gives:
                self._said(candidate)
            elif isinstance(candidate, Named) and "entities" in gives:
                self.entities.append(self._named(candidate))
            elif isinstance(candidate, Happened) and "events" in gives:
                self._happened(candidate)
            else:
                raise Refused("the reader does not say that it gives such things")
        except Refused as because:
            self.refuse(_place(candidate, self.analysis.text), str(because))

    def refuse(self, span: Span, because: str) -> None:
        """Note what is not taken."""
        self.refused.append(Dropped(self.stage, span, because))

    def _said(self, said: Said) -> None:
        cue = self._span(said.cue, "its cue", strip=_SPACE)  # "Voss: …": a colon may be all there is
        if self._sentence(cue.start) != self._sentence(cue.end - 1):
            raise Refused("its cue runs over the end of a sentence")
        source = self._source(said.source, cue) if said.source is not None else ()
        parts = [self._span(part, "what is said") for part in said.content]
        content = _merged(piece for part in parts for piece in _without(part, (cue, *source), self.analysis.text))
        content = tuple(part for part in content if worth(self.analysis, part))
        if not content:
            raise Refused("nothing is said: no content hangs on this cue")
        if said.certainty is not None and said.certainty not in _LEVELS:
            raise Refused(f"there is no certainty “{str(said.certainty)[:_SHOWN]}”")
        hedges = tuple(self._span(part, "its hedge") for part in said.hedges)
        draft = Draft(source, (cue,), content, _score(said.score), said.certainty if hedges else None, hedges)
        if any(known.cue == draft.cue and known.content == draft.content for known in self.drafts):
            raise Refused("it was proposed twice")
        self.drafts.append(draft)

    def _source(self, span: Span, cue: Span) -> tuple[Span, ...]:
        pieces = _without(self._span(span, "its source"), (cue,), self.analysis.text)
        if len(pieces) != 1:
            raise Refused("its cue stands inside its source")
        return tuple(pieces)

    def _named(self, named: Named) -> EntityMention:
        if named.kind not in _KINDS:
            raise Refused(f"there is no kind “{str(named.kind)[:_SHOWN]}”; the kinds are {', '.join(_KINDS)}")
        span = self._span(named.span, "the name")
        if self._sentence(span.start) != self._sentence(span.end - 1):
            raise Refused("the name runs over the end of a sentence")
        inside, head = self.analysis.tokens_in(span), self.analysis.head_of(span)
        assert head is not None, "a span of ours holds a word"
        proper = any(token.upos == "PROPN" or token.text[:1].isupper() for token in inside)
        form: MentionForm = "pronoun" if head.upos == "PRON" else "name" if proper else "nominal"
        return EntityMention(span, named.kind, form, head.index, _score(named.score))

    def names(self) -> tuple[EntityMention, ...]:
        """The names in text order; of two that overlap the longer stays."""
        kept: list[EntityMention] = []
        for mention in sorted(self.entities, key=lambda one: (one.span.start, -one.span.length)):
            if kept and kept[-1].span.end > mention.span.start:
                self.refuse(mention.span, "another name holds these words")
            else:
                kept.append(mention)
        return tuple(kept)

    def _happened(self, event: Happened) -> None:
        if event.type not in MODES:
            raise Refused(f"there is no type of event “{str(event.type)[:_SHOWN]}”; PLOVER has {', '.join(MODES)}")
        if event.mode is not None and event.mode not in MODES[event.type]:
            raise Refused(f"{event.type} has no mode “{str(event.mode)[:_SHOWN]}”")
        if event.realis not in _REALIS:
            raise Refused(f"there is no realis “{str(event.realis)[:_SHOWN]}”")
        head = self.analysis.head_of(self._span(event.span, "its word"))
        assert head is not None, "a span of ours holds a word"
        if head.index in self.events:
            raise Refused("another event has this word")
        self.events[head.index] = EventMention(
            trigger=head.index,
            type=event.type,
            mode=event.mode,
            actors=tuple(self._span(side, "its actor") for side in event.actors),
            recipients=tuple(self._span(side, "its recipient") for side in event.recipients),
            realis=event.realis,
            inner=False,
            score=_score(event.score),
        )

    def deeds(self) -> tuple[EventMention, ...]:
        """The events in text order."""
        return tuple(self.events[trigger] for trigger in sorted(self.events))

    def _span(self, span: Span, what: str, *, strip: str = _SIGNS) -> Span:
        """``span`` cut to the text, without the white space and commas at its ends, and made whole words."""
        clipped = _clipped(span, self.analysis.text).trimmed(self.analysis.text, strip=strip)
        inside = self.analysis.tokens_in(clipped) if clipped.length else ()
        if not inside:
            raise Refused(f"{what} is no words of the text")
        return Span(min(clipped.start, inside[0].span.start), max(clipped.end, inside[-1].span.end))

    def _sentence(self, offset: int) -> int:
        sentence = self.analysis.sentence_at(offset)
        return sentence.index if sentence is not None else -1


def _clipped(span: Span, text: str) -> Span:
    start, end = int(span[0]), int(span[1])
    return Span(max(0, start), min(len(text), end)) if start < end and start < len(text) and end > 0 else Span(0, 0)


def _place(candidate: Candidate, text: str) -> Span:
    """Where a refused candidate stands, for the list; nowhere where that lies outside the text."""
    if isinstance(candidate, Astray):
        return Span(0, 0)
    span = candidate.cue if isinstance(candidate, Said) else candidate.span
    return _clipped(span, text)


def _without(span: Span, others: Iterable[Span], text: str) -> list[Span]:
    """What is left of ``span`` when ``others`` are cut out of it."""
    pieces = [span]
    for other in others:
        pieces = [piece for whole in pieces for piece in _cut(whole, other)]
    trimmed = (piece.trimmed(text, strip=_SIGNS) for piece in pieces)
    return [piece for piece in trimmed if piece.length]


def _cut(span: Span, other: Span) -> list[Span]:
    if not span.overlaps(other):
        return [span]
    sides = (Span(span.start, min(span.end, other.start)), Span(max(span.start, other.end), span.end))
    return [side for side in sides if side.start < side.end]


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """In text order, with those that overlap made one."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and found[-1].overlaps(span):
            found[-1] = found[-1].cover(span)
        else:
            found.append(span)
    return tuple(found)


def _score(score: float) -> float:
    return round(min(1.0, max(0.0, float(score))), 3)
