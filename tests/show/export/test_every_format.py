"""What holds for every format in the folder: whole or not at all, provenance beside it, same ledger same bytes."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest

from onrecord.cli import main
from onrecord.errors import UsageError
from onrecord.opened import Ledger, open_ledger
from onrecord.show.export import export_format, format_names
from onrecord.show.export.format import Lost
from tests.show.export.reports import fill

pyarrow = pytest.importorskip("pyarrow", reason="pyarrow is an extra")
each_format = pytest.mark.parametrize("name", format_names())


def place(folder: Path, name: str) -> Path:
    return folder / f"out{export_format(name).suffix}"


def provenance(out: Path) -> Path:
    return out / "prov.jsonld" if out.is_dir() else out.with_name(f"{out.name}.prov.jsonld")


def files(out: Path) -> dict[str, bytes]:
    listed = sorted(out.iterdir()) if out.is_dir() else [out, provenance(out)]
    return {path.name: path.read_bytes() for path in listed}


@each_format
def test_it_is_written_whole_with_its_provenance_beside_it(name: str, told: Ledger, tmp_path: Path) -> None:
    out = place(tmp_path, name)
    done = told.export(name, out)
    assert done.format == name
    assert sum(done.rows.values()) > 0
    assert not list(tmp_path.glob(".*.part"))
    graph = json.loads(provenance(out).read_text())["@graph"]
    written = {node["@id"]: node for node in graph if "onrecord:rows" in node}
    data = {f"urn:sha256:{hashlib.sha256(content).hexdigest()}" for content in files(out).values()}
    assert written
    assert set(written) <= data
    reports = [node for node in graph if node["@id"].rpartition(":")[2] in {"D1", "D2"}]
    assert {node["dcterms:publisher"] for node in reports} == {"Coast Herald", "Border Gazette"}
    assert all(node["prov:wasDerivedFrom"]["@id"].startswith("urn:sha256:") for node in reports)


@each_format
def test_the_same_ledger_gives_the_same_bytes(name: str, told: Ledger, tmp_path: Path) -> None:
    for folder in ("one", "two"):
        (tmp_path / folder).mkdir()
        told.export(name, place(tmp_path / folder, name))
    assert files(place(tmp_path / "one", name)) == files(place(tmp_path / "two", name))


@each_format
def test_nothing_is_made_up_where_nothing_fits(name: str, told: Ledger, tmp_path: Path) -> None:
    done = told.export(name, place(tmp_path, name), about="zeppelin")
    assert set(done.rows.values()) == {0}


@each_format
def test_what_a_later_report_says_is_not_known_before(name: str, told: Ledger, tmp_path: Path) -> None:
    out = place(tmp_path, name)
    told.export(name, out, as_of="2025-03-01")
    assert not any(b"Border Gazette" in content for content in files(out).values())
    assert "Coast Herald" in provenance(out).read_text()


@each_format
def test_what_people_rejected_is_not_exported(name: str, told: Ledger, tmp_path: Path) -> None:
    for item in ("E1", "C1", "C3", "D1/fig1", "D2/fig1"):
        told.judge(item, "reject", author="M. Okoye", reason="misread")
    out = place(tmp_path, name)
    told.export(name, out)
    words = "".join(path.read_text(errors="replace") for path in
                    ([*out.iterdir()] if out.is_dir() else [out]) if path.name != "prov.jsonld")  # fmt: skip
    assert "13 civilians" not in words
    assert "Nine civilians" not in words
    assert "M. Okoye" in provenance(out).read_text()


@each_format
def test_every_limit_is_a_sentence_and_only_those_are_counted(name: str, told: Ledger, tmp_path: Path) -> None:
    done = told.export(name, place(tmp_path, name))
    limits = export_format(name).limits
    assert [one.limit for one in done.lost] == list(limits)
    assert all(" " in because and not because.endswith(".") for because in limits.values())
    with pytest.raises(KeyError):
        Lost(limits)("something else")


@each_format
def test_nothing_is_left_behind_when_it_goes_wrong(
    name: str, told: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = sorted(tmp_path.iterdir())
    monkeypatch.setattr("onrecord.show.export.writing.write_provenance", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        told.export(name, place(tmp_path, name))
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    ("made", "format", "says"),
    [
        ("full folder", "csv", "something in it"),
        ("file", "csv", "needs a new folder"),
        ("folder", "geojson", "no file"),
        ("link", "geojson", "is a link"),
        ("nothing", "zip", "choose one of"),
        ("no parent", "geojson", "there is no folder"),
    ],
)
def test_what_is_there_is_not_destroyed(made: str, format: str, says: str, told: Ledger, tmp_path: Path) -> None:
    out = tmp_path / "out"
    if made == "full folder":
        out.mkdir()
        (out / "mine.txt").write_text("keep")
    elif made == "file":
        out.write_text("keep")
    elif made == "folder":
        out.mkdir()
    elif made == "link":
        (tmp_path / "real").write_text("keep")
        os.symlink(tmp_path / "real", out)
    elif made == "no parent":
        out = tmp_path / "none" / "out"
    with pytest.raises(UsageError, match=says):
        told.export(format, out)
    kept = [path for path in (out, out / "mine.txt", tmp_path / "real") if path.is_file()]
    assert bool(kept) == (made in {"full folder", "file", "link"})
    assert all(path.read_text() == "keep" for path in kept)


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("news") / "news.ledger"
    with open_ledger(path) as ledger:
        fill(ledger.desk)
    return str(path)


def test_the_command_says_what_it_wrote_and_what_the_format_cannot_hold(
    news: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "csv", str(tmp_path / "out"), "--ledger", news]) == 0
    out, err = capsys.readouterr()
    assert out == ""
    assert "6 claims" in err
    assert "3 × the text of a report is not written out" in err


def test_without_a_format_it_names_all_of_them_and_what_each_cannot_hold(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export"]) == 0
    out = capsys.readouterr().out
    for name in format_names():
        assert f"\n{name} (" in f"\n{out}"
        assert all(f"  cannot hold: {because}\n" in out for because in export_format(name).limits.values())


@each_format
def test_help_names_it(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--help"]) == 0
    assert name in capsys.readouterr().out


def test_the_ledger_is_not_written_over(news: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "geojson", news, "--ledger", news]) == 2
    assert "the ledger itself" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [["geojson"], ["geojson", "-"], ["geojson", "a.geojson", "-o", "b.geojson"], ["zip", "a.zip"]]
)
def test_wrong_usage_is_told_in_one_line(arguments: list[str], news: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", *arguments, "--ledger", news]) == 2
    assert capsys.readouterr().err.count("\n") == 1
