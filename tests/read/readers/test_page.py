"""The page on asking another model: each of its examples, against a server that speaks the protocol."""

from __future__ import annotations

import re
from pathlib import Path

from manual.pages import DOCS, blocks
from manual.running import run_page
from tests.read.readers.conftest import Asked

PAGE = DOCS / "howto" / "model.md"
STATEMENTS = [
    {"source": "The mayor of Vellin", "cue": "said",
     "content": ["that at least 13 people had been killed when the depot burned"]},
    {"source": "she", "cue": "said", "content": ['"We will not leave,"']},
    {"source": "two officials", "cue": "According to", "content": ["it may have been an accident"]},
    {"source": "The mayor of Vellin", "cue": "said", "content": ["that she would resign"]},
]  # fmt: skip


def page(llm: Asked) -> str:
    """The page as it is, with the server of the tests in place of the reader's own."""
    text = PAGE.read_text(encoding="utf-8").replace("http://127.0.0.1:11434/v1", llm.url)
    return re.sub(r"<!-- not run: needs a server.*?-->\n", "", text)


def test_every_example_of_the_page_prints_what_it_shows(llm: Asked, tmp_path: Path) -> None:
    (note,) = [block.body for block in blocks(page(llm)) if block.file == "note.txt"]
    llm.answers({note: {"statements": STATEMENTS}})
    written = tmp_path / "page.md"
    written.write_text(page(llm), encoding="utf-8")
    folder = tmp_path / "desk"
    folder.mkdir()
    ran = list(run_page(written, folder))
    assert len(ran) == 4
    for one in ran:
        assert one.expected, f"the page shows nothing for {one.words}"
        assert one.holds, f"{one.words}\n{one.printed}"
