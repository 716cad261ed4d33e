"""Which rule reads at which word, and how what they find grows: "early" + "Friday" + "at" + "6 p.m."."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache

from onrecord.core.timex import (
    CalendarDate,
    Clock,
    Holiday,
    Length,
    PartOfDay,
    Portion,
    Range,
    Shift,
    Stage,
    When,
    Within,
    Years,
)  # fmt: skip
from onrecord.read.times import calendar, clock, lengths, recurring, relative
from onrecord.read.times.lexemes import DASHES, Found, Lexemes
from onrecord.read.times.words import words

Rule = Callable[[Lexemes, int], Found | None]
Day = CalendarDate | Shift | Holiday | Within

_DIGIT_RULES: tuple[Rule, ...] = (
    calendar.numeric, calendar.day_first, clock.clock, lengths.counted, calendar.holiday, calendar.word_decade,
    relative.part_of_year, recurring.rate, calendar.bare_year,
)  # fmt: skip


@cache
def _rules() -> dict[str, tuple[Rule, ...]]:
    """The rules to try at a word, by the word; most words of a text are not in it."""
    table = words()
    found: dict[str, list[Rule]] = {}

    def add(keys: object, *rules: Rule) -> None:
        for key in keys:  # type: ignore[attr-defined]
            entry = found.setdefault(key, [])
            entry.extend(rule for rule in rules if rule not in entry)

    articles = ["a", "an", "half", "another", "dozen", "quarter"]
    numbers = [*table.count, *table.scale, *table.vague, *table.vague_of, *articles]
    add([*table.months, *table.short_months], calendar.month_first)
    add([*table.weekdays, *table.short_weekdays], calendar.weekday, recurring.plural)
    add([day + "s" for day in table.weekdays], recurring.plural)
    add(numbers, recurring.rate, lengths.counted, clock.clock)
    add(table.ordinals, calendar.day_first, calendar.word_decade, relative.part_of_year, relative.nth)
    add(["last", "final", "opening", "closing"], relative.nth)
    add([word for word, value in table.count.items() if value >= 20], calendar.word_decade, calendar.day_first)
    add(table.decades, calendar.word_decade)
    add(table.units, lengths.counted)
    add(table.days, relative.near_day)
    add(["tonight"], relative.near_day)
    add(table.clock_words, clock.clock)
    add([*table.parts, "overnight", "early", "small", "wee", "predawn"], clock.part_of_day)
    add(["mornings", "evenings", "afternoons", "weekdays", "weekends"], recurring.plural)
    add(table.which, relative.pointed)
    add(
        [*lengths.WINDOWS, *table.beside["unplaced"], "the", "these", "his", "her", "their", "its", "our", "my"],
        lengths.window,
    )
    add(["the", "a"], relative.pointed)
    add(
        ["the"],
        relative.beside,
        relative.nth,
        relative.part_of_year,
        relative.season,
        calendar.day_first,
        calendar.lone_day,
        calendar.bare_year,
    )
    add(["q", "final", "last"], relative.part_of_year)
    add(table.seasons, relative.season)
    add([*table.references, "recent", "coming", "upcoming", "the"], relative.reference)
    add(["every", "each"], recurring.every, recurring.rate)
    add(["once", "twice", "thrice", "per"], recurring.rate)
    add(table.adverbs, recurring.adverb)
    add(table.holidays, calendar.holiday)
    add(["fy", "fiscal", "financial"], calendar.fiscal)
    add(["'", "’", "‘"], calendar.bare_year)
    return {key: tuple(rules) for key, rules in found.items()}


def starts() -> frozenset[str]:
    """The words at which reading is worth a try (numbers aside)."""
    return frozenset([*_rules(), *words().stages])


def simple(lex: Lexemes, index: int) -> Found | None:
    """The longest single expression that begins at ``index``."""
    word = lex.words[index]
    rules = _DIGIT_RULES if word[0].isdigit() else _rules().get(word, ())
    best: Found | None = None
    for rule in rules:
        found = rule(lex, index)
        if found is not None and (best is None or found.end > best.end):
            best = found
    return best


def phrase(lex: Lexemes, index: int) -> Found | None:
    """The longest expression that begins at ``index``, with all that belongs to it."""
    staged = _staged(lex, index)
    found = simple(lex, index)
    if staged is not None and (found is None or staged.end > found.end):
        found = staged
    if found is None:
        return None
    for _ in range(4):
        grown = _grow(lex, found)
        if grown is None:
            break
        found = grown
    return found


def _staged(lex: Lexemes, index: int) -> Found | None:
    """ "early Thursday", "mid-June", "the end of the year", "late in the 1980s", "earlier this week"."""
    start = index + 1 if lex.words[index] == "the" else index
    start += lex.words[start] in ("very",)
    stage = words().stages.get(lex.words[start])
    if stage is None:
        return None
    end = start + 1
    linked = False
    if (lex.words[end] in DASHES and lex.joined(end)) or lex.words[end] in ("of", "in", "on"):
        end, linked = end + 1, True
    if lex.words[start] in (
        "end",
        "beginning",
        "start",
        "middle",
        "close",
        "outset",
        "dawn",
        "opening",
        "onset",
        "midway",
    ) and (not linked or lex.words[end - 1] != "of"):
        return None
    if stage in ("earlier", "later") and lex.words[end - 1 : end + 2] == ["in", "the", "day"]:
        return Found(Stage(stage, Shift("day", 0, "mention")), end + 2)
    if (
        lex.words[end : end + 2] == ["the", "year"]
        or lex.words[end : end + 2] == ["the", "month"]
        or lex.words[end : end + 2] == ["the", "week"]
    ):
        return Found(Stage(stage, Shift(words().units[lex.words[end + 1]], 0)), end + 2)
    inner = simple(lex, end) or (simple(lex, end + 1) if lex.words[end] == "the" else None)
    if inner is None:
        return None
    what = inner.when
    if isinstance(what, CalendarDate | Years | Shift | Portion | Holiday):
        if stage in ("earlier", "later") and not (
            (isinstance(what, Shift) and what.unit != "day") or isinstance(what, CalendarDate)
        ):
            return None
        if isinstance(what, CalendarDate) and what.day is not None and stage not in ("early", "late", "mid"):
            return None
        return Found(Stage(stage, what), inner.end)
    if isinstance(what, PartOfDay):
        return Found(what, inner.end) if what.day is not None or linked is False else None
    return None


def _grow(lex: Lexemes, found: Found) -> Found | None:
    when, end = found.when, found.end
    if isinstance(when, Stage) and isinstance(when.of, CalendarDate | Shift) and _is_day(when.of):
        part = _part_after(lex, end)
        return Found(PartOfDay(part[0], when.of), part[1]) if part is not None else _day_at_clock(lex, when.of, end)
    if isinstance(when, CalendarDate | Shift | Holiday | Within):
        return _grow_day(lex, when, end)
    if isinstance(when, Portion) and when.unit == "season":
        return None
    if isinstance(when, Clock) and when.day is None:
        return _clock_on_day(lex, when, end)
    if isinstance(when, PartOfDay):
        return _part_on_day(lex, when, end)
    if (
        isinstance(when, Range)
        and isinstance(when.first, Clock)
        and isinstance(when.last, Clock)
        and when.last.day is None
    ):
        return _clocks_on_day(lex, when.first, when.last, end)
    if isinstance(when, Length) and when.window == "first" and when.of is None and lex.words[end] in ("of", "in"):
        inner = simple(lex, end + 1)
        if lex.words[end + 1 : end + 3] == ["the", "year"]:
            return Found(Length(when.unit, when.amount, when.high, "first", Shift("year", 0)), end + 3)
        if inner is not None and isinstance(inner.when, CalendarDate | Shift | Portion):
            return Found(Length(when.unit, when.amount, when.high, "first", inner.when), inner.end)
    return None


def _is_day(when: When) -> bool:
    if isinstance(when, CalendarDate):
        return when.day is not None or when.weekday is not None
    return (isinstance(when, Shift) and when.unit == "day") or (isinstance(when, Within) and _is_day(when.part))


def _part_after(lex: Lexemes, end: int) -> tuple[str, int] | None:
    """A part of the day after a day: "Friday night", "Monday's early morning", "Friday in the evening"."""
    at = end
    if lex.words[at] in "'’" and lex.words[at + 1] == "s" and lex.joined(at + 1):
        at += 2
    if lex.words[at] == "in" and lex.words[at + 1] == "the":
        at += 2
    at += lex.words[at] in ("early", "late", "mid", "pre") and lex.words[at + 1] not in DASHES
    word = lex.words[at]
    if word == "overnight":
        return "night", at + 1
    part = words().parts.get(word)
    if part is None or lex.raws[at][0].isupper() or word.endswith("s"):
        return None
    return part, at + 1


def _grow_day(lex: Lexemes, when: Day, end: int) -> Found | None:
    if (
        isinstance(when, CalendarDate)
        and (when.weekday is not None or when.month is not None)
        and when.year is None
        and when.which is None
    ):
        at = end + 1 if lex.words[end] in ("of", ",", "in") else end
        follow = relative.pointed(lex, at)
        if follow is not None and isinstance(follow.when, Shift) and follow.when.unit in ("week", "month", "year"):
            fits = (follow.when.unit == "week" and when.weekday is not None) or (
                follow.when.unit == "year" and when.month is not None
            )
            if fits:
                return Found(Within(when, follow.when), follow.end)
    if isinstance(when, Holiday) or not _is_day(when):
        return None
    part = _part_after(lex, end)
    if part is not None:
        return Found(PartOfDay(part[0], when), part[1])
    return _day_at_clock(lex, when, end)


def _day_at_clock(lex: Lexemes, day: When, end: int) -> Found | None:
    """ "Friday at 6:30 p.m.", "March 3, 14:30 UTC"."""
    at = end + 1 if lex.words[end] == "," else end
    linked = lex.words[at] in ("at", "around", "about", "by", "before", "after")
    if linked:
        at += 1
        at += lex.words[at] in ("around", "about", "approximately", "exactly", "precisely", "roughly", "nearly", "the")
    if lex.words[at] == "t" and lex.joined(at) and lex.joined(at + 1) and ":" in lex.words[at + 1]:
        at += 1
    if lex.words[at] in ("noon", "midnight") and not linked and at != end:
        return None
    found = clock.clock(lex, at)
    if found is None or not isinstance(found.when, Clock):
        return None
    time = found.when
    return Found(Clock(time.hour, time.minute, time.second, time.offset, day, time.about), found.end)


def _clock_on_day(lex: Lexemes, time: Clock, end: int) -> Found | None:
    """ "6:30 p.m. on Friday", "noon Tuesday", "3 in the afternoon", "6 this evening"."""
    if (
        lex.words[end] == "in"
        and lex.words[end + 1] == "the"
        and lex.words[end + 2] in ("morning", "afternoon", "evening")
    ):
        hour = time.hour + 12 if time.hour < 12 and lex.words[end + 2] != "morning" else time.hour
        return Found(Clock(hour, time.minute, time.second, time.offset, None, time.about), end + 3)
    at = end + 1 if lex.words[end] == "," else end
    at += lex.words[at] in ("on", "of")
    at += lex.words[at] in ("early", "late")
    found = simple(lex, at)
    if found is None:
        return None
    if isinstance(found.when, PartOfDay) and found.when.day is not None:
        hour = (
            time.hour + 12
            if time.hour < 12 and found.when.part in ("afternoon", "evening", "night") and time.hour > 4
            else time.hour
        )
        return Found(Clock(hour, time.minute, time.second, time.offset, found.when.day, time.about), found.end)
    if isinstance(found.when, CalendarDate | Shift) and _is_day(found.when):
        inner = _grow_day(lex, found.when, found.end)
        last = inner if inner is not None and isinstance(inner.when, PartOfDay) else found
        return Found(Clock(time.hour, time.minute, time.second, time.offset, found.when, time.about), last.end)
    return None


def _clocks_on_day(lex: Lexemes, first: Clock, last: Clock, end: int) -> Found | None:
    """ "between 8 and 10 p.m. on Friday": the day holds for both."""
    found = _clock_on_day(lex, last, end)
    if found is None or not isinstance(found.when, Clock) or found.when.day is None:
        return None
    return Found(Range(replace(first, day=found.when.day), found.when), found.end)


def _part_on_day(lex: Lexemes, when: PartOfDay, end: int) -> Found | None:
    """ "the morning of Sept. 11", "overnight on Saturday", "the early hours of Sunday", "tonight at 8 p.m."."""
    if when.day is not None:
        return _day_at_clock_of_part(lex, when, end)
    if lex.words[end] in ("of", "on") or when.part == "overnight" or lex.words[end] in words().weekdays:
        at = end + 1 if lex.words[end] in ("of", "on", "into", "from", "to") else end
        found = simple(lex, at)
        if (
            found is not None
            and isinstance(found.when, CalendarDate | Shift | Holiday)
            and (_is_day(found.when) or isinstance(found.when, Holiday))
        ):
            into = when.part == "overnight" and lex.words[end] in ("into", "to")
            last = found.end + (
                lex.words[found.end] in ("morning", "night") and when.part in ("small_hours", "overnight")
            )
            return Found(PartOfDay("small_hours" if into else when.part, found.when), last)
    return None


def _day_at_clock_of_part(lex: Lexemes, when: PartOfDay, end: int) -> Found | None:
    if when.day is None or lex.words[end] not in ("at", "around", "about", ","):
        return None
    found = _day_at_clock(lex, when.day, end)
    word = lex.words[end + 1]
    bare = found is None and lex.words[end] != "," and word.isascii() and word.isdigit() and 1 <= int(word[:3]) <= 12
    if bare and lex.words[end + 2] not in words().units and when.part in ("morning", "afternoon", "evening", "night"):
        hour = int(word) + (
            12 if when.part != "morning" and int(word) < 12 and not (when.part == "night" and int(word) < 5) else 0
        )
        return Found(Clock(hour, day=when.day), end + 2)
    return found
