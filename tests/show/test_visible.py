"""Characters that hide or deceive are shown."""

import itertools
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.show.report.visible import line, oddities, visible


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("3\u202e1\u202c", "3⟨RLO⟩1⟨PDF⟩"),
        ("a\u200bb", "a⟨ZWSP⟩b"),
        ("\x1b[31mred", "⟨ESC⟩[31mred"),
        ("\x9b31m", "⟨U+009B⟩31m"),
        ("tag\U000e0041", "tag⟨U+E0041⟩"),
        ("🧑\u200d🚒", "🧑\u200d🚒"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("in\u200dside", "in⟨ZWJ⟩side"),
        ("Odesa, Łódź, Kyiv", "Odesa, Łódź, Kyiv"),
    ],
)
def test_hidden_characters_are_labelled(raw: str, shown: str) -> None:
    assert visible(raw) == shown


@pytest.mark.parametrize(
    ("text", "words", "because"),
    [
        ("in Kуiv today", "Kуiv", "mixes Latin and Cyrillic"),
        ("killed ١٣ people", "١٣", "digits of another script, 13 in ours"),
        ("killed \u202e31\u202c", "\u202e", "right-to-left override"),
    ],
)
def test_deceptive_words_are_named(text: str, words: str, because: str) -> None:
    found = next(iter(oddities(text)))
    assert found.span.of(text) == words
    assert because in found.because


def test_honest_words_in_other_scripts_are_left_alone() -> None:
    assert list(oddities("Київ, Αθήνα, 北京, القاهرة, Łódź, café, 6 km²")) == []


@given(st.text())
def test_what_is_shown_holds_nothing_a_terminal_obeys(text: str) -> None:
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", visible(text))
    assert "\n" not in line(text)


@given(st.text(alphabet="aKу١2 \u202e\u200bЖ"))
def test_oddities_of_one_text_never_overlap(text: str) -> None:
    spans = sorted(item.span for item in oddities(text))
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
