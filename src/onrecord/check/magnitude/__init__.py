"""Magnitude: figures beyond what their thing or place can be, such as 6,000 km² of orchard in one village.

What things can be is data with sources (``data/magnitudes.toml``, ``data/countries.toml``), and so are the words they
go by. A limit lies beyond the largest ever known, so that a record is no alarm.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.check.case import Case
from onrecord.check.magnitude.excess import excesses, remedy
from onrecord.core import Flag
from onrecord.core.mentions import Severity

__all__ = ["flags"]


def flags(case: Case) -> Iterator[Flag]:
    """One flag for each figure that nothing of its kind can reach, with the largest that is known."""
    for found in excesses(case):
        slip = f"; {remedy(found)} it would be ordinary" if found.ordinary else ""
        severity: Severity = "high" if found.gross else "medium"
        yield Flag("implausible", found.figure.id, severity, found.evidence, f"{found.because}{slip}.")
