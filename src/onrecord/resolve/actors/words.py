"""Words as keys: "Vučić" and "Vucic" are one, "ministries" is more than one ministry."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

# Latin letters that Unicode does not decompose.
_PLAIN = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "’": "'", "ʼ": "'"}
)
_IRREGULAR = {
    "men": "man", "women": "woman", "children": "child", "people": "people", "wives": "wife", "police": "police",
    "forces": "forces", "gunmen": "gunman", "spokesmen": "spokesman", "policemen": "policeman", "news": "news",
    "media": "media", "press": "press", "airmen": "airman", "servicemen": "serviceman", "businessmen": "businessman",
    "fishermen": "fisherman", "congressmen": "congressman", "headquarters": "headquarters", "eyewitness": "eyewitness",
    "witness": "witness", "times": "times",
}  # fmt: skip


@lru_cache(maxsize=16_384)
def fold(word: str) -> str:
    """Lower case, without accents and without a closing stop: "Vučić" → "vucic", "Gen." → "gen", "U.S." → "us"."""
    if word.isascii():
        low = word.lower()
    else:
        low = unicodedata.normalize("NFKD", word.lower().translate(_PLAIN)).translate(_PLAIN)
        low = "".join(letter for letter in low if not unicodedata.combining(letter))
    return (low.replace(".", "") or low) if "." in low else low


@lru_cache(maxsize=16_384)
def singular(word: str) -> str:
    """A lower-case noun without its plural ending: "ministries" → "ministry", "officials" → "official"."""
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    return word[:-1]


def is_plural(word: str) -> bool:
    """True for a lower-case noun that reads as more than one: "rebels", "people", "police"."""
    if word in {"people", "police", "men", "women", "children", "gunmen", "forces", "troops", "authorities", "media"}:
        return True
    return singular(word) != word


def acronym_of(word: str) -> str | None:
    """The letters of an acronym, "U.S." → "US", "OSCE" → "OSCE", "MoD" → "MOD"; None for any other word."""
    letters = word.replace(".", "")
    if not 2 <= len(letters) <= 8 or not letters[0].isupper() or not letters.isalpha():
        return None
    capitals = sum(letter.isupper() for letter in letters)
    return letters.upper() if capitals >= 2 and capitals * 2 >= len(letters) else None
