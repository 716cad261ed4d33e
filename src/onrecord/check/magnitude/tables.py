"""What things can be, as data: the limits of ``data/magnitudes.toml`` with their words, and the sizes of units."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from onrecord.core import Figure
from onrecord.lang import lexicon

_SCALES = {"trillion": 1e12, "billion": 1e9, "bn": 1e9, "million": 1e6, "mn": 1e6, "thousand": 1e3}
_FARTHEST = 1100.0  # kilo- or milli-, or feet for miles


@dataclass(frozen=True, slots=True)
class Limit:
    """One thing and what it can be: ("speed", "tank") is at most 110 km/h, ordinarily 1 to 80, by the base unit."""

    dimension: str
    name: str
    most: float
    least: float | None
    usual: tuple[float, float]
    known: str
    how: str
    words: frozenset[str]
    verbs: frozenset[str]
    after: frozenset[str]
    without: frozenset[str]
    required: frozenset[str]
    left: bool
    next: bool


@cache
def _data(name: str) -> dict[str, Any]:
    return tomllib.loads((files("onrecord.data") / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def limits() -> Mapping[str, tuple[Limit, ...]]:
    """The limits of each dimension: ``limits()["speed"]``."""
    said = lexicon("magnitudes")
    return {
        dimension: tuple(_limit(dimension, name, row, said[dimension][name]) for name, row in rows.items())
        for dimension, rows in _data("magnitudes").items()
    }


def _limit(dimension: str, name: str, row: dict[str, Any], said: dict[str, Any]) -> Limit:
    sets = {key: frozenset(said.get(key, ())) for key in ("words", "verbs", "after", "without", "with")}
    return Limit(
        dimension=dimension,
        name=name,
        most=float(row["most"]),
        least=float(row["least"]) if "least" in row else None,
        usual=(float(row["usual"][0]), float(row["usual"][1])),
        known=row["known"],
        how=said["how"],
        words=sets["words"],
        verbs=sets["verbs"],
        after=sets["after"],
        without=sets["without"],
        required=sets["with"],
        left=bool(said.get("left", said["how"] == "left")),
        next=bool(said.get("next", said["how"] == "next")),
    )


@cache
def limit(dimension: str, name: str) -> Limit:
    """One limit by name; raises ``KeyError`` where there is none."""
    return {item.name: item for item in limits()[dimension]}[name]


@cache
def word_list(name: str) -> frozenset[str]:
    """A list of ``lang/en/magnitudes.toml``: ``word_list("holding")``."""
    return frozenset(lexicon("magnitudes")["lists"][name])


@cache
def word_table(name: str) -> Mapping[str, Any]:
    """A table of ``lang/en/magnitudes.toml``: ``word_table("several")["families"] == 4``."""
    table: Mapping[str, Any] = lexicon("magnitudes")["lists"][name]
    return table


@cache
def countries() -> Mapping[str, Mapping[str, Any]]:
    """Name, area (km²) and people of every country by its ISO 3166-1 code."""
    return _data("countries")


@cache
def _factors() -> dict[str, dict[str, float]]:
    return _data("unit_factors")


def in_base(amount: float, unit: str, dimension: str) -> float | None:
    """An amount in the base unit of its dimension: 100 hectares are 1 (km²); None for units without a size."""
    if dimension == "temperature" and unit == "degree_Fahrenheit":
        return (amount - 32) / 1.8
    factor = _factors().get(dimension, {}).get(unit)
    return None if factor is None else amount * factor


def from_base(amount: float, unit: str, dimension: str) -> float:
    """The other way: 1 (km²) is 100 hectares. Raises ``KeyError`` where the unit has no size."""
    if dimension == "temperature" and unit == "degree_Fahrenheit":
        return amount * 1.8 + 32
    return amount / _factors()[dimension][unit]


def base_unit(dimension: str) -> str:
    """The unit in which limits of this dimension are told: "kilometer ** 2" for areas."""
    return next(iter(_factors()[dimension]))


def scale_of(figure: Figure) -> tuple[str, float] | None:
    """The scale word a figure is written with: "3 billion" has ("billion", 1e9)."""
    low = figure.text.lower()
    return next(((word, size) for word, size in _SCALES.items() if word in low), None)


def neighbours(figure: Figure, amount: float, usual: tuple[float, float]) -> tuple[str, ...]:
    """The units or scale words under which the written number would lie among the ordinary: ("hectare", "meter ** 2").

    ``amount`` is the number as it stands in its own unit, ``usual`` in the base unit.
    """
    scale = scale_of(figure)
    if figure.dimension in ("money", "count"):
        if scale is None:
            return ()
        base = in_base(amount, figure.unit, figure.dimension)
        smaller = [(word, size) for word, size in (("billion", 1e9), ("million", 1e6), ("thousand", 1e3))
                   if size != scale[1]]  # fmt: skip
        return tuple(
            word for word, size in smaller
            if base is not None and usual[0] <= base / scale[1] * size <= usual[1]
        )  # fmt: skip
    found = []
    for unit in _data("unit_factors")["neighbours"].get(figure.dimension, ()):
        other = in_base(amount, unit, figure.dimension)
        near = figure.dimension in ("area", "temperature") or _near(unit, figure)
        if unit != figure.unit and near and other is not None and usual[0] <= other <= usual[1]:
            found.append(unit)
    return tuple(found)


def _near(unit: str, figure: Figure) -> bool:
    """Tonnes are taken for kilograms, not for grams."""
    one, other = in_base(1.0, unit, figure.dimension), in_base(1.0, figure.unit, figure.dimension)
    return one is not None and other is not None and 1 / _FARTHEST <= one / other <= _FARTHEST
