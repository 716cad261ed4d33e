"""Where results go: stdout, or a file that appears whole or not at all."""

from __future__ import annotations

import os
import secrets
import shutil
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from onrecord.cli.progress import Progress
from onrecord.errors import UsageError

_WIDEST = 120
"""Longer lines than this are hard to read, however wide the window."""


def terminal_width() -> int:
    """Columns of the terminal, between 40 and 120."""
    return max(40, min(_WIDEST, shutil.get_terminal_size().columns))


def check_output(path: Path, sources: Sequence[str]) -> None:
    """Make sure that a file can be made at ``path`` before the work starts.

    Raises ``UsageError`` where the folder is missing, ``path`` is a folder, or it is one of the sources.
    """
    if path.is_dir():
        raise UsageError(f"-o {path} is a folder; give the name of a file in it")
    if not path.parent.is_dir():
        raise UsageError(f"-o {path}: there is no folder {path.parent}; make it first")
    if path.exists() and any(_same(path, source) for source in sources):
        raise UsageError(f"-o {path} would overwrite the source; choose another name")


def _same(path: Path, source: str) -> bool:
    try:
        return os.path.samefile(path, source)
    except (OSError, ValueError):
        return False


def write_out(pieces: Iterable[str], path: Path | None, progress: Progress) -> None:
    """Write the pieces to ``path`` (by way of a file beside it, renamed at the end) or to stdout as they come."""
    if path is None:
        for piece in pieces:
            with progress.paused(when=sys.stdout.isatty()):
                sys.stdout.write(piece)
        sys.stdout.flush()
        return
    path = path.resolve()
    if path.exists() and not path.is_file():  # a pipe or a device cannot be renamed over
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            stream.writelines(pieces)
        return
    part = path.with_name(f".{path.name[:100]}.{secrets.token_hex(4)}.part")
    try:
        with part.open("x", encoding="utf-8", newline="\n", errors="backslashreplace") as stream:
            stream.writelines(pieces)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
