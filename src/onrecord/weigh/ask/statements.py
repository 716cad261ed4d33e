"""Figures one by one, as exports and frames have them: each statement with its group, its day and its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from onrecord.core.answers.happenings import Stated
from onrecord.core.judgement import Ruling
from onrecord.core.span import Span
from onrecord.ledger.judgements.items import text_of
from onrecord.ledger.schema import figures as counted
from onrecord.ledger.schema import placings
from onrecord.weigh.ask.batches import BATCH
from onrecord.weigh.ask.figures import figures
from onrecord.weigh.ask.filters import Filters
from onrecord.weigh.ask.ruled import Rulings


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Stated):
    """A statement of a figure, e.g. D41/fig3, with the group, event and measure it belongs to.

    ``place`` is where it counts, in the words of its report ("Orsk"), ``edtf`` the day; None where that is not said of
    the figure itself.
    """

    group: str
    event: str | None
    measure: str | None
    counted: str | None
    place: str | None
    edtf: str | None


def statements(connection: Connection, filters: Filters) -> Iterator[Statement]:
    """Every statement of the figures that ``filters`` let through, one by one."""
    rulings = Rulings.at(connection, filters.as_of)
    groups = figures(connection, filters)
    while some := list(islice(groups, BATCH)):
        told = _told(connection, [int(group.id[1:]) for group in some])
        ruled = rulings.of([one.address for group in some for one in group.statements if one.judgement])
        for group in some:
            for one in group.statements:
                place, edtf = _when(connection, told[one.address], ruled.get(one.address))
                own = {field.name: getattr(one, field.name) for field in fields(Stated)}
                yield Statement(group=group.id, event=group.event, measure=group.measure, counted=group.counted,
                                place=place, edtf=edtf, **own)  # fmt: skip


def _told(connection: Connection, groups: Sequence[int]) -> Mapping[str, Row[Any]]:
    """The day and the place that each figure of these groups gives, by its address."""
    query: Select[Any] = (
        select(counted.c.document, counted.c.local, counted.c.edtf, placings.c.text.label("place"))
        .outerjoin(placings, placings.c.id == counted.c.place)
        .where(counted.c.group.in_(groups))
    )
    return {f"D{row.document}/{row.local}": row for row in connection.execute(query)}


def _when(connection: Connection, row: Row[Any], ruling: Ruling | None) -> tuple[str | None, str | None]:
    """The place in the words of the report, and the day, with the values that people ruled."""
    change = ruling.change if ruling is not None else {}
    place = row.place
    if "place_name" in change:
        span = change.get("place_span")
        place = Span(*span).of(text_of(connection, row.document)[1]) if span else change["place_name"]
    return place, change.get("edtf", row.edtf)
