"""Casualty rows: who was killed, injured or held, in which event, by whose word."""

from __future__ import annotations

from dataclasses import replace

from onrecord.core import Actor, ActorMention, Attribution, Document, Event, Figure, Reading, Span
from onrecord.core.casualties import casualties

TEXT = "Shelling killed at least 13 dockworkers and the mayor, local media said. Three were hurt."


def at(quote: str) -> Span:
    start = TEXT.index(quote)
    return Span(start, start + len(quote))


def actor(number: int, quote: str, kind: str) -> Actor:
    return Actor(f"act{number}", quote, kind, (), None, None, (ActorMention(at(quote), "nominal"),))  # type: ignore[arg-type]


def figure(number: int, quote: str, low: int, high: int | None, measure: str, counted: str | None) -> Figure:
    return Figure(
        f"fig{number}", at(quote), quote, "at_least" if high is None else "exact", False, None, low, low, high, "1",
        "count", counted, at(counted) if counted else None, measure, None, None, "att1", "eve1",
    )  # fmt: skip


def event(effect: str, recipients: tuple[str, ...], number: int = 1) -> Event:
    return Event(f"eve{number}", at("Shelling"), "ASSAULT", None, (), recipients, None, None, (), "att1", effect,
                 (at("Shelling"),), "actual")  # fmt: skip


ACTORS = (actor(1, "dockworkers", "group"), actor(2, "the mayor", "person"), actor(3, "local media", "media"))
SAID = Attribution("att1", (at("local media"),), (at("said"),), (Span(0, 53),), "act3", "local media", "media",
                   "indirect", None, ("local media",), "possible", "affirmed", (), 0.9)  # fmt: skip


def reading(figures: tuple[Figure, ...], *events: Event) -> Reading:
    return Reading(Document.of(TEXT), actors=ACTORS, figures=figures, attributions=(SAID,), events=events)


def test_a_counted_row_keeps_its_bounds_and_its_source() -> None:
    (row,) = casualties(
        reading((figure(1, "at least 13", 13, None, "killed", "dockworkers"),), event("killed", ("act1",)))
    )
    assert (row.event, row.measure, row.low, row.best, row.high) == ("eve1", "killed", 13, 13, None)
    assert (row.population, row.side, row.source, row.certainty) == ("dockworkers", "act1", "local media", "possible")
    assert TEXT[slice(*row.span)] == "at least 13"


def test_a_phrase_that_counts_is_no_side() -> None:
    people = replace(ACTORS[0], mentions=(ActorMention(at("at least 13 dockworkers"), "nominal"),))
    one = replace(
        reading((figure(1, "at least 13", 13, None, "killed", "dockworkers"),), event("killed", ("act1",))),
        actors=(people, *ACTORS[1:]),
    )
    assert [(row.population, row.side) for row in casualties(one)] == [("dockworkers", None)]


def test_a_named_victim_is_one_and_a_group_is_not_counted() -> None:
    rows = casualties(reading((), event("killed", ("act2", "act1"))))
    assert [(row.population, row.best) for row in rows] == [("the mayor", 1), ("dockworkers", None)]


def test_what_is_counted_is_not_told_again() -> None:
    rows = casualties(reading((figure(1, "at least 13", 13, None, "killed", None),), event("killed", ("act1",))))
    assert [row.figure for row in rows] == ["fig1"]


def test_the_same_number_from_the_same_source_is_one_row() -> None:
    twice = tuple(figure(number, "at least 13", 13, None, "killed", "dockworkers") for number in (1, 2))
    assert len(casualties(reading(twice, event("killed", ())))) == 1


def test_rows_come_by_event_and_measure() -> None:
    hurt = figure(2, "Three", 3, 3, "injured", None)
    rows = casualties(reading((hurt, figure(1, "at least 13", 13, None, "killed", "dockworkers")), event("killed", ())))
    assert [row.measure for row in rows] == ["killed", "injured"]


def test_figures_without_an_event_are_kept_and_destroyed_houses_are_no_casualties() -> None:
    loose = replace(figure(1, "at least 13", 13, None, "killed", "dockworkers"), event=None)
    houses = figure(2, "Three", 3, 3, "destroyed", None)
    assert [(row.event, row.measure) for row in casualties(reading((loose, houses)))] == [(None, "killed")]
