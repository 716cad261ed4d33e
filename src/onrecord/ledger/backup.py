"""A whole copy of a ledger file, taken while it may be read and written."""

from __future__ import annotations

import os
import secrets
import sqlite3
from contextlib import closing
from pathlib import Path

from onrecord.ledger.connect import Desk, opened_file
from onrecord.ledger.saying import told


def back_up(desk: Desk, path: Path, target: Path) -> None:
    """Copy the ledger file at ``path`` to ``target``, which appears whole or not at all and replaces an earlier copy.

    Original bytes are not copied: they lie beside it, and nothing ever changes them. Raises ``NoSpace``.
    """
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        with (
            told(str(target)),
            closing(opened_file(path, read_only=True, wait=desk.settings.wait_seconds)) as source,
            closing(sqlite3.connect(part)) as copy,
        ):
            source.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
        with part.open("rb") as stream:
            os.fsync(stream.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
