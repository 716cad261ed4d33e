"""The rules of the house, held on the source itself: who imports whom, sizes, names, docstrings, tidy types."""

from __future__ import annotations

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SRC = ROOT / "src" / "onrecord"

FOUNDATION = {"core", "lang", "errors", "settings", "version", "model", "data"}
CORRIDORS = {"pipeline", "adding", "opened", "rereading", "revising", "engines", "cli", "spacy", "notebook",
             "__init__", "__main__"}  # these join rooms  # fmt: skip
MAY_ALSO = {"weigh": {"ledger"}, "show": {"ledger"}, "core": set(), "lang": set()}
UNDERSTANDS = {"core": {"core", "version", "errors"}, "lang": {"lang", "errors"}}  # the foundation stands on itself

MOST_LINES = 400
MOST_LINES_OF_A_FUNCTION = 60
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "stuff"}
MACHINE_PATH = re.compile(r"/(?:work|tmp|root|farm|home)/[A-Za-z.]")
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)

HOUSE = sorted(SRC.rglob("*.py"))
FOLDERS = ("src", "training", "evaluation", "manual")
COUNTED = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))]


def named(path: Path) -> str:
    """A file as the reader of a failure wants it: ``src/onrecord/core/span.py``."""
    return path.relative_to(ROOT).as_posix()


each_file = pytest.mark.parametrize("path", HOUSE, ids=named)
each_counted_file = pytest.mark.parametrize("path", COUNTED, ids=named)


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def room(path: Path) -> str:
    """The first name below the package: ``read`` for ``read/figures/find.py``, ``pipeline`` for ``pipeline.py``."""
    parts = path.relative_to(SRC).parts
    return parts[0].removesuffix(".py")


