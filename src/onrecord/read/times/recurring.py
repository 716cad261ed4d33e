"""Times that come back: "every Sunday", "daily", "twice a week", "$15 an hour", "on weekends"."""

from __future__ import annotations

from onrecord.core.timex import CalendarDate, PartOfDay, Portion, Recurring, period
from onrecord.read.times.counting import integer, small
from onrecord.read.times.lexemes import Found, Lexemes
from onrecord.read.times.words import words


def every(lex: Lexemes, index: int) -> Found | None:
    """ "every day", "each Sunday", "every other week", "every two hours", "every winter"."""
    if lex.words[index] not in ("every", "each"):
        return None
    table = words()
    start, amount = index + 1, 1.0
    if lex.words[start] in ("other", "second"):
        start, amount = start + 1, 2.0
    elif lex.words[start] in ("single",):
        start += 1
    elif (number := small(lex, start)) is not None:
        amount, start = number
    word = lex.words[start]
    unit = table.units.get(word)
    if unit is not None and word != "second":
        return Found(Recurring("P1W" if unit == "weekend" else period(unit, amount)), start + 1)
    if word in table.weekdays:
        end = start + 1
        if lex.words[end] in table.parts:
            end += 1
        return Found(Recurring("P1W" if amount == 1 else "P2W", CalendarDate(weekday=table.weekdays[word])), end)
    if word in table.parts:
        return Found(Recurring("P1D", PartOfDay(table.parts[word])), start + 1)
    if word in table.months and lex.raws[start][0].isupper():
        return Found(Recurring("P1Y", CalendarDate(month=table.months[word])), start + 1)
    if word in table.seasons and word != "fall":
        return Found(Recurring("P1Y", Portion("season", table.seasons[word])), start + 1)
    return None


def adverb(lex: Lexemes, index: int) -> Found | None:
    """ "daily", "weekly", "annual"; a masthead ("the Daily Mail") is vetoed elsewhere."""
    iso = words().adverbs.get(lex.words[index])
    return None if iso is None else Found(Recurring(iso), index + 1)


def rate(lex: Lexemes, index: int) -> Found | None:
    """ "a week" after an amount, "per day", "twice a week", "three times every month"."""
    table = words()
    start, times = index, None
    if lex.words[start] in ("once", "twice", "thrice"):
        times, start = {"once": 1.0, "twice": 2.0, "thrice": 3.0}[lex.words[start]], start + 1
    elif (number := small(lex, start)) is not None and lex.words[number[1]] == "times":
        times, start = number[0], number[1] + 1
    if lex.words[start] not in ("a", "an", "per", "each", "every"):
        return None
    unit = table.units.get(lex.words[start + 1])
    if unit is None or (lex.words[start + 1].endswith("s") and unit != "century"):
        return None
    if lex.words[start] in ("per", "each") or times is not None or _is_amount(lex, start - 1):
        after = lex.words[start + 2]
        if times is None and after in ("ago", "later", "earlier", "after", "before", "from"):
            return None
        return Found(Recurring(period(unit, 1.0), times=times), start + 2)
    return None


def _is_amount(lex: Lexemes, index: int) -> bool:
    """True where an amount ends at ``index`` or one word before: "15 a year", "40 barrels a day"."""
    table = words()
    word = lex.words[index]
    if (
        word[0].isdigit()
        or word in table.scale
        or word in words().beside["rate_before"]
        or word in table.count
        or word in ("€", "£")
    ):
        value = integer(word)
        return not (value is not None and 1900 <= value < 2100 and len(word) == 4)
    before = lex.words[index - 1]
    if word.endswith("s") or word in ("mph", "cents", "tons", "people", "feet"):
        return (
            before[0].isdigit() or before in table.scale or before in table.count or before in ("of", "several", "many")
        )
    return False


def plural(lex: Lexemes, index: int) -> Found | None:
    """ "on Sundays", "Friday nights", "weekdays", "on weekends", "mornings"."""
    table = words()
    word = lex.words[index]
    if word.endswith("s") and word[:-1] in table.weekdays and lex.raws[index][0].isupper():
        return Found(Recurring("P1W", CalendarDate(weekday=table.weekdays[word[:-1]])), index + 1)
    if word in table.weekdays and lex.words[index + 1] in ("mornings", "nights", "afternoons", "evenings"):
        return Found(Recurring("P1W", CalendarDate(weekday=table.weekdays[word])), index + 2)
    if word in ("weekdays", "weekends") and lex.words[index - 1] in ("on", "and", "during", "most", "at", "over"):
        return Found(Recurring("P1W" if word == "weekends" else "P1D"), index + 1)
    if word in ("mornings", "evenings", "afternoons") and lex.words[index - 1] in ("in", "on", "the", "most", "and"):
        return Found(Recurring("P1D", PartOfDay(table.parts[word])), index + 1)
    return None
