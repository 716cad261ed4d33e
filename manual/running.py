"""Runs the examples of a page in a folder of their own, one after the other, as somebody who follows the page would.

``onrecord …`` goes through the entry point of the installed program in this process, which loads the weights once for
all pages; what has a pipe or a redirection, and every other program, goes through ``sh``.
"""

from __future__ import annotations

import ast
import atexit
import contextlib
import doctest
import glob
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from typing import Any

from manual.pages import ROOT, Block, blocks, commands
from manual.showing import agrees

AUTHOR = "desk"
_SHELL = re.compile(r"[<;&$`]|\|\||^\w+=")
_QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'")
_INTO = re.compile(r"(?P<words>.*\S)\s+>\s+(?P<file>\S+)")
_WITH_CODE = "; echo $?"
_ARROW = re.compile(r"#\s*→ ?(.*)$")


@dataclass(frozen=True, slots=True)
class Ran:
    """One example that was run: where it stands in the page, what the page shows, what was printed."""

    words: str
    line: int
    expected: tuple[str, ...]
    printed: str
    first: int
    last: int
    compared: bool = True

    @property
    def holds(self) -> bool:
        """True where the page shows what was printed."""
        return not self.compared or agrees(self.expected, self.printed)


class Failed(Exception):
    """An example that could not be run at all: "line 12: onrecord show D99 left with 2: …"."""


def run_page(path: Path, folder: Path) -> Iterator[Ran]:
    """Run every example of a page in ``folder``, which gets a copy of examples/; raises ``Failed`` where one breaks."""
    if not (folder / "examples").exists():
        shutil.copytree(ROOT / "examples", folder / "examples")
    names: dict[str, Any] = {"__name__": "__main__"}
    with _in(folder):
        for block in blocks(path.read_text(encoding="utf-8")):
            yield from _run(block, names)


def _run(block: Block, names: dict[str, Any]) -> Iterator[Ran]:
    if block.file is not None:
        Path(block.file).parent.mkdir(parents=True, exist_ok=True)
        Path(block.file).write_text(block.body + "\n", encoding="utf-8")
    elif block.because is not None:
        return
    elif block.kind == "ledger":
        _put_ledger(block.body)
    elif block.kind == "package":
        copied(Path("src"))
    elif block.kind == "run":
        _call(block.body, block.line)
    elif block.kind == "console":
        for one in commands(block):
            printed = _call(one.words, one.line)
            yield Ran(one.words, one.line, one.expected, printed, one.first, one.last)
    elif block.kind == "sh":
        for at, line in enumerate(block.body.splitlines()):
            if line.strip() and not line.startswith("#"):
                yield Ran(line, block.line + at, (), _call(line, block.line + at), 0, 0, compared=False)
    elif block.kind == "python":
        yield from _python(block, names)
    elif block.kind == "pycon":
        names.setdefault("onrecord", import_module("onrecord"))
        yield from _python(_without_prompts(block), names)


def _call(words: str, line: int) -> str:
    """What a command printed, both streams in order of time; raises ``Failed`` where it leaves with anything but 0."""
    words = words.strip()
    bare = words.removesuffix(_WITH_CODE)
    plain = _QUOTED.sub(lambda found: "x" * len(found[0]), re.sub(r"\s#.*", "", bare))
    if Path("src", "onrecord").exists() or _SHELL.search(plain):
        code, printed, _ = _shell(words, told=subprocess.STDOUT)
    else:
        ends = [at for at, letter in enumerate(plain) if letter == "|"]
        stages = [bare[start + 1 : end].strip() for start, end in zip([-1, *ends], [*ends, len(bare)], strict=True)]
        code, printed = _piped(stages)
        if words != bare:
            code, printed = 0, f"{printed}{code}\n"
    if code:
        raise Failed(f"line {line}: {words} left with {code}: {printed.strip()[-400:]}")
    return printed


def _piped(stages: list[str]) -> tuple[int, str]:
    """Stages of a pipe, one after the other: the last one's code, what was said on the way, and what came out."""
    said, given, code = "", "", 0
    for stage in stages:
        if stage.startswith("onrecord "):
            if len(stages) == 1 and not _INTO.fullmatch(stage):
                return _in_process(stage, "", together=True)[:2]
            code, given, more = _in_process(stage, given, together=False)
        else:
            code, given, more = _shell(stage, given)
        said += more
    return code, said + given


def _shell(words: str, given: str = "", *, told: int = subprocess.PIPE) -> tuple[int, str, str]:
    done = subprocess.run(
        ["sh", "-c", words],
        input=given,
        stdout=subprocess.PIPE,
        stderr=told,
        env=_outside(),
        encoding="utf-8",
        check=False,
    )
    return done.returncode, done.stdout, done.stderr or ""


