"""Two tellings side by side: what speaks for one event and what against, as numbers (:data:`FEATURES`)."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from onrecord.weigh.events.fitting import figures_fit, places_fit, sets_fit, times_fit
from onrecord.weigh.events.traits import Traits
from onrecord.weigh.events.vectors import matrix
from onrecord.weigh.events.weights import Weights, bag, dot

Floats = npt.NDArray[np.float32]

FEATURES = (
    "same_stems", "shared_stems", "meaning", "same_report", "story", "nearest_story", "sentence", "near", "context",
    "names", "names_share", "names_weight", "numbers", "other_numbers", "trigger_weight", "same_sentence", "first_at",
    "last_at", "type", "one_in_reading", "actors", "recipients", "sides_told", "place", "time", "figures",
    "again_least", "again_most", "rarest_shared", "trigger_in_sentence",
)  # fmt: skip
_EACH = "id,jd->ij"


@dataclass(frozen=True, slots=True)
class Weighed:
    """The traits of a telling with the weights of its words."""

    traits: Traits
    sentence: dict[str, float]
    near: dict[str, float]
    sentence_length: float
    near_length: float
    trigger: float
    stems: frozenset[str]


def weighed(traits: Traits, weights: Weights) -> Weighed:
    """Weigh the words of one telling."""
    sentence = bag(traits.sentence, weights)
    near = {stem: sentence.get(stem) or weights.weight(stem) for stem in traits.near}
    return Weighed(
        traits,
        sentence,
        near,
        math.sqrt(sum(value * value for value in sentence.values())) or 1.0,
        math.sqrt(sum(value * value for value in near.values())) or 1.0,
        max(weights.weight(stem) for stem in traits.stems),
        frozenset(traits.stems),
    )


@dataclass(frozen=True, slots=True)
class Stories:
    """How near the two reports are (cosine of their words), and as a share of the nearest report known."""

    likeness: float
    of_nearest: float


def cosines(ones: Sequence[Traits], others: Sequence[Traits]) -> tuple[Floats, Floats]:
    """Meaning of the triggers and of the sentences, every one of ``ones`` against every one of ``others``.

    Without the threads of a linear algebra library: for tables as small as these they only wait for each other, and
    take the cores from those who read meanwhile (the whole of weighing cost 94 ms a report with them, 48 without).
    """
    meaning: Floats = np.einsum(_EACH, matrix([one.meaning for one in ones]), matrix([one.meaning for one in others]))
    context: Floats = np.einsum(_EACH, matrix([one.context for one in ones]), matrix([one.context for one in others]))
    return meaning, context


def features(one: Weighed, other: Weighed, *, stories: Stories, meaning: float, context: float) -> tuple[float, ...]:
    """The numbers of :data:`FEATURES` for a pair, the same whichever comes first."""
    a, b = one.traits, other.traits
    shared_stems = len(one.stems & other.stems)
    shared = one.sentence.keys() & other.sentence.keys()
    in_common = math.fsum([one.sentence[s] * other.sentence[s] for s in shared])
    names = a.names & b.names
    numbers = len(a.numbers & b.numbers)
    return (
        float(one.stems == other.stems),
        shared_stems / len(one.stems | other.stems),
        meaning,
        float(a.document == b.document),
        stories.likeness,
        stories.of_nearest,
        in_common / (one.sentence_length * other.sentence_length),
        dot(one.near, other.near) / (one.near_length * other.near_length),
        context,
        min(len(names), 4),
        len(names) / max(1, min(len(a.names), len(b.names))),
        max([one.sentence.get(name, 0.0) for name in names], default=0.0),
        float(min(numbers, 3)),
        float(bool(a.numbers and b.numbers) and not numbers),
        min(one.trigger, other.trigger),
        float(a.document == b.document and a.line == b.line),
        min(a.at, b.at),
        max(a.at, b.at),
        0.0 if a.type is None or b.type is None else 1.0 if a.type == b.type else -1.0,
        _by_the_reading(a, b),
        sets_fit(a.actors, b.actors),
        sets_fit(a.recipients, b.recipients),
        _told(a, b) + _told(b, a),
        places_fit(a.where, b.where),
        times_fit((a.earliest, a.latest), (b.earliest, b.latest)),
        figures_fit(a.figures, b.figures),
        math.log(max(1, min(a.again, b.again))),
        math.log(max(1, a.again, b.again)),
        max([one.sentence[stem] for stem in shared], default=0.0),
        float(not one.stems.isdisjoint(other.sentence)) + float(not other.stems.isdisjoint(one.sentence)),
    )


def _by_the_reading(a: Traits, b: Traits) -> float:
    """1 where the reading took two mentions of one report for one event, −1 where for two, 0 where it did not say."""
    if a.document != b.document or a.local is None or b.local is None:
        return 0.0
    return 1.0 if a.local == b.local else -1.0


def _told(a: Traits, b: Traits) -> float:
    """Which share of the sides of one are among the names in the sentence of the other."""
    sides = a.actors | a.recipients
    return len([side for side in sides if side in b.names or side in b.sentence]) / len(sides) if sides else 0.0
