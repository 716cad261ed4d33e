"""The workbench in a real browser: no script of a report runs, nothing leaves, words and record find each other."""

import importlib.util
import os
import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import uvicorn

from onrecord.opened import Ledger, open_ledger
from onrecord.show.workbench import create_app
from onrecord.show.workbench.pages import views
from tests.show.workbench.conftest import REPORTS, TOKEN, filled
from tests.show.workbench.payloads import PAYLOADS
from tests.show.workbench.test_network import RAID

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
if importlib.util.find_spec("playwright") is None or CHROMIUM is None:
    if os.environ.get("CI"):
        raise RuntimeError("playwright or chromium is missing; without them the workbench is not tried")
    pytest.skip("no chromium or no playwright on this machine", allow_module_level=True)

from playwright.sync_api import expect, sync_playwright  # noqa: E402 - only where it is installed


class Served:
    """A desk on a free port, in a thread of its own."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        listening = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        config = uvicorn.Config(create_app(ledger, token=TOKEN), log_level="critical", ws="none")
        self.server = uvicorn.Server(config)
        self.thread = threading.Thread(target=self.server.run, kwargs={"sockets": [listening]}, daemon=True)
        self.thread.start()

    def stop(self) -> None:
        self.server.should_exit = True
        self.thread.join(10)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture(scope="module")
def served() -> Iterator[Callable[[Path], Served]]:
    desks: list[Served] = []

    def serve(path: Path) -> Served:
        desks.append(Served(open_ledger(path)))
        return desks[-1]

    yield serve
    for desk in desks:
        desk.stop()
        desk.ledger.close()


@pytest.fixture(scope="module")
def fire(served: Any, tmp_path_factory: pytest.TempPathFactory) -> Served:
    """The ledger of the fire, which these tests also rule on."""
    return served(filled(tmp_path_factory.mktemp("fire"), REPORTS))


@pytest.fixture
def visit(browser: Any) -> Iterator[Callable[..., Any]]:
    """A window that has been let in; afterwards nothing may have been thrown, refused, or asked of another place."""
    faults: list[str] = []
    contexts = []

    def go(desk: Served, path: str = "/", *, width: int = 1280, **context: Any) -> Any:
        opened = browser.new_context(viewport={"width": width, "height": 900}, reduced_motion="reduce", **context)
        contexts.append(opened)
        page = opened.new_page()
        page.on("console", lambda message: faults.append(message.text) if "status of 4" not in message.text else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: ours(request.url, desk))
        page.goto(f"{desk.address}/?token={TOKEN}")
        page.goto(desk.address + path)
        return page

    def ours(url: str, desk: Served) -> None:
        if not url.startswith((desk.address, "data:,")):
            faults.append(url)

    yield go
    for context in contexts:
        context.close()
    assert faults == []


def every_path(ledger: Ledger) -> list[str]:
    """Every page with an address of its own, and one of each event and report."""
    paths = sorted({page.path for page, _ in views() if page is not None and page.path})
    paths += ["/review?kind=all", "/review?kind=figures&fix=D1/fig1", "/search?q=dockworkers&new=D1"]
    paths += [f"/events/{one.id}" for one in ledger.events()]
    paths += [f"/actors/{one.id}" for one in ledger.actors(limit=2)]
    paths += [f"/sources/outlet?name={quote(one.name)}" for one in ledger.sources(limit=2)]
    paths += ["/network/sources", "/network/actors?draw=all&large=true"]
    return [*paths, *(f"/documents/{one.id}" for one in ledger.documents(include_superseded=True))]


def test_no_script_of_a_report_runs_on_any_page(visit: Any, served: Any, tmp_path: Path) -> None:
    reports = [
        {"id": f"{number} {some[0]}", "title": " ".join(some), "byline": some[1], "publisher": some[2],
         "url": f"https://x.example/{some[3]}", "published": "2025-03-02",
         "text": f"Mayor Ana {some[0].replace(chr(34), '')[:50]} Deluca said on Friday that 13 dockworkers were killed "
                 f"in Odesa.\n\n{some[1]}\n\n{some[2]} {some[3]}"}
        for number in range(0, len(PAYLOADS), 4) if (some := PAYLOADS[number : number + 4])
    ]  # fmt: skip
    desk = served(filled(tmp_path, reports))
    page = visit(desk)
    for path in every_path(desk.ledger):
        page.goto(desk.address + path)
        page.mouse.move(300, 400)
        assert page.title().endswith("· onrecord"), path


@pytest.mark.parametrize("width", [400, 1280])
def test_no_page_is_wider_than_its_window(visit: Any, fire: Served, width: int) -> None:
    page = visit(fire, width=width)
    for path in every_path(fire.ledger):
        page.goto(fire.address + path)
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), path


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_use_every_page(browser: Any, fire: Served, scheme: str) -> None:
    """By the rules of axe-core: contrast, names, landmarks, order of headings."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)  # axe is put into the page
    page = context.new_page()
    page.goto(f"{fire.address}/?token={TOKEN}")
    for path in [*every_path(fire.ledger), "/no-such-page"]:
        page.goto(fire.address + path)
        found = axe.run(page).response["violations"]
        grave = [one for one in found if one["impact"] in {"serious", "critical"}]
        assert not grave, (path, [(one["id"], one["nodes"][0]["html"]) for one in grave])
    context.close()


