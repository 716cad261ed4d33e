"""Words as they are compared: "killings" and "killed" are "kill", "fell" is "fall"; Porter's algorithm."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from onrecord.lang import lexicon

WORD = re.compile(r"[^\W\d_]+|\d[\d,.]*\d|\d")
_LONGEST = 40  # no English word is longer; what is, is cut


class Word(NamedTuple):
    """One word of a text: where it starts and ends, as it is written, its stem, and whether it means anything alone."""

    start: int
    end: int
    written: str
    stem: str
    tells: bool


def words(text: str) -> list[Word]:
    """The words and numbers of a text in order; linear in its length."""
    stop = _stop()
    found = []
    for match in WORD.finditer(text):
        lower = match[0].lower()
        found.append(Word(match.start(), match.end(), match[0], stem(lower), lower not in stop))
    return found


@cache
def _stop() -> frozenset[str]:
    return frozenset(lexicon("stems")["stop"])


@cache
def _irregular() -> dict[str, str]:
    table: dict[str, list[str]] = lexicon("stems")["irregular"]
    return {form: _stripped(base) for base, forms in table.items() for form in forms}


@lru_cache(maxsize=30_000)
def stem(word: str) -> str:
    """The stem of a word in small letters: ``stem("explosions")`` is "explos"; a number without its commas."""
    if word[:1].isdigit():
        return word.replace(",", "")[:_LONGEST]
    return _irregular().get(word) or _stripped(word[:_LONGEST])


def _stripped(word: str) -> str:
    if len(word) <= 2 or not word.isascii():
        return word
    word = _past(_plural(word))
    if word.endswith("y") and _has_vowel(word[:-1]):
        word = word[:-1] + "i"
    tables = lexicon("stems")
    for table in (tables["double"], tables["adjectives"]):
        word = _replaced(word, table)
    return _tidied(_shortened(word, tables["endings"]))


def _plural(word: str) -> str:
    if word.endswith(("sses", "ies")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _past(word: str) -> str:
    if word.endswith("eed"):
        return word[:-1] if _measure(word[:-3]) > 0 else word
    for ending in ("ed", "ing"):
        base = word[: -len(ending)]
        if word.endswith(ending) and _has_vowel(base):
            if base.endswith(("at", "bl", "iz")):
                return base + "e"
            if len(base) > 1 and base[-1] == base[-2] and base[-1] not in "lsz" and not _vowel(base, len(base) - 1):
                return base[:-1]
            return base + "e" if _measure(base) == 1 and _short(base) else base
    return word


def _replaced(word: str, table: list[list[str]]) -> str:
    for suffix, instead in sorted(table, key=lambda rule: -len(rule[0])):
        if word.endswith(suffix):
            base = word[: -len(suffix)]
            return base + instead if _measure(base) > 0 else word
    return word


def _shortened(word: str, endings: list[str]) -> str:
    for suffix in sorted(endings, key=len, reverse=True):
        if word.endswith(suffix):
            base = word[: -len(suffix)]
            falls = _measure(base) > 1 and (suffix != "ion" or base.endswith(("s", "t")))
            return base if falls else word
    return word


def _tidied(word: str) -> str:
    if word.endswith("e"):
        base = word[:-1]
        if _measure(base) > 1 or (_measure(base) == 1 and not _short(base)):
            word = base
    return word[:-1] if word.endswith("ll") and _measure(word[:-1]) > 1 else word


def _vowel(word: str, at: int) -> bool:
    letter = word[at]
    return letter in "aeiou" or (letter == "y" and at > 0 and not _vowel(word, at - 1))


def _pattern(word: str) -> str:
    """``_pattern("trouble")`` is "ccvvccv": which letters are vowels."""
    out = ""
    for letter in word:
        vowel = letter in "aeiou" or (letter == "y" and out.endswith("c"))
        out += "v" if vowel else "c"
    return out


def _measure(word: str) -> int:
    """How many vowel-consonant sequences a word holds: Porter's m."""
    return _pattern(word).count("vc")


def _has_vowel(word: str) -> bool:
    return "v" in _pattern(word)


def _short(word: str) -> bool:
    return _pattern(word).endswith("cvc") and word[-1] not in "wxy"
