"""What ``onrecord export`` does: writes, and tells what was written and what could not be."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.cli.messages import one_line
from onrecord.errors import UsageError

if TYPE_CHECKING:
    from onrecord.show.export import Exported


def formats() -> int:
    """Print every format, what it is, and what it cannot hold; the exit code."""
    from onrecord.show.export import export_format, format_names

    for name in format_names():
        chosen = export_format(name)
        where = "a folder" if chosen.is_folder else f"a file, {name}{chosen.suffix}"
        sys.stdout.write(f"{name} ({where}): {chosen.about}\n")
        sys.stdout.writelines(f"  cannot hold: {because}\n" for because in chosen.limits.values())
    return 0


def export(
    format: str,
    out: Path | None,
    output: Path | None,
    *,
    ledger: str | None,
    redact: bool,
    raw: bool,
    asked: dict[str, Any],
) -> int:
    """Write it and tell of it on stderr; the exit code."""
    from onrecord.opened import open_ledger
    from onrecord.show.export import export_format

    chosen = export_format(format)
    if (out is None) == (output is None):
        what = "a new folder" if chosen.is_folder else f"a new file, such as {format}{chosen.suffix}"
        raise UsageError(f"export {format}: give one place to write to, {what}")
    where = out if out is not None else output
    assert where is not None
    if str(where) == "-":
        raise UsageError("an export has its provenance beside it; give a file or a folder instead of -")
    with open_ledger(ledger, create=False) as opened:
        for note in opened.notes:
            _say(note)
        done = opened.export(format, where, redact=redact, raw=raw, **asked)
    for line in _told(done):
        _say(line)
    return 0


def _told(done: Exported) -> list[str]:
    """What was written, and each thing that the format could not hold with the number of rows it touched."""
    rows = {name: number for name, number in done.rows.items() if number or len(done.rows) == 1}
    parts = ", ".join(f"{number:,} {name.rpartition('.')[0]}" for name, number in rows.items())
    written = f"{done.path}: {next(iter(rows.values())):,} rows" if len(done.rows) == 1 else f"{done.path}: {parts}"
    touched = [one for one in done.lost if one.rows]
    head = [f"what {done.format} cannot hold, and how many rows that touched:"] if touched else []
    return [written, *head, *(f"  {one.rows:,} × {one.because}" for one in touched)]


def _say(words: str) -> None:
    sys.stderr.write(one_line(words) + "\n")
    sys.stderr.flush()
