"""What the reader got wrong on the gold can be read line by line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from evaluation.gold import articles, as_reading
from evaluation.misses import faults

WIRE = next(gold for gold in articles() if gold.name == "wire_market")
LAYERS = ("figures", "times", "places", "actors", "attributions")


@pytest.mark.parametrize("layer", LAYERS)
def test_the_gold_itself_has_no_faults(layer: str) -> None:
    assert list(faults(WIRE, as_reading(WIRE), layer)) == []


@pytest.mark.parametrize(
    ("layer", "missed"),
    [
        ("figures", "at least 31"),
        ("times", "Feb. 17"),
        ("places", "PORT SUDAN"),
        ("actors", "Meridian Press"),
        ("attributions", "a hospital director and two local volunteers | said | Shells slammed"),
    ],
)
def test_what_is_not_found_is_said_to_be_missed(layer: str, missed: str) -> None:
    reading = as_reading(WIRE)
    fewer = replace(reading, **{layer: getattr(reading, layer)[1:]})
    kinds = [(kind, what) for kind, what in faults(WIRE, fewer, layer) if kind == "missed"]
    assert len(kinds) == 1
    assert kinds[0][1].startswith(missed)


@pytest.mark.parametrize(
    ("layer", "change", "kind"),
    [
        ("figures", {"low": 5}, "value"),
        ("figures", {"unit": "furlong"}, "unit"),
        ("times", {"edtf": "1066", "duration": None, "every": None, "latest": None}, "value"),
        ("places", {"lat": None, "country": None}, "where"),
        ("actors", {"kind": "group"}, "kind"),
        ("attributions", {"certainty": "possible"}, "certainty"),
        ("attributions", {"polarity": "denied"}, "polarity"),
    ],
)
def test_what_is_read_wrongly_is_named(layer: str, change: dict[str, object], kind: str) -> None:
    reading = as_reading(WIRE)
    damaged = replace(reading, **{layer: tuple(replace(one, **change) for one in getattr(reading, layer))})
    assert kind in {found for found, _ in faults(WIRE, damaged, layer)}
