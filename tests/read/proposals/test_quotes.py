"""Words that a model quotes, sought in the text: as they stand there, in one place, or nowhere."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.core import Span
from onrecord.read.proposals.quotes import NotThere, Page, only, together

TEXT = (
    "“We will not leave,” the mayor of Vellin said.\n\n"
    "The harbour master said the quay was shut, and a pilot said it was not. He  said\nso twice — once at noon.\n\n"
    "Не стреляли, 🔥 said the captain."
)
PAGE = Page.of(TEXT, Span(0, len(TEXT)))


@pytest.mark.parametrize(
    ("quote", "stands"),
    [
        ('"We will not leave,"', "“We will not leave,”"),
        ("He said so twice", "He  said\nso twice"),
        ("twice - once", "twice — once"),
        ("Не стреляли, 🔥 said", "Не стреляли, 🔥 said"),
        ("  harbour\u00a0master ", "harbour master"),
    ],
)
def test_signs_and_spaces_may_differ_and_no_letter(quote: str, stands: str) -> None:
    assert only(PAGE, quote).of(TEXT) == stands


@pytest.mark.parametrize(
    ("quote", "because"),
    [
        ("the Harbour Master", "not in the text"),
        ("the mayor of Vellin has said", "not in the text"),
        ("harb", "not in the text"),
        ("said", "more than once"),
        ("", "not in the text"),
        (" \n", "not in the text"),
    ],
)
def test_what_was_changed_shortened_or_stands_twice_is_nowhere(quote: str, because: str) -> None:
    with pytest.raises(NotThere, match=because):
        only(PAGE, quote)


@pytest.mark.parametrize(
    ("content", "cue", "source", "at"),
    [
        ("the quay was shut", "said", "The harbour master", 0),
        ("it was not", "said", "a pilot", 1),
        ("so twice", "said", "He", 2),
    ],
)
def test_of_many_the_cue_beside_its_content_is_meant(content: str, cue: str, source: str, at: int) -> None:
    second = TEXT.index("The harbour")
    cues = [place for place in PAGE.places("said") if place.start > second]
    spans = together(PAGE, [content, cue, source])
    assert [span.of(TEXT).split() for span in (spans[0], spans[2])] == [content.split(), source.split()]
    assert spans[1] == cues[at]


def test_a_cue_of_the_same_sentence_is_nearer_than_one_of_the_next() -> None:
    text = 'We are told by the army that most were "minor." We are told by others that it was not so.'
    content, cue, source = together(Page.of(text, Span(0, len(text))), ['that most were "minor."', "are told", "We"])
    assert (content.start, cue.start, source.start) == (text.index("that"), text.index("are told"), 0)


def test_a_source_from_elsewhere_is_no_source_of_these_words() -> None:
    text = "Ilmar Voss lives in Bol." + " It rained." * 80 + " He said the bridge was open."
    page = Page.of(text, Span(0, len(text)))
    with pytest.raises(NotThere, match="does not stand near"):
        together(page, ["the bridge was open", "said", "Ilmar Voss"])


def test_words_with_nothing_unique_beside_them_are_refused() -> None:
    text = "Stop, he said. Go, she cried. Stop, he said."
    with pytest.raises(NotThere, match="more than once"):
        together(Page.of(text, Span(0, len(text))), ["Stop", "said"])


def test_two_places_equally_near_are_refused() -> None:
    text = "he said stop said he"
    with pytest.raises(NotThere, match="equally near"):
        together(Page.of(text, Span(0, len(text))), ["stop", "said"])


def test_only_the_part_that_was_sent_is_searched() -> None:
    page = Page.of(TEXT, Span(TEXT.index("The harbour"), TEXT.index("Не")))
    with pytest.raises(NotThere):
        only(page, "We will not leave")
    assert only(page, "a pilot").of(TEXT) == "a pilot"


@given(st.text(max_size=60), st.text(max_size=20), st.text(max_size=60))
def test_whatever_is_found_is_words_of_the_text(before: str, quote: str, after: str) -> None:
    text = f"{before} {quote} {after}"
    within = Span(0, len(text))
    for place in Page.of(text, within).places(quote):
        assert within.contains(place)
        assert place.length > 0
        assert Page.of(place.of(text), Span(0, place.length)).folded.strip() == Page.of(
            quote, Span(0, len(quote))
        ).folded.strip()


def test_a_text_of_one_letter_is_searched_to_its_end() -> None:
    text = "a" * 200_000
    assert Page.of(text, Span(0, len(text))).places("a" * 100) == []
