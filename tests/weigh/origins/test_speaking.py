"""Which claims are somebody's words, and under which name the words have it."""

import json
from types import SimpleNamespace
from typing import Any

import pytest

from onrecord.weigh.origins.speaking import called, heard, speaks


def claim(text: str, *, cue: str, source: str = "", **facts: Any) -> Any:
    """A row of a claim with its cue and source where they stand in the text."""

    def spans(words: str) -> str:
        return json.dumps([[text.index(words), text.index(words) + len(words)]] if words else [])

    kept = {"local": "att1", "parent": None, "speaker_name": None, "speaker_kind": "official", **facts}
    return SimpleNamespace(cue=spans(cue), source=spans(source), **kept)


@pytest.mark.parametrize(
    ("text", "cue", "expected"),
    [
        ("Drones struck the depot, the ministry said.", "struck", False),
        ("Drones struck the depot, the ministry said.", "said", True),
        ("The government and the Front agreed on a truce of 60 days.", "agreed on", False),
        ("Riot police broke up a demonstration against the law.", "broke up a demonstration against", False),
        ("The army denied that it had fired.", "denied", True),
        ("The mayor, according to the paper, left.", "according to", True),
    ],
)
def test_deeds_are_nobodys_words(text: str, cue: str, expected: bool) -> None:
    assert speaks(claim(text, cue=cue), text) is expected


def test_what_stands_in_a_deed_is_said_by_who_tells_of_it() -> None:
    text = "The government agreed on a truce of 60 days, the mediator said."
    outer = claim(text, cue="said", local="att1")
    inner = claim(text, cue="agreed on", local="att2", parent="att1")
    assert heard({"att1": outer, "att2": inner}, "att2", text) is outer
    assert heard({"att2": inner}, "att2", text) is None


@pytest.mark.parametrize(
    ("text", "source", "name", "body", "expected"),
    [
        ("The Front holds them, says the blog Notes from the Hills.", "the Hills", "Hills", "person",
         ("Notes from the Hills", "media")),
        ("Letters from the Coast, whose author fishes, says so.", "Letters from the Coast, whose author", "Coast",
         "person", ("Letters from the Coast", "media")),
        ("Latvia's army says so.", "Latvia's army", "Latvia", "country", ("Latvia's army", "official")),
        ("The army and the rebels say so.", "The army and the rebels", "Latvia", "country", ("The army", "official")),
        ("Latvia says so.", "Latvia", "Latvia", "country", None),
        ("The governor of Orsk says so.", "The governor of Orsk", "Ivan Roze", "person", None),
        ("A man from the Hills says so.", "A man from the Hills", "man", "person", None),
    ],
)  # fmt: skip
def test_a_speaker_is_called_as_the_words_have_it(
    text: str, source: str, name: str, body: str, expected: tuple[str, str] | None
) -> None:
    assert called(claim(text, cue="say", source=source, speaker_name=name), text, body) == expected
