"""Who knows: offices and their holders, outlets that cite each other, the unnamed, the outlet as a witness."""

from __future__ import annotations

import json

import pytest

from onrecord.weigh.origins import Charge, Voice, circles, origins, outlets, sort_of, status, with_parties
from onrecord.weigh.origins.faces import face, same
from onrecord.weigh.origins.seen import cited, claiming, seen


def _says(document: str, publisher: str, name: str | None, kind: str | None = "official", **more: object) -> Voice:
    chain = json.dumps([name] if name else [])
    return Voice(document, publisher, None, name, kind, chain, **more)  # type: ignore[arg-type]


def test_the_same_mayor_in_two_outlets_is_one_origin() -> None:
    found = origins([
        _says("D1", "Coast Herald", "Ana Deluca", "person", titles=("mayor of Port Example",), body="person"),
        _says("D2", "Bay Post", "Deluca", "person", body="person"),
    ])  # fmt: skip
    assert (found.min, found.max) == (1, 1)
    assert found.list[0].documents == ("D1", "D2")


@pytest.mark.parametrize(
    ("one", "other", "titles"),
    [
        ("Ministry of Fisheries", "fisheries ministry", ()),
        ("Ministry of Fisheries", "Oro Valdane", ("deputy fisheries minister",)),
        ("Ministry of Fisheries", "Oro Valdane", ("spokesman of the Ministry of Fisheries",)),
        ("the ministry", "Ministry of Fisheries", ()),
        ("Nordkap Shipping company", "Oro Valdane", ("director of Nordkap Shipping",)),
        ("Free Shore Front", "Oro Valdane", ("commander of the Front",)),
    ],
)
def test_an_office_its_holder_and_its_spokesman_are_one_origin(one: str, other: str, titles: tuple[str, ...]) -> None:
    body = "person" if titles else "government"
    found = origins([_says("D1", "A", one, body="government"), _says("D1", "A", other, titles=titles, body=body)])
    assert (found.min, found.max) == (1, 1)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ministry of Fisheries", "Ministry of Finance"),
        ("police", "police union"),
        ("Port Example hospital", "Port Example police"),
        ("Ana Deluca", "Ivo Deluca"),
    ],
)
def test_two_offices_are_two(one: str, other: str) -> None:
    people = one.startswith("Ana")
    body = "person" if people else "organization"
    assert origins([_says("D1", "A", one, body=body), _says("D1", "A", other, body=body)]).min == 2


@pytest.mark.parametrize(
    ("name", "kind", "sort"),
    [
        ("A customs officer", "official", "unnamed"),
        ("Two security officials", "unnamed", "unnamed"),
        ("Media reports", "media", "nobody"),
        ("Readers", "unnamed", "nobody"),
        ("the ministry", "official", "named"),
        ("The agreement", "document", "nobody"),
        ("A magazine", "media", "nobody"),
        ("Bay Wire", "media", "outlet"),
        ("Coast Herald reporter", "media", "witness"),
        ("it", "unnamed", "nobody"),
        (None, None, "nobody"),
    ],
)
def test_every_voice_is_of_one_sort(name: str | None, kind: str | None, sort: str) -> None:
    assert sort_of(_says("D1", "Coast Herald", name, kind)) == sort


def test_unnamed_sources_are_one_possible_origin_for_each_outlet() -> None:
    found = origins([
        _says("D1", "A", "Ana Deluca", "person", body="person"),
        _says("D1", "A", "a customs officer"), _says("D2", "A", "two officials", "unnamed"),
        _says("D3", "B", "a source close to the port", "unnamed"),
    ])  # fmt: skip
    assert (found.min, found.max) == (1, 3)
    assert [(one.name, one.kind, one.documents) for one in found.list[1:]] == [
        ("unnamed sources (A)", "unnamed", ("D1", "D2")),
        ("a source close to the port (B)", "unnamed", ("D3",)),
    ]


def test_unnamed_words_that_do_not_tell_of_the_event_add_nobody() -> None:
    assert origins([_says("D1", "A", "a customs officer", tells=False)]).max == 1


def test_what_a_press_office_says_itself_its_body_says() -> None:
    found = origins([_says("D1", "Free Shore Front Press Office", None, None), _says("D2", "A", "Free Shore Front")])
    assert (found.min, found.max) == (1, 1)


def test_a_cited_outlet_that_tells_of_it_in_the_ledger_speaks_for_itself() -> None:
    found = origins([_says("D1", "A", "B", "media"), _says("D2", "B", "Ana Deluca", "person", body="person")])
    assert (found.min, found.max, len(found.list)) == (1, 1, 1)


def test_outlets_that_cite_each_other_are_one_possible_origin() -> None:
    ring = [_says("D1", "Coast Herald", "Bay Notes", "media"), _says("D2", "Bay Notes", "the Coast Herald", "media")]
    assert circles(ring) == [("bay notes", "coast herald")]
    assert (origins(ring).min, origins(ring).max) == (1, 1)
    (one,) = origins(ring).list
    assert (one.name, one.kind) == ("Bay Notes and Coast Herald, each from the other", "circle")
    named = [*ring, _says("D3", "C", "Ana Deluca", "person", body="person")]
    assert (origins(named).min, origins(named).max) == (1, 2)


def test_a_chain_that_ends_with_somebody_is_no_circle() -> None:
    voices = [_says("D1", "A", "B", "media"), _says("D2", "B", "C", "media"), _says("D3", "C", "a source", "unnamed")]
    assert circles(voices) == []


