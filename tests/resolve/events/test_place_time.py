"""Where and when an event was: sentences, with what may not be taken for it."""

from __future__ import annotations

import pytest

from tests.resolve.events.door import Word, said, tell

ONE = [
    ("Gunmen killed the mayor in Cali on Friday.", "killed", "ASSAULT", "Cali", "Friday"),
    ("On Sunday, police in Minsk arrested forty people.", "arrested", "COERCE", "Minsk", "Sunday"),
    ("The minister met farmers.", "met", "CONSULT", None, None),
    ("Troops from Kenya shelled the port of Kismayo on 4 March.", "shelled", "ASSAULT", "Kismayo", "4 March"),
    ("The talks in Geneva on Tuesday ended early.", "talks", "CONSULT", "Geneva", "Tuesday"),
    ("Soldiers withdrew from Goma on Monday.", "withdrew", "RETREAT", "Goma", "Monday"),
    ("Paris denied the report.", "denied", "REJECT", None, None),
    ("The Kabul bombing on Monday killed nobody.", "bombing", "ASSAULT", "Kabul", "Monday"),
    ("Rebels from Chad attacked a convoy.", "attacked", "ASSAULT", None, None),
    ("Rebels shelled the outskirts of Goma on Monday.", "shelled", "ASSAULT", "Goma", "Monday"),
    ("The governor of Herat condemned the raid.", "condemned", "ACCUSE", None, None),
    ("The council condemned the killings in Herat.", "condemned", "ACCUSE", None, None),
    ("Gunmen attacked an Ohio senator on Monday.", "attacked", "ASSAULT", None, "Monday"),
    ("The minister will visit Ankara on 20 March.", "visit", "CONSULT", "Ankara", "20 March"),
    ("Shells fell on the market of Sange on Tuesday.", "fell", "ASSAULT", "Sange", "Tuesday"),
    ("The army fired rockets on the fishermen of Mboko.", "fired", "ASSAULT", "Mboko", None),
    ("Gunmen seized the engineers on the road from Isfara to Chorku.", "seized", "COERCE", "Isfara", None),
    ("Gunmen shot at the governor of Herat on Monday.", "shot", "ASSAULT", None, "Monday"),
    ("Soldiers of Goma attacked a convoy.", "attacked", "ASSAULT", None, None),
    ("Rebels bombed Herat on Monday, before a vote due on 20 March.", "bombed", "ASSAULT", "Herat", "Monday"),
]


@pytest.mark.parametrize(("text", "word", "kind", "place", "time"), ONE)
def test_place_and_time_of_the_sentence(text: str, word: str, kind: str, place: str | None, time: str | None) -> None:
    told = tell(text, Word(word, kind))
    assert (told.place(word), told.time(word)) == (place, time)


def test_each_event_of_a_sentence_has_its_own_place() -> None:
    text = "A bomb exploded in Kabul on Monday and gunmen attacked a convoy in Herat on Tuesday."
    told = tell(text, Word("exploded", "ASSAULT"), Word("attacked", "ASSAULT"))
    assert (told.place("exploded"), told.time("exploded")) == ("Kabul", "Monday")
    assert (told.place("attacked"), told.time("attacked")) == ("Herat", "Tuesday")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("At Ujiji, a yard burned in the same night. The police chief said two men had been wounded there.", "Ujiji"),
        (
            "The army knew of no helicopter over Mboko, and then that one of its own had fired on fishermen there.",
            "Mboko",
        ),
        ("Herat burned.\n\nTwo men were killed there.", None),
    ],
)
def test_there_is_the_place_named_last(text: str, place: str | None) -> None:
    word = "wounded" if "Ujiji" in text else "killed" if "killed" in text else "fired"
    told = tell(text, Word(word, "ASSAULT"))
    assert told.place(word) == place


def test_the_town_goes_before_its_country() -> None:
    told = tell("A bomb killed nine people in the city of Herat in Afghanistan.", Word("killed", "ASSAULT"))
    assert told.place("killed") == "Herat"


