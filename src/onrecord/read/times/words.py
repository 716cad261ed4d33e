"""The language pack's words of time as typed tables, loaded once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from onrecord.core.timex import StageName, Unit, Which
from onrecord.lang import lexicon

# The lists in which the end of a sentence counts as well.
_AT_END = frozenset(["after_minute", "ended", "after_about"])
# No word of a text: stands between sentences and around the text, so that no rule reads across or falls off the ends.
GAP = "\0"


@dataclass(frozen=True, slots=True)
class Words:
    """Every table the grammars look words up in; keys are lower-case."""

    months: dict[str, int]
    short_months: dict[str, int]
    month_verbs: frozenset[str]
    month_names: frozenset[str]
    weekdays: dict[str, int]
    short_weekdays: dict[str, int]
    units: dict[str, Unit]
    fillers: frozenset[str]
    count: dict[str, int]
    scale: dict[str, int]
    vague: frozenset[str]
    vague_of: frozenset[str]
    ordinals: dict[str, int]
    decades: dict[str, int]
    seasons: dict[str, int]
    days: dict[str, int]
    parts: dict[str, str]
    clock_words: dict[str, int]
    stages: dict[str, StageName]
    which: dict[str, Which]
    adverbs: dict[str, str]
    zones: dict[str, int]
    references: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    soon_after: frozenset[str]
    holidays: dict[str, tuple[tuple[tuple[str, ...], str], ...]]
    holiday_needs: frozenset[str]
    names: dict[str, frozenset[str]]
    beside: dict[str, frozenset[str]]


def pieces(phrase: str) -> tuple[str, ...]:
    """A lexicon phrase cut as the lexer cuts text: "new year's eve" → new, year, ', s, eve."""
    from onrecord.read.times.lexemes import LEXEME

    return tuple(match.group().lower() for match in LEXEME.finditer(phrase))


def _by_first(phrases: list[tuple[str, str]]) -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Phrases by their first word, longest first, each with its value."""
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, value in phrases:
        cut = pieces(phrase)
        table.setdefault(cut[0], []).append((cut, value))
    return {first: tuple(sorted(found, key=lambda item: -len(item[0]))) for first, found in table.items()}


@cache
def words(language: str = "en") -> Words:
    """The tables for ``language``."""
    months, times = lexicon("months", language=language), lexicon("times", language=language)
    holidays: dict[str, Any] = lexicon("holidays", language=language)
    references = [(phrase, to) for to, phrases in times["references"].items() for phrase in phrases]
    return Words(
        months=months["months"],
        short_months=months["short"],
        month_verbs=frozenset(months["ambiguous"]["verbs"]),
        month_names=frozenset(months["ambiguous"]["names"]),
        weekdays=months["weekdays"],
        short_weekdays=months["short_weekdays"],
        units=times["units"],
        fillers=frozenset(times["fillers"]["words"]),
        count=times["count"],
        scale=times["scale"],
        vague=frozenset(times["vague"]["plain"]),
        vague_of=frozenset(times["vague"]["of"]),
        ordinals=times["ordinals"],
        decades=times["decades"],
        seasons=times["seasons"],
        days=times["days"],
        parts=times["parts"],
        clock_words=times["clock_words"],
        stages=times["stages"],
        which=times["which"],
        adverbs=times["adverbs"],
        zones=times["zones"],
        references=_by_first(references),
        soon_after=frozenset(times["reference_vetoes"]["soon_after"]),
        holidays=_by_first([(name, key) for key, entry in holidays.items() for name in entry["names"]]),
        holiday_needs=frozenset(key for key, entry in holidays.items() if entry.get("needs")),
        names={name: frozenset(values) for name, values in times["names"].items()},
        beside={
            name: frozenset([*values, GAP] if name in _AT_END else values) for name, values in times["beside"].items()
        },
    )
