"""Numbers that name a day, a year or an hour: "7 October", "the 1990s", "10:30", "2023-24". None is a figure."""

from __future__ import annotations

from onrecord.lang import lexicon, worded
from onrecord.read.figures.lexemes import Lexemes

Verdict = tuple[int, str]  # past the last lexeme, and why it is no figure
_DASHES = ("-", "–", "—", "‑")


@worded
def _tables() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    data = lexicon("not_figures")["months"]
    return (
        frozenset(data["names"]), frozenset(data["weekdays"]), frozenset(data["clock_after"]),
        frozenset(data["year_before"]), frozenset(data["seasons"]),
    )  # fmt: skip


def month(lx: Lexemes, at: int) -> bool:
    """True where the lexeme is the name of a month ("May" and "March" only with their capital)."""
    return lx.low(at) in _tables()[0] and lx.capital(at)


def weekday(lx: Lexemes, at: int) -> bool:
    """True where the lexeme is a weekday."""
    return lx.low(at) in _tables()[1] and lx.capital(at)


def _day(lx: Lexemes, at: int) -> bool:
    return lx.kind(at) == "n" and lx.ends[at] - lx.starts[at] <= 2 and 1 <= int(lx.word(at)) <= 31


def year(lx: Lexemes, at: int, *, low: int = 1000, high: int = 2150) -> bool:
    """True for four bare digits that may be a year."""
    if lx.kind(at) != "n" or lx.ends[at] - lx.starts[at] != 4 or not lx.word(at).isdigit():
        return False
    return low <= int(lx.word(at)) <= high


def clock(lx: Lexemes, i: int) -> Verdict | None:
    """ "10:30", "7 p.m.", "7.30am", "0900 GMT", "five o'clock"."""
    if lx.low(i + 1) == ":" and lx.glued(i) and lx.glued(i + 1) and lx.kind(i + 2) == "n":
        at = i + 3
        while lx.low(at) == ":" and lx.glued(at) and lx.kind(at + 1) == "n" and at < i + 9:
            at += 2
        return at, "a time of day or a ratio written with a colon"
    after = lx.low(i + 1)
    hours = _tables()[2]
    if after in ("a", "p") and lx.low(i + 2) == "." and lx.low(i + 3) == "m" and lx.glued(i + 1):
        return i + 4 + (lx.low(i + 4) == "."), "a time of day"
    if after in hours and (
        after not in ("est", "hrs", "cst", "pst") or lx.word(i + 1).isupper() or lx.ends[i] - lx.starts[i] == 4
    ):
        if after == "am" and not lx.glued(i) and lx.kind(i) == "w":
            return None
        return i + 2, "a time of day"
    if after == "-" and lx.low(i + 3) in ("p", "a", "pm", "am") and lx.kind(i + 2) == "n":
        return i + 3, "a time of day"
    if after in ("to", "and") and lx.kind(i) == "n" and _hour(lx, i + 2):
        return i + 1, "a time of day"
    return None


def _hour(lx: Lexemes, i: int) -> bool:
    """True for the far end of "from 7 to 9 p.m."."""
    after = lx.low(i + 1)
    return lx.kind(i) == "n" and (after in ("am", "pm") or (after in ("a", "p") and lx.low(i + 3) == "m"))


def date(lx: Lexemes, i: int, unit_follows: bool) -> Verdict | None:
    """A day of the month or a date in digits, beginning at digits ``i``."""
    if _day(lx, i):
        found = _day_of_month(lx, i, unit_follows)
        if found:
            return found
    first = lx.low(i + 1)
    if first in ("/", *_DASHES, ".") and lx.glued(i) and lx.glued(i + 1) and lx.kind(i + 2) == "n":
        second = lx.low(i + 3) == first and lx.glued(i + 2) and lx.glued(i + 3) and lx.kind(i + 4) == "n"
        if second and (year(lx, i) or year(lx, i + 4) or first == "/"):
            return i + 5, "a date in digits"
        if year(lx, i) and lx.word(i + 2).isdigit() and first != ".":
            size = lx.ends[i + 2] - lx.starts[i + 2]
            if size == 2 or (size == 4 and year(lx, i + 2)):
                return i + 3, "a span of years"
    return None


