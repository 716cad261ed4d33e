"""What people ruled, at the moment that is asked for."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, Connection, Select, cast, func, select

from onrecord.core.judgement import Ruling
from onrecord.ledger.schema import judgements, rulings

_SOME = 500


@dataclass(frozen=True, slots=True)
class Rulings:
    """The rulings of a ledger: those of now are asked for as they are needed, those of a past moment are worked out."""

    connection: Connection
    past: dict[str, Ruling] | None  # None: those of now

    @classmethod
    def at(cls, connection: Connection, moment: str | None) -> Rulings:
        """As they stood at the end of ``moment`` (as stored), or as they stand (None)."""
        if connection.scalar(select(rulings.c.item).limit(1)) is None and moment is None:
            return cls(connection, {})
        if moment is None:
            return cls(connection, None)
        last = connection.scalar(select(func.max(judgements.c.id)).where(judgements.c.at <= moment))
        if last is None:
            return cls(connection, {})
        newest = connection.scalar(select(func.max(judgements.c.id)))
        if last == newest:
            return cls(connection, None)
        from onrecord.ledger.judgements import applied, effects

        known = [one for one in applied.load(connection, judgements.c.id <= last) if one.number <= last]
        return cls(connection, effects.rulings(known))

    def of(self, items: Collection[str]) -> dict[str, Ruling]:
        """Those of ``items`` ("C9", "D41/fig3") that were ruled on."""
        if self.past is not None:
            return {item: self.past[item] for item in items if item in self.past}
        wanted = list(items)
        found: dict[str, Ruling] = {}
        for start in range(0, len(wanted), _SOME):
            query = select(rulings).where(rulings.c.item.in_(wanted[start : start + _SOME]))
            for row in self.connection.execute(query):
                found[row.item] = Ruling(row.judgement, row.verdict, json.loads(row.change), row.comments)
        return found

    def rejected(self, letter: str) -> list[int]:
        """The numbers of the items of one kind ("C") that were rejected: [9] for "C9"."""
        items = (item for item in self._rejected(letter) if "/" not in item)
        return [int(item[1:]) for item in items if item[1:].isdigit()]

    def rejected_parts(self, local: str) -> set[tuple[int, str]]:
        """The items of reports that were rejected, by the letters of their local id ("fig"): {(41, "fig3")}."""
        parts = (item[1:].split("/", 1) for item in self._rejected("D") if f"/{local}" in item)
        return {(int(document), name) for document, name in parts}

    def _rejected(self, letter: str) -> Sequence[str]:
        if self.past is not None:
            return [item for item, one in self.past.items() if item[0] == letter and one.verdict == "rejected"]
        query = select(rulings.c.item).where(rulings.c.verdict == "rejected", rulings.c.item.startswith(letter))
        return self.connection.scalars(query).all()

    def ruled(self, letter: str, *, corrected: bool) -> list[int]:
        """The numbers of the items of one kind that were ruled on; with ``corrected`` those whose values changed."""
        if self.past is not None:
            kept = [item for item, one in self.past.items() if one.change or not corrected]
        else:
            where = [rulings.c.item.startswith(letter), *([rulings.c.change != "{}"] if corrected else [])]
            kept = list(self.connection.scalars(select(rulings.c.item).where(*where)))
        return [int(item[1:]) for item in kept if item[0] == letter and item[1:].isdigit()]

    def changed(self, letter: str) -> Select[Any] | Sequence[int]:
        """The numbers of the items of one kind ("C") whose values were corrected: their rows say something else."""
        if self.past is not None:
            items = [item for item, ruling in self.past.items() if ruling.change]
            return [int(item[1:]) for item in items if item[0] == letter and item[1:].isdigit()]
        number = cast(func.substr(rulings.c.item, 2), BigInteger)
        whose = rulings.c.item.startswith(letter), ~rulings.c.item.contains("/"), rulings.c.change != "{}"
        return select(number).where(*whose)
