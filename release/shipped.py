"""What of others is inside the wheel, and under which licence: weights, data, scripts, maps, fonts."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "onrecord"
LOCK = ROOT / "requirements.lock"
VENDOR = "show/workbench/static/vendor"
OWN = frozenset({".py", ".typed", ".toml", ".sql", ".html", ".css", ".js", ".md"})
"""Endings of what this project writes itself, where no part below names the file."""
_LINE = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]*)==(\S+)")


@dataclass(frozen=True, slots=True)
class Part:
    """Something of others in the wheel: its files within the package, whose it is, under which licence."""

    files: tuple[str, ...]
    name: str
    version: str | None
    licence: str
    terms: str
    home: str | None = None


def parts() -> list[Part]:
    """Every part, by its first file."""
    found = [*_named(), *_data(), *_vendored()]
    return sorted(found, key=lambda part: part.files[0])


def unlicensed() -> list[str]:
    """Files of the package that nobody has said the licence of."""
    named = {name for part in parts() for name in part.files}
    inside = (path for path in sorted(PACKAGE.rglob("*")) if path.is_file() and "__pycache__" not in path.parts)
    names = [path.relative_to(PACKAGE).as_posix() for path in inside]
    return [name for name in names if name not in named and not _is_own(name)]


def locked() -> list[tuple[str, str]]:
    """The packages of the lock with their versions, each once: ("alembic", "1.20.1")."""
    found = [match.groups() for line in LOCK.read_text(encoding="utf-8").splitlines() if (match := _LINE.match(line))]
    return sorted({(name, version) for name, version in found})


def licences() -> dict[str, str]:
    """The licence of each locked package, in SPDX."""
    table = tomllib.loads((ROOT / "release" / "licences.toml").read_text(encoding="utf-8"))
    return {str(name): str(licence) for name, licence in table["package"].items()}


def _is_own(name: str) -> bool:
    ours = Path(name).suffix in OWN and not name.startswith(VENDOR)
    return ours or name in {f"{VENDOR}/VENDORED.toml", "schema/reading.schema.json"}


def _named() -> list[Part]:
    table = tomllib.loads((ROOT / "release" / "shipped.toml").read_text(encoding="utf-8"))
    return [
        Part(tuple(one["files"]), one["name"], None, one["licence"], " ".join(one["terms"].split()))
        for one in table["part"]
    ]


def _data() -> list[Part]:
    table = tomllib.loads((PACKAGE / "data" / "SOURCES.toml").read_text(encoding="utf-8"))
    found = []
    for one in table.values():
        terms = "; ".join(f"{source['what']}: {source['package']}, {source['licence']}" for source in one["source"])
        licence = " AND ".join(dict.fromkeys(_spdx(source["licence"]) for source in one["source"]))
        found.append(Part((f"data/{one['file']}",), f"the data of {one['file']}", None, licence, terms))
    return found


def _spdx(words: str) -> str:
    """What the words of a source come to: "CC BY 4.0 (GeoNames …); package MIT" is CC-BY-4.0."""
    known = {"CC BY 4.0": "CC-BY-4.0", "CC BY 3.0": "CC-BY-3.0", "Apache-2.0": "Apache-2.0", "MIT": "MIT",
             "public domain": "LicenseRef-public-domain", "SCOWL": "LicenseRef-SCOWL"}  # fmt: skip
    return next((spdx for start, spdx in known.items() if words.startswith(start)), "LicenseRef-learnt-from")


def _vendored() -> list[Part]:
    table = tomllib.loads((PACKAGE / VENDOR / "VENDORED.toml").read_text(encoding="utf-8"))
    return [
        Part(tuple(f"{VENDOR}/{name}" for name in one["sha256"]), one["name"], one["version"],
             one["licence"].split(" (")[0], f"{one['licence']}; its text: {VENDOR}/{one['licence_file']}", one["home"])
        for one in table["package"]
    ]  # fmt: skip
