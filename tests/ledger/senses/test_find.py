"""What figures measure that do not say it themselves, and which are denied."""

from __future__ import annotations

from typing import Any

import pytest

from onrecord.core import Figure
from onrecord.core.span import Span
from onrecord.ledger.grouping import Anchor, group_key, population, substance
from onrecord.ledger.senses import Sense, senses


def figure(text: str, words: str, counted: str | None = None, *, measure: str | None = None) -> Figure:
    start = text.index(words)
    end = start + len(words)
    at = text.index(counted, end) if counted else 0
    values: dict[str, Any] = {"comparator": "exact", "approximate": False, "change": None, "low": 1, "best": 1,
                              "high": 1, "unit": "1", "dimension": "count", "place": None, "time": None,
                              "attribution": None, "event": None}  # fmt: skip
    whom = Span(at, at + len(counted)) if counted else None
    return Figure(
        id=words, span=Span(start, end), text=words, counted=counted, measure=measure, counted_span=whom, **values
    )


def sense(text: str, *figures: Figure) -> Sense:
    """That of the last of the figures."""
    return senses(text, figures)[figures[-1].id]


TOLL = "The mayor of Orsk said 14 people were killed. "


@pytest.mark.parametrize(
    ("text", "words", "measure"),
    [
        ("The death toll from the fire in Orsk has climbed to 18.", "18", "killed"),
        ("The office now gives the dead of the shelling as 18, after one was counted twice.", "18", "killed"),
        ("Injured: 42.", "42", "injured"),
        ("Eight people came home and 3 have not been found.", "3", "missing"),
        ("How many had marched? 600, say the police.", "600", "strength"),
        ("Police put the crowd at 600.", "600", "strength"),
        ("At least 12 had to be treated for smoke.", "12", "injured"),
        ("The union (Orsk) counts 10 (its own list) died there.", "10", "killed"),
        ("The road is closed. It has 12.", "12", None),
    ],
)
def test_the_words_around_a_bare_number_say_what_it_measures(text: str, words: str, measure: str | None) -> None:
    assert sense(text, figure(text, words)).measure == measure


@pytest.mark.parametrize(
    "behind",
    ["His number this morning is 18.", "The army puts them at 18.", "The agency gave the number as 18.",
     "The union says it is 18.", "The hospital has 18; the doors are shut.", "18 is what the surgeon says.",
     "Dr Ilves has another number, 18: several of the injured did not live."],
)  # fmt: skip
def test_a_number_without_a_word_of_its_own_is_of_those_told_before(behind: str) -> None:
    text = TOLL + behind
    found = sense(text, figure(text, "14", "people", measure="killed"), figure(text, "18"))
    assert (found.measure, found.whom) == ("killed", "people")


@pytest.mark.parametrize(
    ("text", "measure"),
    [
        ("The hospital puts the toll at 9, and the police at 4.", "killed"),
        ("The ministry put the number of those in custody at 9, the party at 4.", "detained"),
        ("The hospital puts the toll at 9. The police left at 4.", None),
        ("The hospital puts the toll at 9, and the police, in a second statement, at 4.", None),
    ],
)
def test_who_is_told_to_put_it_at_another_number_counts_the_same(text: str, measure: str | None) -> None:
    assert sense(text, figure(text, "9"), figure(text, "4")).measure == measure


@pytest.mark.parametrize("behind", ["It had risen from 9.", "It was 14, not 18.", "He said so after having said 11."])
def test_what_was_once_said_is_no_figure_of_today(behind: str) -> None:
    text = TOLL + behind
    words = behind.rstrip(".").split()[-1]
    assert sense(text, figure(text, "14", "people", measure="killed"), figure(text, words)).measure is None


@pytest.mark.parametrize(
    ("text", "words", "counted", "measure"),
    [
        ("Gunmen took away 3 engineers.", "3", "engineers", "detained"),
        ("About 200 residents have been moved to a school.", "200", "residents", "displaced"),
        ("Some 1,200 people have left the town on foot.", "1,200", "people", "displaced"),
        ("42 people are being treated.", "42", "people", "injured"),
        ("The bodies of 3 policemen were brought in.", "3", "policemen", "killed"),
        ("One porter has a bruised hand.", "One", "porter", "injured"),
        ("27 people were taken to police stations.", "27", "people", "detained"),
        ("3 engineers live here.", "3", "engineers", None),
    ],
)
def test_what_befell_those_counted_is_told_by_their_own_clause(
    text: str, words: str, counted: str, measure: str | None
) -> None:
    assert sense(text, figure(text, words, counted)).measure == measure


