"""Lengths that do not fit their ends: "from 3 to 9 May, a ten-day operation"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cache

from onrecord.check.calendar import Written
from onrecord.check.case import Case
from onrecord.check.chronology.ground import flagged
from onrecord.check.chronology.ranges import Days, spans_of_days, stretch_name
from onrecord.core import Figure, Flag, Span
from onrecord.lang import lexicon

# A unit in days, and how many days a length of n units may be off: a "two-week" visit is 12 to 16 days.
UNITS = {"day": (1.0, 0.0), "night": (1.0, 0.0), "week": (7.0, 2.0), "month": (30.44, 10.0), "year": (365.25, 200.0)}
# Characters that may stand between a length and its dates.
REACH = 60
_YEARS = re.compile(
    r"\b(?:from|between) (1[5-9]\d\d|20\d\d) (?:to|and|until|through) (1[5-9]\d\d|20\d\d)\b(?![,.]\d)", re.IGNORECASE
)
_WORD = re.compile(r"[\w'’-]+")


def misfit(case: Case, written: Sequence[Written]) -> Iterator[Flag]:
    """A length tied to two ends in one sentence, where the calendar counts otherwise."""
    lengths: dict[int, list[Figure]] = {}
    for item in case.reading.figures:
        if item.dimension == "time" and item.unit in UNITS and item.comparator == "exact" and item.best is not None:
            sentence = case.analysis.sentence_at(item.span.start)
            if sentence is not None and not item.approximate:
                lengths.setdefault(sentence.index, []).append(item)
    if not lengths:
        return
    ranges = [found for found in spans_of_days(case, written) if found.first <= found.last]
    for found in (*ranges, *_whole_years(case.analysis.text)):
        sentence = case.analysis.sentence_at(found.span.start)
        for item in lengths.get(sentence.index, ()) if sentence is not None else ():
            if _tied(case.analysis.text, item.span, found.span) and not _fits(item, found):
                yield _flag(case, item, found)


def _flag(case: Case, item: Figure, found: Days) -> Flag:
    text = case.analysis.text
    between = (found.last - found.first).days
    ends = found.span.of(text) if found.known and item.unit == "year" else stretch_name(found)
    counted = f"{round(between / 365.25)} years" if item.unit == "year" else f"{between + 1} days, both counted"
    because = f"“{item.text}” does not fit its ends: {ends} is {counted}."
    return flagged(case, found.span, "medium", because, item.span)


def _whole_years(text: str) -> Iterator[Days]:
    for match in _YEARS.finditer(text):
        if int(match[1]) < int(match[2]):
            yield Days(Span(*match.span()), date(int(match[1]), 7, 1), date(int(match[2]), 7, 1), True)


def _fits(item: Figure, found: Days) -> bool:
    """Both ways of counting fit: 3 to 9 May is six days from noon to noon, seven with both ends."""
    size, slack = UNITS[item.unit]
    between = (found.last - found.first) / timedelta(days=1)
    if item.unit == "year" and found.known:
        slack = size * 1.1  # whole years: from 2014 to 2016 may be one year and a day, or three
    want = float(item.best or 0) * size
    return between - slack <= want <= between + 1 + slack


def _tied(text: str, length: Span, ends: Span) -> bool:
    """ "a ten-day operation ran from 3 to 9 May", "from 3 to 9 May, a ten-day operation", "for ten days, from 3 …"."""
    lasts, ran, article, adjective = _links()
    if length.end <= ends.start:
        between = text[length.end : ends.start]
        if len(between) > REACH or any(sign in between for sign in ";:.\n"):
            return False
        rest = [word.lower() for word in _WORD.findall(between)]
        if adjective.search(length.of(text)):
            # The thing that lasts is one or two words; all between it and the dates is that it ran.
            return (
                article.search(text, max(0, length.start - 8), length.start) is not None
                and len(rest) <= 6
                and (all(word in ran for word in rest[3:]) and (len(rest) < 3 or rest[2] in ran or rest[1] in ran))
            )
        return lasts.search(text, max(0, length.start - 10), length.start) is not None and not rest
    if ends.end <= length.start:
        between = text[ends.end : length.start]
        if len(between) > 24:
            return False
        if adjective.search(length.of(text)):
            return re.fullmatch(r",? ?[–—-]? ?(?:an?|the) ", between) is not None
        return re.fullmatch(r",? (?:lasting|a total of|or|in all,?|that is,?) ", between) is not None or between == " ("
    return False


@cache
def _links() -> tuple[re.Pattern[str], frozenset[str], re.Pattern[str], re.Pattern[str]]:
    table = lexicon("chronology")["lengths"]
    took = "|".join(table["took"].split())
    return (
        re.compile(rf"\b(?:{took}) $", re.IGNORECASE),
        frozenset(table["ran"].split()),
        re.compile(r"\b(?:an?|the|their|its|his|her|this|that) $", re.IGNORECASE),
        re.compile(r"[-‐‑–]"),
    )
