"""Numbers that are part of a name or an address: "Su-24", "Article 5", "Flight 370", "Group of Seven", "555-1234"."""

from __future__ import annotations

import re

from onrecord.lang import lexicon, worded
from onrecord.read.figures.calendar import Verdict, month, weekday
from onrecord.read.figures.lexemes import Lexemes
from onrecord.read.figures.units import frost, money, table
from onrecord.read.figures.vocabulary import vocabulary

_DASHES = ("-", "–", "‑")
_STEEPEST = 10  # a range never rises so far: "349-6972" is a telephone
# Bounded left of the "@", so a long run of letters costs nothing extra.
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|[\w.+-]{1,64}@[\w.-]{1,100}")


def addresses(text: str) -> list[tuple[int, int]]:
    """Where web and mail addresses stand; numbers inside them are no figures."""
    if "@" not in text and "://" not in text and "www." not in text:
        return []
    return [match.span() for match in _ADDRESS.finditer(text)]


@worded
def _not_names() -> frozenset[str]:
    return frozenset(lexicon("not_figures")["designation"]["tied"])


@worded
def _designations() -> tuple[frozenset[str], ...]:
    data = lexicon("not_figures")
    return (
        frozenset(data["designation"]["any"]),
        frozenset(data["designation"]["strict"]),
        frozenset(data["designation"]["capital"]),
        frozenset(data["designation"]["streets"]),
        frozenset(data["designation"]["roads"]),
    )


@worded
def _phrases() -> dict[str, list[tuple[tuple[str, ...], int]]]:
    """Every place a number word holds in a fixed name, by that word."""
    words = vocabulary()
    data = lexicon("not_figures")["designation"]
    out: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for phrase in [*data["named"], *data["leading"]]:
        pieces = tuple(re.findall(r"\d+|[^\W\d]+|\S", phrase))
        for k, piece in enumerate(pieces):
            if piece.isdigit() or piece in words.small or piece in words.tens or piece in words.scale:
                out.setdefault(piece, []).append((pieces, k))
    return out


def fixed_name(lx: Lexemes, i: int) -> Verdict | None:
    """ "Group of Seven", "Formula One", "Six Nations": listed names that hold a number."""
    for pieces, k in _phrases().get(lx.lows[i], ()):
        first = i - k
        if first >= 0 and lx.lows[first : first + len(pieces)] == list(pieces):
            named = lx.capital(first) or pieces[0] in ("number", "day", "square", "top", "phase", "two", "one")
            if pieces[0] == "top" and lx.kind(first + 2) == "w" and not lx.capital(first):
                return i + 1, "a rank, not a count"
            if named:
                return first + len(pieces), "part of a name"
    return None


def glued_name(lx: Lexemes, i: int) -> Verdict | None:
    """Digits tied to letters: "F16", "Su-24", "Il-22M", "G7", "Covid-19", "CO2", "49ers", "#1", "@user1"."""
    before = lx.low(i - 1)
    tied = lx.glued(i - 1)
    if (
        tied
        and lx.kind(i - 1) == "w"
        and before not in money().codes
        and before not in ("euro", "us")
        and not _unit_power(lx, i)
    ):
        end = i + 1 + (lx.kind(i + 1) == "w" and lx.glued(i))
        return end, "part of a name or designation"
    if tied and before in ("#", "@", "_", "№", "§"):
        return i + 1, "a tag, handle or number of a thing"
    if before in ("§", "№"):
        return i + 1, "the number of a section or thing"
    if tied and before in _DASHES and lx.glued(i - 2) and lx.kind(i - 2) == "w":
        name = lx.low(i - 2)
        if name not in _not_names() and name not in vocabulary().small and name not in money().codes:
            end = i + 1 + (lx.kind(i + 1) == "w" and lx.glued(i))
            return end, "part of a name or designation"
    return _odd_letters(lx, i)


def _unit_power(lx: Lexemes, i: int) -> bool:
    """True for the 2 or 3 of "km2", which the unit before it has taken."""
    return lx.lows[i] in ("2", "3") and lx.low(i - 1) in ("km", "m", "cm", "mm")


def _odd_letters(lx: Lexemes, i: int) -> Verdict | None:
    """Letters against the right of the digits that are no unit, scale or ordinal: "5G", "9M730", "49ers"."""
    if not (lx.glued(i) and lx.kind(i + 1) == "w"):
        return None
    low = lx.lows[i + 1]
    words, units = vocabulary(), table()
    known = (
        low in words.suffix or low in words.signs or low in units.surfaces or low in money().words
        or low in money().hundredth or low in ("p", "pc") or low in words.scale
    )  # fmt: skip
    if low in units.letters and (lx.word(i + 1).islower() or frost(lx, i)):
        known = True
    if low in ("m", "k", "b") and lx.glued(i + 1) and lx.kind(i + 2) == "n":
        known = False
    if known or low.upper() in money().codes or low in money().codes:
        return None
    if low in words.endings:
        return i + 2, "an ordinal: it ranks, it does not count"
    last = i + 2
    while lx.glued(last - 1) and lx.kind(last) in ("w", "n") and last < i + 8:
        last += 1
    return last, "part of a name or designation"


