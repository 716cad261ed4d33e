"""The wheel and the source, the same bytes whenever and wherever they are built from the same files."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from release.shipped import ROOT

EPOCH = "1735689600"  # 2025-01-01: where nothing says of which moment the source is
_LEFT = shutil.ignore_patterns("__pycache__", "*.pyc", ".*_cache", ".venv", ".training", "build", "dist", ".git")
_NEEDED = (".gitignore", "src", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "NOTICE", "CITATION.cff")


def epoch() -> str:
    """``SOURCE_DATE_EPOCH``: as given, else the moment of the last commit."""
    if "SOURCE_DATE_EPOCH" in os.environ:
        return os.environ["SOURCE_DATE_EPOCH"]
    asked = ["git", "-C", str(ROOT), "log", "-1", "--format=%ct"]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    return done.stdout.strip() or EPOCH


def build(into: Path, *, source: Path = ROOT, moment: str | None = None) -> list[Path]:
    """Build wheel and source of ``source`` into a folder; their paths. Raises ``CalledProcessError``."""
    into.mkdir(parents=True, exist_ok=True)
    environment = {**os.environ, "SOURCE_DATE_EPOCH": moment or epoch()}
    command = [sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-t", "wheel", "-d", str(into.resolve())]
    subprocess.run(command, cwd=source, env=environment, check=True, capture_output=True)
    return sorted(path for path in into.iterdir() if path.name.endswith((".whl", ".tar.gz")))


def copied(into: Path) -> Path:
    """A copy of what the build needs, without git and in another place: a second builder."""
    into.mkdir(parents=True)
    for name in _NEEDED:
        path = ROOT / name
        if path.is_dir():
            shutil.copytree(path, into / name, ignore=_LEFT)
        else:
            shutil.copy2(path, into / name)
    return into


def differing(first: Path, second: Path) -> list[str]:
    """The names of files in two folders that are not byte for byte the same, or in one alone."""
    names = {path.name for folder in (first, second) for path in folder.iterdir()}
    return sorted(name for name in names if _bytes(first / name) != _bytes(second / name))


def built_twice(into: Path) -> list[Path]:
    """Build here, and again elsewhere, from the source archive too; raises ``AssertionError`` where they differ."""
    made = build(into)
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder) / "again", source=copied(Path(folder) / "copy"), moment=epoch())
        unpacked = Path(folder) / "unpacked"
        with tarfile.open(next(path for path in made if path.name.endswith(".tar.gz"))) as archive:
            archive.extractall(unpacked, filter="data")
        build(Path(folder) / "from_source", source=next(unpacked.iterdir()), moment=epoch())
        for name in ("again", "from_source"):
            other = Path(folder) / name
            differ = [one for one in differing(into, other) if one in {path.name for path in made}]
            assert not differ, f"two builds of the same files differ ({name}): {', '.join(differ)}"
    return made


def sums(folder: Path) -> None:
    """Write ``SHA256SUMS`` of everything in a folder, as ``sha256sum -c`` reads it."""
    names = sorted(path.name for path in folder.iterdir() if path.is_file() and path.name != "SHA256SUMS")
    lines = [f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    (folder / "SHA256SUMS").write_text("".join(lines), encoding="utf-8")


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
