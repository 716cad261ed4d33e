"""``onrecord due`` and ``onrecord show U1``: what they print, and how they end."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.cli import main
from onrecord.opened import open_ledger
from tests.weigh.due.ledgers import KEPT, PROMISED, REPEATED, add

Asked = Callable[..., tuple[int, str, str]]


@pytest.fixture
def asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Asked:
    """Runs a command on a ledger of a vote announced, announced again, and held: exit code, stdout, stderr."""
    path = str(tmp_path / "news.ledger")
    with open_ledger(path) as ledger:
        add(ledger.desk, PROMISED, REPEATED, KEPT)

    def run(*arguments: str) -> tuple[int, str, str]:
        code = main([*arguments, "--ledger", path])
        return code, *capsys.readouterr()

    return run


def test_the_table_says_when_what_and_how_it_came_out(asked: Asked) -> None:
    code, out, err = asked("due")
    assert code == 0
    for part in ("U1", "2024-06-24", "answered", "The ferrymen will vote", "D1", "D3"):
        assert part in out
    assert err == "1 item due; all of each: --format json\n"


def test_json_is_what_the_contract_says_and_more(asked: Asked) -> None:
    code, out, _ = asked("due", "--format", "json")
    assert code == 0
    (item,) = json.loads(out)
    assert list(item)[:7] == ["id", "when", "what", "document", "span", "status", "answered_by"]
    start, end = item["span"]
    assert PROMISED.text[start:end] == item["what"]
    assert (item["answered_by"], item["repeated_by"]) == (["D3"], ["D2"])
    (told,) = item["outcomes"]
    assert KEPT.text[slice(*told["span"])] == "The ferrymen voted on the pier on Monday and said no."


def test_csv_has_a_row_an_item(asked: Asked) -> None:
    code, out, _ = asked("due", "--format", "csv")
    (row,) = csv.DictReader(io.StringIO(out))
    assert code == 0
    assert (row["id"], row["status"], row["answered_by"]) == ("U1", "answered", "D3")


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("--as-of", "2024-06-22"), "open"), (("--as-of", "2024-06-24T20:00+03:00"), "open"),
        (("--as-of", "2024-06-24T21:00+03:00"), "answered"), (("--status", "answered"), "answered"),
        (("--since", "2024-06-24", "--until", "2024-06-24"), "answered"), (("--about", "pier"), "answered"),
        (("--status", "open"), None), (("--status", "missed"), None), (("--since", "2024-06-25"), None),
        (("--until", "2024-06-23"), None), (("--as-of", "2024-06-19"), None), (("--about", "zeppelin"), None),
    ],
)  # fmt: skip
def test_each_filter_keeps_what_it_says(arguments: tuple[str, ...], status: str | None, asked: Asked) -> None:
    code, out, _ = asked("due", "--format", "json", *arguments)
    assert code == 0
    assert [item["status"] for item in json.loads(out)] == ([] if status is None else [status])


@pytest.mark.parametrize(
    "arguments", [("due", "--status", "done"), ("due", "--since", "soon"), ("show", "U9"), ("show", "U0")]
)
def test_what_makes_no_sense_is_one_line(arguments: tuple[str, ...], asked: Asked) -> None:
    code, out, err = asked(*arguments)
    assert (code, out) == (2, "")
    assert err.count("\n") == 1


def test_one_item_is_shown_with_the_words_of_both_reports(asked: Asked) -> None:
    code, out, _ = asked("show", "U1")
    assert code == 0
    assert out.startswith("U1  due: The ferrymen will vote on the pier on 24 June.")
    for part in ("«The ferrymen will vote", "D3 Orsk Post", "«The ferrymen voted on the pier on Monday"):
        assert part in out
    code, out, _ = asked("show", "U1", "--as-of", "2024-06-22", "--format", "json")
    assert (code, json.loads(out)["answer"]["status"]) == (0, "open")
