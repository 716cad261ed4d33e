"""Ranges that end before they begin: "from 9 to 3 May", "between 2019 and 2014", "(1985-1979)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from onrecord.check.calendar import Written, month_name, publication, spelled
from onrecord.check.case import Case
from onrecord.check.chronology.ground import around, flagged, words
from onrecord.core import Flag, Span
from onrecord.lang import lexicon

_WORD = re.compile(r"[a-z]+", re.IGNORECASE)
_DASHED = re.compile(r"\((?:[a-z. ]{0,12})(1[5-9]\d\d|20\d\d) ?[-–—] ?(1[5-9]\d\d|20\d\d)\)")


@dataclass(frozen=True, slots=True)
class Days:
    """Two days said to be the ends of one stretch: "from 3 to 9 May"; ``known`` where both years are written."""

    span: Span
    first: date
    last: date
    known: bool


def reversed_ranges(case: Case, written: Sequence[Written]) -> Iterator[Flag]:
    """ "The curfew held from 9 to 3 May" ends before it begins; a date that was moved back does not."""
    text = case.analysis.text
    for found in spans_of_days(case, written):
        if found.last < found.first and not _moved(case, found.span):
            ends = f"{spelled(found.last)} is before {spelled(found.first)}"
            because = f"“{found.span.of(text)}” ends before it begins: {ends}."
            yield flagged(case, found.span, "medium", because)
    for match in _years().finditer(text):
        first, last = int(match[1]), int(match[2])
        span = Span(*match.span())
        if last < first and not _moved(case, span) and not _counts(text, span.end):
            yield flagged(case, span, "medium", f"“{span.of(text)}” ends before it begins: {last} is before {first}.")
    for match in _DASHED.finditer(text):
        if int(match[2]) < int(match[1]):
            span = Span(*match.span(1)).cover(Span(*match.span(2)))
            yield flagged(
                case, span, "medium", f"“{span.of(text)}” ends before it begins: {match[2]} is before {match[1]}."
            )


def spans_of_days(case: Case, written: Sequence[Written]) -> Iterator[Days]:
    """Two days of one stretch: "from 3 to 9 May", "between May 3 and May 9"; reversed ones included."""
    text = case.analysis.text
    before, joint, short = _joints()
    for index, item in enumerate(written):
        if not 1 <= item.month <= 12:
            continue
        opened = before.search(text, max(0, item.span.start - 24), item.span.start)
        if opened is not None:
            yield from _of_year(case, item, item, int(opened["day"]), item.day, Span(opened.start(), item.span.end))
            continue
        tail = short.match(text, item.span.end)
        start = _opener(text, item.span.start)
        if tail is not None and start is not None:
            year = int(tail["year"]) if tail["year"] else item.year
            yield from _of_year(case, item, item, item.day, int(tail["day"]), Span(start, tail.end()), year)
            continue
        if index + 1 == len(written):
            continue
        other = written[index + 1]
        if start is not None and 1 <= other.month <= 12 and joint.fullmatch(text, item.span.end, other.span.start):
            yield from _of_year(case, item, other, item.day, other.day, Span(start, other.span.end))


def _of_year(
    case: Case, one: Written, two: Written, first: int, last: int, span: Span, year: int | None = None
) -> Iterator[Days]:
    """The range on the calendar; without a year it may end in the next one ("from 30 December to 2 January")."""
    today = publication(case.reading.document)
    known = one.year is not None and two.year is not None and one is not two
    late = year or two.year or one.year or (today[1].year if today is not None else 2023)
    early = one.year if known and one.year is not None else late - (one.month > two.month)
    try:
        yield Days(span, date(early, one.month, first), date(late, two.month, last), known)
    except ValueError:
        return


def _opener(text: str, start: int) -> int | None:
    """Where "from" or "between" stands before a range."""
    found = _opens().search(text, max(0, start - 16), start)
    return found.start() if found is not None else None


def _moved(case: Case, span: Span) -> bool:
    sentence = around(case, span.start)
    return not words().moved.isdisjoint(word.lower() for word in _WORD.findall(sentence.of(case.analysis.text)))


def _counts(text: str, end: int) -> bool:
    """ "from 2000 to 1800 troops" counts heads: a plain plural follows."""
    return re.match(r" (?!was\b|is\b|has\b|as\b)[a-z]+s\b", text[end : end + 24]) is not None


@cache
def _opens() -> re.Pattern[str]:
    openers = "|".join(lexicon("chronology")["ranges"]["openers"].split())
    return re.compile(rf"\b(?:{openers}) (?:the )?$", re.IGNORECASE)


@cache
def _joints() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """ "from 9 to" before a day, the joint between two whole dates, and "-9" or " to 9" after "May 3"."""
    table = lexicon("chronology")["ranges"]
    openers, joints = "|".join(table["openers"].split()), "|".join((*table["joints"].split(), "and"))
    return (
        re.compile(
            rf"\b(?:{openers}) (?:the )?(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?:{joints}) (?:the )?$", re.IGNORECASE
        ),
        re.compile(rf",? (?:{joints}) (?:the )?", re.IGNORECASE),
        re.compile(
            rf"(?: ?[-–—] ?| (?:{joints}) )(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b(?![:.]\d| [a-z]+s\b| [A-Z])"
            r"(?:, (?P<year>[12]\d{3})\b)?"
        ),
    )


@cache
def _years() -> re.Pattern[str]:
    table = lexicon("chronology")["ranges"]
    openers, joints = "|".join(table["openers"].split()), "|".join((*table["joints"].split(), "and"))
    year = r"(1[5-9]\d\d|20\d\d)"
    return re.compile(rf"\b(?:{openers}) {year} (?:{joints}) {year}\b(?![,.]\d|%)", re.IGNORECASE)


def months_between(first: date, last: date) -> int:
    """Whole months from one day to another: 3 January to 2 March 2024 is 1."""
    return (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)


def stretch_name(days: Days) -> str:
    """How a report of ours writes the two ends: "3 May to 9 May"."""
    return f"{days.first.day} {month_name(days.first.month)} to {days.last.day} {month_name(days.last.month)}"