def _in_process(words: str, given: str, *, together: bool) -> tuple[int, str, str]:
    """The code, what came out (with ``together`` both streams in order of time), and what was said besides."""
    into = _INTO.fullmatch(words)
    arguments: list[str] = []
    for word in shlex.split(into["words"] if into else words, comments=True)[1:]:
        arguments += sorted(glob.glob(word)) if "*" in word and glob.glob(word) else [word]
    if arguments[:1] == ["add"] and "--jobs" not in arguments:
        arguments += ["--jobs", "1"]  # here, with the weights that are loaded: it comes to the same (tests/engines)
    out, told = io.StringIO(), io.StringIO()
    before, sys.stdin = sys.stdin, io.TextIOWrapper(io.BytesIO(given.encode()), encoding="utf-8")
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out if together else told):
            code = program()(arguments)
    finally:
        sys.stdin = before
    if into:
        Path(into["file"]).write_text(out.getvalue(), encoding="utf-8")
    return code, "" if into else out.getvalue(), told.getvalue()


def copied(folder: Path) -> None:
    """Put a copy of the package into a folder; its files are links, for none of them is to be changed."""
    leave = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "src" / "onrecord", folder / "onrecord", ignore=leave, copy_function=_linked)


def _linked(source: str, target: str) -> str:
    try:
        os.link(source, target)
    except OSError:  # on another disk
        shutil.copyfile(source, target)
    return target


def _outside() -> dict[str, str]:
    """The environment of other programs; where the folder has a package of its own, that is the one they find."""
    own = Path("src").resolve()
    return {**os.environ, **({"PYTHONPATH": str(own)} if (own / "onrecord").exists() else {})}


@cache
def program() -> Callable[[list[str]], int]:
    """The function behind the installed command ``onrecord``."""
    (found,) = entry_points(group="console_scripts", name="onrecord")
    loaded: Callable[[list[str]], int] = found.load()
    return loaded


def _python(block: Block, names: dict[str, Any]) -> Iterator[Ran]:
    """Statement after statement; what one is to print or to be stands behind it, or under it, after "# →"."""
    lines = block.body.splitlines()
    body = ast.parse(block.body).body
    for place, statement in enumerate(body):
        end = statement.end_lineno or statement.lineno
        following = body[place + 1].lineno - 1 if place + 1 < len(body) else len(lines)
        shown = [found[1] for line in lines[end - 1 : following] if (found := _ARROW.search(line))]
        out = io.StringIO()
        try:
            with contextlib.redirect_stdout(out):
                value = _run_statement(statement, names)
        except Exception as error:
            raise Failed(f"line {block.line + statement.lineno - 1}: {type(error).__name__}: {error}") from error
        printed = out.getvalue() + (f"{value!r}\n" if shown and value is not None else "")
        line = block.line + statement.lineno - 1
        yield Ran(lines[statement.lineno - 1], line, tuple(shown), printed, 0, 0, compared=bool(shown))


def _without_prompts(block: Block) -> Block:
    """The examples of a docstring as a block of Python, what they are to give behind an arrow."""
    parts = []
    for one in doctest.DocTestParser().get_examples(f"{block.body}\n"):
        parts += [one.source.rstrip(), *(f"# → {line}" for line in one.want.splitlines())]
    return replace(block, body="\n".join(parts))


def _run_statement(statement: ast.stmt, names: dict[str, Any]) -> object:
    if isinstance(statement, ast.Expr):
        return eval(compile(ast.Expression(statement.value), "<page>", "eval"), names)
    exec(compile(ast.Module([statement], []), "<page>", "exec"), names)
    return None


@cache
def _ledgers() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="onrecord-manual-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _put_ledger(name: str) -> None:
    """Put a ledger of examples/<name> into this folder; it is made once for all pages."""
    kept = _ledgers() / name
    if not kept.exists():
        shutil.copytree(ROOT / "examples", _ledgers() / "examples")
        with _in(_ledgers()):
            code, printed, _ = _in_process(f"onrecord add examples/{name} --ledger {kept}", "", together=True)
            if code:
                raise Failed(printed)
    shutil.copy(kept, "onrecord.ledger")
    shutil.copytree(kept.with_name(f"{name}.store"), "onrecord.ledger.store")


@contextlib.contextmanager
def _in(folder: Path) -> Iterator[None]:
    """In this folder, with the installed commands at hand and none of the user's own settings."""
    before, kept = Path.cwd(), dict(os.environ)
    for name in [name for name in os.environ if name.startswith("ONRECORD_")]:
        del os.environ[name]
    os.environ.update({"ONRECORD_AUTHOR": AUTHOR, "COLUMNS": "100", "LC_ALL": "C.UTF-8",
                       "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"})  # fmt: skip
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
        os.environ.clear()
        os.environ.update(kept)
