"""Times of day: "6:30 p.m. EDT", "1430 GMT", "noon", "Friday night", "in the early hours of Sunday"."""

from __future__ import annotations

from onrecord.core.timex import Clock, PartOfDay, Range
from onrecord.read.times.lexemes import Found, Lexemes
from onrecord.read.times.words import GAP, words

_HALF_DAY = {"am": 0, "a.m.": 0, "a.m": 0, "a. m.": 0, "pm": 12, "p.m.": 12, "p.m": 12, "p. m.": 12}


def clock(lex: Lexemes, index: int) -> Found | None:
    """A time on the clock, with its zone if it has one."""
    word = lex.words[index]
    if word in words().clock_words:
        hour = words().clock_words[word]
        end, offset = _zone(lex, index + 1)
        about = lex.words[index - 1] in ("around", "about")
        return Found(Clock(hour, offset=offset, about=about), end)
    if word in ("half", "quarter"):
        return _spoken(lex, index)
    if not word[0].isdigit():
        return _oclock(lex, index)
    return _digits(lex, index)


def _digits(lex: Lexemes, index: int) -> Found | None:
    parts = _parts(lex.words[index])
    if parts is None:
        return None
    hour, minute, second = parts
    end = index + 1
    after = lex.words[end]
    half = _HALF_DAY.get(after)
    about = lex.words[index - 1] in ("around", "about", "approximately", "roughly")
    if half is not None and (":" in lex.words[index] or "." in lex.words[index] or hour <= 12) and 1 <= hour <= 12:
        if (
            after == "am"
            and not lex.joined(end)
            and lex.words[index - 1] not in words().beside["at"]
            and ":" not in lex.words[index]
        ):
            return None
        zone_end, offset = _zone(lex, end + 1)
        return Found(Clock(hour % 12 + half, minute or 0, second, offset, about=about), zone_end)
    span = (
        _hours(lex, index, hour, minute)
        if (half is None and minute is None) or (half is None and lex.hyphen(end))
        else None
    )
    if span is not None:
        return span
    if after in ("h", "hrs", "hours") and len(lex.words[index]) == 4 and hour < 24:
        zone_end, offset = _zone(lex, end + 1)
        return Found(Clock(hour, minute or 0, None, offset, about=about), zone_end)
    zone_end, offset = _zone(lex, end)
    if (offset is not None or zone_end > end) and hour < 24 and minute is not None:
        return Found(Clock(hour, minute, second, offset, about=about), zone_end)
    if ":" in lex.words[index] and minute is not None and hour < 24 and _clock_here(lex, index, zone_end > end):
        return Found(Clock(hour, minute, second, offset, about=about), zone_end)
    if lex.words[end] == "o" and lex.words[end + 1] in "'’" and lex.words[end + 2] == "clock" and 1 <= hour <= 12:
        return Found(Clock(hour, 0), end + 3)
    return None


def _hours(lex: Lexemes, index: int, hour: int, minute: int | None) -> Found | None:
    """ "10-11 a.m.", "from 7 to 9 p.m.": the half of the day is said once for both."""
    end = index + 1
    if not (lex.hyphen(end) or (lex.words[end] in ("to", "and") and lex.words[index - 1] in ("from", "between"))):
        return None
    last = _parts(lex.words[end + 1]) if lex.words[end + 1][0].isdigit() else None
    half = _HALF_DAY.get(lex.words[end + 2])
    if last is None or half is None or not 1 <= last[0] <= 12 or not 1 <= hour <= 12:
        return None
    zone_end, offset = _zone(lex, end + 3)
    late = Clock(last[0] % 12 + half, last[1] or 0, None, offset)
    first = half if hour % 12 <= last[0] % 12 else 0
    return Found(Range(Clock(hour % 12 + first, minute or 0, None, offset), late), zone_end)


def _clock_here(lex: Lexemes, index: int, zoned: bool) -> bool:
    """True where "18:30" is a time and not a score or a verse: two digits of minutes and a word that wants a time."""
    word = lex.words[index]
    if len(word.split(":")[1]) != 2:
        return False
    before = lex.words[index - 1]
    if before[0].isdigit() and (lex.words[index - 2] == "-" or "." in before or "/" in before):
        return True
    near = (before, lex.words[index - 2], lex.words[index + 1], lex.words[index + 2])
    return (
        zoned
        or before in words().beside["at"]
        or any(item in words().weekdays or item in words().days for item in near)
    )


