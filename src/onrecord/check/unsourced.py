"""A grave claim in the outlet's own voice without any source: "Rebels killed 40 villagers on Sunday.", and no more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.check.case import Case
from onrecord.check.grave import Claim, claims, is_news, speaks, told_as_done, words
from onrecord.core import Flag, Span

# Anybody quoted in the sentence before or after counts as a source; a body, an outlet or a document so many after.
NEXT, AFTER = 1, 3
_WORD = re.compile(r"[^\W_]+")
_WHAT = {
    "deaths": "Deaths are stated",
    "injuries": "Many injured are stated",
    "violence": "Violence against people is stated",
    "responsibility": "Responsibility for violence is stated",
}


@dataclass(frozen=True, slots=True)
class Sources:
    """Sentences in which somebody is reported, those in which a body is, and whether anybody speaks of the matter;
    ``said`` are all words that are attributed."""

    anybody: frozenset[int]
    bodies: frozenset[int]
    on_the_matter: bool
    said: frozenset[str]


def flags(case: Case) -> Iterator[Flag]:
    """Flags of kind "unsourced", one a sentence; "police said" in the next sentence is a source."""
    done: set[int] = set()
    sources: Sources | None = None
    for claim in claims(case):
        if (
            claim.sentence.index in done
            or claim.attributions
            or not told_as_done(case, claim)
            or not is_news(case, claim)
        ):
            continue
        sources = sources or _sources(case)
        if sources.on_the_matter or _nearby(case, claim, sources) or _number(claim) in sources.said:
            continue
        done.add(claim.sentence.index)
        evidence = (claim.span,) if claim.verb is None else tuple(sorted((claim.span, claim.verb)))
        what = f"{_WHAT[claim.kind]} (“{claim.span.of(case.analysis.text)}”)"
        because = f"{what} in the outlet's own voice; no source is given for it anywhere in the text."
        on = claim.figure.id if claim.figure is not None else _event_at(case, claim.span)
        yield Flag("unsourced", on, "high" if claim.kind != "injuries" else "medium", evidence, because)


def _event_at(case: Case, span: Span) -> str:
    """The event told there, else the document."""
    return next(
        (item.id for item in case.reading.events if any(part.overlaps(span) for part in item.mentions)), "document"
    )


def _number(claim: Claim) -> str:
    return claim.figure.text.split()[-1].lower() if claim.figure is not None else ""


def _sources(case: Case) -> Sources:
    """Who is reported where, and whether anybody is quoted on deaths or attacks."""
    anybody: set[int] = set()
    bodies: set[int] = set()
    said: set[str] = set()
    matter = False
    for item in case.reading.attributions:
        if not speaks(case, item):
            continue
        for part in (*item.cue, *item.source):
            sentence = case.analysis.sentence_at(part.start)
            if sentence is not None:
                anybody.add(sentence.index)
                bodies.update({sentence.index} if item.speaker_kind in ("official", "media", "document") else ())
        for part in item.content:
            content = part.of(case.analysis.text)
            said.update(word.lower() for word in _WORD.findall(content))
            matter = matter or words().deaths.search(content) is not None
    matter = matter or bool(said & words().acts or said & words().matter)
    return Sources(frozenset(anybody), frozenset(bodies), matter, frozenset(said))


def _nearby(case: Case, claim: Claim, sources: Sources) -> bool:
    """True where the sentence or its neighbours report somebody, or a body that answers for such news soon after."""
    index, rows = claim.sentence.index, case.analysis.sentences
    first = max(0, index - NEXT)
    if not sources.anybody.isdisjoint(range(first, index + NEXT + 1)):
        return True
    if not sources.bodies.isdisjoint(range(first, index + AFTER + 1)):
        return True
    near = Span(rows[first].span.start, rows[min(len(rows) - 1, index + NEXT)].span.end).of(case.analysis.text)
    return not words().marks.isdisjoint(word.lower() for word in _WORD.findall(near))
