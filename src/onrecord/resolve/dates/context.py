"""What a time is placed by, and the answer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from onrecord.core.timex import Tense
from onrecord.resolve.dates.stretch import Stretch


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is placed by. ``today`` None: nothing is known of the day of publication.

    ``day`` is the last day the story named, ``near`` the same if it stands in this sentence or the one before, ``any``
    the last date of any size; ``year`` a year that governs this sentence ("In 2014, …"); ``told`` a date of an earlier
    year, given with its year in this sentence or the two before.
    """

    today: date | None
    moment: datetime | None
    zone: str
    tense: Tense | None
    day: Stretch | None = None
    near: Stretch | None = None
    any: Stretch | None = None
    year: int | None = None
    told: Stretch | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A stretch and what it was counted from: "text", "published", or one of the context ("day", "near", "any" …)."""

    stretch: Stretch
    by: str
