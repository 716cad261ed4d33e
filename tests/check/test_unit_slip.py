"""A unit or scale word that looks exchanged is named, and right conversions are left alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.check.case import Case
from onrecord.check.unit_slip import flags
from onrecord.core import Document, Flag
from onrecord.pipeline import resolved
from onrecord.read.analyse import Analysed
from onrecord.read.segment import segment


def found(text: str) -> list[Flag]:
    document = Document.of(text)
    analysis = segment(document.text)
    return list(flags(Case(resolved(Analysed(document, analysis, [], [])), analysis)))


@pytest.mark.parametrize(
    ("text", "because"),
    [
        (
            "It is 120 miles (19.3 km) from the border.",
            "120 miles is 193 km, not 19.3 km: a decimal place has slipped.",
        ),
        (
            "It lies 30 kilometres, or 186 miles, south.",
            "30 km is 18.6 miles, not 186 miles: a decimal place has slipped.",
        ),
        (
            "It flew at 880 km/h (1,416 mph).",
            "880 km/h is 547 mph, not 1,416 mph: it was converted the wrong way round.",
        ),
        ("It was 41 degrees Celsius (74 degrees Fahrenheit).", "41 °C is 106 °F, not 74 °F."),
        (
            "The fire burned 6,000 square kilometres of forest. The note says 6,000 square metres of forest.",
            "The same number, 6,000, is given once in km² and once in m²: one is a slip.",
        ),
        (
            "A soldier carried a 120-metre mortar.",
            "120 m is out of range here, but in mm it would be ordinary: m may be a slip.",
        ),
        (
            "The flat cost $3 billion.",
            "$3 billion is out of range here, but with “million” for “billion” it would be ordinary: "
            "“billion” may be a slip.",
        ),
    ],
)
def test_a_slip_is_named(text: str, because: str) -> None:
    assert [flag.because for flag in found(text)] == [because]


@pytest.mark.parametrize(
    "text",
    [
        "It is 120 miles (193 km) from the border.",
        "It is about 100 miles, or 160 km, from the border.",
        "The rise of 2 degrees Celsius (3.6 degrees Fahrenheit) is large.",
        "The zone lies 200 nautical miles (370 km) off the coast.",
        "At minus 40 degrees Celsius (minus 40 degrees Fahrenheit) engines froze.",
        "The lake covers 500 square kilometres, the park 500 hectares.",
        "They found 250 kilograms of gold and 250 tonnes of copper.",
        "The army bought tanks for $1.5 billion and drones for $1.5 million.",
        "The first report gave 6,000 km² of orchard in the village by mistake.",
    ],
)
def test_right_conversions_and_chance_are_no_alarm(text: str) -> None:
    assert found(text) == []


@given(st.integers(2, 900))
@settings(max_examples=40, deadline=None)
def test_a_conversion_rounded_to_a_whole_kilometre_is_right(miles: int) -> None:
    assert found(f"The camp is {miles} miles ({round(miles * 1.609344)} km) from the border.") == []
