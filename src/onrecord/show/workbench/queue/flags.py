"""Flags that wait: how grave they are, times the figures they speak of; of single reports and of the whole ledger."""

from __future__ import annotations

import json
from collections.abc import Sequence

from sqlalchemy import BigInteger, Connection, Select, and_, case, cast, func, select

from onrecord.core.answers.flags import Raised, Shown
from onrecord.core.span import Span
from onrecord.errors import Unknown, UsageError
from onrecord.ledger.schema import documents, figures, flags
from onrecord.show.workbench.asked import Asked
from onrecord.show.workbench.bench import Bench
from onrecord.show.workbench.queue.entry import Alarm, Waiting
from onrecord.show.workbench.queue.standing import Ordered, counted, narrowed, ruled, stands
from onrecord.show.workbench.queue.whole import Whole, whole
from onrecord.show.workbench.quoting import quotes

GRAVE = {"high": 1.0, "medium": 0.6, "low": 0.3}
_MOST_QUOTES = 3
_OTHER = figures.alias("other")
_ON = and_(figures.c.document == flags.c.document, figures.c.local == flags.c.on)
_BESIDE = (
    select(func.count()).select_from(_OTHER.join(figures, figures.c.group == _OTHER.c.group)).where(_ON)
    .correlate(flags).scalar_subquery()
)  # fmt: skip
_WEIGHT = case(*((flags.c.severity == name, weight) for name, weight in GRAVE.items()), else_=0.0) * (1 + _BESIDE)


def _open(bench: Bench, connection: Connection, asked: Asked) -> Select[tuple[int]]:
    said = ruled("F").subquery()
    numbers = select(cast(func.substr(said.c.item, 2), BigInteger))
    query = select(flags.c.id).join(documents, documents.c.id == flags.c.document)
    query = query.where(*stands(), flags.c.id.not_in(numbers))
    return narrowed(bench, connection, query, "flags", flags.c.id, asked)


def first(
    bench: Bench, connection: Connection, asked: Asked, *, most: int, skip: int = 0, every: bool = False
) -> Ordered:
    """The heaviest that nobody has ruled on: ``[(2.0, "G5/unit_drift/D7"), (0.9, "F9"), …]``; ``every``: as left()."""
    query = _open(bench, connection, asked).add_columns(_WEIGHT.label("weight"))
    query = query.order_by(_WEIGHT.desc(), flags.c.id).limit(skip + most)
    stored = [(float(row.weight), f"F{row.id}") for row in connection.execute(query)]
    raised = [(_weight(one), one.id) for one in _whole_open(bench, connection, asked, every=every).flags]
    return sorted([*raised, *stored], key=lambda one: -one[0])[skip : skip + most]


def left(bench: Bench, connection: Connection, asked: Asked) -> tuple[int, bool]:
    """How many wait, and whether more of the whole ledger are still being worked out."""
    raised = _whole_open(bench, connection, asked)
    return counted(connection, _open(bench, connection, asked)) + len(raised.flags), raised.more


def among(bench: Bench, connection: Connection, names: Sequence[str], asked: Asked) -> list[str]:
    """Those of ``names`` that the filter lets through."""
    query = select(flags.c.id).where(flags.c.id.in_([int(name[1:]) for name in names if "/" not in name]))
    kept = connection.scalars(narrowed(bench, connection, query, "flags", flags.c.id, asked))
    found = {f"F{number}" for number in kept}
    found |= {one.id for one in whole(bench, connection, asked).flags}
    return [name for name in names if name in found]


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
        known = whole(bench, connection, Asked()).flags
        flag = next((one for one in known if one.id == name), None) or _shown(bench, name)
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


def _whole_open(bench: Bench, connection: Connection, asked: Asked, *, every: bool = False) -> Whole:
    """Those of the whole ledger that nobody has ruled on; ``every`` waits until all are there."""
    said = {str(item) for item in connection.scalars(ruled("E", "G"))}
    raised = whole(bench, connection, asked, every=every)
    return Whole(tuple(one for one in raised.flags if one.id not in said), raised.more)