def test_the_desk_reads_without_a_script(visit: Any, fire: Served) -> None:
    page = visit(fire, "/", java_script_enabled=False)
    assert page.locator("svg.course a.bar").count() > 0
    with page.expect_navigation():
        page.locator("main h3 a").first.click()
    assert page.locator("h1").inner_text()
    page.goto(fire.address + "/documents/D1")
    page.locator("#fig1 button[value^=accept]").click()
    assert page.locator("#fig1 .ruled").inner_text() == "accepted"
    page.locator("#fig1 button[value^=undo]").click()
    page.locator("#fig1 .ruled").wait_for(state="detached")


def test_a_day_of_the_course_is_a_moment_to_look_from(visit: Any, fire: Served) -> None:
    page = visit(fire)
    page.locator("svg.course a.day").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**as_of=2025-03-02*")
    expect(page.locator(".standfirst")).to_contain_text("2 reports")


def test_the_slider_moves_the_moment(visit: Any, fire: Served) -> None:
    page = visit(fire, "/documents")
    page.get_by_text("Narrow", exact=True).click()
    slider = page.locator("#f-slider")
    slider.wait_for(state="visible")
    slider.focus()
    page.keyboard.press("Home")
    page.wait_for_url("**as_of=2025-03-02")
    expect(page.locator("tbody tr")).to_have_count(2)


def test_dark_stays_dark(visit: Any, fire: Served) -> None:
    page = visit(fire, "/events")
    light = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    page.locator("button[value=dark]").click()
    page.locator("html[data-theme=dark] body").wait_for()
    assert page.url.endswith("/events")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") != light
    page.goto(fire.address + "/documents")
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_a_slash_reaches_the_search(visit: Any, fire: Served) -> None:
    page = visit(fire)
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"


def test_keys_step_through_the_record_judge_and_undo(visit: Any, fire: Served) -> None:
    page = visit(fire, "/documents/D2")
    page.keyboard.press("j")
    picked = page.locator(".record .entry.picked")
    name = picked.get_attribute("id")
    assert page.locator(".article .picked").count() > 0
    page.keyboard.press("x")
    page.locator(f"#{name} .ruled.rejected").wait_for()
    assert page.url.endswith(f"/documents/D2#{name}")  # the page was not left
    page.locator(f"#{name} button[value^=undo]").click()
    page.locator(f"#{name} .ruled").wait_for(state="detached")


def test_words_of_the_article_find_their_entry(visit: Any, fire: Served) -> None:
    page = visit(fire, "/documents/D1")
    page.locator(".article a", has_text="at least 13").first.click()
    assert page.locator(".record .entry.picked").get_attribute("id") == "fig1"


def test_two_who_rule_at_once_see_both_edits(visit: Any, fire: Served) -> None:
    ana, bo = visit(fire, "/documents/D3#fig1"), visit(fire, "/documents/D3#fig1")
    ana.locator("#fig1 button[value^=accept]").click()
    ana.locator("#fig1 .ruled.accepted").wait_for()
    bo.locator("#fig1 button[value^=reject]").click()
    clash = bo.locator("#clash")
    clash.locator("h1").wait_for()
    assert "Yours" in clash.inner_text()
    assert "Theirs" in clash.inner_text()
    ana.locator("#fig1 button[value^=undo]").click()
    ana.locator("#fig1 .ruled").wait_for(state="detached")


