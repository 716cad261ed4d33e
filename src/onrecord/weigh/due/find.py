"""What a report says is still to come: "must hand over the port by 1 July", "talks will resume on Monday"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache

from onrecord.core import Reading
from onrecord.core.mentions import Time
from onrecord.core.span import Span
from onrecord.lang import lexicon
from onrecord.weigh.due.sentences import sentences

KINDS = ("limit", "duty", "promised", "expected", "announced", "timetable")
_MOMENT = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d):(\d\d)(?::\d\d)?)?)?)?(Z|[+-]\d\d:\d\d)?", re.ASCII)
_WITHIN = re.compile(r"\b(?:within|in) (?:the next |the coming )?(\d{1,3}|[a-z-]+) (hour|day|week)s?\b", re.IGNORECASE)
_GIVEN = re.compile(
    r"(?<!had )\b(?:g[ai]ves?|given|granted|have|has)(?: [\w’'-]+){0,6}? "
    r"(?P<span>(\d{1,3}|[a-z-]+) (hour|day|week)s?) to\b",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")  # "17 February" is surer than the "Sunday" of "Sunday's clashes"
_WEEKDAY = re.compile(
    r"(?:(?:noon|midnight|\d{1,2}(?:[:.]\d\d)? ?(?:[ap]\.?m\.?)?)(?: on|,)? )?(?:on )?"
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day(?: (?:morning|afternoon|evening|night|noon))?",
    re.IGNORECASE,
)
_NEAR = 120  # characters between the words that announce and the time


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing that is due: ``when`` is EDTF, ``ends`` the first moment (UTC) at which it is no longer open."""

    span: Span
    when: str
    ends: str
    kind: str
    what: str
    because: str


def found(reading: Reading) -> tuple[Item, ...]:
    """The items of a report, in order, one a sentence; none where it is not known when the report came out."""
    published = _published(reading.document.published)
    return () if published is None else tuple(_found(reading, *published))


def _found(reading: Reading, published: datetime, zone: str) -> Iterator[Item]:
    text = reading.document.text
    times = sorted(reading.times, key=lambda time: time.span.start)
    at = 0
    for span in sentences(text):
        while at < len(times) and times[at].span.end <= span.start:
            at += 1
        inside = []
        for time in times[at:]:
            if time.span.start >= span.end:
                break
            inside.append(time)
        words = span.of(text)
        if words.rstrip("\"”’' ").endswith("?"):
            continue
        for when, ends, where in _ahead(words, span, inside, published, zone):
            cue = _cue(words, where.start - span.start, where.end - span.start)
            read = next((time for time in inside if time.span == where), None)
            if cue is not None and read is not None and (read.edtf or "")[:10] < when[:10] and _is_weekday(read):
                cue = cue if _of_the_next(words, cue, where.start - span.start, where.end - span.start) else None
            if cue is not None:
                kind, said = cue
                because = f"“{said}” with “{where.of(text)}”, which lay ahead when the report came out."
                yield Item(span=span, when=when, ends=ends, kind=kind, what=" ".join(words.split()), because=because)
                break


def _ahead(
    words: str, span: Span, times: list[Time], published: datetime, zone: str
) -> Iterator[tuple[str, str, Span]]:
    """The times of a sentence that lie after publication: EDTF, end, where; the most exact first."""
    kept = []
    for time in times:
        if time.kind not in ("date", "time") or time.edtf is None:
            continue
        when = _named(time)
        loose = "/" in time.edtf or len(time.edtf) < 10
        known = ends_at(when, zone="Z" if re.search(r"\b(?:UTC|GMT)\b", _around(words, span, time)) else zone)
        if known is not None and known > published:
            same_day = when[:10] == (published + _offset(zone)).strftime("%Y-%m-%d")  # as a dateline says it
            order = (loose, same_day and len(when) == 10, -len(when), not _DIGIT.search(time.text), time.span.start)
            kept.append((order, (when, _stored(known), time.span)))
    yield from (one[-1] for one in sorted(kept, key=lambda one: one[0]))
    yield from _next_week(times, published, zone)
    spells = [(match[1], match[2], match.span()) for match in _WITHIN.finditer(words)]
    spells += [(match[2], match[3], match.span("span")) for match in _GIVEN.finditer(words)]
    for count, unit, (start, stop) in spells:
        number = int(count) if count.isdecimal() else lexicon("due")["numbers"].get(count.lower())
        if number is not None:
            local = published + timedelta(**{f"{unit.lower()}s": number}) + _offset(zone)
            when = local.strftime("%Y-%m-%dT%H:%M" if unit.lower() == "hour" else "%Y-%m-%d")
            end = ends_at(when, zone=zone)
            if end is not None:
                yield when, _stored(end), Span(span.start + start, span.start + stop)


