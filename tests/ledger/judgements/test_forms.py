"""The forms of what a person gives: dates, spans, and how alike two stretches of text are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.core.span import Span
from onrecord.errors import UsageError
from onrecord.ledger.judgements.dates import check
from onrecord.ledger.judgements.evidence import likeness
from onrecord.ledger.judgements.spans import span_of


@pytest.mark.parametrize(
    ("written", "earliest", "latest"),
    [
        ("2024-03-08", "2024-03-08T00:00", "2024-03-08T23:59"),
        ("2024-03-08~", "2024-03-08T00:00", "2024-03-08T23:59"),
        ("2024-02", "2024-02-01T00:00", "2024-02-29T23:59"),
        ("1998", "1998-01-01T00:00", "1998-12-31T23:59"),
        ("199X", "1990-01-01T00:00", "1999-12-31T23:59"),
        ("19XX", "1900-01-01T00:00", "1999-12-31T23:59"),
        ("2021-21", "2021-03-01T00:00", "2021-05-31T23:59"),
        ("2021-24", "2021-12-01T00:00", "2022-02-28T23:59"),
        ("2021-34", "2021-04-01T00:00", "2021-06-30T23:59"),
        ("2024-03-08T18:30", "2024-03-08T18:30", "2024-03-08T18:30"),
        ("2025-03-02T16:10:00Z", "2025-03-02T16:10", "2025-03-02T16:10"),
        ("2022/2023", "2022-01-01T00:00", "2023-12-31T23:59"),
        ("2022-10/2023-03", "2022-10-01T00:00", "2023-03-31T23:59"),
        ("2024-03-15/..", "2024-03-15T00:00", None),
        ("../2024-03-15", None, "2024-03-15T23:59"),
    ],
)
def test_a_date_has_bounds(written: str, earliest: str | None, latest: str | None) -> None:
    assert check(written) == (earliest, latest)


@pytest.mark.parametrize(
    "written",
    ["", "/", "../..", "8 March", "2024-13", "2024-02-30", "24-03-08", "2024-3-8", "2024/2023", "2024-03-08T25:00",
     "199X-05", "2024-03-08/2024-03-10/2024-03-12", "٢٠٢٤", "0000", "2024-03-08\n"],
)  # fmt: skip
def test_what_is_no_date_is_refused(written: str) -> None:
    with pytest.raises(UsageError):
        check(written)


@given(st.text(max_size=40))
def test_anything_is_a_date_or_refused(written: str) -> None:
    try:
        earliest, latest = check(written)
    except UsageError:
        return
    assert earliest is None or latest is None or earliest <= latest


TEXT = "Кремль 😀 said nine people died.\nNine  people died."


@pytest.mark.parametrize(
    ("value", "words"),
    [("9-13", "said"), ("[9, 13]", "said"), ((9, 13), "said"), ([14, 18], "nine"), ("nine people", "nine people"),
     ("NINE PEOPLE DIED", "nine people died")],
)  # fmt: skip
def test_a_span_is_two_numbers_or_words(value: object, words: str) -> None:
    assert span_of(value, TEXT, near=None).of(TEXT) == words


def test_of_two_places_the_nearer_one_is_meant() -> None:
    assert span_of("people died", TEXT, near=Span(len(TEXT) - 1, len(TEXT))).of(TEXT) == "people died"
    assert span_of("people died", TEXT, near=Span(len(TEXT) - 1, len(TEXT))).start > TEXT.index("\n")


@pytest.mark.parametrize(
    "value", ["0-0", "5-4", "3-900", (0, 10**9), (True, 4), "", "ten people", None, 7, "6-7", "9-"]
)
def test_a_span_outside_the_text_is_refused(value: object) -> None:
    with pytest.raises(UsageError):
        span_of(value, TEXT, near=None)


SPANS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda pair: Span(pair[0], sum(pair))), min_size=1, max_size=6
)


@given(SPANS, SPANS)
def test_likeness_is_shared_characters_over_all_characters(one: list[Span], other: list[Span]) -> None:
    first = {place for span in one for place in range(*span)}
    second = {place for span in other for place in range(*span)}
    assert likeness(one, other) == pytest.approx(len(first & second) / len(first | second))
    assert likeness(one, other) == likeness(other, one)
