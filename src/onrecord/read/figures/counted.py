"""What a number counts: in "at least 13 Ukrainian soldiers" the soldiers, in "5 percent of voters" the voters."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.core.span import Span
from onrecord.lang import lexicon, worded
from onrecord.read.figures.calendar import month, weekday
from onrecord.read.figures.lexemes import Lexemes
from onrecord.read.figures.numerals import numeral

_LONGEST = 8  # lexemes of a counted phrase
_POSSESSIVE = frozenset(
    ["his", "her", "its", "their", "our", "my", "your", "the", "these", "those", "all", "whose", "both"]
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """The counted phrase: its span without leading "more" or "of the", its head lexeme, and where it ends."""

    span: Span
    head: int
    last: int


@dataclass(frozen=True, slots=True)
class _Nouns:
    stop: frozenset[str]
    verbs: frozenset[str]
    plurals: frozenset[str]
    singular_s: frozenset[str]
    people: frozenset[str]
    skip: frozenset[str]
    pronouns: frozenset[str]
    never: frozenset[str]
    states: frozenset[str]
    attributive: frozenset[str]


@worded
def nouns() -> _Nouns:
    """The word lists of ``counted.toml``."""
    lists = lexicon("counted")["lists"]
    return _Nouns(
        frozenset(lists["stop"]), frozenset(lists["verbs"]), frozenset(lists["plurals"]),
        frozenset(lists["singular_s"]), frozenset(lists["people"]), frozenset(lists["skip"]),
        frozenset(lists["pronouns"]), frozenset(lists["never"]),
        frozenset(lists["states"]), frozenset(lists["attributive"]),
    )  # fmt: skip


def plural(low: str) -> bool:
    """True where a word reads as a plural noun: "soldiers", "people", not "campus"."""
    words = nouns()
    if low in words.plurals:
        return True
    return (
        low.endswith("s")
        and len(low) > 3
        and not low.endswith(("ss", "us", "'s", "’s", "is"))
        and low not in words.singular_s
    )


def counts_something(lx: Lexemes, at: int) -> tuple[bool, bool]:
    """Does a plural noun (written small) follow within three words of lexeme ``at``; and is it one often counted."""
    words = nouns()
    for k in range(at, min(at + 3, len(lx.lows))):
        low = lx.lows[k]
        if lx.kinds[k] != "w" or (k > at and lx.broken(k - 1)) or low in words.stop:
            return False, False
        if low in words.verbs and low not in words.plurals:
            return False, False
        if plural(low) and not (lx.capital(k) and k > at):
            return not lx.capital(k) or k == at, low in words.people
    return False, False


def after_of(lx: Lexemes, last: int) -> Phrase | None:
    """The phrase behind "of": "6,000 square kilometers of orchard", "two-thirds of the voters", "half the town"."""
    if lx.broken(last - 1):
        return None
    if lx.low(last) == "of":
        at = _past_determiners(lx, last + 1)
        if lx.low(at - 1) in ("those", "these", "all") and lx.low(at).endswith(("ing", "ed", "en")):
            return None
        return None if lx.low(at) in nouns().pronouns else _phrase(lx, at, many=False, first_only=True)
    if lx.low(last) in ("the", "its", "their", "his", "her"):
        return _phrase(lx, last + 1, many=False, first_only=True)
    return None


def counted(lx: Lexemes, last: int, *, many: bool, definite: bool = False) -> Phrase | None:
    """The phrase a count is about, from lexeme ``last`` on; ``many`` for counts other than one.

    "86 dead" counts nothing it names, "the 86 dead" (``definite``) counts the dead.
    """
    if last >= len(lx.lows) or lx.broken(last - 1):
        return None
    words = nouns()
    at = last
    if lx.lows[at] in ("-", "‑") and lx.glued(at) and lx.glued(at - 1):
        return _compound(lx, at + 1)
    for _ in range(4):
        if lx.low(at) in words.skip and lx.low(at) not in ("of",):
            at += 1
    if lx.low(at) == "times" and at == last:
        return Phrase(lx.span(at, at + 1), at, at + 1)
    if lx.low(at) == "of":
        at = _past_determiners(lx, at + 1)
        if lx.low(at) in words.pronouns:  # "14 of them women"
            own = plural(lx.low(at + 1)) and not lx.broken(at) and lx.low(at + 1) not in words.verbs
            return Phrase(lx.span(at + 1, at + 2), at + 1, at + 2) if own else None
        definite = True
    phrase = _phrase(lx, at, many=many or definite)
    if phrase and phrase.head == at and lx.lows[at] in words.states and not definite:
        return None
    if phrase is None and definite and lx.low(at) in words.states:
        return Phrase(lx.span(at, at + 1), at, at + 1)
    return phrase


def _past_determiners(lx: Lexemes, at: int) -> int:
    """Step over "the", "its", "the country's", and numbers: "of the region's 1,100 schools"."""
    for _ in range(3):
        low = lx.low(at)
        if low in _POSSESSIVE or low in nouns().skip:
            at += 1
    probe = at
    for _ in range(4):
        if lx.kind(probe) != "w" or lx.low(probe) in nouns().stop:
            break
        if lx.low(probe).endswith(("'s", "’s")):
            return probe + 1 + (lx.kind(probe + 1) == "n")
        probe += 1
    number = numeral(lx, at) if at < len(lx.lows) and lx.low(at) != "one" else None
    return number.last if number and number.first == at else at


def _compound(lx: Lexemes, at: int) -> Phrase | None:
    """ "a 10-member panel": the noun tied to the number."""
    if lx.low(at) == "strong":
        return _phrase(lx, at + 1, many=False)
    if lx.kind(at) != "w" or lx.low(at) in ("plus", "odd", "fold", "old", "and", "to", "or"):
        return None
    head = at
    return Phrase(lx.span(at, head + 1), head, head + 1)


def _phrase(lx: Lexemes, at: int, *, many: bool, first_only: bool = False) -> Phrase | None:
    if at >= len(lx.lows):
        return None
    tagged = lx.upos(at) != "X"
    head = _tree_head(lx, at, many=many) if tagged else None
    if head is None:
        head = _surface_head(lx, at, many=many, first_only=first_only)
    if head is None:
        return None
    first = at
    while first < head and lx.lows[first] in nouns().skip:
        first += 1
    while first < head and (lx.lows[first] == "-" or lx.kinds[first] == "s"):
        first += 1
    return Phrase(lx.span(first, head + 1), head, head + 1)


def _tree_head(lx: Lexemes, at: int, *, many: bool) -> int | None:
    """The last noun of the run of nouns and their attributes, by the reader's parts of speech."""
    words = nouns()
    head = None
    k = at
    while k < len(lx.lows) and k < at + _LONGEST and not (k > at and lx.broken(k - 1)):
        low, tag = lx.lows[k], lx.upos(k)
        if lx.kinds[k] == "s":
            joins = low in ("-", "‑", "'", "’", ".", "&") and lx.glued(k - 1) and (lx.glued(k) or low in ".")
            quotes = low in '“"‘' and head is None
            if not (joins or quotes) or (low == "." and len(lx.lows[k - 1]) > 2):
                break
        elif lx.kinds[k] == "n":
            if k == at or not _in_name(lx, k):
                break
        elif head is not None and (weekday(lx, k) or month(lx, k) or low in ("last", "early", "late", "yesterday")):
            break
        elif tag in ("NOUN", "PROPN"):
            if head is not None and lx.capital(k) and plural(lx.lows[head]) and not lx.capital(head):
                break
            head = k
        elif low in words.stop:
            break
        elif (
            tag in ("ADJ", "NUM")
            or (tag == "VERB" and low.endswith(("ed", "ing", "en")))
            or (tag == "ADV" and low.endswith("ly"))
        ):
            if head is not None and not lx.glued(k - 1):
                following = lx.upos(k + 1) if k + 1 < len(lx.lows) else "X"
                if tag == "VERB" or following not in ("NOUN", "PROPN") or plural(lx.lows[head]):
                    break
        elif low in words.skip:
            pass
        else:
            break
        k += 1
    if head is None and many and at < len(lx.lows) and lx.lows[at] in words.plurals and lx.lows[at] not in words.stop:
        return None if lx.lows[at] in ("dead", "wounded", "injured", "missing") else at
    return head


