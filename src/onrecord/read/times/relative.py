"""Times counted from the day of publication or from another time: "yesterday", "last month", "the following Monday"."""

from __future__ import annotations

from onrecord.core.timex import (
    CalendarDate,
    Holiday,
    Nth,
    PartOfDay,
    Portion,
    Reference,
    Shift,
    Unit,
    When,
    Which,
)  # fmt: skip
from onrecord.read.times.calendar import bare_year, holiday, month, month_first, year
from onrecord.read.times.counting import ordinal
from onrecord.read.times.lexemes import Found, Lexemes
from onrecord.read.times.words import words

_STEPS: dict[Which, tuple[int, bool]] = {
    "last": (-1, False), "this": (0, False), "next": (1, False),
    "previous": (-1, True), "following": (1, True), "that": (0, True),
}  # fmt: skip


def near_day(lex: Lexemes, index: int) -> Found | None:
    """ "today", "yesterday", "tomorrow", "tonight"."""
    word = lex.words[index]
    if word == "tonight":
        return Found(PartOfDay("night", Shift("day", 0)), index + 1)
    step = words().days.get(word)
    return None if step is None else Found(Shift("day", step), index + 1)


def pointed(lex: Lexemes, index: int) -> Found | None:
    """ "last month", "this Friday", "next spring", "the following day", "that night", "last Christmas"."""
    table = words()
    article = lex.words[index] in ("the", "a")
    start = index + 1 if article else index
    if lex.words[start] == "this" and lex.words[start + 1] in ("past", "last", "coming", "next") and not article:
        start += 1
        article = lex.words[start] == "past"
    if (
        lex.words[index] == "the"
        and lex.words[start] == "weekend"
        and lex.words[start + 1] not in ("of", "before", "after")
    ):
        return Found(Shift("weekend", 0), start + 1)
    which = table.which.get(lex.words[start])
    if which is None or (lex.words[start] in ("past", "present", "subsequent", "prior") and not article):
        return None
    step, mention = _STEPS[which]
    if article and which == "next" and lex.words[start] == "next":
        mention = True
    at = start + 1
    at += lex.words[at] in words().beside["year_kinds"] and lex.words[at + 1] in ("year", "quarter", "month")
    at += lex.words[at] == "same" or (lex.words[at] in ("full", "current") and lex.words[at + 1] in table.units)
    kind = table.units.get(lex.words[at])
    if kind is not None:
        return _unit(lex, at, kind, which, step, mention)
    return _named(lex, at, which, step, mention)


def _unit(lex: Lexemes, at: int, kind: Unit, which: Which, step: int, mention: bool) -> Found | None:
    if lex.words[at] not in (
        "century",
        "decade",
        "quarter",
        "weekend",
        "year",
        "month",
        "week",
        "day",
        "night",
        "fortnight",
        "hour",
    ):
        return None
    if kind == "night":
        if which == "this":
            return None
        return Found(PartOfDay("night", Shift("day", step, "mention" if mention else "published")), at + 1)
    if kind == "day" and not mention:
        return None
    base = "mention" if mention else "published"
    if kind == "quarter" and lex.words[at + 1] in ("of", "-") and lex.words[at + 2] == "a":
        return None
    return Found(Shift(kind, step, "mention" if base == "mention" else "published"), at + 1)


def _named(lex: Lexemes, at: int, which: Which, step: int, mention: bool) -> Found | None:
    table = words()
    word = lex.words[at]
    if word in table.parts and not word.endswith("s") and word not in ("dawn", "dusk", "daybreak", "sunrise"):
        if which in ("last", "next") and not mention and word != "night":
            step = -1 if which == "last" else 1
        return Found(PartOfDay(table.parts[word], Shift("day", step, "mention" if mention else "published")), at + 1)
    if word in table.weekdays and lex.raws[at][0].isupper():
        return Found(CalendarDate(weekday=table.weekdays[word], which=which), at + 1)
    named = month(lex, at)
    if named is not None and not lex.words[named[1]].isdigit():
        return Found(CalendarDate(month=named[0], which=which), named[1])
    if word in table.seasons:
        return Found(Portion("season", table.seasons[word], which=which), at + 1)
    found = holiday(lex, at)
    if found is not None and isinstance(found.when, Holiday):
        return Found(Holiday(found.when.key, found.when.year, which), found.end)
    return None


