"""Windows cover a document once, whole sentences at a time."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from onrecord.read.relative import PLACES, places_of
from onrecord.read.windows import Pieces, windows_of


def pieces(lengths: list[int]) -> Pieces:
    """A document of sentences with these numbers of wordpieces."""
    sentence = np.repeat(np.arange(len(lengths)), lengths)
    count = np.arange(len(sentence))
    return Pieces(count, count, count + 1, count, np.ones_like(count), sentence, np.zeros_like(count))


@given(st.lists(st.integers(1, 700), max_size=40))
def test_every_piece_is_answered_for_exactly_once(lengths: list[int]) -> None:
    found = windows_of(pieces(lengths))
    answered = [piece for window in found for piece in range(window.core_first, window.core_last)]
    assert answered == list(range(sum(lengths)))
    assert all(window.first <= window.core_first < window.core_last <= window.last for window in found)
    assert all(window.last - window.first <= 254 for window in found)


def test_windows_end_at_sentence_ends_and_repeat_a_little_context() -> None:
    found = windows_of(pieces([100, 100, 40, 100, 100]))
    assert [(window.first, window.last) for window in found] == [(0, 240), (200, 440)]


def test_places_tell_distance_side_other_cues_and_sentence() -> None:
    cues = np.array([2, 6])
    first = np.ones(9, np.int64)
    sentence = np.array([0, 0, 0, 0, 1, 1, 1, 1, 1])
    found = places_of(cues, first, sentence)
    assert found.shape == (2, 9)
    assert found.max() < PLACES
    # Seen from the first cue, the token before it and the token after it differ by side alone.
    assert found[0, 3] - found[0, 1] == 3 * 3
    # From the second cue the first one lies between it and the text's start.
    assert found[1, 1] % 9 // 3 == 1
    assert found[1, 5] % 9 // 3 == 0
