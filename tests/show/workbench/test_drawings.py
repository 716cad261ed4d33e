"""Where things go in the drawings: nothing on top of anything, circles as large as the doubt, values in one unit."""

import itertools
import math
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.core.answers.happenings import (
    Counted,
    EventPlace,
    EventTime,
    Happened,
    Origin,
    Origins,
    Related,
    Resolved,
    Stated,
)
from onrecord.core.span import Span
from onrecord.show.workbench.dossier import knows
from onrecord.show.workbench.drawing import citing, course, map, rivals
from onrecord.show.workbench.drawing.axis import Axis
from onrecord.show.workbench.drawing.world import clipped, within


def event(number: int = 1, *, first: str | None = None, last: str | None = None, **place: Any) -> Happened:
    """An assault on a grain port; with ``lat``, ``lon`` and ``radius_km`` it has a place."""
    where = EventPlace(name="Odesa", country="UA", **place) if place else None
    return Happened(
        id=f"E{number}", type="ASSAULT", mode=None, title="", time=EventTime(edtf=None, earliest=first, latest=last),
        place=where, actors=(), recipients=("grain port",), documents=("D1",) * 2, outlets=1,
        origins=Origins(min=1, max=1, list=()), status="single_origin", figures=(), flags=(), realis="actual",
        effect=None, addresses=(), judgement=None,
    )  # fmt: skip


def said(document: int, low: float | None, high: float | None, **facts: Any) -> Stated:
    """One statement: "13" of the mayor in report ``document``, on the day of that number."""
    best = low if low == high else None
    given = Stated(
        document=f"D{document}", publisher="Coast Herald", published=f"2025-03-{document:02}T08:00Z", span=Span(0, 2),
        text="13", comparator="exact", low=low, best=best, high=high, unit="1", origin="the mayor",
        certainty="certain", polarity="affirmed", copy_of=None, approximate=False, address=f"D{document}/fig1",
        judgement=None,
    )  # fmt: skip
    return replace(given, **facts)


def group(*statements: Stated, relations: tuple[Related, ...] = ()) -> Counted:
    return Counted(
        id="G1", event="E1", measure="killed", counted="dockworkers", unit=statements[0].unit, outlets=1,
        origins=Origins(min=1, max=1, list=()), statements=statements, relations=relations,
        resolved=Resolved(rule="range", low=1, best=1, high=1),
    )  # fmt: skip


def plain(_: Stated) -> tuple[str, str]:
    return "the mayor", "o1"


MARCH = {f"2025-03-{day:02}": day for day in range(1, 31)}


def test_an_event_known_to_the_minute_is_a_point_and_one_of_a_week_a_bar() -> None:
    minute = event(1, first="2025-03-06T05:40", last="2025-03-06T05:40")
    week = event(2, first="2025-03-10T00:00", last="2025-03-16T23:59")
    until = event(3, last="2025-03-20T12:00")
    whole = course.draw(MARCH, [minute, week, until])
    drawn = {bar.event.id: bar for bar in whole.bars}
    assert drawn["E1"].point
    assert not drawn["E2"].point
    day = whole.days[1].x - whole.days[0].x
    assert drawn["E2"].right - drawn["E2"].left == pytest.approx(7 * day, rel=0.02)
    assert drawn["E3"].open_left
    assert not drawn["E3"].open_right


@given(st.lists(st.tuples(st.integers(1, 28), st.integers(0, 20)), max_size=26))
def test_no_bar_and_no_label_lies_on_another(times: list[tuple[int, int]]) -> None:
    events = [
        event(number, first=f"2025-03-{day:02}T00:00", last=f"2025-03-{min(30, day + long):02}T23:59")
        for number, (day, long) in enumerate(times, 1)
    ]
    bars = course.draw(MARCH, events).bars
    boxes = []
    for bar in bars:
        long = len(bar.label) * 6.3
        label = (bar.label_x, bar.label_x + long) if bar.anchor == "start" else (bar.label_x - long, bar.label_x)
        boxes.append((bar.y, min(bar.left, label[0]), max(bar.right, label[1])))
    for number, (y, left, right) in enumerate(boxes):
        assert not any(y == other[0] and left < other[2] and other[1] < right for other in boxes[:number])


def test_every_event_is_drawn_or_counted() -> None:
    events = [event(n, first="2025-03-06T00:00", last="2025-03-06T23:59") for n in range(1, 41)]
    events += [event(41), event(42, first="1999-01-01T00:00", last="1999-01-01T23:59")]
    drawn = course.draw(MARCH, events)
    assert len(drawn.bars) + drawn.more + drawn.undated + drawn.beyond == 42
    assert (drawn.undated, drawn.beyond) == (1, 1)


@pytest.mark.parametrize("span", [3, 20, 90, 400, 3000, 200_000], ids=lambda days: f"{days} days")
def test_dates_along_the_axis_leave_each_other_room(span: int) -> None:
    axis = Axis(720_000.0 - span, 720_000.0, 0, 1200)
    places = [tick.x for tick in axis.ticks(room=64)]
    assert 1 <= len(places) <= 20
    assert all(b - a >= 60 for a, b in itertools.pairwise(places))


@pytest.mark.parametrize("km", [5, 20, 80, 251])
def test_a_circle_is_as_large_as_the_place_is_uncertain(km: float) -> None:
    near = event(1, lat=46.48, lon=30.73, radius_km=km)
    far = event(2, lat=46.48, lon=32.73, radius_km=1)
    drawn = map.draw([near, far])
    assert drawn is not None
    spots = {spot.events[0].id: spot for spot in drawn.spots}
    apart = 2 * 111.32 * math.cos(math.radians(46.48))  # km between the two
    assert spots["E1"].r / (spots["E2"].x - spots["E1"].x) == pytest.approx(km / apart, rel=0.03)


