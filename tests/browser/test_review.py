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
    page.keyboard.press("Enter")
    page.wait_for_load_state()
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
    for path in ("/review/second", "/review/agreement", "/review/bulk"):
        page.goto(address + path)
        expect(page.locator(".queue .entry").first).to_be_visible()
        found = Axe().run(page).response["violations"]
        assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == [], path
    assert faults == []
