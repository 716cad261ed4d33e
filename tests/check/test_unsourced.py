"""Deaths and blame in the outlet's own voice need a source somewhere; "police said" in the next sentence is one."""

from __future__ import annotations

import pytest

from onrecord.check.case import Case
from onrecord.check.grave import claims, is_news, told_as_done
from onrecord.check.unsourced import flags
from onrecord.core import Attribution, Document, Flag, Span
from onrecord.core.mentions import SpeakerKind
from onrecord.pipeline import resolved
from onrecord.read.analyse import Analysed
from onrecord.read.segment import segment


def case(text: str, *said: tuple[str, str, str]) -> Case:
    """The case of a text, read without the network; ``said`` are its attributions (source, cue, content)."""
    document = Document.of(text, published="2024-03-11")
    analysis = segment(document.text)
    items = [attribution(text, *parts) for parts in said]
    return Case(resolved(Analysed(document, analysis, items, [])), analysis)


def attribution(text: str, source: str, cue: str, content: str, kind: SpeakerKind = "official") -> Attribution:
    spans = [(Span(text.index(part), text.index(part) + len(part)),) for part in (source, cue, content)]
    return Attribution("", *spans, None, None, kind, "indirect", None, (), "certain", "affirmed", (), 1.0)


def found(text: str, *said: tuple[str, str, str]) -> list[Flag]:
    return list(flags(case(text, *said)))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Twelve people were killed on Sunday when a shell fell. The bakery had just opened.", "Twelve people"),
        ("Rebels shelled the hospital in Tarva on Friday night. The wards are empty.", "shelled"),
        ("The army carried out the attack on the ferry. Fishermen stay at home.", "carried out the"),
        ("Gunmen shot dead the deputy mayor on Saturday. He had three children.", "shot dead"),
        ("More than 100 people were wounded on Saturday. Trams stood still.", "More than 100 people"),
        ("Two drivers were abducted on Friday. Their lorry is burned out.", "were abducted"),
    ],
)
def test_a_grave_claim_without_a_source_is_flagged(text: str, words: str) -> None:
    (flag,) = found(text)
    assert flag.kind == "unsourced"
    assert words in [span.of(text) for span in flag.evidence]
    assert words in flag.because


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Twelve people were killed on Sunday, police said. The bakery had just opened.",
            ("police", "said", "Twelve people were killed on Sunday"),
        ),
        (
            "Twelve people were killed on Sunday. The shell came from the east, police said.",
            ("police", "said", "The shell came from the east"),
        ),
        (
            "Twelve people were killed on Sunday. Bread is short. Trams run.\n\nThe mayor put the dead at 12.",
            ("The mayor", "put", "the dead at 12"),
        ),
    ],
)
def test_a_source_anywhere_near_is_enough(text: str, said: tuple[str, str, str]) -> None:
    assert found(text, said) == []


@pytest.mark.parametrize(
    "text",
    [
        "The town mourns the bombing that killed 270 people in 1988. A service is held each year.",
        "Nobody was killed when the shell fell on Sunday. Lessons go on.",
        "If rebels attacked the hospital again, dozens could be killed. The garrison has dug in.",
        "In 2014 government troops bombed the camp. Its ruins are a garden now.",
        "The poet died on Sunday of a heart attack. He was 81.",
        "Wolves killed 40 sheep on Sunday. The shepherds have asked for dogs.",
        "The company killed two projects on Sunday. Shares rose.",
        "The home side were murdered 6-0 on Saturday. The coach smiled.",
        "Will the army attack the town? Shops are open.",
    ],
)
def test_old_deaths_and_things_nobody_claims_are_left_alone(text: str) -> None:
    assert found(text) == []


def test_a_lead_without_a_time_is_news_and_a_dated_one_only_when_recent() -> None:
    recent, old = case("Nine people were killed in a raid."), case("Nine people were killed on 3 May 2019.")
    assert [is_news(item, claim) for item in (recent, old) for claim in claims(item)] == [True, False]


def test_what_may_have_happened_is_not_told_as_done() -> None:
    item = case("Nine people may have been killed in a raid.")
    assert [told_as_done(item, claim) for claim in claims(item)] == [False]
