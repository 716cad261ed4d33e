"""Acronyms that the text spells out: "the Organization for Security and Co-operation in Europe (OSCE)"."""

from __future__ import annotations

from itertools import pairwise

from onrecord.resolve.actors.mention import Mention
from onrecord.resolve.actors.scene import Scene
from onrecord.resolve.actors.words import acronym_of


def expansions(scene: Scene, mentions: list[Mention]) -> dict[str, tuple[str, ...]]:
    """Folded acronym → folded full name, for pairs "Name (ACR)" and "ACR (Name)" and "Name, or ACR,"."""
    found: dict[str, tuple[str, ...]] = {}
    for one, two in pairwise(mentions):
        if two.first - one.last > 4 or two.sentence != one.sentence:
            continue
        between = [scene.words[index] for index in range(one.last + 1, two.first)]
        if (
            not between
            or between[0] not in {"(", ",", "["}
            or any(word not in {"(", "[", ",", "or", "the", '"', "“", "known", "as"} for word in between)
        ):
            continue
        bracket = between[0] in {"(", "["} or "or" in between
        for short, long in ((two, one), (one, two)):
            letters = acronym_of(short.span.of(scene.analysis.text)) if len(short.words) == 1 else None
            if letters is None or len(long.words) < 2:
                continue
            if bracket and (fits(letters, long.words) or _foreign(scene, short, long, letters)):
                found[short.words[0]] = long.words
                break
    return found


def _foreign(scene: Scene, short: Mention, long: Mention, letters: str) -> bool:
    """ "Federal Security Service (SVR)": letters of another language, right behind the name of a body."""
    if long.kind in {"person", "place"} or short.words in scene.lex.outlets:
        return False
    return short.first - long.last == 2 and scene.words[short.first - 1] == "(" and len(letters) >= 2


def fits(letters: str, words: tuple[str, ...]) -> bool:
    """True where the letters are initials of the words in order, one of them missing at most."""
    at = matched = 0
    initials = [word[0].upper() for word in words]
    for letter in letters:
        position = next((index for index in range(at, len(initials)) if initials[index] == letter), -1)
        if position >= 0:
            matched += 1
            at = position + 1
    return matched >= max(2, len(letters) - 1)
