"""Why something that looks like a time is none: "Resolution 1973", "2000 soldiers", "the Daily Mail", "55-year-old"."""

from __future__ import annotations

from onrecord.core.timex import CalendarDate, Length, Recurring, Shift, When
from onrecord.read.times.lexemes import DASHES, Lexemes
from onrecord.read.times.words import GAP, words

_CODE = frozenset("_=~@&\\")


def veto(lex: Lexemes, start: int, end: int, when: When) -> str | None:
    """The reason against reading lexemes ``[start, end)`` as ``when``, or None."""
    text, first, last = lex.text, lex.starts[start], lex.ends[end - 1]
    if text[first - 1 : first] in _CODE or (text[last : last + 1] in _CODE and text[last : last + 1]):
        return "part of an address or a code"
    if (lex.words[start - 2] == "+" and lex.words[start - 1].isdigit()) or (
        lex.words[start - 1] == "+" and lex.joined(start)
    ):
        return "part of a telephone number"
    if end == start + 1 and isinstance(when, CalendarDate) and when.year is not None:
        return _year(lex, start)
    if isinstance(when, Length):
        return _length(lex, start, end)
    if isinstance(when, CalendarDate) and when.weekday is not None and when.day is None:
        return _weekday(lex, start, end)
    if isinstance(when, Recurring):
        return _recurring(lex, start, end)
    if (
        isinstance(when, Shift)
        and end == start + 2
        and lex.raws[start][0].isupper()
        and lex.raws[start + 1][0].isupper()
    ):
        return "part of a name"
    if isinstance(when, Shift) and end == start + 1 and lex.words[start] == "today":
        before = lex.words[start - 1]
        if before in words().names["before_today"] and lex.raws[start][0] == "T" and lex.raws[start - 1][0].isupper():
            return "part of a name"
    return None


def _year(lex: Lexemes, start: int) -> str | None:
    if _is_code(lex, start):
        return "part of a longer number, an amount or a name, not a year"
    before = lex.words[start - 1]
    common = before in words().names["also_common"] and lex.raws[start - 1].islower()
    if before in words().names["before_number"] and not common:
        return "a number that names something, not a year"
    return "a count, not a year" if _is_count(lex, start) else None


def _is_code(lex: Lexemes, start: int) -> bool:
    """True in "$2000", "MH-2014", "1.2000", "2000%", "2014-X"."""
    before, after = lex.words[start - 1], lex.words[start + 1]
    if before in "$€£¥#/@" or (before in "._" and lex.joined(start)):
        return True
    if before in DASHES and lex.joined(start) and lex.joined(start - 1):
        return lex.words[start - 2] not in ("mid", "pre", "post", "early", "late", "to")
    if not lex.joined(start + 1):
        return False
    if after in DASHES:
        return lex.joined(start + 2) and lex.raws[start + 2][:1].isupper()
    return after in "%°/_=" or (after[0].isalpha() and after != "s")


def _is_count(lex: Lexemes, start: int) -> bool:
    """True in "2000 soldiers", "about 1500 arrests", "a total of 1800"; years stand after "in", "since", "the"."""
    names, word = words().names, lex.words[start]
    before, after, further = lex.words[start - 1], lex.words[start + 1], lex.words[start - 2]
    if after in names["always_counted"] or (before == "of" and further in names["before_count"]):
        return True
    if before in names["around_number"] and after not in words().beside["after_about"]:
        return further not in ("in", "since", "until")
    if before in words().beside["year_openers"]:
        return False
    return after in names["counted"] or (word.endswith("00") and after.endswith("s") and lex.raws[start + 1].islower())


def _length(lex: Lexemes, start: int, end: int) -> str | None:
    after = lex.words[end]
    following = lex.words[end + 1] if after in DASHES else after
    if following in ("old", "olds", "older", "younger") or lex.words[end : end + 2] == ["of", "age"]:
        return "an age, not a time"
    if lex.words[start - 1] in ("aged", "age") or (lex.words[start] == "days" and after == "inn"):
        return "an age, not a time"
    if lex.raws[end - 1][0].isupper() and not lex.raws[end - 1].isupper():
        return "part of a name"
    if (after in ("light", "dog", "man") and lex.hyphen(end)) or lex.words[start - 1] == "light":
        return "a measure that only sounds like time"
    if lex.words[start] in ("a", "an") and end == start + 2 and lex.words[start + 1] in ("day", "night"):
        if after == "of" or lex.words[start - 1] in ("such", "what", "quite"):
            return "a kind of day, not a length of time"
        return None
    return None


def _weekday(lex: Lexemes, start: int, end: int) -> str | None:
    after, before = lex.words[end], lex.words[start - 1]
    if after in words().names["after_day"] and lex.raws[end][0].isupper():
        return "part of a name"
    if (
        before == "on"
        and lex.words[start - 2] == "mail"
        and lex.raws[start - 2] == "Mail"
        and lex.raws[start - 1] == "on"
    ):
        return "part of a name"
    if (
        before in ("black", "bloody", "super", "sheffield", "good", "ash", "palm", "cyber", "giving", "wild", "ruby")
        and lex.raws[start - 1][0].isupper()
    ):
        return "the name of a day in history, not a weekday"
    return None


def _recurring(lex: Lexemes, start: int, end: int) -> str | None:
    if end != start + 1 or not lex.raws[start][0].isupper():
        return None
    after = lex.words[end]
    if after in words().names["after_daily"] or (lex.raws[end][:1].isupper() and lex.words[start - 1] != GAP):
        return "part of a name"
    if lex.raws[start - 1][:1].isupper():
        return "part of a name"
    return None