def test_one_odd_place_makes_no_map_of_the_world() -> None:
    near = [event(n, lat=40 + n / 10, lon=70 + n / 10, radius_km=5) for n in range(1, 8)]
    odd = event(9, lat=33.2, lon=-101.4, radius_km=2)
    drawn = map.draw([*near, odd])
    assert drawn is not None
    assert [some[0].id for _, some in drawn.outside] == ["E9"]
    assert all(0 < spot.x < drawn.width and 0 < spot.y < drawn.height for spot in drawn.spots)


def test_events_without_a_place_make_no_map() -> None:
    assert map.draw([event(1)]) is None


def test_land_is_cut_at_the_edge_of_the_view() -> None:
    found = {name for name, _ in within((29.0, 45.0, 33.0, 48.0))}
    assert {"Ukraine", "Moldova"} <= found
    assert "France" not in found
    for _, rings in within((29.0, 45.0, 33.0, 48.0)):
        for x, y in rings[0]:
            assert 28.9 <= x <= 33.1
            assert 44.9 <= y <= 48.1


def test_a_ring_around_the_box_becomes_the_box() -> None:
    assert set(clipped([(-9, -9), (9, -9), (9, 9), (-9, 9)], (0, 0, 1, 1))) == {(0, 0), (1, 0), (1, 1), (0, 1)}


def test_statements_stand_in_the_order_of_time_over_zones() -> None:
    late = said(6, 19, 19, published="2025-03-06T10:30Z")
    early = said(7, 9, 9, published="2025-03-06T15:00+06:00")
    assert [row.statement.text for row in rivals.draw(group(late, replace(early, text="nine")), plain).rows] == [
        "nine", "13"
    ]  # fmt: skip


def test_square_metres_and_square_kilometres_are_set_in_one_unit() -> None:
    metres, kilometres = said(1, 6000, 6000, unit="meter ** 2"), said(2, 6000, 6000, unit="kilometer ** 2")
    drawn = rivals.draw(group(metres, kilometres), plain)
    assert drawn.logarithmic
    assert drawn.rows[0].best is not None
    assert drawn.rows[1].best is not None
    assert drawn.rows[1].best - drawn.rows[0].best > 300


def test_what_a_copy_changed_and_what_is_denied_is_marked() -> None:
    drift = Related(a=0, b=1, kind="drift", because="another number")
    drawn = rivals.draw(
        group(said(1, 9, 9), said(2, 19, 19, copy_of="D1"), said(3, 9, 9, polarity="denied"), relations=(drift,)), plain
    )
    first, copy, denied = drawn.rows
    assert (first.mark, copy.mark, denied.mark) == ("", "drift", "denied")
    (slipped,) = drawn.drifts
    assert (slipped.copy.document, slipped.original.document) == ("D2", "D1")
    assert (copy.copy, copy.original, denied.denied) == (True, first.y, True)
    assert "another number" in copy.note


@given(st.lists(st.tuples(st.one_of(st.none(), st.integers(-5, 10**9)), st.integers(0, 1000)), min_size=1, max_size=40))
def test_every_statement_lies_within_the_drawing(bounds: list[tuple[int | None, int]]) -> None:
    statements = [said(1, low, None if low is None else low + more, published="2025-03-01") for low, more in bounds]
    drawn = rivals.draw(group(*statements), plain)
    assert len(drawn.rows) + drawn.more == len(statements)
    for row in drawn.rows:
        assert 300 <= row.low <= row.high <= 760


@pytest.mark.parametrize(("name", "document", "meant"), [
    ("the chief doctor of the regional hospital", "D4", "Gulmira Ashirova, chief doctor at the regional hospital"),
    ("Gulmira Ashirova", "D4", "Gulmira Ashirova, chief doctor at the regional hospital"),
    ("Ashirova", "D9", "Gulmira Ashirova, chief doctor at the regional hospital"),
    ("emergency ministry", "D1", "Ministry of Emergency Situations"),
    ("the fire brigade", "D1", None),
    (None, "D1", None),
])  # fmt: skip
def test_whom_a_report_means_by_a_name(name: str | None, document: str, meant: str | None) -> None:
    origins = [
        Origin(name="Ministry of Emergency Situations", kind="official", party=None, documents=("D1",)),
        Origin(name="Gulmira Ashirova, chief doctor at the regional hospital", kind="person", party=None,
               documents=("D4",)),
    ]  # fmt: skip
    assert knows(name, origins, document) == meant


def test_a_drawing_of_no_reports_is_empty_and_whole() -> None:
    assert course.draw({}, []).bars == ()
    assert citing.draw([], [], {}).lines == ()


def test_whoever_has_the_words_of_the_other_is_the_copy_even_where_it_came_first() -> None:
    drift = Related(a=0, b=1, kind="drift", because="another number")
    (found,) = rivals.draw(group(said(1, 9, 9, copy_of="D2"), said(2, 19, 19), relations=(drift,)), plain).drifts
    assert (found.copy.document, found.original.document) == ("D1", "D2")


@pytest.mark.parametrize("most", [1e5, 8e8, 3e14])
def test_values_along_a_logarithmic_scale_do_not_lie_on_each_other(most: float) -> None:
    drawn = rivals.draw(group(said(1, 9, 9), said(2, most, most)), plain)
    assert drawn.logarithmic
    assert len(drawn.notches) > 1
    for one, other in itertools.pairwise(drawn.notches):
        assert other.x - one.x > 3.3 * (len(one.words) + len(other.words))
