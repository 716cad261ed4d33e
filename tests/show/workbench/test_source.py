"""The page of an outlet: what is counted of it, and that the counts are those of its reports."""

import pytest
from lxml import html
from starlette.testclient import TestClient

from onrecord.opened import Ledger


def page(client: TestClient, name: str, **asked: str) -> html.HtmlElement:
    return html.fromstring(client.get("/sources/outlet", params={"name": name, **asked}).text)


def test_what_is_its_own_is_told_with_what_is_counted(client: TestClient, burnt: Ledger) -> None:
    for one in burnt.sources():
        found = page(client, one.name)
        assert found.xpath("string(//h1)") == one.name
        own, single = (node.text_content() for node in found.find_class("portion"))
        assert f"{one.own} of {one.documents} report" in own
        events = [event.status for event in burnt.events(publisher=one.name)]
        assert f"{events.count('single_origin')} of {len(events)} event" in single
        rows = found.xpath("//section[@id='list']//tbody/tr")
        assert len(rows) == one.documents


def test_who_copies_whom_is_told_on_both_pages(client: TestClient, burnt: Ledger) -> None:
    carried = [one for one in burnt.carriers() if one.relation == "copies"]
    assert carried
    for one in carried:
        (mine,) = page(client, one.a).xpath(f"//section[@aria-labelledby='carries']//tr[contains(., '{one.b}')]")
        (theirs,) = page(client, one.b).xpath(f"//section[@aria-labelledby='carried']//tr[contains(., '{one.a}')]")
        assert mine.xpath("td[2]/text()") == theirs.xpath("td[2]/text()") == [str(one.count)]


def test_the_speakers_of_a_page_are_those_of_the_file(client: TestClient, burnt: Ledger) -> None:
    told = client.get("/sources/outlet.json", params={"name": "coast herald"}).json()
    rows = page(client, "Coast Herald").xpath("//section[@aria-labelledby='speakers']//tbody/tr")
    assert [one["name"] for one in told["speakers"]] == [row.xpath("string(td[1]//bdi)") for row in rows]
    assert [str(one["claims"]) for one in told["speakers"]] == [row.xpath("string(td[2])") for row in rows]
    assert told["outlet"] == next(burnt.sources(publisher="Coast Herald")).to_dict()


def test_an_outlet_is_linked_where_it_is_named(client: TestClient) -> None:
    for path in ("/sources", "/documents", "/documents/D1", "/claims", "/"):
        links = html.fromstring(client.get(path).text).xpath("//a[contains(@href, '/sources/outlet?name=Coast')]")
        assert links, path


@pytest.mark.parametrize(("name", "status"), [("Coast Herald", 200), ("No Such Paper", 404), ("(not named)", 404),
                                              ("", 400), ("<script>", 404)])  # fmt: skip
def test_only_outlets_of_the_ledger_have_a_page(client: TestClient, name: str, status: int) -> None:
    assert client.get("/sources/outlet", params={"name": name}).status_code == status


def test_an_outlet_of_which_nothing_fits_has_a_page_that_says_so(client: TestClient) -> None:
    found = page(client, "Coast Herald", about="zeppelin")
    assert "0 of 0 reports" in found.find_class("portion")[0].text_content()
    assert "None of its reports fit" in found.get_element_by_id("list").text_content()
