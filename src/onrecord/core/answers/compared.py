"""An event of the ledger beside one of another data set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from onrecord.core.answers.happenings import Number
from onrecord.core.answers.written import as_written

Outcome = Literal["matched", "differs", "missing_here", "missing_there", "unreadable"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """One row of a comparison: E12 and the file's row "AFG123", with the deaths that each of them has.

    ``outcome`` is matched, differs (matched, with other deaths), missing_here (in the file alone), missing_there (in
    the ledger alone) or unreadable (a row of the file). ``there`` is the file's id, ``line`` its line; ``days`` and
    ``km`` are how far the two are apart.
    """

    outcome: Outcome
    event: str | None
    there: str | None
    line: int | None
    date: str | None
    place: str | None
    days: int | None
    km: float | None
    low: Number
    best: Number
    high: Number
    there_low: Number
    there_best: Number
    there_high: Number
    because: str

    def to_dict(self) -> dict[str, Any]:
        """The JSON of the answer."""
        written: dict[str, Any] = as_written(self)
        return written
