"""The door for other reading models: named ones are found, in the folder or in an installed package, and no other."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from onrecord import Reader
from onrecord.cli import main
from onrecord.errors import UsageError
from onrecord.read.readers import Chosen, reader_names

INSTALLED = '''
from onrecord.core import Span
from onrecord.read.proposals import Said
from onrecord.read.readers import Opened, ReadingModel

def propose(document):
    for at, letter in enumerate(document.text):
        if letter == ":":
            yield Said(source=Span(0, at), cue=Span(at, at + 1), content=(Span(at + 1, len(document.text)),))

READER = ReadingModel(about="words before a colon", open=lambda options, settings: Opened(
    "1", frozenset({"attributions"}), propose))
BROKEN = "no reader"
'''


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An installed package with two readers, one of them none."""
    (tmp_path / "deskreader.py").write_text(INSTALLED)
    info = tmp_path / "deskreader-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: deskreader\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(
        "[onrecord.readers]\ncolons = deskreader:READER\nbroken = deskreader:BROKEN\nopenai = deskreader:BROKEN\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    importlib.invalidate_caches()


@pytest.mark.usefixtures("package")
def test_a_reader_of_an_installed_package_reads() -> None:
    assert {"colons", "broken", "openai"} <= set(reader_names())
    reading = Reader(reader="colons").read("Harbour master: the quay is shut.")
    (said,) = reading.attributions
    assert said.speaker_name == "Harbour master"


@pytest.mark.usefixtures("package")
def test_ours_are_not_replaced_and_what_is_none_is_told() -> None:
    assert Chosen.of("openai", {"model": "m"}).options == (("model", "m"),)
    with pytest.raises(UsageError, match="the reader broken is no ReadingModel"):
        Chosen.of("broken")


@pytest.mark.parametrize(
    ("options", "because"),
    [
        (["--reader", "oracle"], "there is no reader 'oracle'; choose one of openai"),
        (["--reader", "openai", "--with", "model"], "write it as NAME=VALUE"),
        (["--reader", "openai", "--with", "colour=red"], "has no option 'colour'; its options are url, model, parts"),
        (["--with", "model=m"], "name the reader it is for"),
    ],
)
@pytest.mark.parametrize("command", ["read", "add", "reread"])
def test_a_wrong_name_or_option_is_wrong_usage(
    command: str, options: list[str], because: str, tmp_path: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.chdir(tmp_path)
    assert main([command, "D1" if command == "reread" else "note.txt", *options]) == 2
    err = capsys.readouterr().err
    assert because in err
    assert err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["read", "add", "reread"])
def test_the_help_names_the_readers_there_are(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--help"]) == 0
    out = " ".join(capsys.readouterr().out.split())
    assert "--reader NAME" in out
    assert all(name in out for name in reader_names(installed=False))
