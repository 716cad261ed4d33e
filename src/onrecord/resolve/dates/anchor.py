"""The day an article counts from: its publication date, or the dateline it opens with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from onrecord.core import Document
from onrecord.core.timex import CalendarDate, Timex
from onrecord.resolve.dates.stretch import add_months

_EDTF = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)"
    r"(?:[T ](?P<hour>\d\d):(?P<minute>\d\d)(?::\d\d(?:\.\d{1,9})?)?(?P<zone>Z|[+-]\d\d:?\d\d)?)?)?)?[?~%]?"
)  # fmt: skip
# A dateline stands within so many characters of the start, and the place before it is at most this long.
DATELINE_REACH, PLACE_LENGTH = 600, 60
_PLACE = re.compile(r"[A-Z][\w.’'/-]*(?:[ ,]+[A-Z][\w.’'/()-]*){0,6}[ ,(–—-]*")
_LABEL = re.compile(
    r"(?:first |last )?(?:published|posted|updated|date|dated|released|issued)?(?: on| at)?[ :]*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Anchor:
    """The first and last day the article may be from (the same for a full date), and the moment if it is known.

    ``name`` is what times counted from it say: "published", or the id of the dateline's own time.
    """

    first: date
    last: date
    moment: datetime | None
    zone: str
    written: str
    name: str


def published(document: Document) -> Anchor | None:
    """What ``document.published`` gives: a day, a moment, a month or a year; None where it is missing or unreadable."""
    match = _EDTF.fullmatch((document.published or "").strip())
    if match is None:
        return None
    year, month, day = (int(match[name]) if match[name] else None for name in ("year", "month", "day"))
    try:
        if year is None or month is None:
            return Anchor(date(year or 0, 1, 1), date(year or 0, 12, 31), None, "", match[0], "published")
        first = date(year, month, day or 1)
        last = first if day else add_months(first, 1) - timedelta(days=1)
        moment = datetime(year, month, first.day, int(match["hour"]), int(match["minute"])) if match["hour"] else None
    except (ValueError, OverflowError):
        return None
    return Anchor(first, last, moment, match["zone"] or "", match[0], "published")


def dateline(timexes: Sequence[Timex], text: str) -> tuple[int, Anchor] | None:
    """The date that stands before the story begins: "ODESA, Ukraine, March 11, 2024 —"; with its index in ``timexes``.

    A dateline without a year ("KYIV, March 11 (Reuters) —") cannot anchor anything.
    """
    for index, timex in enumerate(timexes):
        if timex.span.start > DATELINE_REACH:
            return None
        when = timex.when
        if not isinstance(when, CalendarDate) or when.year is None or when.month is None or when.day is None:
            continue
        if not _opens(text, timex):
            continue
        try:
            day = date(when.year, when.month, when.day)
        except ValueError:
            continue
        return index, Anchor(day, day, None, "", day.isoformat(), f"tim{index + 1}")
    return None


def _opens(text: str, timex: Timex) -> bool:
    """True where only a place or a label stands before the date in its line, and a dash, bracket or line end after."""
    line = text.rfind("\n", 0, timex.span.start) + 1
    before = text[line : timex.span.start]
    after = text[timex.span.end : timex.span.end + 40]
    if len(before) > PLACE_LENGTH or not (_LABEL.fullmatch(before) or _PLACE.fullmatch(before)):
        return False
    rest = after.lstrip(" ,.")
    return not rest or rest[0] in "\n(–—-|" or (not before and rest[:1].isupper())
