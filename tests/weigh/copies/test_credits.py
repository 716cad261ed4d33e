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


KNOWN = ("Steppe News Agency", "Bishkek Ledger", "Gulf Shipping Wire")


@pytest.mark.parametrize(
    ("text", "publisher", "agency"),
    [
        ("BATKEN, March 6 (SNA) - Drones struck a fuel depot." + BODY, "Bishkek Ledger", "Steppe News Agency"),
        ("BATKEN, March 6 (SNA) - Drones struck a fuel depot." + BODY, "Steppe News Agency", None),
        ("The smell had reached the bazaar.\n\nBATKEN (SNA) - Drones struck." + BODY, "Star", "Steppe News Agency"),
        ("(SNA) Drones struck a fuel depot." + BODY, "Star", "Steppe News Agency"),
        ("Drones struck." + BODY + "  (SNA)", "Star", "Steppe News Agency"),
        ("Two groups have claimed the attack, GSW reports." + BODY, "Star", "Gulf Shipping Wire"),
        ("Drones struck." + BODY + "\n\nWith material from GSW.", "Star", "Gulf Shipping Wire"),
        ("Drones struck." + BODY + "\n\nMaterial from the Steppe News Agency was used in this report.", "Star",
         "Steppe News Agency"),
        ("BATKEN (TSW) - Drones struck." + BODY, "Star", "TSW"),
        ("The Free Valley Front (FVF) denied it." + BODY, "Star", None),
        ("Officials of the UN (OCHA) reported it." + BODY, "Star", None),
    ],
)  # fmt: skip
def test_initials_of_an_outlet_that_is_known(text: str, publisher: str, agency: str | None) -> None:
    assert credited(text, publisher=publisher, known=KNOWN) == agency


def test_a_byline_may_be_an_agency() -> None:
    assert credited(BODY, byline="Reuters") == "Reuters"
    assert credited(BODY, byline="Ana Ruiz and AFP") == "AFP"
