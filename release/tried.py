"""The wheel as people install it, without a network: by pip, pipx and uvx from a folder of wheels; and what it does."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path

from release.shipped import LOCK, ROOT

_TRUST = ("--no-index",)


def wheelhouse(into: Path) -> None:
    """Fetch the locked dependencies as wheels for this system and Python; needs the index, once."""
    command = [sys.executable, "-m", "pip", "download", "-q", "--require-hashes", "-r", str(LOCK), "-d", str(into)]
    subprocess.run(command, check=True)


def tried(wheel: Path, house: Path) -> list[str]:
    """Install a wheel in each way from ``house`` alone, and let it read; what was tried.

    Raises ``CalledProcessError`` where one of them does not work.
    """
    wheel, house = wheel.resolve(), house.resolve()
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        environment = _bare(home)
        uvx = [*_tool("uvx"), "--offline", "--no-index", "--find-links", str(house), "--from", str(wheel), "onrecord"]
        _reads(uvx, home, environment)
        pipx = [*_tool("pipx"), "install", "-q", f"--pip-args=--no-index --find-links={house}", str(wheel)]
        subprocess.run(pipx, check=True, env=environment, cwd=home, capture_output=True)
        _reads([str(home / "bin" / "onrecord")], home, environment)
        subprocess.run([sys.executable, "-m", "venv", str(home / "venv")], check=True)
        pip = [str(home / "venv" / "bin" / "pip"), "install", "-q", *_TRUST, "--find-links", str(house), str(wheel)]
        subprocess.run(pip, check=True, env=environment, cwd=home, capture_output=True)
        _reads([str(home / "venv" / "bin" / "onrecord")], home, environment)
    return ["uvx", "pipx install", "pip install"]


def _tool(name: str) -> list[str]:
    """A program that stands beside this Python."""
    return [str(Path(sys.executable).parent / name)]


def _bare(home: Path) -> dict[str, str]:
    """An environment without anything of the checkout."""
    places = {"PIPX_HOME": home / "pipx", "PIPX_BIN_DIR": home / "bin", "UV_CACHE_DIR": home / "uv", "HOME": home,
              "PIP_CACHE_DIR": home / "pip", "PIP_CONFIG_FILE": Path(os.devnull)}  # fmt: skip
    path = f"{Path(sys.executable).parent}{os.pathsep}/usr/bin{os.pathsep}/bin"
    return {"PATH": path, "UV_NO_CONFIG": "1", "PIPX_DEFAULT_PYTHON": sys.executable, "PIP_NO_INDEX": "1",
            "UV_PYTHON": sys.executable, "UV_PYTHON_DOWNLOADS": "never",
            **{name: str(where) for name, where in places.items()}}  # fmt: skip


def _reads(program: list[str], home: Path, environment: Mapping[str, str]) -> None:
    """Let it read an example, put it into a ledger, export it, and say what else it can do."""
    article = home / "article.txt"
    article.write_bytes((ROOT / "examples" / "raid-on-bol.txt").read_bytes())

    def run(*words: str) -> str:
        command = [*program, *words]
        return subprocess.run(command, check=True, env=environment, cwd=home, capture_output=True, text=True).stdout

    reading = json.loads(run("read", article.name, "--published", "2024-03-11", "--format", "json"))
    assert reading["figures"], "it read no figures"
    assert reading["attributions"], "it read no attributions"
    ledger = home / f"{Path(program[0]).parent.parent.name}-{len(program)}.ledger"
    run("add", article.name, "--ledger", str(ledger))
    run("export", "geojson", f"{ledger.stem}.geojson", "--ledger", str(ledger))
    for command in ("serve", "export", "revise"):
        assert "Usage" in run(command, "--help")