def nth(lex: Lexemes, index: int) -> Found | None:
    """ "the first week of May", "the last day of 2013", "the third Sunday of June"."""
    table = words()
    start = index + 1 if lex.words[index] == "the" else index
    word = lex.words[start]
    counted = (
        (-1, start + 1)
        if word in ("last", "final", "closing")
        else (1, start + 1)
        if word == "opening"
        else ordinal(lex, start)
    )
    if counted is None:
        return None
    at = counted[1]
    at += lex.words[at] in ("full", "whole")
    kind, day = table.units.get(lex.words[at]), table.weekdays.get(lex.words[at])
    if (kind not in ("day", "week", "weekend", "month") and day is None) or lex.words[at + 1] not in ("of", "in"):
        return None
    number = counted[0]
    if lex.words[at + 2 : at + 4] == ["the", "year"] or lex.words[at + 2 : at + 4] == ["the", "month"]:
        return Found(Nth(number, kind or "day", Shift(table.units[lex.words[at + 3]], 0), day), at + 4)
    for rule in (month_first, bare_year, pointed, holiday):
        inner = rule(lex, at + 2)
        if inner is not None and _holds(inner.when):
            return Found(Nth(number, kind or "day", inner.when, day), inner.end)
    return None


def _holds(when: When) -> bool:
    """True for what is long enough to have days and weeks: a month, a year, Ramadan."""
    if isinstance(when, CalendarDate):
        return when.day is None and when.weekday is None
    return isinstance(when, Holiday) or (isinstance(when, Shift) and when.unit in ("month", "year", "quarter"))


def beside(lex: Lexemes, index: int) -> Found | None:
    """ "the day before", "the year after", "the day after tomorrow"."""
    table = words()
    if lex.words[index] != "the":
        return None
    kind = table.units.get(lex.words[index + 1])
    side = lex.words[index + 2]
    if kind is None or side not in ("before", "after", "earlier", "prior"):
        return None
    step = 1 if side == "after" else -1
    after = lex.words[index + 3]
    if kind == "day" and after in ("yesterday", "tomorrow"):
        return Found(Shift("day", 2 * step), index + 4)
    if side in ("before", "after") and after not in words().beside["ended"]:
        return None
    if kind in ("night",):
        return Found(PartOfDay("night", Shift("day", step, "mention")), index + 3)
    return Found(Shift(kind, step, "mention"), index + 3)


def part_of_year(lex: Lexemes, index: int) -> Found | None:
    """ "the fourth quarter of 2013", "third-quarter", "Q1 2014", "the first half of this year"."""
    start = index + 1 if lex.words[index] == "the" else index
    word = lex.words[start]
    if word == "q" and lex.joined(start + 1) and lex.words[start + 1] in ("1", "2", "3", "4"):
        return _with_year(lex, "quarter", int(lex.words[start + 1]), start + 2)
    if word == "final" or (word == "last" and lex.words[start + 1 : start + 3] == ["quarter", "of"]):
        nth: tuple[int, int] | None = (4, start + 1)
    else:
        nth = ordinal(lex, start)
    if nth is None:
        return None
    end = nth[1] + 1 if lex.hyphen(nth[1]) else nth[1]
    end += lex.words[end] in ("fiscal", "financial", "calendar")
    what = lex.words[end]
    if (
        what in ("quarter", "quarters")
        and 1 <= nth[0] <= 4
        and lex.words[end + 1] not in ("final", "finals", "mile", "of an")
    ):
        return _with_year(lex, "quarter", nth[0], end + 1)
    if what == "half" and 1 <= nth[0] <= 2 and word != "final":
        found = _with_year(lex, "half", nth[0], end + 1)
        return found if isinstance(found.when, Portion) and found.when.year is not None else None
    return None


