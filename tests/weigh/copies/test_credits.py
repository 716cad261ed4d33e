"""Agencies that a report credits."""

from __future__ import annotations

import pytest

from onrecord.weigh.copies import credited

BODY = "\n\nAt least 13 people were killed on Friday, the mayor said. The army denied it."


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        ("KYIV (Reuters) — At least 13 people were killed." + BODY, "Reuters"),
        ("KRAVNO, March 4 (Inland Wire) - Shells hit the market." + BODY, "Inland Wire"),
        ("Shells hit the market." + BODY + "\n\nThe Associated Press contributed to this report.", "Associated Press"),
        ("Shells hit the market." + BODY + "\n\nAdditional reporting by AFP", "AFP"),
        ("Shells hit the market." + BODY + "\n\nSource: TASS", "TASS"),
        ("Shells hit the market." + BODY + "\n\n— Reuters", "Reuters"),
        ("Nine were killed in Kravno, AFP reports." + BODY, "AFP"),
        ("Nine were killed in Kravno, the ministry reports." + BODY, None),
        ("The governor (Ivo Stanić) spoke — briefly." + BODY, None),
        ("The front (Northern Command) - known for its raids - was quiet." + BODY, None),
        (BODY, None),
    ],
)
def test_the_agency_credited(text: str, agency: str | None) -> None:
    assert credited(text) == agency


def test_an_agency_does_not_credit_itself() -> None:
    assert credited("KYIV (Reuters) — At least 13 people were killed.", publisher="Reuters") is None


def test_a_byline_may_be_an_agency() -> None:
    assert credited(BODY, byline="Reuters") == "Reuters"
    assert credited(BODY, byline="Ana Ruiz and AFP") == "AFP"
