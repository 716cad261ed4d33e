"""Which claims are words of somebody: "drones struck, the ministry said" are the ministry's."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import Row

from onrecord.lang import lexicon


def speaks(claim: Row[Any], text: str) -> bool:
    """False where the cue of a claim is a deed and tells of no words: "struck", "agreed on", "used"."""
    words = " ".join(text[start:end] for start, end in json.loads(claim.cue)).casefold().split()
    return _deeds().isdisjoint(words)


def called(claim: Row[Any], text: str, body: str | None) -> tuple[str, str] | None:
    """Name and kind of a speaker as the words have it, where the reading has only a place of it; else None.

    "Congo's army" is no state, and "the blog Notes from the Hills" no person called Hills.
    """
    sources = [text[start:end] for start, end in json.loads(claim.source)]
    if not sources or not claim.speaker_name:
        return None
    start = json.loads(claim.source)[0][0]
    title = re.search(rf"\b[A-Z]\w+ from (?:the )?{re.escape(claim.speaker_name)}\b", text[max(0, start - 30) : start]
                      + " ".join(sources))  # fmt: skip
    if title is not None:
        return title[0], "media"
    for part in sources[0].split(" and ") if body in _STATES else ():
        words = part.strip(" ,.").split()
        if words and words[-1].casefold() in _offices():
            return part.strip(" ,."), claim.speaker_kind
    return None


def meant(name: str, named: Mapping[int, Row[Any]]) -> Row[Any] | None:
    """Whom "the cell" means in a report that names one such body in full, "the Joint Monitoring Cell"; else None."""
    words = name.split()
    if len(words) != 2 or words[0].casefold() not in _THE or not words[1].islower():
        return None
    full = {row.actor: row for row in named.values() if row.kind in _BODIES and _ends_so(row.name, words[1])}
    return next(iter(full.values())) if len(full) == 1 else None


def _ends_so(name: str, word: str) -> bool:
    parts = name.split()
    return len(parts) > 1 and parts[-1][:1].isupper() and parts[-1].casefold() == word


_THE = frozenset({"the", "its", "their"})
_BODIES = frozenset({"organization", "government", "military", "armed_group", "party", "group", "company", "media"})
_STATES = frozenset({"country", "place"})


@cache
def _offices() -> frozenset[str]:
    return frozenset(word for words in lexicon("origins")["heads"].values() for word in words.split())


def heard(claims: Mapping[str, Row[Any]], local: str | None, text: str) -> Row[Any] | None:
    """The innermost claim around something that is somebody's words, from the claim ``local`` ("att1") outwards."""
    while local is not None and (claim := claims.get(local)) is not None:
        if speaks(claim, text):
            return claim
        local = claim.parent
    return None


@cache
def _deeds() -> frozenset[str]:
    return frozenset(lexicon("origins")["deeds"]["words"].split())
