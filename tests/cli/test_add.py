"""``onrecord add`` as a person meets it: one line where something is wrong, exit codes, Ctrl-C, a terminal's bar."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from evaluation.collection import reports
from evaluation.collection.wrapping import plain
from onrecord.cli import main
from onrecord.opened import open_ledger

PROGRAM = [sys.executable, "-c", "import sys; from onrecord.cli import main; sys.exit(main())"]
ARTICLE = (
    "Mayor Ana Deluca said on Friday that at least 13 dockworkers were killed when rockets hit the port of Orsk.\n"
)

needs_posix = pytest.mark.skipif(os.name == "nt", reason="signals and terminals of POSIX")


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def digest_of(where: Path) -> str:
    with open_ledger(where, create=False) as ledger:
        return ledger.digest()


def begun(arguments: Sequence[object], **options: object) -> subprocess.Popen[str]:
    return subprocess.Popen([*PROGRAM, "add", *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                            text=True, start_new_session=True, **options)  # type: ignore[call-overload, no-any-return]  # fmt: skip


def test_what_was_added_is_said_in_one_line(article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = tmp_path / "news.ledger"
    assert main(["add", str(article), "--ledger", str(where), "--jobs", "1"]) == 0
    out, err = capsys.readouterr()
    assert (out, err) == ("", f"onrecord: {where}: 1 report added\n")
    assert main(["add", str(article), "--ledger", str(where), "--jobs", "1"]) == 0
    assert capsys.readouterr().err == f"onrecord: {where}: 0 reports added, 1 known already\n"


def test_a_refusal_is_named_and_the_rest_is_added(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "empty.txt"
    empty.touch()
    assert main(["add", str(empty), str(article), "--ledger", str(tmp_path / "n.ledger"), "--jobs", "1"]) == 1
    first, last = capsys.readouterr().err.splitlines()
    assert first.startswith(f"onrecord: {empty}: ")
    assert last.endswith("1 report added, 1 refused (onrecord refusals)")


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--jobs", "0"], "--jobs"),
        (["--jobs", "many"], "--jobs"),
        (["--engine", "steam"], "choose one of local"),
        (["--published", "soon"], "is not a date"),
        (["--ledger", "mysql://desk@server/news"], "a ledger is a file or a postgresql:// address"),
        (["--ledger", "{folder}"], "folder"),
        (["--ledger", "{folder}/no/such/news.ledger"], "news.ledger"),
        (["--ledger", "{article}"], "not a ledger"),
    ],
)
def test_wrong_usage_is_one_line_and_two(
    options: list[str], words: str, article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = [one.format(folder=tmp_path, article=article) for one in options]
    ledger = [] if "--ledger" in options else ["--ledger", str(tmp_path / "news.ledger")]
    assert main(["add", str(article), *ledger, *given]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert words in err
    assert len(err.splitlines()) == 1
    assert article.read_text(encoding="utf-8") == ARTICLE


def test_a_path_that_is_not_there_is_one_line_with_the_sum(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "nothing.txt"
    assert main(["add", str(path), "--ledger", str(tmp_path / "news.ledger")]) == 2
    first, last = capsys.readouterr().err.splitlines()
    assert first.startswith(f"onrecord: {path}: no such file")
    assert last.endswith("0 reports added, 1 refused (onrecord refusals)")


@needs_posix
@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_stops_in_one_line_and_the_same_command_goes_on(tmp_path: Path, jobs: int) -> None:
    inbox = tmp_path / "wire.jsonl"
    plain(inbox, reports(50, shortest=60, longest=120))
    whole, where = tmp_path / "whole.ledger", tmp_path / "news.ledger"
    assert begun([inbox, "--ledger", whole, "--jobs", jobs]).wait() == 0
    child = begun([inbox, "--ledger", where, "--jobs", jobs])
    while child.poll() is None and not _some_are_kept(where):
        time.sleep(0.01)
    os.killpg(child.pid, signal.SIGINT)  # what a terminal does: to the workers, too
    out, err = child.communicate(timeout=60)
    assert (out, child.returncode) == ("", 130)
    assert len(err.splitlines()) == 1, err
    assert re.fullmatch(r"onrecord: stopped\. .*: \d+ reports? added.*; the same command goes on from here\n", err)
    assert begun([inbox, "--ledger", where, "--jobs", jobs]).wait() == 0
    assert digest_of(where) == digest_of(whole)


def _some_are_kept(where: Path) -> bool:
    return next(where.with_name(f"{where.name}.store").glob("??/*"), None) is not None


@needs_posix
@pytest.mark.parametrize("seconds", [0.2, 0.6, 1.0, 1.4])
def test_ctrl_c_while_workers_are_started_shows_no_traceback(tmp_path: Path, seconds: float) -> None:
    inbox = tmp_path / "wire.jsonl"
    plain(inbox, reports(40, shortest=60, longest=120))
    child = begun([inbox, "--ledger", tmp_path / "news.ledger", "--jobs", 2])
    while child.poll() is None and not (tmp_path / "news.ledger").exists():
        time.sleep(0.005)
    time.sleep(seconds)
    os.killpg(child.pid, signal.SIGINT)
    _, err = child.communicate(timeout=60)
    assert child.returncode in {0, 130}
    assert len(err.splitlines()) == 1, err


@needs_posix
def test_a_terminal_shows_how_far_it_is_and_nothing_of_it_stays(tmp_path: Path) -> None:
    inbox = tmp_path / "wire.jsonl"
    plain(inbox, reports(60, shortest=120, longest=200))
    shown = _on_a_terminal([inbox, "--ledger", tmp_path / "news.ledger", "--jobs", 1])
    bar = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown)
    assert re.search(r"Adding .*\d+% .*\d+ reports .*\d words/s .*\d+:\d\d left", bar)
    ends = shown[shown.rindex("Adding") :]
    assert "\x1b[2K" in ends  # the bar's line is cleared
    assert ends.rstrip().endswith("news.ledger: 60 reports added") or "of them unread" in ends


def _on_a_terminal(arguments: Sequence[object]) -> str:
    """Everything that a run writes to a terminal of 120 columns."""
    import fcntl
    import pty
    import struct
    import termios

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    environment = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "120"}
    command = [*PROGRAM, "add", *map(str, arguments)]
    with subprocess.Popen(command, stderr=theirs, stdout=theirs, stdin=theirs, env=environment):
        os.close(theirs)
        parts = []
        while True:
            try:
                part = os.read(ours, 65536)
            except OSError:
                break
            if not part:
                break
            parts.append(part)
    os.close(ours)
    return b"".join(parts).decode()
