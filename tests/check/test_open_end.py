"""What is still awaited is kept for follow-up, once a sentence; what has come, or is only a way of speaking, is not."""

from __future__ import annotations

import pytest

from onrecord.check.case import Case
from onrecord.check.open_end import flags
from onrecord.core import Document, Flag
from onrecord.pipeline import resolved
from onrecord.read.analyse import Analysed
from onrecord.read.segment import segment


def found(text: str, published: str | None = "2024-05-20") -> list[Flag]:
    document = Document.of(text, published=published)
    analysis = segment(document.text)
    return list(flags(Case(resolved(Analysed(document, analysis, [], [])), analysis)))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Nothing of the kind has been announced.", "Nothing of the kind has been announced"),
        ("The commission is expected to publish its findings.", "is expected to publish"),
        ("The lists were promised by Friday.", "promised by Friday"),
        ("It remains to be seen whether they leave.", "It remains to be seen"),
        ("The ministry has yet to comment.", "has yet to comment"),
        ("An investigation is under way.", "investigation is under way"),
        ("Results are due on Friday.", "Results are due"),
        ("Parliament will vote on Thursday.", "will vote"),
        ("No date has been set for the vote.", "No date has been set"),
        ("They have until 15 June to exchange prisoners.", "have until"),
        ("The bank must repay the loan by 30 June.", "must repay"),
        ("He pledged on Sunday to release the tapes.", "pledged on Sunday to release"),
    ],
)
def test_what_is_awaited_is_kept(text: str, words: str) -> None:
    (flag,) = found(text)
    assert (flag.kind, flag.severity) == ("open_end", "low")
    assert flag.evidence[0].of(text) == words


@pytest.mark.parametrize(
    "text",
    [
        "Results were announced on Friday.",
        "He was expected to win, but lost.",
        "Will the army vote?",
        "The church is set on a hill.",
        "The food is due to the generosity of farmers.",
        "The mood is expected to be tense.",
        "People will always vote with their stomachs.",
        "If they win, the mission would be expected to leave.",
        "Parliament voted on Thursday.",
    ],
)
def test_what_has_come_is_not_kept(text: str) -> None:
    assert found(text) == []


def test_the_day_it_is_due_is_said() -> None:
    text = "Parliament will vote on Thursday."
    (flag,) = found(text)
    assert flag.on == "tim1"
    assert flag.because == "“will vote”, by the text due on 23 May 2024 (“Thursday”): it was still to come."


def test_a_sentence_is_kept_once() -> None:
    assert len(found("No date has been set, and the ministry has yet to comment on the vote due on Friday.")) == 1
