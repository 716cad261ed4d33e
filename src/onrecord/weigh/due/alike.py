"""Whether two reports promise the same for the same day."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from onrecord.weigh.due.gist import bare
from onrecord.weigh.due.wordings import Token, pattern, tokens

_MOST_COMPARED = 50  # promises of one day that share a word, the latest; where there are more, all are listed


class Promises:
    """What was promised for one day, so that what repeats it is found; what shares no word with it is not looked at."""

    def __init__(self) -> None:
        self._whats: list[str] = []
        self._under: dict[str | int, list[int]] = {}

    def add(self, what: str) -> int:
        """Note a promise; its place, from 0."""
        place = len(self._whats)
        self._whats.append(what)
        for mark in _marks(what):
            self._under.setdefault(mark, []).append(place)
        return place

    def like(self, what: str) -> Iterator[int]:
        """The places of promises that say the same, the earliest first."""
        beside = {place for mark in _marks(what) for place in self._under.get(mark, ())[-_MOST_COMPARED:]}
        for place in sorted(beside)[-_MOST_COMPARED:]:
            if alike(self._whats[place], what):
                yield place


def alike(one: str, other: str) -> bool:
    """Whether two sentences promise the same with other words; asked of items of one story that end on the same day.

    "The exchange is to take place by 1 April" and "Prisoners will be exchanged by the first of April" do: half of the
    telling words of the shorter stand in the other, and two of them, or the only one.
    """
    shorter, longer = sorted((one, other), key=lambda what: len(_parts(what)))
    parts = _parts(shorter)
    shared = sum(part.stands_in(_marks(longer)) for part in parts)
    return shared > 0 and shared >= min(2, len(parts)) and 2 * shared >= len(parts)


def leans(what: str) -> bool:
    """Whether a promise names nothing itself: "It will resume" may be said of anything on any page."""
    return pattern("pronoun", "gist").match(bare(what)) is not None


@lru_cache(maxsize=1 << 15)
def _parts(what: str) -> frozenset[Token]:
    return frozenset(tokens(bare(what)))


@lru_cache(maxsize=1 << 15)
def _marks(what: str) -> frozenset[str | int]:
    parts = _parts(what)
    return frozenset({part.stem for part in parts}) | frozenset().union(*(part.families for part in parts))
