"""The page in a real browser: links both ways, filters, keyboard, hostile words, narrow windows."""

import importlib.util
import os
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.core import Document, Reading, Statement
from onrecord.show.report import Medium, form

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
playwright = (
    pytest.importorskip("playwright.sync_api")
    if not os.environ.get("CI")
    else __import__("playwright.sync_api").sync_api
)

if CHROMIUM is None and not os.environ.get("CI"):
    pytest.skip("no chromium on this machine; on Debian: apt-get install chromium", allow_module_level=True)

_spec = importlib.util.spec_from_file_location("sample_page", Path(__file__).parents[1] / "show" / "sample.py")
assert _spec is not None
assert _spec.loader is not None
sample = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(sample)


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    with playwright.sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def visit(browser, tmp_path: Path):
    """Open the page of some readings; afterwards nothing may have been asked for, refused or thrown."""
    faults: list[str] = []
    pages = []

    def go(*readings: Reading, width: int = 1360, height: int = 900, **context):
        path = tmp_path / "page.html"
        path.write_text("".join(form("html").write(readings, Medium())), encoding="utf-8")
        page = browser.new_context(
            viewport={"width": width, "height": height}, reduced_motion="reduce", **context
        ).new_page()
        page.on("console", lambda message: faults.append(message.text))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))
        page.on("request", lambda request: None if request.url.startswith("file:") else faults.append(request.url))
        page.goto(path.as_uri())
        pages.append(page)
        return page

    yield go
    for page in pages:
        page.context.close()
    assert faults == []


def test_a_figure_in_the_record_lights_its_words(visit) -> None:
    page = visit(sample.sample_reading())
    page.locator("#r1-fig4 .words").click()
    assert page.locator(".article .picked").all_inner_texts() == ["6,000 square kilometres"]
    page.keyboard.press("Escape")
    assert page.locator(".picked").count() == 0


def test_words_of_the_article_find_their_entry_and_then_the_one_around_it(visit) -> None:
    page = visit(sample.sample_reading())
    words = page.locator(".article a", has_text="at least 14").first
    words.click()
    assert page.locator(".record .picked").get_attribute("id") == "r1-fig1"
    words.click()
    assert page.locator(".record .picked").get_attribute("id") == "r1-att1"
    assert "".join(page.locator(".article .picked").all_inner_texts()).startswith("The regional governor")


def test_a_mark_on_the_timeline_leads_to_its_event(visit) -> None:
    page = visit(sample.sample_reading())
    page.locator(".timeline a.mark").first.click()
    assert page.url.endswith("#r1-eve1")
    assert page.locator("#r1-eve1").is_visible()


def test_a_name_in_the_graph_leads_to_its_actor(visit) -> None:
    page = visit(sample.sample_reading())
    page.locator(".graph a.node", has_text="Marta Quiroga").click()
    assert page.url.endswith("#r1-act1")
    assert page.locator("#r1-act1").is_visible()


def test_judgements_are_washed_in_the_article_and_can_be_hidden(visit) -> None:
    words = sample.at("About 300-400 families have left their homes since then")
    told = sample.at("left their homes")
    page = visit(replace(sample.sample_reading(), voice=(Statement(words, "judgement", (told,)),)))
    assert page.locator(".judgements .entry").count() == 1
    assert "left their homes" in "".join(page.locator(".article .judgement").all_inner_texts())
    page.locator('[data-kind="judgement"]').click()
    assert page.locator(".judgements .entry").is_hidden()


def test_a_filter_hides_a_kind_in_the_record_and_in_the_article(visit) -> None:
    page = visit(sample.sample_reading())
    page.locator('[data-kind="figure"]').click()
    assert page.locator("#r1-fig1").is_hidden()
    underline = page.locator(".article .on-figure").first.evaluate("it => getComputedStyle(it).textDecorationLine")
    assert underline == "none"


def test_a_voice_leaves_only_its_statements(visit) -> None:
    page = visit(sample.sample_reading())
    page.locator("[data-voice]", has_text="Marta Quiroga").click()
    assert page.locator(".statements .entry:visible").count() == 2
    page.locator("[data-voice]", has_text="Marta Quiroga").click()
    assert page.locator(".statements .entry:visible").count() == 6


def test_the_keyboard_is_enough(visit) -> None:
    page = visit(sample.sample_reading())
    page.keyboard.press("j")
    first = page.locator(".record .picked").get_attribute("id")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.locator(".record .picked").get_attribute("id") == first
    page.locator(".article a", has_text="Tumaco").first.focus()
    page.keyboard.press("Enter")
    assert page.locator(".record .picked").get_attribute("id") == "r1-pla1"


def test_a_narrow_window_shows_a_slip_and_never_scrolls_sideways(visit) -> None:
    page = visit(sample.sample_reading(), width=400)
    assert page.evaluate("document.documentElement.scrollWidth") <= 400
    page.locator(".article a", has_text="at least 14").first.click()
    assert "≥ 14" in page.locator(".slip").inner_text()
    page.locator(".slip .close").click()
    assert page.locator(".slip").is_hidden()


def test_without_script_the_links_still_lead(visit) -> None:
    page = visit(sample.sample_reading(), java_script_enabled=False)
    page.locator(".article a", has_text="at least 14").first.click()
    assert page.url.endswith("#r1-fig1")


def test_several_readings_keep_their_anchors_apart(visit) -> None:
    page = visit(sample.sample_reading(), sample.sample_reading(title="Another"))
    page.locator("#r2-fig4 .words").click()
    assert page.locator("#r1 .picked").count() == 0
    assert page.locator("#r2 .article .picked").count() == 1


@pytest.mark.parametrize(
    "payload",
    ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "</style><script>alert(1)</script>", "javascript:alert(1)",  # noqa: E501
     "<svg onload=alert(1)>", "<iframe src=https://example.org>", "<link rel=stylesheet href=https://example.org/a.css>"],
)  # fmt: skip
def test_hostile_words_stay_words(payload: str, visit) -> None:
    document = Document.of(
        f"He said {payload} and left.",
        title=payload,
        publisher=payload,
        byline=payload,
        url=payload,
        published="2024-03-11",
    )
    page = visit(Reading(document=document))
    assert payload in page.locator(".article").inner_text()
    assert page.locator("h1").inner_text() == payload
    for mark in page.locator(".article [data-on]").all():
        mark.click()


def test_the_direction_of_writing_is_not_turned(visit) -> None:
    page = visit(Reading(document=Document.of("Killed \u202e31\u202c people in K\u0443iv.")))
    assert "⟨RLO⟩31⟨PDF⟩" in page.locator(".article").inner_text()
    assert page.locator(".odd").inner_text() == "K\u0443iv"


def test_an_article_of_a_hundred_thousand_paragraphs_opens(visit) -> None:
    page = visit(Reading(document=Document.of("It was quiet in the town on Sunday.\n\n" * 100_000)))
    assert page.locator(".chunk").count() == 1000
