"""``onrecord serve`` as it is started: on this computer alone, closed by Ctrl-C, gone when told so."""

import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx2
import pytest

from onrecord.cli import main
from onrecord.opened import open_ledger

PROGRAM = [sys.executable, "-c", "import sys; from onrecord.cli import main; sys.exit(main())"]


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "news.ledger"
    open_ledger(path).close()
    return path


def test_it_prints_its_address_lets_in_who_has_it_and_closes(ledger: Path) -> None:
    command = [*PROGRAM, "serve", "--ledger", str(ledger), "--port", "0", "--no-open"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        address = running.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:")
        assert httpx2.get(address.partition("?")[0]).status_code == 401
        with httpx2.Client(follow_redirects=True) as client:
            answer = client.get(address)
        assert (answer.status_code, "token" in str(answer.url)) == (200, False)
        assert "server" not in answer.headers
        running.send_signal(signal.SIGINT)
        _, told = running.communicate(timeout=30)
        assert running.returncode == 0
        assert "Traceback" not in told


@pytest.mark.parametrize("host", ["0.0.0.0", "192.0.2.1", "desk.example", "::"])
def test_no_host_that_others_can_reach_is_taken(ledger: Path, host: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--ledger", str(ledger), "--host", host, "--no-open"]) == 2
    assert "no accounts" in capsys.readouterr().err


def test_a_port_that_is_taken_is_told(ledger: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        assert main(["serve", "--ledger", str(ledger), "--port", port, "--no-open"]) == 2
    assert "--port 0" in capsys.readouterr().err


def test_a_ledger_that_is_not_there_is_not_made(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["serve", "--ledger", str(tmp_path / "no.ledger"), "--no-open"]) == 2
    assert not (tmp_path / "no.ledger").exists()
    assert "Traceback" not in capsys.readouterr().err
