"""Windows in which the network takes small words for events are read again, sentence by sentence; no others."""

from __future__ import annotations

import numpy as np
import pytest

from onrecord.read.again import LIMIT, TELLS, doubtful
from onrecord.read.windows import Pieces, Window

SMALL = np.array([1], np.int64)
TYPES = 3


def pieces(*sentences: int) -> Pieces:
    """Sentences of so many pieces; every second piece is a small word."""
    of = np.repeat(np.arange(len(sentences)), sentences)
    ids = np.arange(len(of), dtype=np.int64) % 2
    zero = np.zeros(len(of), np.int64)
    return Pieces(ids, zero, zero, zero, zero + 1, of.astype(np.int64), zero)


def chances(count: int, small: float, other: float = 0.9) -> np.ndarray:  # type: ignore[type-arg]
    """Probabilities of each type: so much for an event on small words, and on the others."""
    telling = np.where(np.arange(count) % 2, small, other).astype(np.float32)
    event = np.zeros((count, TYPES), np.float32)
    event[:, 0], event[:, 1] = 1 - telling, telling
    return event


def test_a_window_that_takes_small_words_for_events_is_read_again_by_sentences() -> None:
    found = doubtful(pieces(6, 4, 8), [Window(0, 18, 0, 18)], chances(18, 0.3), SMALL)
    assert [(one.first, one.last, one.core_first, one.core_last) for one in found] == [
        (0, 6, 0, 6),
        (6, 10, 6, 10),
        (10, 18, 10, 18),
    ]


def test_a_window_sure_of_its_small_words_is_not() -> None:
    assert doubtful(pieces(6, 4, 8), [Window(0, 18, 0, 18)], chances(18, LIMIT / 2), SMALL) == []


def test_each_window_is_judged_by_its_own_part() -> None:
    event = np.concatenate([chances(10, 0.0), chances(8, 0.5)])
    windows = [Window(0, 14, 0, 10), Window(6, 18, 10, 18)]
    assert [one.first for one in doubtful(pieces(6, 4, 8), windows, event, SMALL)] == [10]


def test_a_text_of_one_sentence_is_not_read_twice() -> None:
    assert doubtful(pieces(6), [Window(0, 6, 0, 6)], chances(6, 0.9), SMALL) == []


def test_a_sentence_that_tells_of_nothing_is_not_read_again() -> None:
    event = np.concatenate([chances(6, 0.3), chances(4, 0.1, other=TELLS / 2), chances(8, 0.3)])
    found = doubtful(pieces(6, 4, 8), [Window(0, 18, 0, 18)], event, SMALL)
    assert [one.first for one in found] == [0, 10]


@pytest.mark.parametrize("longest", [300, 1000])
def test_a_sentence_longer_than_a_window_is_left(longest: int) -> None:
    found = doubtful(pieces(longest, 4), [Window(0, longest + 4, 0, longest + 4)], chances(longest + 4, 0.9), SMALL)
    assert [one.first for one in found] == [longest]
