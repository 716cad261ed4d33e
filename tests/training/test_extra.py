"""Our own training sentences fit their texts, and every quote is the span that was meant."""

from __future__ import annotations

import pytest

from onrecord.core import Span
from training.corpora import extra


def test_every_sentence_loads_and_every_span_is_its_quote() -> None:
    found = [(one, mark) for one in extra.examples() for mark in one.attributions]
    assert len(found) >= 300
    for one, mark in found:
        for span in (*mark.source, *mark.cue, *mark.content):
            words = span.of(one.analysis.text)
            assert words
            assert words == words.strip()
            assert not (span.start and one.analysis.text[span.start - 1].isalnum() and words[0].isalnum())


@pytest.mark.parametrize(
    ("source", "start", "words"),
    [("he", 23, "he"), ("{She} said", 0, "She"), ("crossing, {he} said", 23, "he")],
)
def test_a_quote_stands_on_word_boundaries_or_in_braces(source: str, start: int, words: str) -> None:
    text = "She said the crossing, he said, was shut."
    rows = [{"text": text, "attributions": [{"source": source, "cue": "said", "content": "was shut"}]}]
    (mark,) = extra.joined(rows, "one").attributions
    assert mark.source[0] == Span(start, start + len(words))


def test_a_quote_that_is_not_there_is_refused() -> None:
    rows = [{"text": "Nothing.", "attributions": [{"source": "he", "cue": "said", "content": "Nothing"}]}]
    with pytest.raises(ValueError, match="not in"):
        extra.joined(rows, "one")
