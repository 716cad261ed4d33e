"""Which sort of source a voice is: named, unnamed, another outlet, the outlet as a witness, or nobody."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal

from onrecord.lang import lexicon
from onrecord.ledger.alike import alike
from onrecord.weigh.origins.faces import face, heads
from onrecord.weigh.origins.voice import Voice

Sort = Literal["named", "unnamed", "outlet", "witness", "nobody"]

_ARTICLES = frozenset({"the", "a", "an", "its", "their", "his", "her"})
_NUMBER = re.compile(r"\d")


def sort_of(voice: Voice) -> Sort:
    """``sort_of`` "a customs officer" is unnamed, of "the ministry" named, of "media reports" nobody."""
    if voice.witness:
        return "witness"
    name = voice.last
    if voice.kind == "cited":
        return "nobody"  # it counts for circles alone
    if voice.kind in {None, "author"} or not name:
        return "named" if press_office(voice.publisher or "") else "nobody"
    plain = alike(name)
    if plain in _set("unnamed", "nobody") or plain in _set("media", "generic"):
        return "nobody"
    if plain in lexicon("sourcing")["own"]["this"]:
        return "nobody"
    if _own_reporter(plain, voice.publisher or ""):
        return "witness"
    if voice.kind == "media" and press_office(name) is None:
        if _capital(name):
            return "outlet"
        if name == voice.speaker:  # "a magazine": not named itself, and nobody behind it
            return "nobody"
    if _proper(name, plain, voice):
        return "named"
    words = plain.split()
    return "unnamed" if any(word in _knows() for word in words) else "nobody"


def anonymous(voice: Voice) -> bool:
    """True of a source that asked not to be named: "a person close to the talks", "two sources in the market"."""
    plain = alike(voice.last or "")
    return any(f" {sign} " in f" {plain} " for sign in _set("unnamed", "confidential"))


def _own_reporter(plain: str, publisher: str) -> bool:
    """True of "Coast Herald reporter" in the Coast Herald."""
    return bool(publisher) and alike(publisher) in plain and plain.split()[-1] in _set("witness", "who")


@lru_cache(maxsize=1 << 13)
def press_office(name: str) -> str | None:
    """The body whose press office a name is: "northern front" of "Northern Front Press Office", else None.

    A body that publishes under its own name is its own: "Joint Monitoring Cell".
    """
    plain = alike(name)
    for ending in lexicon("origins")["mouthpieces"]["press_office"]:
        if ending in plain:
            body = plain.replace(ending, " ").strip(" ,.-")
            return re.sub(r"^(?:of|for) (?:the )?", "", body) or None
    return name if _publishes(name, plain) else None


def _publishes(name: str, plain: str) -> bool:
    """True for the full name of a body: "Ministry of Fisheries", "Shore Humanitarian Desk", not "News Desk"."""
    words = plain.split()
    if len(words) < 2 or not name[:1].isupper() or not _words("mouthpieces", "outlet").isdisjoint(words):
        return False
    return re.split(r" (?:of|for) ", plain)[0].split()[-1] in _words("mouthpieces", "publishing")


@lru_cache(maxsize=1 << 13)
def outlet_named(name: str) -> str:
    """The name of an outlet as it is compared, without what it is: "notes from the hills" of "the blog Notes …"."""
    plain = alike(name)
    for word in sorted(_set("media", "before"), key=len, reverse=True):
        if plain.startswith(f"{word} "):
            return alike(plain[len(word) + 1 :])
    return plain


def _proper(name: str, plain: str, voice: Voice) -> bool:
    """True for a name, and for an office or body that needs none: "the ministry", "police"."""
    first = name.split()[0].casefold() if name.split() else ""
    if first in _set("unnamed", "starts") or _NUMBER.match(first):
        return False
    if office_alone(plain) is not None and voice.kind != "document":
        return True
    if voice.kind == "unnamed":
        return face(plain).head is not None and not any(word in _knows() for word in plain.split())
    if _capital(name):
        return True
    if voice.kind == "document":
        return False
    return any(word in heads() for word in plain.split())


def office_alone(plain: str) -> str | None:
    """The office that one alone holds and that names its holder: "chief" of "fire chief"; else None."""
    words = plain.partition(" of ")[0].split()
    return words[-1] if words and words[-1] in _words("unnamed", "alone") else None


def _capital(name: str) -> bool:
    return any(word[:1].isupper() for word in name.split() if word.casefold() not in _ARTICLES)


@cache
def _set(part: str, key: str) -> frozenset[str]:
    return frozenset(lexicon("origins")[part][key])


@cache
def _words(part: str, key: str) -> frozenset[str]:
    return frozenset(lexicon("origins")[part][key].split())


@cache
def _knows() -> frozenset[str]:
    return frozenset(lexicon("origins")["unnamed"]["knows"].split())
