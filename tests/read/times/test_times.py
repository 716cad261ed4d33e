"""What the grammar sees, what it refuses, and that no text can break it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.core.timex import Timex
from onrecord.read.segment import segment
from onrecord.read.times import find_times

WORDS = st.sampled_from(
    [
        "the",
        "a",
        "last",
        "next",
        "this",
        "of",
        "in",
        "on",
        "at",
        "by",
        "until",
        "to",
        "and",
        "from",
        "between",
        "early",
        "late",
        "mid",
        "two",
        "3",
        "14",
        "2013",
        "1990s",
        "48",
        "6:30",
        "p.m.",
        "Friday",
        "May",
        "March",
        "Sept.",
        "week",
        "years",
        "day",
        "night",
        "quarter",
        "summer",
        "ago",
        "later",
        "before",
        "Christmas",
        "every",
        "twice",
        "per",
        "now",
        "soon",
        "-",
        "–",
        ",",
        ".",
        "'",
        "s",
        "'s",
        "half",
        "first",
        "second",
        "fiscal",
        "FY24",
        "12/3/2011",
        "2001-09-11",
        "GMT",
        "(",
        ")",
        "$",
        "noon",
        "overnight",
        "weekend",
        "several",
        "few",
        "couple",
    ]
)


def found(text: str) -> list[Timex]:
    return find_times(segment(text))[0]


@pytest.mark.parametrize(
    ("text", "words", "tense", "bound"),
    [
        ("The ceasefire will hold until Friday night.", "Friday night", "future", "until"),
        ("She said on Monday that he would resign on Friday.", "Monday", "past", None),
        ("Grain was loaded by July 1.", "July 1", "past", "by"),
        ("The road has been closed since March 3.", "March 3", "past", "since"),
        ("The army agreed to withdraw on Friday.", "Friday", "future", None),
        ("The two sides agreed on Friday to a truce.", "Friday", "past", None),
    ],
)
def test_tense_and_bound(text: str, words: str, tense: str | None, bound: str | None) -> None:
    timex = found(text)[0]
    assert (timex.text, timex.tense, timex.bound) == (words, tense, bound)


@pytest.mark.parametrize(
    ("text", "dropped", "because"),
    [
        ("A 27-year-old teacher was killed.", "27-year", "an age"),
        ("The council adopted Resolution 1973.", "1973", "names something"),
        ("The Daily Mail reported it.", "Daily", "part of a name"),
        ("The Sunday Times quoted an official.", "Sunday", "part of a name"),
        ("Some 2000 soldiers crossed.", "2000", "a count"),
    ],
)
def test_what_is_no_time_is_dropped_with_its_reason(text: str, dropped: str, because: str) -> None:
    times, refused = find_times(segment(text))
    assert times == []
    assert any(item.span.of(text) == dropped and because in item.because and item.stage == "times" for item in refused)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=40).map(" ".join))
def test_spans_are_in_order_inside_the_text_and_equal_their_words(text: str) -> None:
    times, dropped = find_times(segment(text))
    end = 0
    for timex in times:
        assert end <= timex.span.start < timex.span.end <= len(text)
        assert timex.span.of(text) == timex.text
        end = timex.span.end
    assert all(item.span.of(text) for item in dropped)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_no_text_breaks_it(text: str) -> None:
    find_times(segment(text))


@pytest.mark.parametrize(
    "unit",
    [
        "the last ",
        "two ",
        "3-",
        "1,",
        "May ",
        "2013-",
        "early ",
        "Friday at ",
        "a ",
        "12:",
        "two years and ",
        "from ",
        "the first ",
        "\n",
        "'",
        "9/",
    ],
)
def test_hostile_text_takes_linear_time(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    analysis = segment(text)
    start = time.process_time()
    find_times(analysis)
    # 15 µs for each of at most 200,000 lexemes, and room for a slow machine; quadratic time would be hours.
    assert time.process_time() - start < 6
