"""What the checks of chronology share: the time a date belongs to, the words around it, the lists of the language."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from onrecord.check.case import Case
from onrecord.core import Flag, Span, Time
from onrecord.core.mentions import Severity
from onrecord.lang import lexicon

_AUXILIARIES = frozenset({"was", "were", "had", "did", "been", "has", "have", "ago", "late", "says", "claims"})


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of ``lang/en/chronology.toml`` as sets."""

    happened: frozenset[str]
    said: frozenset[str]
    planning: frozenset[str]
    events: frozenset[str]
    irregular: frozenset[str]
    articles: frozenset[str]
    counted_from: frozenset[str]
    undone: frozenset[str]
    other_years: tuple[str, ...]
    bounds: frozenset[str]
    between: frozenset[str]
    due: frozenset[str]
    due_after_be: frozenset[str]
    past: frozenset[str]
    over: tuple[str, ...]
    moved: frozenset[str]


@cache
def words() -> Words:
    """The pack's lists; loaded once."""
    table = lexicon("chronology")
    deadline = table["deadline"]
    return Words(
        happened=frozenset(table["happened"].split()),
        said=frozenset(table["said"].split()),
        planning=frozenset(table["planning"].split()),
        events=frozenset(table["events"].split()),
        counted_from=frozenset(table["counted_from"]),
        articles=frozenset(table["articles"].split()),
        irregular=frozenset(lexicon("tense")["past"]) - _AUXILIARIES,
        undone=frozenset(table["undone"].split()),
        other_years=tuple(table["other_years"]),
        bounds=frozenset(deadline["bounds"]),
        between=frozenset(deadline["between"]),
        due=frozenset(deadline["due"].split()),
        due_after_be=frozenset(deadline["due_after_be"].split()),
        past=frozenset(deadline["past"].split()),
        over=tuple(deadline["over"]),
        moved=frozenset(table["ranges"]["moved"]),
    )


def time_at(case: Case, span: Span) -> Time | None:
    """The time of the record that shares most characters with ``span``."""
    found = [time for time in case.reading.times if time.span.overlaps(span)]
    return max(found, key=lambda time: time.span.common(span), default=None)


def flagged(case: Case, span: Span, severity: Severity, because: str, *more: Span) -> Flag:
    """A flag on the time that lies under ``span``, or on the document where the record has none there."""
    time = time_at(case, span)
    return Flag("chronology", time.id if time is not None else "document", severity, (span, *more), because)


def around(case: Case, offset: int, *, before: int = 0, after: int = 0) -> Span:
    """The sentence at ``offset`` with so many sentences before and after it."""
    sentence = case.analysis.sentence_at(offset)
    if sentence is None:
        return Span(0, 0)
    rows = case.analysis.sentences
    first, last = max(0, sentence.index - before), min(len(rows) - 1, sentence.index + after)
    return Span(rows[first].span.start, rows[last].span.end)
