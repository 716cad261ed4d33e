"""Parts are added up, shares worked out, changes followed from end to end."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.check.amounts import Bounds, bounds, rounding
from onrecord.check.arithmetic import flags
from onrecord.check.case import Case
from onrecord.core import Document, Flag
from onrecord.pipeline import resolved
from onrecord.read.analyse import Analysed
from onrecord.read.figures import find_figures
from onrecord.read.segment import segment


def case(text: str) -> Case:
    """The case of a text, read without the network."""
    document = Document.of(text)
    analysis = segment(document.text)
    return Case(resolved(Analysed(document, analysis, [], [])), analysis)


def found(text: str) -> list[Flag]:
    return list(flags(case(text)))


@pytest.mark.parametrize(
    ("text", "because"),
    [
        (
            "Fourteen people, five soldiers and seven civilians, died.",
            "The parts come to 12 (5 + 7), the total is given as 14.",
        ),
        (
            "He counted 12 bodies: seven in Orlik and six in Dub.",
            "The parts come to 13 (7 + 6), the total is given as 12.",
        ),
        (
            "Police held 31 suspects (12 in Baro, nine in Keth and eight in Dub).",
            "The parts come to 29 (12 + 9 + 8), the total is given as 31.",
        ),
        (
            "Of the 60 hostages, 35 were freed and the remaining 20 are held.",
            "The parts come to 55 (35 + 20), the total is given as 60.",
        ),
        (
            "Five policemen and eight bystanders, 15 people in all, were hurt.",
            "The parts come to 13 (5 + 8), the total is given as 15.",
        ),
        (
            "The blast wounded 20 people, including 26 schoolchildren.",
            "The part, 26, is larger than the whole it belongs to, 20.",
        ),
        ("About six more bodies were found, raising the toll from 31 to 39.", None),
        ("Six more bodies were found, raising the death toll from 31 to 39.", "31 and 6 more are 37, not 39."),
        ("Some 40 of the 200 houses, or 25 percent, burned.", None),
        ("He said 40 of the 200 houses, or 25 percent, burned.", "40 of 200 is 20 %, not 25 %."),
        ("He said 15 of the 12 defendants had pleaded guilty.", "15 of 12 is more than all of them."),
        (
            "In the vote 62 percent said yes and 41 percent said no.",
            "The shares 62 % and 41 % add up to 103 %, more than the whole.",
        ),
        ("The number of families doubled from 40 to 60.", "40 doubled would be 80; 60 is 1.5 times as much."),
        ("The force was halved from 400 men to 300.", "400 halved would be 200; 300 is 0.75 times as much."),
        ("Casualties rose by 10 to 55 from 40 a week earlier.", "A change from 40 to 55 is 15, not 10."),
        ("Prices rose 25 percent from $200 to $300.", "A change from $200 to $300 is 50 %, not 25 %."),
        ("The toll climbed from 57 to 48 overnight.", "“climbed” does not fit the numbers: from 57 to 48 is a fall."),
        ("The militia has between 900 and 600 fighters.", "The range runs downwards, from 900 to 600."),
    ],
)
def test_what_does_not_come_out_is_said(text: str, because: str | None) -> None:
    said = [flag.because for flag in found(text)]
    assert because is None or said == [because]


@pytest.mark.parametrize(
    "text",
    [
        "Fourteen people, including five soldiers and seven civilians, died.",
        "Fourteen people, five soldiers, seven civilians and others, died.",
        "Six policemen, a nurse and a driver were killed.",
        "The museum lost 200 paintings, 30 sculptures and 12 tapestries.",
        "The raid left 20 dead and 35 wounded: 18 soldiers and 17 policemen are in hospital.",
        "There were 56 passengers and 10 crew on board, among them 30 Egyptians.",
        "The poll found 62 percent worry about prices and 55 percent about security.",
        "About 40 of the 165 houses, or a quarter, burned.",
        "The number of families more than doubled, from 40 to 95.",
        "Revenue fell from 3 to 2.9 million crowns.",
        "The team climbed from rank 12 to 7.",
        "Attacks fell by half, from 200 in March to 100 in April.",
        "It took 11,491 refugees, 15 percent over the limit of 10,000.",
        "The report wrongly said that 14 people, five soldiers and seven civilians, had died.",
        "More than 1,200 people fled: about 700 from the lowlands and some 500 from the hills.",
    ],
)
def test_partial_lists_rounding_and_mistakes_told_as_such_are_no_alarm(text: str) -> None:
    assert found(text) == []


def test_the_evidence_spans_total_and_parts() -> None:
    text = "On Tuesday 12 bodies were found: seven in Orlik and six in Dub."
    (flag,) = found(text)
    assert [span.of(text) for span in flag.evidence] == ["12 bodies were found: seven in Orlik and six"]
    assert flag.on == next(f.id for f in case(text).reading.figures if f.text == "12")


@given(st.lists(st.integers(2, 90), min_size=2, max_size=5), st.integers(-9, 9))
@settings(max_examples=60, deadline=None)
def test_only_sums_that_do_not_come_out_are_flagged(parts: list[int], slip: int) -> None:
    names = ["Orlik", "Dub", "Keth", "Baro", "Lysets"]
    told = [f"{part} in {name}" for part, name in zip(parts, names, strict=False)]
    total = sum(parts) + slip
    text = f"The ministry counted {total} bodies: {', '.join(told[:-1])} and {told[-1]}."
    if total > 1:
        assert bool(found(text)) == (slip != 0)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("40 men", 40, 40), ("about 40 men", 36, 44), ("1,200 men", 1150, 1250), ("1,000 men", 950, 1050),
     ("between 30 and 40 men", 30, 40), ("at least 40 men", 40, float("inf"))],
)  # fmt: skip
def test_a_figure_allows_what_its_words_allow(text: str, low: float, high: float) -> None:
    (figure,) = find_figures(segment(text))[0]
    assert bounds(figure) == Bounds(low, high)


@given(st.floats(0.001, 1e15))
def test_rounding_never_exceeds_a_twentieth_or_the_first_place(amount: float) -> None:
    assert 0 <= rounding(amount) <= max(amount * 0.05, 0.5)


def test_long_hostile_lists_are_read_in_linear_time() -> None:
    text = "He counted 5 bodies: " + ", ".join(["one in Dub"] * 3000) + " and six more."
    assert isinstance(found(text), list)