def _parts(word: str) -> tuple[int, int | None, int | None] | None:
    """Hour, minute and second of "6", "6:30", "6.30", "1430", "18:30:05"; None where they cannot be."""
    cut = word.replace(".", ":").split(":")
    if len(cut) == 1 and len(word) == 4 and word.isdigit():
        cut = [word[:2], word[2:]]
    if len(cut) > 3 or not all(part.isascii() and part.isdigit() and len(part) <= 2 for part in cut):
        return None
    values = [int(part) for part in cut]
    if values[0] > 24 or any(value > 59 for value in values[1:]) or any(len(part) != 2 for part in cut[1:]):
        return None
    return values[0], values[1] if len(values) > 1 else None, values[2] if len(values) > 2 else None


def _zone(lex: Lexemes, index: int) -> tuple[int, int | None]:
    """The end of a zone's name after a clock time and its minutes from UTC: "EDT", "(GMT+8)", "local time"."""
    opened = lex.words[index] == "("
    start = index + 1 if opened else index
    word = lex.words[start]
    if word == "local" and lex.words[start + 1] == "time":
        return start + 2 + (opened and lex.words[start + 2] == ")"), None
    if word in words().zones and (lex.raws[start].isupper()) and (word != "z" or lex.joined(start)):
        offset = words().zones[word]
        end = start + 1
        if (
            word in ("gmt", "utc")
            and lex.words[end] in "+-−–"
            and lex.words[end + 1].isdigit()
            and len(lex.words[end + 1]) <= 2
        ):
            offset = int(lex.words[end + 1]) * 60 * (1 if lex.words[end] == "+" else -1)
            end += 2
        if opened and lex.words[end] != ")":
            return index, None
        return end + (1 if opened else 0), offset
    if lex.raws[start][:1].isupper() and "time" in lex.words[start + 1 : start + 3] and not opened:
        return start + lex.words[start + 1 : start + 3].index("time") + 2, None
    return index, None


def _oclock(lex: Lexemes, index: int) -> Found | None:
    hour = words().count.get(lex.words[index], 0)
    if 1 <= hour <= 12 and lex.words[index + 1] == "o" and lex.words[index + 3] == "clock":
        return Found(Clock(hour), index + 4)
    if 1 <= hour <= 12 and lex.words[index + 1] in _HALF_DAY:
        return Found(Clock(hour % 12 + _HALF_DAY[lex.words[index + 1]]), index + 2)
    return None


def _spoken(lex: Lexemes, index: int) -> Found | None:
    """ "half past seven", "quarter to six"."""
    if lex.words[index + 1] not in ("past", "to"):
        return None
    word = lex.words[index + 2]
    hour = words().count.get(word, int(word) if word.isdigit() and len(word) < 3 else 0)
    if not 1 <= hour <= 12:
        return None
    minute = 30 if lex.words[index] == "half" else 15
    if lex.words[index + 1] == "to":
        hour, minute = hour - 1 or 12, 60 - minute
    half = _HALF_DAY.get(lex.words[index + 3])
    if half is None:
        return Found(Clock(hour, minute), index + 3)
    return Found(Clock(hour % 12 + half, minute), index + 4)


def part_of_day(lex: Lexemes, index: int) -> Found | None:
    """A part of the day with no day beside it: "in the morning", "at dawn", "overnight", "the early hours of"."""
    table = words()
    word = lex.words[index]
    if word == "overnight":
        return Found(PartOfDay("overnight"), index + 1)
    if word in ("early", "small", "wee", "predawn") and lex.words[index + 1] == "hours":
        return Found(PartOfDay("small_hours"), index + 2)
    part = table.parts.get(word)
    if part is None:
        return None
    before = lex.words[index - 1]
    if lex.words[index + 1] == "of" and before in ("the", "late", "early") and _names_day(lex, index + 2):
        return Found(PartOfDay(part), index + 1)
    if word in ("dawn", "dusk", "sunrise", "sunset", "nightfall", "daybreak", "midday"):
        fits = before in ("at", "before", "after", "by", "until", "around", "since", "from", "till", "just")
        return Found(PartOfDay(part), index + 1) if fits else None
    if before == "the" and lex.words[index - 2] in ("in", "during", "into"):
        return Found(PartOfDay(part), index + 1)
    if before in ("early", "mid", "late") and lex.words[index - 2] in (
        "in",
        "the",
        "this",
        "by",
        "until",
        "since",
        "from",
        "into",
    ):
        return Found(PartOfDay(part), index + 1)
    if word == "night" and before in ("at",) and lex.words[index + 1] in (GAP, ".", ",", ";", "and", "when", "in"):
        return Found(PartOfDay(part), index + 1)
    return None


def _names_day(lex: Lexemes, index: int) -> bool:
    """True where a date begins: "the night of 3 March", but not "the night of the attack"."""
    word, table = lex.words[index], words()
    return (
        word[0].isdigit()
        or word in table.weekdays
        or word in table.months
        or word in table.short_months
        or word in table.days
    )
