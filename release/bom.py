"""The bill of materials (CycloneDX 1.6): the locked packages, by cyclonedx-py, and what of others is in the wheel."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from onrecord.version import __version__
from release.shipped import LOCK, PACKAGE, Part, licences, parts

_TOOL = (sys.executable, "-m", "cyclonedx_py", "requirements", "--output-reproducible", "--sv", "1.6", "--of", "JSON")


def bill() -> dict[str, Any]:
    """The bill as JSON: equal for equal locks and equal files, whenever it is made.

    Raises ``CalledProcessError`` where the tool fails, ``KeyError`` for a locked package without a licence.
    """
    made = subprocess.run([*_TOOL, "-o", "-", str(LOCK)], check=True, capture_output=True, text=True)
    bom: dict[str, Any] = json.loads(made.stdout)
    known = licences()
    for one in bom["components"]:
        one["licenses"] = [_licence(known[one["name"]])]
        one.pop("description", None)  # the line of the lock, hashes and all: they stand below it, too
    own = f"pkg:pypi/onrecord@{__version__}"
    bom["metadata"]["component"] = {
        "type": "application", "bom-ref": own, "name": "onrecord", "version": __version__, "purl": own,
        "licenses": [_licence("Apache-2.0")],
    }  # fmt: skip
    shipped = [_component(part) for part in parts()]
    bom["components"] = [*bom["components"], *shipped]
    bom["dependencies"] = [{"ref": own, "dependsOn": sorted({one["bom-ref"] for one in bom["components"]})}]
    return bom


def write(path: Path) -> None:
    """Write it."""
    path.write_text(json.dumps(bill(), indent=1, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")


def _component(part: Part) -> dict[str, Any]:
    """A part of the wheel with its files, each with its hash."""
    kind = "machine-learning-model" if part.files[0].endswith(".onnx") else (
        "library" if part.version else "data")  # fmt: skip
    named: dict[str, Any] = {"version": part.version} if part.version else {}
    return {
        "type": kind,
        "bom-ref": f"shipped:{part.files[0]}",
        "name": part.name,
        **named,
        "description": part.terms,
        "licenses": [_licence(part.licence)],
        "components": [
            {"type": "file", "bom-ref": f"file:{name}", "name": name,
             "hashes": [{"alg": "SHA-256", "content": _sha256(PACKAGE / name)}]}
            for name in part.files
        ],
    }  # fmt: skip


def _licence(spdx: str) -> dict[str, Any]:
    if " " in spdx:
        return {"expression": spdx}
    return {"license": {"name": spdx} if spdx == "NOASSERTION" or spdx.startswith("LicenseRef") else {"id": spdx}}


def _sha256(path: Path) -> str:
    from hashlib import file_digest

    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()
