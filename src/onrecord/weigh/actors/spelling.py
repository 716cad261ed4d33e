"""One spelling for what is one name in several: "Abdulloev" and "Абдуллаев", "Vodstroi" and "Vodstroy".

The rules follow what BGN/PCGN, ISO 9 and newspapers do differently with the same letters; vowels that tell names apart
(Jamal, Jamil) stay as they are.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from onrecord.lang import lexicon

_PLAIN = ("абвгдезийклмнопрстуфыэіңғқҳҷүұөәӣӯґ", "abvgdeziiklmnoprstufieingkhjuuoaiug")
_CYRILLIC = dict(zip(*_PLAIN, strict=True)) | {
    "ё": "io", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "", "ю": "iu",
    "я": "ia", "ї": "i", "є": "ie", "ў": "u", "’": "", "'": "", "ʻ": "", "ʼ": "", "`": "",
}  # fmt: skip
_LETTERS = _CYRILLIC | {"ø": "o", "ł": "l", "ß": "ss", "æ": "a", "đ": "d", "ı": "i", "ş": "sh", "š": "sh", "č": "ch",
                        "ć": "ch", "ž": "zh", "œ": "o", "þ": "t", "ð": "d", "ā": "a"}  # fmt: skip
_SAME = tuple(
    (re.compile(one), other)
    for one, other in (
        (r"[ao][iy]*ev(a?)$", r"aiv\1"),  # Abdulloev, Abdullayev, Abdullaev
        (r"shch|sch(?=[aeiouy])", "sh"), (r"dzh|dj|zh", "j"), (r"tch", "ch"), (r"kh", "h"), (r"gh", "g"),
        (r"ph", "f"), (r"tz|ts", "c"), (r"q|ck", "k"), (r"w", "v"), (r"x", "ks"),
        (r"ou|oo", "u"), (r"oe", "o"), (r"ue", "u"), (r"ae", "a"), (r"ee", "i"),
        (r"^[yj]e", "e"), (r"y", "i"), (r"(.)\1+", r"\1"), (r"iu", "u"), (r"i?ia", "ia"), (r"i[ei](?=[a-z]|$)", "e"),
        (r"(.)\1+", r"\1"), (r"ei$", "i"),
    )
)  # fmt: skip
_UKRAINIAN = re.compile("[іїєґ]")
_POSSESSIVE = re.compile(r"'s(?!\w)|'(?!\w)")
_WORD = re.compile(r"[\w&']+")
_VOWELS = re.compile(r"[aeiou]")


@lru_cache(maxsize=20_000)
def fold(word: str) -> str:
    """A word as it sounds in any of its spellings: "Qadyrbekov" and "Кадырбеков" are "kadirbekov"."""
    low = unicodedata.normalize("NFC", word).casefold()
    if _UKRAINIAN.search(low):
        low = low.replace("г", "h")
    plain = "".join(_LETTERS.get(letter, letter) for letter in low)
    plain = "".join(one for one in unicodedata.normalize("NFKD", plain) if not unicodedata.combining(one))
    plain = _given().get(plain, plain)
    for pattern, other in _SAME:
        plain = pattern.sub(other, plain)
    return plain


def bones(word: str) -> str:
    """The consonants of a folded word, by which its spellings are found: "krmv" of Karimov and Kerimov."""
    folded = fold(word)
    return _VOWELS.sub("", folded) or folded


@cache
def _given() -> dict[str, str]:
    return {name: group[0] for group in lexicon("actor_names")["given"] for name in group}


def plain(name: str) -> str:
    """Without accents, case and punctuation, the words with one space between."""
    low = unicodedata.normalize("NFKD", name).casefold().replace("’", "'")
    low = "".join(one for one in low if not unicodedata.combining(one))
    low = _POSSESSIVE.sub("", low)
    return " ".join(_WORD.findall(low.replace("-", " ")))
