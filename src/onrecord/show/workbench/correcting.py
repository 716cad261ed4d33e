"""What a person can correct of a figure, as it stands now: its ends and its unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from tomllib import loads
from typing import Any

from onrecord.show.report.wording import unit_sign

FIELDS = ("low", "best", "high", "unit")
"""The fields of the form; each is sent as it stands, and what is not other than before changes nothing."""


@dataclass(frozen=True, slots=True)
class Correctable:
    """The values of a figure in the fields of a form; ``units`` are those of its dimension: ("meter ** 2", "m²")."""

    low: str
    best: str
    high: str
    unit: str
    units: tuple[tuple[str, str], ...]


def correctable(figure: Mapping[str, Any], change: Mapping[str, Any]) -> Correctable:
    """A figure of a reading with what people have changed: "about 800 square kilometres" is 800, 800, 800, km²."""
    now = {**figure, **change}
    unit = str(now["unit"])
    known = dict.fromkeys((unit, *_units(str(now["dimension"]))))
    low, best, high = (_written(now[name]) for name in ("low", "best", "high"))
    return Correctable(low=low, best=best, high=high, unit=unit, units=tuple((one, unit_sign(one)) for one in known))


def _written(number: float | None) -> str:
    """An end that is open is left empty."""
    if number is None:
        return ""
    return str(int(number)) if float(number).is_integer() else f"{number:.10g}"


@cache
def _units(dimension: str) -> tuple[str, ...]:
    table = loads((files("onrecord.data") / "unit_factors.toml").read_text(encoding="utf-8"))
    return tuple(table.get(dimension, ())) if dimension != "neighbours" else ()
