"""The tour of the manual, as a new user walks it: the disputed figure, who let the unit slip, correct it, undo it."""

import importlib.util
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from manual.tour import PICTURES, STEPS, TOKEN, desk, walk

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
if importlib.util.find_spec("playwright") is None or CHROMIUM is None:
    if os.environ.get("CI"):
        raise RuntimeError("playwright or chromium is missing; without them the tour is not walked")
    pytest.skip("no chromium or no playwright on this machine", allow_module_level=True)

from playwright.sync_api import sync_playwright  # noqa: E402 - only where it is installed


@pytest.fixture
def page(tmp_path: Path) -> Iterator[Any]:
    faults: list[str] = []
    with desk(tmp_path) as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_context(base_url=address, viewport={"width": 1200, "height": 720}).new_page()
        page.on("console", lambda message: faults.append(message.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(f"/?token={TOKEN}")
        yield page
        browser.close()
    assert faults == []


def test_a_new_user_finds_the_slip_corrects_it_and_takes_it_back_in_ten_actions(page: Any) -> None:
    assert len(STEPS) <= 10
    seen = []
    for number, step in enumerate(walk(page), 1):
        seen.append(step.does)
        if number == 1:
            assert "unit drift" in page.locator("section[aria-labelledby=flagged]").inner_text()
        if number == 2:
            assert page.url.endswith("/events/E1#G3")
            told = page.locator("#G3 .drifted").inner_text()
            assert told.startswith("Drift, brought in by Port Daily D2: it has “about 800 square kilometres”")
            assert told.endswith("where Atlas Wire D1, which it copies, has “about 800 square metres”.")
            row = page.locator("#G3 svg a.row.drift")
            assert row.count() == 1
            assert "Port Daily" in row.text_content()
        if number == 3:
            assert page.url.endswith("/documents/D2#fig3")
            assert "changed 1 place" in page.locator(".note").first.inner_text()
        if number == 7:
            assert "its source has square metres" in page.locator("#fig3").inner_text()
            assert "unit: m²" in page.locator("#fig3 .judge").inner_text()
        if number == 8:
            assert page.locator(".drifted").count() == 0
            assert "unit drift" not in page.locator("main").inner_text()
            corrected = page.locator("#G3 svg a.row:has(.mark)")
            assert "corrected" in corrected.text_content()
    assert page.locator("#fig3 .ruled").count() == 0
    page.goto("/events/E1")
    assert page.locator("#G3 .drifted").count() == 1
    assert seen == [step.does for step in STEPS]


def test_the_tour_needs_no_script(tmp_path: Path) -> None:
    with desk(tmp_path) as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_context(base_url=address, java_script_enabled=False).new_page()
        page.goto(f"/?token={TOKEN}")
        assert [step.does for step in walk(page)] == [step.does for step in STEPS]
        browser.close()


def test_the_manual_shows_the_pictures_and_they_are_light() -> None:
    told = (PICTURES.parent / "workbench.md").read_text(encoding="utf-8")
    wanted = [f"{number}.png" for number, step in enumerate(STEPS, 1) if step.picture]
    assert sorted(one.name for one in PICTURES.iterdir()) == sorted(wanted)
    for name in wanted:
        assert f"(tour/{name})" in told
        picture = (PICTURES / name).read_bytes()
        assert len(picture) < 200_000
        assert (int.from_bytes(picture[16:20]), int.from_bytes(picture[20:24])) == (1200, 720)
