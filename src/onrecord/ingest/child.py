"""A child process with limits, in which pages and PDFs are taken apart: it may hang or crash, and we go on.

One child serves many sources (importing the parsers takes a third of a second) and is replaced when it fails. It is
held to an address space (RLIMIT_AS), to processor seconds for each source (RLIMIT_CPU) and, from outside, to seconds on
the clock. A request is a line of JSON and bytes; the answer is a line of JSON.
"""

from __future__ import annotations

import atexit
import contextlib
import importlib
import json
import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from pathlib import Path
from typing import IO, Any

from onrecord.errors import Damaged, InputError
from onrecord.settings import Settings

_LONGEST_ANSWER = 200_000_000
_ROOT = str(Path(__file__).resolve().parents[2])  # where the package lies, however the parent found it


class ChildFailed(Exception):
    """The child refused (``reason`` is a word from the parser) or died (``reason`` is ``"died"`` or ``"time"``)."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(detail or reason)
        self.reason = reason


class _Child:
    """One running child; ``ask`` is not shared between threads (see the lock in ``ask``)."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.owner = os.getpid()
        program = f"import sys; sys.path.insert(0, {_ROOT!r}); from onrecord.ingest.child import serve; serve()"
        limits = json.dumps([settings.child_memory_bytes, settings.child_cpu_seconds])
        self.process = subprocess.Popen(  # noqa: S603 (our own interpreter, our own words)
            [sys.executable, "-P", "-c", program, limits],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self.thread = ThreadPoolExecutor(1, thread_name_prefix="onrecord-child")

    def ask(self, module: str, data: bytes, options: dict[str, Any]) -> dict[str, Any]:
        request = json.dumps([module, len(data), options]).encode() + b"\n"
        waiting = self.thread.submit(self._exchange, request, data)
        try:
            return waiting.result(timeout=self.settings.child_wall_seconds)
        except TooLate:
            raise ChildFailed("time") from None
        except (OSError, ValueError):
            raise ChildFailed("died") from None

    def _exchange(self, request: bytes, data: bytes) -> dict[str, Any]:
        source, sink = self.process.stdin, self.process.stdout
        if source is None or sink is None:
            raise OSError
        source.write(request)
        source.write(data)
        source.flush()
        line = sink.readline(_LONGEST_ANSWER)
        if not line.endswith(b"\n"):
            raise OSError
        answer: dict[str, Any] = json.loads(line)
        return answer

    def stop(self) -> None:
        self.process.kill()
        self.thread.shutdown(wait=True)
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):  # what was not yet written to a dead child
                    pipe.close()


_lock = threading.Lock()
_child: _Child | None = None


def ask(module: str, data: bytes, *, name: str, settings: Settings, **options: Any) -> dict[str, Any]:
    """Have ``onrecord.ingest.<module>.extract(data, **options)`` run in the child, and return its JSON.

    Raises ``Damaged`` where the child ran out of time or memory or crashed, and ``ChildFailed`` with the parser's own
    reason where it refused.
    """
    global _child
    with _lock:
        if _child is None or _child.settings != settings or _child.owner != os.getpid():
            _stop()
            _child = _Child(settings)
        try:
            answer = _child.ask(module, data, options)
        except BaseException as failure:
            _stop()
            if isinstance(failure, ChildFailed):
                raise _gave_up(failure, name=name, settings=settings) from None
            raise
    if "refused" in answer:
        if answer["refused"] == "memory":
            raise _gave_up(ChildFailed("died"), name=name, settings=settings)
        raise ChildFailed(answer["refused"], answer.get("detail", ""))
    return answer


def _gave_up(failure: ChildFailed, *, name: str, settings: Settings) -> InputError:
    if failure.reason == "time":
        spent = f"{settings.child_wall_seconds:g} seconds"
    else:
        spent = f"{settings.child_cpu_seconds} seconds of computing or {settings.child_memory_bytes // 1_000_000} MB"
    return Damaged(f"{name}: not taken apart within {spent}; it is damaged or extreme: save its text and read that")


def _stop() -> None:
    global _child
    if _child is not None and _child.owner == os.getpid():
        _child.stop()
    _child = None


atexit.register(_stop)


def serve() -> None:
    """The child's whole life: limits first, then one answer for each request until the parent goes away."""
    memory, seconds = json.loads(sys.argv[1])
    source = sys.stdin.buffer
    sink = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # whatever a library prints must not reach the answers
    _limit_memory(memory)
    while line := source.readline():
        module, length, options = json.loads(line)
        data = source.read(length)
        _limit_seconds(seconds)
        answer = _answer(module, data, options)
        del data
        _write(sink, answer)


def _answer(module: str, data: bytes, options: dict[str, Any]) -> dict[str, Any]:
    try:
        answer: dict[str, Any] = importlib.import_module(f"onrecord.ingest.{module}").extract(data, **options)
    except ChildFailed as failure:
        return {"refused": failure.reason, "detail": str(failure)}
    except (MemoryError, RecursionError):
        return {"refused": "memory"}
    except Exception as failure:  # a parser's own bug on a hostile file is a refusal, with its name kept
        return {"refused": "error", "detail": type(failure).__name__}
    return answer


def _write(sink: IO[bytes], answer: dict[str, Any]) -> None:
    sink.write(json.dumps(answer).encode("ascii") + b"\n")
    sink.flush()


def _limit_memory(limit: int) -> None:
    if sys.platform != "win32":
        import resource

        with contextlib.suppress(ValueError, OSError):  # macOS refuses RLIMIT_AS; the clock still holds there
            resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_seconds(seconds: int) -> None:
    """Allow ``seconds`` of processor time from now on: the limit counts from the child's birth."""
    if sys.platform != "win32":
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        spent = int(used.ru_utime + used.ru_stime) + 1
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (spent + seconds, hard))
