"""Dates as the calendar writes them: "Sept. 11, 2001", "11 September", "2001-09-11", "mid-May", "the 1980s"."""

from __future__ import annotations

from onrecord.core.timex import CalendarDate, FiscalYear, Holiday, Years
from onrecord.read.times.counting import ordinal
from onrecord.read.times.lexemes import DASHES, Found, Lexemes
from onrecord.read.times.words import GAP, words

# A bare number is read as a year only between these; older ones need "in" before them or a month.
OLDEST_YEAR, NEWEST_YEAR = 1500, 2100


def month(lex: Lexemes, index: int) -> tuple[int, int] | None:
    """A month's name and where it ends: "September", "Sept."; the caller has still to ask :func:`plain_month`."""
    table = words()
    word = lex.words[index]
    number = table.months.get(word)
    if number is not None and lex.raws[index][0].isupper():
        return number, index + 1
    number = table.short_months.get(word)
    if number is not None and lex.raws[index][0].isupper():
        if lex.words[index + 1] == "." and lex.joined(index + 1):
            return number, index + 2
        if lex.words[index + 1][0].isdigit() or lex.words[index - 1][0].isdigit() or year(lex, index + 2) is not None:
            return number, index + 1
    return None


def plain_month(lex: Lexemes, index: int, end: int) -> bool:
    """True where a month's name with no day or year beside it is surely a month ("may", "march", "June Smith")."""
    table = words()
    word = lex.words[index]
    before, after = lex.words[index - 1], lex.words[end]
    doubtful = word in table.month_verbs or word in table.month_names
    if not doubtful:
        return True
    if word in table.month_verbs and before in ("the", GAP, '"', "“"):
        return before == "the" and word == "march" and after in ("election", "elections", "vote", "referendum")
    capital_after = lex.raws[end][:1].isupper() and lex.joined(end) is False
    if before in words().beside["month_openers"]:
        return not (
            capital_after
            and after not in table.weekdays
            and word in table.month_names
            and before in ("of", "for", "from", "by")
        )
    if word in table.month_verbs:
        return before in ("to", "and") and lex.words[index - 2] in table.months
    capital_before = lex.raws[index - 1][:1].isupper()
    return not (capital_after or capital_before)


def year(lex: Lexemes, index: int) -> int | None:
    """A four-digit year standing for itself, or None: "1998", not "1,998"."""
    word = lex.words[index]
    if len(word) == 4 and word.isascii() and word.isdigit() and OLDEST_YEAR <= int(word) < NEWEST_YEAR:
        return int(word)
    return None


def full_year(lex: Lexemes, index: int) -> tuple[int, int] | None:
    """A year beside a month, so that two digits will do: "1998", "'98"."""
    value = year(lex, index)
    if value is not None and not (lex.joined(index + 1) and lex.words[index + 1] == "s"):
        return value, index + 1
    if (
        lex.words[index] in ("'", "’", "‘")
        and lex.joined(index + 1)
        and len(lex.words[index + 1]) == 2
        and lex.words[index + 1].isdigit()
    ):
        return century_of(int(lex.words[index + 1])), index + 2
    return None


def century_of(two: int) -> int:
    """Two digits as a year of the last hundred or the next few: 98 is 1998, 24 is 2024."""
    return 2000 + two if two < 40 else 1900 + two


def day_number(lex: Lexemes, index: int) -> tuple[int, int] | None:
    """A day of a month: "14", "14th", "the fourteenth"."""
    word = lex.words[index]
    found = ordinal(lex, index)
    if found is not None and 1 <= found[0] <= 31:
        return found
    if word.isascii() and word.isdigit() and len(word) <= 2 and 1 <= int(word) <= 31:
        return int(word), index + 1
    return None


def month_first(lex: Lexemes, index: int) -> Found | None:
    """ "September 11, 2001", "Sept. 11", "May 2009", "May"."""
    named = month(lex, index)
    if named is None:
        return None
    number, end = named
    start = end + 1 if lex.words[end] == "the" else end
    day = day_number(lex, start)
    if day is not None and not _is_counted(lex, day[1]) and lex.words[day[1]] != ":" and _plain_day(lex, start, day[1]):
        value, after = day
        if lex.words[after] == ",":
            dated = full_year(lex, after + 1)
            if dated is not None and _ends_year(lex, after + 2):
                return Found(CalendarDate(year=dated[0], month=number, day=value), dated[1])
        tail = full_year(lex, after + 1 if lex.words[after] in ("of", "in") else after)
        if tail is not None and _ends_year(lex, tail[1] - 1):
            return Found(CalendarDate(year=tail[0], month=number, day=value), tail[1])
        return Found(CalendarDate(month=number, day=value), after)
    after = end + 1 if lex.words[end] in (",", "of") or lex.hyphen(end) else end
    tail = full_year(lex, after)
    if tail is not None:
        return Found(CalendarDate(year=tail[0], month=number), tail[1])
    return Found(CalendarDate(month=number), end) if plain_month(lex, index, end) else None


