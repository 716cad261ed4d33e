"""Figures beyond the largest known of their thing or place are flagged, records and ordinary ones are not."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from onrecord.check.case import Case
from onrecord.check.magnitude import flags
from onrecord.check.magnitude.tables import countries, from_base, in_base, limits
from onrecord.core import Document, Flag
from onrecord.lang import lexicon
from onrecord.pipeline import resolved
from onrecord.read.analyse import Analysed
from onrecord.read.segment import segment
from onrecord.resolve.places.population import populations


def found(text: str) -> list[Flag]:
    document = Document.of(text)
    analysis = segment(document.text)
    reading = resolved(Analysed(document, analysis, [], []))
    return list(flags(Case(reading, analysis, populations(reading.places))))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "The fire destroyed 6,000 km² of orchard in the village of Krasnivka.",
            "in hectares, m² or acres it would be ordinary",
        ),
        ("The column marched 800 km in an hour.", "800 km in an hour is 800 km/h"),
        ("Belgium will send 15 million troops to the border.", "more than Belgium could raise"),
        ("The drone flew at 9,000 km/h, the army said.", "beyond the speed of any drone"),
        ("A soldier carried a 120-metre mortar.", "in mm it would be ordinary"),
        ("A truck carrying 500,000 tonnes of flour was looted.", "more than any truck holds"),
        ("Turnout was 130 percent.", "no share of a whole is more than 100 %"),
        ("More than 40 million people live in Lebanon.", "more than all who live in Lebanon"),
        ("The bus was carrying 4,500 passengers.", "more than any bus holds"),
        ("The rebels seized 75,000 square kilometres in Lebanon.", "more ground than the whole of Lebanon has"),
        ("The minaret, 6,000 metres tall, was hit.", "beyond the size of any minaret"),
        ("Temperatures rose to 140 degrees Celsius in the port.", "the hottest air measured had 56.7 °C"),
        ("They seized 900,000 tonnes of cocaine.", "all the world made about 3,700 tonnes"),
        ("The flat cost $3 billion.", "with “million” for “billion” it would be ordinary"),
        ("Attendance dropped by 240 percent.", "nothing falls by more than all of it"),
    ],
)
def test_what_cannot_be_is_flagged_with_the_largest_known(text: str, words: str) -> None:
    (flag,) = found(text)
    assert flag.kind == "implausible"
    assert words in flag.because
    assert flag.because.endswith(".")


@pytest.mark.parametrize(
    "text",
    [
        "The fire destroyed 12 hectares of orchard in the village of Krasnivka.",
        "They took back 6,000 square kilometres around the town of Izium.",
        "They drove 800 km in a day.",
        "China has about two million soldiers.",
        "The missile flew at 9,000 km/h.",
        "A 155-mm howitzer hit a depot 40 kilometres away.",
        "Prices have risen 340 percent in a year.",
        "The ferry line carries 2.3 million passengers a year.",
        "The tower, 828 metres tall, was lit up.",
        "The fire reached 1,100 degrees Celsius.",
        "Some 20 million pilgrims visited Karbala.",
        "More than 8,000 men and boys were killed in Srebrenica in 1995.",
        "There were not 5,000 km² of orchard in the village.",
        "An earlier version wrongly said that 6,000 km² of orchard burned in the village.",
        "The quake struck at a depth of 32 kilometres.",
        "Some 300,000 people were displaced in Idlib.",
    ],
)
def test_records_ordinary_figures_and_mistakes_told_as_such_are_no_alarm(text: str) -> None:
    assert found(text) == []


def test_every_limit_has_words_a_source_and_room_for_the_ordinary() -> None:
    numbers = tomllib.loads((files("onrecord.data") / "magnitudes.toml").read_text(encoding="utf-8"))
    said = lexicon("magnitudes")
    for dimension, rows in numbers.items():
        assert set(rows) == set(said[dimension])
        for name, row in rows.items():
            assert row["source"], name
            assert row["known"], name
            assert row["usual"][0] < row["usual"][1] <= row["most"], name
    assert set(limits()) == set(numbers)


@pytest.mark.parametrize(("amount", "unit", "dimension", "base"), [
    (100, "hectare", "area", 1.0), (1, "mile", "length", 1609.344), (212, "degree_Fahrenheit", "temperature", 100.0),
    (2, "metric_ton", "mass", 2000.0),
])  # fmt: skip
def test_units_convert_there_and_back(amount: float, unit: str, dimension: str, base: float) -> None:
    found = in_base(amount, unit, dimension)
    assert found == pytest.approx(base)
    assert from_base(found or 0.0, unit, dimension) == pytest.approx(amount)


def test_every_country_has_people_or_is_known_to_have_none() -> None:
    empty = {code for code, row in countries().items() if row["people"] == 0}
    assert empty <= {"AQ", "BV", "GS", "HM", "TF", "UM", "IO"}


def test_a_town_that_shares_its_name_with_its_province_is_not_counted() -> None:
    document = Document.of("People fled from Idlib and from Reykjavik in Iceland.")
    analysis = segment(document.text)
    reading = resolved(Analysed(document, analysis, [], []))
    people = populations(reading.places)
    names = {place.name for place in reading.places if place.id in people}
    assert "Idlib" not in names
    assert "Iceland" in names
