"""The unit and currency tables hold only names that others understand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.core import Figure
from onrecord.lang import lexicon
from onrecord.read.figures import find_figures
from onrecord.read.segment import segment

SENTENCES = Path(__file__).parent / "sentences.jsonl"
DIMENSIONS = {
    "length": "[length]",
    "area": "[length] ** 2",
    "volume": "[length] ** 3",
    "mass": "[mass]",
    "time": "[time]",
    "speed": "[length] / [time]",
    "temperature": "[temperature]",
    "energy": "[mass] * [length] ** 2 / [time] ** 2",
}
NOT_IN_PINT = {"megaton_TNT"}  # Pint has ton_TNT and the prefixes


def test_units_are_pint_units_of_their_dimension() -> None:
    pint = pytest.importorskip("pint")
    registry = pint.UnitRegistry()
    for dimension, units in lexicon("units").items():
        if dimension in ("lists", "percent"):
            continue
        for name in units:
            parsed = registry.parse_units(name)
            if dimension in DIMENSIONS and name != "decade":  # Pint's decade is a factor of ten, not ten years
                assert parsed.dimensionality == registry.get_dimensionality(DIMENSIONS[dimension]), name


def test_currencies_are_three_letters() -> None:
    data = lexicon("money")
    codes = [*data["signs"].values(), *data["prefix"].values(), *data["codes"].values(), *data["words"].values()]
    codes += [code for table in data["nation"].values() for code in table.values()]
    assert [code for code in codes if len(code) != 3 or not code.isupper()] == []


def test_own_sentences_stay_read() -> None:
    """The floor for our own sentences: values found and not invented (see evaluation/figures.py for the measure)."""
    right = predicted = wanted = 0
    for line in SENTENCES.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found, _ = find_figures(segment(row["text"]))
        left = [(gold["low"], gold["high"]) for gold in row["figures"]]
        predicted, wanted = predicted + len(found), wanted + len(left)
        for figure in found:
            hit = next((pair for pair in left if _same(pair, figure)), None)
            if hit:
                left.remove(hit)
                right += 1
    assert 2 * right / (predicted + wanted) >= 0.95


def _same(pair: tuple[float | None, float | None], figure: Figure) -> bool:
    return all(
        a is b if a is None or b is None else a == pytest.approx(b)
        for a, b in zip(pair, (figure.low, figure.high), strict=True)
    )
