"""The pages that are made from the program itself; each is found by its being a module with ``pages()`` here."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from manual import api, commands
from manual.pages import DOCS

BY_HAND = "## On the examples"
"""From this heading on a page of a command is written by hand and kept."""


def made() -> Mapping[Path, str]:
    """Every made page with what it has to be now, its part by hand as it is."""
    texts = {**commands.pages(), **api.pages()}
    return {DOCS / name: text + by_hand(DOCS / name) for name, text in sorted(texts.items())}


def by_hand(path: Path) -> str:
    """What is written by hand at the end of a made page, with the empty line before it; "" where there is nothing."""
    if not path.exists():
        return ""
    _, heading, rest = path.read_text(encoding="utf-8").partition(f"\n{BY_HAND}")
    return f"\n{heading.strip()}{rest}" if heading else ""


def write() -> list[Path]:
    """Write every made page that is not as it has to be; the paths of those."""
    changed = []
    for path, text in made().items():
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            changed.append(path)
    return changed
