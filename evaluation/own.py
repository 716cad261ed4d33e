"""Our own gold: figures, times, places, attributions and actors of whole articles and of single sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Protocol, TypeVar

from evaluation.gold.load import articles, sentences
from evaluation.measures.actors import score_actors
from evaluation.measures.attributions import score_attributions
from evaluation.measures.figures import score_figures
from evaluation.measures.match import Tally
from evaluation.measures.places import score_places
from evaluation.measures.times import score_times

if TYPE_CHECKING:
    from evaluation.gold.nouns import GoldText
    from onrecord.core import Reading, Span


class HasSpan(Protocol):
    """Anything that stands somewhere in the text."""

    @property
    def span(self) -> Span: ...


T = TypeVar("T", bound=HasSpan)
GOLD = ("evaluation/gold/articles", "evaluation/gold/sentences", "evaluation/gold/places.toml")


def tally(gold: GoldText, reading: Reading, counts: Tally) -> None:
    """Add what one reading got right and wrong to ``counts``, for the layers that the gold of its text has."""
    if "figures" in gold.layers:
        score_figures(gold, apart(reading.figures, gold.figures, gold.times), counts)
    if "times" in gold.layers:
        score_times(gold, apart(reading.times, gold.times, gold.figures), counts)
    if "places" in gold.layers:
        score_places(gold, reading.places, counts)
    if "attributions" in gold.layers:
        score_attributions(gold, reading.attributions, counts, actors=reading.actors)
    if "actors" in gold.layers:
        score_actors(gold, reading.actors, counts)


def apart(found: Sequence[T], own: Sequence[HasSpan], other: Sequence[HasSpan]) -> list[T]:
    """Leaves out what only the other layer has: "nine days" is a figure or a time, whichever is annotated."""

    def kept(one: T) -> bool:
        return any(one.span.overlaps(gold.span) for gold in own) or not any(
            one.span.overlaps(gold.span) for gold in other
        )

    return [one for one in found if kept(one)]


def measure(texts: Iterable[GoldText], read: Callable[[GoldText], Reading]) -> dict[str, float]:
    """Read every text with ``read`` and give the percentages over all of them."""
    counts = Tally()
    for gold in texts:
        tally(gold, read(gold), counts)
    return counts.rates()


def score(*, sample: int | None = None) -> dict[str, float]:
    """Percentages on the articles ("articles, figures: value F1") and on the sentences, read through the front door."""
    import onrecord

    reader = onrecord.Reader()
    out: dict[str, float] = {}
    for name, texts in (("articles", articles()), ("sentences", sentences())):
        chosen = texts[:sample]
        readings = iter(reader.read_many([gold.document for gold in chosen]))
        figures = measure(chosen, lambda _, readings=readings: next(readings))  # type: ignore[misc]
        out |= {f"{name}, {key}": value for key, value in figures.items()}
    return out


if __name__ == "__main__":
    from evaluation.show import show

    show(score)
