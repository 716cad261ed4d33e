"""What cannot be so by the calendar: 31 June, a Friday that was a Tuesday, a strike reported before it happened."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.check.calendar import days
from onrecord.check.case import Case
from onrecord.check.chronology.ages import misaged
from onrecord.check.chronology.deadlines import overdue
from onrecord.check.chronology.lengths import misfit
from onrecord.check.chronology.premature import premature
from onrecord.check.chronology.ranges import reversed_ranges
from onrecord.check.chronology.single import impossible, wrong_weekday
from onrecord.core import Flag

__all__ = ["flags"]


def flags(case: Case) -> Iterator[Flag]:
    """Flags of kind "chronology": "on 31 June", "Friday, 12 March 2024", "from 9 to 3 May"."""
    written = days(case.analysis.text)
    yield from impossible(case, written)
    yield from wrong_weekday(case, written)
    yield from misaged(case, written)
    yield from reversed_ranges(case, written)
    yield from misfit(case, written)
    yield from premature(case, written)
    yield from overdue(case, written)
