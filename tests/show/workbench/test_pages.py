"""What the pages show: the same rows everywhere, every word harmless, rulings that can be taken back."""

import csv
import hashlib
import io
import json
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from tomllib import loads
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from lxml import html
from starlette.testclient import TestClient

from onrecord.opened import Ledger, open_ledger
from onrecord.show.workbench import create_app
from onrecord.show.workbench.pages import views
from tests.show.workbench.conftest import ADDRESS, FIRE, ORIGIN, REPORTS, TOKEN, filled
from tests.show.workbench.payloads import PAYLOADS

STATIC = files("onrecord.show.workbench") / "static"
PAGES = [page.path for page, _ in views() if page is not None and page.order is not None]


def let_in(ledger: Ledger) -> TestClient:
    """A browser at the desk of that ledger."""
    client = TestClient(create_app(ledger, token=TOKEN), base_url=ADDRESS, raise_server_exceptions=False)
    client.get("/", params={"token": TOKEN})
    return client


def every_page(client: TestClient, ledger: Ledger) -> Iterator[tuple[str, str]]:
    """Every page with an address of its own, of an event, of a report, with its words."""
    paths = sorted({page.path for page, _ in views() if page is not None and page.path})
    paths += [f"/review?kind={kind}" for kind in ("figures", "flags", "all")] + ["/review/bulk?kind=all"]
    paths += [f"/events/{one.id}" for one in ledger.events()]
    paths += [f"/documents/{one.id}" for one in ledger.documents(include_superseded=True)]
    paths += [f"/claims/{one.id}" for one in ledger.claims()][:30] + [f"/flags/{one.id}" for one in ledger.flags()][:30]
    paths += [f"/actors/{one.id}" for one in ledger.actors()][:30] + [f"/due/{one.id}" for one in ledger.due()][:9]
    paths += [f"/sources/outlet?name={quote(one.name)}" for one in ledger.sources()][:30]
    paths += ["/network/actors?draw=all&large=true", "/network/sources"]
    paths += ["/search?q=dockworkers", "/search?q=dockworkers&among=documents", f"/search?q={quote(PAYLOADS[0])}"]
    for path in [*paths, "/no-such-page", "/events?about=nothingofthekind", "/events?since=never"]:
        yield path, client.get(path).text


