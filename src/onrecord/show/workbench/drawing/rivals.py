"""Figures that compete: a line for each statement in the order of time, from the least to the most that it can mean.

Colours tell the origins, copies are pale, what a copy changed and what somebody denies is marked. The shade behind
tells what had been said so far. Values of one family of units are drawn in that of the first.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from tomllib import loads

from onrecord.core.answers.happenings import Counted, Related, Stated
from onrecord.show.report.visible import line
from onrecord.show.workbench.words import instant, number, utc, value

WIDTH = 1208
MOST_ROWS = 60
_LEFT, _RIGHT = 300, 760
_TOP, _ROW = 26, 21
_WIDE = 60.0  # highest to lowest: beyond that the scale is logarithmic
_ORDER = ("drift", "denial", "downward_revision", "contradiction", "update", "compatible", "not_comparable")
_MARKED = {"drift": "drift", "downward_revision": "lower"}
_LETTER = 6.6  # of 12 px figures along the top
_SAID = 29  # letters of a statement; eight fewer where a mark stands behind it


@dataclass(frozen=True, slots=True)
class Row:
    """One statement: ``low`` to ``high`` in units of the picture, open where nothing bounds it; ``note`` says more."""

    statement: Stated
    when: str
    outlet: str
    origin: str
    colour: str
    said: str
    y: float
    low: float
    best: float | None
    high: float
    open_low: bool
    open_high: bool
    copy: bool
    denied: bool
    mark: str
    note: str
    original: float | None


@dataclass(frozen=True, slots=True)
class Drift:
    """A copy that changed a figure, and whose words it copied: "800 square kilometres", before "800 square metres"."""

    copy: Stated
    original: Stated


@dataclass(frozen=True, slots=True)
class Notch:
    """A value along the top."""

    x: float
    words: str


@dataclass(frozen=True, slots=True)
class Rivals:
    """The whole drawing; ``shade`` is the path of what had been said so far, ``more`` counts what is not drawn.

    ``drifts`` are the copies that changed the figure, the first first.
    """

    group: Counted
    width: int
    height: float
    rows: tuple[Row, ...]
    notches: tuple[Notch, ...]
    shade: str
    logarithmic: bool
    unit: str
    more: int
    drifts: tuple[Drift, ...]


def draw(group: Counted, colour_of: Callable[[Stated], tuple[str, str]]) -> Rivals:
    """Lay a group out; ``colour_of`` gives for a statement its origin's name and colour."""
    placed = sorted(enumerate(group.statements), key=lambda one: (instant(one[1].published), one[0]))
    kept = placed[:MOST_ROWS]
    unit = kept[0][1].unit if kept else group.unit
    scale = _Scale([one for _, one in kept], unit)
    rank = {place: row for row, (place, _) in enumerate(kept)}
    first = {one.document: row for row, (_, one) in reversed(list(enumerate(kept)))}
    telling = _telling(group.relations, rank)
    rows = []
    for row, (place, one) in enumerate(kept):
        told = telling.get(place)
        copied = first.get(one.copy_of) if one.copy_of else None
        rows.append(_row(one, row, scale, colour_of(one), told, copied if copied is None or copied < row else None))
    return Rivals(
        group=group,
        width=WIDTH,
        height=_TOP + _ROW * len(rows) + 10,
        rows=tuple(rows),
        notches=scale.notches(),
        shade=_shade(rows),
        logarithmic=scale.logarithmic,
        unit=unit,
        more=len(placed) - len(kept),
        drifts=_drifts(group, [place for place, _ in placed]),
    )


def _drifts(group: Counted, order: Sequence[int]) -> tuple[Drift, ...]:
    """Whoever has the other's words is the copy, else who came later."""
    rank = {place: row for row, place in enumerate(order)}
    found: dict[int, Drift] = {}
    for one in group.relations:
        if one.kind == "drift":
            first, later = sorted((one.a, one.b), key=lambda place: rank[place])
            if group.statements[first].copy_of == group.statements[later].document:
                first, later = later, first
            found.setdefault(later, Drift(group.statements[later], group.statements[first]))
    return tuple(found[place] for place in sorted(found, key=lambda place: rank[place]))


def _telling(relations: Sequence[Related], rank: Mapping[int, int]) -> dict[int, Related]:
    """For the later of two statements, what says most about how it stands to those before it."""
    out: dict[int, Related] = {}
    for one in relations:
        later = max(one.a, one.b, key=lambda place: rank.get(place, -1))
        order = _ORDER.index(one.kind) if one.kind in _ORDER else len(_ORDER)
        known = out.get(later)
        if known is None or order < _ORDER.index(known.kind):
            out[later] = one
    return out


