"""The bodies that stand beside a name, for which it speaks: "Ana Deluca of Nordkap", "the cell's head, Ana Deluca"."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from sqlalchemy import Row

from onrecord.lang import lexicon
from onrecord.weigh.origins.faces import heads

_NEITHER = frozenset({"country", "place", "media", "person"})
_OF = re.compile(r",? of (?:the )?")
_POSSESSIVE = re.compile(r"(?:['’]s?)? (?:[\w.-]+(?:, | )){1,5}")
_REACH = 60  # characters between a name and its body, within which the office stands
_WHOSE = re.compile(r"(?:s|['’]s?|\b(?:its|their)) (?:[\w.-]+(?:, | )){1,5}$", re.IGNORECASE)
_WHOSE_GENERAL = re.compile(r"\b[Tt]he (\w+)['’]s (?:[\w.-]+(?:, | )){1,5}$")
"""A general word before a name: "the cell's duty officer, Captain Ana Deluca"."""


def bodies_beside(naming: Row[Any], text: str, named: Mapping[int, Row[Any]]) -> list[str]:
    """The bodies for which somebody stands by the words around a name: ["Nordkap Shipping"].

    "Ana Deluca of Nordkap Shipping", "Nordkap Shipping's director, Ana Deluca", "Ana Deluca, who heads Nordkap
    Shipping", "Ana Deluca, whose Nordkap Shipping …".
    """
    spots = [mention["span"] for mention in json.loads(naming.mentions) if mention["form"] == "name"]
    called = [hit[1] for start, _ in spots if (hit := _WHOSE_GENERAL.search(text, max(0, start - _REACH), start))]
    general = [word for word in called if word in heads()]
    behind = [end for _, end in spots if _leads(text, end)]
    before = [start for start, _ in spots if _WHOSE.search(text, max(0, start - _REACH), start)]
    if not behind and not before:  # nearly always: the mentions of all the others need not be looked through
        return general
    found = general + [
        other.name
        for other in named.values()
        if other.id != naming.id
        for start, end in _spans(other)
        if any(_joins(text[name:start], other.kind) for name in behind if name < start <= name + _REACH)
        or (other.kind not in _NEITHER and any(_held(text[end:name]) for name in before if name - _REACH <= end < name))
    ]
    return list(dict.fromkeys(found))


def _spans(naming: Row[Any]) -> Iterator[tuple[int, int]]:
    if naming.kind not in {"country", "media"}:
        yield from ((mention["span"][0], mention["span"][1]) for mention in json.loads(naming.mentions))


def _leads(text: str, end: int) -> bool:
    return text.startswith((" of ", ", of "), end) or _heads().match(text, end) is not None


def _joins(between: str, kind: str) -> bool:
    """Whether the words from a name to a body make it his: " of the ", ", who heads the "."""
    if _OF.fullmatch(between) is not None:
        return True
    return kind not in _NEITHER and _heads().fullmatch(between) is not None


def _held(between: str) -> bool:
    """Whether the words from a body to a name are an office in it: "'s director, Captain "."""
    if _POSSESSIVE.fullmatch(between) is None:
        return False
    words = [word.strip(",.'’") for word in between.split()]
    titles = [word for word in words if word.islower() and word != "s"]
    return bool(titles) and titles[-1] in _offices()


@cache
def _heads() -> re.Pattern[str]:
    verbs = "|".join(lexicon("origins")["mouthpieces"]["heads"])
    return re.compile(rf",? (?:(?:the|an?) (?:[\w-]+ ){{1,3}})?who (?:\w+ )?(?:{verbs}) (?:the |its )?|,? whose ")


@cache
def _offices() -> frozenset[str]:
    table = lexicon("origins")
    return frozenset(f"{table['mouthpieces']['words']} {table['unnamed']['alone']}".split())
