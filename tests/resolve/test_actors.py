"""Names, descriptions and pronouns become one entry per real-world actor, on surface signs alone."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.core import Actor, Document
from onrecord.read.segment import segment
from onrecord.resolve.actors import resolve_actors
from onrecord.resolve.actors.words import acronym_of, fold, singular


def actors(text: str, **known: str) -> list[Actor]:
    document = Document.of(text, **known)  # type: ignore[arg-type]
    return resolve_actors(document, segment(document.text), ())


def mentions(text: str, name: str) -> list[str]:
    found = next(actor for actor in actors(text) if actor.name == name)
    return [mention.span.of(text) for mention in found.mentions]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        (
            "Ilmar Voss resigned on Friday. Mr. Voss said he would not return.",
            "Ilmar Voss",
            ["Ilmar Voss", "Voss", "he"],
        ),
        (
            "The Russian Defense Ministry denied it. The ministry said its planes were grounded.",
            "Russian Defense Ministry",
            ["Russian Defense Ministry", "The ministry", "its"],
        ),
        (
            "The Ministry of Defence published a list. The Defense Ministry said it was complete.",
            "Ministry of Defence",
            ["Ministry of Defence", "Defense Ministry", "it"],
        ),
        (
            "The Federal Harbour Authority (FHA) closed the port. The FHA said so on Monday.",
            "Federal Harbour Authority",
            ["Federal Harbour Authority", "FHA", "FHA"],
        ),
        (
            "The New York Times reported the raid. The newspaper cited two witnesses.",
            "New York Times",
            ["New York Times", "The newspaper"],
        ),
    ],
)
def test_one_actor_has_all_its_mentions(text: str, name: str, expected: list[str]) -> None:
    assert mentions(text, name) == expected


def test_two_ministries_of_two_countries_stay_two() -> None:
    names = {
        actor.name for actor in actors("The Russian Defense Ministry denied what the Ukrainian Defense Ministry said.")
    }
    assert {"Russian Defense Ministry", "Ukrainian Defense Ministry"} <= names


def test_namesakes_are_told_apart_by_title() -> None:
    text = "Thomas Sam met Maria Sam. Mr. Sam said nothing. Mrs. Sam said a lot."
    found = {actor.name: [m.span.start for m in actor.mentions] for actor in actors(text)}
    assert text.index("Sam said nothing") in found["Thomas Sam"]
    assert text.index("Sam said a lot") in found["Maria Sam"]


@pytest.mark.parametrize(
    ("text", "name", "title", "former"),
    [
        (
            "Ilmar Voss, a former deputy interior minister, was arrested.",
            "Ilmar Voss",
            "deputy interior minister",
            True,
        ),
        ("President Aleksandar Vučić spoke.", "Aleksandar Vučić", "President", False),
        ("They met Lt. Gen. Oleh Kravets in May.", "Oleh Kravets", "Lt. Gen.", False),
        (
            "The head of the election commission, Anna Kalve, resigned.",
            "Anna Kalve",
            "head of the election commission",
            False,
        ),
        ("Then Anna Kalve, the former mayor, left.", "Anna Kalve", "mayor", True),
    ],
)
def test_roles(text: str, name: str, title: str, former: bool) -> None:
    roles = next(actor for actor in actors(text) if actor.name == name).roles
    assert [(role.title, role.former) for role in roles] == [(title, former)]
    assert title in roles[0].span.of(text)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The Azov Brigade advanced.", "Azov Brigade", "military"),
        ("Hezbollah denied the report.", "Hezbollah", "armed_group"),
        ("They told Reuters about it.", "Reuters", "media"),
        ("The Social Democratic Party lost.", "Social Democratic Party", "party"),
        ("He praised Human Rights Watch.", "Human Rights Watch", "organization"),
        ("Reached by phone, Anna Kalve declined.", "Anna Kalve", "person"),
        ("Officials of the news agency Costa Libre left.", "Costa Libre", "media"),
    ],
)
def test_kinds(text: str, name: str, kind: str) -> None:
    assert next(actor for actor in actors(text) if actor.name == name).kind == kind


def test_the_documents_own_outlet_is_media() -> None:
    found = actors("A doctor told Coast Ledger Weekend that the ward was full.", publisher="Coast Ledger Weekend")
    assert [actor.kind for actor in found if actor.name == "Coast Ledger Weekend"] == ["media"]


@pytest.mark.parametrize("text", ["It was unclear whether Voss had left.", "It took two days to put the fire out."])
def test_an_empty_it_is_nobody(text: str) -> None:
    assert all("It" not in [m.span.of(text) for m in actor.mentions] for actor in actors(text))


@pytest.mark.parametrize(("word", "key"), [("Vučić", "vucic"), ("U.S.", "us"), ("Łukasz", "lukasz"), ("...", "...")])
def test_fold(word: str, key: str) -> None:
    assert fold(word) == key


@pytest.mark.parametrize(
    ("word", "letters"), [("OSCE", "OSCE"), ("U.S.", "US"), ("MoD", "MOD"), ("The", None), ("McCain", None)]
)
def test_acronyms(word: str, letters: str | None) -> None:
    assert acronym_of(word) == letters


@pytest.mark.parametrize(
    ("many", "one"), [("ministries", "ministry"), ("officials", "official"), ("men", "man"), ("police", "police")]
)
def test_singular(many: str, one: str) -> None:
    assert singular(many) == one


NAMES = "Voss Mr. Gen. he she it they said the minister of Ministry Defense OSCE Reuters who former spokesman 61 Ilmar"
SIGNS = ", . ( ) “ ” - 's and Washington police"
WORDS = st.sampled_from([*f"{NAMES} {SIGNS}".split(), '"', "\n\n"])


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=60).map(" ".join) | st.text(max_size=80))
def test_any_text_gives_sound_actors(text: str) -> None:
    document = Document.of(text)
    found = resolve_actors(document, segment(document.text), ())
    assert [actor.id for actor in found] == [f"act{number}" for number in range(1, len(found) + 1)]
    ids = {actor.id for actor in found}
    for actor in found:
        assert actor.mentions
        assert all(0 <= m.span.start < m.span.end <= len(document.text) for m in actor.mentions)
        assert len({m.span for m in actor.mentions}) == len(actor.mentions)
        assert all(role.organization is None or role.organization in ids for role in actor.roles)
    assert found == resolve_actors(document, segment(document.text), ())
