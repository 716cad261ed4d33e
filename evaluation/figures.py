"""Measure the figures grammar: value F1 and value + unit F1 on our sentences and on worked cases of number parsers.

    python evaluation/figures.py                     # our sentences, the part used for tuning
    python evaluation/figures.py --part unseen       # the part kept apart
    python evaluation/figures.py --part later        # written after the first two were looked at
    python evaluation/figures.py --encoder           # with parts of speech, as in a real reading
    python evaluation/figures.py --recognizers DIR   # the folders Number and NumberWithUnit of recognizers_specs

A predicted figure counts where its low and high ends both equal a gold figure's of the same sentence. With unit, the
unit must be equal too, and for counts the last word of what is counted.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.core import Analysis, Document, Figure
from onrecord.read.figures import find_figures
from onrecord.read.segment import segment

SENTENCES = Path(__file__).parent.parent / "tests" / "read" / "figures" / "sentences.jsonl"
GOLD = ("tests/read/figures/sentences.jsonl",)
TOLERANCE = 1e-6  # relative; thirds are not exact in binary


@dataclass(slots=True)
class Tally:
    """True positives, and how many were predicted and wanted."""

    right: int = 0
    predicted: int = 0
    wanted: int = 0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 0 to 100."""
        total = self.predicted + self.wanted
        return 200 * self.right / total if total else 100.0

    def line(self, name: str) -> str:
        """One line for people."""
        precision = 100 * self.right / self.predicted if self.predicted else 100.0
        recall = 100 * self.right / self.wanted if self.wanted else 100.0
        return f"{name:<24} F1 {self.f1:5.1f}  precision {precision:5.1f}  recall {recall:5.1f}  ({self.wanted} wanted)"


def same(a: float | int | None, b: float | int | None) -> bool:
    """True where two ends are the same number, or both open."""
    if a is None or b is None:
        return a is b
    return math.isclose(a, b, rel_tol=TOLERANCE, abs_tol=1e-9)


def noun(figure: Figure) -> str | None:
    """The last word of what is counted, in small letters."""
    return figure.counted.lower().replace("-", " ").split()[-1] if figure.counted else None


def match(found: Sequence[Figure], wanted: Sequence[dict[str, Any]]) -> tuple[int, int, list[str]]:
    """How many agree in value, how many in value and unit, and the disagreements in words."""
    values = units = 0
    left = list(wanted)
    notes: list[str] = []
    rest: list[Figure] = []
    for figure in found:
        gold = next(
            (g for g in left if same(g["low"], figure.low) and same(g["high"], figure.high) and agrees(g, figure)), None
        )
        if gold is None:
            rest.append(figure)
            continue
        left.remove(gold)
        values, units = values + 1, units + 1
    for figure in rest:
        gold = next((g for g in left if same(g["low"], figure.low) and same(g["high"], figure.high)), None)
        if gold is None:
            notes.append(f"  spurious {figure.text!r} {figure.low}..{figure.high} {figure.unit} {figure.counted!r}")
            continue
        left.remove(gold)
        values += 1
        notes.append(
            f"  unit of {figure.text!r}: {figure.unit} {figure.counted!r}, wanted {gold['unit']} {gold['noun']!r}"
        )
    notes += [f"  missed {g['low']}..{g['high']} {g['unit']} {g['noun']!r}" for g in left]
    return values, units, notes


def agrees(gold: dict[str, Any], figure: Figure) -> bool:
    """Same unit, and for counts the same counted noun."""
    if gold["unit"] != figure.unit:
        return False
    return figure.unit != "1" or (gold["noun"] or "").lower() == (noun(figure) or "")


def analysed(texts: Sequence[str], *, encoder: bool) -> Iterable[Analysis]:
    """The texts cut into words, or fully read by the shipped encoder."""
    if not encoder:
        return map(segment, texts)
    from onrecord.read.analyse import analyse
    from onrecord.read.encoder import shipped

    return [found.analysis for found in analyse([Document.of(text) for text in texts], shipped())]


def score(*, sample: int | None = None) -> dict[str, float]:
    """Value F1 and value + unit F1, in percent, on the parts that were kept apart, read with the shipped encoder."""
    out: dict[str, float] = {}
    for part in ("unseen", "later"):
        value, unit = own(part, encoder=True, verbose=False, sample=sample)
        out |= {f"{part}: value F1": value.f1, f"{part}: value and unit F1": unit.f1}
    return out


def own(part: str, *, encoder: bool, verbose: bool, sample: int | None = None) -> tuple[Tally, Tally]:
    """Score our own sentences of one part ("tuning", "unseen", "later" or "all")."""
    value, unit = Tally(), Tally()
    rows = [json.loads(line) for line in SENTENCES.read_text(encoding="utf-8").splitlines()]
    rows = [row for row in rows if part in ("all", row["part"])][:sample]
    for row, analysis in zip(rows, analysed([row["text"] for row in rows], encoder=encoder), strict=True):
        found, _ = find_figures(analysis)
        values, units, notes = match(found, row["figures"])
        for tally, right in ((value, values), (unit, units)):
            tally.right += right
            tally.predicted += len(found)
            tally.wanted += len(row["figures"])
        if verbose and notes:
            print(row["text"], *notes, sep="\n")
    return value, unit


def recognizers(folder: Path, *, verbose: bool) -> Iterable[tuple[str, Tally]]:
    """Value F1 on the worked cases of NumberModel and the models with units; the value must equal, span is free.

    Their conventions differ from ours (they read ranks, idioms and bare years as numbers), so this is a comparison, not
    a goal.
    """
    for name in ("Number/English/NumberModel", "Number/English/PercentModel", "NumberWithUnit/English/CurrencyModel",
                 "NumberWithUnit/English/DimensionModel", "NumberWithUnit/English/AgeModel",
                 "NumberWithUnit/English/TemperatureModel"):  # fmt: skip
        tally = Tally()
        for case in json.loads((folder / f"{name}.json").read_text(encoding="utf-8-sig")):
            if "python" in case.get("NotSupported", ""):
                continue
            gold = [v for r in case["Results"] if (v := _value(r.get("Resolution") or {})) is not None]
            found, _ = find_figures(segment(case["Input"]))
            mine = [f.low if f.low is not None else f.high for f in found]
            left = list(gold)
            for value in mine:
                hit = next((g for g in left if same(g, value)), None)
                if hit is not None:
                    left.remove(hit)
                    tally.right += 1
            tally.predicted += len(mine)
            tally.wanted += len(gold)
            if verbose and (left or len(mine) != len(gold)):
                print(case["Input"], gold, [(f.text, f.low, f.high) for f in found])
        yield name, tally


def _value(resolution: dict[str, Any]) -> float | None:
    try:
        return float(str(resolution.get("value", "")).rstrip("%"))
    except ValueError:
        return None


def main() -> None:
    """Print the scores asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--part", choices=("tuning", "unseen", "later", "all"), default="tuning")
    parser.add_argument("--recognizers", type=Path)
    parser.add_argument("--verbose", action="store_true", help="show every disagreement")
    parser.add_argument("--encoder", action="store_true", help="with the parts of speech of the shipped encoder")
    options = parser.parse_args()
    if options.recognizers:
        for name, tally in recognizers(options.recognizers, verbose=options.verbose):
            print(tally.line(name.rsplit("/", 1)[1]))
        return
    value, unit = own(options.part, encoder=options.encoder, verbose=options.verbose)
    print(value.line(f"{options.part}: value"))
    print(unit.line(f"{options.part}: value + unit"))


if __name__ == "__main__":
    main()