@pytest.mark.parametrize("path", PAGES)
def test_every_page_of_the_navigation_is_there(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    found = html.fromstring(answer.text)
    assert len(found.xpath("//h1")) == 1
    assert found.xpath("//nav[@aria-label='Sections']//a[@aria-current='page']/@href") == [path]


@pytest.mark.parametrize("path", ["/events", "/documents", "/figures", "/claims", "/actors", "/due", "/flags"])
def test_a_list_has_the_same_rows_on_the_screen_as_csv_and_as_json(client: TestClient, path: str) -> None:
    shown = html.fromstring(client.get(path).text).xpath("//table/tbody/tr")
    cells = list(csv.DictReader(io.StringIO(client.get(f"{path}.csv").text)))
    told = client.get(f"{path}.json").json()
    assert len(shown) == len(cells) == len(told) > 0
    ids = [one.find_class("id")[0].text_content() for one in shown]
    assert ids == [one["id"] for one in cells] == [one["id"] for one in told]


FILES = ["/", "/events/E1", "/documents/D1", "/claims/C1", "/due/U1", "/flags", "/review?kind=all", "/review/agreement",
         "/search?q=fire", "/history", "/saved", "/refusals", "/sources", "/actors/A1"]  # fmt: skip


def test_every_file_that_a_page_offers_is_there(client: TestClient, burnt: Ledger) -> None:
    """CSV, JSON or SVG of every page, under the same filter, named, and never in place of the page."""
    pages = [*FILES, *(f"/flags/{one.id}" for one in burnt.flags())]
    offered: set[str] = set()
    for page in pages:
        links = html.fromstring(client.get(page).text).xpath("//a[@download]/@href")
        assert links or page in {"/saved", "/history"}, page
        offered.update(links)
    for link in offered:
        answer = client.get(link)
        assert answer.status_code == 200, link
        assert "attachment" in answer.headers["content-disposition"], link
        form = link.partition("?")[0].rpartition(".")[2]
        assert answer.headers["content-type"].partition(";")[0] == {
            "csv": "text/csv", "json": "application/json", "svg": "image/svg+xml"}[form], link  # fmt: skip
    assert {link.partition("?")[0].rpartition(".")[2] for link in offered} == {"csv", "json", "svg"}


@pytest.mark.parametrize(("page", "of", "count"), [
    ("/documents/D2", "/claims.csv?document=D2", lambda ledger: len(list(ledger.claims(document="D2")))),
    ("/events/E1", "/figures.csv?event=E1", lambda ledger: len(list(ledger.figures(event="E1")))),
])  # fmt: skip
def test_the_rows_of_a_file_are_those_of_its_page(
    client: TestClient, burnt: Ledger, page: str, of: str, count: Any
) -> None:
    assert of in html.fromstring(client.get(page).text).xpath("//a[@download]/@href")
    rows = list(csv.DictReader(io.StringIO(client.get(of).text)))
    listed = html.fromstring(client.get(of.replace(".csv", "")).text).xpath("//tbody/tr")
    assert len(rows) == len(listed) == count(burnt) > 0


def test_a_list_is_turned_page_by_page_without_a_gap(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.show.workbench.listing.page_of.__kwdefaults__", {"page": 1, "rows": 2})
    seen: list[str] = []
    path = "/documents"
    while path:
        found = html.fromstring(client.get(path).text)
        seen += [one.text_content() for one in found.xpath("//tbody//td[@class='title']//*[@class='id']")]
        path = next(iter(found.xpath("//a[@rel='next']/@href")), "")
    assert seen == [one["id"] for one in client.get("/documents.json").json()]


@pytest.mark.parametrize("among", ["claims", "documents"])
def test_what_is_found_is_the_same_on_its_pages_as_csv_and_as_json(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, among: str
) -> None:
    monkeypatch.setattr("onrecord.show.workbench.listing.page_of.__kwdefaults__", {"page": 1, "rows": 1})
    asked = {"q": "dockworkers OR fire", "among": among}
    seen: list[str] = []
    path = f"/search?{urlencode(asked)}"
    while path:
        found = html.fromstring(client.get(path).text)
        seen += [one.text_content() for one in found.xpath("//ul[@class='entries']//span[@class='id']")]
        last = found.xpath("//section[@id='list']/p[contains(@class, 'meta')]/span")[0].text_content()
        path = next(iter(found.xpath("//a[@rel='next']/@href")), "")
    told = client.get("/search.json", params=asked).json()
    cells = list(csv.DictReader(io.StringIO(client.get("/search.csv", params=asked).text)))
    assert seen == [one["id"] for one in told] == [one["id"] for one in cells]
    assert len(seen) > 1
    assert last == f"{len(seen)} hits"
    assert client.get("/search.json").json() == []


def test_every_link_keeps_the_filter(client: TestClient) -> None:
    found = html.fromstring(client.get("/events", params={"where": "Odesa", "as_of": "2025-03-02"}).text)
    links = found.xpath("//main//a/@href | //nav[@aria-label='Sections']//a/@href")
    assert links
    for link in links:
        assert "where=Odesa" in link, link
        assert "as_of=2025-03-02" in link, link


def test_a_word_can_be_taken_out_of_the_filter(client: TestClient) -> None:
    found = html.fromstring(client.get("/events", params={"where": "Odesa", "as_of": "2025-03-02"}).text)
    assert found.xpath("//p[@class='given']/a/@href") == ["/events?as_of=2025-03-02", "/events?where=Odesa"]


def test_a_moment_in_the_past_knows_nothing_of_later_reports(client: TestClient) -> None:
    assert "D3" not in client.get("/documents", params={"as_of": "2025-03-02"}).text
    assert client.get("/documents/D3", params={"as_of": "2025-03-02"}).status_code == 404
    assert "Toll rises" not in client.get("/", params={"as_of": "2025-03-02"}).text


def test_nothing_found_says_what_to_do(client: TestClient) -> None:
    words = client.get("/events", params={"about": "nothingofthekind"}).text
    assert "Look at everything" in words


def test_an_empty_ledger_has_pages_too(tmp_path: Path) -> None:
    with open_ledger(tmp_path / "empty.ledger") as ledger:
        client = let_in(ledger)
        for path in PAGES:
            answer = client.get(path)
            assert answer.status_code == 200, path


@pytest.mark.parametrize("name", ["course", "map"])
def test_a_drawing_is_kept_as_a_file_that_needs_nothing_else(client: TestClient, name: str) -> None:
    answer = client.get(f"/situation/{name}.svg")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert "attachment" in answer.headers["content-disposition"]
    root = html.etree.fromstring(answer.content)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert root.find("{http://www.w3.org/2000/svg}style") is not None
    assert not re.search(r"(href|src)=\"(?!#)", answer.text)


def test_a_stretch_of_a_report_has_an_address_of_its_own(client: TestClient) -> None:
    start = FIRE.index("at least 13")
    found = html.fromstring(client.get(f"/documents/D1?at={start}-{start + 11}").text)
    assert "".join(one.text_content() for one in found.xpath("//*[contains(@class, 'at')][@data-s]")) == "at least 13"
    assert found.get_element_by_id("at") is not None


def test_every_run_of_a_report_stands_where_it_says(client: TestClient) -> None:
    """The code points of each run, over emoji and Cyrillic, are those of the text."""
    for number, report in enumerate(REPORTS, 1):
        text = client.get(f"/documents/D{number}.json").json()["document"]["text"]
        found = html.fromstring(client.get(f"/documents/D{number}").text)
        runs = found.xpath("//article//*[@data-s]")
        assert runs, report["title"]
        for run in runs:
            start, length = int(run.get("data-s")), int(run.get("data-n"))
            assert run.text_content() == text[start : start + length]


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger whose reports carry the payloads in every field, a few to a report."""
    reports: list[dict[str, Any]] = []
    for number in range(0, len(PAYLOADS), 4):
        some = PAYLOADS[number : number + 4]
        who = some[0].replace('"', "")[:60]
        reports.append({
            "id": some[1], "title": " ".join(some), "byline": some[2], "publisher": some[3],
            "url": f"https://x.example/{some[0]}",
            "published": f"2025-03-{1 + number // 4:02}",
            "text": f"Mayor {who} Deluca said on Friday that at least 1{number % 10} dockworkers {some[1]} were killed "
                    f"when rockets hit the port of Odesa.\n\n{some[2]}\n\n{some[3]} denied it, “{some[0]}”.",
        })  # fmt: skip
    reports.append({**REPORTS[0], "id": "js", "url": "javascript:alert('pwned')"})
    path = filled(tmp_path_factory.mktemp("hostile"), reports)
    with open_ledger(path) as ledger:
        yield ledger


def test_no_word_of_a_report_becomes_a_part_of_the_page(hostile: Ledger) -> None:
    client = let_in(hostile)
    for path, page in every_page(client, hostile):
        found = html.fromstring(page)
        scripts = found.xpath("//script")
        assert all(one.get("src", "").startswith("/static/") and not one.text for one in scripts), path
        strange = "//iframe|//object|//embed|//img|//image|//video|//audio|//base|//math|//template|//style|//animate"
        assert not found.xpath(strange), path
        for one in found.iter():
            for name, value in one.attrib.items() if isinstance(one.tag, str) else ():
                assert not name.startswith(("on", "style", "srcset", "ping", "hx-on", "data-hx")), (path, name)
                if name in {"href", "src", "action", "formaction", "hx-get", "hx-post"}:
                    assert re.match(r"(/(?!/)|#|https?://|data:,$)", value), (path, name, value)
                if name == "href" and value.startswith("http"):
                    assert one.get("rel") == "noreferrer noopener nofollow", (path, value)


def test_what_hides_in_a_name_is_shown(hostile: Ledger) -> None:
    words = let_in(hostile).get("/documents").text
    assert "\u202e" not in words
    assert "⟨RLO⟩" in words


def test_what_is_vendored_is_what_came() -> None:
    kept = loads((STATIC / "vendor" / "VENDORED.toml").read_text(encoding="utf-8"))
    named = {name: digest for package in kept["package"] for name, digest in package["sha256"].items()}
    root = Path(str(STATIC)) / "vendor"
    there = {path.relative_to(root).as_posix() for path in root.rglob("*") if path.is_file()} - {"VENDORED.toml"}
    assert there == set(named)
    for name, digest in named.items():
        assert hashlib.sha256((root / name).read_bytes()).hexdigest() == digest, name
    for package in kept["package"]:
        assert (root / package["licence_file"]).is_file()


def test_no_file_of_the_desk_asks_for_another_place() -> None:
    for path in Path(str(STATIC)).glob("**/*.*"):
        if path.suffix in {".css", ".js"} and "vendor" not in path.parts:
            assert not re.search(r"https?://|@import", path.read_text(encoding="utf-8")), path.name


# -- ruling


@pytest.fixture
def desk_of_two(tmp_path: Path) -> Iterator[tuple[TestClient, TestClient, Ledger]]:
    """Two people at one ledger, each with a browser and a name."""
    path = filled(tmp_path, REPORTS[:2])
    with open_ledger(path) as ledger:
        both = []
        for name in ("Ana Reviewer", "Bo Reviewer"):
            client = let_in(ledger)
            client.post("/preferences/reviewer", data={"name": name}, headers=ORIGIN)
            both.append(client)
        yield both[0], both[1], ledger


def rule(client: TestClient, **sent: str) -> Any:
    sent = {"back": "/documents/D1#fig1", **sent}
    return client.post("/judgements", data=sent, headers=ORIGIN, follow_redirects=False)


def test_a_ruling_is_kept_with_its_name_and_can_be_undone(desk_of_two: tuple[TestClient, TestClient, Ledger]) -> None:
    ana, _, ledger = desk_of_two
    assert rule(ana, on="D1/fig1", act="reject", expect="0").headers["location"] == "/documents/D1#fig1"
    assert [(one.author, one.act) for one in ledger.judgements(on="D1/fig1")] == [("Ana Reviewer", "reject")]
    entry = html.fromstring(ana.get("/documents/D1").text).get_element_by_id("fig1")
    assert "rejected" in entry.text_content()
    assert rule(ana, on="J1", act="undo", expect="1").status_code == 303
    entry = html.fromstring(ana.get("/documents/D1").text).get_element_by_id("fig1")
    assert not entry.find_class("ruled")


def test_one_button_rules_and_leads_back_to_its_entry(desk_of_two: tuple[TestClient, TestClient, Ledger]) -> None:
    ana, _, ledger = desk_of_two
    found = html.fromstring(ana.get("/documents/D1").text).get_element_by_id("fig1")
    marks = [button.get("value") for button in found.iter("button") if button.get("name") == "mark"]
    assert marks == ["accept D1/fig1 0 fig1", "reject D1/fig1 0 fig1"]
    sent = {"mark": marks[0], "back": "/documents/D1?as_of=2025-03-04"}
    answer = ana.post("/judgements/mark", data=sent, headers=ORIGIN, follow_redirects=False)
    assert answer.headers["location"] == "/documents/D1?as_of=2025-03-04#fig1"
    assert [one.act for one in ledger.judgements(on="D1/fig1")] == ["accept"]


def test_two_who_rule_at_once_both_see_both(desk_of_two: tuple[TestClient, TestClient, Ledger]) -> None:
    ana, bo, ledger = desk_of_two
    rule(ana, on="D1/fig1", act="correct", field="low", value="12", expect="0", reason="twelve by noon")
    answer = rule(bo, on="D1/fig1", act="reject", expect="0", reason="of another port")
    assert answer.status_code == 409
    words = html.fromstring(answer.text).text_content()
    assert all(part in words for part in ("twelve by noon", "of another port", "Ana Reviewer", "correct", "reject"))
    assert len(ledger.judgements(on="D1/fig1")) == 1


def test_who_was_slower_can_still_rule_as_they_did(desk_of_two: tuple[TestClient, TestClient, Ledger]) -> None:
    ana, bo, ledger = desk_of_two
    rule(ana, on="D1/fig1", act="accept", expect="0")
    answer = rule(bo, on="D1/fig1", act="correct", expect="0", low="12", best="12", high="14", reason="twelve by noon")
    assert answer.status_code == 409
    [form] = [one for one in html.fromstring(answer.text).forms if one.get("action") == "/judgements"]
    assert bo.post("/judgements", data=dict(form.form_values()), headers=ORIGIN).status_code == 200
    made = ledger.judgements(on="D1/fig1")[-1]
    assert (made.act, made.author, made.reason) == ("correct", "Bo Reviewer", "twelve by noon")
    assert {name: made.change[name]["after"] for name in ("low", "best", "high")} == {"low": 12, "best": 12, "high": 14}


def test_a_correction_by_pointing_at_words_takes_code_points(
    desk_of_two: tuple[TestClient, TestClient, Ledger],
) -> None:
    ana, _, ledger = desk_of_two
    start = FIRE.index("13")
    assert rule(ana, on="D1/fig1", act="correct", span=f"{start}-{start + 2}").status_code == 303
    after = ledger.judgements(on="D1/fig1")[0].change
    assert json.dumps(after).count(f"{start}") >= 1


@pytest.mark.parametrize(("sent", "status"), [
    ({"on": "D1/fig99", "act": "accept"}, 404),
    ({"on": "what?", "act": "accept"}, 400),
    ({"on": "D1/fig1", "act": "praise"}, 400),
    ({"on": "D1/fig1", "act": "correct", "field": "low", "value": "many"}, 400),
    ({"on": "D1/fig1", "act": "correct", "span": "9-5"}, 400),
    ({"on": "D1/fig1"}, 400),
])  # fmt: skip
def test_what_cannot_be_ruled_is_told_and_not_kept(
    desk_of_two: tuple[TestClient, TestClient, Ledger], sent: dict[str, str], status: int
) -> None:
    ana, _, ledger = desk_of_two
    assert rule(ana, **sent).status_code == status
    assert ledger.judgements() == []


def test_the_queue_has_what_matters_most_first_and_never_what_is_ruled(
    desk_of_two: tuple[TestClient, TestClient, Ledger],
) -> None:
    ana, _, ledger = desk_of_two
    first = [one.get("id") for one in html.fromstring(ana.get("/review").text).find_class("entry")]
    claims = {one.id: one for one in ledger.claims()}
    weights = [(1 - claims[name].confidence) * (1 + len(claims[name].statements)) for name in first]
    assert weights == sorted(weights, reverse=True)
    assert first
    rule(ana, on=first[0], act="accept")
    found = html.fromstring(ana.get("/review").text)
    assert [one.get("id") for one in found.find_class("entry")] == first[1:]
    assert first[0] in found.get_element_by_id("last").text_content()
