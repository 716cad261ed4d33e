"""Who did it to whom: actors of the article, those only the event names, and those only the tree shows."""

from __future__ import annotations

import pytest

from tests.resolve.events.door import Word, tell


@pytest.mark.parametrize(
    ("text", "word", "actors", "recipients"),
    [
        (
            "Rebel fighters seized a fuel depot near Goma.",
            Word("seized", "COERCE", ("Rebel fighters",), ("a fuel depot",)),
            ["Rebel fighters"],
            ["fuel depot"],
        ),
        (
            "Police arrested forty protesters in Minsk.",
            Word("arrested", "COERCE", ("Police",), ("forty protesters",)),
            ["Police"],
            ["forty protesters"],
        ),
        (
            "Latvian Prime Minister Ilmar Voss met Chinese officials.",
            Word("met", "CONSULT", ("Latvian Prime Minister Ilmar Voss", "Chinese officials")),
            ["Ilmar Voss", "Chinese officials"],
            [],
        ),
        (
            "Members of the security forces beat two journalists.",
            Word("beat", "ASSAULT", ("Members of the security forces",), ("two journalists",)),
            ["Members of the security forces"],
            ["two journalists"],
        ),
        (
            "Ilmar Voss resigned in May. He accused the Harbour Ministry of lies.",
            Word("accused", "ACCUSE", ("He",), ("the Harbour Ministry",)),
            ["Ilmar Voss"],
            ["Harbour Ministry"],
        ),
        (
            "Unidentified men attacked a police station in Cali.",
            Word("attacked", "ASSAULT", ("Unidentified men",), ("a police station",)),
            ["Unidentified men"],
            ["police station"],
        ),
        (
            "Russia bombed Aleppo on Friday.",
            Word("bombed", "ASSAULT", ("Russia",), ("Aleppo",)),
            ["Russia"],
            ["Aleppo"],
        ),
        (
            "Gunmen, who fled on motorbikes, killed the mayor.",
            Word("killed", "ASSAULT", ("Gunmen",), ("the mayor",)),
            ["Gunmen"],
            ["mayor"],
        ),
        (
            "The army and the Kordofan Shield signed a truce.",
            Word("signed", "SUPPORT", ("The army and the Kordofan Shield",)),
            ["army", "Kordofan Shield"],
            [],
        ),
        (
            "Dozens of students blocked the road to the airport.",
            Word("blocked", "PROTEST", ("Dozens of students",)),
            ["Dozens of students"],
            [],
        ),
    ],
)
def test_the_readers_spans_become_actors(text: str, word: Word, actors: list[str], recipients: list[str]) -> None:
    told = tell(text, word)
    event = told.event(word.quote)
    assert [name.lower() for name in told.names(event.actors)] == [name.lower() for name in actors]
    assert [name.lower() for name in told.names(event.recipients)] == [name.lower() for name in recipients]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("forty protesters", "group"), ("unidentified soldiers", "military"), ("a police station", "other")],
)
def test_a_new_actor_has_the_kind_of_its_head(name: str, kind: str) -> None:
    told = tell(f"The crowd attacked {name} in Minsk.", Word("attacked", "ASSAULT", ("The crowd",), (name,)))
    assert told.actor(name.removeprefix("a ")).kind == kind
    assert told.actor(name.removeprefix("a ")).mentions[0].form == "nominal"


def test_new_actors_are_numbered_on_and_only_where_an_event_needs_them() -> None:
    told = tell(
        "Ilmar Voss met forty farmers. He spoke of an attack by unnamed raiders.",
        Word("met", "CONSULT", ("Ilmar Voss", "forty farmers")),
        Word("attack", "ASSAULT", ("unnamed raiders",), inner=True),
    )
    assert [actor.id for actor in told.result.actors] == [f"act{n}" for n in range(1, len(told.result.actors) + 1)]
    assert "unnamed raiders" not in [actor.name for actor in told.result.actors]


def test_the_rebels_are_the_rebels() -> None:
    text = "Police attacked striking miners in Oruro. On Sunday the miners attacked a barracks."
    told = tell(
        text,
        Word("Police {attacked}", "ASSAULT", ("Police",), ("striking miners",)),
        Word("miners {attacked}", "ASSAULT", ("the miners",), ("a barracks",)),
    )
    first, second = told.result.events
    assert first.recipients == second.actors


def test_two_soldiers_of_two_days_are_two() -> None:
    text = "On Friday gunmen killed a soldier in Cali. On Sunday a bomb killed a soldier in Bogota."
    told = tell(
        text,
        Word("gunmen {killed}", "ASSAULT", ("gunmen",), ("a soldier",)),
        Word("bomb {killed}", "ASSAULT", (), ("killed {a soldier} in Bogota",)),
    )
    first, second = told.result.events
    assert len(first.recipients) == len(second.recipients) == 1
    assert first.recipients != second.recipients