def test_the_place_of_the_speaker_is_not_the_place_of_the_deed() -> None:
    text = "Officials in Kabul said on Friday that gunmen had attacked a convoy."
    voice = said(text, "Officials in Kabul", "said", "gunmen had attacked a convoy")
    told = tell(text, Word("attacked", "ASSAULT"), voices=(voice,))
    assert told.place("attacked") is None


def test_where_the_killed_were_attacked_is_where_they_were_killed() -> None:
    text = "Nine people were killed in an attack on a market in Herat on Tuesday."
    told = tell(text, Word("killed", "ASSAULT"))
    assert (told.place("killed"), told.time("killed")) == ("Herat", "Tuesday")


def test_the_next_sentence_of_the_paragraph_is_still_there() -> None:
    text = "A bomb exploded in Kabul on Monday. Gunmen then shot two guards."
    told = tell(text, Word("exploded", "ASSAULT"), Word("shot", "ASSAULT"))
    assert (told.place("shot"), told.time("shot")) == ("Kabul", "Monday")


@pytest.mark.parametrize(
    "text",
    [
        "A bomb exploded in Kabul on Monday.\n\nGunmen shot two guards.",
        "A bomb exploded in Kabul on Monday. In Herat, gunmen shot two guards on Sunday.",
        "A bomb exploded in Kabul on Monday. Militants may have shot two guards.",
    ],
)
def test_a_new_paragraph_a_place_of_its_own_or_a_guess_inherits_nothing(text: str) -> None:
    told = tell(text, Word("exploded", "ASSAULT"), Word("shot", "ASSAULT"))
    assert told.place("shot") != "Kabul"
    assert told.time("shot") != "Monday"


def test_the_dateline_places_the_first_paragraph_and_no_other() -> None:
    text = "BAGHDAD (AP) - A car bomb killed nine people on Monday.\n\nRebels shot two guards."
    told = tell(text, Word("killed", "ASSAULT"), Word("shot", "ASSAULT"))
    assert told.place("killed") == "BAGHDAD"
    assert told.place("shot") is None


def test_a_time_without_a_day_is_no_date() -> None:
    assert tell("Gunmen recently killed the mayor.", Word("killed", "ASSAULT")).time("killed") is None


def test_what_happened_was_not_tomorrow() -> None:
    text = "Police arrested the editor, and charges may be brought as early as tomorrow."
    assert tell(text, Word("arrested", "COERCE")).time("arrested") is None


def test_the_place_of_the_sentence_before_will_do_for_its_victims() -> None:
    text = "Three explosions shook Medellin. At least five people were wounded."
    assert tell(text, Word("wounded", "ASSAULT")).place("wounded") == "Medellin"


def test_where_the_wounded_are_treated_is_not_where_they_were_hurt() -> None:
    text = "Forty people are being treated, most of them in Herat. Sheds behind the market burned, the mayor said."
    assert tell(text, Word("burned", "ASSAULT")).place("burned") is None


@pytest.mark.parametrize(("where", "place"), [("in", "Djibouti"), ("for", None)])
def test_what_happened_nowhere_named_was_not_where_goods_are_bound(where: str, place: str | None) -> None:
    text = f"The ship carried wheat {where} Djibouti. A tug {where} Djibouti came.\n\nBread {where} Djibouti is dear."
    text += "\n\nFive men were hurt."
    assert tell(text, Word("hurt", "ASSAULT")).place("hurt") == place


def test_what_was_two_days_before_was_there_and_then() -> None:
    text = "Protesters blocked the square of Herat on Saturday, two days after drones destroyed the depot."
    told = tell(text, Word("blocked", "PROTEST"), Word("destroyed", "ASSAULT"))
    assert (told.place("blocked"), told.time("blocked")) == ("Herat", "Saturday")
    assert (told.place("destroyed"), told.time("destroyed")) == (None, None)


