"""Number words that count nothing: "no one", "one another", "the third attack", "two-way", "ground zero"."""

from __future__ import annotations

from functools import cache

from onrecord.lang import lexicon
from onrecord.read.figures.calendar import Verdict
from onrecord.read.figures.lexemes import Lexemes
from onrecord.read.figures.numerals import Numeral, vocabulary

_ORDINAL = "an ordinal: it ranks, it does not count"
_ZERO_BEFORE = frozenset(["ground", "net", "patient", "below", "above", "absolute", "sub", "near", "day", "from", "year"])
_ZERO_AFTER = frozenset(["tolerance", "sum", "in", "hour", "emission", "emissions", "covid", "day", "gravity"])
_HEADLINE = 0.7  # share of capitals from which a sentence reads as a headline in title case


@cache
def _one() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    data = lexicon("not_figures")
    one = data["one"]
    return (
        frozenset(one["after"]), frozenset(one["before"]), frozenset(one["superlatives"]),
        frozenset(one["compounds"]),
    )  # fmt: skip


def headline(lx: Lexemes, i: int) -> bool:
    """True where the sentence is in title case, so a capital letter tells nothing."""
    first, last = lx.bounds(i)
    words = [k for k in range(first, min(last, first + 20)) if lx.kinds[k] == "w" and len(lx.lows[k]) > 3]
    return len(words) > 2 and sum(lx.capital(k) for k in words) >= _HEADLINE * len(words)


def ordinal(lx: Lexemes, i: int) -> Verdict | None:
    """ "third", "twenty-first", "hundredth": ranks."""
    words = vocabulary()
    if lx.lows[i] in words.ordinals:
        return i + 1, _ORDINAL
    if lx.lows[i] in words.tens and lx.low(i + 1) == "-" and lx.low(i + 2) in words.ordinals:
        return i + 3, _ORDINAL
    if lx.lows[i] in words.small and lx.low(i + 1) in ("hundredth", "thousandth") and lx.low(i + 1) not in ("-",):
        return None
    return None


def saying(lx: Lexemes, i: int, num: Numeral) -> Verdict | None:
    """A number word that counts nothing, or None."""
    low = lx.lows[i]
    after = lx.low(num.last)
    hyphen = after == "-" and lx.glued(num.last - 1) and lx.glued(num.last)
    if hyphen and lx.low(num.last + 1) in _one()[3]:
        end = num.last + 2
        return end, "part of a saying, not a count"
    if low == "zero" and num.last == i + 1:
        beyond = lx.low(num.last + 1) if hyphen else after
        if lx.low(i - 1) in _ZERO_BEFORE or beyond in _ZERO_AFTER or (lx.low(i - 1) == "-" and lx.glued(i - 2)):
            return i + 1, "part of a saying, not a count"
    if low == "one" and num.last == i + 1:
        return _pronoun(lx, i, hyphen=hyphen)
    if lx.kinds[i] == "w" and lx.low(i - 1) == "at" and lx.low(num.last) in ("on", "in") and num.value <= 12:
        return None
    return _year_in_words(lx, i, num) or _inside_name(lx, i, num)


def _pronoun(lx: Lexemes, i: int, *, hyphen: bool) -> Verdict | None:
    afters, befores, superlatives, _ = _one()
    why = "a pronoun, not a count"
    before, after = lx.low(i - 1), lx.low(i + 1)
    if lx.kind(i - 1) and lx.broken(i - 1):
        before = ""
    if after in ("of",):
        return _one_of(lx, i, superlatives)
    if hyphen:
        return (i + 1, why) if lx.low(i + 2) in afters and lx.low(i + 2) not in ("day", "night", "point") else None
    if before == "-" and lx.glued(i - 1) and lx.glued(i - 2):
        return i + 1, "part of a saying, not a count"
    if before in ("at", "on", "for", "in", "with") and after in (
        "point",
        "side",
        "hand",
        "time",
        "stage",
        "thing",
        "reason",
        "way",
    ):
        return i + 1, why
    if after in afters:
        spell = after in ("day", "night", "morning", "evening", "afternoon", "time")
        return None if spell and before in ("in", "for", "just", "only", "within", "than", "after") else (i + 1, why)
    noun = lx.kind(i + 1) == "w" and after not in _stops()
    if before in befores and not (
        noun
        and before
        in (
            "is",
            "was",
            "be",
            "as",
            "not",
            "only",
            "last",
            "first",
            "into",
            "that",
            "than",
            "next",
            "each",
            "every",
            "any",
            "another",
            "day",
            "week",
        )
    ):
        return i + 1, why
    if before == "'s" or (before.endswith(("'s", "’s")) and not noun):
        return i + 1, why
    if lx.upos(i) == "PRON" and not noun:
        return i + 1, why
    if not noun and after in ("is", "has", ",", ".", "?", "!", "”", '"', ";", "'s", ""):
        quantity = before in (
            "just",
            "least",
            "than",
            "and",
            "killed",
            "killing",
            "wounding",
            "injuring",
            "but",
            "lost",
            "won",
            "scored",
            "exactly",
        )
        return None if quantity and before != "but" else (i + 1, why)
    return None


def _one_of(lx: Lexemes, i: int, superlatives: frozenset[str]) -> Verdict | None:
    """ "one of the men" counts one; "one of the largest banks" only praises."""
    why = 'an idiom ("one of the most …"), not a count'
    if lx.low(i - 1) in (
        "is",
        "was",
        "as",
        "be",
        "become",
        "became",
        "remains",
        "been",
        "into",
        "'s",
        "were",
        "are",
        "become",
        ",",
        "—",
        "–",
    ) and lx.low(i + 2) in ("the", "its", "several", "many", "his", "her", "their", "those", "a", "our"):
        return i + 1, why
    at = i + 2
    for _ in range(7):
        low = lx.low(at)
        if not low or lx.broken(at - 1) or (lx.kind(at) == "s" and low not in ("-", "'", "’", ".")):
            break
        if low in superlatives or (
            low.endswith("est")
            and len(low) > 4
            and low
            not in (
                "west",
                "forest",
                "interest",
                "protest",
                "arrest",
                "harvest",
                "guest",
                "request",
                "contest",
                "priest",
                "midwest",
            )
        ):
            return i + 1, why
        if low in _stops() and low not in ("the", "its", "their", "his", "her", "our", "these", "those"):
            break
        at += 1
    return None


@cache
def _stops() -> frozenset[str]:
    lists = lexicon("counted")["lists"]
    return frozenset([*lists["stop"], *lists["verbs"]])


def _year_in_words(lx: Lexemes, i: int, num: Numeral) -> Verdict | None:
    """ "nineteen eighty-four"."""
    words = vocabulary()
    if num.value not in (17, 18, 19, 20) or lx.low(num.last) not in words.tens:
        return None
    dash = lx.low(num.last + 1) == "-"
    last = num.last + 1
    if words.small.get(lx.low(last + dash), 0) in range(1, 10):
        last += 1 + dash
    return last, "a year in words"


def _inside_name(lx: Lexemes, i: int, num: Numeral) -> Verdict | None:
    """ "the Five Star Movement", "Channel Four": a number word with a capital inside a sentence, beside a capital."""
    if not lx.capital(i) or num.scale != 1 or num.vague:
        return None
    first, _ = lx.bounds(i)
    at = i - 1
    while at >= first and lx.kinds[at] == "s":
        at -= 1
    if at < first or at != i - 1 or lx.broken(i - 1) or headline(lx, i):
        return None
    if lx.capital(num.last) or (lx.capital(i - 1) and lx.low(i - 1) not in vocabulary().small):
        return num.last, "part of a name"
    return None
