"""Tellings in different reports: joined where they are of one event, kept apart where place, day or sides forbid it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from onrecord.core import Document, Span
from onrecord.pipeline import Reader
from onrecord.weigh.events import Memory, Page, Story, Traits, story_of, traits_at, traits_of, veto
from onrecord.weigh.events.compare import FEATURES, Stories, cosines, features, weighed
from onrecord.weigh.events.fitting import figures_fit, places_fit, sets_fit, times_fit
from onrecord.weigh.events.scorer import probability, shipped
from onrecord.weigh.events.stems import stem, words
from onrecord.weigh.events.traits import Number, Where
from onrecord.weigh.events.vectors import matrix, vector
from onrecord.weigh.events.weights import Weights


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def told(reader: Reader, texts: list[str], marked: str) -> list[tuple[Story, list[Traits]]]:
    """The story of each text, and the traits of the word ``marked`` in it."""
    found = []
    for number, text in enumerate(texts):
        page = Page(number, reader.read(Document.of(text, published="2024-03-12")))
        start = text.index(marked)
        found.append((story_of(page), traits_at(page, [Span(start, start + len(marked))])))
    return found


@pytest.mark.parametrize(
    ("word", "expected"),
    [("killings", "kill"), ("killed", "kill"), ("fell", "fall"), ("shot", "shoot"), ("explosions", "explos"),
     ("relational", "relat"), ("hopping", "hop"), ("6,000", "6000"), ("ångström", "ångström"), ("by", "by")],
)  # fmt: skip
def test_words_have_stems(word: str, expected: str) -> None:
    assert stem(word) == expected


def test_a_word_of_a_million_letters_is_cut_and_costs_nothing() -> None:
    assert len(stem("a" * 1_000_000)) <= 40


def test_words_keep_their_places() -> None:
    text = "Café—6,000 men fled."
    assert [text[word.start : word.end] for word in words(text)] == ["Café", "6,000", "men", "fled"]


def test_the_table_of_the_reader_knows_what_words_mean() -> None:
    rows = matrix([vector([word]) for word in ("killed", "murdered", "acquired")])
    assert rows[0] @ rows[1] > 0.5 > 0.3 > rows[0] @ rows[2]
    assert not matrix([vector([])]).any()


BOL = Where("Bol", 43.26, 16.65, "HR", 5.0, "city")
PULA = Where("Pula", 44.87, 13.85, "HR", 8.0, "city")
CROATIA = Where("Croatia", 45.1, 15.2, "HR", 300.0, "country")


@pytest.mark.parametrize(
    ("one", "other", "fits"),
    [(BOL, BOL, 1.0), (BOL, PULA, -1.0), (BOL, CROATIA, 1.0), (CROATIA, replace(CROATIA, country="IT"), -1.0),
     (BOL, None, 0.0), (BOL, replace(PULA, lat=None, lon=None), -1.0),
     (BOL, replace(PULA, lat=None, feature="region"), 0.0)],
)  # fmt: skip
def test_places_fit_or_not(one: Where | None, other: Where | None, fits: float) -> None:
    assert places_fit(one, other) == places_fit(other, one) == fits


def test_times_fit_where_they_overlap() -> None:
    friday, saturday = ("2024-03-08T00:00", "2024-03-08T23:59"), ("2024-03-09T00:00", "2024-03-09T23:59")
    assert times_fit(friday, friday) == 1.0
    assert times_fit(friday, saturday) == times_fit(saturday, friday) == -1.0
    assert times_fit(friday, (None, None)) == 0.0


def test_figures_and_sides_fit() -> None:
    nine, ten = Number("killed", 9, "1"), Number("killed", 10, "1")
    assert (figures_fit([nine], [nine, ten]), figures_fit([nine], [ten]), figures_fit([nine], [])) == (1.0, -1.0, 0.0)
    assert sets_fit({"bol", "polic"}, {"polic"}) == 1.0
    assert sets_fit({"polic"}, {"armi"}) == -1.0


def test_one_event_told_twice_is_joined_with_a_reason(reader: Reader) -> None:
    memory = Memory()
    one, other = told(reader, ["Gunmen shot dead the mayor of Bol, Ivan Horvat, in his car on Monday.",
                               "Ivan Horvat, mayor of Bol, was shot dead in his car by gunmen."], "shot")  # fmt: skip
    (first,), ((second, group),) = memory.add(*one), memory.explained(*other)
    assert second == first == group.event
    assert "both say “shot”" in group.because
    assert "Horvat".lower() in group.because


def test_another_story_founds_its_own_event(reader: Reader) -> None:
    memory = Memory()
    one, other = told(reader, ["Gunmen shot dead the mayor of Bol, Ivan Horvat, in his car on Monday.",
                               "A hunter shot a bear that had strayed into a campsite in Alaska."], "shot")  # fmt: skip
    assert memory.add(*one) != memory.add(*other)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"where": PULA}, "one was at Bol, the other at Pula"),
        ({"earliest": "2024-03-11T00:00", "latest": "2024-03-11T23:59"},
         "one was on 2024-03-08, the other on 2024-03-11"),
        ({"actors": frozenset({"smith"}), "recipients": frozenset({"brown"}), "proper": frozenset({"smith", "brown"})},
         "kos against horvat is not smith against brown"),
    ],
)  # fmt: skip
def test_a_look_alike_is_kept_apart(reader: Reader, change: dict[str, object], reason: str) -> None:
    text = "Gunmen shot dead the mayor of Bol, Ivan Horvat, in his car."
    (story, (read,)), (story2, (read2,)) = told(reader, [text, text], "shot")
    known = {"where": BOL, "earliest": "2024-03-08T00:00", "latest": "2024-03-08T23:59", "actors": frozenset({"kos"}),
             "recipients": frozenset({"horvat"}), "proper": frozenset({"kos", "horvat"})}  # fmt: skip
    one, same = replace(read, **known), replace(read2, **known)
    look_alike = replace(same, **change)
    assert veto(one, same) is None
    assert veto(one, look_alike) == reason
    memory, apart = Memory(), Memory()
    assert memory.add(story, [one]) == memory.add(story2, [same])
    first, ((second, group),) = apart.add(story, [one]), apart.explained(story2, [look_alike])
    assert [second] != first
    assert str(veto(look_alike, one)) in group.because


def test_a_veto_holds_through_a_third_telling(reader: Reader) -> None:
    """Two tellings of one new report must not carry two known ones that exclude each other into one event."""
    text = "Gunmen shot dead the mayor of Bol, Ivan Horvat, in his car."
    (story, (one,)), (story2, (two,)) = told(reader, [text, text], "shot")
    at_bol, vague, at_pula = replace(one, where=BOL), replace(two, where=None), replace(two, where=PULA)
    memory = Memory()
    (first,) = memory.add(story, [at_bol])
    numbers = memory.add(story2, [vague, at_pula])
    assert numbers[1] != first


def test_days_forbid_nothing_where_no_report_says_when_it_was_published(reader: Reader) -> None:
    ((_, (read,)),) = told(reader, ["Gunmen shot dead the mayor of Bol."], "shot")
    friday = replace(read, earliest="2024-03-08T00:00", latest="2024-03-08T23:59")
    monday = replace(read, earliest="2024-03-11T00:00", latest="2024-03-11T23:59")
    assert veto(friday, monday) == "one was on 2024-03-08, the other on 2024-03-11"
    assert veto(replace(friday, dated=False), monday) is None


def test_every_event_of_a_reading_has_traits(reader: Reader) -> None:
    reading = reader.read(Document.of("Rebels killed nine soldiers in Bol on Friday.", published="2024-03-12"))
    traits = traits_of(Page(7, reading))
    assert traits.keys() == {event.id for event in reading.events}
    assert all(each.document == 7 and each.local == name for name, each in traits.items())


@pytest.mark.parametrize("text", ["", ".", "   ", "\n\n", "!!! ???", "ж" * 5000, "fire " * 5000])
def test_odd_texts_are_taken_in(reader: Reader, text: str) -> None:
    page = Page(0, reader.read(Document.of(text)))
    (one,) = traits_at(page, [Span(0, min(4, len(text)))])
    assert one.stems
    assert Memory().add(story_of(page), [one]) == [1]


def test_comparing_is_the_same_both_ways(reader: Reader) -> None:
    weights = Weights(shipped().background)
    both = told(reader, ["Rebels shot nine soldiers in Bol.", "Nine soldiers were shot by rebels in Pula."], "shot")
    one, other = (weighed(traits[0], weights) for _, traits in both)
    meaning, context = cosines([one.traits], [other.traits])
    given = {"stories": Stories(0.4, 1.0), "meaning": float(meaning[0, 0]), "context": float(context[0, 0])}
    assert features(one, other, **given) == pytest.approx(features(other, one, **given))


@pytest.mark.parametrize("name", ["place", "time", "figures", "actors", "recipients", "type", "meaning", "story"])
def test_what_speaks_for_never_lowers_the_probability(name: str) -> None:
    rows = np.random.default_rng(0).random((200, len(FEATURES)), np.float32)
    less, more = rows.copy(), rows.copy()
    less[:, FEATURES.index(name)] = -1.0
    more[:, FEATURES.index(name)] = 1.0
    trees = shipped().trees
    assert (probability(more, trees) >= probability(less, trees) - 1e-6).all()


def test_a_place_in_capitals_is_the_place_it_names(reader: Reader) -> None:
    reading = reader.read(Document.of("Shells killed six people in the town of VELINOVO on Monday."))
    towns = {name for one in traits_of(Page(0, reading)).values() for name in one.around}
    assert towns == {"Velinovo"}
