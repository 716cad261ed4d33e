"""Number words that count nothing: "no one", "one another", "the third attack", "two-way", "ground zero"."""

from __future__ import annotations

from onrecord.lang import lexicon, worded
from onrecord.read.figures.calendar import Verdict
from onrecord.read.figures.lexemes import Lexemes
from onrecord.read.figures.numerals import Numeral
from onrecord.read.figures.vocabulary import vocabulary

_ORDINAL = "an ordinal: it ranks, it does not count"
_ZERO_BEFORE = frozenset(
    ["ground", "net", "patient", "below", "above", "absolute", "sub", "near", "day", "from", "year"]
)
_ZERO_AFTER = frozenset(["tolerance", "sum", "hour", "emission", "emissions", "covid", "day", "gravity"])
_HEADLINE = 0.7  # share of capitals from which a sentence reads as a headline in title case


@worded
def _one() -> dict[str, frozenset[str]]:
    """The word lists around "one" of ``not_figures.toml``."""
    return {name: frozenset(words) for name, words in lexicon("not_figures")["one"].items()}


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
    if lx.low(i - 1) == "-" and lx.glued(i - 1) and lx.low(i - 2) == "top":
        return num.last, "a rank, not a count"
    if hyphen and lx.low(num.last + 1) in _one()["compounds"]:
        end = num.last + 2
        return end, "part of a saying, not a count"
    if low == "zero" and num.last == i + 1:
        beyond = lx.low(num.last + 1) if hyphen else after
        if lx.low(i - 1) in _ZERO_BEFORE or beyond in _ZERO_AFTER or (lx.low(i - 1) == "-" and lx.glued(i - 2)):
            return i + 1, "part of a saying, not a count"
    if low == "one" and num.last == i + 1:
        return _pronoun(lx, i, hyphen=hyphen)
    return _year_in_words(lx, num) or _inside_name(lx, i, num)


def _pronoun(lx: Lexemes, i: int, *, hyphen: bool) -> Verdict | None:
    """Why "one" counts nothing here ("the new one", "one should"), or None where it does ("one soldier")."""
    words = _one()
    verdict = i + 1, "a pronoun, not a count"
    after = lx.low(i + 1)
    before = "" if lx.kind(i - 1) and lx.broken(i - 1) else lx.low(i - 1)
    if after == "of":
        return _one_of(lx, i)
    if hyphen:
        return verdict if lx.low(i + 2) in words["after"] - words["spell"] else None
    if before == "-" and lx.glued(i - 1) and lx.glued(i - 2):
        return i + 1, "part of a saying, not a count"
    if before in words["aside_before"] and after in words["aside_after"]:
        return verdict
    if after in words["after"]:
        return None if after in words["spell"] and before in words["spell_before"] else verdict
    noun = lx.kind(i + 1) == "w" and after not in _stops()
    if before in words["before"] and not (noun and before in words["loose"]):
        return verdict
    if not noun and (before.endswith(("'s", "’s")) or lx.upos(i) == "PRON"):
        return verdict
    if not noun and (lx.kind(i + 1) != "w" or after in ("is", "has")):
        return None if before in words["counting"] else verdict
    return None


def _one_of(lx: Lexemes, i: int) -> Verdict | None:
    """ "one of the men" counts one; "one of the largest banks" only praises."""
    words = _one()
    verdict = i + 1, 'an idiom ("one of the most …"), not a count'
    if lx.low(i - 1) in ("this", "that", "another", "the") or (lx.low(i - 1) == "only" and lx.low(i - 2) == "the"):
        return i + 1, "a pronoun, not a count"
    if lx.low(i - 1) in words["praise_before"] and lx.low(i + 2) in words["praise_determiner"]:
        return verdict
    for at in range(i + 2, i + 9):
        low = lx.low(at)
        if not low or lx.broken(at - 1) or (lx.kind(at) == "s" and low not in ("-", "'", "’", ".")):
            break
        if low in words["superlatives"] or (
            low.endswith("est") and len(low) > 4 and low not in words["not_superlative"]
        ):
            return verdict
        if low in _stops() and low not in words["praise_determiner"]:
            break
    return None


@worded
def _stops() -> frozenset[str]:
    lists = lexicon("counted")["lists"]
    return frozenset([*lists["stop"], *lists["verbs"]])


def _year_in_words(lx: Lexemes, num: Numeral) -> Verdict | None:
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
    if at < first or lx.kinds[at] == "s" or lx.broken(i - 1) or headline(lx, i):
        return None
    if lx.capital(num.last) or (lx.capital(i - 1) and lx.low(i - 1) not in vocabulary().small):
        return num.last, "part of a name"
    return None
