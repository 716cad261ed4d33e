"""What an outlet saw itself ("our reporter counted"), which outlet it read ("I read in the Herald"), who claims it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord.lang import lexicon

_NAME = (
    r"(?:the |a |an )?(?:(?:blog|newspaper|daily|weekly|website|channel|portal|agency) )?"
    r"(?P<name>[A-Z][\w'’-]*(?: (?:of|the|from|and|[A-Z][\w'’-]*)){0,5})"
)


_CLAIMING = re.compile(
    r"(?:(?:had |has |have |also )?(?:claim|admit|accept|t[oa]k|assum)\w* (?:full |sole )?"
    r"(?:responsibility|credit|authorship|it\b|"
    r"(?:the|this|that) (?:\w+ ){0,2}(?:attack|strike|bombing|ambush|raid|killing)s?\b)"
    r"|\w+ (?:that )?(?:it|this|that|they|the \w+) (?:was|were|is|had been) (?:all )?(?:its|their|his|our) (?:own )?"
    r"(?:work|doing|deed|men|fighters)\b"
    r"|(?:admit|conced|acknowledg)\w* [^.\n]{0,40}\b(?:its|their|our)\b"
    r"|\w+ (?:that )?(?:it|they|we) (?:did|had done) (?:it|this|that|so)\b)",
    re.IGNORECASE,
)


def seen(text: str, publisher: str | None) -> Iterator[tuple[int, int]]:
    """Where an outlet says that it saw for itself: start and end of the words, e.g. "Our reporter saw"."""
    for match in _witness(publisher or "").finditer(text):
        if text.count('"', text.rfind("\n", 0, match.start()) + 1, match.start()) % 2 == 0:  # nobody else's words
            yield match.span()


def cited(text: str) -> Iterator[tuple[str, int, int]]:
    """Names after "I read in" and the like: ("Coast Herald", 4, 30), whether of an outlet or not."""
    for match in _citing().finditer(text):
        yield match["name"], *match.span()


def claiming(text: str, at: int) -> bool:
    """Whether the words from a cue on say that who speaks did it: "claimed the strike", "said it was its work"."""
    return _CLAIMING.match(text, at) is not None


_INITIALS = 3  # letters from which initials are a name: "An AFP reporter saw"


@cache
def _witness(publisher: str) -> re.Pattern[str]:
    table = lexicon("origins")["witness"]
    who, saw = "|".join(table["who"]), "|".join(table["saw"])
    initials = "".join(re.findall(r"\b[A-Z]", publisher))
    called = [publisher] * bool(publisher) + [initials] * (len(initials) >= _INITIALS)
    own = "|".join([*table["whose"], *(rf"(?:an? |the )?{re.escape(name)}(?:'s)?" for name in called)])
    return re.compile(
        rf"\b(?:{own}) (?:own )?(?:{who})\b[^.\n]{{0,60}}(?:[.] (?:He|She|They) )?\b(?:{saw})\b"
        rf"|\b(?:{'|'.join(table['myself'])})\b",
        re.IGNORECASE,
    )


@cache
def _citing() -> re.Pattern[str]:
    after = "|".join(lexicon("origins")["media"]["cited_after"])
    return re.compile(rf"\b(?:{after}) {_NAME}")