POINT = """([words]) => {
  const runs = document.createTreeWalker(document.querySelector('.article'), NodeFilter.SHOW_TEXT);
  for (let node = runs.nextNode(); node; node = runs.nextNode()) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    const range = document.createRange();
    range.setStart(node, at);
    range.setEnd(node, at + words.length);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    return true;
  }
  return false;
}"""


@pytest.mark.parametrize("words", ["Пожар", "14", "Коваль", "стоим", "Nine", "hospital", "🏥"])
def test_what_is_pointed_at_after_emoji_and_cyrillic_is_what_the_offsets_say(
    visit: Any, fire: Served, words: str
) -> None:
    page = visit(fire, "/documents/D4")
    assert page.evaluate(POINT, [words])
    bar = page.locator("#pointed")
    bar.wait_for(state="visible")
    start, end = int(bar.get_attribute("data-start")), int(bar.get_attribute("data-end"))
    text = page.request.get(fire.address + "/documents/D4.json").json()["document"]["text"]
    assert text[start:end] == words
    bar.locator("a").click()
    page.wait_for_url(f"**at={start}-{end}#at")
    expect(page.locator(".article .at").first).to_be_visible()
    assert "".join(page.locator(".article .at").all_inner_texts()) == words


def test_a_selection_over_several_marks_is_one_stretch(visit: Any, fire: Served) -> None:
    page = visit(fire, "/documents/D4")
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.article p:nth-of-type(2)'))")
    bar = page.locator("#pointed")
    bar.wait_for(state="visible")
    text = page.request.get(fire.address + "/documents/D4.json").json()["document"]["text"]
    start, end = int(bar.get_attribute("data-start")), int(bar.get_attribute("data-end"))
    assert text[start:end] == page.locator(".article p").nth(1).inner_text()


def test_words_that_are_pointed_at_become_those_of_the_picked_entry(visit: Any, fire: Served) -> None:
    page = visit(fire, "/documents/D1#fig1")
    assert page.evaluate(POINT, ["13"])
    page.locator("#pointed button").click()
    page.locator("#fig1 .ruled.corrected").wait_for()
    made = fire.ledger.judgements(on="D1/fig1")[-1]
    assert (made.act, made.undone_by) == ("correct", None)


def test_the_queue_is_ruled_by_keys_alone(visit: Any, fire: Served) -> None:
    page = visit(fire, "/review")
    before = len(fire.ledger.judgements())
    first = page.locator(".queue .entry.picked").get_attribute("id")
    page.keyboard.press("j")
    second = page.locator(".queue .entry.picked").get_attribute("id")
    assert second != first
    page.keyboard.press("k")
    page.keyboard.press("x")
    page.locator(f"#{first}").wait_for(state="detached")
    assert page.locator(".queue .entry.picked").get_attribute("id") == second
    assert [(one.on, one.act) for one in fire.ledger.judgements()[before:]] == [(first, "reject")]
    page.keyboard.press("u")
    page.locator(f"#{first}").wait_for()
    assert fire.ledger.judgements()[-1].act == "undo"


def test_whoever_is_pointed_at_in_a_network_keeps_their_lines_and_leads_to_their_page(
    visit: Any, served: Any, tmp_path: Path
) -> None:
    raid = {"id": "r", "publisher": "Border Gazette", "published": "2025-03-02", "text": RAID}
    other = RAID.replace("Free Valley Front", "Dry Steppe League").replace("Orsk", "Brod").replace("Interior", "Health")
    desk = served(filled(tmp_path, [raid, {**raid, "id": "s", "text": other}]))
    page = visit(desk, "/network/actors")
    lines = page.locator("svg.network [data-a]")
    assert lines.count() == len(list(desk.ledger.links())) > 1
    node = page.locator("svg.network a.node").first
    node.focus()
    id = node.get_attribute("data-node")
    page.locator("svg.network [data-a].pale").first.wait_for(state="attached")
    for line in lines.all():
        touches = id in (line.get_attribute("data-a"), line.get_attribute("data-b"))
        assert ("pale" in (line.get_attribute("class") or "").split()) != touches
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/actors/{id}")
    expect(page.locator("h1")).not_to_be_empty()
