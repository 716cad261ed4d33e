"""Flags of the whole ledger: what shows only when reports are set beside each other; worked out when asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection

from onrecord.core.answers.flags import Raised, Shown
from onrecord.core.answers.happenings import Counted, Happened
from onrecord.core.span import Span
from onrecord.weigh.agreement import Finding
from onrecord.weigh.ask.events import told_of
from onrecord.weigh.ask.figures import findings
from onrecord.weigh.ask.filters import Filters
from onrecord.weigh.origins import Voice, circles, grave
from onrecord.weigh.origins.sorts import outlet_named

KINDS = frozenset({"circular_sourcing", "single_origin", "contradiction", "unit_drift", "magnitude_drift"})
_OF_FIGURES = frozenset({"contradiction", "unit_drift", "magnitude_drift"})


def whole_flags(connection: Connection, filters: Filters) -> Iterator[Raised]:
    """Flags on events that ``filters`` let through: circles of outlets, and grave events that one origin vouches for.

    An id is made of what the flag is on: "E12/circular_sourcing".
    """
    if filters.flag not in _OF_FIGURES:
        for event, voices in told_of(connection, filters):
            for flag in (circle(event, voices), _alone(event, voices)):
                if flag is not None and _asked(flag, filters):
                    yield flag
    if filters.flag is None or filters.flag in _OF_FIGURES:
        for group, finding in findings(connection, filters):
            if _asked(flag := _of_figures(group, finding), filters):
                yield flag


def _asked(flag: Raised, filters: Filters) -> bool:
    return filters.flag in {None, flag.kind} and filters.severity in {None, flag.severity}


def _of_figures(group: Counted, finding: Finding) -> Raised:
    """ "G5/contradiction", or "G5/unit_drift/D7" in the copy that let the unit slip."""
    told = [group.statements[place] for place in finding.places]
    name = "/".join(part for part in (group.id, finding.kind, finding.document) if part)
    return Raised(
        id=name,
        kind=finding.kind,
        on=(group.id,),
        severity=finding.severity,
        because=finding.because,
        evidence=tuple(Shown(document=document, span=span) for document, span in finding.evidence),
        document=told[0].document,
        publisher=told[0].publisher,
        published=told[0].published,
        statements=tuple(one.address for one in told),
        judgement=None,
    )


def circle(event: Happened, voices: Sequence[Voice]) -> Raised | None:
    """The flag on an event that outlets have from each other; None where there is no such circle among its voices."""
    rings = circles(voices)
    if not rings:
        return None
    ring = rings[0]
    cited = {"media", "document", "cited"}
    shown = [one for one in voices if one.kind in cited and outlet_named(one.publisher or "") in ring]
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
