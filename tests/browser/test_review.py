"""The review queues in a real browser, by keys alone: right, wrong, undo, and a second opinion given blind."""

import importlib.util
import os
import shutil
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from onrecord.opened import Ledger, open_ledger
from onrecord.show.workbench import create_app
from tests.show.workbench.conftest import REPORTS, TOKEN, filled
from tests.show.workbench.payloads import PAYLOADS

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
if importlib.util.find_spec("playwright") is None or CHROMIUM is None:
    if os.environ.get("CI"):
        raise RuntimeError("playwright or chromium is missing; without them the queue is not tried")
    pytest.skip("no chromium or no playwright on this machine", allow_module_level=True)

from axe_playwright_python.sync_playwright import Axe  # noqa: E402 - only where it is installed
from playwright.sync_api import Page, expect, sync_playwright  # noqa: E402


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[tuple[Page, str, Ledger]]:
    """A browser at a served desk, its address, and the ledger."""
    with open_ledger(filled(tmp_path, REPORTS)) as ledger:
        config = uvicorn.Config(create_app(ledger, token=TOKEN), host="127.0.0.1", port=0, log_level="error")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        address = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            page = browser.new_page()
            page.goto(f"{address}/?token={TOKEN}")
            yield page, address, ledger
            browser.close()
        server.should_exit = True
        thread.join()


def _named(page: Page, address: str, name: str) -> None:
    page.goto(f"{address}/review")
    page.fill("#who", name)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("#who")).to_have_value(name)


def _picked(page: Page) -> Any:
    return page.locator(".queue .entry.picked").get_attribute("id")


def test_keys_alone_rule_go_on_and_take_back(desk: tuple[Page, str, Ledger]) -> None:
    page, address, ledger = desk
    _named(page, address, "Ana Reviewer")
    first = _picked(page)
    page.keyboard.press("a")
    expect(page.locator(f"#{first}")).to_have_count(0)
    second = _picked(page)
    page.keyboard.press("x")
    expect(page.locator(f"#{second}")).to_have_count(0)
    assert [(one.act, one.on) for one in ledger.judgements()] == [("accept", first), ("reject", second)]
    page.keyboard.press("u")
    expect(page.locator(f"#{second}")).to_have_count(1)
    assert [one.id for one in ledger.judgements(author="Ana Reviewer") if one.undone_by] == ["J2"]


def test_keys_struck_faster_than_the_desk_answers_each_mean_what_they_say(desk: tuple[Page, str, Ledger]) -> None:
    page, address, ledger = desk
    _named(page, address, "Ana Reviewer")
    waiting = [one.get_attribute("data-name") for one in page.locator(".queue .entry").all()][:3]
    for key in "aaxu":
        page.keyboard.press(key)
    page.evaluate("desk.after(() => {})")  # comes when every key before it has been answered
    expect(page.locator("#last b")).to_have_text("accept")
    assert [(one.act, one.on) for one in ledger.judgements() if one.act != "undo"] == list(
        zip(("accept", "accept", "reject"), waiting, strict=True)
    )
    assert [one.id for one in ledger.judgements() if one.undone_by] == ["J3"]
    expect(page.locator(f"#{waiting[2]}")).to_have_count(1)


def test_a_key_struck_as_the_queue_runs_empty_still_takes_back(desk: tuple[Page, str, Ledger]) -> None:
    page, address, ledger = desk
    claim = next(iter(ledger.claims())).id
    ledger.judge(claim, "reject", author="Ana Reviewer")
    _named(page, address, "Bo Reviewer")
    page.goto(f"{address}/review/second")
    for key in "auxua":
        page.keyboard.press(key)
    page.evaluate("desk.after(() => {})")
    expect(page.locator(".queue .entry")).to_have_count(0)
    mine = [one for one in ledger.judgements(author="Bo Reviewer") if one.act != "undo"]
    assert [(one.act, bool(one.undone_by)) for one in mine] == [("accept", True), ("reject", True), ("accept", False)]


def test_skipping_rules_nothing_and_help_is_a_key_away(desk: tuple[Page, str, Ledger]) -> None:
    page, address, ledger = desk
    _named(page, address, "Ana Reviewer")
    first = _picked(page)
    page.keyboard.press("s")
    assert _picked(page) != first
    assert page.locator(".queue .entry").last.get_attribute("id") == first
    second = _picked(page)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys of the queue")).to_be_visible()
    page.keyboard.press("a")  # no ruling while the keys are read
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert (_picked(page), ledger.judgements()) == (second, [])
    page.get_by_role("button", name="all keys").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.get_by_role("button", name="Close").click()
    page.keyboard.press("a")
    expect(page.locator(f"#{second}")).to_have_count(0)
    assert [(one.act, one.on) for one in ledger.judgements()] == [("accept", second)]


def test_a_claim_is_edited_by_keys_and_the_history_takes_it_back(desk: tuple[Page, str, Ledger]) -> None:
    page, address, ledger = desk
    _named(page, address, "Ana Reviewer")
    claim = _picked(page)
    page.keyboard.press("e")
    expect(page.locator(".fixing input").first).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("Ivan Коваль")
    page.keyboard.press("Enter")
    page.wait_for_url("**/review")
    assert next(one for one in ledger.claims() if one.id == claim).speaker_name == "Ivan Коваль"
    page.goto(f"{address}/history")
    expect(page.locator("tbody tr")).to_have_count(1)
    found = Axe().run(page).response["violations"]
    assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []
    page.get_by_role("button", name="take back").click()
    expect(page.locator("tbody tr")).to_have_count(2)
    assert next(one for one in ledger.claims() if one.id == claim).speaker_name != "Ivan Коваль"


