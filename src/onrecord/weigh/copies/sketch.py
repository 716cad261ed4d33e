"""A report in 32 numbers, of which two copies share many and two other reports none: to find candidates quickly.

The smallest hashes of a text's five-word runs (a bottom-k MinHash; Broder, "On the resemblance and containment of
documents", 1997). Where a report holds a third of another's words, the two share about ten of their numbers.
"""

from __future__ import annotations

import zlib
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from onrecord.weigh.copies.sentences import words_of

SIZE = 32
_RUN = 5  # words: shorter runs meet by chance, longer ones break at every edit
_FACTOR = np.uint64(0x9E3779B97F4A7C15)
_MIX = np.uint64(0xBF58476D1CE4E5B9)


def sketch(text: str) -> tuple[int, ...]:
    """At most 32 numbers below 2⁶³, smallest first; fewer where the text is short, none below five words."""
    return tuple(int(value) for value in _runs(words_of(text))[:SIZE])


def _runs(words: list[str]) -> npt.NDArray[np.uint64]:
    """The distinct hashes of every run of five words, smallest first."""
    if len(words) < _RUN:
        return np.empty(0, dtype=np.uint64)
    each = np.fromiter(map(_word, words), dtype=np.uint64, count=len(words))
    runs = each[: len(words) - _RUN + 1].copy()
    for place in range(1, _RUN):
        runs *= _FACTOR
        runs += each[place : len(words) - _RUN + 1 + place]
    runs ^= runs >> np.uint64(31)
    runs *= _MIX
    runs ^= runs >> np.uint64(29)
    return np.unique(runs >> np.uint64(1))


@lru_cache(maxsize=30_000)
def _word(word: str) -> int:
    return zlib.crc32(word.encode()) + 1
