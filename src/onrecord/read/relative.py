"""Where a token stands as seen from a cue: how far, on which side, across how many other cues, same sentence or not.

"said" looks for its source and content; this is the geometry it looks through. Training and reading share it.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]

# Distances in tokens at which a new bucket begins (Fibonacci steps: fine near the cue, coarse far away).
DISTANCES = np.array([0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89])
BETWEEN = 3
SENTENCES = 3
# Number of different places: distance × side × between × sentences away.
PLACES = len(DISTANCES) * 2 * BETWEEN * SENTENCES


def places_of(cues: Ints, first: Ints, sentence: Ints) -> Ints:
    """[cues, n] bucket numbers for one window.

    ``cues`` are the pieces at which cues start, ``first`` marks first pieces of tokens, ``sentence`` is the sentence of
    each piece. The bucket joins distance (11), side (2), other cues in between (0, 1, 2 or
    more) and sentences away (0, 1, 2 or more).
    """
    order = np.cumsum(first)
    starts = np.zeros(len(first), np.int64)
    starts[cues] = 1
    passed = np.cumsum(starts)
    away = order[None, :] - order[cues][:, None]
    distance = np.searchsorted(DISTANCES, np.abs(away), side="right") - 1
    right = (away > 0).astype(np.int64)
    # Right of the cue a place has passed the cue itself; left of it, the cues from the place up to the cue lie between.
    between = np.where(right == 1, passed[None, :] - passed[cues][:, None], passed[cues][:, None] - passed[None, :] - 1)
    between = np.clip(between, 0, BETWEEN - 1)
    apart = np.minimum(np.abs(sentence[None, :] - sentence[cues][:, None]), SENTENCES - 1)
    places: Ints = ((distance * 2 + right) * BETWEEN + between) * SENTENCES + apart
    return places