def _plain_day(lex: Lexemes, start: int, end: int) -> bool:
    """False where an ordinal in words goes on: "announced in May the first generation"."""
    return lex.words[start][0].isdigit() or (lex.words[start - 1] != "the" and not lex.words[end][0].isalpha())


def _ends_year(lex: Lexemes, index: int) -> bool:
    """False where the four digits go on ("2,000") or count something ("March 3, 2000 soldiers")."""
    return lex.words[index + 1] not in words().names["counted"]


def _is_counted(lex: Lexemes, index: int) -> bool:
    """True where a number after a month's name counts things: "In March 12 people died"."""
    return lex.words[index] in words().names["counted"] or lex.words[index] == "%"


def day_first(lex: Lexemes, index: int) -> Found | None:
    """ "11 September 2001", "the 4th of July", "11 Sept."."""
    start = index + 1 if lex.words[index] == "the" else index
    day = day_number(lex, start)
    if day is None:
        return None
    value, end = day
    end = end + 1 if lex.words[end] in ("of", "-") else end
    named = month(lex, end)
    if named is None:
        return None
    if end == start + 1 and lex.words[end] in words().month_verbs and not lex.raws[end][0].isupper():
        return None
    number, after = named
    tail = full_year(lex, after + 1 if lex.words[after] in (",", "-") else after)
    if tail is not None and _ends_year(lex, tail[1] - 1):
        return Found(CalendarDate(year=tail[0], month=number, day=value), tail[1])
    return Found(CalendarDate(month=number, day=value), after)


def numeric(lex: Lexemes, index: int) -> Found | None:
    """ "2001-09-11", "20010911T…" not; "7/8/07" month first, "13/8/2007" and "11.09.2001" day first."""
    word = lex.words[index]
    if len(word) == 4 and lex.hyphen(index + 1) and word.isdigit():
        return _iso(lex, index)
    for sign in "/.":
        parts = word.split(sign)
        if len(parts) == 3 and all(part.isascii() and part.isdigit() for part in parts):
            return _slashed(parts, index, american=sign == "/")
    return None


def _iso(lex: Lexemes, index: int) -> Found | None:
    number, second = lex.words[index + 2], lex.words[index + 4]
    if len(number) != 2 or not number.isdigit() or not 1 <= int(number) <= 12 or year(lex, index) is None:
        return None
    if lex.words[index + 3] == "-" and lex.hyphen(index + 3) and len(second) == 2 and second.isdigit():
        return Found(CalendarDate(year=int(lex.words[index]), month=int(number), day=int(second)), index + 5)
    return None


def _slashed(parts: list[str], index: int, *, american: bool) -> Found | None:
    if len(parts[0]) == 4:
        one, two, three = (int(part) for part in parts)
    elif len(parts[2]) in (2, 4):
        first, second, three = int(parts[0]), int(parts[1]), int(parts[2])
        one = three if len(parts[2]) == 4 else century_of(three)
        two, three = (first, second) if american and first <= 12 else (second, first)
    else:
        return None
    if not (OLDEST_YEAR <= one < NEWEST_YEAR and 1 <= two <= 12 and 1 <= three <= 31):
        return None
    return Found(CalendarDate(year=one, month=two, day=three), index + 1)


def bare_year(lex: Lexemes, index: int) -> Found | None:
    """ "1998", "the year 1998", "the 1990s", "2013-14" (a season of two years); vetoes are asked elsewhere."""
    word = lex.words[index]
    if len(word) == 4 and lex.words[index + 1] == "s" and lex.joined(index + 1) and word.isdigit() and word[3] == "0":
        return Found(Years(int(word), 100 if word.endswith("00") and int(word) < 2000 else 10), index + 2)
    if word in ("60", "70", "80", "90") and lex.words[index + 1] == "s" and lex.joined(index + 1):
        fits = lex.words[index - 1] == "the" or (
            lex.words[index - 2] in ("s", "'", "’") and lex.words[index - 1] == "and"
        )
        return Found(Years(1900 + int(word), 10), index + 2) if fits else None
    if word in ("'", "’", "‘") and lex.joined(index + 1) and lex.words[index + 2] == "s" and lex.joined(index + 2):
        two = lex.words[index + 1]
        if len(two) == 2 and two.isdigit() and two[1] == "0":
            return Found(Years(1900 + int(two) if int(two) > 20 else 2000 + int(two), 10), index + 3)
    value = year(lex, index)
    return Found(CalendarDate(year=value), index + 1) if value is not None else None


