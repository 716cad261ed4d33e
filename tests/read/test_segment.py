"""Paragraphs, sentences and tokens of newspaper text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.read.segment import LONGEST_SENTENCE, segment

MORE_TEXT = st.text(alphabet=st.sampled_from("aB1 .,!?\n\"”“'’-–(é\u0301\U0001f600中\u202e\x00"), max_size=400)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Lt. Gen. Oleh Hryb did not comment. He left.", ["Lt. Gen. Oleh Hryb did not comment.", "He left."]),
        ("The U.S. spoke. The U.S. Army left at 6 p.m. now.", ["The U.S. spoke.", "The U.S. Army left at 6 p.m. now."]),
        ("\"We won't go.\" He sat down.", ["\"We won't go.\"", "He sat down."]),
        ("“Will you go?” she asked. No.", ["“Will you go?” she asked.", "No."]),
        ("Ali K. Hassan died on Jan. 3. Nobody came.", ["Ali K. Hassan died on Jan. 3.", "Nobody came."]),
        ("No. 5 fell. It cost $1.5 million.", ["No. 5 fell.", "It cost $1.5 million."]),
        ("He moved to the U.S. The embassy closed.", ["He moved to the U.S.", "The embassy closed."]),
        ("Nobody knows… The search goes on!", ["Nobody knows…", "The search goes on!"]),
    ],
)  # fmt: skip
def test_sentences_end_where_a_reader_stops(text: str, sentences: list[str]) -> None:
    assert [sentence.span.of(text) for sentence in segment(text).sentences] == sentences


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("He didn't say 6,000.", ["He", "did", "n't", "say", "6,000", "."]),
        ("Voss’s aide can’t", ["Voss", "’s", "aide", "ca", "n’t"]),
        ("a Su-24 at 18:30", ["a", "Su", "-", "24", "at", "18:30"]),
        ("Mr. Voss (U.N.)", ["Mr.", "Voss", "(", "U.N.", ")"]),
        ("no end ...", ["no", "end", "..."]),
        ("O’Brien read Ha'ir in Sana'a", ["O’Brien", "read", "Ha'ir", "in", "Sana'a"]),
        ("the 'safe' zone's edge", ["the", "'", "safe", "'", "zone", "'s", "edge"]),
    ],
)
def test_tokens_follow_universal_dependencies(text: str, tokens: list[str]) -> None:
    assert [token.text for token in segment(text).tokens] == tokens


def test_hard_wrapped_lines_are_one_paragraph_and_short_lines_are_their_own() -> None:
    text = (
        "The governor said on Monday that the bridge over the river would be\n"
        "closed for at least three weeks while engineers looked at the damage.\n\n"
        "Background\nThe bridge was built in 1974."
    )
    assert [span.of(text)[:14] for span in segment(text).paragraphs] == [
        "The governor s",
        "Background",
        "The bridge was",
    ]


@given(MORE_TEXT)
def test_everything_tiles_the_text_in_order(text: str) -> None:
    analysis = segment(text)
    for spans in (analysis.paragraphs, [s.span for s in analysis.sentences], [t.span for t in analysis.tokens]):
        assert all(span.length > 0 for span in spans)
        assert all(left.end <= right.start for left, right in pairwise(spans))
    assert all(token.text == token.span.of(text) for token in analysis.tokens)
    covered = {offset for token in analysis.tokens for offset in range(*token.span)}
    assert all(offset in covered or character.isspace() for offset, character in enumerate(text))
    for sentence in analysis.sentences:
        assert sentence.span.length <= LONGEST_SENTENCE
        assert all(sentence.span.contains(t.span) for t in analysis.tokens[sentence.first : sentence.last])
