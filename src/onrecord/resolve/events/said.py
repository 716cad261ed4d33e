"""In whose words an event stands: the innermost attribution whose content tells of it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.core import Attribution, Span

# Contents that may still be open at one place; nesting is never deeper in a text that somebody wrote.
_OPEN = 32


@dataclass(frozen=True, slots=True)
class Contents:
    """The contents of all attributions, sorted by where they begin, with whose they are."""

    starts: list[int]
    parts: list[tuple[Span, int, Attribution]]


def contents_of(attributions: Sequence[Attribution]) -> Contents:
    """Prepare the look-up."""
    parts = [(part, sum(span.length for span in item.content), item) for item in attributions for part in item.content]
    parts.sort(key=lambda row: (row[0], row[2].id))
    return Contents([row[0].start for row in parts], parts)


def voice_of(contents: Contents, trigger: Span) -> str | None:
    """Id of the attribution with the shortest content around the trigger; None in the outlet's own voice.

    An event that is itself the speech act ("accused", "demanded") is the cue and lies outside what it says.
    """
    high = bisect_right(contents.starts, trigger.start)
    around = [
        (size, item.id)
        for part, size, item in contents.parts[max(0, high - _OPEN) : high]
        if part.contains(trigger) and not any(cue.overlaps(trigger) for cue in item.cue)
    ]
    return min(around)[1] if around else None
