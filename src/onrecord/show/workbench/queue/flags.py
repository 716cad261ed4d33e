"""Flags that wait: how grave they are, times the figures they speak of; those of the whole ledger where it is small.

A flag of the whole ledger (a contradiction, a unit that drifts) is worked out when asked, some 10 ms a report; so it
waits here only in a ledger of at most :data:`FEW` reports, and is worked out again only when something that could
change it was ruled.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import BigInteger, Connection, Select, and_, case, cast, func, not_, or_, select

from onrecord.core.answers.flags import Raised, Shown
from onrecord.core.span import Span
from onrecord.errors import Unknown, UsageError
from onrecord.ledger.schema import documents, figures, flags, judgements, readings
from onrecord.show.workbench.bench import Bench
from onrecord.show.workbench.queue.entry import Alarm, Waiting
from onrecord.show.workbench.queue.standing import Ordered, counted, ruled, stands
from onrecord.show.workbench.quoting import quotes

FEW = 150
"""Reports up to which the flags of the whole ledger wait here too."""
GRAVE = {"high": 1.0, "medium": 0.6, "low": 0.3}
_MOST_QUOTES = 3
_HARMLESS = ("accept", "comment")  # acts after which the same flags are raised
_OTHER = figures.alias("other")
_ON = and_(figures.c.document == flags.c.document, figures.c.local == flags.c.on)
_BESIDE = (
    select(func.count()).select_from(_OTHER.join(figures, figures.c.group == _OTHER.c.group)).where(_ON)
    .correlate(flags).scalar_subquery()
)  # fmt: skip
_WEIGHT = case(*((flags.c.severity == name, weight) for name, weight in GRAVE.items()), else_=0.0) * (1 + _BESIDE)


def _open() -> Select[tuple[int]]:
    said = ruled("F").subquery()
    numbers = select(cast(func.substr(said.c.item, 2), BigInteger))
    query = select(flags.c.id).join(documents, documents.c.id == flags.c.document)
    return query.where(*stands(), flags.c.id.not_in(numbers))


def first(bench: Bench, connection: Connection, *, most: int, skip: int = 0) -> Ordered:
    """The heaviest that nobody has ruled on: ``[(2.0, "G5/unit_drift/D7"), (0.9, "F9"), …]``."""
    query = _open().add_columns(_WEIGHT.label("weight")).order_by(_WEIGHT.desc(), flags.c.id).limit(skip + most)
    stored = [(float(row.weight), f"F{row.id}") for row in connection.execute(query)]
    whole = [(_weight(one), one.id) for one in _whole_open(bench, connection)]
    return sorted([*whole, *stored], key=lambda one: -one[0])[skip : skip + most]


def left(bench: Bench, connection: Connection) -> int:
    """How many wait."""
    return counted(connection, _open()) + len(_whole_open(bench, connection))


def told(bench: Bench, connection: Connection, names: Sequence[str]) -> dict[str, Waiting]:
    """Those called so, ruled on or not, each with the first words it stands on; one that is not raised is left out."""
    found = [one for name in names if (one := _raised(bench, connection, name)) is not None]
    wanted = [(flag.id, place.document, place.span) for flag, _ in found for place in flag.evidence[:_MOST_QUOTES]]
    shown = quotes(connection, wanted)
    return {
        flag.id: Waiting(
            id=flag.id, place=flag.id, weight=weight, hanging=len(flag.statements),
            quotes=tuple(quote for quote in shown if quote.item == flag.id),
            alarm=Alarm(kind=flag.kind, severity=flag.severity, because=flag.because, on=flag.on),
        )
        for flag, weight in found
    }  # fmt: skip


def _raised(bench: Bench, connection: Connection, name: str) -> tuple[Raised, float] | None:
    """A flag and its weight."""
    if "/" in name:
        flag = next((one for one in _whole(bench, connection) if one.id == name), None) or _shown(bench, name)
        return (flag, _weight(flag)) if flag is not None else None
    query = select(flags, _WEIGHT.label("weight")).where(flags.c.id == int(name[1:]))
    row = connection.execute(query).first()
    if row is None:
        return None
    document = f"D{row.document}"
    on = document if row.on == "document" else f"{document}/{row.on}"
    evidence = tuple(Shown(document=document, span=Span(*span)) for span in json.loads(row.evidence))
    flag = Raised(id=name, kind=row.kind, on=(on,), severity=row.severity, because=row.because, evidence=evidence,
                  document=document, publisher=None, published=None, statements=(on,), judgement=None)  # fmt: skip
    return flag, float(row.weight)


def _shown(bench: Bench, name: str) -> Raised | None:
    """One flag of a ledger that is too large for all of them; None where it is not raised any more."""
    try:
        found = bench.ledger.show(name)
    except (Unknown, UsageError):
        return None
    told, places = found.answer, tuple(Shown(document=one.document, span=one.span) for one in found.evidence)
    return Raised(id=name, kind=told["kind"], on=tuple(told["on"]), severity=told["severity"], because=told["because"],
                  evidence=places, document=told["document"], publisher=None, published=None,
                  statements=tuple(told.get("statements", ())), judgement=None)  # fmt: skip


def _weight(flag: Raised) -> float:
    """Of a flag of the whole ledger: how grave it is, times the statements it sets beside each other."""
    return GRAVE[flag.severity] * (1 + len(flag.statements))


def _whole_open(bench: Bench, connection: Connection) -> list[Raised]:
    said = {str(item) for item in connection.scalars(ruled("E", "G"))}
    return [one for one in _whole(bench, connection) if one.id not in said]


def _whole(bench: Bench, connection: Connection) -> tuple[Raised, ...]:
    """The flags of the whole ledger, ruled on or not; none where it has more than :data:`FEW` reports."""
    if counted(connection, select(documents.c.id)) > FEW:
        return ()
    on_flags = or_(judgements.c.on.startswith("F"), judgements.c.on.like("E%/%"), judgements.c.on.like("G%/%"))
    harmless = or_(judgements.c.act.in_(_HARMLESS), and_(judgements.c.act == "reject", on_flags))
    last = (
        connection.scalar(select(func.max(documents.c.id))),
        connection.scalar(select(func.max(readings.c.id))),
        connection.scalar(select(func.max(judgements.c.id)).where(not_(harmless))),
    )
    return bench.memory.kept_as(
        ("whole flags", *last),
        lambda: tuple(one for one in bench.ledger.flags(include_rejected=True) if "/" in one.id),
    )
