"""Dates as pages, mails and people write them become EDTF, or nothing where they could be two."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.ingest.moment import moment


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("2024-03-11", "2024-03-11"),
        ("2024-03-11T18:10:00Z", "2024-03-11T18:10Z"),
        ("2024-03-11T18:10:00.123+02:00", "2024-03-11T18:10+02:00"),
        ("2024-03-11T18:10+0200", "2024-03-11T18:10+02:00"),
        ("2024-03-11 18:10", "2024-03-11T18:10"),
        ("2024-03-11 18:10:05 UTC", "2024-03-11T18:10Z"),
        ("Mon, 11 Mar 2024 18:10:00 +0200", "2024-03-11T18:10+02:00"),
        ("Mon, 11 Mar 2024 18:10:00 -0000 (UTC)", "2024-03-11T18:10Z"),
        ("Monday, March 11, 2024", "2024-03-11"),
        ("11 March 2024", "2024-03-11"),
        ("March 11th, 2024 at 6:10 p.m.", "2024-03-11T18:10"),
        ("Sept. 2, 2025, 12:05 am EDT", "2025-09-02T00:05-04:00"),
        ("March 11, 2024 6:10 PM ET", "2024-03-11T18:10"),  # summer or winter is not said
        ("2024-03", "2024-03"),
        ("2024", "2024"),
        ("2024-03~", "2024-03~"),
        (1710180600, "2024-03-11T18:10Z"),
        (1710180600000, "2024-03-11T18:10Z"),
        ("03/04/2024", None),  # March or April
        ("last Friday", None),
        ("2024-13-01", None),
        ("2024-02-30", None),
        ("February 30, 2024", None),
        ("2024-13", None),
        ("2024-03-11T25:10Z", "2024-03-11"),
        ("", None),
        (None, None),
        (True, None),
        (-5, None),
        (1e300, None),
        (10**400, None),
        (float("nan"), None),
        (["2024-03-11"], None),
        ("٢٠٢٤-٠٣-١١", None),
    ],
)
def test_a_moment_as_written(written: object, edtf: str | None) -> None:
    assert moment(written) == edtf


@settings(deadline=None)
@given(written=st.text(max_size=200) | st.integers() | st.floats())
def test_anything_is_a_moment_or_none(written: object) -> None:
    found = moment(written)
    assert found is None or found.isascii()


@settings(deadline=None)
@given(when=st.datetimes())
def test_what_isoformat_writes_comes_back(when: object) -> None:
    written = when.isoformat()  # type: ignore[attr-defined]
    found = moment(written)
    assert found is not None
    assert written.startswith(found)
