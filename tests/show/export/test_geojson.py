"""The map: valid by RFC 7946 for shapely, nothing put at the middle of a country, an open end left open."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.opened import Ledger

geojson = pytest.importorskip("geojson", reason="geojson checks whole collections")
shapely = pytest.importorskip("shapely", reason="shapely reads geometries")


@pytest.fixture
def features(told: Ledger, tmp_path: Path) -> list[dict[str, Any]]:
    told.export("geojson", tmp_path / "map.geojson")
    collection: dict[str, Any] = json.loads((tmp_path / "map.geojson").read_text(encoding="utf-8"))
    assert set(collection) == {"type", "features"}  # no crs: RFC 7946 took it out
    assert collection["type"] == "FeatureCollection"
    found: list[dict[str, Any]] = collection["features"]
    return found


def test_the_collection_is_valid_and_its_points_are_read(told: Ledger, tmp_path: Path) -> None:
    told.export("geojson", tmp_path / "map.geojson")
    read = geojson.loads((tmp_path / "map.geojson").read_text(encoding="utf-8"))
    assert read.is_valid, read.errors()
    points = [shapely.geometry.shape(feature.geometry) for feature in read.features if feature.geometry]
    assert [point.coords[0] for point in points] == [(58.57, 51.2)]


def test_every_event_is_a_feature_and_one_without_a_place_has_no_geometry(
    features: list[dict[str, Any]], told: Ledger
) -> None:
    assert [feature["id"] for feature in features] == [event.id for event in told.events()]
    assert all(feature["type"] == "Feature" for feature in features)
    assert [feature["geometry"] is None for feature in features] == [False, True]


def test_its_box_is_as_wide_as_the_place_is_unsure(features: list[dict[str, Any]]) -> None:
    west, south, east, north = features[0]["bbox"]
    around = shapely.box(west, south, east, north)
    assert around.contains(shapely.Point(*features[0]["geometry"]["coordinates"]))
    assert north - south == pytest.approx(20 / 111.32, abs=0.001)  # 10 km to either side
    assert features[0]["properties"]["geo_radius_m"] == 10_000


def test_figures_and_evidence_are_with_the_event(features: list[dict[str, Any]], told: Ledger) -> None:
    facts, event = features[0]["properties"], next(told.events())
    assert facts["killed_low"] == 9
    assert facts["killed_high"] is None  # "at least 13" has no upper end, and none is made up
    assert (facts["name"], facts["date_start"], facts["date_end"]) == (event.title, "2025-02-28", "2025-02-28")
    assert facts["sources_independent"] == event.origins.min
    assert facts["documents"] == ["D1", "D2"]
    assert any("😀" in quote for quote in facts["quotes"])
    assert set(facts["claims"]) <= {claim.id for claim in told.claims()}
