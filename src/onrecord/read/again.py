"""Windows in which the network sees events everywhere, read again one sentence at a time.

In some short texts it takes "the", "of" and full stops for events, up to nearly all of them; then "reached", "pump" and
the town of a dateline are no surer. The event heads were taught on sentences, and of a sentence alone they are right
about its small words: two collections of wire reports gave 7.4 and 5.3 events a report before and 3.6 and 2.2 after,
with nearly the same incidents found (docs/decisions/0016-events-read-again.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from onrecord.lang import lexicon
from onrecord.read.windows import LONGEST, Pieces, Window

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

# What a second reading answers for: all that is said of events.
ANSWERS = ("event", "event_mode", "realis", "inner", "side_token", "side_trigger")
# Mean probability of an event that the small words of a window may have: on most news it is 0.000 to 0.003.
LIMIT = 0.005
# A sentence is worth a second reading where some word has at least this probability; else it tells of nothing anyhow.
TELLS = 0.3
_SIGNS = (".", ",", ";", ":", '"', "(", ")", "-")


def small_pieces(tokenizer: Tokenizer, *, language: str = "en") -> Ints:
    """The wordpieces of words and signs that never tell of an event: "the", "of", "was", "."."""
    never = lexicon("event_triggers", language=language)["never"]
    words = {*never["small"].split(), *never["being"].split(), *_SIGNS}
    known = (tokenizer.token_to_id(word) for word in sorted(words))
    return np.array([number for number in known if number is not None], np.int64)


def doubtful(pieces: Pieces, windows: Iterable[Window], event: Floats, small: Ints) -> list[Window]:
    """A window for each sentence that is to be read again; ``event`` are the chances of each type [pieces, types]."""
    found: list[Window] = []
    telling = 1 - event[:, 0]
    for window in windows:
        part = slice(window.core_first, window.core_last)
        chances = telling[part][np.isin(pieces.ids[part], small)]
        if len(chances) and float(chances.mean()) > LIMIT:
            sentences = _sentences(pieces.sentence, window)
            found.extend(one for one in sentences if telling[one.first : one.last].max() > TELLS)
    return found


def _sentences(sentence: Ints, window: Window) -> Sequence[Window]:
    """The whole sentences of a window, unless it holds one only: then nothing would change."""
    inside = sentence[window.core_first : window.core_last]
    cuts = window.core_first + np.flatnonzero(np.diff(inside)) + 1
    bounds = [window.core_first, *cuts.tolist(), window.core_last]
    if len(bounds) < 3 and (window.first, window.last) == (window.core_first, window.core_last):
        return []
    return [Window(first, last, first, last) for first, last in pairwise(bounds) if last - first <= LONGEST]