def _in_name(lx: Lexemes, k: int) -> bool:
    """True for digits inside the name of a thing: "12 Su-24 jets", "50 Boeing 737 MAX jets"."""
    named = lx.capital(k - 1) and not plural(lx.lows[k - 1]) and lx.kind(k + 1) == "w"
    return lx.glued(k - 1) or named


def _surface_head(lx: Lexemes, at: int, *, many: bool, first_only: bool) -> int | None:
    """The head by shape alone: the plural that closes the phrase, or for "one" the last word before a stop."""
    words = nouns()
    head: int | None = None
    lone: int | None = None
    k = at
    while k < len(lx.lows) and k < at + _LONGEST and not (k > at and lx.broken(k - 1)):
        low = lx.lows[k]
        if lx.kinds[k] == "s":
            joined = (
                low in ("-", "‑", "'", "’", ".", "&")
                and lx.glued(k - 1)
                and (lx.glued(k) or (low == "." and len(lx.lows[k - 1]) < 3))
            )
            if low == "-" and lx.glued(k - 1) and lx.low(k + 1) in ("and", "or"):  # "coal- and gas-fired plants"
                k += 2
                continue
            if not (joined or (low in '“"‘' and k == at)) or low in ("'", "’"):
                break
            k += 1
            continue
        if lx.kinds[k] == "n" and k > at and _in_name(lx, k):
            k += 1
            continue
        if lx.kinds[k] == "n" or (low in words.stop and not (low == "us" and lx.word(k) == "US")):
            break
        tied = lx.low(k + 1) == "-" and lx.glued(k) and lx.glued(k + 1)
        verbal = (
            not tied
            and (low in words.verbs and not (k == at and low.endswith("s") and plural(low) and low not in words.never))
        ) or (low.endswith("ed") and k > at and lone is not None and not lx.glued(k - 1) and low not in ("united",))
        if verbal and not _attribute(lx, k, at):
            break
        if weekday(lx, k) or month(lx, k):
            break
        if plural(low):
            if head is None or _modifies(lx, head, k - 1) or lx.glued(k - 1):
                if head is not None and lx.capital(k) and not lx.capital(head):
                    break
                head = k
            else:
                break
            if first_only and lx.low(k + 1) in words.verbs:
                break
        elif head is not None and not _modifies(lx, head, k):
            break
        lone = k
        k += 1
    if head is not None:
        return head
    if many and not first_only:
        return None
    if lone is not None and lone == at and lx.lows[lone].endswith("ly"):
        return None
    return lone


def _attribute(lx: Lexemes, k: int, at: int) -> bool:
    """True where a participle stands before its noun ("13 wounded soldiers"), not after ("13 soldiers wounded in")."""
    if k > at and plural(lx.lows[k - 1]):
        return False
    if lx.lows[k] in ("said", "says", "was", "told", "died", "were", "aged"):
        return False
    after = lx.low(k + 1)
    if lx.kind(k + 1) != "w" or after in nouns().stop or after in nouns().verbs:
        return False
    return plural(after) or (lx.kind(k + 2) == "w" and plural(lx.low(k + 2))) or k == at


def _modifies(lx: Lexemes, head: int, k: int) -> bool:
    """True where a plural only modifies what follows: "arms control experts", "women lawmakers"."""
    low = lx.lows[head]
    attributive = low in nouns().attributive or (low in nouns().plurals and k == head)
    return attributive and k <= head + 1 and plural(lx.low(k + 1))
