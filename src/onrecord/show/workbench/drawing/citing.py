"""Who has it from whom: origins on the left, the reports that quote them in the middle, their copies on the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from onrecord.core.answers.happenings import Origin
from onrecord.core.answers.reports import Report
from onrecord.show.report.visible import line
from onrecord.show.workbench.words import instant, utc

WIDTH = 1208
MOST_REPORTS = 90
_COLUMNS = (0, 430, 860)
_BOX = 300
_TOP, _ROW = 28, 22


@dataclass(frozen=True, slots=True)
class Node:
    """An origin (with its colour) or a report: ``words`` at ``x`` and ``y``, ``right`` where its lines start."""

    id: str
    words: str
    aside: str
    full: str
    x: float
    y: float
    right: float
    colour: str


@dataclass(frozen=True, slots=True)
class Line:
    """From one to the other; ``kind`` is says, copy or carries, ``changed`` where the copy altered something."""

    path: str
    kind: str
    colour: str
    changed: bool
    says: str


@dataclass(frozen=True, slots=True)
class Citing:
    """The whole drawing; ``more`` counts reports that are not drawn."""

    width: int
    height: float
    origins: tuple[Node, ...]
    reports: tuple[Node, ...]
    copies: tuple[Node, ...]
    lines: tuple[Line, ...]
    more: int


def draw(origins: Sequence[Origin], reports: Sequence[Report], colours: Mapping[str, str]) -> Citing:
    """Lay it out; reports stand in the order they are given in, copies beside the report that they copy."""
    kept = reports[:MOST_REPORTS]
    ids = {one.id for one in kept}
    own = [one for one in kept if one.copy_of not in ids]
    copies = [one for one in kept if one.copy_of in ids]
    row_of = {one.id: place for place, one in enumerate(own)}
    copies.sort(key=lambda one: (row_of.get(one.copy_of or "", len(row_of)), instant(one.published)))
    knowing = sorted(origins, key=lambda one: _middle([row_of[name] for name in one.documents if name in row_of]))
    tall = max(len(own), len(copies), len(knowing), 1)
    left = tuple(_origin(one, y, colours) for one, y in zip(knowing, _spread(len(knowing), tall), strict=True))
    middle = tuple(_report(one, 1, y) for one, y in zip(own, _spread(len(own), tall), strict=True))
    right = tuple(_report(one, 2, y) for one, y in zip(copies, _spread(len(copies), tall), strict=True))
    at = {node.id: node for node in (*middle, *right)}
    lines = [
        Line(_curve(node, at[name]), "says", node.colour, changed=False, says=f"{node.full} in {name}")
        for one, node in zip(knowing, left, strict=True)
        for name in one.documents
        if name in row_of
    ]
    lines += [
        Line(_curve(at[one.copy_of], at[one.id]), "copy", "", changed=bool(one.changed), says=_copied(one))
        for one in copies
        if one.copy_of is not None
    ]
    return Citing(WIDTH, _TOP + _ROW * tall + 8, left, middle, right, tuple(lines), len(reports) - len(kept))


def _middle(rows: Sequence[int]) -> float:
    return sum(rows) / len(rows) if rows else 1e9


def _spread(count: int, tall: int) -> list[float]:
    """Rows as far apart as the longest column allows, from the top."""
    step = _ROW * min(tall / max(count, 1), 2.0)
    start = _TOP + (_ROW * tall - step * count) / 2 * (count > 0)
    return [round(start + step * (place + 0.5), 1) for place in range(count)]


def _origin(one: Origin, y: float, colours: Mapping[str, str]) -> Node:
    name = line(one.name)
    words = _clipped(name, 40)
    right = min(_COLUMNS[0] + _BOX, 22 + len(words) * 7.0)
    return Node(name, words, one.kind, name, _COLUMNS[0] + 14, y, right, colours.get(one.name, "o8"))


def _report(one: Report, column: int, y: float) -> Node:
    outlet = line(one.publisher) or "outlet not given"
    when = utc(one.published)
    full = line(f"{outlet}, {when}: {one.title or 'untitled'}")
    when = when[5:] if len(when) > 7 else when  # the year stands in the table below
    return Node(one.id, _clipped(outlet, 27), when, full, float(_COLUMNS[column]), y, _COLUMNS[column] + _BOX, "")


def _curve(start: Node, end: Node) -> str:
    x1, x2 = start.right + 4, end.x - 6
    middle = (x1 + x2) / 2
    return f"M{x1:g},{start.y:g}C{middle:g},{start.y:g} {middle:g},{end.y:g} {x2:g},{end.y:g}"


def _copied(one: Report) -> str:
    kind = (one.copy_kind or "").replace("_", " ")
    changes = "; ".join(f"“{found.get('from')}” became “{found.get('to')}”" for found in one.changed[:3])
    return line(f"{one.id}, {kind} copy of {one.copy_of}{': ' + changes if changes else ''}")


def _clipped(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1].rstrip() + "…"