def test_today_is_not_the_day_since_which_a_month_has_passed() -> None:
    text = "It is a month today since the shooting at the gate of Herat."
    assert tell(text, Word("shooting", "ASSAULT"), published="2024-03-08").time("shooting") != "today"


def test_a_length_since_leads_back_to_the_day() -> None:
    text = "Today it is two years since a bomb fell on the market of Herat."
    assert tell(text, Word("fell", "ASSAULT")).time("fell") == "two years"


def test_the_day_of_the_sentence_is_not_that_of_what_was_before_it() -> None:
    text = "The market opened today, for the first time since it was shelled."
    assert tell(text, Word("shelled", "ASSAULT")).time("shelled") is None
    assert tell("Since Monday rebels have shelled the market.", Word("shelled", "ASSAULT")).time("shelled") == "Monday"


@pytest.mark.parametrize(
    "text",
    [
        "Police said on Friday that gunmen had killed the mayor.",
        "On 7 March, the president admitted that soldiers had killed the priests.",
        "The attack came two days before envoys meet in Oslo on 20 March.",
    ],
)
def test_when_it_was_said_or_what_comes_next_is_not_when_it_was_done(text: str) -> None:
    word = "attack" if "attack" in text else "killed"
    told = tell(text, Word(word, "ASSAULT"))
    assert (told.place(word), told.time(word)) == (None, None)


def test_the_town_of_a_later_mention_says_more_than_the_region_of_the_first() -> None:
    text = "A mayor was kidnapped in Bolivia on Friday. The kidnapping took place near La Paz."
    told = tell(text, Word("was {kidnapped}", "ASSAULT", (), ("A mayor",)), Word("kidnapping", "ASSAULT"))
    assert told.groups() == [["kidnapped", "kidnapping"]]
    assert told.place("kidnapped") == "La Paz"


@pytest.mark.parametrize(
    "text",
    ["In an action without equal in Colombia's history, men kidnapped 31 villagers.",
     "Men kidnapped villagers 460 km northwest of Bogota."],
)  # fmt: skip
def test_what_is_far_off_or_owned_is_no_scene(text: str) -> None:
    assert tell(text, Word("kidnapped", "ASSAULT")).place("kidnapped") is None


@pytest.mark.parametrize(
    ("text", "place", "time"),
    [
        ("Rockets hit two boats. It happened on Monday in Goma.", "Goma", "Monday"),
        ("Rockets hit two boats. The crew happened to meet in Goma on Monday to talk.", None, None),
        ("Rockets hit two boats. It was raining in Goma on Monday.", None, None),
    ],
)
def test_a_sentence_that_goes_back_says_where_and_when(text: str, place: str | None, time: str | None) -> None:
    told = (
        tell(text, Word("hit", "ASSAULT"), Word("meet", "CONSULT"))
        if "meet" in text
        else tell(text, Word("hit", "ASSAULT"))
    )
    assert (told.place("hit"), told.time("hit")) == (place, time)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("GOMA. Gunmen shot two guards.\n\nHERAT. A bomb killed nine people.", "HERAT"),
        ("GOMA. Gunmen shot two guards.\n\nA bomb killed nine people.", None),
    ],
)
def test_the_label_of_a_part_places_what_is_told_in_it(text: str, place: str | None) -> None:
    told = tell(text, Word("shot", "ASSAULT"), Word("killed", "ASSAULT"))
    assert told.place("killed") == place


def test_a_village_that_no_gazetteer_knows_goes_before_the_town_it_is_near() -> None:
    told = tell("A helicopter fired on boats at Mbokwe, south of Goma.", Word("fired", "ASSAULT"))
    assert told.place("fired") == "Mbokwe"


def test_the_attack_of_a_first_sentence_was_told_nowhere_before() -> None:
    told = tell("GOMA. The attack on the post took a minute.", Word("attack", "ASSAULT"))
    assert told.place("attack") == "GOMA"
