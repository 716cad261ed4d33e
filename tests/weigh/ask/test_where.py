"""``--where``: how it is written, and what lies there."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, select

from onrecord.errors import UsageError
from onrecord.ledger.alike import alike
from onrecord.ledger.connect import Desk
from onrecord.ledger.schema import placings
from onrecord.ledger.write import put
from onrecord.weigh.ask.where import EARTH_KM, Where, around, distance_km, lies
from tests.ledger.reports import incoming


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("UA", {"country": "UA"}),
        ("ua", {"country": "UA"}),
        ("Ukraine", {"country": "UA"}),
        ("the united arab emirates", {"country": "AE"}),
        ("Odesa", {"name": "Odesa"}),
        ("Odesa 50km", {"name": "Odesa", "radius_km": 50.0}),
        ("El Fasher, 12.5 km", {"name": "El Fasher", "radius_km": 12.5}),
        ("46.48,30.73 50km", {"centre": (46.48, 30.73), "radius_km": 50.0}),
        ("-18.1, 178.4 50 KM", {"centre": (-18.1, 178.4), "radius_km": 50.0}),
        ("29,45.5,33,47.5", {"box": (29.0, 45.5, 33.0, 47.5)}),
        ("170,-30,-170,0", {"box": (170.0, -30.0, -170.0, 0.0)}),
        ("0,0 99999km", {"centre": (0.0, 0.0), "radius_km": math.pi * EARTH_KM}),
    ],
)
def test_a_place_is_understood(written: str, parts: dict[str, object]) -> None:
    assert Where.of(written) == Where(written=written, **parts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "written", ["", "  ", "91,0 5km", "0,181 5km", "46.48,30.73", "1,2,3", "10,50,20,40", "0,0,0,91", "Odesa 0km",
                "1,2,3,4,5", "50km", "!!!", "x" * 300]
)  # fmt: skip
def test_what_is_no_place_is_refused_with_the_ways_to_write_one(written: str) -> None:
    with pytest.raises(UsageError, match="west,south,east,north"):
        Where.of(written)


@given(st.text(max_size=60))
def test_whatever_is_written_is_a_place_or_one_line(written: str) -> None:
    try:
        understood = Where.of(written)
    except UsageError as error:
        told = str(error)
    else:
        told = ""
        assert understood.written == written
    assert "\n" not in told


SPOTS = {
    "Suva": (-18.14, 178.44), "Apia": (-13.83, -171.76), "Labasa": (-16.43, 179.37), "Taveuni": (-16.85, -179.97),
    "Alert": (82.5, -62.35), "Nord": (81.6, -16.66), "Orsk": (51.2, 58.57), "Odesa": (46.48, 30.73),
    "Mykolaiv": (46.97, 32.0), "Kyiv": (50.45, 30.52),
}  # fmt: skip


@pytest.fixture
def world(desk: Desk) -> Desk:
    """A ledger with one report, whose places are those above, and one that stands for a government."""
    put(desk, incoming())
    rest = {"document": 1, "start": 0, "end": 1, "country": "XX", "feature": "city", "radius_km": 5.0}
    named = {**SPOTS, "Washington": (46.5, 30.7)}
    with desk.writing() as connection:
        connection.execute(
            insert(placings),
            [
                {**rest, "id": 100 + number, "local": f"pla{100 + number}", "text": name.upper(), "name": name,
                 "alike": alike(name), "lat": lat, "lon": lon, "literal": name != "Washington"}
                for number, (name, (lat, lon)) in enumerate(named.items())
            ],
        )  # fmt: skip
    return desk


@pytest.mark.parametrize(
    ("written", "there"),
    [
        ("Odesa", {"Odesa"}),
        ("ODESA", {"Odesa"}),
        ("odésa", {"Odesa"}),
        ("Odesa 50km", {"Odesa"}),
        ("Odesa 120km", {"Odesa", "Mykolaiv"}),
        ("46.48,30.73 50km", {"Odesa"}),
        ("30,46,31,51", {"Odesa", "Kyiv"}),
        ("Labasa 200km", {"Labasa", "Taveuni"}),
        ("-17,-179.9 260km", {"Labasa", "Taveuni", "Suva"}),
        ("176,-20,-170,-10", {"Suva", "Labasa", "Taveuni", "Apia"}),
        ("89,100 1000km", {"Alert", "Nord"}),
        ("0,0 20038km", {*SPOTS}),
        ("RU", {"Orsk"}),
        ("Atlantis", set()),
    ],
)
def test_what_lies_there_is_found(written: str, there: set[str], world: Desk) -> None:
    with world.reading() as connection:
        found = connection.scalars(select(placings.c.name).where(lies(connection, Where.of(written))))
        assert set(found) == there


def test_a_distance_from_a_place_that_is_not_known_is_refused(world: Desk) -> None:
    with world.reading() as connection, pytest.raises(UsageError, match="names no place 'Atlantis'"):
        lies(connection, Where.of("Atlantis 50km"))


degrees = st.floats(-90, 90, allow_nan=False)
turns = st.floats(-180, 180, allow_nan=False)


@given(degrees, turns, degrees, turns, st.floats(1, 19_000))
def test_the_box_around_a_circle_holds_all_of_it(lat: float, lon: float, near: float, far: float, km: float) -> None:
    west, south, east, north = around((lat, lon), km)
    if distance_km(lat, lon, near, far) <= km:
        assert south <= near <= north
        assert west <= far <= east if west <= east else far >= west or far <= east


def test_the_distance_is_that_of_the_maps() -> None:
    assert distance_km(46.48, 30.73, 50.45, 30.52) == pytest.approx(441.7, abs=0.5)
