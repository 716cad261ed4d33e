"""What an outlet saw itself ("our reporter counted eleven"), and which outlet it read ("I read in the Herald")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from onrecord.lang import lexicon

_NAME = (
    r"(?:the |a |an )?(?:(?:blog|newspaper|daily|weekly|website|channel|portal|agency) )?"
    r"(?P<name>[A-Z][\w'’-]*(?: (?:of|the|from|and|[A-Z][\w'’-]*)){0,5})"
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


@cache
def _witness(publisher: str) -> re.Pattern[str]:
    table = lexicon("origins")["witness"]
    who, saw = "|".join(table["who"]), "|".join(table["saw"])
    own = "|".join([*table["whose"], *([rf"(?:an? |the )?{re.escape(publisher)}(?:'s)?"] if publisher else [])])
    return re.compile(
        rf"\b(?:{own}) (?:own )?(?:{who})\b[^.\n]{{0,60}}(?:[.] (?:He|She|They) )?\b(?:{saw})\b"
        rf"|\b(?:{'|'.join(table['myself'])})\b",
        re.IGNORECASE,
    )


@cache
def _citing() -> re.Pattern[str]:
    after = "|".join(lexicon("origins")["media"]["cited_after"])
    return re.compile(rf"\b(?:{after}) {_NAME}")
