"""Servers to ask: one that speaks OpenAI's protocol, made by others, and one that misbehaves as it is told to."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import yaml

Answers = dict[str, Any]


class Asked:
    """A server of MockLLM, which answers a message with what its file has for it; its requests are checked by it."""

    def __init__(self, url: str, file: Path, log: Path) -> None:
        self.url, self.file, self._log = url, file, log
        self._moment = 1_000_000

    def answers(self, answers: Answers) -> None:
        """From now on each text is answered with this, as JSON."""
        known = {text: answer if isinstance(answer, str) else json.dumps(answer) for text, answer in answers.items()}
        fresh = self.file.with_suffix(".new")
        fresh.write_text(yaml.safe_dump({"responses": known}, allow_unicode=True), encoding="utf-8")
        self._moment += 10  # it looks at the time of the file, in whole seconds
        os.utime(fresh, (self._moment, self._moment))
        fresh.replace(self.file)

    def lines(self) -> list[str]:
        """What it was asked, a line each."""
        return [line for line in self._log.read_text(encoding="utf-8").splitlines() if "HTTP/1.1" in line]


@pytest.fixture(scope="session")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asked]:
    folder = tmp_path_factory.mktemp("mockllm")
    file, log = folder / "responses.yml", folder / "log"
    file.write_text("responses: {}\n", encoding="utf-8")
    os.utime(file, (1_000_000, 1_000_000))
    environment = {**os.environ, "MOCKLLM_RESPONSES_FILE": str(file)}
    command = [sys.executable, "-m", "uvicorn", "mockllm.server:app", "--port", "0"]
    with log.open("w", encoding="utf-8") as out:
        running = subprocess.Popen(command, env=environment, stdout=out, stderr=subprocess.STDOUT)
        try:
            yield Asked(f"http://127.0.0.1:{_port(running, log)}/v1", file, log)
        finally:
            running.terminate()
            running.wait(30)


def _port(running: subprocess.Popen[bytes], log: Path) -> int:
    """The port that it says it listens on."""
    for _ in range(600):
        for line in log.read_text(encoding="utf-8").splitlines():
            if "Uvicorn running on http://127.0.0.1:" in line:
                return int(line.partition("127.0.0.1:")[2].split()[0])
        assert running.poll() is None, log.read_text(encoding="utf-8")
        time.sleep(0.1)
    raise AssertionError(log.read_text(encoding="utf-8"))


@pytest.fixture
def llm(started: Asked) -> Asked:
    """The server, knowing no answer yet."""
    started.answers({})
    return started


Misbehave = Callable[[BaseHTTPRequestHandler], None]


class Rogue:
    """A server that does what it is told: ``rogue.does = lambda request: …``; ``seen`` has every path it was asked."""

    def __init__(self) -> None:
        self.does: Misbehave = lambda request: request.send_error(500)
        self.seen: list[tuple[str, dict[str, str]]] = []
        self.url = ""


@pytest.fixture
def rogue() -> Iterator[Rogue]:
    told = Rogue()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told.seen.append((self.path, dict(self.headers)))
            self.rfile.read(int(self.headers["Content-Length"]))
            told.does(self)

        do_GET = do_POST

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    told.url = f"http://127.0.0.1:{server.server_port}/v1"
    yield told
    server.shutdown()
    server.server_close()