POINT = """([entry, words]) => {
  const holder = document.querySelector(`#${entry} [data-words]`);
  const start = holder.textContent.indexOf(words), range = document.createRange();
  if (start < 0) return false;
  const nodes = document.createTreeWalker(holder, NodeFilter.SHOW_TEXT);
  for (let node = nodes.nextNode(), at = 0; node; at += node.length, node = nodes.nextNode()) {
    if (at <= start && start < at + node.length) range.setStart(node, start - at);
    const end = start + words.length;
    if (at < end && end <= at + node.length) range.setEnd(node, end - at);
  }
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  return true;
}"""
"""Selects words of an entry, over the ends of its marks if need be."""


@pytest.mark.parametrize(("kind", "item", "words"), [
    ("figures", "D4/fig1", "14 dockworkers"), ("claims", "", "Коваль"), ("figures", "D4/fig2", "Nine people"),
])  # fmt: skip
def test_words_selected_in_the_queue_become_what_the_entry_stands_on(
    desk: tuple[Page, str, Ledger], kind: str, item: str, words: str
) -> None:
    """After emoji and Cyrillic letters: the code points that are kept are those of the words that were selected."""
    page, address, ledger = desk
    item = item or next(one.id for one in ledger.claims(document="D4") if "dockworkers" in one.text)
    _named(page, address, "Ana Reviewer")
    page.goto(f"{address}/review?kind={kind}")
    entry = item.replace("/", "-")
    page.locator(f"#{entry}").wait_for()
    assert page.evaluate(POINT, [entry, words])
    bar = page.locator("#pointed")
    expect(bar.get_by_role("button")).to_have_text(f"these are the words of {item}")
    page.keyboard.press("w")
    expect(page.locator(f"#{entry}")).to_have_count(0)
    [made] = ledger.judgements()
    assert (made.act, made.on, made.author) == ("correct", item, "Ana Reviewer")
    start, end = made.change["span"]["after"]
    text = page.request.get(f"{address}/documents/D4.json").json()["document"]["text"]
    assert text[start:end] == words
    expect(bar).to_be_hidden()


def test_figures_and_flags_are_ruled_by_the_same_keys(desk: tuple[Page, str, Ledger]) -> None:
    page, address, ledger = desk
    _named(page, address, "Ana Reviewer")
    page.goto(f"{address}/review?kind=all")
    seen = []
    for key, act in (("a", "accept"), ("x", "reject"), ("a", "accept")):
        entry = _picked(page)
        name = page.locator(f"#{entry}").get_attribute("data-name")
        page.keyboard.press(key)
        expect(page.locator(f"#{entry}")).to_have_count(0)
        seen.append((act, name))
    assert [(one.act, one.on) for one in ledger.judgements()] == seen
    page.keyboard.press("u")
    expect(page.locator("#last b")).to_have_text("reject")
    assert page.url.endswith("/review?kind=all")
    page.goto(f"{address}/review?kind=flags")
    flag = page.locator(".queue .entry.picked").get_attribute("data-name")
    page.keyboard.press("e")
    expect(page.locator(".fixing input").first).to_be_focused()
    page.keyboard.type("two mayors")
    page.keyboard.press("Enter")
    page.wait_for_url("**/review?kind=flags")
    assert [(one.act, one.reason) for one in ledger.judgements(on=flag)][-1] == ("comment", "two mayors")


def test_a_second_opinion_is_given_by_keys_and_a_slip_comes_back(desk: tuple[Page, str, Ledger]) -> None:
    page, address, ledger = desk
    claim = next(iter(ledger.claims())).id
    ledger.judge(claim, "reject", author="Ana Reviewer")
    _named(page, address, "Bo Reviewer")
    page.goto(f"{address}/review/second")
    assert _picked(page) == claim
    page.keyboard.press("a")
    expect(page.locator(".queue .entry")).to_have_count(0)
    page.keyboard.press("u")
    expect(page.locator(f"#{claim}")).to_have_count(1)
    page.keyboard.press("x")
    expect(page.locator(".queue .entry")).to_have_count(0)
    page.goto(f"{address}/review/agreement")
    expect(page.locator("tbody tr")).to_contain_text("Ana Reviewer and Bo Reviewer")
    expect(page.locator(".queue .entry")).to_have_count(0)


def test_hostile_names_and_reasons_stay_words_and_everybody_can_use_the_pages(desk: tuple[Page, str, Ledger]) -> None:
    page, address, ledger = desk
    claims = [one.id for one in ledger.claims()][:2]
    for act, name in (("accept", PAYLOADS[0]), ("reject", PAYLOADS[1])):
        ledger.judge(claims[0], act, author=name[:200], reason=PAYLOADS[2])
    ledger.judge(claims[1], "accept", author=PAYLOADS[0][:200])
    faults: list[str] = []
    page.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))
    page.on("console", lambda message: faults.append(message.text))
    page.on("request", lambda sent: None if sent.url.startswith(("data:", address)) else faults.append(sent.url))
    _named(page, address, "Bo Reviewer")
    for path in ("/review/second", "/review/agreement", "/review/bulk", "/review?kind=all"):
        page.goto(address + path)
        expect(page.locator(".queue .entry").first).to_be_visible()
        found = Axe().run(page).response["violations"]
        assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == [], path
    assert faults == []
