"""Ages: "aged 34", "a 12-year-old boy", "Ilmar Voss, 34,", "at the age of nine"."""

from __future__ import annotations

from dataclasses import replace

from onrecord.lang import lexicon, worded
from onrecord.read.figures.calendar import month, weekday
from onrecord.read.figures.counted import nouns
from onrecord.read.figures.lexemes import Lexemes
from onrecord.read.figures.quantities import Quantity

_OLDEST = 120


def age(lx: Lexemes, found: Quantity) -> Quantity | None:
    """The quantity as an age in years (or months), or None where it is none."""
    if not 0 <= found.high <= _OLDEST:
        return None
    if found.dimension == "time":
        end = found.end
        dash = lx.low(end) in ("-", "‑") and lx.glued(end)
        word = lx.low(end + dash)
        if word in ("old", "olds"):
            return replace(found, end=end + dash + 1, last=max(found.last, end + dash + 1), measure="age", hyphen=False)
        if lx.low(found.first - 1) == "of" and lx.low(found.first - 2) == "age":
            return replace(found, measure="age")
        if word == "of" and lx.low(end + 1) == "age":
            return replace(found, end=end + 2, last=max(found.last, end + 2), measure="age")
        if lx.low(found.first - 1) in ("aged", "age", "ages"):
            return replace(found, first=found.first - 1, measure="age")
        return None
    if found.dimension != "count" or found.unit != "1" or found.counted:
        return None
    before = lx.low(found.first - 1)
    if not {"age", "ages"}.isdisjoint(lx.lows[found.first : found.core]):  # "between the ages of 12 and 15"
        return replace(found, unit="year", dimension="time", measure="age")
    if before in ("aged", "age", "ages") and not lx.broken(found.first - 1):
        return replace(found, first=found.first - 1, unit="year", dimension="time", measure="age")
    if before == "of" and lx.low(found.first - 2) in ("age", "ages"):
        return replace(found, unit="year", dimension="time", measure="age")
    persons = before in _aged() and found.comparator in ("less_than", "more_than") and found.high <= 100
    after = lx.low(found.last)
    if persons and (lx.kind(found.last) != "w" or after in nouns().verbs or after in nouns().stop):
        return replace(found, unit="year", dimension="time", measure="age")
    if _stated(lx, found, before):
        return replace(found, unit="year", dimension="time", measure="age")
    if before == "turned" and lx.low(found.end) in (",", ".", "in", "on", "last", "this") and found.low >= 10:
        return replace(found, unit="year", dimension="time", measure="age")
    return replace(found, unit="year", dimension="time", measure="age") if _apposition(lx, found) else None


def _stated(lx: Lexemes, found: Quantity, before: str) -> bool:
    """ "who was 18 at the time", "she is 82.", "dies at 75"."""
    if not found.plain or found.comparator not in ("exact", "about", "range") or found.low < 1:
        return False
    after = lx.low(found.last)
    ends = after in (",", ".", ";", "", "and", "when", "but", ")", "”", '"')
    if before in ("is", "was", "s", "were") or before in ("he's", "she's", "he’s", "she’s"):
        who = lx.low(found.first - 2)
        person = who in ("who", "he", "she", "i") or before in ("he's", "she's", "he’s", "she’s")
        return person and (ends or (after == "at" and lx.low(found.last + 1) == "the"))
    return before == "at" and lx.low(found.first - 2) in ("dies", "died", "dead") and ends


def _apposition(lx: Lexemes, found: Quantity) -> bool:
    """ "Ilmar Voss, 34, said": a name, a bare number between commas."""
    first = found.first
    if found.low != found.high or found.comparator != "exact" or not found.low >= 1 or not found.plain:
        return False
    if lx.low(first - 1) == "(" and lx.low(found.last) == ")":
        return lx.capital(first - 2) and lx.capital(first - 3) and not month(lx, first - 2)
    if lx.low(first - 1) != "," or month(lx, first - 2) or weekday(lx, first - 2):
        return False
    if lx.low(first - 2) == "." and lx.low(first - 3) in ("jr", "sr"):
        return lx.low(found.last) in (",", ".", ";")
    if not lx.capital(first - 2):
        return _person(lx, first - 2) and lx.low(found.last) == ","
    if lx.low(found.last) in (",", ";", ")"):
        return True
    full = lx.capital(first - 3) or (lx.low(first - 3) == "." and lx.capital(first - 4))
    return full and lx.low(found.last) in (".", "and", "of", "from", "who", "")


def _person(lx: Lexemes, at: int) -> bool:
    """True where a common noun names a person: "the goalkeeper, 19,"."""
    persons, endings, others = _persons()
    low = lx.low(at)
    return low in persons or (lx.kind(at) == "w" and low.endswith(endings) and low not in others)


@worded
def _aged() -> frozenset[str]:
    return frozenset(lexicon("counted")["lists"]["aged"])


@worded
def _persons() -> tuple[frozenset[str], tuple[str, ...], frozenset[str]]:
    lists = lexicon("counted")["lists"]
    return frozenset(lists["persons"]), tuple(lists["person_endings"]), frozenset(lists["not_persons"])
