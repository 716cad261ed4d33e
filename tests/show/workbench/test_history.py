"""The history of rulings: who changed what, the newest first, each with a way back; and a queue that leads nobody."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from starlette.testclient import TestClient

from onrecord.opened import Ledger, open_ledger
from onrecord.show.workbench import create_app
from tests.show.workbench.conftest import ADDRESS, ORIGIN, REPORTS, TOKEN, filled
from tests.show.workbench.payloads import PAYLOADS


@pytest.fixture
def ruled(tmp_path: Path) -> Iterator[tuple[TestClient, Ledger]]:
    """A desk on whose ledger two people have ruled: J1 to J3."""
    with open_ledger(filled(tmp_path, REPORTS)) as ledger:
        first, second = [one.id for one in ledger.claims()][:2]
        ledger.judge(first, "accept", author="Ana Reviewer", reason="as the tape has it")
        ledger.judge(second, "correct", author="Bo Reviewer", change={"certainty": "possible"})
        ledger.judge(first, "comment", author="Bo Reviewer", reason=PAYLOADS[0])
        client = TestClient(create_app(ledger, token=TOKEN), base_url=ADDRESS, raise_server_exceptions=False)
        client.get("/", params={"token": TOKEN})
        yield client, ledger


def rows(client: TestClient, **asked: str) -> list[str]:
    found = html.fromstring(client.get("/history", params=asked).text)
    return [row.get("id") for row in found.xpath("//table/tbody/tr")]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["J3", "J2", "J1"]),
        ({"by": "Bo Reviewer"}, ["J3", "J2"]),
        ({"act": "correct"}, ["J2"]),
        ({"by": "Ana Reviewer", "act": "correct"}, []),
        ({"on": "C99999"}, []),
        ({"on": "nothing of the kind"}, []),
    ],
)
def test_the_newest_comes_first_and_the_list_can_be_narrowed(
    asked: dict[str, str], expected: list[str], ruled: tuple[TestClient, Ledger]
) -> None:
    assert rows(ruled[0], **asked) == expected


def test_what_was_changed_is_shown_and_hostile_words_stay_words(ruled: tuple[TestClient, Ledger]) -> None:
    client, ledger = ruled
    page = html.fromstring(client.get("/history").text)
    assert "possible" in page.xpath("//tr[@id='J2']//ins")[0].text_content()
    assert PAYLOADS[0] in page.xpath("//tr[@id='J3']")[0].text_content()
    claim = ledger.judgements()[0].on
    assert rows(client, on=claim) == ["J3", "J1"]
    assert f'href="/history?on={claim}"' in client.get(f"/claims/{claim}").text


def test_a_judgement_is_taken_back_from_there_and_stays_in_the_list(ruled: tuple[TestClient, Ledger]) -> None:
    client, ledger = ruled
    mark = html.fromstring(client.get("/history").text).xpath("//tr[@id='J2']//button/@value")[0]
    client.post("/judgements/mark", data={"mark": mark, "back": "/history"}, headers=ORIGIN)
    assert [one.id for one in ledger.judgements() if one.undone_by] == ["J2"]
    page = html.fromstring(client.get("/history").text)
    assert page.xpath("//tr[@id='J2' and @class='past']//button") == []
    assert rows(client) == ["J4", "J3", "J2", "J1"]


def test_the_file_has_the_rows_of_the_screen(ruled: tuple[TestClient, Ledger]) -> None:
    client, _ = ruled
    told = list(csv.DictReader(io.StringIO(client.get("/history.csv", params={"by": "Bo Reviewer"}).text)))
    assert [row["id"] for row in told] == rows(client, by="Bo Reviewer")
    assert [one["id"] for one in client.get("/history.json").json()] == rows(client)


def test_a_reader_without_a_name_is_not_told_how_others_ruled(ruled: tuple[TestClient, Ledger]) -> None:
    client, _ = ruled
    text = html.fromstring(client.get("/review").text).text_content()
    assert "Ana Reviewer" not in text
    assert "Bo Reviewer" not in text
    assert "0 ruled" in text


def test_a_claim_is_corrected_and_commented_from_the_queue_without_javascript(ruled: tuple[TestClient, Ledger]) -> None:
    client, ledger = ruled
    page = html.fromstring(client.get("/review").text)
    claim = page.find_class("entry")[0].get("id")
    page = html.fromstring(client.get(f"/review?fix={claim}").text)
    form = {one.get("name"): one.get("value") for one in page.xpath("//form[@id='fix-certainty']/input")}
    answer = client.post("/judgements", data={**form, "value": "possible"}, headers=ORIGIN, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/review")
    assert next(one for one in ledger.claims() if one.id == claim).certainty == "possible"
    other = html.fromstring(client.get("/review").text).find_class("entry")[0].get("id")
    page = html.fromstring(client.get(f"/review?fix={other}").text)
    form = {one.get("name"): one.get("value") for one in page.xpath("//form[@id='fix-say']/input")}
    client.post("/judgements", data={**form, "reason": PAYLOADS[1]}, headers=ORIGIN)
    assert [(one.act, one.on, one.reason) for one in ledger.judgements()][-1] == ("comment", other, PAYLOADS[1])
    assert other in client.get("/review").text  # a comment decides nothing


def test_look_alikes_are_kept_apart_on_the_page_of_an_actor_until_that_is_taken_back(tmp_path: Path) -> None:
    reports = [
        {"id": "x", "publisher": "Coast Herald", "text": "The Coast Relief Mission (CRM) said 12 people were killed."},
        {"id": "y", "publisher": "Lake Review", "text": "Relief Mission said on Monday that 13 people were killed."},
    ]
    with open_ledger(filled(tmp_path, reports)) as ledger:
        client = TestClient(create_app(ledger, token=TOKEN), base_url=ADDRESS, raise_server_exceptions=False)
        client.get("/", params={"token": TOKEN})
        pair = next(ledger.candidates())

        def page() -> html.HtmlElement:
            return html.fromstring(client.get(f"/actors/{pair.a}").text)

        def sent(form: html.HtmlElement) -> dict[str, str]:
            return {one.get("name"): one.get("value") for one in form.xpath("./input | ./button")}

        merge, apart = sent(page().find_class("same")[0]), sent(page().find_class("apart")[0])
        assert (apart["act"], apart["on"], apart["value"], apart["expect"]) == ("apart", pair.b, pair.a, "0")
        assert client.post("/judgements", data=apart, headers=ORIGIN, follow_redirects=False).status_code == 303
        assert client.post("/judgements", data=apart, headers=ORIGIN).status_code == 409  # from a page that is old
        refused = client.post("/judgements", data={**merge, "expect": "J1"}, headers=ORIGIN)
        assert refused.status_code == 400
        assert "are kept apart since J1; undo that" in refused.text
        assert not page().find_class("same")
        for one in (pair.a, pair.b):
            shown = html.fromstring(client.get(f"/actors/{one}").text)
            assert shown.xpath("//section[@aria-labelledby='apart']//button/@value") == ["undo J1 1"]
        answer = client.post("/judgements/mark", data={"mark": "undo J1 1", "back": "/"}, headers=ORIGIN)
        assert answer.status_code == 200
        assert page().find_class("same")
        assert not page().xpath("//section[@aria-labelledby='apart']")


def test_look_alikes_are_merged_on_the_page_of_an_actor_and_parted_again(tmp_path: Path) -> None:
    reports = [
        {"id": "x", "publisher": "Coast Herald", "text": "The Coast Relief Mission (CRM) said 12 people were killed."},
        {"id": "y", "publisher": "Lake Review", "text": "Relief Mission said on Monday that 13 people were killed."},
    ]
    with open_ledger(filled(tmp_path, reports)) as ledger:
        client = TestClient(create_app(ledger, token=TOKEN), base_url=ADDRESS, raise_server_exceptions=False)
        client.get("/", params={"token": TOKEN})
        page = {one.id: html.fromstring(client.get(f"/actors/{one.id}").text) for one in ledger.actors()}
        forms = {name: found[0] for name, one in page.items() if (found := one.find_class("same"))}
        sent = {}
        for mine, form in forms.items():
            sent = {one.get("name"): one.get("value") for one in form.xpath("./input | ./button[@value='merge']")}
            assert (sent["act"], sent["value"], sent["expect"]) == ("merge", mine, "0")
            assert sent["on"] != mine
        assert len(forms) == 2
        before = len(list(ledger.actors()))
        assert client.post("/judgements", data=sent, headers=ORIGIN, follow_redirects=False).status_code == 303
        assert len(list(ledger.actors())) == before - 1
        assert client.post("/judgements", data=sent, headers=ORIGIN).status_code == 409  # from a page that is old
        mark = html.fromstring(client.get("/history").text).xpath("//button[@name='mark']/@value")[0]
        client.post("/judgements/mark", data={"mark": mark, "back": "/history"}, headers=ORIGIN)
        assert len(list(ledger.actors())) == before
