"""What ``onrecord revise`` does: asks what the rows want, and tells it line by line."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.cli.messages import complain, one_line

if TYPE_CHECKING:
    from onrecord.core.answers.revised import Revision


def revise(
    where: Path, *, apply: bool, reason: str, author: str | None, reject_missing: bool, ledger: str | None
) -> int:
    """Print every revision, and make them where that is wanted; the exit code."""
    from onrecord.opened import open_ledger

    fates: Counter[str] = Counter()
    with open_ledger(ledger, create=False) as opened:
        for note in opened.notes:
            complain(note)
        for one in opened.revise(where, apply=apply, reason=reason, author=author, reject_missing=reject_missing):
            fates[one.fate] += 1
            sys.stdout.write(one_line(_told(one)) + "\n")
    told = ", ".join(f"{number} {fate}" for fate, number in fates.items()) or "nothing was edited"
    more = "; --apply makes the judgements" if fates["new"] else ""
    sys.stderr.write(f"{told}{more}\n")
    return 1 if fates["skipped"] or fates["refused"] else 0


def _told(one: Revision) -> str:
    """A line: "D41/fig3 correct low 13 → 9 (statements.csv, line 7): applied, J12"."""
    values = ", ".join(f"{name} {_shown(one.was.get(name))} → {_shown(value)}" for name, value in one.change.items())
    words = f"“{one.reason}”" if one.act == "comment" else ""
    wants = " ".join(part for part in (one.item, (one.act or "").replace("_", "-"), values, words) if part)
    why = f", {one.because}" if one.because else ""
    return f"{wants} ({one.file}{f', line {one.line}' if one.line else ''}): {one.fate}{why}"


def _shown(value: object) -> str:
    if value is None:
        return "none"
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    return (
        {True: "yes", False: "no"}[value]
        if isinstance(value, bool)
        else f"{value:g}"
        if isinstance(value, float)
        else str(value)
    )
