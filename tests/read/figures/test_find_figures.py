"""Figures as written: every case is a sentence."""

from __future__ import annotations

import pytest

from onrecord.core import Figure
from onrecord.read.figures import find_figures
from onrecord.read.segment import segment


def only(sentence: str) -> Figure:
    found, _ = find_figures(segment(sentence))
    assert len(found) == 1, [figure.text for figure in found]
    return found[0]


def all_of(sentence: str) -> list[Figure]:
    return find_figures(segment(sentence))[0]


@pytest.mark.parametrize(
    ("sentence", "text", "comparator", "low", "best", "high"),
    [
        ("At least 13 people were killed.", "At least 13", "at_least", 13, 13, None),
        ("No fewer than 20 homes burned.", "No fewer than 20", "at_least", 20, 20, None),
        ("More than 90 people fled.", "More than 90", "more_than", 90, 90, None),
        ("Over 300 homes burned.", "Over 300", "more_than", 300, 300, None),
        ("Up to 40 gunmen took part.", "Up to 40", "at_most", None, 40, 40),
        ("The committee had gone up to 9 dead by evening.", "9", "exact", 9, 9, 9),
        ("As many as 400 soldiers deserted.", "As many as 400", "at_most", None, 400, 400),
        ("Fewer than 50 residents stayed.", "Fewer than 50", "less_than", None, 50, 50),
        ("About 60 tents were put up.", "About 60", "about", 60, 60, 60),
        ("Nearly 2,500 soldiers left.", "Nearly 2,500", "about", 2500, 2500, 2500),
        ("Some 300 men were held.", "Some 300", "about", 300, 300, 300),
        ("An estimated 1.4 million people need aid.", "An estimated 1.4 million", "about", *[1_400_000] * 3),
        ("Between 300 and 400 fighters surrendered.", "Between 300 and 400", "range", 300, None, 400),
        ("They found 300-400 shells.", "300-400", "range", 300, None, 400),
        ("It took two or three attempts.", "two or three", "range", 2, None, 3),
        ("From 12 to 15 rockets fell.", "From 12 to 15", "range", 12, None, 15),
        ("Between 3 and 4 million voters stayed away.", "Between 3 and 4 million", "range", 3_000_000, None, 4_000_000),
        ("A dozen villages were cut off.", "A dozen", "exact", 12, 12, 12),
        ("Half a million people fled.", "Half a million", "exact", 500_000, 500_000, 500_000),
        ("Two hundred and fifty thousand people fled.", "Two hundred and fifty thousand", "exact", *[250_000] * 3),
        ("Twenty-five soldiers died.", "Twenty-five", "exact", 25, 25, 25),
        ("Dozens of houses burned.", "Dozens", "at_least", 24, None, None),
        ("Hundreds of people fled.", "Hundreds", "at_least", 200, None, None),
        ("Tens of thousands of people marched.", "Tens of thousands", "at_least", 20_000, None, None),
        ("Several hundred protesters gathered.", "Several hundred", "at_least", 200, None, None),
        ("A couple of tanks were seen.", "A couple", "about", 2, 2, 2),
        ("There were 300 or more prisoners.", "300 or more", "at_least", 300, 300, None),
        ("The base holds 1'200 men.", "1'200", "exact", 1200, 1200, 1200),
        ("The base holds 10 000 men.", "10 000", "exact", 10_000, 10_000, 10_000),
    ],
)
def test_value(
    sentence: str, text: str, comparator: str, low: float | None, best: float | None, high: float | None
) -> None:
    figure = only(sentence)
    assert (figure.text, figure.comparator) == (text, comparator)
    assert (figure.low, figure.best, figure.high) == (low, best, high)
    assert figure.span.of(sentence) == text


@pytest.mark.parametrize(
    ("sentence", "approximate"),
    [
        ("More than roughly 90 people died.", True),
        ("About 300-400 people died.", True),
        ("Just over 300 people died.", True),
        ("Dozens of people died.", True),
        ("Nearly 300 people died.", True),
        ("More than 300 people died.", False),
        ("Exactly 300 people died.", False),
    ],
)
def test_approximate(sentence: str, approximate: bool) -> None:
    assert only(sentence).approximate is approximate