def modules(path: Path, *, lazy: bool = True) -> Iterator[tuple[int, str]]:
    """Every module of ours that a file imports, with the line; ``lazy`` counts imports inside functions too."""
    nodes = ast.walk(tree(path)) if lazy else at_import(tree(path).body)
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names if alias.name.split(".")[0] == "onrecord")
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{named(path)}:{node.lineno} imports relatively; write the whole name"
            if node.module and node.module.split(".")[0] == "onrecord":
                yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def at_import(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """The statements that run when a module is imported; what stands under ``if TYPE_CHECKING`` does not."""
    for node in body:
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            continue
        yield node
        for part in ("body", "orelse", "finalbody"):
            if not isinstance(node, (*FUNCTIONS, ast.ClassDef)):
                yield from at_import(getattr(node, part, []))


@each_file
def test_a_room_imports_only_the_foundation(path: Path) -> None:
    here = room(path)
    if here in CORRIDORS:
        return
    allowed = UNDERSTANDS.get(here, FOUNDATION | {here} | MAY_ALSO.get(here, set()))
    for line, module in modules(path):
        other = module.split(".")[1] if "." in module else "__init__"
        if other.startswith("__") and other != "__init__":
            other = "version"  # `from onrecord import __version__`
        assert other in allowed, (
            f"{named(path)}:{line}: the room {here} imports {module}; rooms are joined in pipeline.py"
        )


def test_no_module_waits_for_itself() -> None:
    """Imports that run at import time form no circle."""
    known = {dotted(path): path for path in HOUSE}
    waits = {
        name: {known_name(module, known) for _, module in modules(path, lazy=False)} for name, path in known.items()
    }
    done: set[str] = set()

    def walk(name: str, trail: tuple[str, ...]) -> None:
        assert name not in trail, "a circle of imports: " + " → ".join([*trail[trail.index(name) :], name])
        if name in done:
            return
        for other in sorted(waits.get(name, ()) - {"onrecord", name}):
            walk(other, (*trail, name))
        done.add(name)

    for name in sorted(known):
        walk(name, ())


def dotted(path: Path) -> str:
    parts = ["onrecord", *path.relative_to(SRC).with_suffix("").parts]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def known_name(module: str, known: dict[str, Path]) -> str:
    return module if module in known else module.rsplit(".", 1)[0]


@each_counted_file
def test_no_file_is_long(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= MOST_LINES, f"{named(path)} has {lines} lines; split it by aspect"


@each_counted_file
def test_no_function_is_long(path: Path) -> None:
    long = [
        f"{node.name} ({length} lines)"
        for node in ast.walk(tree(path))
        if isinstance(node, FUNCTIONS)
        and (length := (node.end_lineno or 0) - node.lineno + 1) > MOST_LINES_OF_A_FUNCTION
    ]
    assert not long, f"{named(path)}: split {', '.join(long)}"


@each_counted_file
def test_a_name_says_what_is_inside(path: Path) -> None:
    vague = VAGUE & set(path.relative_to(ROOT).with_suffix("").parts)
    assert not vague, f"{named(path)}: {vague} says nothing; name the file after what it does"


@each_file
def test_every_public_thing_is_explained(path: Path) -> None:
    assert ast.get_docstring(tree(path)), f"{named(path)} has no docstring"
    silent = [f"{name} (line {line})" for name, line in unexplained(tree(path).body)]
    assert not silent, f"{named(path)}: no docstring on {', '.join(silent)}"


def unexplained(body: list[ast.stmt]) -> Iterator[tuple[str, int]]:
    """Public functions, classes and methods without a docstring."""
    for node in body:
        if isinstance(node, (*FUNCTIONS, ast.ClassDef)) and not node.name.startswith("_"):
            if not ast.get_docstring(node):
                yield node.name, node.lineno
            if isinstance(node, ast.ClassDef):
                yield from unexplained(node.body)


@each_file
def test_only_the_command_line_prints(path: Path) -> None:
    if room(path) == "cli":
        return
    prints = [node.lineno for node in calls(path, "print")]
    assert not prints, f"{named(path)} prints in lines {prints}; return a value, the command line shows it"


def calls(path: Path, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name:
            yield node


@each_file
def test_only_settings_reads_the_environment(path: Path) -> None:
    if room(path) == "settings":
        return
    reads = [
        node.lineno
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "environb", "getenv"}
    ]
    assert not reads, f"{named(path)} reads the environment in lines {reads}; ask settings.py"


@each_file
def test_no_code_branches_on_a_language(path: Path) -> None:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Compare) and re.search(r"(^|\.)lang(uage)?$", ast.unparse(node.left)):
            fixed = [
                item for item in node.comparators if isinstance(item, ast.Constant) and isinstance(item.value, str)
            ]
            assert not fixed, f"{named(path)}:{node.lineno}: put what differs into lang/<language>/"


def tracked() -> list[Path]:
    """The text files of the project, as git knows them (or, in an unpacked source archive, as they lie there)."""
    git = shutil.which("git")
    if git and (ROOT / ".git").exists():
        out = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
        found = [ROOT / name for name in out.decode().split("\0") if name]
    else:
        found = [path for path in ROOT.rglob("*") if not {".venv", ".training", ".git"} & set(path.parts)]
    texts = {
        ".py",
        ".md",
        ".toml",
        ".txt",
        ".html",
        ".jinja",
        ".j2",
        ".css",
        ".js",
        ".json",
        ".jsonl",
        ".sh",
        ".yml",
        "",
    }
    return [path for path in found if path.is_file() and path.suffix in texts and path.name != "test_house.py"]


def test_no_template_trusts_its_input() -> None:
    """The ``safe`` filter switches escaping off: a report would carry the script of a hostile page."""
    trusting = [
        named(path)
        for path in tracked()
        if path.is_relative_to(SRC) and re.search(r"\|\s*safe\b", path.read_text(encoding="utf-8", errors="replace"))
    ]
    assert not trusting, f"escaping is switched off in {trusting}"


def test_no_path_of_a_machine_is_written_down() -> None:
    found = [
        f"{named(path)}: {match.group()}"
        for path in tracked()
        if (match := MACHINE_PATH.search(path.read_text(encoding="utf-8", errors="replace")))
    ]
    assert not found, f"paths that exist on one machine only: {found}"


@pytest.mark.parametrize("tool", [("ruff", "check", "."), ("mypy",)], ids=["style", "types"])
def test_the_tools_have_no_complaint(tool: tuple[str, ...]) -> None:
    done = subprocess.run([sys.executable, "-m", *tool], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
