"""A network as a drawing: who stands to whom. Circles as large as what is counted, lines by what they say, few labels.

The strongest are drawn unless all are wanted; what is left out is counted. A label stands only where it meets no other
and no circle; every node has its full name for a pointer, a screen reader and in the table beside the drawing.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from onrecord.core.plover import QUAD
from onrecord.show.report.visible import line
from onrecord.show.workbench.drawing.springs import packed, parts, settle

WIDTH = 1208
FEW = 60
"""Nodes that are drawn unless all are asked for."""
MOST = 2_000
"""Nodes that are drawn at all."""
_STEPS = (120.0, 100.0, 84.0, 70.0, 58.0, 46.0, 34.0)  # units of a tie: the longest with which the drawing fits
_FITS = 640.0  # units of height that a screen shows at once
_LEAST, _LARGEST = 4.0, 17.0  # radius
_LETTER, _LETTERS, _HIGH = 6.5, 30, 14.0
_STRETCHED = 1.7  # at most, where the paper is wider than the drawing
_SIDE, _EDGE = 76.0, 22.0  # around a part: room for labels beside and over it
_ARROWS = 1_200  # lines that have heads; in a thicket nobody sees them
_CLASSES = {1: "agree", 2: "help", 3: "blame", 4: "harm"}
TIED = "tie"
_COLOURS = {
    "armed_group": "o2", "military": "o2", "government": "o1", "country": "o1", "party": "o7", "organization": "o3",
    "person": "o4", "media": "o6", "group": "o5", "outlet": "o1",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Bond:
    """A line to be drawn, from one name to the other: ``count`` events or reports that speak for it."""

    a: str
    a_name: str
    a_kind: str
    relation: str
    b: str
    b_name: str
    b_kind: str
    count: int
    counted: str


@dataclass(frozen=True, slots=True)
class Node:
    """A circle at ``x``, ``y``; its ``label`` (none where it does not fit) stands at ``label_x``, ``label_y``."""

    id: str
    name: str
    kind: str
    colour: str
    count: int
    bonds: int
    x: float
    y: float
    r: float
    label: str = ""
    label_x: float = 0
    label_y: float = 0
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class Line:
    """From one circle to the other, bent where several lie between the two; ``head`` is its arrow."""

    bond: Bond
    path: str
    head: str
    manner: str
    width: float


@dataclass(frozen=True, slots=True)
class Network:
    """The drawing; ``left_out`` counts nodes and ``lines_left_out`` lines of all that fit and are not drawn."""

    width: float
    height: float
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    left_out: int
    lines_left_out: int
    kinds: tuple[tuple[str, str], ...] = field(default=())
    manners: tuple[str, ...] = field(default=())


def manner(relation: str) -> str:
    """How a line is drawn: "harm" for an assault, "blame" for an accusation, "tie" for what is no event."""
    return _CLASSES.get(QUAD.get(relation, 0), "credits" if relation == "credits" else TIED)


def draw(bonds: Sequence[Bond], *, most: int = FEW, scale: float = 1.0) -> Network | None:
    """Lay out the strongest of ``bonds``; None where there is none. ``scale`` 2 has twice the room for labels."""
    chosen, every = strongest(bonds, most), {name for one in bonds for name in (one.a, one.b)}
    if not chosen:
        return None
    kept = [one for one in bonds if one.a in chosen and one.b in chosen]
    ids = list(chosen)
    index = {name: number for number, name in enumerate(ids)}
    places, height = _placed(len(ids), [(index[one.a], index[one.b]) for one in kept], scale)
    nodes = _nodes(ids, kept, places, scale)
    at = {node.id: node for node in nodes}
    lines = _lines(kept, at)
    shown = tuple(dict.fromkeys((node.kind, node.colour) for node in sorted(nodes, key=lambda one: one.kind)))
    return Network(
        width=WIDTH * scale, height=height, nodes=_labelled(nodes, kept, WIDTH * scale, height), lines=lines,
        left_out=len(every) - len(ids), lines_left_out=len(bonds) - len(kept), kinds=shown,
        manners=tuple(sorted({one.manner for one in lines})),
    )  # fmt: skip


def strongest(bonds: Sequence[Bond], most: int) -> dict[str, int]:
    """The names that the strongest lines tie, at most so many, each with what all its lines count."""
    kept: dict[str, int] = {}
    for one in sorted(bonds, key=lambda one: -one.count):
        new = {one.a, one.b} - kept.keys()
        if len(kept) + len(new) <= most:
            kept.update(dict.fromkeys((one.a, one.b), 0))
    for one in bonds:
        for name in {one.a, one.b} & kept.keys():
            kept[name] += one.count
    return dict(sorted(kept.items(), key=lambda item: -item[1]))


def _placed(count: int, ties: Sequence[tuple[int, int]], scale: float) -> tuple[list[tuple[float, float]], float]:
    """Where every node goes, and how high the drawing is."""
    found = parts(count, ties)
    of = {node: number for number, some in enumerate(found) for node in some}
    inside: list[list[tuple[int, int]]] = [[] for _ in found]
    local = {node: place for some in found for place, node in enumerate(some)}
    for a, b in ties:
        inside[of[a]].append((local[a], local[b]))
    settled = [_lying(settle(len(some), within)) for some, within in zip(found, inside, strict=True)]
    places = [(0.0, 0.0)] * count
    for step in _STEPS:
        shapes = [_fitted(at * step * scale, WIDTH * scale - 2 * _SIDE) for at in settled]
        boxes = [(float(at[:, 0].max()) + 2 * _SIDE, float(at[:, 1].max()) + 2 * _EDGE) for at in shapes]
        corners, high = packed(boxes, width=WIDTH * scale)
        if high <= _FITS * scale:
            break
    for some, at, (left, top) in zip(found, shapes, corners, strict=True):
        for node, (x, y) in zip(some, at.tolist(), strict=True):
            places[node] = left + _SIDE + x, top + _EDGE + y
    used = max(x for x, _ in places) - _SIDE
    wider = min(_STRETCHED, (WIDTH * scale - 2 * _SIDE) / used) if used > 0 else 1.0
    return [(_SIDE + (x - _SIDE) * wider, y) for x, y in places], round(high, 1)


def _fitted(at: np.ndarray, width: float) -> np.ndarray:
    """Moved to the corner, and made smaller where it is wider than the paper."""
    at = at - at.min(axis=0)
    wide = float(at[:, 0].max())
    return at * (width / wide) if wide > width else at


def _lying(at: np.ndarray) -> np.ndarray:
    """Turned so that it is wider than high, as a screen is."""
    if len(at) < 2:
        return at
    _, _, turned = np.linalg.svd(at - at.mean(axis=0), full_matrices=False)
    return np.asarray((at - at.mean(axis=0)) @ turned.T, dtype=np.float32)


def _nodes(ids: Sequence[str], kept: Sequence[Bond], places: Sequence[tuple[float, float]], scale: float) -> list[Node]:
    counts: Counter[str] = Counter()
    bonds: Counter[str] = Counter()
    said: dict[str, tuple[str, str]] = {}
    for one in kept:
        for name in (one.a, one.b):
            counts[name] += one.count
            bonds[name] += 1
        said[one.a], said[one.b] = (one.a_name, one.a_kind), (one.b_name, one.b_kind)
    most = max(counts.values(), default=1)
    large = _LARGEST if len(ids) <= 4 * FEW else _LARGEST * 0.7 * scale
    return [
        Node(id=id, name=line(said[id][0]), kind=said[id][1], colour=_COLOURS.get(said[id][1], "o8"),
             count=counts[id], bonds=bonds[id], x=round(x, 1), y=round(y, 1),
             r=round(_LEAST + (large - _LEAST) * math.sqrt(counts[id] / most), 1))
        for id, (x, y) in zip(ids, places, strict=True)
    ]  # fmt: skip


def _lines(kept: Sequence[Bond], at: dict[str, Node]) -> tuple[Line, ...]:
    between: dict[tuple[str, str], list[Bond]] = {}
    for one in kept:
        between.setdefault((min(one.a, one.b), max(one.a, one.b)), []).append(one)
    heads = len(kept) <= _ARROWS
    made = []
    for some in between.values():
        for place, one in enumerate(some):
            bend = (place - (len(some) - 1) / 2) * 14 * (1 if one.a < one.b else -1)
            path, head = _curve(at[one.a], at[one.b], bend, heads=heads)
            made.append(Line(one, path, head, manner(one.relation), round(min(5.0, 1 + math.log2(one.count) / 1.5), 2)))
    return tuple(made)


def _curve(a: Node, b: Node, bend: float, *, heads: bool) -> tuple[str, str]:
    """The way between the rims of two circles, and the head at its end."""
    across, down = b.x - a.x, b.y - a.y
    long = math.hypot(across, down) or 1.0
    ux, uy = across / long, down / long
    mx, my = (a.x + b.x) / 2 - uy * bend * 2, (a.y + b.y) / 2 + ux * bend * 2
    end = math.hypot(b.x - mx, b.y - my) or 1.0
    ex, ey = (b.x - mx) / end, (b.y - my) / end
    tip = (b.x - ex * (b.r + 2), b.y - ey * (b.r + 2))
    back = (tip[0] - ex * 6, tip[1] - ey * 6)
    start = math.hypot(mx - a.x, my - a.y) or 1.0
    sx, sy = a.x + (mx - a.x) / start * a.r, a.y + (my - a.y) / start * a.r
    stop = back if heads else tip
    path = f"M{sx:.1f} {sy:.1f}" + (f"Q{mx:.1f} {my:.1f} " if bend else "L") + f"{stop[0]:.1f} {stop[1]:.1f}"
    if not heads:
        return path, ""
    wing = (-ey * 3.4, ex * 3.4)
    return path, (f"M{tip[0]:.1f} {tip[1]:.1f}L{back[0] + wing[0]:.1f} {back[1] + wing[1]:.1f}"
                  f"L{back[0] - wing[0]:.1f} {back[1] - wing[1]:.1f}Z")  # fmt: skip


_Box = tuple[float, float, float, float]


@dataclass(slots=True)
class _Taken:
    """What stands where already, by squares of the paper, so that a label is held against its neighbours alone."""

    squares: dict[tuple[int, int], list[_Box]] = field(default_factory=dict)

    def add(self, box: _Box) -> None:
        """Take the room of a box."""
        for square in self._of(box):
            self.squares.setdefault(square, []).append(box)

    def free(self, box: _Box) -> bool:
        """True where nothing that was added lies within."""
        return not self.within(box)

    def within(self, box: _Box) -> int:
        """How much of what was added lies within a box, in part at least."""
        found = {
            other
            for square in self._of(box)
            for other in self.squares.get(square, ())
            if box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]
        }
        return len(found)

    @staticmethod
    def _of(box: _Box) -> list[tuple[int, int]]:
        xs = range(int(box[0] // 80), int(box[2] // 80) + 1)
        return [(x, y) for x in xs for y in range(int(box[1] // 80), int(box[3] // 80) + 1)]


def _labelled(nodes: Sequence[Node], kept: Sequence[Bond], width: float, height: float) -> tuple[Node, ...]:
    """Labels for those of whom most is counted first, beside, over or under their circle, where they are free.

    The side where no lines leave is tried first.
    """
    at = {node.id: node for node in nodes}
    crossed = _Taken()
    for one in kept if len(kept) <= _ARROWS else ():
        for x, y in _along(at[one.a], at[one.b]):
            crossed.add((x, y, x + 1, y + 1))
    pull: dict[str, tuple[float, float]] = {}
    for one in kept:
        for name, other in ((one.a, at[one.b]), (one.b, at[one.a])):
            x, y = pull.get(name, (0.0, 0.0))
            long = math.hypot(other.x - at[name].x, other.y - at[name].y) or 1.0
            pull[name] = x + (other.x - at[name].x) / long, y + (other.y - at[name].y) / long
    taken = _Taken()
    for node in nodes:
        taken.add((node.x - node.r, node.y - node.r, node.x + node.r, node.y + node.r))
    made = []
    for node in sorted(nodes, key=lambda one: (-one.count, one.id)):
        words = node.name if len(node.name) <= _LETTERS else node.name[: _LETTERS - 1].rstrip() + "…"
        spots = _spots(node, words, pull.get(node.id, (0.0, 0.0)), (width, height))
        free = [spot for spot in spots if taken.free(spot.box)]
        best = min(free, key=lambda spot: (crossed.within(spot.box), spot.pull), default=None)
        if best is None:
            made.append(node)
            continue
        taken.add(best.box)
        made.append(replace(node, label=words, label_x=best.x, label_y=best.y, anchor=best.anchor))
    return tuple(made)


@dataclass(frozen=True, slots=True)
class _Spot:
    """Where a label may stand: ``pull`` is the less, the fewer lines leave to that side."""

    x: float
    y: float
    anchor: str
    box: _Box
    pull: float


def _spots(node: Node, words: str, pull: tuple[float, float], room: tuple[float, float]) -> list[_Spot]:
    """Beside, over and under a circle, as far as the paper reaches."""
    long, gap = len(words) * _LETTER, node.r + 4
    found = []
    for x, y, anchor, towards in (
        (node.x + gap, node.y, "start", pull[0]),
        (node.x - gap, node.y, "end", -pull[0]),
        (node.x, node.y - gap - _HIGH / 2, "middle", -pull[1]),
        (node.x, node.y + gap + _HIGH / 2, "middle", pull[1]),
    ):
        left = x - {"start": 0.0, "middle": long / 2, "end": long}[anchor]
        box = (left, y - _HIGH / 2, left + long, y + _HIGH / 2)
        if box[0] >= 0 and box[2] <= room[0] and box[1] >= 0 and box[3] <= room[1]:
            found.append(_Spot(round(x, 1), round(y + 4, 1), anchor, box, round(towards, 1)))
    return found


def _along(a: Node, b: Node) -> list[tuple[float, float]]:
    """Points on the way between two circles, as far apart as letters are high."""
    many = max(2, int(math.hypot(b.x - a.x, b.y - a.y) / _HIGH))
    return [(a.x + (b.x - a.x) * at / many, a.y + (b.y - a.y) * at / many) for at in range(1, many)]
