"""Two actors of two reports: joined, to be decided by a person, or apart; each with a reason."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.weigh.actors import Named, compare


def person(name: str, *roles: str) -> Named:
    return Named(name=name, kind="person", names=(name,), roles=roles)


def body(name: str, *also: str, kind: str = "organization", country: str | None = None) -> Named:
    return Named(name=name, kind=kind, names=(name, *also), country=country)


def office(name: str, country: str | None = None) -> Named:
    return body(name, kind="government", country=country)


JOINED_PEOPLE = [
    ("Rustam Karimov", "Rustam Karimov"),
    ("Rustam Karimov", "RUSTAM KARIMOV"),
    ("Davlat Abdulloev", "Davlat Abdullayev"),
    ("Davlat Abdulloev", "Davlat Abdullaev"),
    ("Rustam Kadyrov", "Rustam Qadyrov"),
    ("Zhamila Osmonova", "Jamila Osmonova"),
    ("Yahya Al-Marzuqi", "Yahya al Marzuqi"),
    ("Yahya al-Marzuqi", "Yahya el-Marzuqi"),
    ("Mohammed Tamimi", "Muhammad Tamimi"),
    ("Mohamed Al-Tamimi", "Mohammad Tamimi"),
    ("Hussein Barzan", "Husayn Barzan"),
    ("Youssef Haddadin", "Yusuf Haddadin"),
    ("Qassem Naderi", "Kasem Naderi"),
    ("Jörg Schönfelder", "Jörg Schoenfelder"),
    ("Jörg Schönfelder", "Jorg Schonfelder"),
    ("Рустам Каримов", "Rustam Karimov"),
    ("Сергей Жданович", "Sergey Zhdanovich"),
    ("Євген Литвиненко", "Yevhen Lytvynenko"),
    ("Khusrav Nazarov", "Husrav Nazarov"),
    ("Evgeny Morozov", "Yevgeny Morozov"),
    ("Tatyana Belova", "Tatiana Belova"),
    ("Ashirbekova Gulmira", "Gulmira Ashirbekova"),
    ("Rustam Ilyich Karimov", "Rustam Karimov"),
    ("Colonel Rustam Karimov", "Rustam Karimov"),
    ("Dr. Rustam Karimov", "Minister Rustam Karimov"),
    ("Anna O'Neill", "Anna O’Neill"),
    ("Jean-Pierre Malot", "Jean Pierre Malot"),
]
APART_PEOPLE = [
    ("Rustam Karimov", "Bakyt Karimov"),
    ("Ulan Toktorov", "Ulan Toktogulov"),
    ("Eleni Manola", "Georgios Manolas"),
    ("Helena Brandt", "Otto Brandt"),
    ("Qais Al-Mahri", "Said Al-Mahri"),
    ("Robert Hale Jr", "Robert Hale Sr"),
    ("Robert Hale", "Robert Hale Jr"),
    ("Karimov", "Saidov"),
    ("Aibek Sultanov", "Aibek Sultanova"),
    ("Ivan Petrov", "Petr Ivanov"),
]
CANDIDATE_PEOPLE = [
    ("Karimov", "Rustam Karimov"),
    ("Governor Karimov", "Rustam Karimov"),
    ("R. Karimov", "Rustam Karimov"),
    ("Gulmira Ashirbekova", "Gulmire Ashirbekova"),
    ("Oleksandr Danylko", "Aleksandr Danylko"),
    ("Rustam Karimov", "Rustam Karinov"),
    ("Karimov", "Karimov"),
    ("Rustam Ilyich Karimov", "Rustam Olegovich Karimov"),
]
JOINED_BODIES = [
    ("Ministry of Defence", "Defense Ministry"),
    ("the Ministry of Defence", "Ministry of Defence"),
    ("Ministry of Emergency Situations", "emergency ministry"),
    ("Ministry of Internal Affairs", "Interior Ministry"),
    ("Maritime Safety Center", "Maritime Safety Centre"),
    ("Vodostroi", "Vodostroy"),
    ("Halcyon Reach", "Halcyon Reach Ltd"),
    ("Red Dune Brigades", "the Red Dune Brigades'"),
    ("1st Brigade", "First Brigade"),
    ("Organisation for Talks", "Organization for Talks"),
]
APART_BODIES = [
    ("Halcyon Reach", "Halcyon Ridge"),
    ("First Brigade", "Third Brigade"),
    ("Interior Ministry", "Ministry of Finance"),
    ("ODA", "ODIA"),
    ("Latvian Interior Ministry", "Estonian Interior Ministry"),
    ("Red Dune Brigades", "Blue Dune Brigades"),
    ("Northern Port Authority", "Southern Port Authority"),
    ("Coast Herald", "Coast Courier"),
]
CANDIDATE_BODIES = [
    ("Halcyon", "Halcyon Tankers"),
    ("MSC", "Maritime Safety Centre"),
    ("Valley Research", "Centre for Valley Research"),
]


@pytest.mark.parametrize(("one", "other"), JOINED_PEOPLE)
def test_one_person_in_two_spellings_is_joined(one: str, other: str) -> None:
    assert compare(person(one), person(other)).outcome == "joined"


@pytest.mark.parametrize(("one", "other"), APART_PEOPLE)
def test_two_people_stay_apart(one: str, other: str) -> None:
    assert compare(person(one), person(other), event_in_common=True, only_bearer=True).outcome == "apart"


@pytest.mark.parametrize(("one", "other"), CANDIDATE_PEOPLE)
def test_what_only_looks_like_one_person_is_for_a_person_to_decide(one: str, other: str) -> None:
    assert compare(person(one), person(other)).outcome == "candidate"


@pytest.mark.parametrize(("one", "other"), JOINED_BODIES)
def test_one_body_in_two_forms_is_joined(one: str, other: str) -> None:
    assert compare(office(one), office(other), only_bearer=True).outcome == "joined"


@pytest.mark.parametrize(("one", "other"), APART_BODIES)
def test_two_bodies_stay_apart(one: str, other: str) -> None:
    assert compare(body(one), body(other), event_in_common=True, only_bearer=True).outcome == "apart"


@pytest.mark.parametrize(("one", "other"), CANDIDATE_BODIES)
def test_what_only_looks_like_one_body_is_for_a_person_to_decide(one: str, other: str) -> None:
    assert compare(body(one), body(other)).outcome == "candidate"


def test_a_surname_joins_through_an_event_in_common_or_where_nobody_else_bears_it() -> None:
    short, full = person("Governor Karimov"), person("Rustam Karimov")
    assert "one event" in compare(short, full, event_in_common=True).because
    assert "the only one" in compare(short, full, only_bearer=True).because
    assert compare(short, full).outcome == "candidate"


def test_an_initial_joins_through_a_role_in_common() -> None:
    assert compare(person("I. Carrasco", "commander"), person("Ines Carrasco", "Commander")).outcome == "joined"


def test_a_deputy_minister_who_is_minister_later_is_one_person() -> None:
    assert compare(person("Samat Nurov", "deputy minister"), person("Samat Nurov", "minister")).outcome == "joined"


def test_an_acronym_joins_where_a_report_explains_it() -> None:
    explained = body("Maritime Safety Centre", "MSC")
    found = compare(body("MSC"), explained)
    assert (found.outcome, "explains" in found.because) == ("joined", True)


def test_an_acronym_of_two_bodies_does_not_join_them() -> None:
    one, other = body("Maritime Safety Centre", "MSC"), body("Mountain Ski Club", "MSC")
    assert compare(one, other).outcome == "apart"


def test_offices_of_two_countries_are_two_even_where_the_name_does_not_show_it() -> None:
    assert compare(office("Interior Ministry", "KG"), office("Interior Ministry", "LV")).outcome == "apart"
    assert compare(office("Kyrgyz Interior Ministry"), office("Interior Ministry", "KG")).outcome == "joined"
    assert compare(office("Interior Ministry", "KG"), office("Interior Ministry")).outcome == "candidate"


def test_a_person_and_a_body_of_one_name_are_two() -> None:
    assert compare(person("Rustam Karimov"), body("Rustam Karimov Fund")).outcome == "apart"
    assert compare(person("Rustam Karimov"), body("Rustam Karimov")).outcome == "apart"


def test_one_word_read_as_a_person_and_as_a_body_is_one_where_nobody_else_bears_it() -> None:
    said, burning = person("Petrovia"), body("Petrovia")
    assert compare(said, burning, only_bearer=True).outcome == "joined"
    assert compare(said, burning).outcome == "candidate"
    assert compare(person("Petrovia", "manager"), burning, only_bearer=True).outcome == "apart"
    assert compare(person("Dina Petrovia"), burning, only_bearer=True).outcome == "apart"
    assert compare(said, body("Petrovia", kind="country"), only_bearer=True).outcome == "apart"


def test_a_short_form_and_letters_that_both_fit_a_full_name_are_of_it() -> None:
    full = body("Chamber for Press Freedom")
    assert compare(body("Chamber", "CPF"), full).outcome == "joined"
    assert compare(body("Chamber", "CHP"), full).outcome != "joined"
    assert compare(body("Council", "CPF"), full).outcome != "joined"
    assert compare(body("Chamber"), full).outcome != "joined"


def test_a_name_cut_short_beside_the_same_acronym_is_the_same_body() -> None:
    full = body("League for Talks on the Outer Lakes", "LTOL")
    assert compare(body("Outer Lakes", "LTOL"), full).outcome == "joined"
    assert compare(body("Outer Lakes"), full).outcome != "joined"


def test_what_is_described_in_capitals_is_named() -> None:
    described = Named(name="Free Harbour Front", kind="armed_group")
    assert compare(described, body("Free Harbour Front", kind="armed_group")).outcome == "joined"
    assert compare(Named(name="harbour front", kind="armed_group"), body("Harbour Front")).outcome == "apart"


def test_a_party_is_the_same_with_and_without_the_word() -> None:
    assert compare(body("Tavira party", kind="party"), body("Tavira", kind="party")).outcome == "joined"
    assert compare(body("Labour Party", kind="party"), body("Labour", kind="party")).outcome != "joined"


def test_what_is_only_described_is_nobody() -> None:
    driver = Named(name="lorry driver", kind="person")
    assert compare(driver, driver, event_in_common=True, only_bearer=True).outcome == "apart"


PAIRS = JOINED_PEOPLE + APART_PEOPLE + CANDIDATE_PEOPLE + JOINED_BODIES
NAMES = st.sampled_from([name for pair in PAIRS for name in pair])
KINDS = st.sampled_from(["person", "government", "organization"])
SAID = st.builds(lambda name, kind: Named(name=name, kind=kind, names=(name,)), NAMES, KINDS)


@given(SAID, SAID, st.booleans(), st.booleans())
def test_which_is_named_first_does_not_matter(one: Named, other: Named, event: bool, only: bool) -> None:
    found = compare(one, other, event_in_common=event, only_bearer=only)
    back = compare(other, one, event_in_common=event, only_bearer=only)
    assert (found.outcome, found.score) == (back.outcome, back.score)


@given(st.sampled_from(JOINED_PEOPLE + APART_PEOPLE + CANDIDATE_PEOPLE))
def test_capitals_do_not_matter(pair: tuple[str, str]) -> None:
    one, other = pair
    assert compare(person(one.upper()), person(other)).outcome == compare(person(one), person(other)).outcome


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_two_names_come_to_a_verdict_with_a_reason(one: str, other: str) -> None:
    for kind in ("person", "organization"):
        assert compare(Named(name=one, kind=kind, names=(one,)), Named(name=other, kind=kind, names=(other,))).because