def _day_of_month(lx: Lexemes, i: int, unit_follows: bool) -> Verdict | None:
    counted = unit_follows or (lx.kind(i + 1) == "w" and lx.low(i + 1).endswith("s") and not month(lx, i + 1))
    before = i - 1
    if lx.low(before) == "." and lx.glued(i - 2):
        before -= 1
    if month(lx, before) and not lx.broken(i - 1):
        if (counted or lx.low(i + 1) == "people") and lx.low(before - 1) in ("in", "since", "last", "this"):
            return None
        if unit_follows and lx.low(before - 1) != "on":
            return None
        return i + 1, "a day of the month"
    at = i + 1
    if lx.low(at) in vocabulary_endings() and lx.glued(i):
        at += 1
    if lx.low(at) == "of" and month(lx, at + 1):
        return at + 2, "a day of the month"
    if (
        month(lx, at)
        and not lx.broken(at - 1)
        and not (lx.low(at) == "may" and lx.low(at + 1) in ("be", "have", "not"))
    ):
        if _short_year(lx, at + 1):
            return at + 2, "a day of the month, with its year cut to two digits"
        return at + 1, "a day of the month"
    if lx.low(at) in (*_DASHES, "to", "and", "or", "through", ",") and _day(lx, at + 1):
        after = at + 2 + (lx.low(at + 2) in vocabulary_endings())
        if month(lx, after) or (_after_month(lx, i) and not unit_follows):
            return i + 1, "a day of the month"
    if _after_month(lx, i) and not counted:
        return i + 1, "a day of the month"
    if weekday(lx, i - 1) and not counted and lx.kind(i + 1) != "w":
        return i + 1, "a day of the month"
    return None


def _short_year(lx: Lexemes, at: int) -> bool:
    """ "18 Feb 90 (DPA)": two digits behind a month that count nothing."""
    two = lx.kind(at) == "n" and lx.ends[at] - lx.starts[at] == 2
    return two and lx.kind(at + 1) != "w" and lx.low(at + 1) in (",", ".", ")", "(", "--", "-", "—", "–", ";", "")


def _after_month(lx: Lexemes, i: int) -> bool:
    """True where the number continues days of a month: "October 7 and 8", "Oct. 7-9"."""
    back = i - 1
    if lx.low(back) not in (*_DASHES, "and", "or", "to", "through", ","):
        return False
    return _day(lx, back - 1) and (month(lx, back - 2) or (lx.low(back - 2) == "." and month(lx, back - 3)))


@worded
def vocabulary_endings() -> frozenset[str]:
    """The letters that make digits an ordinal."""
    return frozenset(lexicon("numbers")["lists"]["ordinal_endings"])


def decade(lx: Lexemes, i: int) -> Verdict | None:
    """ "the 1990s", "in his 30s", "the '90s"."""
    if lx.low(i + 1) == "s" and lx.glued(i) and lx.word(i).isdigit():
        return i + 2, "a decade, of years or of age"
    if lx.low(i + 1) in ("'", "’") and lx.low(i + 2) == "s" and lx.glued(i) and lx.glued(i + 1) and year(lx, i):
        return i + 3, "a decade"
    short = lx.ends[i] - lx.starts[i] == 2
    if short and lx.low(i - 1) in ("'", "’", "‘") and lx.glued(i - 1) and not lx.glued(i - 2):
        return i + 1, "a year cut to two digits"
    return None


def named_year(lx: Lexemes, i: int, *, bounded: bool, counts: bool, people: bool) -> bool:
    """Whether four bare digits at ``i`` are a year, by what stands around them.

    ``bounded``: a word like "at least" precedes; ``counts``: a plural noun follows; ``people``: one often counted.
    """
    if not year(lx, i):
        return False
    number = int(lx.word(i))
    before = lx.low(i - 1)
    recent = 1900 <= number <= 2099
    if month(lx, i - 1) or (lx.low(i - 1) == "," and (month(lx, i - 3) or month(lx, i - 2))):
        return True
    if counts:
        if before in ("the", "its", "his", "her", "their", "our", "a", "s", "since", "of") or before.endswith(
            ("'s", "’s")
        ):
            return recent
        if bounded:
            return False
        return recent and not people
    if bounded:
        return recent and before in ("about", "around", "over") and lx.low(i + 1) in (",", ".", "")
    if number >= 1700:
        return True
    return before in _tables()[3] and before not in ("of", "for", "to", "and", "the", "that", "this", "on")
