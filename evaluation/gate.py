"""One command that scores the reader on all gold and holds every figure to its floor: ``python -m evaluation.gate``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from evaluation import floors as floor_file
from evaluation import scorers
from evaluation.corpora import ROOT

FLOORS = ROOT / "evaluation" / "floors.toml"
COLOURS = {"broken": "bold red", "missing": "bold red", "gold changed": "yellow", "higher": "green", "skipped": "dim"}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the scorers, print the table, move floors where asked; 0 where every floor is held."""
    options = _options().parse_args(arguments)
    console = Console()
    results = _run(options.scorer or scorers.names(), sample=options.sample)
    if options.sample is not None:
        console.print(_table(floor_file.compare(results, floor_file.Floors())))
        console.print("A sample is a quick look: no floor is held or moved.")
        return 0
    whole = floor_file.read(options.floors)
    others = {name: floor for name, floor in whole.scorers.items() if options.scorer and name not in options.scorer}
    asked = floor_file.Floors(
        {name: floor for name, floor in whole.scorers.items() if name not in others}, whole.lowered
    )
    lines = floor_file.compare(results, asked, tolerance=options.tolerance)
    console.print(_table(lines))
    if options.lift or options.allow_regression:
        asked = floor_file.moved(results, asked, lift=options.lift, regression=options.allow_regression)
        floor_file.write(options.floors, floor_file.Floors({**others, **asked.scorers}, asked.lowered))
        lines = floor_file.compare(results, asked)
    return _verdict(lines, console)


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m evaluation.gate", description=__doc__)
    parser.add_argument("scorer", nargs="*", help="only these scorers (default: all)")
    parser.add_argument("--raise", dest="lift", action="store_true", help="a figure above its floor becomes the floor")
    parser.add_argument("--allow-regression", metavar="REASON", help="lower broken floors, and write down why")
    parser.add_argument("--sample", type=int, metavar="N", help="the first N documents of each gold; holds no floor")
    parser.add_argument("--tolerance", type=float, default=floor_file.TOLERANCE, metavar="POINTS", help="default: 0.05")
    parser.add_argument("--floors", type=Path, default=FLOORS, metavar="FILE", help="default: evaluation/floors.toml")
    return parser


def _run(names: Sequence[str], *, sample: int | None) -> list[scorers.Result]:
    results = []
    for name in names:
        print(f"{name} …", end=" ", file=sys.stderr, flush=True)
        result = scorers.run(scorers.load(name), sample=sample)
        print(result.skipped or f"{result.seconds:.1f} s", file=sys.stderr)
        results.append(result)
    return results


def _table(lines: Sequence[floor_file.Line]) -> Table:
    table = Table("gold", "figure", box=None, pad_edge=False, header_style="bold")
    for heading in ("reached", "floor"):
        table.add_column(heading, justify="right")
    table.add_column("", overflow="fold")
    last = ""
    for line in lines:
        words = f"{line.state}: {line.why}" if line.why else line.state
        value, floor = (f"{number:.2f}" if number is not None else "" for number in (line.value, line.floor))
        first = line.scorer if line.scorer != last else ""
        table.add_row(first, line.figure, value, floor, f"[{COLOURS.get(line.state, 'default')}]{words}[/]")
        last = line.scorer
    return table


def _verdict(lines: Sequence[floor_file.Line], console: Console) -> int:
    failing = [line for line in lines if line.fails]
    if not failing:
        return 0
    if any(line.state == "gold changed" for line in failing):
        console.print("The gold is not the one the floors were set on: look at the figures, then run with --raise.")
    if any(line.state != "gold changed" for line in failing):
        console.print("A floor is broken. Mend it, or run with --allow-regression and the reason.")
    return 1


if __name__ == "__main__":
    sys.exit(main())
