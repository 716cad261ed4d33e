"""A time expression as it stands in the text, before any calendar is consulted: "Friday night", "the past four years".

The grammars in ``read.times`` build these; ``resolve.dates`` turns them into :class:`onrecord.core.Time`. Nothing here
knows when the article was published.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onrecord.core.span import Span

Unit = Literal[
    "second", "minute", "hour", "day", "night", "weekend", "week", "fortnight", "month", "quarter", "season", "year",
    "decade", "century"
]  # fmt: skip
Which = Literal["last", "this", "next", "previous", "following", "that"]
Tense = Literal["past", "future"]
Bound = Literal["by", "until", "before", "since", "after"]
StageName = Literal["early", "mid", "late", "start", "end", "earlier", "later"]
Window = Literal["past", "next", "first", "in"]


_PERIODS: dict[Unit, tuple[str, float]] = {
    "second": ("TS", 1), "minute": ("TM", 1), "hour": ("TH", 1), "day": ("D", 1), "night": ("D", 1),
    "weekend": ("D", 2), "week": ("W", 1), "fortnight": ("W", 2), "month": ("M", 1), "quarter": ("M", 3),
    "season": ("M", 3), "year": ("Y", 1), "decade": ("Y", 10), "century": ("Y", 100),
}  # fmt: skip


def period(unit: Unit, amount: float | None) -> str:
    """ISO 8601 for ``amount`` units: ("week", 2) is "P2W", ("hour", 24) "PT24H", ("month", None) "PXM"."""
    letter, factor = _PERIODS[unit]
    number = "X" if amount is None else f"{round(amount * factor, 4):.12g}"
    return f"PT{number}{letter[1]}" if letter[0] == "T" else f"P{number}{letter}"


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A day, month, year or weekday with whatever the text leaves open as None: "May 14", "Friday", "1998".

    ``weekday`` counts from 1 (Monday) to 7; ``which`` is the word before it ("last Friday", "the following Monday").
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    which: Which | None = None


@dataclass(frozen=True, slots=True)
class Years:
    """Several whole years at once: "the 1990s" is ``Years(1990, 10)``, "the 20th century" ``Years(1900, 100)``."""

    first: int
    count: int


@dataclass(frozen=True, slots=True)
class FiscalYear:
    """A business year, which begins in different months in different countries: "FY2024"."""

    year: int


@dataclass(frozen=True, slots=True)
class Portion:
    """A numbered or named part of a year: "the second quarter of 2013", "this spring" (1 spring … 4 winter)."""

    unit: Literal["quarter", "half", "season"]
    number: int | None
    year: CalendarDate | Shift | None = None
    which: Which | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """A unit some steps away: "last month" is −1 month from publication, "two days later" +2 days from a mention.

    ``amount`` None means some unsaid number ("several years ago" is −, see ``forward``).
    """

    unit: Unit
    amount: float | None
    base: Literal["published", "mention"] = "published"
    forward: bool = False


@dataclass(frozen=True, slots=True)
class Holiday:
    """A named day or season of the calendar, by its key in the language pack: "Christmas Eve"."""

    key: str
    year: int | None = None
    which: Which | None = None


@dataclass(frozen=True, slots=True)
class PartOfDay:
    """A part of a day: "Friday night", "this morning"; ``day`` None where the text names none."""

    part: str
    day: When | None = None


@dataclass(frozen=True, slots=True)
class Clock:
    """A time on the clock: "6:30 p.m. EDT"; ``offset`` is minutes from UTC, None where no zone is given."""

    hour: int
    minute: int = 0
    second: int | None = None
    offset: int | None = None
    day: When | None = None
    about: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """The early, middle or late part of something longer: "mid-June", "late 1980s", "the end of the year"."""

    stage: StageName
    of: When


@dataclass(frozen=True, slots=True)
class Within:
    """A weekday or month placed by what it lies in: "Monday of last week", "in May this year"."""

    part: CalendarDate
    of: Shift


@dataclass(frozen=True, slots=True)
class Nth:
    """A counted part of something longer: "the first week of May", "the last day of 2013" (−1)."""

    number: int
    unit: Unit
    of: When
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """A vague pointer: "now" is present, "recently" past, "soon" future."""

    to: Literal["past", "present", "future"]


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time: "48 hours"; with ``window`` a length that also has a place: "the past four years".

    ``amount`` None is "several"; ``high`` is the upper end of "two to three weeks"; ``of`` is what "the first three
    months of 2012" lies in.
    """

    unit: Unit
    amount: float | None
    high: float | None = None
    window: Window | None = None
    of: When | None = None
    more: Length | None = None


@dataclass(frozen=True, slots=True)
class Recurring:
    """Something that comes back: "every Sunday"; ``every`` is ISO 8601, ``on`` what recurs, ``times`` how often."""

    every: str
    on: When | None = None
    times: float | None = None


@dataclass(frozen=True, slots=True)
class Range:
    """From one time to another, both included: "March 3-5", "between 2014 and 2016"."""

    first: When
    last: When


When = (
    CalendarDate | Years | FiscalYear | Portion | Shift | Holiday | PartOfDay | Clock | Stage | Within | Nth
    | Reference | Length | Recurring | Range
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Timex:
    """One expression in the text: ``when`` is what it says, ``tense`` that of its clause, ``bound`` the word before it.

    "The ceasefire will hold until Friday": span "Friday", ``CalendarDate(weekday=5)``, future, ``until``.
    ``sentence`` is the index of its sentence in the analysis; ``opening`` is True where it begins that sentence
    ("In 2014, …"), so that a month after it belongs to that year.
    """

    span: Span
    text: str
    when: When
    tense: Tense | None
    bound: Bound | None
    sentence: int
    opening: bool = False
