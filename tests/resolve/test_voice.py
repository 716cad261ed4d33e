"""A sentence of the outlet's own judges or reports; what others say and what is merely bad is no judgement."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.core import Attribution, Document, Span, Statement
from onrecord.read.segment import segment
from onrecord.resolve.voice import resolve_voice


def voice(text: str, *said: tuple[str, str, str]) -> list[Statement]:
    """The statements of a text; ``said`` are its attributions (source, cue, content)."""
    document = Document.of(text)
    items = []
    for parts in said:
        spans = [(Span(text.index(part), text.index(part) + len(part)),) for part in parts]
        items.append(
            Attribution("", *spans, None, None, "unnamed", "indirect", None, (), "certain", "affirmed", (), 1.0)
        )
    return resolve_voice(document, segment(document.text), attributions=items)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It was a shameful surrender.", ["shameful"]),
        ("The world should act.", ["should"]),
        ("It is time to leave.", ["It is time to"]),
        ("Sadly, few will go.", ["Sadly"]),
        ("The so-called reform was passed at night.", ["so-called"]),
        ("The trial is a farce.", ["farce"]),
        ("We must not forget them.", ["We", "must not"]),
        ("How long must the people wait?", ["How long must"]),
        ("The text is nothing short of a coup.", ["is nothing short of"]),
        ("It was a short-sighted plan.", ["short-sighted"]),
        ("I believe that the money is lost.", ["I believe"]),
    ],
)
def test_a_judgement_shows_its_words(text: str, words: list[str]) -> None:
    (statement,) = voice(text)
    assert statement.voice == "judgement"
    assert [span.of(text) for span in statement.words] == words


@pytest.mark.parametrize(
    "text",
    [
        "A deadly attack left nine dead.",
        "Talks on a truce failed last week.",
        "Thousands fled heavy fighting in the delta.",
        "A brutal war has ruined the farmers.",
        "The Brilliant Rescue Society sent two boats.",
        "Critics call it a shameful surrender.",
        "Police accused him of cowardice.",
        "The so-called Islamic State held the town.",
        "The council will vote on whether the mission should stay.",
        "Should the vote fail, there will be another.",
        "We drove to the village on Tuesday.",
        "What happens next?",
        "“It was a shameful thing, and we are ashamed.”",
        "He was charged with reckless driving.",
    ],
)
def test_plain_and_borrowed_words_are_no_judgement(text: str) -> None:
    assert all(statement.voice == "report" and statement.words == () for statement in voice(text))


def test_a_sentence_that_is_all_somebody_elses_is_no_statement() -> None:
    text = "The plan was absurd, the minister said."
    assert voice(text, ("the minister", "said", "The plan was absurd")) == []


def test_nobody_is_no_source() -> None:
    text = "Nobody believes this absurd story."
    (statement,) = voice(text, ("Nobody", "believes", "this absurd story"))
    assert statement.voice == "judgement"


def test_the_outlets_word_on_a_quotation_is_its_own() -> None:
    text = "Predictably, the ministry calls it a success."
    (statement,) = voice(text, ("the ministry", "calls", "it a success"))
    assert [span.of(text) for span in statement.words] == ["Predictably"]


def test_a_quotation_that_began_in_a_paragraph_before_is_quoted() -> None:
    text = "It rained.\n\nThis is a shameful thing.” He left."
    assert [statement.voice for statement in voice(text)] == ["report", "report"]


PIECES = "we should it is time to shameful sadly , “ ” . ? ! I believe must not so - called how long \n\n"


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(PIECES.split(" ")), max_size=30).map(" ".join))
def test_words_lie_in_their_sentence_and_never_overlap(text: str) -> None:
    for statement in voice(text):
        assert all(statement.span.contains(span) for span in statement.words)
        ordered = sorted(statement.words)
        assert all(one.end <= two.start for one, two in pairwise(ordered))
        assert (statement.voice == "judgement") == bool(statement.words)
