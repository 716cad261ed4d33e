"""Cells as spreadsheets give them back, beside the values of the ledger: what is the same, and what was edited.

A spreadsheet that saves a file writes numbers, dates and truths in the manner of its country: 2,5 for 2.5, 28/02/2025
for 2025-02-28, WAHR for yes. None of that is an edit.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from onrecord.core.answers.cells import Cell, unguarded

HIDDEN = "█"
"""In a redacted export: what stands there was hidden, and is no edit."""
NUMBERS = frozenset({"low", "best", "high"})
YES_NO = frozenset({"approximate"})
_TRUTHS = {"yes": True, "true": True, "no": False, "false": False, "wahr": True, "falsch": False, "vrai": True,
           "faux": False, "verdadero": True, "falso": False, "истина": True, "ложь": False}  # fmt: skip
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d*)?(?:[eE][+-]?\d+)?", re.ASCII)
_COMMA = re.compile(r"([+-]?\d+),(\d+)", re.ASCII)
_DAY = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})(?: 0?0:00(?::00)?)?", re.ASCII)


def same(now: Cell, cell: str) -> bool:
    """True where a cell says what the ledger says: 13 and "13.0", "at least  13" and "at least 13"."""
    plain = unguarded(cell.strip()).strip()
    if now is None or now == "":
        return not plain
    if isinstance(now, int | float):
        return any(read == now for read in _numbers(plain))
    if (truth := _TRUTHS.get(now.casefold())) is not None and _TRUTHS.get(plain.casefold()) is truth:
        return True
    if now.split() in (plain.split(), cell.split()):
        return True
    return re.fullmatch(r"\d{4}-\d{2}-\d{2}", now, re.ASCII) is not None and now in dates(plain)


def typed(column: str, cell: str) -> Any:
    """An edited cell for a judgement: numbers as numbers, truths as truths, a blank as nothing.

    Raises ``ValueError`` where it can be read in two ways.
    """
    plain = unguarded(cell.strip()).strip()
    if column in NUMBERS:
        if len(read := _numbers(plain)) > 1:
            raise ValueError(f"“{plain}” can be {read[0]:g} or {read[1]:g}; write it without a comma")
        return read[0] if read else plain or None  # the ledger says what is wrong with it
    if column in YES_NO and plain.casefold() in _TRUTHS:
        return _TRUTHS[plain.casefold()]
    if len(days := dates(plain)) > 1:
        raise ValueError(f"“{plain}” can be {days[0]} or {days[1]}; write the day like that")
    return days[0] if days else plain or None


def dates(plain: str) -> tuple[str, ...]:
    """The days that a date in numbers can mean: 28/02/2025 is 2025-02-28, 01/03/2025 one of two."""
    if (read := _DAY.fullmatch(plain)) is None:
        return ()
    found = []
    for day, month in ((int(read[1]), int(read[3])), (int(read[3]), int(read[1]))):
        try:
            found.append(date(int(read[4]), month, day).isoformat())
        except ValueError:
            continue
    return tuple(dict.fromkeys(found))


def _numbers(plain: str) -> tuple[float, ...]:
    """What a cell can be as a number: "2,5" is 2.5 where the comma is the point, "1,200" 1200 or 1.2."""
    if _NUMBER.fullmatch(plain):
        return (float(plain),)
    if (read := _COMMA.fullmatch(plain)) is None:
        return ()
    point = float(f"{read[1]}.{read[2]}")
    return (point, float(read[1] + read[2])) if len(read[2]) == 3 and len(read[1].lstrip("+-")) < 4 else (point,)
