""" "No one died", "no casualties", "nobody was hurt": figures of exactly nought."""

from __future__ import annotations

from decimal import Decimal

from onrecord.core.span import Span
from onrecord.read.figures.counted import nouns, plural
from onrecord.read.figures.lexemes import Lexemes
from onrecord.read.figures.measure import words
from onrecord.read.figures.quantities import Quantity

SEEDS = frozenset(["no", "nobody", "none"])
_REACH = 7
_HELPERS = frozenset(
    [
        "was",
        "were",
        "been",
        "be",
        "is",
        "are",
        "has",
        "have",
        "had",
        "got",
        "being",
        "reported",
        "seriously",
        "immediately",
        "else",
        "on",
        "of",
        "the",
        "in",
    ]
)
_AFTER_ONE = frozenset(["was", "is", "has", "had", "died", "of", "in", "from", "at", "on", "among"])
_MORE = frozenset(["longer", "more", "less", "doubt", "question", "matter", "sooner", "way", "trace", "sign"])


def nought(lx: Lexemes, i: int) -> Quantity | None:
    """A figure of exactly 0 at "no", "nobody" or "none", where a measure of harm is denied; else None."""
    low = lx.lows[i]
    if low == "no" and lx.low(i + 1) != "one":
        return _no_loss(lx, i)
    last = i + 2 if low == "no" else i + 1
    name = _label(lx, i) if low == "none" else None
    name = name or _fate(lx, last)
    return _zero(i, last, None, name) if name else None


def _no_loss(lx: Lexemes, i: int) -> Quantity | None:
    """ "no casualties", "no further deaths", "no civilians were killed"; never "no reports of casualties"."""
    table = words()
    at = i + 1
    for _ in range(4):
        low = lx.low(at)
        if lx.kind(at) != "w" or lx.broken(at - 1) or low in nouns().stop:
            return None
        if low in table.loss and not (plural(lx.low(at + 1)) and low not in ("casualties", "deaths")):
            if low in ("dead", "wounded", "injured") and lx.kind(at + 1) == "w" and lx.low(at + 1) not in nouns().stop:
                at += 1
                continue
            name = table.nouns.get(low) or table.states.get(low)
            if low in ("casualty", "death", "injury", "fatality") and lx.low(at + 1) in (
                "toll",
                "figures",
                "figure",
                "count",
                "penalty",
            ):
                return None
            return _zero(i, i + 1, lx.span(at, at + 1), name)
        if low in (
            "reports",
            "report",
            "word",
            "information",
            "details",
            "claim",
            "evidence",
            "sign",
            "signs",
            "confirmation",
        ):
            return None
        if plural(low):
            name = _fate(lx, at + 1)
            return _zero(i, i + 1, lx.span(i + 1, at + 1), name) if name else None
        if lx.low(at + 1) in _AFTER_ONE and low not in _MORE:  # "no worker of the night shift was killed"
            name = _fate(lx, at + 1)
            return _zero(i, i + 1, lx.span(i + 1, at + 1), name) if name else None
        at += 1
    return None


def _label(lx: Lexemes, i: int) -> str | None:
    """The measure of a list's line: "Missing: none"."""
    return words().states.get(lx.low(i - 2)) if lx.low(i - 1) == ":" else None


def _fate(lx: Lexemes, at: int) -> str | None:
    """The measure of a verb of harm within reach: "was hurt", "of the crew were injured", "died"."""
    table = words()
    for k in range(at, min(at + _REACH, len(lx.lows))):
        if lx.broken(k - 1):
            return None
        low = lx.lows[k]
        found = table.verbs.get(low)
        if found in ("killed", "injured", "detained", "missing", "displaced") and (
            lx.low(k - 1) in _HELPERS or low == "died"
        ):
            return found
        if lx.kinds[k] == "s" or low in ("who", "that", "knows", "said", "will", "would", "could", "can", "should"):
            return None
    return None


def _zero(first: int, last: int, counted: Span | None, name: str | None) -> Quantity:
    return Quantity(
        first=first, last=last, core=first, end=last, low=Decimal(0), high=Decimal(0), comparator="exact",
        approximate=False, unit="1", dimension="count", counted=counted, measure=name,
    )  # fmt: skip
