"""How nouns show themselves in a notebook: in a kernel that really runs, with hostile words, on any ground."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import nbclient
import nbformat
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import onrecord
from manual.pages import DOCS, ROOT, blocks
from onrecord.core import Actor, Attribution, Document, Reading, Span
from onrecord.show.notebook import MOST_CHARACTERS, MOST_ROWS, drawn

HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(2)">\u202egnp.exe & "quoted"'
TAGS = {"div", "style", "p", "b", "span", "bdi", "dl", "dt", "dd"}
TAGS |= {"table", "caption", "thead", "tbody", "tr", "th", "td"}
ATTRIBUTES = {"class", "dir", "title"}


class Seen(HTMLParser):
    """What a browser would see: tags and attributes, and whether all that was opened is closed."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.words = ""
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.words += data


def harmless(text: str) -> Seen:
    """The page as it is seen, once nothing in it can run, fetch or lead anywhere."""
    seen = Seen(text)
    assert seen.tags <= TAGS
    assert seen.attributes <= ATTRIBUTES
    assert seen.open == []
    assert not re.search(r"url\(|@import|expression", text)
    return seen


def said(text: str, speaker: str = "Voss") -> Reading:
    """A reading of hostile words in every place that has words."""
    document = Document.of(text, publisher=text, title=text, byline=text, published="2024-03-11")
    whole = Span(0, len(document.text))
    statement = Attribution("att1", (whole,), (), (whole,), "act1", speaker, "person", "direct", None, (speaker,),
                            "possible", "denied", (whole,), 0.5)  # fmt: skip
    actor = Actor("act1", speaker, "person", (), None, None, ())
    return Reading(document=document, actors=(actor,), attributions=(statement,) if document.text else ())


def test_hostile_words_are_words() -> None:
    seen = harmless(drawn(said(HOSTILE, HOSTILE)))
    assert "<script>alert(1)</script>" in seen.words
    assert "\u202e" not in seen.words


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="<>&\"'a /=\n\u202e\u0000\u200b🔥", max_size=60))
def test_whatever_the_words_nothing_of_them_is_markup(text: str) -> None:
    harmless(drawn(said(text, text)))


def test_a_reading_shows_its_marked_text_and_who_says_what() -> None:
    reading = onrecord.read("The mayor said that at least 13 people died in Odesa on Friday.", published="2024-03-11")
    text = reading._repr_html_()
    assert text is not None
    seen = harmless(text)
    for words in ("Who says what", "mayor", "≥ 13", "people, killed", "2024-03-11", "What happened"):
        assert words in seen.words
    assert re.search(r'<span class="source[^"]*">The mayor</span>', text)
    assert 'class="in1 certain on-figure"' in text
    assert len(text) < 12_000


def test_a_long_text_is_begun_and_its_tables_are_cut() -> None:
    reading = onrecord.read("\n\n".join(f"The mayor said {n} people died in Odesa." for n in range(2, 222)))
    text = drawn(reading)
    seen = harmless(text)
    assert f"and {len(reading.document.text) - MOST_CHARACTERS:,} characters more" in seen.words
    assert f"and {len(reading.figures) - MOST_ROWS} more" in seen.words
    assert len(text) < 60_000


def test_without_a_reading_there_is_nothing_to_draw() -> None:
    with pytest.raises(KeyError):
        drawn("words")


def test_the_page_on_notebooks_runs_as_a_notebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "JUPYTER_RUNTIME_DIR"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    page = (DOCS / "howto" / "notebooks.md").read_text(encoding="utf-8")
    cells = [block.body for block in blocks(page) if block.kind == "python"]
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    client = nbclient.NotebookClient(notebook, timeout=300, kernel_name="python3",
                                     resources={"metadata": {"path": str(tmp_path)}})  # fmt: skip
    client.execute()
    shown = {
        cell.source.splitlines()[-1].split("#")[0].strip(): output["data"]["text/html"]
        for cell in notebook.cells
        for output in cell.outputs
        if "text/html" in output.get("data", {}) and 'class="onrecord"' in output["data"]["text/html"]
    }
    assert list(shown) == ["reading", "event", "ledger_figures", "claim"]
    for text in shown.values():
        harmless(text)
    assert "Who says what" in shown["reading"]
    assert "fish-canning plant" in shown["event"]
    assert "by “range”" in shown["ledger_figures"]
