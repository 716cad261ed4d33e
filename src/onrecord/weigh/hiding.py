"""Words that a redacted export hides: found as whole words, in any spelling of their capitals, and blotted out."""

from __future__ import annotations

import re
from collections.abc import Iterable

BLOT = "█"
"""Stands for one hidden character, so that every position in a text stays what it was."""

_WORD = re.compile(r"\w+")
_REACH = re.compile(
    r"https?://[^\s\"<>]+|[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}|(?<![\w@])@\w{2,}|\+\d[\d ()/-]{6,18}\d"
)
"""Addresses of pages and of mail, handles, and telephone numbers with the code of a country."""


class Hiding:
    """Names and sentences to hide: ``Hiding(["Ana Deluca"]).mask("Ms Deluca's brother")``.

    A name is hidden whole and by its last word; "will" is not hidden for a Mr Will, "Will" and "WILL" are.
    """

    def __init__(self, names: Iterable[str], sentences: Iterable[str] = ()) -> None:
        self._known: dict[tuple[str, ...], bool] = {}  # True where small letters count as well
        self._lengths: dict[str, set[int]] = {}
        for name in names:
            words = _WORD.findall(name)
            self._add(words)
            self._add(words[-1:])
        for sentence in sentences:
            self._add(_WORD.findall(sentence), small=True)

    def __len__(self) -> int:
        return len(self._known)

    def _add(self, words: list[str], *, small: bool = False) -> None:
        folded = tuple(word.casefold() for word in words)
        if sum(map(len, folded)) < 2:
            return
        self._known[folded] = small or words[0][:1].islower() or self._known.get(folded, False)
        self._lengths.setdefault(folded[0], set()).add(len(folded))

    def mask(self, text: str) -> str:
        """The text with what is to be hidden blotted out, as long as it was; its time grows with its length."""
        if not text:
            return text
        spans = [match.span() for match in _REACH.finditer(text)] + list(self._spans(text))
        if not spans:
            return text
        kept = list(text)
        for start, end in spans:
            kept[start:end] = BLOT * (end - start)
        return "".join(kept)

    def _spans(self, text: str) -> Iterable[tuple[int, int]]:
        words = list(_WORD.finditer(text))
        folded = [word[0].casefold() for word in words]
        reached = 0
        for place, word in enumerate(words):
            for length in sorted(self._lengths.get(folded[place], ()), reverse=True):
                small = self._known.get(tuple(folded[place : place + length]))
                if small is None or (not small and word[0][:1].islower()):
                    continue
                if place + length > reached:
                    yield word.start(), words[place + length - 1].end()
                    reached = place + length
                break
