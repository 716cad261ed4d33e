"""What a name or a title shows of who it is: "Ministry of Emergencies", "emergency ministry", "deputy minister"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from onrecord.lang import lexicon
from onrecord.ledger.alike import alike

_WORD = re.compile(r"[^\W_]+(?:[-'.][^\W_]+)*")
_STEM = 6  # letters by which two forms of a word are one: "emergency", "emergencies"


@dataclass(frozen=True, slots=True)
class Face:
    """One side of somebody: telling words, what kind of body or office it is, and whether it is a person's name.

    "deputy interior minister" has the word "interi" and the head "ministry"; "the ministry" has no words, only a head.
    """

    words: frozenset[str]
    head: str | None
    person: bool = False
    given: str = ""

    @property
    def weak(self) -> bool:
        """True for what only its report can tell apart: "the ministry", "the deputy minister"."""
        return not self.words


@lru_cache(maxsize=20_000)
def face(name: str, *, person: bool = False) -> Face:
    """The face of a name or a title, e.g. ``face("spokesman of the State Border Service")``."""
    before, _, after = alike(name).partition(" of ")
    front, back = _parts(before), _parts(after)
    head = _head(front) or _head(back)
    words = [word for word in (*front, *back) if not _silent(word)]
    if person and head is None and words:
        named = [word.rstrip(".") for word in words]
        return Face(frozenset({named[-1]}), None, person=True, given=named[0] if len(named) > 1 else "")
    return Face(frozenset(word[:_STEM] for word in words), head)


def same(one: Face, other: Face) -> bool:
    """Whether two strong faces are of one: "Vodokanal" and "the Vodokanal company", "A. Deluca" and "Ana Deluca"."""
    if one.person and other.person:
        return one.words == other.words and _given_alike(one.given, other.given)
    if one.person or other.person:
        person, body = (one, other) if one.person else (other, one)
        named = {word[:_STEM] for word in (*person.words, *([person.given] if person.given else []))}
        return named == body.words or (not person.given and named < body.words)  # a body that was read as a person
    if one.head is not None and other.head is not None and one.head != other.head:
        return False
    return one.words <= other.words or other.words <= one.words


def _given_alike(one: str, other: str) -> bool:
    return not one or not other or one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])


def _parts(text: str) -> list[str]:
    return [word.removesuffix("'s").strip("'") for word in _WORD.findall(text)]


def _head(words: list[str]) -> str | None:
    return next((heads()[word] for word in reversed(words) if word in heads()), None)


def _silent(word: str) -> bool:
    return word in heads() or word in _no_names() or word in _demonyms() or word.isdigit()


@cache
def heads() -> dict[str, str]:
    """Every word for a kind of body or office, with the kind: "minister" is a ministry."""
    return {word: head for head, words in lexicon("origins")["heads"].items() for word in words.split()}


@cache
def _no_names() -> frozenset[str]:
    table = lexicon("origins")
    return frozenset(table["mouthpieces"]["words"].split()) | frozenset(table["small"]["words"].split()) | {"region"}


@cache
def _demonyms() -> frozenset[str]:
    words = (word for listed in lexicon("demonyms").values() if isinstance(listed, list) for word in listed)
    return frozenset(alike(word) for word in words if " " not in word)
