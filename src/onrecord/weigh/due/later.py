"""A later report made ready to be asked what it tells of what was due: its sentences, clause by clause."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from onrecord.core.span import Span
from onrecord.weigh.due.days import day_of, named
from onrecord.weigh.due.sentences import sentences
from onrecord.weigh.due.wordings import marks, pattern

_CLAUSE = re.compile(
    r"[;:]\s+|,? [–—-] |,\s+(?:and|but|yet|so|though|although|while)\s+"
    r"|\s+(?=(?:and|but|while|though|although|whereas) (?:\w+ ){0,3}?(?:did|has|have|had|was|were|is|are|will|would)\b)"
)
_LEAD = 300  # characters in which a report says what it is


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A piece of a sentence: what it tells, what it denies (``None``: nothing), and how it speaks.

    ``told`` leaves out what is only recalled: of "the ferry, which was to sail on Monday, sank" that it sank.
    """

    marks: frozenset[str | int]
    told: frozenset[str | int]
    denied: frozenset[str | int] | None
    ahead: bool
    dropped: bool
    stays: bool
    over: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of a later report; ``days`` are those it names, ``coming`` where its weekdays lie ahead.

    ``limit`` is true where it speaks of a deadline. The title comes first, with the span of the first sentence.
    """

    span: Span
    words: str
    marks: frozenset[str | int]
    days: frozenset[date]
    coming: frozenset[date]
    recalled: bool
    leans: bool
    limit: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """A later report, prepared once and asked about many things."""

    day: date | None
    publisher: frozenset[str | int]
    lead: frozenset[str | int]
    sentences: tuple[Sentence, ...]


@lru_cache(maxsize=200)  # the reports of one story follow each other, and each is asked by those that come after it
def later(text: str, *, published: str | None, publisher: str | None = None, title: str | None = None) -> Later:
    """Prepare a report: ``later("Talks resumed in Bol.", published="2025-03-10T08:00Z")``; linear in its length."""
    day = day_of(published)
    spans = list(sentences(text))
    first = spans[0] if spans else Span(0, 0)
    told = [_sentence(title or "", first, day), *(_sentence(span.of(text), span, day) for span in spans)]
    return Later(
        day=day,
        publisher=marks(publisher or ""),
        lead=marks(f"{title or ''} {text[:_LEAD]}"),
        sentences=tuple(told),
    )


def _sentence(words: str, span: Span, day: date | None) -> Sentence:
    flat = " ".join(words.split())
    return Sentence(
        span=span,
        words=flat,
        marks=marks(flat),
        days=named(flat, day),
        coming=named(flat, day, coming=True),
        recalled=_has("recalled", flat) or _has("as_said", flat),
        leans=pattern("pronoun", "gist").match(flat) is not None
        or _has("word_kept", flat)
        or _has("word_broken", flat),
        limit=_has("limit", flat),
    )


@lru_cache(maxsize=1_000)
def clauses(words: str) -> tuple[Clause, ...]:
    """The clauses of a sentence, made only where it speaks of what is due: few sentences do, and they are met again."""
    return tuple(_clause(part) for part in _CLAUSE.split(words) if part and part.strip())


def _clause(words: str) -> Clause:
    denied = pattern("undone").search(words)
    plain = re.sub(rf"{pattern('recalled').pattern}[^,;]*", "", words, flags=re.IGNORECASE)
    return Clause(
        marks=marks(words),
        told=marks(plain),
        denied=None if denied is None else _denied(denied, words),
        ahead=_has("ahead", plain),
        dropped=_has("dropped", words),
        stays=_has("stays", words),
        over=_has("over", plain),
    )


def _denied(by: re.Match[str], words: str) -> frozenset[str | int] | None:
    """What a denial denies: "did not" denies what went before where nothing follows, "said no" nothing."""
    rest = marks(words[by.end() :])
    return rest if rest or re.search(r"(?:not|n['’]t)$", by[0], re.IGNORECASE) else None


def _has(kind: str, words: str) -> bool:
    return pattern(kind).search(words) is not None
