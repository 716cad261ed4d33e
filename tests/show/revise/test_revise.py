"""An edited export comes back as judgements: first shown, then made; nobody's later ruling is overwritten."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from onrecord.cli import main
from onrecord.errors import UsageError
from onrecord.opened import Ledger, open_ledger
from tests.show.export.reports import fill


@pytest.fixture
def told(ledger: Ledger) -> Ledger:
    fill(ledger.desk)
    return ledger


@pytest.fixture
def desk(told: Ledger, tmp_path: Path) -> Path:
    told.export("csv", tmp_path / "desk", include_rejected=True)
    return tmp_path / "desk"


def edit(folder: Path, table: str, key: str, *, delimiter: str = ",", **cells: str) -> None:
    """Change cells of one row, as a spreadsheet saves it."""
    path = folder / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for row in rows:
        if key in (row.get("address"), row.get("id")):
            row.update(cells)
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)


def test_an_export_that_nobody_touched_changes_nothing(told: Ledger, desk: Path) -> None:
    assert told.revise(desk) == []
    for table in ("claims", "statements", "tellings"):
        edit(desk, table, "none", delimiter=";")  # only saved
    assert told.revise(desk, apply=True) == []


def test_an_edit_is_shown_and_then_made(told: Ledger, desk: Path) -> None:
    edit(desk, "statements", "D1/fig1", low="12", best="12.0", comparator="at_least")
    (shown,) = told.revise(desk)
    assert (shown.item, shown.act, shown.fate) == ("D1/fig1", "correct", "new")
    assert (shown.change, shown.was) == ({"low": 12.0, "best": 12.0}, {"low": 13, "best": 13})
    assert told.judgements() == []
    (made,) = told.revise(desk, apply=True, author="M. Okoye", reason="second reading")
    (judgement,) = told.judgements(on="D1/fig1")
    assert (made.fate, made.because) == ("applied", judgement.id)
    assert (judgement.author, judgement.reason) == ("M. Okoye", "second reading")
    (figure,) = [one for group in told.figures() for one in group.statements if one.address == "D1/fig1"]
    assert (figure.low, figure.best, figure.high) == (12, 12, None)


@pytest.mark.parametrize(("verdict", "act"), [("accepted", "accept"), ("rejected", "reject")])
def test_a_verdict_in_its_column_is_a_ruling(verdict: str, act: str, told: Ledger, desk: Path) -> None:
    edit(desk, "claims", "C1", judgement=verdict, certainty="possible" if act == "reject" else "certain")
    (made,) = told.revise(desk, apply=True, author="M. Okoye")
    assert (made.item, made.act, made.fate, made.change) == ("C1", act, "applied", {})
    assert {one.fate for one in told.revise(desk)} <= {"skipped"}  # it is now as the row says, or was ruled on since


def test_what_was_ruled_since_the_export_is_not_overwritten(told: Ledger, desk: Path) -> None:
    edit(desk, "claims", "C1", certainty="possible")
    ruled = told.judge("C1", "correct", change={"certainty": "probable"}, author="T. Vesk", reason="“may”")
    (skipped,) = told.revise(desk, apply=True, author="M. Okoye")
    assert (skipped.fate, skipped.act) == ("skipped", None)
    assert skipped.because == f"{ruled.id} was made after the export; export again and edit that"
    assert len(told.judgements()) == 1


@pytest.mark.parametrize(
    ("table", "key", "cells", "fate", "says"),
    [
        ("claims", "C1", {"certainty": "sure"}, "refused", "'sure' is none of certain"),
        ("statements", "D1/fig1", {"low": "many"}, "refused", "not a number"),
        ("claims", "C1", {"judgement": "maybe"}, "skipped", "judgement is 'maybe'"),
        ("claims", "C1", {"id": "C99"}, "skipped", "no such item"),
    ],
)
def test_what_cannot_be_taken_is_told_and_the_others_go_on(
    table: str, key: str, cells: dict[str, str], fate: str, says: str, told: Ledger, desk: Path
) -> None:
    edit(desk, table, key, **cells)
    edit(desk, "tellings", "D3/eve1", realis="hypothetical")
    fates = {one.item: (one.fate, one.because) for one in told.revise(desk, apply=True, author="M. Okoye")}
    assert fates.pop("D3/eve1")[0] == "applied"
    ((found, because),) = fates.values()
    assert found == fate
    assert says in because


def test_only_an_export_of_this_ledger_is_taken(told: Ledger, desk: Path, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no datapackage"):
        told.revise(tmp_path)
    with open_ledger(tmp_path / "other.ledger") as other, pytest.raises(UsageError, match="of another ledger"):
        other.revise(desk)
    (desk / "datapackage.json").write_text("[]", encoding="utf-8")
    with pytest.raises(UsageError, match="not a description"):
        told.revise(desk)


def test_the_command_shows_first_and_makes_on_demand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = str(tmp_path / "news.ledger")
    with open_ledger(path) as ledger:
        fill(ledger.desk)
    assert main(["export", "csv", str(tmp_path / "desk"), "--ledger", path]) == 0
    edit(tmp_path / "desk", "statements", "D1/fig1", low="12")
    capsys.readouterr()
    assert main(["revise", str(tmp_path / "desk"), "--ledger", path]) == 0
    out, err = capsys.readouterr()
    assert out == "D1/fig1 correct low 13 → 12 (statements.csv, line 2): new\n"
    assert err == "1 new; --apply makes the judgements\n"
    assert main(["revise", str(tmp_path / "desk"), "--apply", "--author", "M. Okoye", "--ledger", path]) == 0
    assert capsys.readouterr().out.endswith("applied, J1\n")
