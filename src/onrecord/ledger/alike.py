"""Names as they are compared: "The Ministry of Defence" and "ministry of defence" are alike."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ARTICLE = re.compile(r"^(?:the|a|an) ")
_SPACES = re.compile(r"[\s\u00a0]+")


@lru_cache(maxsize=1 << 14)  # weighing asks for the same few names again and again
def alike(name: str) -> str:
    """A name without case, accents, leading article, possessive ending and doubled spaces."""
    plain = name if name.isascii() else _without_accents(name)
    plain = _SPACES.sub(" ", plain).strip().casefold().replace("’", "'").removesuffix("'s")
    return _ARTICLE.sub("", plain)


def _without_accents(name: str) -> str:
    return "".join(
        character for character in unicodedata.normalize("NFKD", name) if not unicodedata.combining(character)
    )
