"""The word lists of ``senses.toml``, compiled once."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from onrecord.lang import lexicon

MEASURES = ("killed", "injured", "missing", "detained", "displaced", "strength")


@dataclass(frozen=True, slots=True)
class Signs:
    """By where they stand, the words that say what a count measures; each match is named after its measure."""

    before: re.Pattern[str]
    behind: re.Pattern[str]
    told: re.Pattern[str]


@cache
def signs() -> Signs:
    """The words of all measures of people."""
    table = lexicon("senses")
    sides = ({name: table[name][side] for name in MEASURES} for side in ("before", "behind", "told"))
    return Signs(*map(_named, sides))


@cache
def kinds(dimension: str) -> re.Pattern[str] | None:
    """The words that say what a sum of money or a span of time is for; None for other dimensions."""
    if dimension not in {"money", "time"}:
        return None
    return _named({name: words["told"] for name, words in lexicon("senses")[dimension].items()})


@cache
def listed(part: str, name: str) -> re.Pattern[str]:
    """The words of one list: ``listed("lists", "anaphors")``."""
    return _words(lexicon("senses")[part][name])


@cache
def others() -> frozenset[str]:
    """Words for people who were spoken of before: "colleagues", "others"."""
    return frozenset(lexicon("senses")["lists"]["others"])


@cache
def scopes() -> re.Pattern[str]:
    """What makes a total over more than one incident: "since the new year"."""
    return _words(lexicon("senses")["scope"]["phrases"])


@cache
def refusal() -> re.Pattern[str]:
    """A refusal with nothing but the figure's own words behind it, to the end: "denied that at least"."""
    table = lexicon("senses")["denied"]
    refused, between = "|".join(table["refused"]), "|".join(table["between"])
    return re.compile(rf"\b(?:{refused})(?: (?:{between})\b)* $", re.IGNORECASE)


@cache
def talk() -> re.Pattern[str]:
    """ "The talk of " before a number, or "the figure that"."""
    words = "|".join(lexicon("senses")["denied"]["talk"])
    by = r"(?: (?:in|by|of|from)(?: \w+){1,4}?)?"
    return re.compile(rf"\b(?:{words})\b{by} (?:of|about|that|on|,)\W*(?:\w+ ){{0,2}}$", re.IGNORECASE)


@cache
def once() -> re.Pattern[str]:
    """What makes the number behind it one of the past, or none: "risen from", "instead of", "not"."""
    table = lexicon("senses")["lists"]
    words, names = "|".join(table["once"]), "|".join(table["once_named"])
    return re.compile(rf"\b(?:{words})(?: (?:{names})(?: of)?)?\W*$", re.IGNORECASE)


@cache
def anaphor() -> re.Pattern[str]:
    """What stands at most three words before a bare number that refers to something told before."""
    words = "|".join(lexicon("senses")["lists"]["anaphors"])
    return re.compile(rf"\b(?:{words})\b(?:[^\w.;:?!]+\w+){{0,3}}[^\w.;:?!]*$", re.IGNORECASE)


@cache
def attested() -> re.Pattern[str]:
    """ " is what the hospital says" behind a number that opens its sentence."""
    words = "|".join(lexicon("senses")["lists"]["attested"])
    return re.compile(rf"(?:{words})\b", re.IGNORECASE)


@cache
def number_of() -> re.Pattern[str]:
    """ "The number of shells at" before a number."""
    table = lexicon("senses")["lists"]
    words, then = "|".join(table["numbers"]), "|".join(table["numbers_then"])
    return re.compile(rf"\b(?:{words}) of (?:the )?(?P<noun>[a-z' -]{{3,40}}?)(?: (?:{then})\b|\W*$)", re.IGNORECASE)


def _named(groups: dict[str, list[str]]) -> re.Pattern[str]:
    listed = "|".join(f"(?P<{name}>{'|'.join(words)})" for name, words in groups.items())
    return re.compile(rf"(?<![\w-])(?:{listed})(?![\w-])", re.IGNORECASE)


def _words(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{'|'.join(words)})(?![\w-])", re.IGNORECASE)
