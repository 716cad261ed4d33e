"""Journeys told by length and time: "marched 800 km in an hour"."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from onrecord.check.amounts import value
from onrecord.check.case import Case
from onrecord.check.magnitude.attach import Scene
from onrecord.check.magnitude.tables import Limit, in_base, limit, word_list, word_table
from onrecord.core import Span, Time

_IN = re.compile(r"(?:\s+[\w'’-]+){0,6}?,?\s+(?:in|within|inside)\s+(?:just |only |less than |under |about |barely )*")
_THEN = re.compile(r",?(?:\s+[\w'’-]+){0,8}\s*")
_REACH = 100  # characters between a length and its time
_ISO = re.compile(r"P(?:(?P<D>[\d.]+)D|(?P<W>[\d.]+)W|T(?:(?P<H>[\d.]+)H)?(?:(?P<M>[\d.]+)M)?)$")


@dataclass(frozen=True, slots=True)
class Journey:
    """A length covered in a time: its speed in km/h, and what moved."""

    speed: float
    hours: float
    duration: str
    limit: Limit
    span: Span


@dataclass(frozen=True, slots=True)
class Durations:
    """The lengths of time of a reading, in order, with where each begins."""

    starts: tuple[int, ...]
    times: tuple[Time, ...]

    def near(self, span: Span) -> tuple[Time, ...]:
        """Those within reach of a figure."""
        first = bisect_left(self.starts, span.start - _REACH)
        return self.times[first : bisect_left(self.starts, span.end + _REACH)]


def durations(case: Case) -> Durations:
    """The lengths of time of a case: "an hour", "two days"."""
    times = sorted((time for time in case.reading.times if time.kind == "duration"), key=lambda time: time.span)
    return Durations(tuple(time.span.start for time in times), tuple(times))


def travelled(case: Case, here: Scene, lengths: Durations) -> Journey | None:
    """The journey of a length, where it is faster than its mover can be; None where there is none."""
    figure = here.figure
    if figure.dimension != "length" or not word_list("together").isdisjoint(here.words):
        return None
    metres = in_base(value(figure) or 0.0, figure.unit, "length")
    mover = _mover(here)
    if metres is None or mover is None:
        return None
    text = case.analysis.text
    for time in lengths.near(figure.span):
        if not here.sentence.span.contains(time.span):
            continue
        behind = 0 <= time.span.start - figure.span.end < 80
        ahead = 0 <= figure.span.start - time.span.end < 60
        if behind and not _IN.fullmatch(text[figure.span.end : time.span.start]):
            continue
        opened = text[max(0, time.span.start - 10) : time.span.start].rstrip().lower()
        then = text[time.span.end : figure.span.start] if ahead else ""
        if ahead and not (opened.endswith(("in", "within")) and _THEN.fullmatch(then)):
            continue
        hours = _hours(time.duration)
        if hours and (behind or ahead) and metres / 1000 / hours > mover.most:
            return Journey(metres / 1000 / hours, hours, time.text, mover, time.span)
    return None


def _mover(here: Scene) -> Limit | None:
    """The fastest thing among those that may have moved."""
    before = {word.low for word in here.left}
    lead = " ".join(word.low for word in reversed(here.left))
    found = [
        limit("speed", name)
        for name, words in word_table("marched").items()
        if any(word in before or (" " in word and word in lead) for word in words)
    ]
    return max(found, key=lambda item: item.most, default=None)


def _hours(duration: str | None) -> float | None:
    parts = _ISO.match(duration or "")
    if parts is None:
        return None
    days = float(parts["D"] or 0) + 7 * float(parts["W"] or 0)
    return days * 24 + float(parts["H"] or 0) + float(parts["M"] or 0) / 60 or None
