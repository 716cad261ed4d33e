"""Who stands with or against whom, as a small graph: names in boxes, ties as lines, nothing on top of anything.

A force layout after Fruchterman and Reingold (Software: Practice and Experience 21, 1991) from fixed starting points,
so that the same ties give the same picture; then boxes that overlap are pushed apart.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.show.report.entries import Named, RelationEntry

MOST_NODES = 40
MOST_EDGES = 80
WIDTH = 460
_LETTERS = 20
_LETTER = 6.6
_BOX = 24
_GAP_X, _GAP_Y = 14, 32
_EMPTY = 72  # the widest band without a name that is left between two rows
_Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Node:
    """A name in its box, by its middle; ``full`` is the whole name where ``label`` is cut."""

    id: str
    label: str
    full: str
    x: float
    y: float
    width: float


@dataclass(frozen=True, slots=True)
class Edge:
    """A line from rim to rim; ``label`` is "" where there is no room for it."""

    relation: RelationEntry
    look: Literal["bond", "against", "implied"]
    x1: float
    y1: float
    x2: float
    y2: float
    label: str
    label_x: float
    label_y: float


@dataclass(frozen=True, slots=True)
class Graph:
    """The whole drawing; ``more`` counts names, ``more_ties`` ties that were not drawn."""

    width: int
    height: float
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    more: int
    more_ties: int


def draw(relations: Sequence[RelationEntry], implied: Sequence[RelationEntry] = ()) -> Graph:
    """Lay the ties out; stated ties come first where there are too many, then the names with most ties."""
    ties = [item for item in (*relations, *implied) if _key(item.subject) != _key(item.object)]
    degree = Counter(_key(end) for item in ties for end in (item.subject, item.object))
    kept = {key for key, _ in degree.most_common(MOST_NODES)}
    inside = [item for item in ties if {_key(item.subject), _key(item.object)} <= kept]
    drawn = inside[:MOST_EDGES]
    names: dict[str, Named] = {}
    for item in drawn:
        names.setdefault(_key(item.subject), item.subject)
        names.setdefault(_key(item.object), item.object)
    index = {key: number for number, key in enumerate(names)}
    pairs = [(index[_key(item.subject)], index[_key(item.object)]) for item in drawn]
    labels = [_clipped(name.name) for name in names.values()]
    widths = [max(40.0, len(label) * _LETTER + 18) for label in labels]
    points, height = _laid_out(widths, pairs)
    nodes = tuple(
        Node(name.id, label, name.name, round(x, 1), round(y, 1), round(width, 1))
        for name, label, width, (x, y) in zip(names.values(), labels, widths, points, strict=True)
    )
    return Graph(WIDTH, height, nodes, _edges(drawn, pairs, nodes), len(degree) - len(nodes), len(ties) - len(drawn))


def _key(name: Named) -> str:
    return name.id or f"={name.name.casefold()}"


def _clipped(name: str) -> str:
    return name if len(name) <= _LETTERS else name[: _LETTERS - 1].rstrip() + "…"


def _laid_out(widths: list[float], pairs: list[tuple[int, int]]) -> tuple[list[tuple[float, float]], float]:
    """Middles of the boxes, and the height that they need."""
    count = len(widths)
    if count == 0:
        return [], 0
    tall = 64.0 + 46 * count if count <= 6 else 200 + 24.0 * count
    x = [WIDTH / 2 + WIDTH * 0.32 * math.cos(2.4 * n) * math.sqrt((n + 0.5) / count) for n in range(count)]
    y = [tall / 2 + tall * 0.42 * math.sin(2.4 * n) * math.sqrt((n + 0.5) / count) for n in range(count)]
    _pulled(x, y, pairs, ideal=0.75 * math.sqrt(WIDTH * tall / count), tall=tall)
    for number, width in enumerate(widths):
        x[number] = min(max(x[number], width / 2 + 4), WIDTH - width / 2 - 4)
    _apart(x, y, widths)
    _closed(y)
    top = min(y) - _BOX / 2 - 6
    return [(a, b - top) for a, b in zip(x, y, strict=True)], round(max(y) - top + _BOX / 2 + 6, 1)


def _pulled(x: list[float], y: list[float], pairs: list[tuple[int, int]], *, ideal: float, tall: float) -> None:
    count = len(x)
    rounds = 120 if count <= 15 else 60
    for step in range(rounds):
        heat = 0.12 * WIDTH * (1 - step / rounds) + 1
        push_x, push_y = [0.0] * count, [0.0] * count
        for a in range(count):
            for b in range(a + 1, count):
                across, down = x[a] - x[b], y[a] - y[b]
                force = ideal * ideal / max(across * across + down * down, 25.0)
                push_x[a] += across * force
                push_x[b] -= across * force
                push_y[a] += down * force
                push_y[b] -= down * force
        for a, b in pairs:
            across, down = x[a] - x[b], y[a] - y[b]
            pull = math.hypot(across, down) / ideal
            push_x[a] -= across * pull
            push_x[b] += across * pull
            push_y[a] -= down * pull
            push_y[b] += down * pull
        for n in range(count):
            far = math.hypot(push_x[n], push_y[n]) or 1.0
            x[n] = min(max(x[n] + push_x[n] / far * min(far, heat), 60), WIDTH - 60)
            y[n] = min(max(y[n] + push_y[n] / far * min(far, heat), 16), tall - 16)


def _apart(x: list[float], y: list[float], widths: list[float]) -> None:
    """From the top down, each box below those it would cover."""
    placed: list[int] = []
    for n in sorted(range(len(x)), key=lambda item: (y[item], item)):
        for other in sorted(placed, key=lambda item: y[item]):
            wide = (widths[n] + widths[other]) / 2 + _GAP_X
            if abs(x[n] - x[other]) < wide and abs(y[n] - y[other]) < _BOX + _GAP_Y:
                y[n] = y[other] + _BOX + _GAP_Y
        placed.append(n)


def _closed(y: list[float]) -> None:
    """Move what lies below an empty band up, so that groups without a tie between them stand near each other."""
    order = sorted(range(len(y)), key=y.__getitem__)
    reach, up = y[order[0]], 0.0
    for number in order:
        up += max(0.0, y[number] - reach - _EMPTY)
        reach = y[number]
        y[number] -= up


def _edges(ties: list[RelationEntry], pairs: list[tuple[int, int]], nodes: tuple[Node, ...]) -> tuple[Edge, ...]:
    taken: list[_Box] = [(node.x - node.width / 2, node.y - _BOX / 2, node.x + node.width / 2, node.y + _BOX / 2)
                         for node in nodes]  # fmt: skip
    between: Counter[tuple[int, int]] = Counter()
    out = []
    for tie, (a, b) in zip(ties, pairs, strict=True):
        pair = (min(a, b), max(a, b))
        aside = 9.0 * between[pair]
        between[pair] += 1
        x1, y1 = _rim(nodes[a], nodes[b], aside)
        x2, y2 = _rim(nodes[b], nodes[a], aside)
        spot = _free_spot(tie.tie, (x1, y1, x2, y2), taken)
        out.append(
            Edge(
                relation=tie,
                look="implied" if tie.implied else "against" if tie.kind == "opponent_of" else "bond",
                x1=round(x1, 1),
                y1=round(y1, 1),
                x2=round(x2, 1),
                y2=round(y2, 1),
                label=tie.tie if spot else "",
                label_x=round(spot[0], 1) if spot else 0.0,
                label_y=round(spot[1], 1) if spot else 0.0,
            )
        )
    return tuple(out)


def _rim(node: Node, towards: Node, aside: float) -> tuple[float, float]:
    """Where the line to ``towards`` leaves the box; ``aside`` keeps several lines of one pair apart."""
    across, down = towards.x - node.x, towards.y - node.y
    scale = min(
        (node.width / 2 + 2) / abs(across) if across else math.inf,
        (_BOX / 2 + 2) / abs(down) if down else math.inf,
        0.5,
    )
    far = math.hypot(across, down) or 1.0
    # The same side for both directions of a pair.
    sign = 1 if (across, down) > (0.0, 0.0) else -1
    return node.x + across * scale - sign * aside * down / far, node.y + down * scale + sign * aside * across / far


def _free_spot(label: str, line: _Box, taken: list[_Box]) -> tuple[float, float] | None:
    """A spot along the line where the label covers neither a box nor another label; takes it."""
    x1, y1, x2, y2 = line
    half = len(label) * 2.9 + 3
    for part in (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74):
        x, y = x1 + (x2 - x1) * part, y1 + (y2 - y1) * part
        box = (x - half, y - 7, x + half, y + 7)
        if box[0] >= 0 and box[2] <= WIDTH and not _meets(box, taken):
            taken.append(box)
            return x, y
    return None


def _meets(box: _Box, others: Iterable[_Box]) -> bool:
    return any(box[0] < o[2] and o[0] < box[2] and box[1] < o[3] and o[1] < box[3] for o in others)
