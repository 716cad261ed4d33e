"""How sure the text presents what is said, by the words of cue, source and content alone (no tree needed)."""

from __future__ import annotations

import pytest

from onrecord.core import Span
from onrecord.read.certainty import judged
from onrecord.read.segment import segment

CERTAIN, PROBABLE, POSSIBLE = "certain", "probable", "possible"


@pytest.mark.parametrize(
    ("sentence", "certainty", "polarity", "hedges"),
    [
        ("[The mayor] {said} <13 people died>.", CERTAIN, "affirmed", []),
        ("[Officials] {confirmed} <that the bridge was hit>.", CERTAIN, "affirmed", []),
        ("[The ministry] {claimed} <that the bridge was hit>.", PROBABLE, "affirmed", ["claimed"]),
        ("[Some reports] {indicate} <that the bridge was hit>.", PROBABLE, "affirmed", ["indicate"]),
        ("[Unconfirmed reports in local media] {said} <he had fled>.", POSSIBLE, "affirmed", ["Unconfirmed"]),
        ("[Preliminary reports] {suggest} <he had fled>.", POSSIBLE, "affirmed", ["suggest"]),
        ("[The army] {denied} <that it had fired>.", CERTAIN, "denied", ["denied"]),
        ("[The mayor] {ruled out} <a curfew>.", CERTAIN, "denied", ["ruled out"]),
        ("[Kyiv] {called} <the report a fabrication>.", CERTAIN, "denied", ["fabrication"]),
        ("<The rebels> {are said} <to have fled>.", POSSIBLE, "affirmed", ["said"]),
        ("{According to} [the governor], <two boats sank>.", CERTAIN, "affirmed", []),
    ],
)
def test_the_weakest_word_decides(sentence: str, certainty: str, polarity: str, hedges: list[str]) -> None:
    text = sentence.translate(str.maketrans("", "", "[]{}<>"))
    parts = {mark: [] for mark in "[{<"}
    offset = 0
    for index, character in enumerate(sentence):
        if character in "[{<":
            parts[character].append(index - offset)
        elif character in "]}>":
            opener = {"]": "[", "}": "{", ">": "<"}[character]
            parts[opener][-1] = Span(parts[opener][-1], index - offset)
        offset += character in "[]{}<>"
    found = judged(segment(text), parts["["], parts["{"], parts["<"])
    assert found[:2] == (certainty, polarity)
    assert [span.of(text) for span in found[2]] == hedges
