"""The drawn timeline and the graph of ties: all inside its frame, nothing on top of anything, the same each time."""

from __future__ import annotations

import importlib.util
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from onrecord.core import Actor, Reading, Relation
from onrecord.show.report.drawing import graph, timeline
from onrecord.show.report.sheet import Sheet

_spec = importlib.util.spec_from_file_location("sample_for_test_drawing", Path(__file__).with_name("sample.py"))
assert _spec is not None
assert _spec.loader is not None
sample = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(sample)
at = sample.at
sample_reading = sample.sample_reading


def events(count: int) -> Reading:
    """A reading in which one event happened many times over, on the day that is known."""
    reading = sample_reading()
    (event,) = reading.events
    return replace(reading, events=tuple(replace(event, id=f"eve{n}") for n in range(1, count + 1)))


def tied(count: int) -> Reading:
    """A reading in which every actor opposes the next but one, in two chains without a tie between them."""
    reading = sample_reading()
    kin = reading.actors[1]
    actors = tuple(Actor(f"act{n}", f"Front {n}", kin.kind, (), None, None, kin.mentions) for n in range(1, count + 3))
    ties = tuple(
        Relation(f"rel{n}", f"act{n}", "opponent_of", f"act{n + 2}", at("Southern Front"), False, None)
        for n in range(1, count + 1)
    )
    return replace(reading, actors=actors, relations=ties, events=(), figures=(), attributions=(), flags=())


@pytest.mark.parametrize("count", [1, 2, 60, 200])
def test_events_lie_inside_the_timeline_and_on_rows_of_their_own(count: int) -> None:
    drawn = timeline.draw(Sheet.of(events(count)).events, "2024-05-19")
    assert len(drawn.rows) + drawn.more == count
    assert all(0 <= row.left <= row.right <= drawn.width and 0 < row.y < drawn.height for row in drawn.rows)
    assert len({row.y for row in drawn.rows}) == len(drawn.rows)


def test_an_event_without_a_time_is_listed_beside_the_drawing() -> None:
    reading = events(1)
    (event,) = reading.events
    drawn = timeline.draw(Sheet.of(replace(reading, events=(replace(event, time=None),))).events, None)
    assert (len(drawn.rows), len(drawn.undated)) == (0, 1)


@pytest.mark.parametrize(
    ("iso", "last", "number"),
    [
        ("2024-05-18", False, 739024.0),
        ("2024-05-18", True, 739025.0),
        ("2024-02-30", False, None),
        ("soon", False, None),
    ],
)
def test_dates_become_days(iso: str, last: bool, number: float | None) -> None:
    assert timeline.days(iso, last=last) == number


@pytest.mark.parametrize("count", [1, 2, 6, 20, 120])
def test_names_lie_inside_the_graph_and_on_nobody(count: int) -> None:
    drawn = graph.draw(Sheet.of(tied(count)).relations)
    for node in drawn.nodes:
        assert node.width / 2 <= node.x <= drawn.width - node.width / 2
        assert 0 < node.y < drawn.height
    for one, other in combinations(drawn.nodes, 2):
        assert abs(one.x - other.x) >= (one.width + other.width) / 2 or abs(one.y - other.y) >= 20, (one, other)


def test_what_is_not_drawn_is_counted() -> None:
    drawn = graph.draw(Sheet.of(tied(120)).relations)
    assert drawn.more > 0
    assert len(drawn.edges) + drawn.more_ties == 120


def test_groups_without_a_tie_stand_near_each_other() -> None:
    drawn = graph.draw(Sheet.of(tied(3)).relations)
    heights = sorted(node.y for node in drawn.nodes)
    assert max(below - above for above, below in pairwise(heights)) <= 72


def test_the_same_ties_give_the_same_picture() -> None:
    assert graph.draw(Sheet.of(tied(9)).relations) == graph.draw(Sheet.of(tied(9)).relations)
