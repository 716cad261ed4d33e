"""The land of the earth, from the vendored atlas (TopoJSON), and what of it lies within a view.

The boundaries are those of Natural Earth as Visionscarto changed them; they are drawn to find one's way by and say
nothing about the status of any territory.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

Point = tuple[float, float]
Box = tuple[float, float, float, float]
"""West, south, east, north, in degrees."""


@dataclass(frozen=True, slots=True)
class Land:
    """One piece of a country: its outer line and its lakes, in degrees of longitude and latitude."""

    name: str
    rings: tuple[tuple[Point, ...], ...]
    box: Box


@cache
def lands(detail: str) -> tuple[Land, ...]:
    """Every piece of land: ``detail`` is "50m" for a region or "110m" for the whole earth."""
    path = files("onrecord.show.workbench") / "static" / "vendor" / "world-atlas" / f"{detail}.json"
    atlas = json.loads(path.read_text(encoding="utf-8"))
    arcs = _arcs(atlas)
    return tuple(
        Land(str(shape.get("properties", {}).get("name", "")), rings, _box(rings[0]))
        for shape in atlas["objects"]["countries"]["geometries"]
        for rings in _pieces(shape, arcs)
    )


def _arcs(atlas: dict[str, Any]) -> list[list[Point]]:
    """The lines of the atlas; they are kept as steps from point to point (TopoJSON, "quantized")."""
    (wide, high), (west, south) = atlas["transform"]["scale"], atlas["transform"]["translate"]
    out = []
    for arc in atlas["arcs"]:
        x = y = 0
        line = []
        for across, up in arc:
            x, y = x + across, y + up
            line.append((x * wide + west, y * high + south))
        out.append(line)
    return out


def _pieces(shape: dict[str, Any], arcs: list[list[Point]]) -> Iterator[tuple[tuple[Point, ...], ...]]:
    kind, drawn = shape.get("type", ""), shape.get("arcs") or []
    for polygon in [drawn] if kind == "Polygon" else drawn if kind == "MultiPolygon" else []:
        yield tuple(tuple(_ring(ring, arcs)) for ring in polygon)


def _ring(numbers: Sequence[int], arcs: list[list[Point]]) -> Iterator[Point]:
    for place, number in enumerate(numbers):
        line = arcs[number] if number >= 0 else arcs[~number][::-1]
        yield from line if place == 0 else line[1:]


def _box(ring: Sequence[Point]) -> Box:
    across, up = [x for x, _ in ring], [y for _, y in ring]
    return min(across), min(up), max(across), max(up)


def within(view: Box) -> Iterator[tuple[str, tuple[tuple[Point, ...], ...]]]:
    """The pieces of land that lie in a view, each cut at its edges, with the name of its country."""
    west, south, east, north = view
    detail = "50m" if east - west < 90 else "110m"
    margin = (east - west) * 0.02
    cut = (west - margin, south - margin, east + margin, north + margin)
    for land in lands(detail):
        if land.box[0] < cut[2] and land.box[2] > cut[0] and land.box[1] < cut[3] and land.box[3] > cut[1]:
            rings = tuple(ring for one in land.rings if len(ring := clipped(one, cut)) > 2)
            if rings:
                yield land.name, rings


def clipped(ring: Sequence[Point], box: Box) -> tuple[Point, ...]:
    """A ring cut to a box (Sutherland and Hodgman, CACM 17, 1974)."""
    points = list(ring)
    for axis, limit, keep_above in ((0, box[0], True), (1, box[1], True), (0, box[2], False), (1, box[3], False)):
        out: list[Point] = []
        for place, point in enumerate(points):
            before = points[place - 1]
            inside = (point[axis] >= limit) is keep_above
            was_inside = (before[axis] >= limit) is keep_above
            if inside != was_inside:
                share = (limit - before[axis]) / (point[axis] - before[axis])
                across = before[0] + share * (point[0] - before[0])
                up = before[1] + share * (point[1] - before[1])
                out.append((limit, up) if axis == 0 else (across, limit))
            if inside:
                out.append(point)
        points = out
        if not points:
            break
    return tuple(points)
