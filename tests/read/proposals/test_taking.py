"""Proposals held against the text: what a reader makes up gets nowhere, what it gives of the text is taken."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.core import Document, Reading, Span
from onrecord.pipeline import resolved
from onrecord.read.analyse import Analysed, analyse
from onrecord.read.encoder import shipped
from onrecord.read.proposals import Astray, Candidate, Happened, Named, Said, told
from onrecord.read.proposals.taking import taken
from onrecord.read.segment import segment

TEXT = "The mayor of Vellin said on Friday that 13 people died. Rebels seized a depot, two officials said."
ALL = frozenset({"attributions", "entities", "events"})


def at(words: str, *, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


@pytest.fixture(scope="module")
def read() -> Analysed:
    return next(analyse([Document.of(TEXT)], shipped()))


def refused(analysed: Analysed) -> list[str]:
    return [one.because for one in told(analysed.dropped, "desk")]


def take(read: Analysed, *candidates: Candidate, gives: Iterable[str] = ALL) -> Analysed:
    return taken(read, candidates, gives=frozenset(gives), reader="desk")  # type: ignore[arg-type]


def test_what_stands_in_the_text_is_taken(read: Analysed) -> None:
    found = take(
        read,
        Said(cue=at("said"), content=(at("that 13 people died"),), source=at("The mayor of Vellin")),
        Named(span=at("Vellin"), kind="place"),
        Happened(span=at("seized"), type="COERCE", mode="seize", actors=(at("Rebels"),), recipients=(at("a depot"),)),
    )
    (said,) = found.attributions
    assert [part.of(TEXT) for part in (*said.source, *said.cue, *said.content)] == [
        "The mayor of Vellin", "said", "that 13 people died"]  # fmt: skip
    assert [(one.span.of(TEXT), one.kind, one.form) for one in found.analysis.entities] == [("Vellin", "place", "name")]
    (event,) = found.analysis.events
    assert (found.analysis.tokens[event.trigger].text, event.type, event.mode) == ("seized", "COERCE", "seize")
    assert refused(found) == []


def test_what_a_reader_does_not_give_stays_as_the_weights_read_it(read: Analysed) -> None:
    found = take(read, gives=["attributions"])
    assert found.attributions == []
    assert found.analysis.entities == read.analysis.entities
    assert found.analysis.events == read.analysis.events


def test_a_whole_sentence_given_as_content_loses_its_source_and_cue(read: Analysed) -> None:
    whole = Span(0, TEXT.index(".") + 1)
    found = take(read, Said(cue=at("said"), content=(whole,), source=at("The mayor of Vellin")))
    assert [part.of(TEXT) for part in found.attributions[0].content] == ["on Friday that 13 people died."]


def test_half_a_word_becomes_the_whole_word(read: Analysed) -> None:
    cue = Span(at("said").start + 1, at("said").end - 1)
    found = take(read, Said(cue=cue, content=(at("that 13 people died"),)))
    assert found.attributions[0].cue[0].of(TEXT) == "said"


NOWHERE = Span(4_000, 4_010)


@pytest.mark.parametrize(
    ("candidate", "because"),
    [
        (Said(cue=NOWHERE, content=(at("13 people died"),)), "its cue is no words of the text"),
        (Said(cue=Span(5, 5), content=(at("13 people died"),)), "its cue is no words of the text"),
        (Said(cue=Span(30, 3), content=(at("13 people died"),)), "its cue is no words of the text"),
        (Said(cue=at("said"), content=(Span(-9, -2),)), "what is said is no words of the text"),
        (Said(cue=at("said"), content=()), "nothing is said"),
        (Said(cue=at("said"), content=(at("."),)), "nothing is said"),
        (Said(cue=at("said"), content=(at("said"),)), "nothing is said"),
        (Said(cue=at("died. Rebels"), content=(at("13 people"),)), "its cue runs over the end of a sentence"),
        (Said(cue=at("of"), content=(at("13 people"),), source=at("The mayor of Vellin")), "inside its source"),
        (Said(cue=at("said"), content=(at("13 people"),), certainty="sure"), "no certainty “sure”"),  # type: ignore[arg-type]
        (Named(span=at("Vellin"), kind="village"), "no kind “village”"),  # type: ignore[arg-type]
        (Named(span=NOWHERE, kind="place"), "the name is no words of the text"),
        (Happened(span=at("seized"), type="SEIZURE"), "no type of event “SEIZURE”"),
        (Happened(span=at("seized"), type="COERCE", mode="drone"), "COERCE has no mode “drone”"),
        (Happened(span=at("seized"), type="COERCE", realis="maybe"), "no realis “maybe”"),  # type: ignore[arg-type]
        (Happened(span=at("seized"), type="COERCE", actors=(NOWHERE,)), "its actor is no words of the text"),
        (Astray(part="events", words="fled\nsouth", because="it is not in the text"), "not in the text: “fled south”"),
    ],
)
def test_what_does_not_stand_there_is_refused_with_its_reason(
    read: Analysed, candidate: Candidate, because: str
) -> None:
    found = take(read, candidate)
    assert found.attributions == []
    assert found.analysis.entities == ()
    assert found.analysis.events == ()
    (told_,) = refused(found)
    assert because in told_


def test_the_same_thing_proposed_twice_is_entered_once(read: Analysed) -> None:
    said = Said(cue=at("said"), content=(at("that 13 people died"),))
    happened = Happened(span=at("seized"), type="COERCE")
    names = (Named(span=at("The mayor of Vellin"), kind="person"), Named(span=at("Vellin"), kind="place"))
    found = take(read, said, said, happened, replace(happened, type="ASSAULT"), *names)
    assert [len(part) for part in (found.attributions, found.analysis.events, found.analysis.entities)] == [1, 1, 1]
    assert refused(found) == [
        "it was proposed twice", "another event has this word", "another name holds these words"]  # fmt: skip


def test_a_part_that_it_does_not_give_is_not_taken(read: Analysed) -> None:
    found = take(read, Named(span=at("Vellin"), kind="place"), gives=["attributions"])
    assert found.analysis.entities == read.analysis.entities
    assert refused(found) == ["the reader does not say that it gives such things"]


@pytest.mark.parametrize(
    ("certainty", "hedges", "is_"),
    [
        (None, (), "certain"),
        ("possible", (), "certain"),  # nothing in the text shows it
        ("possible", (at("on Friday"),), "possible"),
        ("certain", (at("on Friday"),), "certain"),
    ],
)
def test_a_certainty_counts_only_with_the_words_that_show_it(
    read: Analysed, certainty: str | None, hedges: tuple[Span, ...], is_: str
) -> None:
    said = Said(cue=at("said"), content=(at("that 13 people died"),), source=at("The mayor"), certainty=certainty,
                hedges=hedges)  # type: ignore[arg-type]  # fmt: skip
    (found,) = take(read, said).attributions
    assert found.certainty == is_
    assert found.hedges == (hedges if is_ == "possible" else ())


def test_a_reader_that_never_ends_is_stopped(read: Analysed) -> None:
    def endless() -> Iterable[Candidate]:
        while True:
            yield Named(span=NOWHERE, kind="place")

    found = taken(read, endless(), gives=ALL, reader="desk")
    assert refused(found)[-1].startswith("it proposed more than 10,000 things")


SPANS = st.builds(Span, st.integers(-50, 300), st.integers(-50, 300))
SAID = st.builds(Said, cue=SPANS, content=st.lists(SPANS, max_size=3).map(tuple), source=st.none() | SPANS,
                 hedges=st.lists(SPANS, max_size=2).map(tuple), score=st.floats(-3, 3))  # fmt: skip
NAMED = st.builds(Named, span=SPANS, kind=st.sampled_from(["person", "place", "ghost"]))
HAPPENED = st.builds(Happened, span=SPANS, type=st.sampled_from(["COERCE", "X"]), actors=st.lists(SPANS).map(tuple))


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab .,“”\n🔥я", max_size=120), st.lists(SAID | NAMED | HAPPENED, max_size=8))
def test_whatever_is_proposed_every_span_holds_words_of_the_text(text: str, candidates: list[Candidate]) -> None:
    document = Document.of(text)
    frame = Analysed(document, segment(document.text), [], [])
    found = taken(frame, candidates, gives=ALL, reader="desk")
    spans = [part for item in found.attributions for part in (*item.source, *item.cue, *item.content, *item.hedges)]
    spans += [item.span for item in found.analysis.entities]
    spans += [side for item in found.analysis.events for side in (*item.actors, *item.recipients)]
    for span in spans:
        assert 0 <= span.start < span.end <= len(document.text)
        assert found.analysis.tokens_in(span)
    assert all(0 <= one.span.start <= one.span.end <= len(document.text) for one in found.dropped)


TOKENS = st.integers(0, len(TEXT) - 1)
INSIDE = st.builds(lambda start, length: Span(start, min(len(TEXT), start + length)), TOKENS, st.integers(1, 40))
MADE = (
    st.builds(Said, cue=INSIDE, content=st.lists(INSIDE, min_size=1, max_size=3).map(tuple), source=st.none() | INSIDE)
    | st.builds(Named, span=INSIDE, kind=st.sampled_from(["person", "place", "organization", "weapon"]))
    | st.builds(Happened, span=INSIDE, type=st.sampled_from(["COERCE", "ASSAULT", "AGREE"]),
                actors=st.lists(INSIDE, max_size=2).map(tuple), recipients=st.lists(INSIDE, max_size=2).map(tuple),
                realis=st.sampled_from(["actual", "future", "hypothetical", "negated"]))
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(candidates=st.lists(MADE, max_size=12))
def test_whatever_nonsense_is_taken_the_rest_of_reading_goes_on(read: Analysed, candidates: list[Candidate]) -> None:
    reading = resolved(take(read, *candidates))
    assert Reading.from_dict(reading.to_dict()).to_dict() == reading.to_dict()
    assert {one.id for one in reading.attributions} >= {one.attribution for one in reading.figures if one.attribution}
