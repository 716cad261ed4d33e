"""What holds for any text: spans are evidence, every number has an answer, time grows with length alone."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.core import Analysis, Document, Sentence, Span, Token
from onrecord.read.figures import find_figures
from onrecord.read.segment import segment
from tests.growth import outgrown

PIECES = (
    "at least up to about 13 1,200 3.5 $ % km million dozens hundreds of two three-day and or between a an one no "
    "killed wounded people soldiers were half third October 2019 May Article Su-24 , . - – ( ) \n aged 34 old 7 p.m. "
    "rose fell by percent degrees dollars pounds m bn 10:30 3-2 1/2 ½ ² € +44 # @x www.x.org/1 none nobody couple "
    "times zero score km² twenty thirty-five hundred thousand point every out in to from hour"
)
WORDS = st.sampled_from(PIECES.split(" "))
SENTENCES = st.lists(WORDS, max_size=30).map(" ".join)


@settings(max_examples=300, deadline=None)
@given(st.one_of(SENTENCES, st.text(max_size=120)))
def test_spans_are_evidence(text: str) -> None:
    document = Document.of(text)
    found, rejects = find_figures(segment(document.text))
    for figure in found:
        assert figure.span.of(document.text) == figure.text
        assert figure.text
        assert figure.low is None or figure.high is None or figure.low <= figure.high
        assert (figure.counted is None) == (figure.counted_span is None)
        if figure.counted_span is not None:
            assert figure.counted_span.of(document.text) == figure.counted
    assert [figure.span.start for figure in found] == sorted(figure.span.start for figure in found)
    for one, two in pairwise(found):
        assert not one.span.overlaps(two.span)
    for reject in rejects:
        assert reject.span.of(document.text).strip()
        assert reject.because
        assert reject.stage == "figures"


@settings(max_examples=200, deadline=None)
@given(SENTENCES)
def test_every_digit_is_answered(text: str) -> None:
    document = Document.of(text)
    found, rejects = find_figures(segment(document.text))
    answered = [*(f.span for f in found), *(r.span for r in rejects)]
    counted = [f.counted_span for f in found if f.counted_span]
    for at, character in enumerate(document.text):
        if character.isdecimal():
            assert any(span.start <= at < span.end for span in [*answered, *counted]), (at, text)


@settings(max_examples=100, deadline=None)
@given(SENTENCES)
def test_deterministic(text: str) -> None:
    assert find_figures(segment(text)) == find_figures(segment(text))


HOSTILE = (
    "1 ", "5 to ", "one ", "between 1 and ", "1/2 ", "twenty-", "13, ", "five, a man and a ", "'5", "9" * 50, "1:2",
    "a@1", "-1", "pounds 5 ",
)  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_grows_with_length_alone(piece: str) -> None:
    def ready(length: int) -> Callable[[], object]:
        text = (piece * (length // len(piece) + 1))[:length]
        whole = Span(0, len(text))
        analysis = Analysis.of(
            text,
            paragraphs=(whole,),
            sentences=(Sentence(0, whole, 0, 1, 0),),
            tokens=(Token(0, whole, text, "X", -1, "dep", 0),),
        )
        return lambda: find_figures(analysis)

    ready(100)()
    assert not outgrown(ready(1_000), ready(8_000), times=16)