def _next_week(times: list[Time], published: datetime, zone: str) -> Iterator[tuple[str, str, Span]]:
    """Weekdays that were read as the last ones, as the next ones: "is due to dock on Thursday", where that is meant."""
    for time in times:
        when = _named(time) if time.edtf is not None else ""
        end = ends_at(when, zone=zone) if _is_weekday(time) else None
        if end is not None and end <= published < end + timedelta(days=7):
            day = date.fromisoformat(when[:10]) + timedelta(days=7)
            yield day.isoformat() + when[10:], _stored(end + timedelta(days=7)), time.span


def _around(words: str, span: Span, time: Time) -> str:
    return words[time.span.start - span.start : time.span.end - span.start + 5]


def _named(time: Time) -> str:
    """The day or minute at which it ends: "the end of the month" is its last day."""
    edtf = (time.edtf or "").partition("/")
    last = (edtf[2] or edtf[0]).strip("?~%")
    if len(last) < 10 and time.latest is not None:
        return time.latest[:10]
    return re.sub(r"(T\d\d:\d\d):\d\d", r"\1", last)


def ends_at(when: str, *, zone: str = "Z") -> datetime | None:
    """The first moment after the day or the minute named, in UTC: ``ends_at("2025-03-10", zone="+06:00")``."""
    match = _MOMENT.fullmatch(when)
    if match is None:
        return None
    year, month, day, hour, minute = (int(part) if part else None for part in match.groups()[:5])
    try:
        start = datetime(year or 1, month or 12, day or 28, hour or 0, minute or 0, tzinfo=UTC)
        if hour is None:
            start += timedelta(days=1)
        return start + (timedelta(minutes=1) if hour is not None else timedelta()) - _offset(match[6] or zone)
    except (ValueError, OverflowError):
        return None


def _published(written: str | None) -> tuple[datetime, str] | None:
    match = _MOMENT.fullmatch(written or "")
    if match is None or match[3] is None:
        return None
    end = ends_at(written or "")
    return None if end is None else (end if match[4] else end - timedelta(days=1), match[6] or "Z")


def _offset(zone: str) -> timedelta:
    if zone == "Z":
        return timedelta()
    return timedelta(hours=int(zone[1:3]), minutes=int(zone[4:6])) * (1 if zone[0] == "+" else -1)


def _is_weekday(time: Time) -> bool:
    return _WEEKDAY.fullmatch(time.text) is not None


def _of_the_next(words: str, cue: tuple[str, str], start: int, end: int) -> bool:
    """Whether a weekday is the next one: "is to comment on Monday", but not "is to comment on Monday's march"."""
    kind, said = cue
    before = words[:start]
    if words[end : end + 2] in ("'s", "’s"):
        return False
    if before.endswith(f"{said} ") and said.endswith(" for"):  # "called a strike for Monday"
        return True
    if re.search(r"\b(?:by|before|from|until|till) $", before) and kind in ("duty", "promised", "announced"):
        between = before.rpartition(said)[2] if said in before else "had"
        return re.search(r"\b(?:had|was|were)\b", between) is None and len(between) <= _NEAR // 2
    if kind == "promised" and re.match(r"(?:promis|pledg|vow|threaten)", said):  # "have promised to eat on Sunday"
        of_doing = f"{said.removesuffix(' to')} to " in before
        return of_doing and _governs(words, said, start)
    ahead = kind == "expected" or (kind == "announced" and said != "would")
    return ahead and _governs(words, said, start)


def _governs(words: str, cue: str, start: int) -> bool:
    """Whether a cue stands before a time in one clause: "is due to dock in Bol on Thursday"."""
    if cue not in words[:start]:
        return False
    between = words[:start].rpartition(cue)[2].lower()
    past = set(lexicon("tense")["past"])
    told = any(word in past or word.endswith("ed") for word in between.split())
    return len(between) <= _NEAR // 2 and not told and "," not in between and ";" not in between


def _stored(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _cue(words: str, start: int, end: int) -> tuple[str, str] | None:
    """What makes the time something that is due: its kind, the words."""
    if _pattern("idle").search(words):
        return None
    if _pattern("threat").match(words.lstrip('“"‘')):
        return "limit", words[:start].split(",")[0].strip()
    if _pattern("guess").match(words.lstrip('“"‘')):
        return None
    loose = _pattern("part_of_day").fullmatch(words[start:end]) is not None
    for kind in KINDS:
        if kind == "timetable" and loose:
            continue  # "in the evening the boats go out"
        for match in _pattern(kind).finditer(words):
            if kind == "duty" and match.start() < start < match.end():
                continue  # "have urged us today not to call"
            gap = words[match.end() : start] if match.end() <= start else words[end : match.start()]
            if len(gap) <= _NEAR and ";" not in gap:
                return kind, match.group().strip()
    return None


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    listed = lexicon("due")["find"][kind]
    forms = [listed] if isinstance(listed, str) else listed
    return re.compile(rf"(?:\b|(?<=\w)(?=['’]))(?:{'|'.join(forms)})(?:\b|(?<=\s))", re.IGNORECASE)
