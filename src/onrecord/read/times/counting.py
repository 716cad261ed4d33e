"""Numbers as they stand before units and months: "48", "two and a half", "several", "the 14th"."""

from __future__ import annotations

from typing import NamedTuple

from onrecord.read.times.lexemes import Lexemes
from onrecord.read.times.words import words

DASH_OR_NONE = frozenset("-–‐‑")


class Count(NamedTuple):
    """A number before a unit; ``value`` None is "several"; ``high`` is the other end of "two to three"."""

    value: float | None
    high: float | None
    end: int


def integer(word: str) -> int | None:
    """The value of a run of digits ("2,000" is 2000); None for anything else."""
    if word.isascii() and word.isdigit():
        return int(word) if len(word) < 12 else None
    if "," in word and word[0].isdigit():
        groups = word.split(",")
        if (
            len(groups) < 6
            and all(group.isdigit() for group in groups)
            and all(len(group) == 3 for group in groups[1:])
        ):
            return int("".join(groups))
    return None


def decimal(word: str) -> float | None:
    """The value of "2.5"; None for anything else."""
    whole, point, part = word.partition(".")
    if point and whole.isascii() and whole.isdigit() and part.isascii() and part.isdigit() and len(word) < 12:
        return float(word)
    return None


def small(lex: Lexemes, index: int) -> tuple[float, int] | None:
    """A number in words or digits: "twenty-one", "2.5", "a hundred", "a dozen"."""
    table = words()
    word = lex.words[index]
    if word[0].isdigit():
        value = integer(word)
        exact = float(value) if value is not None else decimal(word)
        return _scaled(lex, exact, index + 1) if exact is not None else None
    if word in table.count:
        value = table.count[word]
        if value >= 20 and lex.words[index + 1] in DASH_OR_NONE and 0 < table.count.get(lex.words[index + 2], 0) < 10:
            return _scaled(lex, value + table.count[lex.words[index + 2]], index + 3)
        return _scaled(lex, value, index + 1)
    if word in ("a", "an", "half", "one"):
        following = lex.words[index + 1]
        if following in table.scale:
            return float(table.scale[following]), index + 2
        if following == "dozen":
            return 12.0, index + 2
    if word == "dozen":
        return 12.0, index + 1
    return None


def _scaled(lex: Lexemes, value: float, end: int) -> tuple[float, int]:
    scale = words().scale.get(lex.words[end])
    return (value * scale, end + 1) if scale else (value, end)


def count(lex: Lexemes, index: int) -> Count | None:
    """What stands before a unit: a number, "two to three", "several", "a couple of", "half a"."""
    table = words()
    word = lex.words[index]
    if word in ("a", "an") and lex.words[index + 1] in (
        "few",
        "good",
        "great",
        "couple",
        "number",
        "half",
        "matter",
        "series",
        "handful",
    ):
        return _after_article(lex, index + 1)
    if word == "half" and lex.words[index + 1] in ("a", "an"):
        return Count(0.5, None, index + 2)
    if word in table.vague:
        end = index + 1
        return Count(None, None, end + 1 if lex.words[end] in ("of", "dozen", "hundred", "thousand") else end)
    if word in table.vague_of and lex.words[index + 1] == "of":
        return Count(None, None, index + 2)
    if word in ("a", "an"):
        number = small(lex, index)
        return Count(number[0], None, number[1]) if number else Count(1.0, None, index + 1)
    number = small(lex, index)
    if number is None:
        return None
    value, end = number
    if lex.words[end] == "and" and lex.words[end + 1] in ("a", "one") and lex.words[end + 2] in ("half", "quarter"):
        return Count(value + (0.5 if lex.words[end + 2] == "half" else 0.25), None, end + 3)
    return _ranged(lex, value, end)


def _after_article(lex: Lexemes, index: int) -> Count | None:
    word = lex.words[index]
    if word == "half":
        return Count(0.5, None, index + 1)
    if word in ("good", "great") and lex.words[index + 1] != "many":
        return None
    end = index + (2 if word in ("good", "great") else 1)
    if lex.words[end] == "of":
        end += 1
    elif word in ("number", "matter", "series", "handful"):
        return None
    return Count(None, None, end)


def _ranged(lex: Lexemes, value: float, end: int) -> Count:
    """ "two to three", "10-15": the other end, where a unit can still follow."""
    joint = lex.words[end]
    if joint in ("to", "or") or lex.hyphen(end):
        other = small(lex, end + 1)
        if other is not None and other[0] > value:
            return Count(value, other[0], other[1])
    return Count(value, None, end)


def ordinal(lex: Lexemes, index: int) -> tuple[int, int] | None:
    """ "14th", "third", "twenty-first": the number and the end."""
    table = words()
    word = lex.words[index]
    if word.isdigit() and len(word) <= 2 and lex.joined(index + 1) and lex.words[index + 1] in ("st", "nd", "rd", "th"):
        return int(word), index + 2
    if word in table.ordinals:
        return table.ordinals[word], index + 1
    tens = table.count.get(word, 0)
    if tens >= 20 and lex.words[index + 1] in DASH_OR_NONE and 0 < table.ordinals.get(lex.words[index + 2], 0) < 10:
        return tens + table.ordinals[lex.words[index + 2]], index + 3
    return None
