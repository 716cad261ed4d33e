"""The article is cut at the edges of evidence and loses nothing."""

import time

from hypothesis import given
from hypothesis import strategies as st

from onrecord.core import Span
from onrecord.show.report.segments import Mark, cut, paragraphs

spans = st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda pair: Span(min(pair), max(pair)))
kinds = st.sampled_from(["content", "source", "figure", "place"])
marks = st.lists(st.builds(Mark, spans, kinds, st.sampled_from(["att1", "fig1", "pla1", "att2"])), max_size=12)


@given(st.text(alphabet="ab 𝒳é.\n", max_size=60), marks)
def test_the_pieces_joined_are_the_paragraphs(text: str, found: list[Mark]) -> None:
    shown = ["".join(piece.text for piece in pieces) for pieces in cut(text, found)]
    assert shown == [span.of(text) for span in paragraphs(text)]


@given(st.text(alphabet="ab 𝒳é.", min_size=60, max_size=60), marks)
def test_the_pieces_of_an_entry_are_its_words(text: str, found: list[Mark]) -> None:
    """Every visible character under a mark names its entry, and no other does."""
    offset = next(iter(paragraphs(text)), Span(0, 0)).start
    for pieces in cut(text, found):
        for piece in pieces:
            here = range(offset, offset + len(piece.text))
            for at in here:
                around = {mark.entry for mark in found if mark.span.start <= at < mark.span.end}
                assert set(piece.entries) == around
            offset += len(piece.text)


def test_innermost_evidence_comes_first() -> None:
    text = "The governor said at least 14 died."
    whole, inner = Span(0, 35), Span(18, 29)
    pieces = next(cut(text, [Mark(whole, "content", "att1", "probable"), Mark(inner, "figure", "fig1")]))
    assert [piece.text for piece in pieces] == ["The governor said ", "at least 14", " died."]
    assert pieces[1].entries == ("fig1", "att1")
    assert pieces[0].starts == ("att1",)


def test_a_content_over_two_paragraphs_is_marked_in_both() -> None:
    text = "He said:\n\nWe stay.\n\nWe fight."
    blocks = list(cut(text, [Mark(Span(10, 29), "content", "att1", "certain")]))
    assert [[piece.depth for piece in block] for block in blocks] == [[0], [1], [1]]


def test_lines_wrapped_by_hand_are_one_paragraph() -> None:
    text = (
        "The regional governor said on Sunday that at least 14 people\nhad been killed when the fuel terminal in the "
        "port was set\non fire on Saturday night.\n\nShe told reporters that the coast would not be driven out by\nanyone."  # noqa: E501
    )
    assert len(list(paragraphs(text))) == 2
    assert len(list(paragraphs("One line.\nAnother line.\n"))) == 2


def test_a_hundred_thousand_paragraphs_are_cut_in_seconds() -> None:
    text = "At least 14 died. " * 1 + "\n\n" + "It was quiet in the town.\n\n" * 100_000
    found = [Mark(Span(20 + 27 * n, 25 + 27 * n), "figure", f"fig{n}") for n in range(100_000)]
    start = time.process_time()
    assert sum(1 for _ in cut(text, found)) == 100_001
    assert time.process_time() - start < 20
