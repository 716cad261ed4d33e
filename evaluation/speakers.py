"""Speakers on our own gold, with the gold attributions given: only who speaks is measured, not how it was found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from evaluation.gold.load import articles
from evaluation.gold.nouns import GoldText
from evaluation.gold.predict import as_reading
from evaluation.measures.actors import score_actors
from evaluation.measures.attributions import score_attributions
from evaluation.measures.match import Tally
from onrecord.core import Actor, Analysis, Attribution
from onrecord.read.segment import segment
from onrecord.resolve.actors import resolve_actors
from onrecord.resolve.speakers import resolve_speakers

GOLD = ("evaluation/gold/articles",)


def answer(gold: GoldText, analyse: Callable[[str], Analysis]) -> tuple[list[Attribution], list[Actor]]:
    """Gold attributions with their speakers taken away and found again, and the actors; places are the gold ones."""
    given = as_reading(gold)
    analysis = analyse(gold.document.text)
    actors = resolve_actors(gold.document, analysis, given.places)
    blank = [replace(one, speaker=None, speaker_kind="unnamed", parent=None) for one in given.attributions]
    return resolve_speakers(gold.document, analysis, blank, actors)


def score(*, sample: int | None = None, analyse: Callable[[str], Analysis] = segment) -> dict[str, float]:
    """Percentages over the articles, on surface signs alone unless another ``analyse`` is given."""
    tally = Tally()
    for gold in articles()[:sample]:
        attributions, actors = answer(gold, analyse)
        score_attributions(gold, attributions, tally, actors=actors)
        score_actors(gold, actors, tally)
    asked = ("speaker", "parent", "nested", "actors:")
    return {
        f"given attributions, {key}": value
        for key, value in tally.rates().items()
        if any(word in key for word in asked)
    }


if __name__ == "__main__":
    from evaluation.show import show

    show(score)