def word_decade(lex: Lexemes, index: int) -> Found | None:
    """ "the nineties", "the 20th century"."""
    tens = words().decades.get(lex.words[index])
    if tens is not None and lex.words[index - 1] in ("the", "late", "early", "mid", "roaring", "-"):
        return Found(Years(1900 + tens, 10), index + 1)
    found = ordinal(lex, index)
    if found is not None and 1 <= found[0] <= 22:
        end = found[1] + 1 if lex.words[found[1]] in DASHES else found[1]
        if lex.words[end] in ("century", "centuries"):
            return Found(Years((found[0] - 1) * 100, 100), end + 1)
    return None


def weekday(lex: Lexemes, index: int) -> Found | None:
    """ "Friday", "Fri."; "Friday, March 8, 2024" and "Friday the 13th" hold their date."""
    table = words()
    number = table.weekdays.get(lex.words[index])
    end = index + 1
    if number is None:
        number = table.short_weekdays.get(lex.words[index])
        if (
            number is None
            or not (lex.words[end] in (".", ",") and lex.joined(end))
            or lex.words[index - 1] in ("he", "she")
        ):
            return None
        end += lex.words[end] == "."
    if not lex.raws[index][0].isupper():
        return None
    after = end + 1 if lex.words[end] == "," else end
    for rule in (month_first, day_first):
        date = rule(lex, after)
        if date is not None and isinstance(date.when, CalendarDate) and date.when.day is not None:
            when = date.when
            return Found(CalendarDate(year=when.year, month=when.month, day=when.day, weekday=number), date.end)
    if lex.words[end] == "the":
        nth = ordinal(lex, end + 1)
        if nth is not None and nth[0] <= 31 and lex.words[end + 1][0].isdigit():
            return Found(CalendarDate(day=nth[0], weekday=number), nth[1])
    return Found(CalendarDate(weekday=number), end)


def fiscal(lex: Lexemes, index: int) -> Found | None:
    """ "FY2024", "fiscal 2024", "fiscal year 2024", "FY 2024-25"."""
    word = lex.words[index]
    if word not in ("fy", "fiscal", "financial"):
        return None
    end = index + 1
    if word in ("fiscal", "financial") and lex.words[end] == "year":
        end += 1
    value = year(lex, end)
    if value is None and word == "fy" and lex.joined(end) and len(lex.words[end]) == 2 and lex.words[end].isdigit():
        value = century_of(int(lex.words[end]))
    return Found(FiscalYear(value), end + 1) if value is not None else None


def holiday(lex: Lexemes, index: int) -> Found | None:
    """ "Christmas Eve", "Ramadan", "Easter Sunday 2018"."""
    table = words()
    for phrase, key in table.holidays.get(lex.words[index], ()):
        if not lex.matches(index, phrase) or (not lex.raws[index][0].isupper() and not phrase[0][0].isdigit()):
            continue
        end = index + len(phrase)
        if key in table.holiday_needs and lex.words[index - 1] not in (
            "the",
            "until",
            "before",
            "after",
            "since",
            "by",
            "over",
            "in",
            "for",
            "at",
        ):
            continue
        if lex.words[end] in table.names["after_names"] or lex.words[end] in table.names["after_day"]:
            return None
        start = end + 1 if lex.words[end] in (",", "of", "in") else end
        tail = full_year(lex, start)
        return Found(Holiday(key, tail[0]), tail[1]) if tail is not None else Found(Holiday(key), end)
    return None


def lone_day(lex: Lexemes, index: int) -> Found | None:
    """ "on the 14th", "until the 3rd": a day whose month the text leaves to the reader."""
    if lex.words[index] != "the" or lex.words[index - 1] not in (
        "on",
        "until",
        "by",
        "from",
        "since",
        "of",
        "before",
        "after",
    ):
        return None
    word = lex.words[index + 1]
    if not word.isdigit() or lex.words[index + 2] not in ("st", "nd", "rd", "th") or not lex.joined(index + 2):
        return None
    after = lex.words[index + 3]
    ended = after in (GAP, ",", ".", ";", ":", ")", "and", "to", "at", "in", "when", "but") or after in words().parts
    if not ended or lex.words[index - 1] == "of" or not 1 <= int(word) <= 31:
        return None
    return Found(CalendarDate(day=int(word)), index + 3)
