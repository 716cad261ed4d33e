"""What becomes an event: all that is reported, and of what is only named inside another event what has substance."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.core import Dropped
from onrecord.resolve.events.draft import Draft
from onrecord.resolve.events.view import View, trigger_span

# The reader's probability below which a mention is a guess.
LEAST = 0.4


def kept(view: View, drafts: Sequence[Draft], dropped: list[Dropped]) -> list[Draft]:
    """The drafts that are events; of the others ``dropped`` tells why, mention by mention."""
    found = []
    for draft in drafts:
        reason = _reason(draft)
        if reason is None:
            found.append(draft)
        else:
            dropped.extend(Dropped("events", trigger_span(view, item.trigger), reason) for item in draft.mentions)
    return found


def _reason(draft: Draft) -> str | None:
    """Why a draft is no event of the record; None where it is one."""
    if draft.score < LEAST:
        return "too unsure a reading to be called an event"
    if not draft.inner:
        return None
    sides = bool(draft.actors or draft.recipients)
    located = draft.place is not None or draft.time is not None
    if draft.figures or draft.effect is not None or (sides and located):
        return None
    return "only named inside another event, with no victim, figure, place or time of its own"
