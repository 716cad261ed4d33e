"""Ties a figure to the thing it measures: "a 120-metre mortar", "the bus carried 4,500 passengers"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.check.case import Case
from onrecord.check.magnitude.tables import Limit, limits, word_list
from onrecord.core import Figure, Sentence, Span

_WORD = re.compile(r"[A-Za-z][A-Za-z'’]*(?:-[A-Za-z]+)*")
_LEFT, _RIGHT = 14, 8  # words before and behind a figure that may name its thing


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence in small letters, with where it stands."""

    low: str
    span: Span


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence cut at a figure: words before and behind it, nearest first; ``own`` those behind the figure before."""

    figure: Figure
    sentence: Sentence
    low: str
    words: frozenset[str]
    left: tuple[Word, ...]
    own: tuple[Word, ...]
    right: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A limit that applies to a figure, by the word that names the thing."""

    limit: Limit
    word: Word | None


def scene(case: Case, figure: Figure, sentence: Sentence, *, before: int = 0) -> Scene:
    """The words around a figure, as far as a thing may stand from it; ``before`` is where the last figure ends."""
    text, start = case.analysis.text, sentence.span.start
    near = text[max(start, figure.span.start - 200) : min(sentence.span.end, figure.span.end + 120)]
    offset = max(start, figure.span.start - 200)
    words = [Word(_bare(m.group()), Span(m.start() + offset, m.end() + offset)) for m in _WORD.finditer(near)]
    low = sentence.span.of(text)[:1000].lower()
    left = tuple(word for word in reversed(words) if word.span.end <= figure.span.start)[:_LEFT]
    right = tuple(word for word in words if word.span.start >= figure.span.end)[:_RIGHT]
    own = tuple(word for word in left if word.span.start >= before)
    return Scene(figure, sentence, low, frozenset(map(_bare, _WORD.findall(low))), left, own, right)


def _bare(word: str) -> str:
    low = word.lower()
    return low[:-2] if low.endswith(("'s", "’s")) else low


def matches(case: Case, here: Scene) -> Iterator[Match]:
    """Every limit whose thing the figure measures."""
    for limit in limits().get(here.figure.dimension, ()):
        if not limit.without.isdisjoint(here.words):
            continue
        if limit.required and limit.required.isdisjoint(here.words):
            continue
        found = _found(case, here, limit)
        if found is not None:
            yield found


def _found(case: Case, here: Scene, limit: Limit) -> Match | None:
    how = limit.how
    if how == "any":
        return Match(limit, None) if not limit.words or not limit.words.isdisjoint(here.words) else None
    if how == "counted":
        return _counted(here, limit)
    if how == "holds":
        return _held(case, here, limit)
    if how == "toll":
        return _toll(here, limit)
    if how == "priced":
        return _priced(case, here, limit)
    if how == "share":
        return _share(here, limit)
    if how == "fall":
        return _fall(here, limit)
    if how in ("next", "left"):
        return _next(case, here, limit) or _before(here, limit)
    return None


def _counted(here: Scene, limit: Limit) -> Match | None:
    counted = here.figure.counted
    if counted is None:
        return None
    low = [_bare(word) for word in _WORD.findall(counted)]
    if here.figure.dimension == "count":
        low = low[-1:]
    return Match(limit, None) if not limit.words.isdisjoint(low) else None


def _next(case: Case, here: Scene, limit: Limit) -> Match | None:
    """The thing right behind the figure, at the head of its phrase: "a 120-metre mortar", "a 900-metre-high tower"."""
    if not limit.next:
        return None
    text, reach = case.analysis.text, here.figure.span.end
    measured = limit.how == "next"
    for word in here.right[:4]:
        gap = text[reach : word.span.start]
        if gap.strip(" -‑") or (word.low in word_list("stop")):
            return None
        if not measured and not limit.after.isdisjoint(word.low.split("-")):
            measured = True
        elif word.low in limit.words and measured:
            return Match(limit, word) if _heads(case, word, limit) else None
        reach = word.span.end
    return None


