"""A million texts that are always the same, each made from its number alone: ``Texts(seed=5).text(41)``.

Words are drawn as words are used (few of them often, many rarely), so that runs of five words meet by chance as seldom
as in news; every other text has a sentence that many others have ("No group has claimed responsibility"), because
formulas, not chance, are what makes two reports look alike. One text in ten is a copy of an earlier one.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from functools import cached_property
from typing import NamedTuple

import numpy as np

from evaluation.ledgers import vocabulary

COPIES = 0.1  # of all texts
KINDS = ("identical", "cut", "edited", "rewritten")  # a quarter of the copies each
_WORDS = 30_000
_SENTENCE = 20  # words
_FORMULAS = 300
_OTHER_WORDS = 0.15  # of a lightly rewritten text

Sentences = list[list[str]]


class Made(NamedTuple):
    """A text, the number of the text that it copies (its own where it copies none), and how."""

    text: str
    original: int
    kind: str | None


class Texts:
    """Texts by number, from 0; holds the vocabulary that they are drawn from."""

    def __init__(self, *, seed: int = 5, words: int = 400) -> None:
        self.seed = seed
        self.words = words
        self.known, weights = vocabulary(random.Random(seed), _WORDS)
        self.cumulative = np.array(weights) / weights[-1]

    def made(self, number: int) -> Made:
        """Text ``number``: one of its own, or a copy of an earlier one that is none."""
        draw = self._draw(number)
        if number == 0 or draw.random() >= COPIES:
            return Made(_joined(self._original(number)), number, None)
        original = int(draw.integers(number))
        while original and self._draw(original).random() < COPIES:
            original -= 1
        kind = KINDS[int(draw.integers(len(KINDS)))]
        changed = self._ways[kind](self._original(original), draw)
        return Made(_joined(changed), original, kind)

    @cached_property
    def _ways(self) -> dict[str, Callable[[Sentences, np.random.Generator], Sentences]]:
        return {"identical": _same, "cut": _cut, "edited": self._edited, "rewritten": self._rewritten}

    def _draw(self, number: int) -> np.random.Generator:
        return np.random.default_rng((self.seed, number))

    def _some(self, draw: np.random.Generator, count: int) -> list[str]:
        """So many words."""
        return [self.known[place] for place in np.searchsorted(self.cumulative, draw.random(count)).tolist()]

    def _original(self, number: int) -> Sentences:
        draw = np.random.default_rng((self.seed, number, 1))
        drawn = self._some(draw, self.words)
        sentences = [drawn[start : start + _SENTENCE] for start in range(0, self.words, _SENTENCE)]
        if draw.random() < 0.5:  # the commoner a formula, the more texts have it
            formula = int(_FORMULAS ** draw.random()) - 1
            sentences[int(draw.integers(1, len(sentences)))] = self._formulas[formula]
        return sentences

    @cached_property
    def _formulas(self) -> Sentences:
        draw = np.random.default_rng((self.seed, 0, 2))
        return [self._some(draw, 12) for _ in range(_FORMULAS)]

    def _edited(self, sentences: Sentences, draw: np.random.Generator) -> Sentences:
        """Another lead, one sentence less, one word changed."""
        changed = [self._some(draw, _SENTENCE), *sentences[1:]]
        del changed[int(draw.integers(1, len(changed)))]
        place = int(draw.integers(1, len(changed)))
        changed[place] = [*changed[place][:-1], *self._some(draw, 1)]
        return changed

    def _rewritten(self, sentences: Sentences, draw: np.random.Generator) -> Sentences:
        return [
            [other if change else word for word, other, change in
             zip(sentence, self._some(draw, len(sentence)), draw.random(len(sentence)) < _OTHER_WORDS, strict=True)]
            for sentence in sentences
        ]  # fmt: skip


def _same(sentences: Sentences, draw: np.random.Generator) -> Sentences:  # noqa: ARG001
    return sentences


def _cut(sentences: Sentences, draw: np.random.Generator) -> Sentences:
    """Between half and four fifths of it, from the start."""
    return sentences[: int(len(sentences) * draw.uniform(0.5, 0.8))]


def _joined(sentences: Sentences) -> str:
    """Sentences as they are printed, five to a paragraph."""
    printed = [f"{' '.join(words).capitalize()}." for words in sentences]
    return "\n\n".join(" ".join(printed[start : start + 5]) for start in range(0, len(printed), 5))
