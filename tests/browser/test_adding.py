"""Reports dropped on the page in a real browser: read while the other pages stay readable, told as far as they are."""

import importlib.util
import json
import os
import shutil
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from onrecord.adding import add
from onrecord.opened import Ledger, open_ledger
from onrecord.show.workbench import create_app
from tests.show.workbench.conftest import FIRE, REPORTS, TOKEN
from tests.show.workbench.payloads import PAYLOADS

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
if importlib.util.find_spec("playwright") is None or CHROMIUM is None:
    if os.environ.get("CI"):
        raise RuntimeError("playwright or chromium is missing; without them adding is not tried")
    pytest.skip("no chromium or no playwright on this machine", allow_module_level=True)

from axe_playwright_python.sync_playwright import Axe  # noqa: E402 - only where it is installed
from playwright.sync_api import Page, expect, sync_playwright  # noqa: E402

DROP = """([files]) => {
  const carried = new DataTransfer();
  for (const [name, words] of files) carried.items.add(new File([words], name));
  const on = document.querySelector("form.bring");
  for (const kind of ["dragover", "drop"])
    on.dispatchEvent(new DragEvent(kind, { dataTransfer: carried, bubbles: true, cancelable: true }));
}"""
"""What a browser does where files are let go over the form."""


class Gate:
    """The real adding, which waits at the gate after each report until it is opened."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.open = threading.Event()
        self.open.set()

    def __call__(self, paths: list[Path], *, watch: Any, **given: Any) -> Any:
        def slowly(now: Any, line: str | None) -> None:
            watch(now, line)
            assert self.open.wait(120)

        return add(self.ledger, paths, watch=slowly, **{**given, "jobs": 1})


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[tuple[str, Ledger, Gate]]:
    """The address of a served desk over an empty ledger, and the gate of its adding."""
    with open_ledger(tmp_path / "new.ledger") as ledger:
        gate = Gate(ledger)
        listening = socket.create_server(("127.0.0.1", 0))
        app = create_app(ledger, token=TOKEN, add=gate)
        server = uvicorn.Server(uvicorn.Config(app, log_level="critical", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}", ledger, gate
        gate.open.set()
        server.should_exit = True
        thread.join(30)


@pytest.fixture
def visit(browser: Any, desk: tuple[str, Ledger, Gate]) -> Iterator[Any]:
    """A window at the form that has been let in; nothing may be thrown, refused or asked of another place."""
    address, _, _ = desk
    faults: list[str] = []
    contexts = []

    def go(path: str = "/add", **given: Any) -> Page:
        context = browser.new_context(reduced_motion="reduce", **given)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda said: faults.append(said.text) if "status of 4" not in said.text else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda sent: None if sent.url.startswith((address, "data:,")) else faults.append(sent.url))
        page.goto(f"{address}/?token={TOKEN}")
        page.goto(address + path)
        made: Page = page
        return made

    yield go
    for context in contexts:
        context.close()
    assert faults == []


def lines(reports: list[dict[str, Any]]) -> str:
    return "".join(json.dumps(one) + "\n" for one in reports)


def test_what_is_dropped_is_read_while_the_pages_stay_readable(visit: Any, desk: tuple[str, Ledger, Gate]) -> None:
    address, ledger, gate = desk
    page = visit()
    page.evaluate(DROP, [[["Отчёт 🔥.jsonl", lines(REPORTS)], ["picture.txt", "\x89PNG\r\n\x1a\n" + "\0" * 99]]])
    expect(page.locator("#chosen li")).to_have_count(2)
    expect(page.locator("#chosen li").first).to_contain_text("Отчёт 🔥.jsonl")
    gate.open.clear()
    page.get_by_role("button", name="Read and add").click()
    page.wait_for_url("**/add/1")
    expect(page.locator("#run")).to_contain_text("1 report")
    expect(page.locator("progress")).to_be_visible()
    other = visit("/documents")
    expect(other.locator("tbody tr")).to_have_count(1)  # what is stored is in sight at once
    found = Axe().run(page).response["violations"]
    assert [one["id"] for one in found if one["impact"] in ("serious", "critical")] == []
    gate.open.set()
    expect(page.locator("#run .note")).to_contain_text("4 reports added, 1 refused", timeout=60_000)  # by itself
    expect(page.locator("#run")).to_contain_text("picture.txt")
    expect(page.locator("h1")).to_have_text("Added")
    assert len(list(ledger.documents())) == len(REPORTS)
    page.goto(f"{address}/refusals")
    expect(page.locator("tbody tr")).to_have_count(1)


def test_without_a_script_the_page_comes_anew_by_itself(visit: Any, desk: tuple[str, Ledger, Gate]) -> None:
    _, _, gate = desk
    page = visit(java_script_enabled=False)
    page.set_input_files("#files", {"name": "reports.jsonl", "mimeType": "", "buffer": lines(REPORTS[:2]).encode()})
    gate.open.clear()
    page.get_by_role("button", name="Read and add").click()
    page.wait_for_url("**/add/1")
    expect(page.locator("progress")).to_be_visible()
    gate.open.set()
    expect(page.locator("#run .note")).to_contain_text("2 reports added", timeout=60_000)


def test_a_run_that_is_stopped_keeps_what_it_has(visit: Any, desk: tuple[str, Ledger, Gate]) -> None:
    _, ledger, gate = desk
    page = visit()
    page.evaluate(DROP, [[["reports.jsonl", lines(REPORTS)]]])
    gate.open.clear()
    page.get_by_role("button", name="Read and add").click()
    expect(page.locator("#run")).to_contain_text("1 report")
    with page.expect_navigation():  # the desk has taken the wish to stop
        page.get_by_role("button", name="Stop").click()
    gate.open.set()
    expect(page.locator("h1")).to_have_text("Stopped", timeout=60_000)
    kept = len(list(ledger.documents()))
    assert 0 < kept < len(REPORTS)


def test_hostile_names_stay_words(visit: Any, desk: tuple[str, Ledger, Gate]) -> None:
    page = visit()
    page.evaluate(DROP, [[[f"{PAYLOADS[0]}.txt", FIRE], [f"{PAYLOADS[6]}.bin", "\0\1\2"]]])
    expect(page.locator("#chosen li").first).to_contain_text("<script>")
    page.get_by_role("button", name="Read and add").click()
    expect(page.locator("#run .note")).to_contain_text("1 report added, 1 refused", timeout=60_000)
    page.goto(desk[0] + "/refusals")
    expect(page.locator("tbody tr")).to_have_count(1)


def test_too_much_is_told_before_it_is_sent_and_by_a_page_where_no_script_tells_it(
    visit: Any, desk: tuple[str, Ledger, Gate], monkeypatch: pytest.MonkeyPatch
) -> None:
    for place in ("guard", "views.add"):
        monkeypatch.setattr(f"onrecord.show.workbench.{place}.MOST_BYTES", 3_000_000)
    much = [["much.txt", "word " * 1_000_000]]
    page = visit()
    page.evaluate(DROP, [much])
    assert "3.0 MB" in page.locator("#files").evaluate("(field) => field.validationMessage")
    page.get_by_role("button", name="Read and add").click()
    assert page.url.endswith("/add")
    page = visit(java_script_enabled=False)
    page.set_input_files("#files", {"name": "much.txt", "mimeType": "", "buffer": much[0][1].encode()})
    page.get_by_role("button", name="Read and add").click()
    expect(page.locator("h1")).to_have_text("Too large")
    expect(page.locator(".fault")).to_contain_text("3 MB")
    expect(page.locator(".fault")).to_contain_text("onrecord add FOLDER")
    page.get_by_role("link", name="Back to adding").click()
    expect(page.locator("h1")).to_have_text("Add reports")
