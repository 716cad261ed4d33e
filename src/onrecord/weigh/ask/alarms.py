"""What a careful reader would stop at in one event over all its reports: a circle of outlets, a single origin."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.core.answers.flags import Raised, Shown
from onrecord.core.answers.happenings import Happened
from onrecord.core.span import Span
from onrecord.weigh.origins import Voice, circles, grave
from onrecord.weigh.origins.circles import CITING
from onrecord.weigh.origins.sorts import outlet_named

ON_EVENTS = ("circular_sourcing", "single_origin")


def alarms(event: Happened, voices: Sequence[Voice]) -> list[Raised]:
    """The flags on an event, by the voices behind it; ids are made of what they are on: "E12/circular_sourcing"."""
    return [flag for flag in (circle(event, voices), _alone(event, voices)) if flag is not None]


def circle(event: Happened, voices: Sequence[Voice]) -> Raised | None:
    """The flag on an event that outlets have from each other; None where there is no such circle among its voices."""
    rings = circles(voices)
    if not rings:
        return None
    ring = rings[0]
    shown = [one for one in voices if one.kind in CITING and outlet_named(one.publisher or "") in ring]
    names = sorted({one.publisher or one.document for one in shown})
    because = f"{' and '.join(names)} each have it from the other: a circle counts once, as a possible origin."
    return _raised(event, "circular_sourcing", "high", because, shown)


def _alone(event: Happened, voices: Sequence[Voice]) -> Raised | None:
    if not grave(event.type) or event.origins.max > 1 or event.realis != "actual" or len(event.documents) < 2:
        return None
    who = event.origins.list[0].name if event.origins.list else "nobody who is named"
    because = f"{len(event.documents)} reports of {event.outlets} outlets tell of it, and all have it from {who}."
    if event.outlets == 1:
        because = f"{len(event.documents)} reports of one outlet tell of it, and all have it from {who}."
    return _raised(event, "single_origin", "medium", because, voices)


def _raised(event: Happened, kind: str, severity: str, because: str, voices: Sequence[Voice]) -> Raised:
    firsts = {one.document: one for one in reversed(voices)}
    shown = sorted(firsts.values(), key=lambda one: int(one.document[1:]))
    return Raised(
        id=f"{event.id}/{kind}",
        kind=kind,
        on=(event.id,),
        severity=severity,
        because=because,
        evidence=tuple(Shown(document=one.document, span=Span(one.start, one.end)) for one in shown),
        document=shown[-1].document if shown else event.documents[0],
        publisher=shown[-1].publisher if shown else None,
        published=None,
        statements=(event.id,),
        judgement=None,
    )
