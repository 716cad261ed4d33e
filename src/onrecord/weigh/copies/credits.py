"""Which agency a report says it comes from: "(Reuters)" in the dateline, "AFP contributed to this report"."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from onrecord.lang import lexicon

_NAME = r"(?P<name>[A-Z][\w&.'’-]{1,30}(?: (?:[A-Z][\w&.'’-]{0,30}|of|the|and)){0,5})"
# "KYIV (Reuters) —", "BATKEN, March 6 (SNA) -": a place in capitals, perhaps more, the agency in brackets, a dash.
_DATELINE = re.compile(
    r"^(?:[^\W\d_a-z][^\W_a-z]{1,30}[ ,./-]{1,2}){1,4}[^()\n]{0,40}?\((?P<name>[A-Z][^()\n]{1,40})\)\s{0,3}[—–:-]",
    re.MULTILINE,
)
_BRACKETS = (
    re.compile(r"^[^\n]{0,80}?\((?P<name>[A-Z][^()\n]{1,40})\)\s{0,3}(?:[—–:-]|\n)", re.MULTILINE),
    re.compile(r"\A\s{0,4}\((?P<name>[A-Z][^()\n]{1,40})\)"),
)
_LINES = (
    re.compile(_NAME + r",? (?:has |have )?contributed (?:to this (?:report|story|article)|reporting)"),
    re.compile(r"(?:[Aa]dditional reporting|[Ww]ith reporting|[Rr]eporting|[Ww]ith material|[Ww]ith files) "
               r"(?:by|from) (?:the )?" + _NAME),
    re.compile(r"[Mm]aterial (?:from|by|of) (?:the )?" + _NAME + r" (?:was|has been) used"),
    re.compile(r"^(?:[Ss]ource|[Aa]gency|[Cc]redit|[Ff]rom)s?: " + _NAME, re.MULTILINE),
    re.compile(r"^[Aa]ccording to (?:the )?" + _NAME + r"\.?\s*\Z", re.MULTILINE),
    re.compile(r"(?:^\s{0,8}[—–-]{1,2} ?|\()" + _NAME + r"\)?\s*\Z", re.MULTILINE),
    re.compile(r"(?:©|[Cc]opyright)\s{0,2}(?:\d{4}\s)?" + _NAME),
)  # fmt: skip
_REPORTS = re.compile(_NAME + r" (?:reports|reported|said in a dispatch)\b")
_SHORT = re.compile(r"[A-Z]{2,6}")
_HEAD, _TAIL = 1_500, 600  # characters in which credits stand; a dateline may follow a new lead


def credited(
    text: str, *, byline: str | None = None, publisher: str | None = None, known: Collection[str] = ()
) -> str | None:
    """The agency that a report credits, as it writes it; None where it credits none, or itself.

    ``credited("KYIV (Reuters) — At least 13 …")`` is "Reuters". A dateline may name any agency; elsewhere it must be
    one of ``lang/en/agencies.toml``, have an agency's name, or be one of the outlets ``known``, of which it may be the
    initials: "(SNA)" is then "Steppe News Agency".
    """
    spelled = {_initials(name): name for name in known}
    for name in _candidates(text, byline or "", {*known, *spelled}):
        plain = name.strip(" .,").removeprefix("the ").removeprefix("The ")
        plain = spelled.get(plain, plain)
        if plain and plain.casefold() != (publisher or "").casefold():
            return plain
    return None


def abbreviated(text: str) -> bool:
    """True where a credit may be the initials of an outlet, so that the outlets of the ledger are worth asking for."""
    return any(_SHORT.fullmatch(name) is not None for name in _candidates(text, "", None))


def _candidates(text: str, byline: str, known: Collection[str] | None) -> list[str]:
    """Names in the places of credits, the likeliest first; ``known`` None takes initials for an agency."""
    head, tail = text[:_HEAD], text[-_TAIL:]

    def holds(name: str) -> bool:
        name = name.strip(" .,")
        return _is_agency(name) or (_SHORT.fullmatch(name) is not None if known is None else name in known)

    found = [match["name"] for match in _DATELINE.finditer(head)]
    found.extend(match["name"] for line in _BRACKETS for match in line.finditer(head[:400]) if holds(match["name"]))
    found.extend(match["name"] for line in _LINES for match in line.finditer(tail) if holds(match["name"]))
    found.extend(part for part in re.split(r",| and |/|;", byline) if part.strip() in _agencies())
    told = [match["name"] for match in _REPORTS.finditer(head + "\n" + tail)]
    found.extend(name for name in told if name in _agencies() or (_SHORT.fullmatch(name) and holds(name)))
    return found


def _initials(name: str) -> str:
    """The capitals of a name: "SNA" of "Steppe News Agency"."""
    return "".join(word[0] for word in name.split() if word[0].isupper())


def _is_agency(name: str) -> bool:
    """A known agency, or a name with a word in it that agencies have ("Example Wire", "Lake Press Agency")."""
    return name in _agencies() or any(word.strip(".,").lower() in _words() for word in name.split())


@cache
def _agencies() -> frozenset[str]:
    return frozenset(lexicon("agencies")["names"])


@cache
def _words() -> frozenset[str]:
    return frozenset(lexicon("agencies")["words"])