@pytest.mark.parametrize(
    ("text", "side", "because"),
    [
        ("They attacked the village.", "They", "pronoun"),
        ("The blast killed 12 on Friday.", "12", "number"),
        ("The attack killed the mayor.", "The attack", "no side"),
    ],
)
def test_what_names_nobody_is_dropped_with_its_reason(text: str, side: str, because: str) -> None:
    verb = "attacked" if "attacked" in text else "killed"
    told = tell(text, Word(verb, "ASSAULT", (side,), ()))
    assert told.event(verb).actors == ()
    assert any(because in reason for reason in told.drops)


@pytest.mark.parametrize(
    ("text", "word", "kind", "actors", "recipients"),
    [
        ("Soldiers arrested the editor of the paper.", "arrested", "COERCE", ["Soldiers"], ["editor of the paper"]),
        ("The editor was arrested by soldiers on Friday.", "arrested", "COERCE", ["soldiers"], ["editor"]),
        ("Three farmers were killed on Friday.", "killed", "ASSAULT", [], ["Three farmers"]),
        ("The rebels agreed to release the pilots.", "release", "RETREAT", ["rebels"], ["pilots"]),
        ("The arrest of the mayor by soldiers angered the town.", "arrest", "COERCE", ["soldiers"], ["mayor"]),
        ("Fighting between the army and rebels killed many.", "Fighting", "ASSAULT", ["army", "rebels"], []),
        ("The army's attack on the rebels failed.", "attack", "ASSAULT", ["army"], ["rebels"]),
        ("Rebels carried out an attack on the garrison.", "attack", "ASSAULT", ["Rebels"], ["garrison"]),
        ("Police beat and arrested two students.", "arrested", "COERCE", ["Police"], ["two students"]),
        ("Twelve people died in the raid.", "died", "ASSAULT", [], ["Twelve people"]),
        ("The minister held talks with the rebels.", "talks", "CONSULT", ["rebels", "minister"], []),
        ("The bomb killed two soldiers.", "killed", "ASSAULT", [], ["two soldiers"]),
    ],
)
def test_where_the_reader_gave_no_sides_the_tree_does(
    text: str, word: str, kind: str, actors: list[str], recipients: list[str]
) -> None:
    told = tell(text, Word(word, kind))
    event = told.event(word)
    assert sorted(told.names(event.actors)) == sorted(actors)
    assert sorted(told.names(event.recipients)) == sorted(recipients)


def test_without_trees_nobody_is_guessed() -> None:
    event = tell("Soldiers arrested the editor.", Word("arrested", "COERCE"), trees=False).event("arrested")
    assert event.actors == event.recipients == ()


@pytest.mark.parametrize(
    ("text", "side", "name"),
    [
        ("The Saudi-led coalition bombed the port.", "The Saudi-led coalition", "Saudi-led coalition"),
        ("The US bombed the port.", "The US", "US"),
        ("Syrian government forces bombed the port.", "Syrian government forces", "Syrian government forces"),
        (
            "Eleven of the fifteen members bombed the port.",
            "Eleven of the fifteen members",
            "Eleven of the fifteen members",
        ),
        ("Six others bombed the port.", "Six others", "Six others"),
    ],
)
def test_the_whole_phrase_names_the_side(text: str, side: str, name: str) -> None:
    told = tell(text, Word("bombed", "ASSAULT", (side,), ("the port",)))
    assert told.names(told.event("bombed").actors) == [name]


@pytest.mark.parametrize(
    ("text", "word", "kind", "recipients"),
    [
        (
            "Gunmen killed six Philippine Army soldiers in Basilan.",
            "killed",
            "ASSAULT",
            ["six Philippine Army soldiers"],
        ),
        ("Rebels struck a rebel-held village near Herat.", "struck", "ASSAULT", ["rebel-held village"]),
        ("Erdogan urged him to leave.", "urged", "REQUEST", []),
        ("The council rejected the Swiss government's request.", "rejected", "REJECT", ["Swiss government"]),
        ("Ministers called on the rebels to disarm.", "called", "REQUEST", ["rebels"]),
        ("Japan gave 600 rifles to the marines.", "gave", "AID", ["marines"]),
        ("Two men who had been killed were named.", "killed", "ASSAULT", ["Two men"]),
        ("The council rejected the plan on Friday.", "rejected", "REJECT", []),
    ],
)
def test_the_words_behind_a_verb_name_its_other_side(text: str, word: str, kind: str, recipients: list[str]) -> None:
    told = tell(text, Word(word, kind))
    assert told.names(told.event(word).recipients) == recipients


@pytest.mark.parametrize(
    ("part", "name"),
    [("Boko", "several Boko Haram fighters"), ("several", "several Boko Haram fighters"), ("fighters", "Boko")],
)
def test_a_side_caught_in_part_is_the_whole_phrase(part: str, name: str) -> None:
    text = "The army killed several Boko Haram fighters in Borno."
    told = tell(text, Word("killed", "ASSAULT", ("The army",), (part,)))
    (found,) = told.names(told.event("killed").recipients)
    assert name in found or found in name


def test_a_bound_stays_with_its_number() -> None:
    text = "The shelling killed at least 31 people in Herat."
    told = tell(text, Word("killed", "ASSAULT", (), ("least 31 people",)))
    assert told.names(told.event("killed").recipients) == ["at least 31 people"]
