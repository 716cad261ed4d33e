"""Copies told from reports of the same event: what was cut, edited, rewritten, and which figure was changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.weigh.copies import likeness, sketch

WIRE = """KRAVNO (Inland Wire) — At least 9 people were killed and 31 wounded when shells hit the covered market of \
Kravno on Tuesday morning, the regional governor, Ivo Stanić, said.

"We counted nine bodies before noon," Stanić told reporters at the scene. "There will be more."

The army said the fire came from the hills east of the river. The rebels of the Northern Front denied that they \
had fired on the town.

The market lies 400 metres from the district police station. Two fire engines were destroyed, and power was cut \
in three quarters of the town.

Talks between the two sides are to resume on Friday in Vienna. The mission's mandate ends on 10 March."""

PARAGRAPHS = WIRE.split("\n\n")
NEW_LEAD = "Fear returned to the valley this week. Residents of Kravno spoke of smoke and closed shops.\n\n" + WIRE
REWRITTEN = """At least nine people died and 31 were injured when shells struck Kravno's covered market on \
Tuesday morning, according to regional governor Ivo Stanić.

"We counted nine bodies before noon," Stanić told reporters at the scene. "There will be more."

According to the army, the fire came from hills east of the river. The rebels of the Northern Front denied \
firing on the town.

The market is 400 metres from the district police station. Two fire engines were destroyed and electricity was \
cut in three quarters of the town.

The two sides' talks resume on Friday in Vienna. The mandate of the mission ends on 10 March."""
OWN_REPORT = """Nine people are dead after an attack on a market in the town of Kravno, the governor said.

"We counted nine bodies before noon," Ivo Stanić told reporters at the scene. "There will be more."

A doctor at the town's hospital, reached by telephone, put the number of wounded at 40. She said many had burns. Our \
correspondent saw a crater two metres wide. No group has claimed responsibility."""


@pytest.mark.parametrize(
    ("later", "kind"),
    [
        (WIRE, "identical"),
        (WIRE.replace("\n\n", "\n").replace('"', "“"), "identical"),
        ("\n\n".join(PARAGRAPHS[:3]), "cut"),
        (NEW_LEAD, "edited"),
        (WIRE.replace("At least 9", "At least 19"), "edited"),
        (REWRITTEN, "rewritten"),
        (OWN_REPORT, None),
        ("The governor opened a bridge on Monday. He thanked the builders and cut a ribbon.", None),
        ("", None),
    ],
)
def test_the_kind_of_copy(later: str, kind: str | None) -> None:
    assert likeness(later, WIRE).kind == kind


def test_a_changed_figure_is_found_where_it_stands() -> None:
    copy = WIRE.replace("At least 9", "At least 19").replace("KRAVNO (Inland Wire) — ", "")
    (change,) = likeness(copy, WIRE).changed
    assert (change.before, change.after, change.span.of(copy)) == ("9", "19", "19")


def test_a_changed_name_is_found() -> None:
    copy = WIRE.replace("on Friday in Vienna", "on Friday in Geneva")
    assert [(change.before, change.after) for change in likeness(copy, WIRE).changed] == [("Vienna", "Geneva")]


@pytest.mark.parametrize(
    ("words", "instead", "before", "after"),
    [
        ("400 metres", "400 kilometres", "400 metres", "400 kilometres"),
        ("Two fire engines", "Three fire engines", "Two", "Three"),
        ("Ivo Stanić, said", "Iva Stanić, said", "Ivo Stanić", "Iva Stanić"),
        ("10 March", "11 March", "10", "11"),
    ],
)
def test_what_a_copy_changed(words: str, instead: str, before: str, after: str) -> None:
    found = likeness(WIRE.replace(words, instead), WIRE)
    assert [(change.before, change.after) for change in found.changed] == [(before, after)]
    assert found.kind == "edited"


def test_money_is_changed_with_its_sign_and_scale() -> None:
    one = "The ministry asked for $2 million on Monday and said it would not take part in any talks before then. " * 2
    (change, *_) = likeness(one.replace("$2", "$20"), one).changed
    assert (change.before, change.after) == ("$2 million", "$20 million")


def test_a_cut_copy_with_a_wrong_figure_is_still_a_cut() -> None:
    cut = "\n\n".join(PARAGRAPHS[:3]).replace("At least 9", "At least 19")
    found = likeness(cut, WIRE)
    assert (found.kind, [(change.before, change.after) for change in found.changed]) == ("cut", [("9", "19")])


def test_a_longer_speech_quoted_by_two_reporters_is_no_copy() -> None:
    speech = '"' + "We will not leave this town while one house in it still stands, and they know it. " * 4 + '"'
    one = f"The commander spoke at dawn in the square of Lesk. {speech} Snow lay on the guns."
    other = f"Hundreds came to hear him, some with children on their arms. {speech} He then left for the border."
    assert likeness(one, other).kind is None


@given(st.text(max_size=400), st.text(max_size=400))
def test_any_two_texts_can_be_compared(one: str, other: str) -> None:
    found = likeness(one, other)
    assert 0 <= found.of_later <= 1
    assert 0 <= found.of_earlier <= 1
    assert all(change.span.of(one) == change.after for change in found.changed)


def test_copies_share_their_sketch_and_strangers_do_not() -> None:
    def shared(text: str) -> int:
        return len(set(sketch(text)) & set(sketch(WIRE)))

    assert shared(NEW_LEAD) > 15
    assert shared(REWRITTEN) >= 5
    assert shared(OWN_REPORT) <= 2
    assert len(sketch(WIRE)) == 32
    assert sketch("Too short to tell") == ()
    assert all(0 <= value < 2**63 for value in sketch(WIRE))
