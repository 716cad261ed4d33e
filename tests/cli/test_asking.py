"""The commands that ask a ledger: what they print, where, and how they end."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.cli import main
from onrecord.cli.asking import Column, as_csv, as_json, as_table
from onrecord.core.answers.cells import RUNS, cells, columns, guarded
from onrecord.core.answers.claims import Claim
from onrecord.core.answers.sources import Refusal
from onrecord.errors import Damaged
from onrecord.ledger.quarantine import refuse
from onrecord.ledger.write import put
from onrecord.opened import open_ledger
from tests.ledger.reports import incoming

COMMANDS = ("documents", "claims", "actors", "sources", "flags", "refusals")


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A ledger of five reports and one refusal; the title of the third would run in a spreadsheet."""
    path = tmp_path_factory.mktemp("news") / "news.ledger"
    with open_ledger(path) as ledger:
        for number in range(1, 6):
            more = {"title": "=HYPERLINK(1) \x1b[31mred\u202e"} if number == 3 else {}
            put(ledger.desk, incoming(number, external_id=f"r{number}", **more))
        refuse(ledger.desk, locator="a.pdf", error=Damaged("a.pdf: damaged; get it again"), data=b"%PDF")
    return str(path)


@pytest.fixture
def asked(news: str, capsys):
    """Runs a command on it: exit code, stdout, stderr."""

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main([*arguments, "--ledger", news])
        return code, *capsys.readouterr()

    return run


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("form", ["table", "json", "jsonl", "csv"])
def test_every_question_is_answered_in_every_format(command: str, form: str, asked) -> None:
    code, out, err = asked(command, "--format", form)
    assert code == 0
    assert err.count("\n") == 1
    if form == "json":
        rows = json.loads(out)
        assert rows
        assert all("id" in row or "name" in row for row in rows)
    elif form == "jsonl":
        assert all(json.loads(line) for line in out.splitlines())
    elif form == "csv":
        header, *rows = csv.reader(io.StringIO(out))
        assert rows
        assert {len(row) for row in rows} == {len(header)}
    else:
        assert max(len(line) for line in out.splitlines()) <= 100
        assert "\x1b" not in out


def test_a_long_answer_says_how_to_see_more(asked) -> None:
    code, out, err = asked("claims", "--limit", "3")
    assert code == 0
    assert [line.split()[0] for line in out.splitlines() if line.startswith("C")] == ["C1", "C2", "C3"]
    assert err == "the first 3 claims; there are more: --limit 30, or --format csv for all\n"


def test_the_last_answer_is_not_said_to_have_more_behind_it(asked) -> None:
    assert asked("documents", "--limit", "5")[2] == "5 documents; all of each: --format json\n"


@pytest.mark.parametrize(("form", "prints"), [("json", "[]\n"), ("jsonl", ""), ("table", "")])
def test_nothing_that_fits_is_said_and_is_no_error(form: str, prints: str, asked) -> None:
    code, out, err = asked("claims", "--about", "zeppelin", "--format", form)
    assert (code, out) == (0, prints)
    assert err.startswith("no claims that fit")


@pytest.mark.parametrize("command", [*COMMANDS, "search word"])
def test_a_ledger_that_is_not_there_is_one_line(command: str, tmp_path: Path, capsys) -> None:
    assert main([*command.split(), "--ledger", str(tmp_path / "none.ledger")]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    assert "onrecord add" in err
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["claims", "--where", "91,0 5km"], "--where"),
        (["claims", "--kind", "clown"], "person, official"),
        (["claims", "--format", "xml"], "table, json, jsonl, csv"),
        (["claims", "--limit", "0"], "above zero"),
        (["search", "***"], "give a word"),
        (["search", "word", "--in", "claimants"], "claims or documents"),
        (["flags", "--severity", "huge"], "high, medium, low"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_2(arguments: list[str], says: str, asked) -> None:
    code, out, err = asked(*arguments)
    assert (code, out) == (2, "")
    assert says in err
    assert err.count("\n") == 1


def test_words_are_found_and_marked(asked) -> None:
    code, out, _ = asked("search", "rockets -15", "--format", "json")
    hits = json.loads(out)
    assert code == 0
    assert {hit["id"] for hit in hits} == {"C1", "C3", "C7", "C9"}
    assert [hit["rank"] for hit in hits] == [1, 2, 3, 4]
    for hit in hits:
        (start, end), *_ = hit["marks"]
        assert hit["snippet"][start:end] == "rockets"


def test_an_output_file_says_the_format_and_appears_whole(asked, tmp_path: Path) -> None:
    path = tmp_path / "documents.csv"
    code, out, _ = asked("documents", "-o", str(path))
    assert (code, out) == (0, "")
    titles = [row["title"] for row in csv.DictReader(path.open(encoding="utf-8"))]
    assert titles[2].startswith("'=HYPERLINK")
    assert [part.name for part in tmp_path.iterdir()] == ["documents.csv"]


def test_what_a_terminal_would_obey_is_spelled_out(asked) -> None:
    _, out, _ = asked("documents")
    assert "⟨ESC⟩" in out
    assert "\x1b" not in out
    assert "\u202e" not in out


def test_a_reader_who_leaves_early_is_not_shown_a_fault(news: str) -> None:
    program = (
        f"from onrecord.cli import main; raise SystemExit(main(['claims', '--format', 'csv', '--ledger', {news!r}]))"
    )
    running = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert running.stdout is not None
    running.stdout.close()
    _, told = running.communicate(timeout=60)
    assert b"Traceback" not in told
    assert b"BrokenPipe" not in told
    assert running.returncode == 0


def refusal(**changed: object) -> Refusal:
    given = {"id": "Q1", "locator": "a", "kind": "b", "because": "c", "added": "d", "blob": None, **changed}
    return Refusal(**given)  # type: ignore[arg-type]


@given(st.text(max_size=30))
def test_no_text_cell_begins_as_a_formula_and_each_can_be_read_back(words: str) -> None:
    _, cell, *_ = cells(refusal(locator=words))
    assert isinstance(cell, str)
    assert not cell.lstrip().startswith(tuple(sign for sign in RUNS if sign.strip()))
    assert cell in (words, f"'{words}")
    assert guarded("-13") == "'-13"


def test_a_row_has_a_cell_for_each_column(asked) -> None:
    _, out, _ = asked("claims", "--format", "csv")
    header, first, *_ = csv.reader(io.StringIO(out))
    assert tuple(header) == columns(Claim)
    row = dict(zip(header, first, strict=True))
    assert int(row["span_end"]) > int(row["span_start"]) > 0
    assert row["statements"] == "D1/fig1"


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_answers_are_written_as_they_come(form: str) -> None:
    """Long answers are never held at once: the first are written before the last are asked for."""
    taken = 0

    def answers():
        nonlocal taken
        for number in range(5_000):
            taken += 1
            yield refusal(id=f"Q{number}")

    column = Column("id", lambda one: one.id)
    ways = {"json": as_json(answers()), "csv": as_csv(answers(), Refusal),
            "table": as_table(answers(), (column,), width=80, colour=False)}  # fmt: skip
    pieces = ways[form]
    next(pieces)
    next(pieces)
    assert taken <= 600
    assert sum(piece.count("Q") for piece in pieces) > 4_000