@pytest.mark.parametrize(
    ("behind", "words"),
    [
        ("The first came at twenty to 6.", "6"),
        ("They are one and the same.", "one"),
        ("It is tempting to tell the 2 as one.", "2"),
        ("He left at 9 in the morning.", "9"),
    ],
)
def test_a_number_that_nobody_gives_refers_to_nothing(behind: str, words: str) -> None:
    text = TOLL + behind
    found = sense(text, figure(text, "14", "people", measure="killed"), figure(text, words))
    assert (found.measure, found.whom) == (None, None)


def test_numbers_beside_one_of_the_past_are_of_the_past() -> None:
    text = TOLL + "It said so after having said nine, 11 and 12."
    figures = [figure(text, "14", "people", measure="killed"), *(figure(text, one) for one in ("nine", "11", "12"))]
    assert [sense(text, *figures[:end]).measure for end in (2, 3, 4)] == [None, None, None]


def test_a_question_says_what_its_answer_counts() -> None:
    text = "The union counts 61 people in custody. How many marchers were hurt? 15, says the union."
    found = sense(text, figure(text, "61", "people", measure="detained"), figure(text, "15"))
    assert found.measure == "injured"


def test_of_several_figures_of_the_sentence_before_the_first_is_meant() -> None:
    text = "She has 10 dead and 24 injured. The ministry's own number is still 9."
    dead, hurt = figure(text, "10", measure="killed"), figure(text, "24", measure="injured")
    assert sense(text, dead, hurt, figure(text, "9")).measure == "killed"


def test_one_more_is_of_those_told_before() -> None:
    text = "Gunmen killed 3 officers. One more was wounded."
    found = sense(text, figure(text, "3", "officers", measure="killed"), figure(text, "One", measure="injured"))
    assert found.whom == "officers"


def test_the_number_of_wounded_officers_says_whom_it_counts() -> None:
    text = "It revised the number of wounded officers from two to 3."
    assert sense(text, figure(text, "3", measure="injured")).whom == "wounded officers"


def test_colleagues_and_others_are_of_those_told_before() -> None:
    text = "Gunmen killed 3 officers. Two colleagues were wounded."
    found = sense(
        text, figure(text, "3", "officers", measure="killed"), figure(text, "Two", "colleagues", measure="injured")
    )
    assert found.whom == "officers"


def test_a_part_of_those_counted_is_no_second_count_of_them() -> None:
    text = "Twenty people were hurt, 7 of them seriously and 2 of them children."
    twenty, seven = figure(text, "Twenty", "people", measure="injured"), figure(text, "7", measure="injured")
    assert sense(text, twenty, seven).whom == "gravely"
    assert sense(text, twenty, figure(text, "2", measure="injured")).whom == "children"
    wounded = "Eleven of the wounded were children."
    assert sense(wounded, figure(wounded, "Eleven", "wounded", measure="injured")).whom == "children"


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("In the valley 31 people have been killed since the new year.", "since the new year"),
        ("In the two attacks 31 people were killed.", "in the two attacks"),
        ("31 people were killed in the two attacks.", "in the two attacks"),
        ("31 people have been killed since Monday.", None),
    ],
)
def test_a_total_over_many_incidents_has_a_scope(text: str, scope: str | None) -> None:
    assert sense(text, figure(text, "31", "people", measure="killed")).scope == scope


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("The talk of 31 dead workers is an invention.", True),
        ("The figure of at least 31 bodies, spread by a foreign agency, is false.", True),
        ("Reports in certain media about 31 dead do not correspond to reality.", True),
        ("He said that the 31 of whom a newspaper writes exist only on paper.", True),
        ("The ministry denied that 31 workers had died.", True),
        ("It rejected the 31 that officials had named.", True),
        ("The front denied that it was holding 31 engineers.", False),
        ("The army denied having killed 31 fishermen.", False),
        ("He says 31 customers died, and that the five of whom a paper writes exist only on paper.", False),
        ("The army says 31 died; whoever says otherwise spreads a lie.", False),
    ],
)
def test_a_denied_figure_is_not_a_denied_deed(text: str, denied: bool) -> None:
    assert sense(text, figure(text, "31")).denied is denied


