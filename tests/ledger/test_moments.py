"""Moments: what a written date can mean, and how it is stored."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.errors import UsageError
from onrecord.ledger.moments import as_of, bounds, now


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2025", "2025-01-01T00:00:00Z", "2025-12-31T23:59:59Z"),
        ("2024-02", "2024-02-01T00:00:00Z", "2024-02-29T23:59:59Z"),
        ("2025-12", "2025-12-01T00:00:00Z", "2025-12-31T23:59:59Z"),
        ("2025-03-02", "2025-03-02T00:00:00Z", "2025-03-02T23:59:59Z"),
        ("2025-03-02T18:10", "2025-03-02T18:10:00Z", "2025-03-02T18:10:59Z"),
        ("2025-03-02T18:10Z", "2025-03-02T18:10:00Z", "2025-03-02T18:10:59Z"),
        ("2025-03-02T18:10:05Z", "2025-03-02T18:10:05Z", "2025-03-02T18:10:05Z"),
        ("2025-03-02T18:10:05.123456Z", "2025-03-02T18:10:05Z", "2025-03-02T18:10:05Z"),
        ("2025-03-02T00:30+02:00", "2025-03-01T22:30:00Z", "2025-03-01T22:30:59Z"),
        ("2025-03-02T18:10-0530", "2025-03-02T23:40:00Z", "2025-03-02T23:40:59Z"),
        (" 2025-03-02 ", "2025-03-02T00:00:00Z", "2025-03-02T23:59:59Z"),
        ("0999", "0999-01-01T00:00:00Z", "0999-12-31T23:59:59Z"),
    ],
)
def test_a_date_is_as_long_as_it_is_written(written: str, first: str, last: str) -> None:
    assert bounds(written) == (first, last)


@pytest.mark.parametrize(
    "written",
    [None, "", "yesterday", "2025-13", "2025-02-30", "2025-03-02T25:00", "2025-3-2", "02.03.2025", "2025/2026", "20251",
     "0000", "0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00", "2025-03-02T18:10+99:99", "٢٠٢٥"],
)  # fmt: skip
def test_what_is_no_date_is_none(written: str | None) -> None:
    assert bounds(written) is None


@pytest.mark.parametrize("written", ["9999", "9999-12", "9999-12-31", "9999-12-31T23:59", "9999-12-31T23:59:59Z"])
def test_the_end_of_the_calendar_has_an_end(written: str) -> None:
    found = bounds(written)
    assert found is None or found[1] == "9999-12-31T23:59:59Z"


@given(st.datetimes(), st.sampled_from([4, 7, 10, 16, 19]))
def test_a_shorter_date_holds_the_longer_ones(moment: object, length: int) -> None:
    written = moment.strftime("%Y-%m-%dT%H:%M:%S").rjust(19, "0")  # type: ignore[attr-defined]
    inner, outer = bounds(written), bounds(written[:length])
    assert inner is not None
    if outer is not None:
        assert outer[0] <= inner[0] <= inner[1] <= outer[1]
        assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", found) for found in outer)


def test_as_of_counts_to_the_end_of_what_is_named() -> None:
    assert as_of("2024-03-11") == "2024-03-11T23:59:59Z"
    assert as_of("2024-03-11T18:00Z") == "2024-03-11T18:00:59Z"
    assert as_of(None) is None


def test_as_of_nonsense_says_how_to_write_it() -> None:
    with pytest.raises(UsageError, match=r"--as-of 'last week': give a moment such as 2024-03-11"):
        as_of("last week")


def test_now_is_written_like_every_moment() -> None:
    assert re.fullmatch(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\dZ", now())
