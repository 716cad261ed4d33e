"""Many accepted at once: seen before, one ruling each, and nobody's ruling overrun."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from onrecord.opened import Ledger, open_ledger
from onrecord.show.workbench import create_app
from tests.show.workbench.conftest import ADDRESS, ORIGIN, REPORTS, TOKEN, filled


@pytest.fixture
def ana(tmp_path: Path) -> Iterator[tuple[TestClient, Ledger]]:
    with open_ledger(filled(tmp_path, REPORTS[:2])) as ledger:
        client = TestClient(create_app(ledger, token=TOKEN), base_url=ADDRESS, raise_server_exceptions=False)
        client.get("/", params={"token": TOKEN})
        client.post("/preferences/reviewer", data={"name": "Ana Reviewer"}, headers=ORIGIN)
        yield client, ledger


def ticked(client: TestClient) -> list[str]:
    found = html.fromstring(client.get("/review/bulk").text)
    return [one.get("value") for one in found.xpath("//input[@type='checkbox' and @checked]")]


def test_the_preview_has_what_the_queue_shows_and_writes_nothing(ana: tuple[TestClient, Ledger]) -> None:
    client, ledger = ana
    queue = [one.get("id") for one in html.fromstring(client.get("/review").text).find_class("entry")]
    assert [value.split()[0] for value in ticked(client)] == queue
    assert queue
    assert ledger.judgements() == []


def test_only_what_is_ticked_is_accepted_each_by_a_ruling_of_its_own(ana: tuple[TestClient, Ledger]) -> None:
    client, ledger = ana
    marks = ticked(client)
    answer = client.post("/review/bulk", data={"mark": marks[1:]}, headers=ORIGIN)
    assert answer.status_code == 200
    ruled = [(one.author, one.act, one.on) for one in ledger.judgements()]
    assert ruled == [("Ana Reviewer", "accept", mark.split()[0]) for mark in marks[1:]]
    assert [value.split()[0] for value in ticked(client)] == [marks[0].split()[0]]
    undo = html.fromstring(answer.text).xpath("//button[@name='mark']/@value")[0]
    client.post("/judgements/mark", data={"mark": undo, "back": "/review"}, headers=ORIGIN)
    assert marks[1].split()[0] in " ".join(ticked(client))


def test_what_somebody_ruled_on_meanwhile_is_left_as_it_is(ana: tuple[TestClient, Ledger]) -> None:
    client, ledger = ana
    marks = ticked(client)
    first = marks[0].split()[0]
    ledger.judge(first, "reject", author="Bo Reviewer")
    answer = client.post("/review/bulk", data={"mark": marks}, headers=ORIGIN)
    assert "1 left as they are" in html.fromstring(answer.text).text_content()
    assert [(one.author, one.act) for one in ledger.judgements(on=first)] == [("Bo Reviewer", "reject")]
    assert len(ledger.judgements()) == len(marks)


@pytest.mark.parametrize("mark", ["D1/eve1 0", "D1 0", "C", "all", "", "E1 0", "E1/fig1 0"])
def test_only_what_waits_here_is_accepted_so(ana: tuple[TestClient, Ledger], mark: str) -> None:
    client, ledger = ana
    assert client.post("/review/bulk", data={"mark": mark}, headers=ORIGIN).status_code == 400
    assert ledger.judgements() == []


@pytest.mark.parametrize("kind", ["figures", "flags", "all"])
def test_every_kind_is_accepted_after_a_look(ana: tuple[TestClient, Ledger], kind: str) -> None:
    client, ledger = ana
    found = html.fromstring(client.get("/review/bulk", params={"kind": kind}).text)
    marks = [one.get("value") for one in found.xpath("//input[@type='checkbox' and @checked]")]
    queue = html.fromstring(client.get("/review", params={"kind": kind}).text).find_class("entry")
    assert [mark.split()[0] for mark in marks] == [one.get("data-name") for one in queue] != []
    back = found.xpath("//form[@action='/review/bulk']//input[@name='back']/@value")[0]
    answer = client.post("/review/bulk", data={"mark": marks, "back": back}, headers=ORIGIN)
    assert [(one.act, one.on) for one in ledger.judgements()] == [("accept", mark.split()[0]) for mark in marks]
    assert f"/review?kind={kind}" in html.fromstring(answer.text).xpath("//div[@role='status']//a/@href")
