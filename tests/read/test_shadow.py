"""A text in capitals is read through its shadow, and everything quoted is of the text as it came in."""

from __future__ import annotations

from functools import cache

import onrecord

SHOUTED = (
    "BOGOTA, 30 AUG 89 (EFE) -- [TEXT] GUERRILLAS OF THE NATIONAL LIBERATION ARMY (ELN) KILLED AT LEAST 13 SOLDIERS "
    "NEAR MEDELLIN ON TUESDAY, COLONEL LUIS ISAACS SAID.\n\nISAACS SAID THAT 4 POLICEMEN WERE WOUNDED."
)


@cache
def reading() -> onrecord.Reading:
    return onrecord.Reader().read({"text": SHOUTED, "published": "1989-08-30"})


def test_the_document_is_the_one_that_came_in() -> None:
    assert reading().document.text == SHOUTED


def test_quotations_are_of_the_text_itself() -> None:
    found = reading()
    for item in (*found.figures, *found.places, *found.times):
        assert item.text == item.span.of(SHOUTED)
    for figure in found.figures:
        assert figure.counted_span is None or figure.counted == figure.counted_span.of(SHOUTED)


def test_numbers_names_and_dates_are_found_as_in_any_text() -> None:
    found = reading()
    assert [(f.low, f.counted, f.measure) for f in found.figures if f.measure] == [
        (13, "SOLDIERS", "killed"),
        (4, "POLICEMEN", "injured"),
    ]
    assert {"Bogotá", "Medellín"} <= {place.name for place in found.places}
    assert any(time.edtf == "1989-08-29" for time in found.times)


def test_actors_have_the_names_a_newspaper_would_print() -> None:
    names = {actor.name for actor in reading().actors}
    assert "Luis Isaacs" in names
    assert [name for name in names if name.isupper() and len(name) > len("ELN")] == []


def test_texts_in_capitals_and_others_can_be_mixed_in_one_run() -> None:
    plain = "The mayor of Odesa said at least 13 dockworkers were killed on Friday."
    first, second, third = onrecord.Reader().read_many([plain, SHOUTED, plain])
    assert (first.document.text, second.document.text) == (plain, SHOUTED)
    assert first.to_dict() == third.to_dict()