def row(**values: object) -> dict[str, object]:
    empty = {"start": 0, "measure": None, "meant": None, "counted": None, "whom": None, "scope": None,
             "dimension": "count", "unit": "1", "happening": "eve1"}  # fmt: skip
    return {**empty, **values}


STRIKE = {"eve1": Anchor(10, 12, "killed", "ASSAULT")}
RALLY = {"eve1": Anchor(10, 12, None, "PROTEST")}


@pytest.mark.parametrize(
    ("figure_row", "anchors", "key"),
    [
        (row(measure="killed", counted="dockworkers"), STRIKE, "E12|killed|people|count"),
        (row(meant="killed"), STRIKE, "E12|killed|people|count"),
        (row(meant="injured", whom="officers", counted="colleagues"), STRIKE, "E12|injured|police|count"),
        (row(counted="people"), STRIKE, "E12|killed|people|count"),
        (row(counted="people", start=300), STRIKE, "E12||people|count"),
        (row(counted="people"), RALLY, "E12|strength|people|count"),
        (row(measure="abducted", counted="engineers"), STRIKE, "E12|detained|people|count"),
        (row(measure="killed", counted="people", scope="since 2023"), STRIKE, "E12 since 2023|killed|people|count"),
        (row(dimension="volume", counted="diesel fuel", unit="liter", measure="damaged"), STRIKE, "E12||diesel|volume"),
        (row(dimension="money", unit="USD", meant="demanded"), STRIKE, "E12|demanded||money"),
        (row(), STRIKE, "D7@0"),
    ],
)
def test_figures_of_one_count_have_one_key(figure_row: dict[str, object], anchors: dict[str, Anchor], key: str) -> None:
    assert group_key(figure_row, anchors, document=7) == key  # type: ignore[arg-type]


ABDUCTION = {
    "eve1": Anchor(10, 12, None, "ASSAULT"),
    "eve2": Anchor(900, 13, None, "REQUEST"),
    "eve3": Anchor(1400, 14, None, "REJECT"),
}


@pytest.mark.parametrize(
    ("figure_row", "key"),
    [
        (row(meant="demanded", dimension="money", start=910, happening="eve2"), "E12|demanded||money"),
        (row(meant="paid", dimension="money", start=950, happening=None), "E12|paid||money"),
        (row(dimension="area", start=920, happening="eve2"), "E12|||area"),
        (row(dimension="length", start=1410, happening="eve3"), "E14|||length"),  # nothing but words near it
        (row(meant="demanded", dimension="money", start=3000, happening="eve2"), "E13|demanded||money"),
        (row(measure="killed", start=3000, happening=None), "E12|killed|people|count"),  # of the only deed there is
    ],
)
def test_a_ransom_is_of_the_abduction_and_not_of_the_words_that_ask_for_it(
    figure_row: dict[str, object], key: str
) -> None:
    assert group_key(figure_row, ABDUCTION, document=7) == key  # type: ignore[arg-type]


STRIKE_AND_RALLY = {
    "eve1": Anchor(10, 12, "killed", "ASSAULT"),
    "eve2": Anchor(200, 13, None, "PROTEST"),
    "eve3": Anchor(260, 14, None, "AID"),
    "eve4": Anchor(300, 15, "damaged", "ASSAULT"),
}


@pytest.mark.parametrize(
    ("figure_row", "key"),
    [
        (row(meant="strength", start=320, happening=None), "E13|strength|people|count"),  # a crowd is of a rally
        (row(meant="strength", start=900, happening=None), "E13|strength|people|count"),
        (row(meant="injured", start=270, happening="eve3"), "E13|injured|people|count"),  # treated by aid, hurt before
        (row(measure="killed", counted="workers", start=250, happening="eve1"), "E12|killed|people|count"),
        (row(counted="lorries", start=250, happening="eve3"), "E14||lorrie|count"),
    ],
)
def test_a_figure_is_of_an_event_that_can_bring_it_about(figure_row: dict[str, object], key: str) -> None:
    assert group_key(figure_row, STRIKE_AND_RALLY, document=7) == key  # type: ignore[arg-type]


def test_populations_and_substances_have_one_name() -> None:
    assert population("two young girls", "killed") == "children"
    assert population("unmanned aircraft", None) == population("drones", None) == "drone"
    assert substance("maize flour") == "maize"
    assert substance("fuel") == "fuel"
