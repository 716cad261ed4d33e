"""Short forms and the names they stand for, side by side: "FARABUNDO MARTI NATIONAL LIBERATION FRONT (FMLN)"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

_OPENING, _CLOSING = "([", ")]"
_SHORTEST, _LONGEST = 2, 9
# Letters of the short form that open words of the name: MRTA stands for the Tupac Amaru Revolutionary Movement, in
# another order, and ARENA for the Nationalist Republican Alliance, with letters of its own.
_SHARE = 0.6
_MORE = 4  # words of the name beyond the letters of the short form: "of", "and", "the"


def acronyms(words: Sequence[str]) -> Iterator[tuple[int, range]]:
    """(where the short form stands, where the words of its name stand) in the words of one sentence."""
    for at, word in enumerate(words):
        if word not in _OPENING:
            continue
        close = next((k for k in range(at + 1, min(len(words), at + 14)) if words[k] in _CLOSING), -1)
        if close == at + 2 and _short(words[at + 1]):
            name = _name_before(words, at, words[at + 1])
            if name is not None:
                yield at + 1, name
        elif close > at + 2 and at and _short(words[at - 1]) and _fits(words[at - 1], words[at + 1 : close]):
            yield at - 1, range(at + 1, close)


def _short(word: str) -> bool:
    return word.isalpha() and _SHORTEST <= len(word) <= _LONGEST


def _name_before(words: Sequence[str], at: int, short: str) -> range | None:
    """The nearest words before a bracket whose first letters make up the short form; None where they do not."""
    start = at
    while start > 0 and at - start < len(short) + _MORE and words[start - 1][0].isalpha():
        start -= 1
        if words[start][0] in short and _fits(short, words[start:at], share=1.0):
            return range(start, at)
    while start < at and words[start][0] not in short:
        start += 1
    return range(start, at) if _fits(short, words[start:at]) else None


def _fits(short: str, words: Sequence[str], *, share: float = _SHARE) -> bool:
    """True where enough letters of ``short`` open one of ``words`` each."""
    letters = Counter(short)
    common = (letters & Counter(word[0] for word in words if word[0].isalpha())).total()
    return common >= max(2, share * letters.total())