@pytest.mark.parametrize(
    ("sentence", "value", "unit", "dimension"),
    [
        ("The fire burned 6,000 square kilometers.", 6000, "kilometer ** 2", "area"),
        ("The fire burned 6,000 km² of forest.", 6000, "kilometer ** 2", "area"),
        ("A 120mm shell landed.", 120, "millimeter", "length"),
        ("They built a 5-km fence.", 5, "kilometer", "length"),
        ("The trench is 20 ft deep.", 20, "foot", "length"),
        ("The estate covers 16 hectares.", 16, "hectare", "area"),
        ("They sent 400 tonnes of flour.", 400, "metric_ton", "mass"),
        ("The tanker held 1.8 million barrels.", 1_800_000, "oil_barrel", "volume"),
        ("The refinery makes 250,000 barrels a day.", 250_000, "oil_barrel / day", "other"),
        ("Winds reached 145 mph.", 145, "mile / hour", "speed"),
        ("It fell to minus 27 degrees Celsius.", -27, "degree_Celsius", "temperature"),
        ("The siege lasted 40 days.", 40, "day", "time"),
        ("It was a 40-hour siege.", 40, "hour", "time"),
        ("They waited half an hour.", 0.5, "hour", "time"),
        ("They waited an hour and a half.", 1.5, "hour", "time"),
        ("He paid $3.2 billion.", 3_200_000_000, "USD", "money"),
        ("He paid £1.2m.", 1_200_000, "GBP", "money"),
        ("He paid 5bn euros.", 5_000_000_000, "EUR", "money"),
        ("He paid 50,000 hryvnias.", 50_000, "UAH", "money"),
        ("He paid 650 million Canadian dollars.", 650_000_000, "CAD", "money"),
        ("He paid A$2.2 billion.", 2_200_000_000, "AUD", "money"),
        ("He paid Rs 500.", 500, "INR", "money"),
        ("He paid 50 cents.", 0.5, "USD", "money"),
        ("He paid millions of dollars.", 2_000_000, "USD", "money"),
        ("Turnout was 57 percent.", 57, "%", "percent"),
        ("Turnout fell four percentage points.", 4, "%", "percent"),
        ("Half an hour passed.", 0.5, "hour", "time"),
        ("Children under 15 fled.", None, "year", "time"),
        ("More than 1m were ordered to leave.", 1_000_000, "1", "count"),
        ("It cost P600 million.", 600_000_000, "PHP", "money"),
        ("Some 1 in 5 survivors lives in a tent.", 0.2, "1", "ratio"),
        ("A magnitude-6.1 quake struck.", 6.1, "1", "count"),
        ("They won 24 straight months of growth.", 24, "month", "time"),
        ("A third of voters stayed away.", 1 / 3, "1", "ratio"),
        ("One in three voters stayed away.", 1 / 3, "1", "ratio"),
        ("Two-thirds of voters stayed away.", 2 / 3, "1", "ratio"),
        ("The app has 2m users.", 2_000_000, "1", "count"),
        ("They built a 2m high wall.", 2, "meter", "length"),
        ("He was weighed at 20 pounds.", 20, "pound", "mass"),
        ("She is a 12-year-old girl.", 12, "year", "time"),
    ],
)
def test_unit(sentence: str, value: float | None, unit: str, dimension: str) -> None:
    figure = only(sentence)
    assert (figure.low, figure.unit, figure.dimension) == (value and pytest.approx(value), unit, dimension)


@pytest.mark.parametrize(
    ("sentence", "counted"),
    [
        ("The blast killed at least 13 dockworkers.", "dockworkers"),
        ("It killed 13 Ukrainian soldiers on Friday.", "Ukrainian soldiers"),
        ("It wounded 20 more people.", "people"),
        ("One of the men was killed.", "men"),
        ("Hundreds of people fled.", "people"),
        ("Five percent of voters stayed away.", "voters"),
        ("They burned 6,000 square kilometers of orchard.", "orchard"),
        ("A 10-member panel met.", "member"),
        ("Police found 12 Su-24 jets there.", "Su-24 jets"),
        ("At least 13 were killed.", None),
        ("Some 40 of them were killed.", None),
        ("Thirteen police officers resigned.", "police officers"),
    ],
)
def test_counted(sentence: str, counted: str | None) -> None:
    figure = only(sentence)
    assert figure.counted == counted
    assert figure.counted_span is None or figure.counted_span.of(sentence) == counted