def _with_year(lex: Lexemes, kind: str, number: int, end: int) -> Found:
    """Add the year that stands after: "of 2013", "2014", "of last year", "of the year", "this year"."""
    after = end + 1 if lex.words[end] in ("of", "in", ",") else end
    of: CalendarDate | Shift | None = None
    value = year(lex, after)
    if value is not None:
        of, end = CalendarDate(year=value), after + 1
    elif lex.words[after : after + 2] == ["the", "year"] and after > end:
        of, end = Shift("year", 0), after + 2
    else:
        found = pointed(lex, after)
        if found is not None and isinstance(found.when, Shift) and found.when.unit == "year":
            of, end = found.when, found.end
    return Found(Portion("quarter" if kind == "quarter" else "half", number, of), end)


def season(lex: Lexemes, index: int) -> Found | None:
    """ "the summer of 2014", "spring 2013", "in the autumn", "by winter"."""
    table = words()
    start = index + 1 if lex.words[index] == "the" else index
    number = table.seasons.get(lex.words[start])
    if number is None or lex.words[start - 1] in table.names["before_season"]:
        return None
    end = start + 1
    after = end + 1 if lex.words[end] in ("of", ",", "in") else end
    value = year(lex, after)
    if value is not None:
        return Found(Portion("season", number, CalendarDate(year=value)), after + 1)
    follow = pointed(lex, after) if lex.words[end] in ("of", "last", "this", "next") else None
    if follow is not None and isinstance(follow.when, Shift) and follow.when.unit == "year":
        return Found(Portion("season", number, follow.when), follow.end)
    if lex.raws[start][0].isupper():
        return None
    before = lex.words[index - 1]
    if lex.words[start] in ("fall", "spring"):
        fits = before in ("in", "by", "until", "since", "during", "of", "over", "early", "late") and (
            start > index or lex.words[start] == "spring" or before == "by"
        )
    else:
        fits = before in (
            "in",
            "by",
            "until",
            "since",
            "during",
            "of",
            "over",
            "early",
            "late",
            "mid",
            "before",
            "after",
            "through",
            "throughout",
            "for",
            "-",
        )
    return (
        Found(Portion("season", number), end)
        if fits and lex.words[end] not in ("of", "camp", "break", "school", "olympics", "games")
        else None
    )


def reference(lex: Lexemes, index: int) -> Found | None:
    """ "now", "recently", "in the near future", "recent weeks", "the coming days"."""
    table = words()
    for phrase, to in table.references.get(lex.words[index], ()):
        if lex.matches(index, phrase):
            end = index + len(phrase)
            if not _points(lex, index, end, phrase):
                continue
            return Found(Reference("present" if to == "present" else "past" if to == "past" else "future"), end)
    start = index + 1 if lex.words[index] == "the" else index
    if (
        lex.words[start] in ("recent", "coming", "upcoming")
        and lex.words[start + 1] in table.units
        and lex.words[start + 1].endswith("s")
    ):
        return Found(Reference("past" if lex.words[start] == "recent" else "future"), start + 2)
    return None


def _points(lex: Lexemes, index: int, end: int, phrase: tuple[str, ...]) -> bool:
    """False where the words say something else: "as soon as", "the past few years", "the present agreement"."""
    table = words()
    after, before = lex.words[end], lex.words[index - 1]
    if phrase[0] in ("soon", "shortly") and (after in table.soon_after or before in ("as", "too", "how", "so")):
        return False
    if phrase[-1] in ("past", "future", "present") and (
        (after[0].isalnum() and after in table.units) or after in table.vague or after.isdigit()
    ):
        return False
    if phrase[-1] == "past" and (
        after[0].isdigit() or after in table.count or after in ("a", "few", "the", "week", "weekend", "couple", "half")
    ):
        return False
    if phrase in (("the", "present"), ("the", "past"), ("the", "future")) and (
        after not in words().beside["ended"] or (before in ("of",) and phrase[-1] == "present")
    ):
        return False
    return not (len(phrase) == 1 and lex.hyphen(end))
