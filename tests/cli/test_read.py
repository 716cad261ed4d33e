"""``onrecord read``: options, refusals and exit codes, with a stand-in for the model."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import onrecord.pipeline
from onrecord.cli import main
from onrecord.core import Reading
from onrecord.errors import ModelError

ARTICLE = "The governor said on Sunday that at least 14 people had been killed when the depot in the port burned.\n"


class Recorder:
    """Reads nothing and hands each document back as an empty reading; chokes where the text says so."""

    def read_many(self, documents):
        for document in documents:
            if "CHOKE" in document.text:
                raise KeyError("choked")
            yield Reading(document=document)


@pytest.fixture(autouse=True)
def no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(onrecord.pipeline, "Reader", Recorder)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def test_an_article_is_reported_on_stdout(article: Path, capsys) -> None:
    assert main(["read", str(article), "--published", "2024-03-11", "--publisher", "Coast Herald"]) == 0
    out, err = capsys.readouterr()
    assert "Coast Herald · published 2024-03-11" in out
    assert err == ""


@pytest.mark.parametrize(
    ("name", "starts"),
    [("a.json", "{"), ("a.jsonl", '{"schema"'), ("a.html", "<!doctype html>"), ("a.md", "# "), ("a.txt", "")],
)
def test_the_name_of_the_output_says_the_format(name: str, starts: str, article: Path, tmp_path: Path) -> None:
    assert main(["read", str(article), "-o", str(tmp_path / name)]) == 0
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(starts)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted({"article.txt", name})


def test_refused_sources_are_named_while_the_others_go_on(article: Path, tmp_path: Path, capsys) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "picture.bin").write_bytes(bytes(range(256)) * 20)
    sources = [tmp_path / "empty.txt", article, tmp_path / "picture.bin", tmp_path / "missing.txt"]
    assert main(["read", *map(str, sources), "--format", "json"]) == 1
    out, err = capsys.readouterr()
    assert len(json.loads(out)) == 1
    assert [
        name in row for row, name in zip(err.splitlines(), ["empty.txt", "picture.bin", "missing.txt"], strict=True)
    ] == [True] * 3


def test_nothing_readable_is_a_failure(tmp_path: Path, capsys) -> None:
    target = tmp_path / "out.json"
    assert main(["read", str(tmp_path / "missing.txt"), "-o", str(target)]) == 2
    assert not target.exists()
    assert capsys.readouterr().err.count("\n") == 1


def test_a_document_that_breaks_the_reader_is_refused_alone(article: Path, tmp_path: Path, capsys) -> None:
    bad = tmp_path / "bad.txt"
    bad.write_text("CHOKE " + ARTICLE, encoding="utf-8")
    assert main(["read", str(article), str(bad), str(article), "--format", "jsonl"]) == 1
    out, err = capsys.readouterr()
    assert out.count("\n") == 2
    assert "bad.txt: a fault in onrecord itself" in err
    assert "Traceback" not in err


def test_several_sources_are_one_array_or_one_line_each(article: Path, capsys) -> None:
    assert main(["read", str(article), str(article), "--format", "json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 2
    assert main(["read", str(article), str(article), "--format", "jsonl"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--published", "last Friday"], "--published “last Friday” is not a date"),
        (["--published", "2024-13-45"], "is not a date"),
        (["--format", "pdf"], "choose one of csv, html, json, jsonl, md, text"),
        (["-o", "."], "is a folder"),
        (["-o", "nowhere/at/all.json"], "there is no folder"),
        (["--frobnicate"], "No such option"),
    ],
)
def test_wrong_usage_is_told_in_one_line(arguments: list[str], says: str, article: Path, capsys) -> None:
    assert main(["read", str(article), *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert says in err
    assert err.count("\n") == 1


def test_the_source_is_never_overwritten(article: Path, capsys) -> None:
    assert main(["read", str(article), "-o", str(article)]) == 2
    assert article.read_text(encoding="utf-8") == ARTICLE


def test_missing_weights_end_the_command(article: Path, monkeypatch, capsys) -> None:
    class Broken:
        def __init__(self) -> None:
            raise ModelError("the weights are missing; install onrecord again")

    monkeypatch.setattr(onrecord.pipeline, "Reader", Broken)
    assert main(["read", str(article)]) == 2
    assert capsys.readouterr().err == "onrecord: the weights are missing; install onrecord again\n"


def test_control_characters_of_a_file_name_are_not_obeyed(tmp_path: Path, capsys) -> None:
    assert main(["read", str(tmp_path / "a\x1b[2J\nb.txt")]) == 2
    err = capsys.readouterr().err
    assert "\x1b" not in err
    assert err.count("\n") == 1


def test_ctrl_c_is_one_line(article: Path, monkeypatch, capsys) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(Recorder, "read_many", interrupted)
    assert main(["read", str(article)]) == 130
    assert capsys.readouterr().err == "onrecord: stopped\n"


@pytest.mark.parametrize("arguments", [["--help"], ["read", "--help"], ["schema", "--help"]])
def test_help_is_there(arguments: list[str], capsys) -> None:
    assert main(arguments) == 0
    assert "Usage: onrecord" in capsys.readouterr().out


def test_the_help_of_read_shows_examples_and_exit_codes(capsys) -> None:
    main(["read", "--help"])
    out = capsys.readouterr().out
    assert "onrecord read article.txt --published 2024-03-11" in out
    assert "Exit code: 0 done" in out


def test_no_command_shows_the_help_and_fails(capsys) -> None:
    assert main([]) == 2
    assert "Commands:" in capsys.readouterr().err


def test_version_and_schema(capsys) -> None:
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("onrecord 0.")
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "onrecord reading, schema 1"


def test_a_reader_that_leaves_is_no_error() -> None:
    """``onrecord schema | head -1`` says nothing on stderr."""
    command = [sys.executable, "-c", "import sys; from onrecord.cli import main; sys.exit(main(['schema']))"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""


def test_help_is_quick_because_the_rooms_are_not_loaded() -> None:
    code = (
        "import sys; from onrecord.cli import main; main(['read', '--help']); "
        "sys.exit(sum(name in sys.modules for name in ('numpy', 'onnxruntime', 'onrecord.pipeline', 'trafilatura', 'jinja2')))"  # noqa: E501
    )
    assert subprocess.run([sys.executable, "-c", code], stdout=subprocess.DEVNULL, check=False).returncode == 0
