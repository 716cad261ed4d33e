"""``onrecord judge``, ``undo``, ``judgements`` and ``reread`` on a ledger of real readings."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from onrecord.cli import main
from onrecord.core import Document
from onrecord.ledger.rows import rows_of
from onrecord.ledger.schema import claims, figures, happenings, rulings
from onrecord.ledger.write import Incoming, put
from onrecord.opened import open_ledger
from onrecord.pipeline import Reader

REPORTS = (
    "Кремль 😀 was silent. Mayor Ana Deluca said on Friday that at least 13 dockworkers were killed when rockets hit "
    "the port of Odesa. A witness said that 30 shells fell.",
    "Rockets hit the port of Odesa on Friday, killing 15 dockworkers, the governor said.",
)


@pytest.fixture(scope="module")
def readings() -> list[Any]:
    documents = [Document.of(text, publisher=f"Herald {place}", published="2025-03-02")
                 for place, text in enumerate(REPORTS)]  # fmt: skip
    return list(Reader().read_many(documents))


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, readings: list[Any]) -> Path:
    """A ledger of two reports in the folder of the test, which is its working folder; Ana judges."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ONRECORD_AUTHOR", "Ana")
    monkeypatch.delenv("ONRECORD_LEDGER", raising=False)
    with open_ledger("onrecord.ledger") as ledger:
        for number, reading in enumerate(readings):
            put(ledger.desk, Incoming(key=str(number), locator=f"{number}.txt", data=REPORTS[number].encode(),
                                      kind="text", document=reading.document, status="read", reader="an old one",
                                      rows=rows_of(reading)))  # fmt: skip
    return tmp_path / "onrecord.ledger"


def rows(place: Path, table: Any) -> list[Any]:
    with open_ledger(place) as ledger, ledger.desk.reading() as connection:
        return list(connection.execute(select(table)))


def figure_13(place: Path) -> str:
    (row,) = [row for row in rows(place, figures) if row.text == "at least 13"]
    return f"D{row.document}/{row.local}"


def test_a_correction_is_told_listed_and_taken_back(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    figure = figure_13(place)
    assert main(["judge", figure, "correct", "low=9", "best=9", "--reason", "nine by the second report"]) == 0
    out = capsys.readouterr().out
    assert f"J1  {figure}  corrected " in out
    assert "low 13 → 9" in out
    assert "by Ana" in out
    assert "nine by the second report" in out
    assert main(["judgements", "--on", figure, "--format", "json"]) == 0
    (made,) = json.loads(capsys.readouterr().out)
    assert (made["act"], made["author"], made["change"]["low"]) == ("correct", "Ana", {"before": 13, "after": 9})
    start, end = made["evidence"]["spans"][0]
    assert REPORTS[0][start:end] == made["evidence"]["quote"] == "at least 13"
    assert main(["undo", "J1", "--author", "Ben"]) == 0
    assert "J2  J1  takes back J1  by Ben" in capsys.readouterr().out
    assert rows(place, rulings) == []
    assert main(["judgements"]) == 0
    assert "undone by J2: corrected" in " ".join(capsys.readouterr().out.split())


def test_every_act_has_its_words(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first, second = (next(row for row in rows(place, happenings) if row.document == number) for number in (1, 2))
    claim = rows(place, claims)[0].id
    said = [
        (["judge", f"C{claim}", "accept"], "accepted"),
        (["judge", f"C{claim}", "comment", "ask", "the translator"], "comment"),
        (["judge", f"C{claim}", "correct", "speaker=Кремль"], "corrected"),
        (["judge", f"C{claim}", "reject"], "rejected"),
        (["judge", f"E{second.event}", "merge", f"E{first.event}"], f"merged into E{first.event}"),
        (["judge", f"E{first.event}", "split", f"D2/{second.local}"], f"split off D2/{second.local} as E"),
        (["judge", "A2", "apart", "A1"], "kept apart from A1"),
        (["judge", "D2", "copy", "D1", "kind=rewritten"], "a copy of D1, rewritten"),
        (["judge", "D2", "not-copy"], "not a copy"),
    ]
    for arguments, words in said:
        assert main(arguments) == 0, capsys.readouterr().err
        assert words in capsys.readouterr().out
    for number in range(len(said), 0, -1):
        assert main(["undo", f"J{number}", "--format", "json"]) == 0
        assert json.loads(capsys.readouterr().out)["on"] == f"J{number}"
    assert rows(place, rulings) == []
    assert {row.document: row.event for row in rows(place, happenings)}[2] == second.event


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["judge", "C999", "accept"], "C999: no such claim"),
        (["judge", "nonsense", "accept"], "names nothing that can be judged"),
        (["judge", "C1", "correct", "low"], "is not field=value"),
        (["judge", "C1", "correct", "certainty=possible", "certainty=certain"], "given twice"),
        (["judge", "C1", "accept", "please"], "takes nothing more"),
        (["judge", "E1", "merge", "E2", "E3"], "names one other"),
        (["judge", "A1", "apart"], "say which one: onrecord judge A1 apart A12"),
        (["judge", "A1", "apart", "E1"], "only two of a kind"),
        (["judge", "A1", "apart", "A1"], "cannot be kept apart from itself"),
        (["judge", "C1", "apart", "A1"], "cannot be judged with apart"),
        (["judge", "C1", "comment"], "a comment needs words"),
        (["judge", "C1", "accept", "--expect", "J5"], "C1: there is no judgement on it"),
        (["judge", "C1", "accept", "--format", "xml"], "choose text or json"),
        (["undo", "J4"], "J4: no such judgement"),
        (["judgements", "--on", "C999"], "C999: no such claim"),
        (["reread"], "name the reports"),
        (["reread", "D1", "--all"], "name the reports"),
        (["reread", "C1"], "C1: no report"),
        (["reread", "D9"], "D9: no such report"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_exit_2(
    place: Path, arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert says in err
    assert err.count("\n") == 1
    assert rows(place, rulings) == []


def test_where_there_is_no_ledger_none_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for arguments in (["judge", "C1", "accept"], ["undo", "J1"], ["judgements"], ["reread", "--all"]):
        assert main(arguments) == 2
    assert list(tmp_path.iterdir()) == []
    assert "there is no ledger here" in capsys.readouterr().err


def test_the_login_judges_where_nobody_is_named(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("ONRECORD_AUTHOR")
    monkeypatch.setenv("LOGNAME", "ana.d")
    assert main(["judge", "C1", "accept"]) == 0
    assert "by ana.d" in capsys.readouterr().out


def test_rereading_with_this_version_keeps_rulings_and_is_done_once(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    figure = figure_13(place)
    assert main(["judge", figure, "correct", "low=9"]) == 0
    assert main(["judge", "C1", "reject"]) == 0
    before = {row.item: row.change for row in rows(place, rulings)}
    assert main(["reread", "D1"]) == 0
    assert "1 report read again" in capsys.readouterr().err
    assert main(["reread", "--all"]) == 0
    assert "1 report read again" in capsys.readouterr().err
    assert main(["reread", "--all"]) == 0
    assert "0 reports read again" in capsys.readouterr().err
    assert {row.item: row.change for row in rows(place, rulings)} == before
    assert main(["judgements", "--unbound", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_a_flag_of_the_whole_ledger_is_judged_where_it_is_raised(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["judge", "E1/circular_sourcing", "reject"]) == 2
    assert "E1/circular_sourcing: no such flag" in capsys.readouterr().err
    with open_ledger(place) as ledger:
        assert ledger.judgements() == []
