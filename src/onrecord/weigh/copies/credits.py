"""Which agency a report says it comes from: "(Reuters)" in the dateline, "AFP contributed to this report"."""

from __future__ import annotations

import re
from functools import cache

from onrecord.lang import lexicon

_NAME = r"(?P<name>[A-Z][\w&.'’-]{1,30}(?: (?:[A-Z][\w&.'’-]{0,30}|of|the|and)){0,5})"
_DATELINE = re.compile(
    r"^[^\n]{0,80}?\((?P<name>[A-Z][^()\n]{1,40})\)\s{0,3}(?:[—–:-]|\n)", re.MULTILINE
)
_LINES = (
    re.compile(_NAME + r",? (?:has |have )?contributed (?:to this (?:report|story|article)|reporting)"),
    re.compile(r"(?:[Aa]dditional reporting|[Ww]ith reporting|[Rr]eporting|[Ww]ith material|[Ww]ith files) "
               r"(?:by|from) " + _NAME),
    re.compile(r"^(?:[Ss]ource|[Aa]gency|[Cc]redit|[Ff]rom)s?: " + _NAME, re.MULTILINE),
    re.compile(r"^\s{0,8}(?:[—–-]{1,2} ?|\()" + _NAME + r"\)?\s*\Z", re.MULTILINE),
    re.compile(r"(?:©|[Cc]opyright)\s{0,2}(?:\d{4}\s)?" + _NAME),
)  # fmt: skip
_REPORTS = re.compile(_NAME + r" (?:reports|reported|said in a dispatch)\b")
_HEAD, _TAIL = 400, 600  # characters in which credits stand


def credited(text: str, *, byline: str | None = None, publisher: str | None = None) -> str | None:
    """The agency that a report credits, as it writes it; None where it credits none, or itself.

    ``credited("KYIV (Reuters) — At least 13 …")`` is "Reuters". A dateline or credit line may name any agency; "AFP
    reports" counts for those of ``lang/en/agencies.toml`` alone.
    """
    for name in _candidates(text, byline or ""):
        plain = name.strip(" .,").removeprefix("the ").removeprefix("The ")
        if plain and plain.casefold() != (publisher or "").casefold():
            return plain
    return None


def _candidates(text: str, byline: str) -> list[str]:
    head, tail = text[:_HEAD], text[-_TAIL:]
    found: list[str] = []
    if (dateline := _DATELINE.search(head)) and _is_agency(dateline["name"]):
        found.append(dateline["name"])
    found.extend(match["name"] for line in _LINES for match in line.finditer(tail) if _is_agency(match["name"]))
    found.extend(part for part in re.split(r",| and |/|;", byline) if part.strip() in _agencies())
    found.extend(match["name"] for match in _REPORTS.finditer(head + "\n" + tail) if match["name"] in _agencies())
    return found


def _is_agency(name: str) -> bool:
    """A known agency, or a name with a word in it that agencies have ("Example Wire", "Lake Press Agency")."""
    name = name.strip(" .,")
    return name in _agencies() or any(word.strip(".,").lower() in _words() for word in name.split())


@cache
def _agencies() -> frozenset[str]:
    return frozenset(lexicon("agencies")["names"])


@cache
def _words() -> frozenset[str]:
    return frozenset(lexicon("agencies")["words"])
