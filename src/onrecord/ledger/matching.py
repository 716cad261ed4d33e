"""Which row of a new reading stands on the same evidence as which row of the one before."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any

from onrecord.core.span import Span
from onrecord.ledger.judgements.evidence import ENOUGH, likeness
from onrecord.ledger.rows import ReadRows, Row
from onrecord.ledger.schema import claims, figures, flags, happenings, namings, placings

KEPT = (placings, namings, claims, happenings, figures, flags)
"""Tables whose rows keep their number from one reading to the next."""
_STRETCH = 64  # code points; only rows that share one are held against each other
_OWNED = (happenings.name, namings.name)

# What makes the evidence of two rows the same: the first of these that exactly one row on either side has.
_SAME: dict[str, tuple[tuple[str, ...], ...]] = {
    placings.name: (("start", "end", "name"), ("start", "end")),
    namings.name: (("mentions", "name"), ("mentions",), ("start", "end", "name"), ("start", "end")),
    claims.name: (("source", "cue", "content"), ("start", "end", "source"), ("start", "end")),
    happenings.name: (("start", "end", "type"), ("start", "end")),
    figures.name: (("start", "end", "measure", "counted"), ("start", "end", "measure"), ("start", "end")),
    flags.name: (("kind", "evidence", "because"), ("kind", "evidence")),
}


@dataclass(slots=True)
class Matched:
    """By table and name in the new reading: the number of the same row before.

    ``owners`` holds the old rows of happenings and namings by the new local id, also where the words have moved by a
    little: an event stays that event.
    """

    numbers: dict[tuple[str, Hashable], int] = field(default_factory=dict)
    owners: dict[str, dict[str, Row]] = field(default_factory=dict)

    def keep(self, table: str, row: Row) -> int | None:
        """The number that ``row`` had before, None where it is new."""
        return self.numbers.get((table, _name(row)))


def matched(old: dict[str, list[Row]], rows: ReadRows) -> Matched:
    """Match the rows of a new reading with those of the one before it."""
    found = Matched()
    for table in KEPT:
        new: list[Row] = getattr(rows, table.name)
        pairs = _pairs(old[table.name], new, _SAME[table.name])
        found.numbers.update({(table.name, _name(new[place])): row["id"] for place, row in pairs.items()})
        if table.name in _OWNED:
            pairs |= _near(old[table.name], new, pairs)
            found.owners[table.name] = {new[place]["local"]: row for place, row in pairs.items()}
    return found


def _name(row: Row) -> Hashable:
    """What tells a row from the others of its reading: its local id; a flag has none."""
    return row["local"] if "local" in row else (row["kind"], row["on"], row["evidence"], row["because"])


def _pairs(old: Sequence[Row], new: Sequence[Row], ways: Sequence[tuple[str, ...]]) -> dict[int, Row]:
    """Old rows by the place of the new one, the strictest way of being the same first, each row once."""
    pairs: dict[int, Row] = {}
    taken: set[int] = set()
    for way in ways:
        before = _by(way, [row for row in old if row["id"] not in taken], lambda row: row)
        after = _by(way, [place for place in range(len(new)) if place not in pairs], lambda place: new[place])
        for key, rows in before.items():
            places = after.get(key, [])
            if len(rows) == len(places) == 1 and any(part is not None for part in key):
                pairs[places[0]] = rows[0]
                taken.add(rows[0]["id"])
    return pairs


def _by(way: tuple[str, ...], things: Sequence[Any], row_of: Callable[[Any], Row]) -> dict[tuple[Any, ...], list[Any]]:
    found: dict[tuple[Any, ...], list[Any]] = {}
    for thing in things:
        found.setdefault(tuple(row_of(thing)[name] for name in way), []).append(thing)
    return found


def _near(old: Sequence[Row], new: Sequence[Row], pairs: dict[int, Row]) -> dict[int, Row]:
    """Rows whose words have moved: the only one on either side that covers half of what the other covers."""
    taken = {row["id"] for row in pairs.values()}
    left = {row["id"]: row for row in old if row["id"] not in taken}
    standing: dict[int, set[int]] = {}  # the rows that touch each stretch of the text
    for number, row in left.items():
        for stretch in _stretches(row):
            standing.setdefault(stretch, set()).add(number)
    close: list[tuple[int, int]] = []
    for place, row in enumerate(new):
        if place in pairs:
            continue
        beside = {number for stretch in _stretches(row) for number in standing.get(stretch, ())}
        close += [(place, number) for number in beside if likeness(_spans(row), _spans(left[number])) >= ENOUGH]
    places, numbers = Counter(place for place, _ in close), Counter(number for _, number in close)
    return {place: left[number] for place, number in close if places[place] == numbers[number] == 1}


def _stretches(row: Row) -> set[int]:
    return {part for span in _spans(row) for part in range(span.start // _STRETCH, span.end // _STRETCH + 1)}


def _spans(row: Row) -> list[Span]:
    if "roles" in row:  # a naming: every mention of the actor
        return [Span(*mention["span"]) for mention in json.loads(row["mentions"])]
    return [Span(row["start"], row["end"])]
