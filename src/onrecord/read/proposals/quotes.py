"""Words that a model quotes, found again in the text: where they stand, or why nobody can say.

Models print “ ” as " ", a no-break space as a space and a line end as a space: these count as the same sign. Every
other letter must be that of the text. Words that stand there more than once are told apart by what they belong to.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.core import Span

# Characters between a cue and the words that hang on it: the longest of the 5,159 sentences of our gold has 385.
NEAR = 600
# As many characters further away is what stands in another sentence: "We are told by the army that it was minor. We
# are told by …". Of 316 statements of our gold articles, quoted back, 2 had found another place without it, 1 has.
ANOTHER_SENTENCE = 200
# Places looked at for one quote: "said" stands at most 12 times in one text of our gold.
MOST_PLACES = 500
# Letters of different length are never folded, so places in the folded text are places in the text.
_SAME = str.maketrans({
    "“": '"', "”": '"', "„": '"', "‟": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "‛": "'", "`": "'",
    "–": "-", "—": "-", "‐": "-", "‑": "-", "−": "-",
})  # fmt: skip
_SPACE = re.compile(r"\s+")
_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+[\"'“‘«(\[]*(\w)")


class NotThere(Exception):
    """``words`` that cannot be placed; the message says why."""

    def __init__(self, because: str, words: str) -> None:
        super().__init__(because)
        self.words = words


@dataclass(frozen=True, slots=True)
class Page:
    """A stretch of a report in which quotes are sought; ``starts`` has where each of its folded characters stands."""

    text: str
    folded: str
    starts: tuple[int, ...]

    @classmethod
    def of(cls, text: str, within: Span) -> Page:
        """The stretch ``within`` of a text, folded."""
        folded: list[str] = []
        starts: list[int] = []
        for offset, letter in enumerate(within.of(text).translate(_SAME), within.start):
            space = letter.isspace()
            if not (space and folded and folded[-1] == " "):
                folded.append(" " if space else letter)
                starts.append(offset)
        return cls(text, "".join(folded), (*starts, within.end))

    def places(self, quote: str) -> list[Span]:
        """Every place of ``quote`` in the text, as whole words."""
        words = _SPACE.sub(" ", quote.translate(_SAME)).strip()
        found: list[Span] = []
        at = self.folded.find(words) if words else -1
        while at >= 0 and len(found) < MOST_PLACES:
            end = at + len(words)
            if not (_joined(self.folded, at) or _joined(self.folded, end)):
                found.append(Span(self.starts[at], self.starts[end - 1] + 1))
            at = self.folded.find(words, at + 1)
        return found


def _joined(text: str, at: int) -> bool:
    """True where a place between two letters is inside a word: no quote begins or ends there."""
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def only(page: Page, quote: str) -> Span:
    """The one place of a quote; raises ``NotThere`` where it has none, or several."""
    places = page.places(quote)
    if len(places) != 1:
        raise NotThere("it is not in the text" if not places else "it stands in the text more than once", quote)
    return places[0]


def together(page: Page, quotes: Sequence[str]) -> list[Span]:
    """The places of quotes that belong together, in their order: what stands once says which of the others are meant.

    ("said", "the bridge is closed"): the cue stands fifty times, its content once, and the cue beside it is meant.
    Raises ``NotThere`` where one is nowhere, none is unique, or two places are equally near.
    """
    places = [page.places(quote) for quote in quotes]
    for quote, found in zip(quotes, places, strict=True):
        if not found:
            raise NotThere("it is not in the text", quote)
    if min(map(len, places)) > 1:
        raise NotThere("it stands in the text more than once, and so does all that belongs to it", max(quotes, key=len))
    # The longest of the unique ones first: what is long is least likely to stand there by chance.
    order = sorted(range(len(quotes)), key=lambda number: (len(places[number]) > 1, -len(quotes[number])))
    settled: dict[int, Span] = {order[0]: places[order[0]][0]}
    for number in order[1:]:
        settled[number] = _nearest(page.text, places[number], list(settled.values()), quotes[number])
    return [settled[number] for number in range(len(quotes))]


def _nearest(text: str, places: Sequence[Span], anchors: Sequence[Span], quote: str) -> Span:
    free = [place for place in places if not any(place.overlaps(anchor) for anchor in anchors)] or list(places)
    ranked = sorted((min(_gap(text, place, anchor) for anchor in anchors), place) for place in free)
    if ranked[0][0] > NEAR:
        raise NotThere("it does not stand near what belongs to it", quote)
    if len(ranked) > 1 and ranked[0][0] == ranked[1][0]:
        raise NotThere("it stands on both sides of what belongs to it, equally near", quote)
    return ranked[0][1]


def _gap(text: str, one: Span, other: Span) -> int:
    """Characters between two places, more where a sentence ends there."""
    between = Span(min(one.end, other.end), max(one.start, other.start))
    if between.length <= 0 or between.length > NEAR:
        return max(0, between.length)
    # The sign that ends it may be the last of the one place, the capital letter the first of the other.
    ends = _END.finditer(text, max(0, between.start - 3), between.end + 1)
    return between.length + ANOTHER_SENTENCE * any(found[1].isupper() for found in ends)