def test_a_long_line_of_outlets_is_searched_without_recursion() -> None:
    line = [_says(f"D{at}", f"Paper{at}", f"Paper{(at + 1) % 3000}", "media") for at in range(3000)]
    assert len(circles(line)) == 1


def test_a_copy_brings_nobody_new() -> None:
    copy = Voice("D2", "B", "D1", "Anna Deluca", "person", '["Anna Deluca"]', body="person")
    assert origins([_says("D1", "A", "Ana Deluca", "person", body="person"), copy]).min == 1


def test_a_wire_and_its_live_blog_are_one_outlet() -> None:
    assert outlets([_says("D1", "Bay Wire", None, None), _says("D2", "Bay Wire Live", None, None)]) == 1


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("Our reporter saw two tanks burning.", 1),
        ("A Bay Wire reporter counted eleven cups.", 1),
        ("Our correspondent drove past. He saw a car.", 1),
        ("I heard three long bursts.", 1),
        ('"I saw it," said Ana Deluca.', 0),
        ("The reporter was tired.", 0),
    ],
)
def test_an_outlet_that_saw_it_is_a_witness(text: str, times: int) -> None:
    assert len(list(seen(text, "Bay Wire"))) == times


def test_an_outlet_that_is_read_is_cited() -> None:
    assert [name for name, _, _ in cited("I read in the Coast Herald that they are held.")] == ["Coast Herald"]


@pytest.mark.parametrize(
    ("charges", "known", "said"),
    [
        ([], 1, "single_origin"),
        ([], 2, "multi_origin"),
        ([Charge("Shore Front", "Shore Front", "denies")], 3, "denied"),
        ([Charge("Shore Front", "Shore Front", "claims")], 3, "admitted"),
        ([Charge("Shore Front", "Shore Front", "denies"), Charge("the mayor", "the Front", "accuses")], 3, "denied"),
        ([Charge("Shore Front", "Shore Front", "denies"), Charge("Shore Front", "army", "accuses")], 3, "contested"),
        ([Charge("Shore Front", "Shore Front", "claims"), Charge("Bay Crew", "Bay Crew", "claims")], 3, "contested"),
        ([Charge("the mayor", "Shore Front", "accuses"), Charge("mayor", "Bay Shield", "accuses")], 3, "multi_origin"),
    ],
)
def test_the_status_follows_who_is_named_by_whom(charges: list[Charge], known: int, said: str) -> None:
    assert status(charges, known=known) == said


def test_a_face_keeps_the_words_that_tell_and_what_kind_of_body_it_is() -> None:
    assert face("deputy fisheries minister").head == "ministry"
    assert face("the ministry").weak
    assert same(face("A. Deluca", person=True), face("Ana Deluca", person=True))


def test_a_description_whose_name_nobody_gives_is_no_origin() -> None:
    found = origins([
        _says("D1", "A", "Ana Deluca", "person", body="person"),
        _says("D2", "B", "the operator", body="organization"),
        _says("D2", "B", "aid group", "unnamed", body="organization"),
    ])  # fmt: skip
    assert [one.name for one in found.list] == ["Ana Deluca"]


def test_a_body_is_one_under_its_initials_and_its_press_office() -> None:
    found = origins([
        _says("D1", "A", "Northern Movement", body="armed_group", also=("Northern Movement", "MDN")),
        Voice("D2", "MDN Press Office", None, None, None, None),
    ])  # fmt: skip
    assert (found.min, found.list[0].documents) == (1, ("D1", "D2"))


def test_a_source_that_asked_not_to_be_named_counts_beside_an_event_and_a_passer_by_does_not() -> None:
    told = _says("D1", "A", "Ana Deluca", "person", body="person")
    near = _says("D2", "B", "a person close to the talks", "unnamed", tells=False)
    crowd = _says("D3", "C", "people in the street", "unnamed", tells=False)
    assert origins([told, near]).max == 2
    assert origins([told, crowd]).max == 1


def test_who_knows_is_shown_with_the_side_that_he_is_on() -> None:
    known = origins([
        _says("D1", "A", "Oro Valdane", "official", titles=("spokesman of the Northern Front",), body="person"),
        _says("D1", "A", "Port Example hospital", body="organization"),
        _says("D1", "A", "Nordkap Shipping", body="organization"),
    ])  # fmt: skip
    charge = Charge("Nordkap Shipping", "Northern Front", "accuses")
    sided = with_parties(known, does=(), suffers=("Nordkap Shipping",), charges=[charge])
    assert [one.party for one in sided.list] == ["A", None, "B"]


@pytest.mark.parametrize(
    ("words", "claims"),
    [
        ("had claimed it hours earlier", True),
        ("claimed responsibility for the raid", True),
        ("said it was its work", True),
        ("says that they did it", True),
        ("conceded on Monday that a gunboat of its own had fired", True),
        ("said it was the work of smugglers", False),
        ("said its men had been elsewhere", False),
        ("admitted that nobody knew", False),
    ],
)
def test_who_says_that_he_did_it_claims_it(words: str, claims: bool) -> None:
    assert claiming(words, 0) is claims


@pytest.mark.parametrize(
    ("text", "publisher", "times"),
    [
        ("An RNS reporter counted about 2,000.", "River News Service", 1),
        ("An AFP photographer saw two bodies.", "Agence France-Presse", 1),
        ("An RNS reporter counted about 2,000.", "Bay Wire", 0),
        ("A BW reporter saw it.", "Bay Wire", 0),  # two letters are too few to be sure of
    ],
)
def test_an_outlet_goes_by_its_initials_too(text: str, publisher: str, times: int) -> None:
    assert len(list(seen(text, publisher))) == times
