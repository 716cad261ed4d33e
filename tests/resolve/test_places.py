"""Places: found, told from people and organisations, put on the map, and read as a government where they are one."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord import read as whole
from onrecord.core import Analysis, Document, Dropped, EntityMention, Place, Span
from onrecord.read.segment import segment
from onrecord.resolve.places import gazetteer, resolve_places
from onrecord.resolve.places.choose import kilometres
from onrecord.resolve.places.names import fold


def read(text: str, *, publisher: str | None = None) -> tuple[list[Place], list[Dropped]]:
    document = Document.of(text, publisher=publisher)
    return resolve_places(document, segment(document.text))


def one(text: str, name: str, *, publisher: str | None = None) -> Place:
    """The first place read at ``name``."""
    places, dropped = read(text, publisher=publisher)
    for place in places:
        if place.text == name:
            return place
    raise AssertionError(f"{name} not among {[place.text for place in places]}; dropped {dropped}")


SPELLINGS = [
    ("Shells fell on Odessa on Friday, officials in Kiev said.", "Odessa", "Odesa", 698740),
    ("Troops left Kharkov and Lugansk in Ukraine.", "Kharkov", "Kharkiv", 706483),
    ("The road from Damascus to Halab was cut in Syria.", "Halab", "Aleppo", 170063),
    ("The army entered Deir al-Zour, in eastern Syria.", "Deir al-Zour", "Deir ez-Zor", 170794),
    ("The army entered Deir ez-Zor, in eastern Syria.", "Deir ez-Zor", "Deir ez-Zor", 170794),
    ("Houthi fighters paraded in Sana'a.", "Sana'a", "Sanaa", 71137),
    ("Aid reached Al-Fashir in Sudan.", "Al-Fashir", "El Fasher", 379555),
    ("MOSUL, Iraq — Police found arms.", "MOSUL", "Mosul", 99072),
]


@pytest.mark.parametrize(("text", "quote", "name", "geonames"), SPELLINGS)
def test_spellings_lead_to_one_place(text: str, quote: str, name: str, geonames: int) -> None:
    place = one(text, quote)
    assert (place.name, place.geonames) == (name, geonames)


READINGS = [
    ("PARIS, Texas — A barn burned on Monday.", "PARIS", 33.66, -95.56),
    ("A man from Birmingham, Alabama, was charged.", "Birmingham", 33.52, -86.80),
    ("He moved to Tampa, Fla., in May.", "Tampa", 27.95, -82.46),
    ("He moved to Athens, GA, in May.", "Athens", 33.96, -83.38),
    ("The talks were held in Paris on Monday.", "Paris", 48.85, 2.35),
    ("Gunfire was heard in Tripoli; Beirut and Sidon were calm.", "Tripoli", 34.43, 35.84),
    ("Gunfire was heard in Tripoli; Benghazi and Misrata were calm.", "Tripoli", 32.89, 13.19),
    ("Savannah and Atlanta are the largest cities of Georgia.", "Georgia", 32.8, -83.4),
    ("Armenia and Azerbaijan border Georgia; trains leave Tbilisi daily.", "Georgia", 42.0, 43.5),
    ("Shells hit a village in Kharkiv region.", "Kharkiv", 49.5, 36.4),
    ("Deputies from Lamar County closed roads near Blossom, Reno and Paris.", "Reno", 33.67, -95.48),
    ("Sanders won Alaska, Hawaii and Washington on Saturday.", "Washington", 47.4, -120.4),
    ("Clinton won Hamilton, Lake and Stark counties in Ohio.", "Stark", 40.8, -81.4),
]


@pytest.mark.parametrize(("text", "quote", "lat", "lon"), READINGS)
def test_context_chooses_the_reading(text: str, quote: str, lat: float, lon: float) -> None:
    place = one(text, quote)
    assert place.lat == pytest.approx(lat, abs=1.2)
    assert place.lon == pytest.approx(lon, abs=1.2)


NOT_PLACES = [
    ("Jack London wrote the story.", "London"),
    ("Chelsea Clinton spoke on Friday.", "Chelsea"),
    ("Defence Minister Israel Katz arrived.", "Israel"),
    ("Mr. Lincoln declined to comment.", "Lincoln"),
    ("The University of Texas was closed.", "Texas"),
    ("The Bank of England raised rates.", "England"),
    ("The New York Times reported it first.", "New York"),
    ("Paris Saint-Germain won the cup.", "Paris"),
    ("The Islamic State of Iraq and the Levant claimed the attack.", "Iraq"),
    ("The Islamic State of Iraq and the Levant claimed the attack.", "Levant"),
    ("Nice weather is expected.", "Nice"),
    ("Reading the verdict took an hour.", "Reading"),
    ("Of the nine, two died.", "Of"),
    ("Mobile phones were banned.", "Mobile"),
    ("The Syrian army advanced.", "Syrian"),
    ("Ukrainians voted on Sunday.", "Ukrainians"),
    ("NATO will meet in May.", "NATO"),
]


@pytest.mark.parametrize(("text", "word"), NOT_PLACES)
def test_people_organisations_and_words_are_no_places(text: str, word: str) -> None:
    at = text.index(word)
    places, _ = read(text)
    assert not [place.text for place in places if place.span.overlaps(Span(at, at + len(word)))]


def test_what_is_dropped_says_why() -> None:
    _, dropped = read("The University of Texas hired Jack London.")
    reasons = {item.span.of("The University of Texas hired Jack London."): item.because for item in dropped}
    assert reasons["Texas"] == "inside the name of an organisation: University of Texas"
    assert reasons["London"] == "the last name of a person, Jack London"
    assert {item.stage for item in dropped} == {"places"}


STANCES = [
    ("Paris denied it.", "Paris", False),
    ("Moscow has repeatedly denied the claim.", "Moscow", False),
    ("Talks between Moscow and Ankara resumed.", "Moscow", False),
    ("Talks between Moscow and Ankara resumed.", "Ankara", False),
    ("Washington's position has not changed.", "Washington", False),
    ("Iran said the ship was empty.", "Iran", False),
    ("The court imposed sanctions against Tehran.", "Tehran", False),
    ("England beat France in the final.", "England", False),
    ("Police in Paris denied it.", "Paris", True),
    ("Two people were killed in Iran.", "Iran", True),
    ("Washington's streets were empty.", "Washington", True),
    ("He flew from Moscow to Ankara.", "Moscow", True),
    ("The train reached Berlin at noon.", "Berlin", True),
]


@pytest.mark.parametrize(("text", "quote", "literal"), STANCES)
def test_a_capital_may_stand_for_its_government(text: str, quote: str, literal: bool) -> None:
    assert one(text, quote).literal is literal


def test_a_name_may_run_over_the_end_of_a_line() -> None:
    text = "The talks between the government and the guerrillas were to be held in San\nSalvador on Friday."
    place = one(text, "San\nSalvador")
    assert (place.name, place.country) == ("San Salvador", "SV")


def test_an_unknown_village_is_kept_without_a_point() -> None:
    place = one("The village of Qrasnivkovo was shelled, Ukraine said.", "Qrasnivkovo")
    assert (place.lat, place.lon, place.geonames, place.feature) == (None, None, None, "city")


FEATURES = [
    ("Ships sank in the Black Sea.", "Black Sea", "water"),
    ("They crossed the Euphrates on Monday.", "Euphrates", "water"),
    ("Fighting went on in Darfur.", "Darfur", "area"),
    ("He lives in Texas.", "Texas", "region"),
    ("He lives in Harris County, Texas.", "Harris County", "region"),
    ("He lives in Chad.", "Chad", "country"),
    ("Rockets hit Kabul International Airport on Sunday.", "Kabul International Airport", "facility"),
]


@pytest.mark.parametrize(("text", "quote", "feature"), FEATURES)
def test_features(text: str, quote: str, feature: str) -> None:
    assert one(text, quote).feature == feature


def test_radius_is_honest() -> None:
    country, region, town = one("It rained in Iraq.", "Iraq"), one("It rained in Texas.", "Texas"), one(
        "It rained in Birmingham, Alabama.", "Birmingham")  # fmt: skip
    assert country.radius_km is not None
    assert region.radius_km is not None
    assert town.radius_km is not None
    assert 300 < country.radius_km < 450
    assert 400 < region.radius_km < 550
    assert 3 < town.radius_km < 15


def test_the_publisher_is_context() -> None:
    text = "A shop in Springfield was robbed on Sunday."
    assert one(text, "Springfield", publisher="Illinois State Register").lat == pytest.approx(39.8, abs=0.5)
    assert one(text, "Springfield", publisher="Boston, Massachusetts Bugle").lat == pytest.approx(42.1, abs=0.5)


def test_entities_outweigh_the_surface() -> None:
    document = Document.of("Powell and Montgomery argued over Brandreth.")
    plain = segment(document.text)
    at = document.text.index("Brandreth")
    mention = EntityMention(Span(at, at + 9), "place", "name", plain.token_at(at), 0.95)
    analysis = Analysis.of(
        document.text, paragraphs=plain.paragraphs, sentences=plain.sentences, tokens=plain.tokens, entities=(mention,)
    )
    places, _ = resolve_places(document, analysis)
    assert [place.text for place in places] == ["Brandreth"]


def test_a_numbered_post_is_no_town() -> None:
    places, _ = read("Men fired at Post No. 4 of the Batken city police in Kyrgyzstan.")
    assert [place.text for place in places] == ["Batken", "Kyrgyzstan"]


@pytest.mark.parametrize(("words", "read_as"), [("the Marisol", []), ("the village of Marisol", ["Marisol"])])
def test_what_has_an_article_and_no_map_knows_is_a_ship_and_no_village(words: str, read_as: list[str]) -> None:
    document = Document.of(f"Four sailors died in {words} on Monday, the cell said.")
    plain = segment(document.text)
    at = document.text.index("Marisol")
    mention = EntityMention(Span(at, at + 7), "place", "name", plain.token_at(at), 0.95)
    analysis = Analysis.of(
        document.text, paragraphs=plain.paragraphs, sentences=plain.sentences, tokens=plain.tokens, entities=(mention,)
    )
    places, _ = resolve_places(document, analysis)
    assert [place.text for place in places] == read_as


@pytest.mark.parametrize("office", ["mayor", "governor"])
def test_whose_mayor_somebody_is_is_a_place(office: str) -> None:
    """Through the shipped weights, which take "mayor of Odesa" and Odesa in it for people."""
    places = whole(f"The {office} of Odesa said on Friday that at least 13 dockworkers were killed.").places
    assert [place.text for place in places] == ["Odesa"]


def test_ids_follow_the_text() -> None:
    places, _ = read("From Homs to Hama, and on to Idlib and Aleppo in Syria.")
    assert [place.id for place in places] == ["pla1", "pla2", "pla3", "pla4", "pla5"]
    assert places == sorted(places, key=lambda place: place.span)


PIECES = [
    "Paris",
    "Texas",
    ", ",
    " ",
    "the ",
    "of ",
    "U.S.",
    "al-",
    "Deir ez-Zor",
    "\n",
    "—",
    "'s",
    "Co",
    "é",
    "Fla.",
    "(",
    "X",
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=30))
def test_spans_are_quoted_evidence(pieces: list[str]) -> None:
    document = Document.of("".join(pieces))
    analysis = segment(document.text)
    places, dropped = resolve_places(document, analysis)
    for place in places:
        assert place.text == place.span.of(document.text) != ""
        assert (place.lat is None) == (place.lon is None)
    spans = [place.span for place in places]
    assert all(first.end <= second.start for first, second in itertools.pairwise(spans))
    assert all(0 <= item.span.start < item.span.end <= len(document.text) for item in dropped)
    assert resolve_places(document, analysis) == (places, dropped)


def test_folding() -> None:
    assert fold("Sana‘a") == fold("Sanaa") == "sanaa"
    assert fold("St. Louis") == fold("Saint-Louis") == "saint louis"
    assert fold("Łódź") == "lodz"
    assert fold(" - ") == ""


def test_the_gazetteer_answers_by_any_name() -> None:
    found = gazetteer().find("Kiev")
    assert found[0].name == "Kyiv"
    assert not gazetteer().find("Zzyzx Qwerty")
    assert kilometres(found[0], gazetteer().find("Moscow")[0]) == pytest.approx(756, abs=20)
