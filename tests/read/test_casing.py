"""Texts in capitals get their small letters back: same length, names as names, nothing else touched."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.core import Document
from onrecord.read.acronyms import acronyms
from onrecord.read.casing import dumped, learnt, loaded, shouting, true_cased
from onrecord.read.shadow import shadow


@pytest.mark.parametrize(
    ("shouted", "printed"),
    [
        (
            "SAN SALVADOR, 18 FEB 90 (DPA) -- [TEXT] HEAVY FIGHTING RAGED LAST NIGHT IN NORTHWESTERN SAN SALVADOR.",
            "San Salvador, 18 Feb 90 (DPA) -- [Text] Heavy fighting raged last night in northwestern San Salvador.",
        ),
        (
            "MEMBERS OF THE FARABUNDO MARTI NATIONAL LIBERATION FRONT [FMLN] ATTACKED A SUBSTATION.",
            "Members of the Farabundo Marti National Liberation Front [FMLN] attacked a substation.",
        ),
        (
            "POLICE IN PERU SAID ON MONDAY THAT 3 PEASANTS WERE KILLED NEAR AYACUCHO.",
            "Police in Peru said on Monday that 3 peasants were killed near Ayacucho.",
        ),
        ("PRESIDENT ALFREDO CRISTIANI IS SAFE, HE SAID.", "President Alfredo Cristiani is safe, he said."),
        ("THE U.S. EMBASSY CONDEMNED IT.", "The U.S. Embassy condemned it."),
        ('THE MINISTER SAID: "WE WILL NOT TALK," AND LEFT.', 'The minister said: "We will not talk," and left.'),
        ("ROBERTO D'AUBUISSON SPOKE TO THE CROWD.", "Roberto D'Aubuisson spoke to the crowd."),
    ],
)
def test_capitals_are_printed_as_a_newspaper_would(shouted: str, printed: str) -> None:
    assert true_cased(shouted) == printed


@pytest.mark.parametrize(
    ("sentence", "short", "name"),
    [
        ("THE REVOLUTIONARY UNITY OF RURITANIA (RUR) SPOKE", "RUR", "REVOLUTIONARY UNITY OF RURITANIA"),
        ("IT BLAMED THE TUPAC AMARU REVOLUTIONARY MOVEMENT [MRTA] .", "MRTA", "TUPAC AMARU REVOLUTIONARY MOVEMENT"),
        ("THE ARENA [NATIONALIST REPUBLICAN ALLIANCE] LEADER", "ARENA", "NATIONALIST REPUBLICAN ALLIANCE"),
        ("THE PATRIOTIC UNION [UP] SAID", "UP", "PATRIOTIC UNION"),
        ("HE WENT TO LIMA (PERU) ON FRIDAY", None, None),
        ("SHE MET THE MAYOR [NAME INDISTINCT] AND LEFT", None, None),
    ],
)
def test_short_forms_stand_beside_their_names(sentence: str, short: str | None, name: str | None) -> None:
    words = re.findall(r"\w+|[^\w\s]", sentence)
    found = [(words[at], " ".join(words[inside] for inside in span)) for at, span in acronyms(words)]
    assert found == ([(short, name)] if short else [])


def test_a_short_form_is_one_everywhere_and_its_name_a_name() -> None:
    text = "THE NATIONAL UNITY MOVEMENT (NUM) MET IN ZENDA. THE NUM LEADER LEFT. THE UP [PATRIOTIC UNION] GAVE UP."
    assert true_cased(text) == (
        "The National Unity Movement (NUM) met in Zenda. The NUM leader left. The UP [Patriotic Union] gave up."
    )


def test_a_name_is_a_name_everywhere_in_its_text() -> None:
    text = "ORLANDO LETELIER WAS MURDERED IN WASHINGTON. THE TREATY APPLIES IN THE LETELIER CASE."
    assert true_cased(text).endswith("the Letelier case.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GUERRILLAS KILLED A PEASANT IN THE CITY OF FLORES, ISAACS SAID ON FRIDAY.", True),
        ("Guerrillas killed a peasant in the city of FLORES, the army spokesman said.", False),
        ("BREAKING NEWS", False),  # a headline alone says nothing about the text
        ("", False),
        ("4 320 000 000 000 000 000 000 000 000 000 000 000 000 000 000 000", False),
    ],
)
def test_only_texts_in_capitals_throughout_are_shouting(text: str, expected: bool) -> None:
    assert shouting(text) is expected


def test_an_ordinary_text_is_read_as_it_is() -> None:
    document = Document.of("The FMLN attacked a substation in San Salvador on Friday night, the army said.")
    assert shadow(document) is document


def test_the_shadow_keeps_the_identity_of_the_document() -> None:
    document = Document.of("THE GUERRILLAS ATTACKED A SUBSTATION IN SAN SALVADOR ON FRIDAY.", publisher="Coast Herald")
    read = shadow(document)
    assert (read.id, read.publisher) == (document.id, document.publisher)
    assert read.text == "The guerrillas attacked a substation in San Salvador on Friday."


@given(st.text(alphabet=st.characters(exclude_categories=("Cs",)), max_size=300))
def test_offsets_stay_whatever_the_text(text: str) -> None:
    cased = true_cased(text)
    assert len(cased) == len(text)
    assert cased.lower() == text.lower()


def test_the_data_file_reads_back_as_written() -> None:
    assert loaded(dumped(learnt())) == learnt()


def test_another_file_is_refused() -> None:
    with pytest.raises(ValueError, match="does not hold casings"):
        loaded(b"GIF89a")
