"""How numbers are put into words on the page."""

from __future__ import annotations

import re

from onrecord.core.answers.due import Due
from onrecord.core.answers.happenings import Counted, Happened, Number, Stated

_SECONDS = re.compile(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::\d\d)?")


def headed(one: Happened) -> str:
    """The title of an event, its moment to the minute: "Assault (aerial): fuel depot, Orsk, 2024-03-08 05:40"."""
    return _moment(one.title)


def how_many_know(one: Happened) -> str:
    """``"2 to 3 origins in 7 outlets"``."""
    least, most = one.origins.min, one.origins.max
    origins = f"{least}" if least == most else f"{least} to {most}"
    return f"{origins} origin{'' if most == 1 else 's'} in {one.outlets} outlet{'' if one.outlets == 1 else 's'}"


def resolved_as(group: Counted) -> str:
    """``"13–15 killed"``, ``"at least 24 injured"``, by the rule of the answer."""
    low, high = group.resolved.low, group.resolved.high
    if low is None and high is None:
        return f"{group.measure}: no figure"
    if high is None:
        return f"at least {_number(low)} {group.measure}"
    if low is None or low == high:
        return f"{_number(high)} {group.measure}"
    return f"{_number(low)}–{_number(high)} {group.measure}"


def counted_as(group: Counted) -> str:
    """What a group counts: "killed, dockworkers (E12)"."""
    what = ", ".join(part for part in (group.measure, group.counted) if part) or group.unit
    return f"{what} ({group.event})" if group.event else what


def named_figure(one: Stated) -> str:
    """A figure with who says it and when: "at least 13 (the mayor, Coast Herald, 2025-03-02)"."""
    who = ", ".join(dict.fromkeys(part for part in (one.origin, one.publisher, (one.published or "")[:10]) if part))
    return f"“{one.text}” ({who})" if who else f"“{one.text}”"


def when_due(one: Due) -> str:
    """``"2025-04-01: The exchange is to take place by April 1"``."""
    return f"{_moment(one.when)}: {' '.join(one.what.split())}"


def _moment(words: str) -> str:
    return _SECONDS.sub(r"\1 \2", words)


def _number(value: Number) -> str:
    if value is None:
        return "?"
    return f"{int(value):,}" if float(value).is_integer() else f"{value:,}"