def _row(
    one: Stated, row: int, scale: _Scale, colour: tuple[str, str], told: Related | None, copied: int | None
) -> Row:
    low, best, high = scale.place(one)
    kind = told.kind if told is not None else ""
    mark = "corrected" if one.judgement == "corrected" else _MARKED.get(kind, "")
    mark = mark or ("denied" if one.polarity == "denied" else "")
    return Row(
        statement=one,
        when=utc(one.published),
        outlet=_clipped(line(one.publisher) or "outlet not given", 25),
        origin=_clipped(line(colour[0]), 38 - len(mark)),
        colour=colour[1],
        said=_clipped(f"“{line(one.text)}”", _SAID),
        y=_TOP + _ROW * (row + 0.5),
        low=low if low is not None else scale.left,
        best=best,
        high=high if high is not None else scale.right,
        open_low=low is None,
        open_high=high is None,
        copy=one.copy_of is not None,
        denied=one.polarity == "denied",
        mark=mark,
        note=line(f"{value(one)}; {kind.replace('_', ' ')}: {told.because}" if told is not None else value(one)),
        original=None if copied is None else _TOP + _ROW * (copied + 0.5),
    )


def _clipped(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"


def _shade(rows: Sequence[Row]) -> str:
    """From the lowest to the highest value affirmed so far, row by row; copies add nothing to it."""
    low, high = math.inf, -math.inf
    left, right = [], []
    for row in rows:
        if not row.denied and not row.copy:
            low = min(low, row.low if not row.open_low else row.high)
            high = max(high, row.high if not row.open_high else row.low)
        if low <= high:
            top, foot = row.y - _ROW / 2, row.y + _ROW / 2
            left += [(low, top), (low, foot)]
            right += [(high, top), (high, foot)]
    points = [*left, *reversed(right)]
    return f"M{'L'.join(f'{x:g},{y:g}' for x, y in points)}Z" if points else ""


class _Scale:
    """Values to units, in one unit of measure; logarithmic where they lie far apart and none is nothing."""

    left, right = float(_LEFT + 6), float(_RIGHT - 18)

    def __init__(self, statements: Sequence[Stated], unit: str) -> None:
        self.unit = unit
        found = sorted(
            bound * self._factor(one)
            for one in statements for bound in (one.low, one.best, one.high) if bound is not None
        )  # fmt: skip
        self.least, self.most = (found[0], found[-1]) if found else (0.0, 1.0)
        self.logarithmic = self.least > 0 and self.most / self.least > _WIDE
        if not self.logarithmic:
            self.least = 0.0 if self.least >= 0 and self.least <= self.most * 0.6 else self.least
            around = (self.most - self.least) * 0.06 or max(abs(self.most) * 0.3, 1.0)
            self.most += around
            self.least -= 0.0 if self.least == 0 else around
        else:
            self.least, self.most = self.least / 1.6, self.most * 1.6

    def place(self, one: Stated) -> tuple[float | None, float | None, float | None]:
        """Low, best and high of a statement in units of the picture."""
        factor = self._factor(one)
        low, best, high = (
            None if bound is None else self._x(bound * factor) for bound in (one.low, one.best, one.high)
        )
        return low, best, high

    def notches(self) -> tuple[Notch, ...]:
        """Five or so round values."""
        if self.logarithmic:
            powers = range(math.ceil(math.log10(self.least)), math.floor(math.log10(self.most)) + 1)
            room = (self.right - self.left) / max(1, len(powers))
            step = math.ceil((len(number(10.0 ** powers[-1])) * _LETTER + 14) / room) if powers else 1
            return tuple(Notch(self._x(10.0**power), number(10.0**power)) for power in list(powers)[::step])
        span = self.most - self.least
        power = 10.0 ** math.floor(math.log10(span / 5)) if span > 0 else 1.0
        step_ = next((many * power for many in (1, 2, 5, 10) if span / (many * power) <= 6), power * 10)
        step_ = max(step_, 1.0) if span >= 5 or self.unit == "1" else step_  # nobody counts half a person
        first = math.ceil(self.least / step_)
        values = [place * step_ for place in range(first, first + 12) if place * step_ <= self.most]
        return tuple(Notch(self._x(found), number(round(found, 6))) for found in values)

    def _x(self, amount: float) -> float:
        if self.logarithmic:
            amount = max(amount, self.least)
            share = math.log(amount / self.least) / math.log(self.most / self.least)
        else:
            share = (amount - self.least) / ((self.most - self.least) or 1.0)
        return round(self.left + share * (self.right - self.left), 1)

    def _factor(self, one: Stated) -> float:
        if one.unit == self.unit:
            return 1.0
        ours, theirs = _in_base(self.unit), _in_base(one.unit)
        return theirs[1] / ours[1] if ours and theirs and ours[0] == theirs[0] else 1.0


@cache
def _in_base(unit: str) -> tuple[str, float] | None:
    """The dimension of a unit and how much it is of the first of that."""
    table = loads((files("onrecord.data") / "unit_factors.toml").read_text(encoding="utf-8"))
    for dimension, units in table.items():
        if isinstance(units, dict) and isinstance(units.get(unit), int | float):
            return dimension, float(units[unit])
    return None
