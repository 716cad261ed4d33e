"""For whom somebody speaks: the body beside a name, the office that one alone holds, bodies that publish."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest

from onrecord.weigh.agreement.giving import gapped
from onrecord.weigh.origins import Voice, origins, sort_of, with_parties
from onrecord.weigh.origins.behind import corrected
from onrecord.weigh.origins.beside import bodies_beside
from onrecord.weigh.origins.sorts import press_office


@pytest.mark.parametrize(
    ("text", "beside"),
    [
        ("Help is near, said Ana Deluca of the Shore Cell.", True),
        ("Help is near, the Shore Cell's duty officer, Commander Ana Deluca, said.", True),
        ("Help is near, said Ana Deluca, the teacher who chairs the Shore Cell.", True),
        ("Help is near, said Ana Deluca, whose Shore Cell had called for it.", True),
        ("The Shore Cell's soldiers wounded Ana Deluca.", False),
        ("Ana Deluca, who left the Shore Cell, said so.", False),
        ("The Shore Cell met Ana Deluca.", False),
    ],
)
def test_the_body_beside_a_name_is_the_one_somebody_speaks_for(text: str, beside: bool) -> None:
    def naming(number: int, name: str, kind: str) -> SimpleNamespace:
        start = text.index(name)
        mentions = json.dumps([{"span": [start, start + len(name)], "form": "name"}])
        return SimpleNamespace(id=number, name=name, kind=kind, mentions=mentions)

    who, body = naming(1, "Ana Deluca", "person"), naming(2, "Shore Cell", "organization")
    found = bodies_beside(who, text, {1: who, 2: body})  # type: ignore[arg-type, dict-item]
    assert found == (["Shore Cell"] if beside else [])


@pytest.mark.parametrize(
    ("name", "kind", "sort"),
    [
        ("the director of the clinic", "unnamed", "named"),
        ("the town's fire chief", "unnamed", "named"),
        ("a director of the clinic", "unnamed", "nobody"),
        ("the fishermen's committee", "official", "named"),
        ("a customs officer", "unnamed", "unnamed"),
    ],
)
def test_an_office_that_one_alone_holds_names_its_holder(name: str, kind: str, sort: str) -> None:
    assert sort_of(Voice("D1", "Coast Herald", None, name, kind, json.dumps([name]))) == sort


def test_the_director_is_the_one_whom_the_report_calls_so() -> None:
    named = Voice("D1", "Herald", None, "Ana Deluca", "person", None, titles=("director",), body="person", actor=1)
    bare = Voice("D1", "Coast Herald", None, "the director of the clinic", "unnamed", None, body="person", actor=2)
    other = Voice("D1", "Coast Herald", None, "Ivo Maren", "person", None, titles=("mayor of Orsk",), body="person")
    assert origins([named, bare]).min == 1
    assert origins([other, bare]).min == 2
    assert origins([bare, named]).list[0].kind == "person"


@pytest.mark.parametrize(
    ("publisher", "body"),
    [
        ("Joint Monitoring Cell", "Joint Monitoring Cell"),
        ("Observatory for Public Order", "Observatory for Public Order"),
        ("Shore Police Press Service", "shore police"),
        ("Shore News Desk", None),
        ("Coast Herald", None),
        ("Desk", None),
    ],
)
def test_a_body_that_publishes_under_its_name_speaks_for_itself(publisher: str, body: str | None) -> None:
    assert press_office(publisher) == body
    assert sort_of(Voice("D1", publisher, None, None, None, None)) == ("nobody" if body is None else "named")


@pytest.mark.parametrize(
    ("text", "figure", "taken"),
    [
        ("Moren speaks of 300 of them, Rukan of 250.", "250", True),
        ("Moren puts the dead at 30; Rukan at 25.", "25", True),
        ("Moren speaks of 300 of them, and Rukan, of all people, says it is 250.", "250", False),
        ("Moren met the others, Rukan of 25 years among them.", "25", False),
    ],
)
def test_the_second_of_two_numbers_is_the_second_speakers(text: str, figure: str, taken: bool) -> None:
    start = text.index("Rukan")
    mentions = [(0, 5, 1), (start, start + 5, 2)]
    assert gapped(text, text.rindex(figure), mentions) == (2 if taken else None)


def test_the_armed_forces_and_the_army_are_one() -> None:
    army = Voice("D1", "A", None, "army", "official", None, body="military")
    press = Voice("D2", "Armed Forces Press Cell", None, None, None, None)
    assert origins([army, press]).min == 1


@pytest.mark.parametrize(
    ("name", "body", "publisher", "kind"),
    [
        ("Northern Front", "armed_group", "Coast Herald", "armed_group"),
        ("Nordkap Shipping", "organization", "Coast Herald", "organization"),
        ("city police", "organization", "Coast Herald", "official"),
        ("Ministry of Fisheries", "government", "Coast Herald", "official"),
        (None, None, "Shore Humanitarian Desk", "organization"),
        (None, None, "Shore Police Press Service", "official"),
    ],
)
def test_an_origin_says_whether_it_is_of_a_state(name: str | None, body: str | None, publisher: str, kind: str) -> None:
    voice = Voice("D1", publisher, None, name, "official" if name else None, None, body=body)
    assert origins([voice]).list[0].kind == kind


def test_a_body_that_is_named_is_not_unnamed_for_being_called_the_cell() -> None:
    voice = Voice("D1", "Herald", None, "Joint Monitoring Cell", "unnamed", None, body="organization")
    assert origins([voice]).list[0].kind == "organization"


def test_the_press_office_of_an_armed_group_is_that_group() -> None:
    own = Voice("D1", "Northern Front Press Office", None, None, None, None)
    told = Voice("D2", "Coast Herald", None, "Northern Front", "official", None, body="armed_group")
    assert [one.kind for one in origins([own, told]).list] == ["armed_group"]


def test_a_person_read_as_doing_what_he_tells_of_is_no_party() -> None:
    mayor = Voice("D1", "Herald", None, "Ana Deluca", "person", None, titles=("mayor of Orsk",), body="person")
    front = Voice("D2", "Herald", None, "Northern Front", "official", None, body="armed_group")
    known = with_parties(origins([mayor, front]), does=("Ana Deluca", "Northern Front"), suffers=())
    assert [one.party for one in known.list] == [None, "A"]


def test_who_is_put_in_a_speakers_place_is_not_that_speaker_again() -> None:
    mayor = Voice("D1", "Bay Post", None, "Ana Deluca", "person", None, actor=7, body="person")
    other = corrected(Voice("D2", "Coast Herald", None, "Ana Deluca", "person", None, actor=7, body="person"),
                      {"speaker_name": "Petar Horvat"})  # fmt: skip
    assert (origins([mayor, other]).min, other.actor) == (2, None)
