"""A grave claim in the outlet's own voice for which nobody is given as source: "Rebels killed 40 villagers on Sunday."."""

from __future__ import annotations

import re
from collections.abc import Iterator

from onrecord.check.case import Case
from onrecord.check.grave import Claim, claims, is_news, speaks, told_as_done, words
from onrecord.core import Flag, Span

# Anybody quoted in the sentence before or after counts as a source; a body, an outlet or a document so many after.
NEXT, AFTER = 1, 3
_WORD = re.compile(r"[^\W_]+")
_WHAT = {
    "deaths": "Deaths are stated",
    "injuries": "Many injured are stated",
    "responsibility": "Responsibility for violence is stated",
}


def flags(case: Case) -> Iterator[Flag]:
    """Flags of kind "unsourced", one a sentence; "police said" in the next sentence is a source."""
    done: set[int] = set()
    found = claims(case)
    if not found:
        return
    for claim in found:
        if claim.sentence.index in done or claim.attributions or not told_as_done(case, claim) or not is_news(case, claim):
            continue
        if _sourced_nearby(case, claim) or _sourced_elsewhere(case, claim):
            continue
        done.add(claim.sentence.index)
        words_of = claim.span.of(case.analysis.text)
        because = f"{_WHAT[claim.kind]} (“{words_of}”) in the outlet's own voice; no source is given for it anywhere in the text."
        on = claim.figure.id if claim.figure is not None else _event_at(case, claim.span)
        yield Flag("unsourced", on, "high" if claim.kind != "injuries" else "medium", (claim.span,), because)


def _event_at(case: Case, span: Span) -> str:
    """The event told there, else the document."""
    return next((item.id for item in case.reading.events if any(part.overlaps(span) for part in item.mentions)), "document")


def _sourced_nearby(case: Case, claim: Claim) -> bool:
    """True where the sentence or its neighbours report somebody, or a body that answers for such news soon after."""
    next_to, wider = _window(case, claim, NEXT, NEXT), _window(case, claim, NEXT, AFTER)
    for item in case.reading.attributions:
        reach = wider if item.speaker_kind in ("official", "media", "document") else next_to
        if speaks(case, item) and any(part.overlaps(reach) for part in (*item.cue, *item.source)):
            return True
    return not words().marks.isdisjoint(word.lower() for word in _WORD.findall(next_to.of(case.analysis.text)))


def _window(case: Case, claim: Claim, before: int, after: int) -> Span:
    rows = case.analysis.sentences
    first, last = max(0, claim.sentence.index - before), min(len(rows) - 1, claim.sentence.index + after)
    return Span(rows[first].span.start, rows[last].span.end)


def _sourced_elsewhere(case: Case, claim: Claim) -> bool:
    """True where somebody is quoted on the same matter: a death, an attack or the same number in what is attributed."""
    text = case.analysis.text
    number = claim.figure.text.split()[-1].lower() if claim.figure is not None else None
    for item in case.reading.attributions:
        if not speaks(case, item):
            continue
        said = [word.lower() for part in item.content for word in _WORD.findall(part.of(text))]
        if words().acts & set(said) or (number is not None and number in said):
            return True
        if any(words().deaths.search(part.of(text)) for part in item.content) or words().matter & set(said):
            return True
    return False
