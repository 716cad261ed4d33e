"""Which numbers belong to which event."""

from __future__ import annotations

import pytest

from tests.resolve.events.door import Word, tell


@pytest.mark.parametrize(
    ("text", "word", "kind", "figures"),
    [
        ("The blast killed at least 13 dockworkers in Odesa.", "killed", "ASSAULT", ["at least 13"]),
        ("Police arrested 40 people and seized 12 rifles.", "arrested", "COERCE", ["40"]),
        ("Some 3,000 people marched through Minsk on Sunday.", "marched", "PROTEST", ["Some 3,000"]),
        ("Japan gave $5 million in aid to Nepal.", "aid", "AID", ["$5 million"]),
        ("The bomb killed nine people 40 km north of Herat.", "killed", "ASSAULT", ["nine"]),
        ("The talks were 20% longer than planned.", "talks", "CONSULT", []),
        ("Gunmen killed a 30-year-old farmer.", "killed", "ASSAULT", []),
        ("No one was killed in the raid.", "killed", "ASSAULT", ["No one"]),
    ],
)
def test_figures_of_one_event(text: str, word: str, kind: str, figures: list[str]) -> None:
    told = tell(text, Word(word, kind))
    assert told.figures(word) == figures


def test_each_event_of_a_sentence_has_its_own_victims() -> None:
    text = "A bomb killed nine people in Kabul and police arrested 40 students in Herat."
    told = tell(text, Word("killed", "ASSAULT"), Word("arrested", "COERCE"))
    assert (told.figures("killed"), told.figures("arrested")) == (["nine"], ["40"])


def test_the_toll_of_the_next_sentence_belongs_to_the_attack_before_it() -> None:
    text = "Gunmen attacked a bus near Cali on Friday. Another 12 people were injured."
    told = tell(text, Word("attacked", "ASSAULT"))
    assert told.figures("attacked") == ["12"]


def test_a_figure_knows_its_event() -> None:
    told = tell("The blast killed at least 13 dockworkers.", Word("killed", "ASSAULT"))
    assert [figure.event for figure in told.result.figures] == ["eve1"]


def test_the_killed_are_no_figure_of_talks() -> None:
    text = "The two sides held talks in Oslo after fighting killed 30 people."
    told = tell(text, Word("talks", "CONSULT"))
    assert "30" not in told.figures("talks")
