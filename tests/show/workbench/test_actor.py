"""The page of an actor: offices over time, what they say and what is said of them, the side they stand on."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html
from starlette.testclient import TestClient

from onrecord.opened import Ledger, open_ledger
from onrecord.show.workbench.drawing.lanes import WIDTH, lanes
from tests.show.workbench.conftest import filled
from tests.show.workbench.test_pages import let_in

STRIKE = (
    "Governor Ilmar Voss said on Thursday that the army had shelled the village of Brod. The army denied that "
    "Governor Voss had asked for help."
)
LATER = (
    "Ilmar Voss, the governor, said on Sunday that four people were wounded in Brod. Ana Deluca, a mayor, said that "
    "Voss had left the town."
)


@pytest.fixture(scope="module")
def brod(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two reports on one governor, a week apart."""
    return filled(tmp_path_factory.mktemp("brod"), [
        {"id": "a", "publisher": "Coast Herald", "published": "2025-03-06T10:00Z", "text": STRIKE},
        {"id": "b", "publisher": "Lake Review", "published": "2025-03-13T10:00Z", "text": LATER},
    ])  # fmt: skip


def page_of(ledger: Ledger, name: str, query: str = "") -> tuple[TestClient, html.HtmlElement, str]:
    """The page of the actor of that name, and its number."""
    number = next(one.id for one in ledger.actors() if name in one.names)
    client = let_in(ledger)
    return client, html.fromstring(client.get(f"/actors/{number}{query}").text), number


def test_a_role_stands_with_the_reports_that_give_it_and_leads_to_their_words(brod: Path) -> None:
    with open_ledger(brod) as ledger:
        client, page, _ = page_of(ledger, "Ilmar Voss")
        (row,) = page.xpath("//table[contains(@class, 'roles')]//tr[td]")
        assert row.xpath("normalize-space(td[1])").casefold() == "governor"
        assert "2025-03-06 – 2025-03-13" in row.text_content()
        links = row.xpath(".//a[@class='id']/@href")
        assert len(links) == 2
        for link in links:
            words = html.fromstring(client.get(link.partition("#")[0]).text).xpath("//*[contains(@class, 'at')]")
            assert any("overnor" in one.text_content() for one in words)


def test_what_they_say_and_what_is_said_of_them_are_two_lists_the_newest_first(brod: Path) -> None:
    with open_ledger(brod) as ledger:
        _, page, number = page_of(ledger, "Ilmar Voss")
        says = page.xpath("//section[@id='says']//li/p[1]/a/text()")
        told = page.xpath("//section[@id='told']//li/p[1]/a/text()")
        assert [one.text for one in ledger.claims(speaker=number, order="newest")] == says
        assert "four people" in says[0]
        assert any("left the town" in one for one in told)
        assert not set(says) & set(told)


def test_the_filter_of_the_address_holds_for_the_page_of_an_actor(brod: Path) -> None:
    with open_ledger(brod) as ledger:
        _, page, _ = page_of(ledger, "Ilmar Voss", "?as_of=2025-03-07")
        assert page.xpath("//section[@id='says']//li/p[1]/a")
        assert "four people" not in page.get_element_by_id("says").text_content()
        assert "2025-03-13" not in page.get_element_by_id("main").text_content()


def test_the_side_of_an_event_is_told(brod: Path) -> None:
    with open_ledger(brod) as ledger:
        event = next(one for one in ledger.events(type="ASSAULT") if one.actors)
        _, page, _ = page_of(ledger, event.actors[0])
        row = next(one for one in page.xpath("//section[@id='events']//tr[td]") if event.id in one.text_content())
        assert row.xpath("td[2]/text()") == ["does it"]


def test_who_was_merged_leads_to_whom_he_is_part_of(tmp_path: Path) -> None:
    with open_ledger(filled(tmp_path, [{"id": "a", "publisher": "Coast Herald", "text": LATER}])) as ledger:
        first, second = (next(one.id for one in ledger.actors() if name in one.names)
                         for name in ("Ilmar Voss", "Ana Deluca"))  # fmt: skip
        ledger.judge(second, "merge", author="Ana", change={"into": first})
        client = let_in(ledger)
        answer = client.get(f"/actors/{second}", follow_redirects=False)
        assert (answer.status_code, answer.headers["location"]) == (303, f"/actors/{first}")
        assert client.get("/actors/A999").status_code == 404


@given(st.lists(st.lists(st.dates().map(str), max_size=6), max_size=6))
def test_every_dot_of_a_lane_lies_on_its_line_within_the_drawing(rows: list[list[str]]) -> None:
    drawn = lanes(rows)
    assert (drawn is None) == (not any(rows))
    for row, lane in zip(rows, drawn.lanes if drawn else (), strict=False):
        assert 0 <= lane.left <= lane.right <= WIDTH
        assert all(lane.left <= dot <= lane.right for dot in lane.dots)
        assert bool(lane.dots) == bool(row)
