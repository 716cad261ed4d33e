"""The page of an event: why each telling was joined, what may be the same, what people parted and put together."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from starlette.testclient import TestClient

from onrecord.opened import Ledger, open_ledger
from tests.show.workbench.conftest import ORIGIN, filled
from tests.show.workbench.test_pages import let_in

MARKET = "At least nine people were killed when shells hit the market of Orsk on Thursday, the mayor said."
AGAIN = "Shells that hit the market of Orsk on Thursday killed at least nine people, the mayor of the town said."
BRIDGE = "Gunmen shot two officers dead at a police post in Brod on Thursday, the police said."


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[tuple[TestClient, Ledger]]:
    """Two reports on the shelling of Orsk, and one on a shooting at Brod on the same day."""
    reports = [
        {"id": "a", "publisher": "Coast Herald", "published": "2025-03-06T18:00Z", "text": MARKET},
        {"id": "b", "publisher": "Lake Review", "published": "2025-03-07T06:00Z", "text": AGAIN},
        {"id": "c", "publisher": "Border Gazette", "published": "2025-03-07T08:00Z", "text": BRIDGE},
    ]
    with open_ledger(filled(tmp_path, reports)) as ledger:
        yield let_in(ledger), ledger


def attacks(ledger: Ledger) -> list[Any]:
    return list(ledger.events(type="ASSAULT"))


def page_of(client: TestClient, id: str) -> html.HtmlElement:
    return html.fromstring(client.get(f"/events/{id}").text)


def sent(form: html.HtmlElement, act: str) -> list[tuple[str, str]]:
    return [*form.form_values(), ("act", act)]


def post(client: TestClient, path: str, data: list[tuple[str, str]]) -> None:
    given: dict[str, list[str]] = {}
    for name, value in data:
        given.setdefault(name, []).append(value)
    assert client.post(path, data=given, headers=ORIGIN, follow_redirects=False).status_code == 303


def test_each_telling_stands_with_its_words_and_the_reason_why_it_was_joined(desk: tuple[TestClient, Ledger]) -> None:
    client, ledger = desk
    market = attacks(ledger)[0]
    assert len(market.documents) == 2
    rows = page_of(client, market.id).xpath("//ul[contains(@class, 'tellings')]/li")
    assert len(rows) == len(market.addresses)
    assert "first told here" in rows[0].text_content()
    assert "share" in rows[-1].text_content() or "both" in rows[-1].text_content()
    assert [row.xpath(".//input/@value")[0] for row in rows] == list(market.addresses)
    assert all(row.xpath(".//mark/text()") for row in rows)


def test_tellings_that_are_ticked_become_another_event_and_come_back(desk: tuple[TestClient, Ledger]) -> None:
    client, ledger = desk
    market = attacks(ledger)[0]
    [form] = page_of(client, market.id).xpath("//form[.//input[@name='member']]")
    other = [one for one in market.addresses if one.startswith("D2/")]
    ticked = [("member", one) for one in other]
    post(client, "/judgements", [*sent(form, "split"), ("reason", "the week before"), *ticked])
    assert attacks(ledger)[0].addresses == tuple(one for one in market.addresses if one not in other)
    assert any(set(one.addresses) == set(other) for one in attacks(ledger))
    [made] = ledger.judgements(on=market.id)
    assert (made.act, made.reason) == ("split", "the week before")
    page = page_of(client, market.id)
    [button] = page.xpath("//form[@class='ruling']//button[starts-with(@value, 'undo')]/@value")
    post(client, "/judgements/mark", [("mark", button), ("back", f"/events/{market.id}")])
    assert attacks(ledger)[0].addresses == market.addresses


def test_what_is_like_it_is_put_together_or_kept_apart_and_taken_back(desk: tuple[TestClient, Ledger]) -> None:
    client, ledger = desk
    market, bridge = attacks(ledger)
    page = page_of(client, market.id)
    [apart] = page.xpath("//ul[contains(@class, 'alike')]//form[@class='apart']")
    assert bridge.id in apart.getparent().text_content()
    post(client, "/judgements", sent(apart, "apart"))
    page = page_of(client, market.id)
    assert not page.xpath("//ul[contains(@class, 'alike')]")
    [undo] = page.xpath("//section[@aria-labelledby='apart']//button/@value")
    assert bridge.id in page.xpath("string(//section[@aria-labelledby='apart'])")
    post(client, "/judgements/mark", [("mark", undo), ("back", "/")])
    [same] = page_of(client, market.id).xpath("//ul[contains(@class, 'alike')]//form[@class='same']")
    post(client, "/judgements", sent(same, "merge"))
    [one] = attacks(ledger)
    assert (one.id, set(one.addresses)) == (market.id, {*market.addresses, *bridge.addresses})


def test_an_event_is_right_or_wrong_by_a_button(desk: tuple[TestClient, Ledger]) -> None:
    client, ledger = desk
    market = attacks(ledger)[0]
    [wrong] = page_of(client, market.id).xpath("//form[@class='ruling']//button[text()='wrong']/@value")
    post(client, "/judgements/mark", [("mark", wrong), ("back", "/")])
    assert market.id not in {one.id for one in ledger.events()}
    assert "rejected" in page_of(client, market.id).xpath("string(//form[@class='ruling'])")
