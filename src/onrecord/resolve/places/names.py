"""How a place name is folded before it is looked up: "Sana'a", "Sanaʿa" and "SANAA" are one key.

The gazetteer is built with the same function, so a change here asks for a new build (``training/gazetteer.py``).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from hashlib import blake2b

_LETTERS = str.maketrans(
    {
        "ø": "o", "ł": "l", "ı": "i", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "a", "ð": "d", "þ": "th",
        "ħ": "h",
        "'": "", "’": "", "‘": "", "`": "", "´": "", "ʻ": "", "ʼ": "", "ʽ": "", "ʾ": "", "ʿ": "", "′": "", "ʹ": "",
        "-": " ", "‐": " ", "‑": " ", "–": " ", ".": " ", "/": " ", ",": " ", "&": " and ", "\u00a0": " ", "_": " ",
    }
)  # fmt: skip
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "pt": "point"}
_ARTICLE = re.compile(r"^(?:al|el|ad|ar|as|ash|at|az|an|ed|er|es|et|ez) ")


@lru_cache(maxsize=4096)
def fold(name: str) -> str:
    """The key of a name: no case, accents, apostrophes, hyphens or stops; "St. Louis" → ``saint louis``.

    ``fold("Deir ez-Zor") == "deir ez zor"``; an empty string where nothing is left.
    """
    text = unicodedata.normalize("NFKD", name.casefold()).translate(_LETTERS)
    if not text.isascii():
        text = "".join(character for character in text if not unicodedata.combining(character))
    words = text.split()
    if not words:
        return ""
    if words[0] in _SHORT and len(words) > 1:
        words[0] = _SHORT[words[0]]
    return " ".join(words)


def without_article(key: str) -> str:
    """``al bab`` → ``bab``: Arabic names come with and without their article; the key itself where there is none."""
    return _ARTICLE.sub("", key, count=1)


def digest(key: str) -> tuple[int, int]:
    """A 32-bit hash and an 8-bit check of a folded name, the same on every machine."""
    raw = blake2b(key.encode("utf-8"), digest_size=5).digest()
    return int.from_bytes(raw[:4], "little"), raw[4]
