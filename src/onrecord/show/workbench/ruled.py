"""What people ruled on the entries of one report, and what a page must say to rule again: the last that was seen."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from onrecord.core.judgement import Judgement
from onrecord.core.span import Span
from onrecord.ledger.judgements.asked import ask_judgements, version_of
from onrecord.ledger.judgements.bindings import judgements_on
from onrecord.ledger.rows import unpacked
from onrecord.ledger.schema import bindings, claims, documents, figures, flags, happenings, readings, rulings, texts

_AT_ONCE = 400


@dataclass(frozen=True, slots=True)
class Ruled:
    """The verdict on an item (None: only comments, or undone), what was changed, and the judgements that made it so.

    ``seen`` is the last judgement on it or undo of one (0 for none), ``undo`` the last that stands.
    """

    verdict: str | None = None
    change: dict[str, Any] = field(default_factory=dict, hash=False)
    seen: int = 0
    undo: str | None = None
    said: tuple[Judgement, ...] = ()


def ruled_on(connection: Connection, items: Iterable[str]) -> dict[str, Ruled]:
    """What was ruled on those of ``items`` ("C9", "D41/fig3") on which anything was."""
    wanted = list(dict.fromkeys(items))
    touched: set[str] = set()
    verdicts: dict[str, Any] = {}
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        touched.update(connection.scalars(select(bindings.c.item).where(bindings.c.item.in_(some))))
        for row in connection.execute(select(rulings).where(rulings.c.item.in_(some))):
            verdicts[row.item] = row
    return {item: _ruled(connection, item, verdicts.get(item)) for item in touched}


def _ruled(connection: Connection, item: str, row: Any) -> Ruled:
    said = tuple(ask_judgements(connection, on=item))
    standing = [one for one in said if one.act != "undo" and one.undone_by is None]
    return Ruled(
        verdict=row.verdict if row is not None else None,
        change=json.loads(row.change) if row is not None else {},
        seen=version_of(connection, judgements_on(connection, item)),
        undo=standing[-1].id if standing else None,
        said=said,
    )


def seen(connection: Connection, item: str) -> int:
    """The last judgement on an item, as it stands now."""
    return version_of(connection, judgements_on(connection, item))


def reading_of(connection: Connection, number: int) -> dict[str, Any] | None:
    """The contract's JSON of a report's current reading; None where it is unread."""
    query = select(readings.c.record, texts.c.text).join(documents, documents.c.id == readings.c.document)
    query = query.join(texts, texts.c.id == documents.c.text_id)
    row = connection.execute(query.where(readings.c.document == number, readings.c.current)).first()
    return None if row is None else unpacked(row.record, text=row.text)


def text_of(connection: Connection, number: int) -> str:
    """The text of a report."""
    query = select(texts.c.text).join(documents, documents.c.text_id == texts.c.id).where(documents.c.id == number)
    return str(connection.scalar(query) or "")


def numbers_of(connection: Connection, number: int) -> dict[str, str]:
    """What the statements of a report are called in the ledger: ``{"att3": "C9"}``."""
    query = select(claims.c.local, claims.c.id).where(claims.c.document == number)
    return {row.local: f"C{row.id}" for row in connection.execute(query)}


def parts_of(connection: Connection, number: int) -> tuple[dict[str, str], dict[str, str]]:
    """Which events, and which groups of figures, entries of a report are part of: ``{"eve2": "E12"}``."""
    told = select(happenings.c.local, happenings.c.event).where(happenings.c.document == number)
    given = select(figures.c.local, figures.c.group.label("of")).where(figures.c.document == number)
    return (
        {row.local: f"E{row.event}" for row in connection.execute(told)},
        {row.local: f"G{row.of}" for row in connection.execute(given)},
    )


def flags_of(connection: Connection, number: int) -> dict[tuple[str, tuple[Span, ...]], str]:
    """The flags of a report by what they say and stand on, each with its number: "F9"."""
    query = select(flags.c.id, flags.c.because, flags.c.evidence).where(flags.c.document == number)
    return {
        (row.because, tuple(Span(*span) for span in json.loads(row.evidence))): f"F{row.id}"
        for row in connection.execute(query.order_by(flags.c.id.desc()))
    }
