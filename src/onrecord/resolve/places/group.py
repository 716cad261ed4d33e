"""Gathers the mentions of one name and what the text says of where it lies: "…, Texas", "a village in …"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from onrecord.core import Analysis, Document
from onrecord.resolve.places.candidates import Match
from onrecord.resolve.places.choose import SETTLED, Name, Surroundings, inside
from onrecord.resolve.places.cues import Cues
from onrecord.resolve.places.gazetteer import Entry, Gazetteer, importance

_WITHIN = re.compile(
    r"(?:,|\(| in| of|, in|, a [\w -]{1,40}in|, the [\w -]{1,40}(?:of|in))"
    r"(?: (?:the|northern|southern|eastern|western|central|rural|coastal|north|south|east|west|"
    r"north-?eastern|north-?western|south-?eastern|south-?western|nearby|neighbou?ring)){0,3} ?",
)
_COMMA = re.compile(r",? ?\(?")


def group(matches: Sequence[Match], analysis: Analysis) -> tuple[list[Name], list[int]]:
    """Names of the document, and for each match the number of its name.

    Mentions of one spelling share one reading unless the text places them in different regions outright.
    """
    parents = [_parents(number, matches, analysis) for number in range(len(matches))]
    names: list[Name] = []
    owner: list[int] = []
    known: dict[tuple[str, str | None], int] = {}
    for number, (firm, near) in enumerate(parents):
        match = _among_states(number, matches, parents, analysis)
        kind = match.hint if match.hint in ("region", "country") and not match.code else None
        key = match.code or match.key
        place = _joins(names, known.get((key, kind)), firm)
        if place is None:
            place = len(names)
            names.append(Name(key, match.entries, match.hint))
            known[key, kind] = place
        else:
            names[place].count += 1
            names[place].hint = names[place].hint or match.hint
        names[place].parents.extend(parent for parent in firm if parent not in names[place].parents)
        names[place].near.extend(parent for parent in near if parent not in names[place].near)
        owner.append(place)
    return names, owner


def _among_states(
    number: int, matches: Sequence[Match], parents: Sequence[tuple[list[Entry], list[Entry]]], analysis: Analysis
) -> Match:
    """In a row of states a name that can be one is one: "Alaska, Hawaii and Washington"."""
    match = matches[number]
    kinds = {entry.kind for entry in match.entries[:3] if not entry.other}
    if match.hint is not None or parents[number][0] or "admin1" not in kinds or match.entries[0].kind == "admin1":
        return match
    for other in (number - 1, number + 1):
        if not 0 <= other < len(matches) or not matches[other].entries:
            continue
        beside = matches[other]
        between = analysis.text[min(beside.span.end, match.span.end) : max(beside.span.start, match.span.start)].strip()
        follows = other > 0 and any(parent in beside.entries for parent in parents[other - 1][0])
        if between in ("and", ",", ", and", "or") and beside.entries[0].kind == "admin1" and not follows:
            return replace(match, hint="region")
    return match


def _joins(names: Sequence[Name], number: int | None, firm: Sequence[Entry]) -> int | None:
    """The name a mention belongs to, unless its stated region differs from the stated one of that name."""
    if number is None:
        return None
    stated = names[number].parents
    if not firm or not stated or any(parent.index == other.index for parent in firm for other in stated):
        return number
    apart = any(inside(entry, firm[0]) and not inside(entry, stated[0]) for entry in names[number].entries)
    return None if apart else number


def _parents(number: int, matches: Sequence[Match], analysis: Analysis) -> tuple[list[Entry], list[Entry]]:
    """Regions a mention is placed in outright (", Texas") and those it is loosely said to be in."""
    match = matches[number]
    if number + 1 >= len(matches) or not match.entries:
        return [], []
    outer = matches[number + 1]
    between = analysis.text[match.span.end : outer.span.start]
    if len(between) > 70 or "\n" in between or not outer.entries:
        return [], []
    holding = _holding(match, outer)
    if holding is None:
        return [], []
    if _COMMA.fullmatch(between) and between:
        if match.entries[0].kind in ("country", "admin1", "continent") and not match.code:
            return [], []  # "Florida, New York and Virginia" is a list, not a village of that name
        found = [holding]
        if holding.kind == "admin2" and number + 2 < len(matches):
            further = _parents(number + 1, matches, analysis)[0]
            found.extend(further)
        return found, []
    if _WITHIN.match(between) and _WITHIN.match(between).end() >= len(between) - 1:  # type: ignore[union-attr]
        return [], [holding]
    return [], []


def _holding(match: Match, outer: Match) -> Entry | None:
    """The reading of ``outer`` that holds a reading of ``match``, the pair best known together."""
    best: tuple[float, Entry] | None = None
    for large in outer.entries[:6]:
        if large.kind in SETTLED and outer.hint != "region":
            continue
        for small in match.entries[:40]:
            if inside(small, large):
                worth = importance(small) + importance(large)
                if best is None or worth > best[0]:
                    best = (worth, large)
    return best[1] if best else None


def surroundings(
    document: Document, analysis: Analysis, dropped: Sequence[tuple[Match, str]], places: Gazetteer, words: Cues
) -> Surroundings:
    """Countries and regions that demonyms, organisations ("University of Texas"), publisher and title speak of."""
    countries: dict[str, float] = {}
    regions: dict[str, float] = {}

    def add(code: str, weight: float) -> None:
        country, _, region = code.partition(".")
        countries[country] = countries.get(country, 0.0) + weight * (0.6 if region else 1.0)
        if region:
            regions[code] = regions.get(code, 0.0) + weight

    for token in analysis.tokens:
        if token.text[0].isupper() and token.text in words.demonyms:
            add(words.demonyms[token.text], 0.3)
    for match, because in dropped:
        if because.startswith("inside") and match.entries:
            best = match.entries[0]
            if best.kind in ("country", "admin1"):
                add(best.admin1 or best.country, 0.4)
    for text, weight in ((document.publisher, 1.2), (document.title, 0.5)):
        for entry in _named_in(text or "", places):
            add(entry.admin1 or entry.country, weight)
    return Surroundings(countries, regions)


def _named_in(text: str, places: Gazetteer) -> list[Entry]:
    """Regions, countries and large towns named in a publisher or title, one reading each."""
    found: list[Entry] = []
    pieces = re.findall(r"[^\W\d_][\w'’.-]*", text)[:40]
    for at in range(len(pieces)):
        for length in (3, 2, 1):
            name = " ".join(pieces[at : at + length])
            if name[:1].isupper() and len(name) > 2:
                entries = [
                    entry
                    for entry in places.find(name)
                    if entry.kind not in ("city", "noted") or entry.population > 100_000
                ]
                if entries and not entries[0].other:
                    found.append(entries[0])
                    break
    return found
