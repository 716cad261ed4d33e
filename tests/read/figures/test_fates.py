"""What befell the counted, told of by words further off: lists, parts of a whole, lives lost, trucks burned."""

from __future__ import annotations

import pytest

from onrecord.core import Figure
from onrecord.read.figures import find_figures
from onrecord.read.segment import segment


def figures(sentence: str) -> list[Figure]:
    return find_figures(segment(sentence))[0]


@pytest.mark.parametrize(
    ("sentence", "measures"),
    [
        # lists
        ("Two soldiers, three guards and five civilians died in the ambush.", ["killed"] * 3),
        ("Two trucks and five civilians were hit.", [None, None]),
        # parts of a whole
        ("At least 112 civilians, including 27 children, were killed.", ["killed", "killed"]),
        ("Police say nine people died, one of them an officer.", ["killed", "killed"]),
        ("Her wards had taken in 64 wounded, 11 of them children.", ["injured", "injured"]),
        ("Twenty soldiers were captured; 13 of them died in the camp.", ["captured", "killed"]),
        ("Of the 53 dead, 19 were under 18.", ["killed", "killed", None]),
        ("Four of the six attackers were shot dead.", ["killed", None]),
        ("None of the 44 passengers was hurt.", ["injured", None]),  # 0 injured
        ("Four soldiers were killed, three Armenians and one Azerbaijani.", ["killed"] * 3),
        ("Four soldiers were killed near three villages.", ["killed", None]),
        ("He buried one of the two paramedics killed on Saturday.", ["killed", "killed"]),
        ("The number rose to 53 after six of the wounded died.", [None, "killed"]),
        ("Some 78,000 people fled within six weeks; 9,000 of them crossed the lake.", ["displaced", None, "displaced"]),
        # deeds
        ("The murders of three reporters, two Salvadorans and a Dutchman, shocked Bol.", ["killed"] * 3),
        ("Nobody was tried for the six Jesuits' slaying.", ["killed"]),
        ("He announced the arrest of 45 soldiers.", ["detained"]),
        ("The victims of two attacks met.", [None]),
        # counts
        ("The number of people killed in Tuesday's airstrike on a village rose to 53.", ["killed"]),
        ("The number of victims is 59 and not 62.", ["casualties", None]),
        # lives
        ("The raid in which five officers lost their lives was in July.", ["killed"]),
        ("Two women were gunned down outside the church.", ["killed"]),
        ("Three men were found dead in a ditch.", ["killed"]),
        # people and things
        ("The guerrillas burned three trucks.", ["damaged"]),
        ("At least 10 buses were burned.", ["damaged"]),
        ("The guerrillas burned three villagers.", ["injured"]),
        ("Dynamite blew up two pylons.", ["destroyed"]),
        # another verb stands between, or another clause begins
        ("The shells killed 31, and two doctors said more would die.", ["killed", None]),
        ("The clash left 20 dead, and 44 rebels have surrendered.", ["killed", "captured"]),
    ],
)
def test_what_befell_them(sentence: str, measures: list[str | None]) -> None:
    assert [figure.measure for figure in figures(sentence)] == measures


@pytest.mark.parametrize(
    "sentence",
    ["BOGOTA, 30 Aug 89 (EFE) -- Rebels attacked.", "It began on 4 Feb 90.", "It began on 4 Feb 90, he said."],
)
def test_a_year_cut_to_two_digits_behind_a_month_is_no_figure(sentence: str) -> None:
    assert figures(sentence) == []
