"""An outlet that gives itself as its source is told apart from one that is spoken to, or that shows its own work."""

from __future__ import annotations

import pytest

from onrecord.check.case import Case
from onrecord.check.self_citation import flags
from onrecord.core import Document, Flag
from onrecord.pipeline import resolved
from onrecord.read.analyse import Analysed
from onrecord.read.segment import segment


def found(text: str, publisher: str | None = "Coast Herald") -> list[Flag]:
    document = Document.of(text, publisher=publisher)
    analysis = segment(document.text)
    return list(flags(Case(resolved(Analysed(document, analysis, [], [])), analysis)))


@pytest.mark.parametrize(
    ("text", "publisher", "words"),
    [
        ("Two clinics will close, the Coast Herald has learned.", "Coast Herald", "the Coast Herald has learned"),
        ("According to the Coast Herald, he fled.", "Coast Herald", "According to the Coast Herald"),
        ("The Herald reported last week that he fled.", "The Coast Herald", "The Herald reported"),
        ("COAST HERALD has learned that he fled.", "Coast Herald", "COAST HERALD has learned"),
        ("The talks broke down, this newspaper has learned.", None, "this newspaper has learned"),
        ("Agencies, citing the Coast Herald, put it at 14.", "Coast Herald", "citing the Coast Herald"),
        ("The Telegraph-Star has seen evidence of fraud.", "Telegraph-Star", "The Telegraph-Star has seen evidence"),
    ],
)
def test_the_outlet_is_its_own_source(text: str, publisher: str | None, words: str) -> None:
    (flag,) = found(text, publisher)
    assert flag.evidence[0].of(text) == words
    assert words in flag.because


@pytest.mark.parametrize(
    "text",
    [
        "Two clinics will close, a nurse told the Coast Herald.",
        "According to a Coast Herald poll, 41 per cent are undecided.",
        "The Coast Herald said its reporter had been freed.",
        "Documents seen by the Coast Herald show that he fled.",
        "The Herald of Freedom, a weekly, reported that he fled.",
        "According to Coast Herald contributor Ivo Tarn, rates rise.",
        "Reuters reported that he fled.",
        "The herald reported to the king.",
    ],
)
def test_an_outlet_spoken_to_is_no_source(text: str) -> None:
    assert found(text) == []


def test_the_post_may_be_another_post() -> None:
    text = "The New Rudno Post broke the story. The Post has learned that he fled."
    document = Document.of(text, publisher="Coast Post")
    analysis = segment(document.text)
    reading = resolved(Analysed(document, analysis, [], []))
    own = list(flags(Case(reading, analysis)))
    assert len(own) == 1 or any(actor.kind == "media" for actor in reading.actors)


def test_a_hostile_publisher_is_a_name_and_no_pattern() -> None:
    assert found("The (a+)+$ has learned that aaaaaaaaaaaaaaaaaaaaaaaaaaaa.", "(a+)+$")
    assert found("Nothing.", "((((") == []
