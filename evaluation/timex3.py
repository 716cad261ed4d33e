"""Our times as TIMEX3 values (TimeML 1.2.1), to compare with corpora annotated so: "last week" is "2004-W47"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from onrecord.core import Span, Time

_SEASONS = {"21": "SP", "22": "SU", "23": "FA", "24": "WI"}
_PARTS = {("06:00", "12:00"): "MO", ("11:00", "14:00"): "MI", ("12:00", "18:00"): "AF", ("18:00", "00:00"): "EV",
          ("18:00", "06:00"): "NI",          ("04:00", "07:00"): "MO", ("17:00", "20:00"): "EV"}  # fmt: skip
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_JOINT = re.compile(r"\s*(?:\bto\b|\band\b|\bthrough\b|\buntil\b|\btill\b|[-–—])\s*", re.IGNORECASE)
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def values(times: Iterable[Time]) -> Iterator[tuple[Span, str]]:
    """Span and value of each time; a range gives its two ends, as TimeML annotates them."""
    for time in times:
        if time.edtf is not None and "/" in time.edtf and time.kind != "duration" and not _is_unit(time.edtf):
            yield from _ends(time)
        else:
            yield time.span, value(time)


def value(time: Time) -> str:
    """The TIMEX3 value of one time."""
    if time.kind == "set":
        return _recurring(time)
    if time.duration is not None:
        return time.duration
    edtf = time.edtf
    if edtf is None:
        return _reference(time)
    if "T" in edtf:
        return re.sub(r"(T\d\d:\d\d):00", r"\1", edtf)
    if _DAY.fullmatch(edtf) and time.earliest and "T" in (time.earliest or "") and time.latest:
        part = _PARTS.get((time.earliest[11:16], time.latest[11:16]))
        return f"{edtf}T{part}" if part else edtf
    return date_value(edtf)


def date_value(edtf: str) -> str:
    """An EDTF date as TIMEX3 writes it: "2013-34" is "2013-Q2", "199X" is "199"."""
    if "/" in edtf:
        return _interval(edtf)
    edtf = edtf.rstrip("~")
    if edtf.endswith("X"):
        return edtf.rstrip("X")
    year, _, code = edtf.partition("-")
    if code in _SEASONS:
        return f"{year}-{_SEASONS[code]}"
    if code in ("33", "34", "35", "36"):
        return f"{year}-Q{int(code) - 32}"
    return f"{year}-H{int(code) - 39}" if code in ("40", "41") else edtf


def _is_unit(edtf: str) -> bool:
    """True where an interval stands for a week, a weekend or a night, which EDTF cannot name."""
    return "W" in _interval(edtf) or "T" in _interval(edtf)


def _interval(edtf: str) -> str:
    low, high = edtf.split("/")
    if not (_DAY.fullmatch(low) and _DAY.fullmatch(high)):
        return edtf
    first, last = date.fromisoformat(low), date.fromisoformat(high)
    week = f"{first.isocalendar().year}-W{first.isocalendar().week:02d}"
    if last - first == timedelta(days=6) and first.isoweekday() == 1:
        return week
    if last - first == timedelta(days=1):
        return f"{week}-WE" if first.isoweekday() == 6 else f"{low}TNI"
    return edtf


def _recurring(time: Time) -> str:
    words = time.text.lower()
    day = next((number for number, name in enumerate(_DAYS, 1) if name in words), None)
    return f"XXXX-WXX-{day}" if day is not None else time.every or ""


def _reference(time: Time) -> str:
    if time.earliest is None and time.latest is None:
        return "XXXX-XX-XX"
    if time.earliest is None:
        return "PAST_REF"
    return "FUTURE_REF" if time.latest is None else "PRESENT_REF"


def _ends(time: Time) -> Iterator[tuple[Span, str]]:
    low, high = (time.edtf or "").split("/")
    joint = _JOINT.search(time.text)
    if joint is None:
        yield time.span, f"{low}/{high}"
        return
    yield Span(time.span.start, time.span.start + joint.start()), date_value(low)
    yield Span(time.span.start + joint.end(), time.span.end), date_value(high)
