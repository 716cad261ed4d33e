"""``onrecord show`` on a ledger that was really made."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.cli import main
from onrecord.ledger.write import put
from onrecord.opened import open_ledger
from tests.ledger.reports import incoming


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A ledger of two reports, of which the second replaces the first."""
    where = tmp_path / "news.ledger"
    with open_ledger(where) as ledger:
        put(ledger.desk, incoming(1, url="https://example.org/a"))
        put(ledger.desk, incoming(2, url="https://example.org/a"))
    return str(where)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("D2", ["D2  document: Rockets on Orsk (2)", "supersedes  D1", "What is said"]),
        ("D2/fig1", ["figure: at least 14", "«at least 14»", "D2/fig1 Coast Herald 2025-03-02 ["]),
        ("E2", ["Assault (aerial): Ana Deluca, Orsk, 2025-02-28", "multi_origin", "«hit»"]),
        ("G2", ["Side by side", "“at least 14” (14 to ?)"]),
        ("A1", ["actor: Ana Deluca", "Says", "Events"]),
        ("F2", ["No other end is given."]),
    ],
)
def test_an_item_is_printed_with_its_words(
    written: str, words: list[str], path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["show", written, "--ledger", path]) == 0
    out = capsys.readouterr().out
    for part in words:
        assert part in out
    assert max(map(len, out.splitlines())) <= 100


def test_json_holds_the_whole_reading(path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "D2", "--format", "json", "--ledger", path]) == 0
    data = json.loads(capsys.readouterr().out)
    assert list(data) == ["id", "kind", "answer", "evidence", "judgements", "related", "reading"]
    assert data["reading"]["schema"] == 1


@pytest.mark.parametrize("arguments", [["X9"], ["D99"], ["D2", "--format", "xml"], ["D2", "--as-of", "soon"]])
def test_what_makes_no_sense_is_one_line(arguments: list[str], path: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", *arguments, "--ledger", path]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
