"""Language packs: data, one folder a language, one TOML file a subject (``lang/en/months.toml``).

A folder here *is* the registration: adding ``lang/fr/`` adds French. Code asks for data by name and never branches on
a language.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def lexicon(name: str, *, language: str = "en") -> dict[str, Any]:
    """The tables of ``lang/<language>/<name>.toml``, loaded once; callers turn them into typed values.

    Raises ``FileNotFoundError`` where the pack has no such file.
    """
    path = files("onrecord.lang") / language / f"{name}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def languages() -> tuple[str, ...]:
    """The languages that have a pack, as ISO 639-1 codes."""
    root = files("onrecord.lang")
    return tuple(sorted(item.name for item in root.iterdir() if item.is_dir() and not item.name.startswith("_")))
