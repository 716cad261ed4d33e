"""The floors: every figure that was ever reached, and the gold it was reached on (``floors.toml``)."""

from __future__ import annotations

import json
import math
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from evaluation.scorers import Result

TOLERANCE = 0.05  # points of 100: threads may add floating-point sums in another order, and one span of 2,000 may tip

State = Literal["new", "held", "higher", "broken", "missing", "gold changed", "skipped"]


@dataclass(frozen=True, slots=True)
class Floor:
    """The figures of one scorer that must be held, on one state of its gold."""

    gold: str
    figures: dict[str, float]


@dataclass(frozen=True, slots=True)
class Lowered:
    """A floor that was taken down, by whom it may concern: the figures before and after, and why."""

    scorer: str
    figure: str
    before: float
    after: float | None
    because: str


@dataclass(frozen=True, slots=True)
class Floors:
    """All floors, and the record of every time one was lowered."""

    scorers: dict[str, Floor] = field(default_factory=dict)
    lowered: tuple[Lowered, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the gate's table: a figure beside its floor."""

    scorer: str
    figure: str
    value: float | None
    floor: float | None
    state: State
    why: str = ""

    @property
    def fails(self) -> bool:
        """True where the gate must not open."""
        return self.state in {"broken", "missing", "gold changed"}


def read(path: Path) -> Floors:
    """Read ``floors.toml``; a file that does not exist holds no floors."""
    if not path.exists():
        return Floors()
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    scorers = {name: Floor(part["gold"], dict(part["figures"])) for name, part in data.items() if name != "lowered"}
    lowered = tuple(
        Lowered(item["scorer"], item["figure"], item["before"], item.get("after"), item["because"])
        for item in data.get("lowered", ())
    )
    return Floors(scorers, lowered)


def write(path: Path, floors: Floors) -> None:
    """Write the floors in name order, so that a change shows as one line."""
    out = ["# Written by `make gate RAISE=1`; figures in percent, never lowered without a reason. See README.md here."]
    for name, floor in sorted(floors.scorers.items()):
        out += ["", f"[{name}]", f"gold = {json.dumps(floor.gold)}", f"[{name}.figures]"]
        out += [f"{json.dumps(figure)} = {value}" for figure, value in floor.figures.items()]
    for item in floors.lowered:
        out += ["", "[[lowered]]", f"scorer = {json.dumps(item.scorer)}", f"figure = {json.dumps(item.figure)}"]
        out += [f"before = {item.before}"] + ([f"after = {item.after}"] if item.after is not None else [])
        out += [f"because = {json.dumps(item.because, ensure_ascii=False)}"]
    path.write_text("\n".join(out) + "\n", encoding="utf-8")


def compare(results: Sequence[Result], floors: Floors, *, tolerance: float = TOLERANCE) -> list[Line]:
    """Hold every figure to its floor; a floor whose figure or scorer is gone is broken too."""
    lines = [line for result in results for line in _of_one(result, floors.scorers.get(result.name), tolerance)]
    run = {result.name for result in results}
    for name, floor in floors.scorers.items():
        if name not in run:
            lines += [
                Line(name, figure, None, low, "missing", "no such scorer") for figure, low in floor.figures.items()
            ]
    return lines


def _of_one(result: Result, floor: Floor | None, tolerance: float) -> list[Line]:
    if result.skipped:
        return [Line(result.name, "", None, None, "skipped", result.skipped)]
    pinned = floor.figures if floor else {}
    stale = floor is not None and floor.gold != result.gold
    lines = []
    for figure, value in result.figures.items():
        low = pinned.get(figure)
        lines.append(Line(result.name, figure, value, low, _state(value, low, tolerance, stale=stale)))
    gone = [figure for figure in pinned if figure not in result.figures]
    return lines + [Line(result.name, figure, None, pinned[figure], "missing", "no longer given") for figure in gone]


def _state(value: float, floor: float | None, tolerance: float, *, stale: bool) -> State:
    if floor is None:
        return "new"
    if stale:
        return "gold changed"
    if value < floor - tolerance:
        return "broken"
    return "higher" if value >= floor + 0.01 else "held"


def pin(value: float) -> float:
    """A figure as a floor: cut (not rounded) to two decimals, so that it holds on the next run."""
    return math.floor(value * 100 + 1e-9) / 100


def moved(results: Sequence[Result], floors: Floors, *, lift: bool, regression: str | None) -> Floors:
    """The floors after this run: lifted where passed, reset where the gold changed, lowered only for a reason."""
    lines = compare(results, floors)
    scorers = {name: Floor(floor.gold, dict(floor.figures)) for name, floor in floors.scorers.items()}
    golds = {result.name: result.gold for result in results if result.gold}
    lowered = list(floors.lowered)
    for line in lines:
        because = "the gold changed" if line.state == "gold changed" and lift else regression
        takes = lift and line.state in {"new", "higher", "gold changed"}
        gives = regression is not None and line.fails
        if not takes and not gives:
            continue
        figures = scorers.setdefault(line.scorer, Floor("", {})).figures
        if line.value is None:
            del figures[line.figure]
        else:
            figures[line.figure] = pin(line.value)
        if line.floor is not None and because and (line.value is None or line.value < line.floor):
            after = None if line.value is None else pin(line.value)
            lowered.append(Lowered(line.scorer, line.figure, line.floor, after, because))
    kept = {
        name: Floor(golds.get(name) or floor.gold, floor.figures) for name, floor in scorers.items() if floor.figures
    }
    return Floors(kept, tuple(lowered))