def telephone(lx: Lexemes, i: int) -> Verdict | None:
    """ "+44 20 7946 0958", "555-1234", "(202) 555-0100", "1-800-273-8255", and other numbers made of parts."""
    at, parts, digits = i, 1, lx.ends[i] - lx.starts[i]
    international = lx.low(i - 1) == "+" and lx.glued(i - 1)
    while parts < 8:
        dash = lx.low(at + 1) in (*_DASHES, ".", ")") and lx.kind(at + 2) == "n" and (lx.glued(at) and lx.glued(at + 1))
        space = (international or parts > 1) and lx.kind(at + 1) == "n" and not lx.broken(at)
        step = 2 if dash else 1 if space else 0
        if lx.low(at + 1) == ")" and lx.low(i - 1) == "(" and lx.kind(at + 2) == "n" and parts == 1:
            step = 2
        if not step:
            break
        at += step
        parts += 1
        digits += lx.ends[at] - lx.starts[at]
    if international and digits >= 7:
        return at + 1, "a telephone number"
    if parts >= 3 and digits >= 7:
        return at + 1, "a telephone or serial number"
    if parts == 2 and lx.ends[i] - lx.starts[i] == 3 and lx.ends[at] - lx.starts[at] == 4 and lx.word(at).isdigit():
        if int(lx.word(at)) > _STEEPEST * int(lx.word(i)):
            return at + 1, "a telephone number"
        near = lx.lows[max(0, i - 8) : i]
        if any(
            low in ("call", "phone", "telephone", "tel", "dial", "hotline", "fax", "number", "contact", "at")
            for low in near
        ):
            return at + 1, "a telephone number"
    return None


def slashed(lx: Lexemes, i: int) -> Verdict | None:
    """ "9/11", "24/7", "2019/20": a slash that is no common fraction."""
    if lx.low(i + 1) != "/" or not (lx.glued(i) and lx.glued(i + 1)) or lx.kind(i + 2) != "n":
        return None
    over, under = lx.word(i), lx.word(i + 2)
    small = (
        over.isdigit()
        and under in ("2", "3", "4", "5", "6", "8", "10", "16")
        and len(over) <= 2
        and int(over) < int(under)
    )
    if small:
        return None
    last = i + 3
    while lx.low(last) == "/" and lx.kind(last + 1) == "n" and last < i + 9:
        last += 2
    return last, "a date or name written with a slash"


def designation(lx: Lexemes, i: int, *, counts: bool, unit: bool, plain: bool, headline: bool) -> Verdict | None:
    """The number of a thing: "Article 5", "Flight 370", "No. 10", "Boeing 737", "page 7", "10 Downing Street"."""
    anywhere, strict, capital, streets, _ = _designations()
    why = "the number of a thing, not a count"
    before = i - 1
    point = lx.low(before) == "." and not lx.broken(i - 1)
    if point:
        before -= 1
    if before < 0 or lx.broken(before):
        return None
    low = lx.lows[before]
    if low in ("no", "nos"):
        return (i + 1, why) if (point or lx.capital(before)) and not (counts and not point) else None
    if point and low not in ("art", "sec", "vol", "pp", "p", "fig", "para", "ch", "pt", "sect"):
        low = ""
    if lx.low(before) == "(" and lx.low(before - 1) in anywhere:
        return i + 1, why
    if low in anywhere and not unit and not (counts and low not in strict):
        return i + 1, why
    if lx.capital(before) and not point:
        if low in capital and not (unit and low not in ("boeing", "type", "category")):
            return (
                (i + 1, why)
                if not (
                    counts and low in ("day", "week", "year", "paris", "london", "tokyo", "rio", "team", "news", "unit")
                )
                else None
            )
        if plain and not counts and not unit and not headline and _name_before(lx, before):
            after = lx.low(i + 1)
            if after not in _verbs() and lx.low(i + 1) != "(":
                return i + 1, "part of a name"
    if lx.low(i + 1) in _designations()[4] and lx.low(before) == "the":
        return i + 1, why
    end = i + 1
    while end < i + 5 and lx.capital(end) and not lx.broken(end - 1):
        if lx.lows[end] in streets and (end > i + 1):
            return end + 1, "an address"
        end += 1
    return None


@worded
def _verbs() -> frozenset[str]:
    lists = lexicon("counted")["lists"]
    return frozenset([*lists["verbs"], "were", "was", "have", "had", "are", "of", "more", "other", "others", "is"])


def _name_before(lx: Lexemes, at: int) -> bool:
    """True where the capital at ``at`` is a name and not just the first word of the sentence."""
    first, _ = lx.bounds(at)
    if at == first or month(lx, at) or weekday(lx, at) or lx.low(at - 1) in ("“", '"', "‘", ":", "—"):
        return False
    return lx.lows[at] not in vocabulary().small


def marker(lx: Lexemes, i: int) -> Verdict | None:
    """ "1." or "(2)" or "3)" that opens a line of a list."""
    opened = lx.low(i - 1) == "("
    at = i - opened
    line = at == 0 or "\n" in lx.text[lx.ends[at - 1] : lx.starts[at]]
    if line and lx.low(i + 1) in (".", ")") and lx.glued(i) and not lx.glued(i + 1) and lx.ends[i] - lx.starts[i] <= 3:
        return i + 2, "the marker of a list"
    if opened and lx.low(i + 1) == ")" and lx.ends[i] - lx.starts[i] == 1 and lx.kind(i + 2) == "w" and line:
        return i + 2, "the marker of a list"
    return None
