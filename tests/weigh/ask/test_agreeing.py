"""When and where an event is: what most reports say, as exactly as any of them, and no more than they know."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from onrecord.weigh.ask.agreeing import agreed_place, agreed_time, telling


def row(name: str, document: int, feature: str = "city", **known: Any) -> SimpleNamespace:
    return SimpleNamespace(name=name, document=document, feature=feature,
                           **{"lat": None, "lon": None, "country": None, "radius_km": None} | known)  # fmt: skip


BOL = row("Bol", 1, lat=43.26, lon=16.65, country="HR", radius_km=5.0)
PULA = row("Pula", 2, lat=44.87, lon=13.85, country="HR", radius_km=3.0)
CROATIA = row("Croatia", 3, "country", lat=45.2, lon=15.5, country="HR", radius_km=200.0)
SERBIA = row("Serbia", 4, "country", lat=44.0, lon=21.0, country="RS", radius_km=200.0)
MARN = row("Marn", 5)


@pytest.mark.parametrize(
    ("told", "name", "radius"),
    [
        ([], None, None),
        ([CROATIA], "Croatia", 200.0),
        ([CROATIA, CROATIA, BOL], "Bol", 5.0),
        ([BOL, row("BOL", 7), PULA], "Bol", 5.0),  # two reports against one that is surer of its spot
        ([PULA, BOL], "Pula", 3.0),
        ([BOL, BOL, BOL, PULA], "Pula", 3.0),  # one report that says it three times is one
        ([MARN], "Marn", None),
        ([MARN, CROATIA], "Marn", 200.0),
        ([MARN, CROATIA, SERBIA], "Marn", None),
        ([MARN, row("Marn", 8, lat=43.0, lon=16.0, country="HR", radius_km=4.0)], "Marn", 4.0),
    ],
)
def test_an_event_is_where_most_reports_put_it(told: list[Any], name: str | None, radius: float | None) -> None:
    found = agreed_place(told)
    assert (found and found.name, found and found.radius_km) == (name, radius)


def at(document: int, edtf: str, earliest: str, latest: str) -> SimpleNamespace:
    return SimpleNamespace(document=document, edtf=edtf, earliest=earliest, latest=latest)


SUNDAY = at(1, "2024-03-10", "2024-03-10T00:00", "2024-03-10T23:59")
SUNDAY_EVENING = at(2, "2024-03-10", "2024-03-10T18:00", "2024-03-11T00:00")
MONDAY_AT_SEVEN = at(3, "2024-03-11T07:00", "2024-03-11T07:00", "2024-03-11T07:00")
MARCH = at(4, "2024-03", "2024-03-01T00:00", "2024-03-31T23:59")


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([], None),
        ([MARCH], MARCH),
        ([MARCH, SUNDAY], SUNDAY),
        ([SUNDAY, MONDAY_AT_SEVEN], SUNDAY),  # the day that was named first
        ([SUNDAY, SUNDAY_EVENING, MONDAY_AT_SEVEN], SUNDAY_EVENING),  # the candles of the day after
        ([MONDAY_AT_SEVEN, MONDAY_AT_SEVEN, SUNDAY_EVENING, SUNDAY], SUNDAY_EVENING),
    ],
)
def test_an_event_was_when_most_reports_say_as_narrowly_as_any_of_them(told: list[Any], expected: Any) -> None:
    found = agreed_time(told)
    assert (found.edtf, found.earliest) == ((expected.edtf, expected.earliest) if expected else (None, None))


def test_a_title_says_nothing_twice_and_no_number() -> None:
    assert telling(["fuel depot", "depot", "Sange", "41 people", "workers"], "SANGE") == ["fuel depot", "workers"]
    assert telling(["41 people"], "Sange") == ["41 people"]
