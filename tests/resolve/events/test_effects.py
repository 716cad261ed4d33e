"""What an event does to those it befalls, and which numbers count them."""

from __future__ import annotations

import pytest

from onrecord.resolve.events.effects import graver
from tests.resolve.events.door import Word, tell


@pytest.mark.parametrize(
    ("text", "word", "effect"),
    [
        ("Gunmen killed the mayor of Bol on Friday.", "killed", "killed"),
        ("The mayor of Bol was shot dead on Friday.", "shot", "killed"),
        ("The mayor was shot and slightly wounded, his office said.", "wounded", "injured"),
        ("Two priests were gunned down outside the church.", "gunned", "killed"),
        ("The judge was found hanged in his cell; police speak of murder.", "murder", "killed"),
        ("The colonel died of his wounds on Sunday.", "died", "killed"),
        ("Rebels kidnapped two engineers near the border.", "kidnapped", "abducted"),
        ("Police arrested 40 students in Bol.", "arrested", "detained"),
        ("Guerrillas blew up a bridge on the Lempa River.", "blew", "destroyed"),
        ("They set the mayor's office on fire and looted shops.", "set", "damaged"),
        ("The shelling displaced thousands of families.", "displaced", "displaced"),
        ("The raid lasted two hours.", "raid", None),
        # nothing befell anybody
        ("No one was killed in the raid.", "killed", None),
        ("The bomb went off without wounding anybody.", "wounding", None),
        ("He survived an assassination attempt in May.", "assassination", None),
        ("The attempted murder of the judge shocked Bol.", "murder", None),
        ("Judges have received death threats since May.", "death", None),
        ("The guard escaped unhurt when gunmen fired on his post.", "fired", None),
    ],
)
def test_the_word_of_the_event_tells_its_effect(text: str, word: str, effect: str | None) -> None:
    kind = "COERCE" if effect == "detained" else "ASSAULT"
    told = tell(text, Word(word, kind), trees=False)
    assert told.event(word).effect == effect


@pytest.mark.parametrize(
    ("text", "word", "effect"),
    [
        ("The ambush near Bol left eleven soldiers dead.", "ambush", "killed"),
        ("An explosion wounded several passers-by.", "explosion", "injured"),
        ("The clash ended without injuries.", "clash", None),
        ("Rebels attacked the town, but the mayor had died in May.", "attacked", None),
    ],
)
def test_a_word_of_harm_that_is_no_event_belongs_to_the_event_beside_it(
    text: str, word: str, effect: str | None
) -> None:
    assert tell(text, Word(word, "ASSAULT"), trees=False).event(word).effect == effect


def test_an_event_of_words_alone_has_no_effect() -> None:
    text = "The minister condemned the killing of two priests."
    told = tell(text, Word("condemned", "ACCUSE"), trees=False)
    assert told.event("condemned").effect is None


@pytest.mark.parametrize(
    ("text", "words", "measures"),
    [
        (
            "Gunmen murdered six priests and two cooks in Bol.",
            [Word("murdered", "ASSAULT", ("Gunmen",), ("six priests", "two cooks"))],
            {"six": "killed", "two": "killed"},
        ),
        (
            "Rebels ambushed 30 trucks and 12 guards near Bol.",
            [Word("ambushed", "ASSAULT", ("Rebels",), ("30 trucks", "12 guards"))],
            {"30": None, "12": None},
        ),
    ],
)
def test_those_an_event_befalls_are_counted_under_its_measure(
    text: str, words: list[Word], measures: dict[str, str | None]
) -> None:
    told = tell(text, *words, trees=False)
    assert {figure.text: figure.measure for figure in told.result.figures} == measures


def test_a_figure_of_nobody_takes_the_effect_back() -> None:
    text = "The blast hurt nobody, the mayor said."
    assert tell(text, Word("blast", "ASSAULT"), trees=False).event("blast").effect is None


@pytest.mark.parametrize(
    ("one", "other", "worse"),
    [("injured", "killed", "killed"), (None, "injured", "injured"), ("strength", None, None), (None, None, None)],
)
def test_the_graver_of_two_effects_counts(one: str | None, other: str | None, worse: str | None) -> None:
    assert graver(one, other) == worse
