"""Mentions of one event are one; two events stay two."""

from __future__ import annotations

import pytest

from tests.resolve.events.door import Word, tell

A = "ASSAULT"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Nine people were killed in an attack on a bus.", [Word("killed", A), Word("attack", A)]),
        ("A bomb exploded in Kabul, killing nine people.", [Word("exploded", A), Word("killing", A)]),
        ("The raid killed nine and wounded 20 people.", [Word("raid", A), Word("killed", A), Word("wounded", A)]),
        (
            "Gunmen attacked a bus near Cali on Friday. The attack was the third this year.",
            [Word("attacked", A, ("Gunmen",), ("a bus",)), Word("The {attack}", A)],
        ),
        (
            "The president met rebel leaders in Oslo. The talks lasted two hours.",
            [Word("met", "CONSULT", ("The president", "rebel leaders")), Word("talks", "CONSULT")],
        ),
        (
            "Police arrested the editor of the Herald on Monday. His arrest angered the unions.",
            [Word("arrested", "COERCE", ("Police",), ("the editor",)), Word("His {arrest}", "COERCE", (), ("His",))],
        ),
        (
            "Rebels bombed the port on Sunday. The blast destroyed two cranes. Ministers condemned the bombing.",
            [Word("bombed", A, ("Rebels",), ("the port",)), Word("blast", A), Word("bombing", A, inner=True)],
        ),
        (
            "Gunmen killed 12 people in Herat. Officials said 12 people were killed.",
            [Word("Gunmen {killed}", A, ("Gunmen",), ()), Word("were {killed}", A)],
        ),
    ],
)  # fmt: skip
def test_one_event(text: str, words: list[Word]) -> None:
    told = tell(text, *words)
    mains = [event for event in told.result.events if event.type == words[0].type]
    assert len(mains) == 1, told.groups()
    assert len(mains[0].mentions) == len(words)
    assert mains[0].span == mains[0].mentions[0]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "Gunmen killed the mayor in Cali. Gunmen killed a judge in Cali.",
            [Word("Gunmen {killed} the mayor", A, ("Gunmen",), ("the mayor",)),
             Word("Gunmen {killed} a judge", A, ("Gunmen",), ("a judge",))],
        ),
        (
            "Gunmen attacked a bus on Friday. Another attack followed on Sunday.",
            [Word("attacked", A, ("Gunmen",), ("a bus",)), Word("Another {attack}", A)],
        ),
        (
            "A bomb exploded in Kabul on Monday. A bomb exploded in Herat on Tuesday.",
            [Word("{exploded} in Kabul", A), Word("{exploded} in Herat", A)],
        ),
        (
            "The army attacked the village. It has not attacked the camp.",
            [Word("army {attacked}", A, ("The army",), ("the village",)),
             Word("not {attacked}", A, ("It",), ("the camp",))],
        ),
        (
            "The council condemned the raid. The council also condemned the arrests.",
            [Word("council {condemned}", "ACCUSE", ("The council",)),
             Word("also {condemned}", "ACCUSE", ("The council",))],
        ),
        (
            "A bomb killed 12 people in Kabul. A mine killed 40 people in Kabul.",
            [Word("bomb {killed}", A), Word("mine {killed}", A)],
        ),
        (
            "Nine people were killed in a raid while rebels attacked a convoy in Herat.",
            [Word("killed", A), Word("attacked", A, ("rebels",), ("a convoy",))],
        ),
        (
            "The envoy urged the army to leave. The envoy urged the army to disarm.",
            [Word("{urged} the army to leave", "REQUEST", ("The envoy",), ("the army",)),
             Word("{urged} the army to disarm", "REQUEST", ("The envoy",), ("the army",))],
        ),
        (
            "Police arrested a student in Minsk. The talks in Oslo failed.",
            [Word("arrested", "COERCE"), Word("talks", "CONSULT")],
        ),
    ],
)  # fmt: skip
def test_two_events(text: str, words: list[Word]) -> None:
    told = tell(text, *words)
    assert len(told.result.events) == 2, told.groups()


def test_what_two_mentions_tell_is_told_together() -> None:
    text = "Gunmen attacked a bus near Cali on Friday. The attack killed nine people."
    told = tell(
        text,
        Word("attacked", A, ("Gunmen",), ("a bus",)),
        Word("The {attack}", A),
        Word("killed", A, (), ("nine people",)),
    )
    (event,) = told.result.events
    assert [span.of(text) for span in event.mentions] == ["attacked", "attack", "killed"]
    assert told.names(event.actors) == ["Gunmen"]
    assert told.names(event.recipients) == ["bus", "nine people"]
    assert told.place("attacked") == "Cali"
    assert told.figures("attacked") == ["nine"]


def test_the_wounded_in_the_attack_are_of_the_attack_told_before() -> None:
    text = "Gunmen attacked a bus near Cali on Friday. Twelve people were wounded in the attack."
    told = tell(
        text,
        Word("attacked", A, ("Gunmen",), ("a bus",)),
        Word("wounded", A, (), ("Twelve people",)),
        Word("the {attack}", A),
    )
    assert told.groups() == [["attacked", "wounded", "attack"]]
    assert told.figures("attacked") == ["Twelve"]


def test_nobody_hurt_in_the_attack_leaves_the_attack_a_fact() -> None:
    text = "Gunmen attacked a bus near Cali on Friday. Nobody was wounded in the attack."
    told = tell(text, Word("attacked", A, ("Gunmen",), ("a bus",)), Word("wounded", A), Word("the {attack}", A))
    assert told.event("attacked").realis == "actual"
    assert "attack" in told.groups()[0]


def test_two_meetings_with_two_guests_are_two() -> None:
    text = "Anna Kalve met Ilmar Voss in Geneva. Anna Kalve met Maria Sam in Geneva."
    told = tell(
        text,
        Word("{met} Ilmar", "CONSULT", ("Anna Kalve", "Ilmar Voss")),
        Word("{met} Maria", "CONSULT", ("Anna Kalve", "Maria Sam")),
    )
    assert len(told.result.events) == 2


def test_what_the_lead_says_the_body_says_again() -> None:
    text = (
        "The council accused the army of murder. The army shelled a town in March. "
        "Reports of it spread. In its report, the council accused the army of murder."
    )
    told = tell(
        text,
        Word("The council {accused}", "ACCUSE", ("The council",), ("the army",)),
        Word("report, the council {accused}", "ACCUSE", ("The council",), ("the army",)),
    )
    assert told.groups() == [["accused", "accused"]]
