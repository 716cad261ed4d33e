"""Is this English? Decided by the small words first, because they cost a millisecond and a classifier a second.

The classifier (py3langid, 140 languages) is asked only where the small words are few, and to name the language found.
Short texts get the benefit of the doubt.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

from onrecord.errors import NotEnglish
from onrecord.lang import languages, lexicon

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000  # characters from the start, the middle and the end together
_FEW = 20  # fewer words than this cannot be told apart from names and headlines
# English news lies between 0.22 and 0.40, lists of names near 0.1, other Latin languages under 0.06 (measured on the
# project's corpora and on UDHR translations).
_SURELY = 0.15
_SURELY_NOT = 0.02


def require_english(text: str, *, name: str) -> str:
    """Return ``"en"``, or raise ``NotEnglish`` naming the language: "this is Ukrainian"."""
    found = tell_language(text)
    if found in languages():
        return found
    spoken = _names().get(found, f"a language with the code {found!r}")
    raise NotEnglish(f"{name}: this is {spoken}, and only English is read so far; give an English text")


def tell_language(text: str) -> str:
    """The language of a text as its ISO 639-1 code where it has one: ``tell_language("Мэр сообщил …")`` → "ru"."""
    sample = _sample(text)
    words = _WORD.findall(sample.lower())
    small = _small_words()
    share = sum(word in small for word in words) / max(1, len(words))
    latin = sum("a" <= letter <= "\u024f" for word in words for letter in word)
    letters = sum(map(len, words))
    if latin >= letters / 2 and (share >= _SURELY or len(words) < _FEW):
        return "en"
    found = _classify(sample)
    if found == "pcm" and share > _SURELY_NOT:  # Nigerian Pidgin quotes itself in English
        return "en"
    if latin >= letters / 2 and share > 2 * _SURELY / 3:
        return "en"  # the small words of English are there: a list, a table, a text full of foreign names
    return found


def _sample(text: str) -> str:
    """Three pieces, so that a foreign title or a translation underneath does not decide alone."""
    if len(text) <= _SAMPLE:
        return text
    piece = _SAMPLE // 3
    middle = len(text) // 2
    return "\n".join((text[:piece], text[middle : middle + piece], text[-piece:]))


def _classify(sample: str) -> str:
    from py3langid import classify  # loads its model: about a second

    # Without addresses and digits, which it takes for words of small languages.
    return str(classify(" ".join(_WORD.findall(sample)))[0])


@cache
def _small_words() -> frozenset[str]:
    return frozenset(lexicon("function_words")["words"])


@cache
def _names() -> dict[str, str]:
    table = tomllib.loads((files("onrecord") / "data" / "languages.toml").read_text(encoding="utf-8"))
    names: dict[str, str] = table["names"]
    return names
