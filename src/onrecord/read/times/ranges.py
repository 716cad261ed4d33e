"""Two times that make one range: "March 3-5", "between 2014 and 2016", "from Monday to Wednesday"."""

from __future__ import annotations

from onrecord.core.timex import (
    CalendarDate,
    Clock,
    Holiday,
    Length,
    PartOfDay,
    Portion,
    Range,
    Recurring,
    Reference,
    Shift,
    Stage,
    When,
    Within,
    Years,
)  # fmt: skip
from onrecord.read.times import calendar
from onrecord.read.times.lexemes import DASHES, Found, Lexemes
from onrecord.read.times.phrases import phrase
from onrecord.read.times.words import words

# "1980-88" is a range of years; two digits further on than this are something else ("2015-86").
LONGEST_SPELL = 20


def ranged(lex: Lexemes, index: int, found: Found) -> Found | None:
    """Two times as one range: "March 3-5", "between 2014 and 2016", "from Monday to Wednesday", "2013-14"."""
    when, end = found.when, found.end
    if isinstance(when, Reference | Recurring | Length | Range):
        return None
    joint, before = lex.words[end], lex.words[index - 1]
    dashed = joint in DASHES
    fits = dashed or joint in ("to", "through", "until", "till") or (joint == "and" and before == "between")
    if not fits:
        return None
    if dashed and isinstance(when, CalendarDate):
        short = _short_end(lex, when, end)
        if short is not None:
            return short
    if joint == "to" and before not in ("from", "between") and not isinstance(when, CalendarDate):
        return None
    if joint == "and" and isinstance(when, CalendarDate):
        short = _short_end(lex, when, end)
        if short is not None:
            return short
    if joint == "to" and isinstance(when, CalendarDate) and when.day is not None:
        short = _short_end(lex, when, end)
        if short is not None:
            return short
    other = phrase(lex, end + 1)
    if other is None or not _pairs(when, other.when) or (joint == "until" and before != "from"):
        return None
    return Found(Range(when, other.when), other.end)


def _short_end(lex: Lexemes, when: CalendarDate, end: int) -> Found | None:
    """The second end written short: the 5 of "March 3-5, 2012", the 14 of "2013-14"."""
    word = lex.words[end + 1]
    if when.day is not None and when.month is not None and word.isascii() and word.isdigit() and len(word) <= 2:
        if (
            not when.day < int(word) <= 31
            or lex.words[end + 2] in words().units
            or lex.words[end + 2] in words().names["counted"]
        ):
            return None
        after = end + 2 + (lex.words[end + 2] in ("st", "nd", "rd", "th"))
        year = when.year
        tail = calendar.full_year(lex, after + 1) if lex.words[after] == "," else calendar.full_year(lex, after)
        if year is None and tail is not None:
            year, after = tail
        first = CalendarDate(year, when.month, when.day, when.weekday)
        return Found(Range(first, CalendarDate(year, when.month, int(word))), after)
    bare = when.year is not None and when.month is None and lex.words[end] in DASHES
    if bare and when.year is not None and len(word) == 2 and word.isascii() and word.isdigit():
        later = (int(word) - when.year) % 100
        if 0 < later <= LONGEST_SPELL:
            return Found(Range(when, CalendarDate(year=when.year + later)), end + 2)
    return None


def _pairs(first: When, last: When) -> bool:
    """True where two times can be the ends of one range: days with days, years with years."""
    points = CalendarDate | Shift | Holiday | Within | PartOfDay | Clock | Stage | Portion | Years
    if isinstance(last, Reference):
        return isinstance(first, points) and last.to == "present"
    if not isinstance(first, points) or not isinstance(last, points):
        return False
    if isinstance(first, CalendarDate) and isinstance(last, CalendarDate):
        years = first.year is not None and first.month is None, last.year is not None and last.month is None
        return years[0] == years[1]
    return isinstance(first, Clock) == isinstance(last, Clock)
