"""A headline is held against its text: its numbers, who it says did it, and how sure it is."""

from __future__ import annotations

import pytest

from onrecord.check.case import Case
from onrecord.check.headline import flags
from onrecord.core import Document, Flag
from onrecord.pipeline import resolved
from onrecord.read.analyse import Analysed
from onrecord.read.segment import segment


def found(title: str | None, text: str) -> list[Flag]:
    document = Document.of(text, title=title)
    analysis = segment(document.text)
    return list(flags(Case(resolved(Analysed(document, analysis, [], [])), analysis)))


@pytest.mark.parametrize(
    ("title", "text", "words"),
    [
        ("Army kills 40", "Reports suggested up to 40 people may have been killed.", "up to 40"),
        ("Ferry attack leaves 90 dead", "At least 60 people were killed on the ferry.", "At least 60"),
        ("1,200 detained in raids", "Police detained 120 people.", "120"),
        ("310 held at rally", "Thirty-one people were detained at a rally.", "Thirty-one"),
        ("Rebels bomb hospital", "A bomb fell on a hospital. It was not clear who had fired it.", "not clear who"),
        ("Warlord captured at airport", "The warlord was allegedly captured at the airport.", "allegedly"),
    ],
)
def test_a_bigger_or_surer_headline_is_flagged(title: str, text: str, words: str) -> None:
    (flag,) = found(title, text)
    assert flag.evidence[0].of(text) == words
    assert title in flag.because


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (None, "Reports suggested up to 40 people may have been killed."),
        ("Army kills 40, monitors say", "Up to 40 people may have been killed."),
        ("Forty killed: army", "The army may have killed 40 people."),
        ("Up to 40 feared dead", "Up to 40 people may have been killed."),
        ("Blast kills 12", "A blast killed 12 people. No group has claimed responsibility."),
        ("Gunmen kill judge", "Unidentified gunmen killed a judge."),
        ("Was the general killed?", "The general was reportedly killed."),
        ("Forty killed in two attacks", "Thirty people were killed in one, ten were killed in the other."),
        ("Nearly 300 hurt", "Some 298 people were hurt."),
        ("Minister resigns", "The minister resigned on Friday. He may return."),
        ("40 years after the killing", "Two people were killed."),
        ("", ""),
        ("Four killed as cannery burns in port", "Four watchmen were killed, the governor said. No group claimed it."),
    ],
)
def test_a_headline_its_text_bears_out_is_left_alone(title: str | None, text: str) -> None:
    assert found(title, text) == []