@pytest.mark.parametrize(
    ("sentence", "measures"),
    [
        ("The blast killed at least 13 dockworkers and wounded 20 others.", ["killed", "injured"]),
        ("Thirteen people were killed and 20 wounded.", ["killed", "injured"]),
        ("At least 13, including two children, were killed.", ["killed", "killed"]),
        ("The death toll rose to 21.", ["killed"]),
        ("The ministry put the toll at 86 dead.", ["killed"]),
        ("The attack claimed 13 lives.", ["killed"]),
        ("The flood left 300 people homeless.", ["displaced"]),
        ("Police detained 73 protesters.", ["detained"]),
        ("Scores are missing.", ["missing"]),
        ("The shelling destroyed 42 houses and damaged 60 more.", ["destroyed", "damaged"]),
        ("The village lies 20 km north of the front.", ["distance"]),
        ("The 300-strong unit surrendered.", ["strength"]),
        ("Ilmar Voss, 34, was held.", ["age"]),
        ("A man aged 34 was held.", ["age"]),
        ("The general met 13 farmers.", [None]),
        ("He was killed two weeks ago.", [None]),
    ],
)
def test_measure(sentence: str, measures: list[str | None]) -> None:
    assert [figure.measure for figure in all_of(sentence)] == measures


@pytest.mark.parametrize(
    ("sentence", "changes"),
    [
        ("Prices rose by 40 percent.", ["up"]),
        ("The total fell to 12.", ["down"]),
        ("Oil rose 3 percent to $45.", ["up", "up"]),
        ("They reported a 12 percent drop.", ["down"]),
        ("Output was 5 percent lower.", ["down"]),
        ("Exports rose from 12 to 15.", [None, "up"]),
        ("Women make up 40 percent.", [None]),
        ("They saw 40 ships.", [None]),
    ],
)
def test_change(sentence: str, changes: list[str | None]) -> None:
    assert [figure.change for figure in all_of(sentence)] == changes


@pytest.mark.parametrize(
    ("sentence", "values"),
    [
        ("The fire destroyed four boats, a crane and a ferry.", [4, 1, 1]),
        ("A soldier and two civilians were killed.", [1, 2]),
        ("Two soldiers died and a spokesman said more would follow.", [2]),
        ("They hold 13, 15 and 17 prisoners.", [13, 15, 17]),
        ("It slid from 21 percent to 17.", [21, 17]),
        ("A crane stood near the harbour.", []),
        ("No one died.", [0]),
        ("There were no casualties.", [0]),
        ("Nobody was hurt.", [0]),
        ("None of the passengers was injured.", [0]),
        ("No civilians were killed.", [0]),
        ("No worker of the night shift was killed, they said.", [0]),
        ("No marcher was injured.", [0]),
        ("No police officer was hurt.", [0]),
        ("Missing: none.", [0]),
        ("No longer was anyone hurt.", []),
        ("There is no trace of those who were killed.", []),
        ("No decision was taken.", []),
        ("There were no reports of casualties.", []),
        ("No one knows.", []),
    ],
)
def test_companions_and_nought(sentence: str, values: list[int]) -> None:
    assert [figure.low for figure in all_of(sentence)] == values


def test_shared_unit_and_counted() -> None:
    assert [f.unit for f in all_of("It grew 5, 10 and 15 percent.")] == ["%", "%", "%"]
    assert [f.counted for f in all_of("They hold 13, 15 and 17 prisoners.")] == ["prisoners"] * 3
    assert [f.counted for f in all_of("Twelve people were killed and 30 wounded.")] == ["people", "people"]


def test_ids_run_in_text_order() -> None:
    found = all_of("The fire destroyed four boats, a crane and a ferry; two men died.")
    assert [figure.id for figure in found] == ["fig1", "fig2", "fig3", "fig4"]
    assert [figure.span for figure in found] == sorted(figure.span for figure in found)
