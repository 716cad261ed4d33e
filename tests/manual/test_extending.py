"""The pages on adding something do what they say: one new file in a copy of the package, and no other line changed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from manual.pages import DOCS, ROOT, blocks
from manual.running import copied, run_page

PAGES = sorted((DOCS / "extending").glob("*.md"))
HOUSE = ROOT / "src" / "onrecord"


def files(package: Path) -> dict[str, bytes]:
    """Every file of the package by its path, without what Python leaves there."""
    return {
        path.relative_to(package).as_posix(): path.read_bytes()
        for path in sorted(package.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


def added(page: Path) -> dict[str, str]:
    """What a page puts into the package: path in it to text."""
    return {
        block.file.removeprefix("src/onrecord/"): block.body + "\n"
        for block in blocks(page.read_text(encoding="utf-8"))
        if block.file is not None and block.file.startswith("src/onrecord/")
    }


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_nothing_outside_what_is_new_has_to_change(page: Path, tmp_path: Path) -> None:
    before = files(HOUSE)
    ran = list(run_page(page, tmp_path))
    assert all(one.holds for one in ran)
    assert any(one.words.startswith("onrecord") for one in ran)
    new = added(page)
    after = files(tmp_path / "src" / "onrecord")
    assert new
    assert not set(new) & set(before), "it is there already"
    assert {name: content for name, content in after.items() if name not in new} == before
    assert len({name.rpartition("/")[0] for name in new}) == 1, "one file, or one folder"


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.stem)
def test_the_new_file_keeps_the_rules_of_the_house(page: Path, tmp_path: Path) -> None:
    for name, text in added(page).items():
        if name.endswith(".py"):
            path = tmp_path / Path(name).name
            path.write_text(text, encoding="utf-8")
            done = subprocess.run(
                [sys.executable, "-m", "ruff", "check", "--config", ROOT / "pyproject.toml", path],
                capture_output=True, text=True, check=False,
            )  # fmt: skip
            assert done.returncode == 0, done.stdout


def test_a_new_format_passes_the_tests_of_every_format(tmp_path: Path) -> None:
    copied(tmp_path / "src")
    for name, text in added(DOCS / "extending" / "format.md").items():
        (tmp_path / "src" / "onrecord" / name).write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-k", "digest and not postgresql",
               "tests/show/export/test_every_format.py", "tests/show/export/test_redacted.py"]  # fmt: skip
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-3000:]
    assert re.search(r"^\.{10,}", done.stdout, re.MULTILINE), done.stdout
