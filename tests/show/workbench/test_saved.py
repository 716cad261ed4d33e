"""Searches kept under a name: what is new since the last visit is counted, marked once, and nobody else's business."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from lxml import html
from starlette.testclient import TestClient

from onrecord.adding import add
from onrecord.errors import UsageError
from onrecord.opened import Ledger, open_ledger
from onrecord.show.workbench import create_app
from onrecord.show.workbench.fresh import Since
from onrecord.show.workbench.saved import LISTS, kept_words
from tests.show.workbench.conftest import ADDRESS, ORIGIN, REPORTS, TOKEN, filled


@pytest.fixture
def two(tmp_path: Path) -> Iterator[tuple[TestClient, TestClient, Ledger]]:
    """Two people at a ledger of two of the four reports."""
    with open_ledger(filled(tmp_path, REPORTS[:2])) as ledger:
        both = []
        for name in ("Ana Reviewer", "Bo Reviewer"):
            client = TestClient(create_app(ledger, token=TOKEN), base_url=ADDRESS, raise_server_exceptions=False)
            client.get("/", params={"token": TOKEN})
            client.post("/preferences/reviewer", data={"name": name}, headers=ORIGIN)
            both.append(client)
        yield both[0], both[1], ledger


def save(client: TestClient, address: str, name: str) -> Any:
    """By the form of the page itself, as a browser without scripts sends it."""
    page = html.fromstring(client.get(address).text)
    [form] = [one for one in page.forms if one.get("action") == "/saved"]
    return client.post("/saved", data={**dict(form.form_values()), "name": name}, headers=ORIGIN)


def listed(client: TestClient) -> dict[str, str]:
    page = html.fromstring(client.get("/saved").text)
    return {" ".join(one.xpath(".//h2/button")[0].text_content().split()):
            " ".join(one.xpath(".//h2/span")[0].text_content().split())
            for one in page.xpath("//ul[@id='list']/li")}  # fmt: skip


def press(client: TestClient, which: str, act: str, **sent: str) -> Any:
    page = html.fromstring(client.get("/saved").text)
    [entry] = [one for one in page.xpath("//ul[@id='list']/li") if which in one.xpath(".//h2/button")[0].text_content()]
    [form] = [one for one in entry.xpath(".//form") if one.get("action").endswith(f"/{act}")]
    return client.post(form.get("action"), data=sent, headers=ORIGIN)


def more(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "more.jsonl"
    path.write_text("".join(json.dumps(one) + "\n" for one in REPORTS[2:]), encoding="utf-8")
    assert add(ledger, [path]).added == 2


@pytest.mark.parametrize(("address", "of"), [
    ("/events?where=Odesa", "events"), ("/claims?certainty=certain", "claims"), ("/documents", "documents"),
    ("/figures?measure=killed", "figures"), ("/flags", "flags"), ("/actors", "actors"),
    ("/search?q=dockworkers", "hits"),
])  # fmt: skip
def test_what_came_in_since_is_counted_marked_and_then_seen(
    two: tuple[TestClient, TestClient, Ledger], tmp_path: Path, address: str, of: str
) -> None:
    ana, bo, ledger = two
    assert save(ana, address, "Порт 🔥").status_code == 200
    assert listed(ana) == {"Порт 🔥": "nothing new"}
    more(ledger, tmp_path)
    [told] = listed(ana).values()
    assert listed(bo) == {}
    answer = press(ana, "Порт", "open")
    asked = dict(parse_qsl(urlsplit(str(answer.url)).query))
    assert (urlsplit(str(answer.url)).path, asked.pop("new")) == (address.partition("?")[0], "D2")
    assert asked == dict(parse_qsl(urlsplit(address).query))
    page = html.fromstring(answer.text)
    assert told == f"{len(page.xpath('//section[@id=$list]//*[@class=$new]', list='list', new='new'))} new", of
    assert not told.startswith("0 ")
    assert listed(ana) == {"Порт 🔥": "nothing new"}


def test_what_takes_long_to_count_is_counted_behind_the_page(
    two: tuple[TestClient, TestClient, Ledger], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ana, _, ledger = two
    save(ana, "/claims", "claims")
    save(ana, "/documents", "reports")
    more(ledger, tmp_path)
    monkeypatch.setattr("onrecord.show.workbench.views.saved.ENOUGH", -1.0)
    assert listed(ana) == {"claims": "being counted", "reports": "being counted"}
    assert html.fromstring(ana.get("/saved").text).xpath("//noscript/meta[@http-equiv='refresh']")
    monkeypatch.undo()
    assert listed(ana)["reports"] == "2 new"
    assert [one["new"] for one in ana.get("/saved.json").json()] == [int(listed(ana)["claims"].split()[0]), 2]


def test_only_what_is_new_can_be_looked_at(two: tuple[TestClient, TestClient, Ledger], tmp_path: Path) -> None:
    ana, _, ledger = two
    save(ana, "/documents", "all")
    more(ledger, tmp_path)
    page = html.fromstring(press(ana, "all", "open").text)
    [only] = [one for one in page.xpath("//p[@class='since']/a") if one.text == "Only that"]
    rows = html.fromstring(ana.get(only.get("href")).text).xpath("//tbody//*[@class='id']/text()")
    assert [row for row in rows if row.startswith("D")] == ["D3", "D4"]


def test_a_search_is_renamed_and_deleted_without_a_script(two: tuple[TestClient, TestClient, Ledger]) -> None:
    ana, bo, _ = two
    save(ana, "/events?where=Odesa", "<script>port</script>")
    assert list(listed(ana)) == ["<script>port</script>"]
    assert save(ana, "/claims", "<SCRIPT>port</script>").status_code == 400
    assert press(ana, "port", "rename", name="the port").status_code == 200
    assert list(listed(ana)) == ["the port"]
    number = html.fromstring(ana.get("/saved").text).xpath("//ul[@id='list']/li/@id")[0].removeprefix("search")
    for act in ("open", "rename", "delete"):
        assert bo.post(f"/saved/{number}/{act}", data={"name": "mine"}, headers=ORIGIN).status_code == 404
    assert press(ana, "the port", "delete").status_code == 200
    assert listed(ana) == {}
    assert "has kept no search yet" in ana.get("/saved").text


@pytest.mark.parametrize(("path", "query"), [
    ("/review", ""), ("//evil.example", ""), ("/events?x=", ""), ("/events", "where=1%2C2%2C3"),
    ("/claims", "certainty=maybe"), ("/search", "q=%22"), ("/figures", "since=never"),
])  # fmt: skip
def test_what_the_ledger_would_not_understand_is_not_kept(
    two: tuple[TestClient, TestClient, Ledger], path: str, query: str
) -> None:
    ana, _, _ = two
    answer = ana.post("/saved", data={"name": "x", "path": path, "query": query}, headers=ORIGIN)
    assert answer.status_code == 400
    assert listed(ana) == {}


def test_of_an_address_only_its_filter_is_kept() -> None:
    written = "where=Odesa&page=7&new=D3&after=D9&type=ASSAULT&publisher=&token=x&rule=ucdp"
    assert kept_words("/events", written) == "type=ASSAULT&where=Odesa"
    assert kept_words("/figures", written) == "rule=ucdp&where=Odesa"
    with pytest.raises(UsageError):
        kept_words("/add", "")


@pytest.mark.parametrize(("written", "number"), [
    ("D41", 41), (" D0 ", 0), ("D041", None), ("41", None), ("E4", None), ("D४", None), ("", None), (None, None),
])  # fmt: skip
def test_up_to_which_report_somebody_had_looked(written: str | None, number: int | None) -> None:
    found = Since.of(written)
    assert (found.number if found is not None else None) == number


def test_every_list_that_can_be_kept_is_there(client: TestClient) -> None:
    for path in LISTS:
        assert client.get(path).status_code == 200
        assert 'action="/saved"' in client.get(path).text
    assert 'action="/saved"' not in client.get("/review").text + client.get("/").text
