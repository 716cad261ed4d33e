"""A figure is corrected from the page of its report, and everything that hangs on it follows."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from starlette.testclient import TestClient

from onrecord.opened import Ledger, open_ledger
from onrecord.show.workbench import create_app
from onrecord.show.workbench.correcting import correctable
from tests.show.workbench.conftest import ADDRESS, ORIGIN, REPORTS, TOKEN, filled

FIGURE = {"low": 800, "best": 800, "high": None, "unit": "kilometer ** 2", "dimension": "area"}


def test_the_fields_hold_what_stands_now_and_an_open_end_is_empty() -> None:
    found = correctable(FIGURE, {})
    assert (found.low, found.best, found.high, found.unit) == ("800", "800", "", "kilometer ** 2")
    assert found.units[0] == ("kilometer ** 2", "km²")
    assert ("meter ** 2", "m²") in found.units


@pytest.mark.parametrize(
    ("change", "low", "unit", "units"),
    [
        ({"low": 7.25}, "7.25", "kilometer ** 2", 8),
        ({"unit": "meter ** 2"}, "800", "meter ** 2", 8),
        ({"unit": "furlong", "dimension": "other"}, "800", "furlong", 1),
    ],
)
def test_what_was_ruled_stands_in_the_fields(change: dict[str, Any], low: str, unit: str, units: int) -> None:
    found = correctable(FIGURE, change)
    assert (found.low, found.unit, len(found.units)) == (low, unit, units)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[tuple[TestClient, Ledger]]:
    with open_ledger(filled(tmp_path, REPORTS[:1])) as ledger:
        client = TestClient(create_app(ledger, token=TOKEN), base_url=ADDRESS, headers=ORIGIN)
        client.get("/", params={"token": TOKEN})
        yield client, ledger


def test_a_figure_is_corrected_by_the_form_beside_it_and_what_was_not_changed_stays(
    desk: tuple[TestClient, Ledger],
) -> None:
    client, ledger = desk

    def fields() -> dict[str, str]:
        page = html.fromstring(client.get("/documents/D1", params={"fix": "fig1"}).text)
        inside = page.xpath("//*[@form='fixing'][@name] | //form[@id='fixing']//input")
        return {one.get("name"): one.value or "" for one in inside}

    before = fields()
    assert (before["act"], before["on"], before["low"], before["high"]) == ("correct", "D1/fig1", "13", "")
    sent = client.post("/judgements", data={**before, "low": "12", "reason": "misread"}, follow_redirects=False)
    assert (sent.status_code, sent.headers["location"]) == (303, "/documents/D1#fig1")
    (made,) = ledger.judgements()[-1:]
    assert {name: one["after"] for name, one in made.change.items()} == {"low": 12}
    assert fields()["low"] == "12"
    stale = client.post("/judgements", data={**before, "low": "11"})
    assert stale.status_code == 409


def test_a_correction_that_changes_nothing_says_so(desk: tuple[TestClient, Ledger]) -> None:
    sent = desk[0].post("/judgements", data={"on": "D1/fig1", "act": "correct", "low": "13"})
    assert sent.status_code == 400
    assert "says so already" in sent.text


def test_only_the_figure_that_is_to_be_corrected_has_fields(desk: tuple[TestClient, Ledger]) -> None:
    client, _ = desk
    page = html.fromstring(client.get("/documents/D1").text)
    assert page.xpath("//*[@id='fig1']//a[@class='fix']/@href") == ["/documents/D1?fix=fig1#fig1"]
    assert not page.xpath("//*[@form='fixing']")
    assert client.get("/documents/D1", params={"fix": "fig999"}).status_code == 200
