"""Who is said to be behind an event, and in whose words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.resolve.events.door import Word, said, tell


@pytest.mark.parametrize(
    ("text", "side", "body"),
    [
        ("On Friday Boko Haram fighters attacked a village near Maiduguri.", "Boko Haram fighters", "Boko Haram"),
        ("Members of Boko Haram attacked a village near Maiduguri.", "Members of Boko Haram", "Boko Haram"),
        (
            "A group of rebels from the National Liberation Army attacked a post.",
            "A group of rebels",
            "National Liberation Army",
        ),
        ("A cell of the outlawed Boko Haram attacked a post.", "A cell of the outlawed Boko Haram", "Boko Haram"),
        ("Boko Haram said its fighters attacked a post near Maiduguri.", "its fighters", "Boko Haram"),
        ("The Boko Haram leader attacked the governor in a speech.", "The Boko Haram leader", None),
        ("Rebels in Maiduguri attacked a post.", "Rebels in Maiduguri", None),
    ],
)
def test_members_stand_for_their_body(text: str, side: str, body: str | None) -> None:
    told = tell(text, Word("attacked", "ASSAULT", (side,)), trees=False)
    names = told.names(told.event("attacked").actors)
    assert names == [body] if body else "Boko Haram" not in names


@pytest.mark.parametrize(
    ("text", "word", "who"),
    [
        ("Boko Haram claimed responsibility for the attack.", "attack", ["Boko Haram"]),
        ("No group has claimed responsibility for the attack.", "attack", []),
        ("Boko Haram denied responsibility for the attack.", "attack", []),
        ("The governor held Boko Haram responsible for the bombing.", "bombing", ["Boko Haram"]),
        ("Boko Haram was responsible for the bombing.", "bombing", ["Boko Haram"]),
        ("The attack was blamed on Boko Haram.", "attack", ["Boko Haram"]),
        ("The governor did not blame Boko Haram for the attack.", "attack", []),
        ("The governor blamed Boko Haram for the attack.", "attack", ["Boko Haram"]),
        ("Boko Haram was accused of the murder of a judge.", "murder", ["Boko Haram"]),
    ],
)
def test_who_is_named_as_responsible_is_an_actor(text: str, word: str, who: list[str]) -> None:
    told = tell(text, Word(word, "ASSAULT"), trees=False)
    assert told.names(told.event(word).actors) == who


def test_what_is_known_of_the_actors_is_not_overwritten() -> None:
    text = "The governor blamed Boko Haram for the attack by bandits."
    told = tell(text, Word("attack", "ASSAULT", ("bandits",)), trees=False)
    assert told.names(told.event("attack").actors) == ["bandits"]


def test_an_event_whose_actors_only_one_source_names_stands_in_his_words() -> None:
    text = "Gunmen killed nine soldiers in Herat. The governor said the Taliban killed the nine soldiers in Herat."
    voice = replace(
        said(text, "The governor", "said", "the Taliban killed the nine soldiers in Herat"), certainty="probable"
    )
    told = tell(
        text,
        Word("{killed} nine soldiers", "ASSAULT", (), ("nine soldiers",)),
        Word("Taliban {killed}", "ASSAULT", ("the Taliban",), ("the nine soldiers",)),
        trees=False,
        voices=(voice,),
    )
    (event,) = told.result.events
    assert told.names(event.actors) == ["Taliban"]
    assert event.attribution == "att1"


def test_those_killed_and_those_wounded_are_not_one_crowd() -> None:
    text = "Gunmen killed the driver and wounded the guard."
    told = tell(
        text,
        Word("killed", "ASSAULT", ("Gunmen",), ("the driver",)),
        Word("wounded", "ASSAULT", ("Gunmen",), ("the guard",)),
        trees=False,
    )
    assert [(event.effect, told.names(event.recipients)) for event in told.result.events] == [
        ("killed", ["driver"]),
        ("injured", ["guard"]),
    ]


def test_counted_victims_of_one_blast_are_one_event() -> None:
    text = "A bomb exploded in Kabul, killing 12 people and wounding 30."
    told = tell(
        text,
        Word("exploded", "ASSAULT"),
        Word("killing", "ASSAULT", (), ("12 people",)),
        Word("wounding", "ASSAULT", (), ("30",)),
        trees=False,
    )
    assert [(event.effect, len(event.mentions)) for event in told.result.events] == [("killed", 3)]


@pytest.mark.parametrize(
    ("second", "voice", "who"),
    [
        ("The governor blamed Boko Haram for the crime.", "Boko Haram for the crime", ["Boko Haram"]),
        ("Boko Haram is responsible for the crime.", None, ["Boko Haram"]),
        ("Boko Haram was blamed for the crime.", None, []),  # by nobody that the text names
        ("The governor blamed Boko Haram for the drought.", "Boko Haram for the drought", []),
    ],
)
def test_blame_goes_back_to_the_deed_told_before(second: str, voice: str | None, who: list[str]) -> None:
    text = f"A bomb killed nine people in Maiduguri on Friday. {second}"
    voices = (said(text, "The governor", "blamed", voice),) if voice else ()
    told = tell(text, Word("killed", "ASSAULT", (), ("nine people",)), trees=False, voices=voices)
    event = told.event("killed")
    assert told.names(event.actors) == who
    assert (event.attribution is not None) == (voice is not None and bool(who))