def _heads(case: Case, word: Word, limit: Limit) -> bool:
    """False where another noun follows that the word only describes: "a 3 billion *school* programme"."""
    analysis = case.analysis
    at = analysis.token_at(word.span.start) + 1
    if at >= len(analysis.tokens):
        return True
    token = analysis.tokens[at]
    low = token.text.lower()  # "the yacht cost": a tagger may take the verb for a noun
    verb = low in limit.verbs or low in word_list("pricing") or low in word_list("holding")
    return verb or token.upos not in ("NOUN", "PROPN") or low in (limit.words | limit.required)


def _before(here: Scene, limit: Limit) -> Match | None:
    """The thing before the figure: "the tower stands 9,000 metres tall", "a drone flying at 9,000 km/h"."""
    if not limit.left:
        return None
    behind = {part for word in here.right[:3] for part in word.low.split("-")}
    after = bool(limit.after) and not limit.after.isdisjoint(behind)
    between: set[str] = set()
    for word in here.left:
        if word.low in limit.words:
            verb = not limit.verbs.isdisjoint(between | {word.low})
            free = not limit.verbs and not limit.after
            return Match(limit, word) if after or verb or free else None
        between.add(word.low)
    if here.figure.dimension == "speed":
        return next((Match(limit, word) for word in here.right if word.low in limit.words), None)
    return None


def _held(case: Case, here: Scene, limit: Limit) -> Match | None:
    figure = here.figure
    if not word_list("over_time").isdisjoint({word.low for word in here.right}):
        return None
    if figure.dimension == "count":
        noun = (figure.counted or "").lower().split()[-1:]
        if not noun or noun[0] not in word_list("people"):
            return None
    between: set[str] = set()
    for word in here.left:
        if word.low in limit.words:
            holds = not word_list("holding").isdisjoint(between)
            return Match(limit, word) if holds and _heads(case, word, limit) else None
        between.add(word.low)
    gap = here.right[:7]
    for word in gap:
        if word.low in limit.words:
            phrase = case.analysis.text[figure.span.end : word.span.start].lower()
            aboard = any(f" {cue} " in f"{phrase} " for cue in word_list("aboard"))
            return Match(limit, word) if aboard and _heads(case, word, limit) else None
    return None


def _toll(here: Scene, limit: Limit) -> Match | None:
    if here.figure.measure not in ("killed", "injured", "casualties"):
        return None
    if not word_list("over_time").isdisjoint(here.words) or any(word in here.low for word in word_list("past")):
        return None
    return Match(limit, None) if not limit.words.isdisjoint(here.words) else None


def _priced(case: Case, here: Scene, limit: Limit) -> Match | None:
    text, figure = case.analysis.text, here.figure
    first = here.right[0].low if here.right else ""
    for word in here.right[:4]:
        gap = text[figure.span.end : word.span.start]
        if word.low in limit.words and not re.search(r"[.;:,]", gap):
            tied = first in ("for", "a", "per", "an") or not _between_stops(here, word)
            return Match(limit, word) if tied and _heads(case, word, limit) else None
    between: set[str] = set()
    for word in here.own[:10]:
        if word.low in limit.words:
            paid = not (word_list("pricing") | limit.verbs).isdisjoint(between)
            return Match(limit, word) if paid and _heads(case, word, limit) else None
        between.add(word.low)
    return None


def _between_stops(here: Scene, end: Word) -> bool:
    return any(word.low in word_list("stop") for word in here.right if word.span.start < end.span.start)


def _share(here: Scene, limit: Limit) -> Match | None:
    if here.figure.change is not None:
        return None
    counted = [_bare(word) for word in _WORD.findall(here.figure.counted or "")]
    of = bool(here.right) and here.right[0].low == "of"
    if of and counted and counted[-1] in limit.words:
        return Match(limit, None)
    own = (word for word in here.left[:4] if word.low in word_list("shares_alone") and word.low in limit.words)
    return next((Match(limit, word) for word in own), None)


def _fall(here: Scene, limit: Limit) -> Match | None:
    near = here.left[:4]
    return next((Match(limit, word) for word in near if word.low in limit.words), None)
