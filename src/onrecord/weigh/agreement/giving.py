"""Who gives a number that no cue of speech attributes: "the army puts them at six", "14 died, by the mayor's count"."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from onrecord.lang import lexicon

Mention = tuple[int, int, int]
"""Where somebody is mentioned, start and end, and the number under which the report knows him."""

_REACH = 250
"""How far from a number who gives it may stand; so that a text without full stops costs no more than another."""
_CUT = re.compile(
    r"[;:!?\n]|, (?:and|whereas) |\b(?:said|says|say|told \w+|added|adds|saying|adding) that\b|\b(?:but|while)\b"
)
_END = re.compile(r"(?<!\bDr)(?<!\bMr)(?<!\bSt)(?<! [A-Z])[.!?][\"”']?\s|\n")
_SMALL = re.compile(r"\W*(?:(?:the|a|an|its|their|his|her|for|today|now|also|still|meanwhile)\W+){0,3}", re.IGNORECASE)


def giver(text: str, start: int, end: int, mentions: Sequence[Mention]) -> int | None:
    """The number of who gives the figure at ``start`` to ``end``, None where the words do not say.

    ``mentions`` are in the order of the text. Looked for are a possessive ("his number this morning is 18"), the words
    behind it ("according to", "by the count of", in brackets), and the subject of a verb that gives numbers.
    """
    return credited(text, end, mentions) or _owner(text, start, mentions) or _subject(text, start, mentions)


def credited(text: str, end: int, mentions: Sequence[Mention]) -> int | None:
    """Who is named right behind a figure: "19 people died according to the mayor", "10 (their committee)"."""
    rest = text[end : end + _REACH]
    stop = re.search(r"[;!?\n]|\.(?=\s)", rest)
    rest = rest[: stop.start()] if stop is not None else rest
    for match in _after().finditer(rest):
        at = end + match.end()
        for mention in mentions[_first(mentions, at - 4) :][:4]:
            if mention[0] > at + 4:
                break
            needs = _counts() if match["counted"] else _said() if match["as"] else None
            if needs is None or needs.match(text, mention[1]) is not None:
                return mention[2]
    bracket = re.match(r"[^(),;]{0,40}\((?:the |its |their )?", rest)
    if bracket is not None:
        at = end + bracket.end()
        beside = [one for one in mentions[_first(mentions, at - 5) :][:3] if one[0] <= at]
        if beside and text[beside[0][1] : beside[0][1] + 1] in {")", ","}:
            return beside[0][2]
    return None


def gapped(text: str, start: int, mentions: Sequence[Mention]) -> int | None:
    """Who takes over the verb of the words before: the Front of "the mayor speaks of 300, the Front of 250"."""
    first = _first(mentions, max(0, start - _REACH))
    nearest = next((one for one in reversed(mentions[first : _first(mentions, start)]) if one[1] < start), None)
    if nearest is None or re.fullmatch(r" (?:(?:of|at|to|only|just|about|at least|more than) ){0,2}",
                                       text[nearest[1] : start]) is None:  # fmt: skip
        return None
    left = _left(text, start)
    opening = re.search(r"[,;] (?:(?:and|but|while) )?(?:(?:the|its|their|his|her) )?$", text[left : nearest[0]])
    if opening is None:
        return None
    before = text[left : left + opening.start()]
    return nearest[2] if _verbs().search(before) and re.search(r"\d", before) else None


def _owner(text: str, start: int, mentions: Sequence[Mention]) -> int | None:
    left = _left(text, start)
    for mention in reversed(mentions[_first(mentions, left) : _first(mentions, start)]):
        if _counts().match(text, mention[1], start) is not None:
            return mention[2]
    return None


def _subject(text: str, start: int, mentions: Sequence[Mention]) -> int | None:
    """ "Police" of "Police put the crowd at 600": the first named in the verb's own clause."""
    left = _left(text, start)
    verb = None
    for match in _verbs().finditer(text, left, start):
        verb = match
    if verb is None or ";" in text[verb.end() : start]:
        return None
    before = text[left : verb.start()]
    cuts = [match.end() for match in _CUT.finditer(before) if before[match.end() :].strip()]
    clause = left + (cuts[-1] if cuts else 0)
    first = _first(mentions, clause)
    inside = [one for one in mentions[first:][:8] if one[1] <= verb.start()]
    if not inside:
        return None
    opening = inside[0] if inside[0][0] <= clause + len(_small(text, clause)) else inside[-1]
    return opening[2] if verb.start() - opening[1] <= 160 else None


def _small(text: str, at: int) -> str:
    found = _SMALL.match(text, at)
    return found[0] if found is not None else ""


def _left(text: str, start: int) -> int:
    """Where the sentence of a figure begins, or as far as is looked."""
    least = max(0, start - _REACH)
    ends = [match.end() for match in _END.finditer(text, least, start)]
    return ends[-1] if ends else least


def _first(mentions: Sequence[Mention], at: int) -> int:
    return bisect_left(mentions, at, key=lambda one: one[0])


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(lexicon('giving')['verbs'])})\b", re.IGNORECASE)


@cache
def _counts() -> re.Pattern[str]:
    table = lexicon("giving")
    own, counts = "|".join(table["own"]), "|".join(table["counts"])
    return re.compile(rf"(?:['’]s|['’])?(?: (?:{own}))* (?:{counts})\b", re.IGNORECASE)


@cache
def _said() -> re.Pattern[str]:
    """ "As the police said then", not "as they were having tea"."""
    return re.compile(rf" (?:\w+ )?(?:{'|'.join(lexicon('giving')['verbs'])})\b", re.IGNORECASE)


@cache
def _after() -> re.Pattern[str]:
    words = "|".join(lexicon("giving")["behind"])
    return re.compile(rf"\b(?:{words}|(?P<counted>by)|(?P<as>as)) (?:(?:the|its|their) )?", re.IGNORECASE)
