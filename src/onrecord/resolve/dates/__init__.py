"""Puts the times of an article on the calendar: "Friday night", published on Monday, 11 March 2024, is 8 March.

What the text leaves open is decided by the tense of the clause and by nearness (``choose``); what it counts from
another time is anchored on that one. Whatever cannot be placed keeps ``edtf``, ``earliest`` and ``latest`` None.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from onrecord.core import Document, Time
from onrecord.core.mentions import TimeKind
from onrecord.core.timex import (
    CalendarDate,
    Clock,
    FiscalYear,
    Length,
    Range,
    Recurring,
    Reference,
    Stage,
    Timex,
    When,
    Years,
)  # fmt: skip
from onrecord.resolve.dates import lengths
from onrecord.resolve.dates.anchor import Anchor, dateline, published
from onrecord.resolve.dates.context import Context, Placed
from onrecord.resolve.dates.place import place
from onrecord.resolve.dates.stretch import Stretch

__all__ = ["resolve_times"]

# How many sentences back a day may stand that "two days later" counts from.
MENTION_REACH = 6


@dataclass(frozen=True, slots=True)
class _Mention:
    """A date the story has named, for those that count from it."""

    id: str
    sentence: int
    stretch: Stretch


@dataclass(slots=True)
class _Memory:
    """The last dates named: a ``day``, ``any`` size, a ``year`` that opens a sentence, one ``told`` with its year."""

    day: _Mention | None = None
    any: _Mention | None = None
    year: _Mention | None = None
    told: _Mention | None = None


def resolve_times(timexes: Sequence[Timex], document: Document) -> list[Time]:
    """One :class:`Time` for each expression, in the same order, with ids "tim1"… and no exception for any input."""
    anchor = published(document)
    opening = dateline(timexes, document.text) if anchor is None else None
    if opening is not None:
        anchor = opening[1]
    memory = _Memory()
    times: list[Time] = []
    for number, timex in enumerate(timexes):
        name = f"tim{number + 1}"
        base = None if opening is not None and opening[0] == number else anchor
        times.append(_resolve(name, timex, base, memory))
    return times


def _resolve(name: str, timex: Timex, anchor: Anchor | None, memory: _Memory) -> Time:
    when = timex.when
    if isinstance(when, Recurring):
        return _time(name, timex, "set", every=when.every)
    if isinstance(when, Reference):
        return _reference(name, timex, when, anchor)
    duration = lengths.iso(when) if isinstance(when, Length) else None
    placed = _place(timex, anchor, memory)
    if placed is None:
        kind = "duration" if duration is not None else _kind(when)
        plain = (isinstance(when, Length) and when.window is None) or needs_nothing(when)
        return _time(name, timex, kind, duration=duration, anchor="text" if plain else _name(anchor))
    by = _anchor_name(placed.by, anchor, memory)
    _remember(name, timex, placed.stretch, memory)
    stretch = _bounded(placed.stretch, timex)
    earliest, latest = stretch.written()
    kind = "duration" if duration is not None else _kind(when)
    return Time(name, timex.span, timex.text, kind, placed.stretch.edtf, earliest, latest, duration, None, by)


def _place(timex: Timex, anchor: Anchor | None, memory: _Memory) -> Placed | None:
    """Placed by the first and by the last day the article may be from: the name only stands where both agree."""
    if anchor is None:
        return _try(timex, _context(timex, None, memory))
    first = _try(timex, _context(timex, anchor, memory))
    if anchor.first == anchor.last or first is None or first.by == "text":
        return first
    last = _try(timex, replace(_context(timex, anchor, memory), today=anchor.last))
    if last is None or last.stretch.edtf == first.stretch.edtf:
        return first if last is not None else None
    return Placed(replace(first.stretch, end=last.stretch.end, edtf=None, grain="span"), first.by)


def _try(timex: Timex, context: Context) -> Placed | None:
    try:
        return place(timex.when, context)
    except (ValueError, OverflowError):
        return None


def _context(timex: Timex, anchor: Anchor | None, memory: _Memory) -> Context:
    tense = timex.tense
    if timex.bound in ("by", "until") and tense is None:
        tense = "future"
    if timex.bound == "since" and tense != "future":
        tense = "past"
    day, recent = memory.day, memory.any
    near = day is not None and timex.sentence - day.sentence <= 1
    governing = memory.year is not None and memory.year.sentence == timex.sentence
    return Context(
        today=anchor.first if anchor is not None else None,
        moment=anchor.moment if anchor is not None else None,
        zone=anchor.zone if anchor is not None else "",
        tense=tense,
        day=day.stretch if day is not None and timex.sentence - day.sentence <= MENTION_REACH else None,
        near=day.stretch if day is not None and near else None,
        any=recent.stretch if recent is not None and timex.sentence - recent.sentence <= MENTION_REACH else None,
        told=memory.told.stretch if memory.told is not None and timex.sentence - memory.told.sentence <= 2 else None,
        year=memory.year.stretch.day.year
        if governing and memory.year is not None and memory.year.stretch.day is not None
        else None,
    )


def _remember(name: str, timex: Timex, stretch: Stretch, memory: _Memory) -> None:
    if stretch.start is None or stretch.edtf is None or isinstance(timex.when, Length):
        return
    mention = _Mention(name, timex.sentence, stretch)
    memory.any = mention
    if stretch.grain in ("day", "part", "moment"):
        memory.day = mention
    when = timex.when
    if isinstance(when, CalendarDate) and when.year is not None and when.month is None and timex.opening:
        memory.year = mention
    elif isinstance(when, CalendarDate) and when.month is not None:
        memory.year = None
    dated = when.of if isinstance(when, Stage) else when.first if isinstance(when, Range) else when
    if isinstance(dated, CalendarDate) and dated.month is not None:
        continued = memory.told is not None and memory.told.stretch.day is not None and stretch.day is not None
        same = continued and memory.told is not None and memory.told.stretch.day.year == stretch.start.year  # type: ignore[union-attr]
        memory.told = mention if dated.year is not None or same else None


def _anchor_name(by: str, anchor: Anchor | None, memory: _Memory) -> str:
    if by == "text":
        return "text"
    mention = {"day": memory.day, "near": memory.day, "any": memory.any, "year": memory.year, "told": memory.told}.get(
        by
    )
    return mention.id if mention is not None else _name(anchor)


def _name(anchor: Anchor | None) -> str:
    return anchor.name if anchor is not None else "published"


def _bounded(stretch: Stretch, timex: Timex) -> Stretch:
    """ "by July 1" and "until 1998" say nothing of the beginning, "since March" nothing of the end."""
    if timex.bound in ("by", "until"):
        return replace(stretch, start=None)
    if timex.bound == "since":
        return replace(stretch, end=None)
    if timex.bound == "before" and stretch.start is not None:
        return replace(stretch, start=None, end=stretch.start)
    if timex.bound == "after" and stretch.end is not None:
        return replace(stretch, start=stretch.end, end=None)
    return stretch


def _reference(name: str, timex: Timex, when: Reference, anchor: Anchor | None) -> Time:
    """ "now" is the moment of publication, "recently" ends there, "soon" begins there."""
    if anchor is None:
        return _time(name, timex, "date", anchor="published")
    low: str | None = anchor.written if anchor.first == anchor.last else anchor.first.isoformat()
    high: str | None = anchor.written if anchor.first == anchor.last else anchor.last.isoformat()
    earliest = None if when.to == "past" else low
    latest = None if when.to == "future" else high
    return Time(name, timex.span, timex.text, "date", None, earliest, latest, None, None, _name(anchor))


def _kind(when: When) -> TimeKind:
    """ "time" only where a clock is read; "Friday night" is a date with hours."""
    if isinstance(when, Clock):
        return "time"
    if isinstance(when, Range):
        return "time" if isinstance(when.first, Clock) and isinstance(when.last, Clock) else "date"
    return "date"


def needs_nothing(when: When) -> bool:
    """True where the text alone names the date."""
    if isinstance(when, CalendarDate):
        return when.year is not None
    if isinstance(when, Stage):
        return needs_nothing(when.of)
    return isinstance(when, Years | FiscalYear)


def _time(
    name: str,
    timex: Timex,
    kind: TimeKind,
    *,
    duration: str | None = None,
    every: str | None = None,
    anchor: str = "text",
) -> Time:
    return Time(name, timex.span, timex.text, kind, None, None, None, duration, every, anchor)
