"""Flags of the whole ledger: what shows only when reports are set beside each other; worked out when asked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from sqlalchemy import Connection

from onrecord.core.answers.flags import Raised, Shown
from onrecord.core.answers.happenings import Counted
from onrecord.errors import Unknown
from onrecord.weigh.agreement import Finding
from onrecord.weigh.ask.alarms import ON_EVENTS, alarms
from onrecord.weigh.ask.events import told_of
from onrecord.weigh.ask.figures import findings
from onrecord.weigh.ask.filters import Filters
from onrecord.weigh.ask.ruled import Rulings

_TOGETHER = 100  # flags of which it is asked together what people ruled


def whole_flags(connection: Connection, filters: Filters, *, group: int | None = None) -> Iterator[Raised]:
    """Flags on events and figures that ``filters`` let through, as people ruled: circles, single origins, drift.

    An id is made of what the flag is on: "E12/circular_sourcing". Of the figures of one ``group`` alone where it is
    given.
    """
    rulings = Rulings.at(connection, filters.as_of)
    raised = (flag for flag in _raised(connection, filters, group) if _asked(flag, filters))
    while some := list(islice(raised, _TOGETHER)):
        ruled = rulings.of([flag.id for flag in some])
        for flag in some:
            verdict = ruled[flag.id].verdict if flag.id in ruled else None
            if verdict != "rejected" or filters.include_rejected:
                yield replace(flag, judgement=verdict)


def whole_flag(connection: Connection, name: str, *, as_of: str | None = None) -> Raised:
    """One of them by its id, "G5/unit_drift/D7", rejected or not; raises ``Unknown`` where there is none."""
    on, _, rest = name.strip().partition("/")
    number = int(on[1:])
    event = number if on[0] == "E" else None
    wanted = Filters.of(flag=rest.partition("/")[0], event=event, as_of=as_of, include_rejected=True)
    found = whole_flags(connection, wanted, group=None if event is not None else number)
    flag = next((one for one in found if one.id == name.strip()), None)
    if flag is None:
        raise Unknown(f"{name.strip()}: no such flag in this ledger; onrecord flags lists them")
    return flag


def _raised(connection: Connection, filters: Filters, group: int | None) -> Iterator[Raised]:
    if filters.flag is None or filters.flag in ON_EVENTS:
        for event, voices in told_of(connection, filters):
            yield from alarms(event, voices)
    if filters.flag is None or filters.flag not in ON_EVENTS:
        for counted, finding in findings(connection, filters, only=group):
            yield _of_figures(counted, finding)


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
