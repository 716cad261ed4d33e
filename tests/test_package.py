"""The wheel: small, whole, and working when it is installed alone in a clean environment without a network."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MOST_MEGABYTES = 60
MOST_MEGABYTES_INSTALLED = 450
IN_CI = os.environ.get("CI") == "true"

NO_NETWORK = """
import socket

def refuse(*address, **options):
    raise AssertionError("onrecord reached for the network")

socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = refuse
"""


def run(*command: str | Path, **options: object) -> subprocess.CompletedProcess[str]:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload]
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", folder, ROOT)
    (built,) = folder.glob("onrecord-*.whl")
    return built


def test_the_wheel_is_small(wheel: Path) -> None:
    assert wheel.stat().st_size < MOST_MEGABYTES * 1_000_000


def test_the_wheel_holds_all_of_the_package_and_nothing_else(wheel: Path) -> None:
    inside = {name for name in zipfile.ZipFile(wheel).namelist() if not name.endswith("/")}
    ours = {
        path.relative_to(ROOT / "src").as_posix()
        for path in (ROOT / "src" / "onrecord").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert {name for name in inside if ".dist-info/" not in name} == ours
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in inside)


@pytest.mark.parametrize(
    "part",
    [
        "model/*.onnx",
        "model/tokenizer.json",
        "model/MODEL_CARD.md",
        "data/SOURCES.toml",
        "lang/en/*.toml",
        "schema/*.json",
    ],
)
def test_weights_data_and_language_are_inside(wheel: Path, part: str) -> None:
    assert [name for name in zipfile.ZipFile(wheel).namelist() if Path(name).match(f"onrecord/{part}")]


@pytest.fixture(scope="session")
def alone(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fresh environment with the locked dependencies and the wheel, and nothing of the checkout."""
    folder = tmp_path_factory.mktemp("alone") / "venv"
    run(sys.executable, "-m", "venv", folder)
    pip = [folder / "bin" / "python", "-m", "pip", "-q", "--disable-pip-version-check"]
    try:
        run(*pip, "install", "--require-hashes", "-r", ROOT / "requirements.lock")
    except AssertionError as failure:
        if not IN_CI and "Could not find a version" in str(failure):
            pytest.skip("no package index can be reached from here")
        raise
    run(*pip, "install", "--no-deps", wheel)
    return folder


def test_the_lock_names_everything_the_wheel_needs(alone: Path) -> None:
    run(alone / "bin" / "python", "-m", "pip", "check")


def test_installed_with_everything_it_stays_small(alone: Path) -> None:
    size = sum(path.lstat().st_size for path in alone.rglob("*") if not path.is_dir())
    assert size < MOST_MEGABYTES_INSTALLED * 1_000_000, f"{size / 1e6:.0f} MB"


def test_it_reads_when_installed_alone_and_offline(alone: Path, tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text(NO_NETWORK)
    article = tmp_path / "article.txt"
    article.write_text((ROOT / "examples" / "raid-on-bol.txt").read_text(encoding="utf-8"), encoding="utf-8")
    bare = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(tmp_path), "HOME": str(tmp_path)}
    command = [alone / "bin" / "onrecord", "read", article, "--published", "2024-03-11", "--format", "json"]
    reading = json.loads(run(*command, cwd=tmp_path, env=bare).stdout)
    assert [reading[name] != [] for name in ("actors", "places", "times", "figures", "attributions")] == [True] * 5
