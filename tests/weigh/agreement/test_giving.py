"""Who gives a number where no cue of speech says it."""

from __future__ import annotations

import pytest

from onrecord.weigh.agreement.giving import credited, giver


def mentions(text: str, *names: str) -> list[tuple[int, int, int]]:
    found = [(text.index(name), text.index(name) + len(name), number) for number, name in enumerate(names, 1)]
    return sorted(found)


@pytest.mark.parametrize(
    ("text", "words", "names", "who"),
    [
        ("His number this morning is 18.", "18", ["His"], "His"),
        ("The ministry's own number is still nine.", "nine", ["The ministry"], "The ministry"),
        ("Police put the crowd at 600.", "600", ["Police"], "Police"),
        ("The army puts them at six.", "six", ["The army"], "The army"),
        ("Lumi, the tenants' league that had called the rally, put the number at 3,000.", "3,000",
         ["Lumi", "the rally"], "Lumi"),
        ("Ilves said that the army had put the number at six.", "six", ["Ilves", "the army"], "the army"),
        ("Thirteen died there, going by the ministry's last count.", "Thirteen", ["the ministry"], "the ministry"),
        ("18 people died, by the count of the mayor.", "18", ["the mayor"], "the mayor"),
        ("18 people died according to the mayor.", "18", ["the mayor"], "the mayor"),
        ("In Orsk, 400 people (police) asked for bread.", "400", ["police"], "police"),
        ("Six fishermen (the army, which has owned up) died.", "Six", ["the army"], "the army"),
        ("A grenade killed 18 people, as the police said then.", "18", ["the police"], "the police"),
        ("The source says 18 officers fell as they were having tea.", "18", ["they"], None),
        ("The army met. Six fishermen died.", "Six", ["The army"], None),
        ("The fire covered 6,000 square metres.", "6,000", [], None),
        ("Ilves wept; the road is 12 miles long.", "12", ["Ilves"], None),
    ],
)  # fmt: skip
def test_a_number_is_of_who_is_said_to_give_it(text: str, words: str, names: list[str], who: str | None) -> None:
    start = text.index(words)
    found = giver(text, start, start + len(words), mentions(text, *names))
    assert (None if found is None else names[found - 1]) == who


def test_who_is_named_behind_a_number_is_not_who_is_named_behind_another_sentence() -> None:
    text = "Six died. He said so, according to the mayor."
    assert credited(text, 3, mentions(text, "the mayor")) is None
    assert credited("Six died according to the mayor.", 3, [(22, 31, 1)]) == 1
