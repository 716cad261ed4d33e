"""A new format is one new file: what the manual says under "Add a format", done exactly so."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from onrecord.cli import main
from onrecord.opened import Ledger
from onrecord.show.export import format_names, formats

FILE = '''"""Headlines: one a line, with the outlet."""

from onrecord.show.export.format import Format, Lost, Record
from onrecord.show.export.out import Out


def write(record: Record, out: Out, lost: Lost) -> None:
    """A line a report."""
    with out.text() as page:
        for report in record.ask("documents"):
            page.write(f"{report.publisher}: {report.title or 'untitled'}\\n")
            page.rows += 1
            out.rests_on([report])
            lost("words")


FORMAT = Format(about="headlines, one a line", suffix=".txt", limits={"words": "no words but the title"}, write=write)
'''


@pytest.fixture
def added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "headlines.py").write_text(FILE, encoding="utf-8")
    monkeypatch.setattr(formats, "__path__", [*formats.__path__, str(tmp_path / "new")])
    format_names.cache_clear()
    yield
    format_names.cache_clear()
    sys.modules.pop("onrecord.show.export.formats.headlines", None)


@pytest.mark.usefixtures("added")
def test_it_is_written_with_its_provenance_filtered_and_redacted(told: Ledger, tmp_path: Path) -> None:
    done = told.export("headlines", tmp_path / "h.txt", publisher="Hill Post")
    assert (tmp_path / "h.txt").read_text(encoding="utf-8") == "Hill Post: untitled\n"
    assert [(one.because, one.rows) for one in done.lost] == [("no words but the title", 1)]
    assert "Hill Post" in (tmp_path / "h.txt.prov.jsonld").read_text(encoding="utf-8")
    told.export("headlines", tmp_path / "r.txt", redact=True)
    assert "Border Gazette: Neuf morts à Orsk" in (tmp_path / "r.txt").read_text(encoding="utf-8")


@pytest.mark.usefixtures("added")
def test_the_command_lists_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export"]) == 0
    assert "headlines (a file, headlines.txt): headlines, one a line" in capsys.readouterr().out
