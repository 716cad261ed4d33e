"""The site: built strictly, whole, the same words as on a code host, and nothing in it from anywhere else."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from typing import Literal
from urllib.parse import unquote

import pytest
from markdown_it import MarkdownIt

from manual.made import made
from manual.pages import DOCS, ROOT

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
PAGES = sorted(DOCS.rglob("*.md"))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("manual") / "site"
    command = [sys.executable, "-m", "properdocs", "build", "--strict", "-q", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not done.stdout + done.stderr
    return folder


class Seen(HTMLParser):
    """What a page refers to, and the anchors it has."""

    def __init__(self, page: Path) -> None:
        super().__init__()
        self.refers: list[str] = []
        self.loads: list[str] = []
        self.anchors: set[str] = set()
        self.feed(page.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.anchors |= {value for value in (given.get("id"), given.get("name")) if value}
        if given.get("href") and tag == "a":
            self.refers.append(str(given["href"]))
        elif given.get("href") or given.get("src"):
            self.loads.append(str(given.get("href") or given.get("src")))


def test_every_page_is_in_it(site: Path) -> None:
    for page in PAGES:
        assert (site / page.relative_to(DOCS).with_suffix(".html")).is_file(), page
    assert (site / "repository/src/onrecord/model/MODEL_CARD.html").is_file()


def test_every_link_and_anchor_leads_somewhere(site: Path) -> None:
    pages = {path: Seen(path) for path in site.rglob("*.html")}
    for path, seen in pages.items():
        for link in seen.refers + seen.loads:
            if link.startswith(("http://", "https://", "mailto:", "data:")):
                continue
            where, _, anchor = unquote(link).partition("#")
            target = (path.parent / where).resolve() if where else path
            assert target.is_file(), f"{path.relative_to(site)}: {link}"
            if anchor and target in pages:
                assert anchor in pages[target].anchors, f"{path.relative_to(site)}: {link}"


def test_nothing_is_loaded_from_elsewhere(site: Path) -> None:
    for path in site.rglob("*.html"):
        assert all(one.startswith("data:") or "//" not in one for one in Seen(path).loads), path
    for path in [*site.rglob("*.css"), *site.rglob("*.js")]:
        if path.name != "index.js":
            assert not re.search(r"https?://|@import|fetch\(|XMLHttp", path.read_text(encoding="utf-8")), path


def test_the_search_knows_every_page(site: Path) -> None:
    index = (site / "assets/index.js").read_text(encoding="utf-8")
    for path in site.rglob("*.html"):
        if path.name != "404.html":
            assert f'["{path.relative_to(site).as_posix()}' in index, path


def test_no_page_names_a_machine(site: Path) -> None:
    for path in site.rglob("*.html"):
        found = re.search(r"/(?:work|tmp|root|farm|home)/[A-Za-z.]", path.read_text(encoding="utf-8"))
        assert not found, f"{path.name}: {found}"


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(DOCS).as_posix())
def test_a_page_is_the_same_on_a_code_host(page: Path) -> None:
    """Lists, tables and headings come out alike by CommonMark and by the builder."""
    from markdown import Markdown

    text = page.read_text(encoding="utf-8")
    here = Markdown(extensions=["tables", "fenced_code", "sane_lists"]).convert(text)
    there = MarkdownIt("commonmark").enable("table").render(text)
    for tag in ("li", "tr", "h2", "h3", "pre", "strong", "a href"):
        assert len(re.findall(f"<{tag}[ >=]", here)) == len(re.findall(f"<{tag}[ >=]", there)), tag


def test_the_made_pages_are_what_the_program_says() -> None:
    for path, text in made().items():
        assert path.exists(), f"{path.name} is missing: python -m manual write"
        assert path.read_text(encoding="utf-8") == text, f"{path.name} has changed: python -m manual write"
    listed = {path.name for path in (DOCS / "commands").glob("*.md")}
    assert listed == {path.name for path in made() if path.parent.name == "commands"}


def test_every_command_is_in_a_group_of_its_own() -> None:
    from manual.commands import GROUPS, program

    grouped = [name for names in GROUPS.values() for name in names]
    assert len(grouped) == len(set(grouped))
    assert set(grouped) <= set(program())


def test_the_addresses_of_a_page_are_those_of_a_code_host() -> None:
    sys.path.insert(0, str(ROOT))
    from manual.hooks import slug

    assert slug("What can be asked for", "-") == "what-can-be-asked-for"
    assert slug("Weighing (`python -m evaluation.weighing`)", "-") == "weighing-python--m-evaluationweighing"


@pytest.mark.skipif(BROWSER is None and os.environ.get("CI") != "true", reason="no browser is installed")
def test_the_search_finds_and_opens_from_a_disk(site: Path) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        page = browser.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.goto((site / "commands" / "figures.html").as_uri())
        page.keyboard.press("/")
        page.keyboard.type("unit drift")
        page.wait_for_selector("#found li a")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert page.url.partition("#")[2]
        page.click("#theme")
        assert page.evaluate("document.documentElement.dataset.theme") in ("dark", "light")
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        browser.close()
    assert not faults


@pytest.mark.skipif(BROWSER is None and os.environ.get("CI") != "true", reason="no browser is installed")
def test_words_typed_before_the_index_has_come_are_answered_once_and_by_the_last_of_them(site: Path) -> None:
    from playwright.sync_api import Route, sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        page = browser.new_page()
        held: list[Route] = []
        page.route("**/assets/index.js", lambda route: held.append(route))
        page.goto((site / "commands" / "figures.html").as_uri())
        page.keyboard.press("/")
        page.keyboard.type("unit drift")
        page.wait_for_function("document.activeElement.value === 'unit drift'")
        assert len(held) == 1
        held[0].continue_()
        page.wait_for_selector("#found li a")
        found = page.eval_on_selector_all("#found li a", "links => links.map((link) => link.href)")
        assert len(found) == len(set(found)) <= 12
        first = page.inner_text("#found li a")
        assert all(word in first.lower() for word in ("unit", "drift"))
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert page.url == found[0]
        browser.close()


@pytest.mark.skipif(BROWSER is None and os.environ.get("CI") != "true", reason="no browser is installed")
@pytest.mark.parametrize(("colours", "width"), [("light", 1360), ("dark", 390)])
def test_everybody_can_read_it(site: Path, colours: Literal["light", "dark"], width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=colours)
        for name in ("index", "howto/coding", "commands/figures"):
            page.goto((site / f"{name}.html").as_uri())
            found = Axe().run(page)
            assert found.violations_count == 0, found.generate_report()
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), name
        browser.close()
