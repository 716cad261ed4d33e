"""Figures of one count side by side, each kind of pair with the sentence that says why."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from onrecord.core.span import Span
from onrecord.weigh.agreement import Said, flags_of, last_words, pairs
from onrecord.weigh.agreement.values import fit

NOON = datetime(2031, 5, 4, 12, tzinfo=UTC)


def says(origin: str, low: float | None, high: float | None = -1, *, hours: float = 0, **more: Any) -> Said:
    top = low if high == -1 else high
    best = low if low == top else None
    document = more.pop("document", f"D{origin[-3:]}{hours}")
    text = more.pop("text", f"{low}")
    values = {"unit": "1", "publisher": document, "span": Span(more.pop("start", 0), 100), **more}
    return Said(document=document, text=text, low=low, best=best, high=top, origin=origin,
                at=NOON + timedelta(hours=hours), **values)  # fmt: skip


MAYOR_NINE = says("the mayor", 9)


@pytest.mark.parametrize(
    ("other", "measure", "kind", "because"),
    [
        (says("the mayor", 11, hours=6), "killed", "update", "the same origin, six hours later, higher"),
        (says("the mayor", 8, hours=25), "killed", "downward_revision", "the same origin, one day later, lower"),
        (says("the clinic", 8, None, hours=2), "killed", "compatible", "different origins, both can be true"),
        (says("the clinic", 12, hours=30), "killed", "update", "another origin, one day later, higher"),
        (says("the clinic", 7, hours=30), "killed", "contradiction", "different origins, one day later, lower"),
        (says("the clinic", 12, hours=30), "strength", "contradiction",
         "different origins, ranges apart, one day later"),
        (says("the clinic", 12, document=MAYOR_NINE.document, start=9), "killed", "contradiction",
         "different origins in one report, ranges apart"),
        (says("the militia", 0, hours=1), "killed", "denial",
         "different origins: one says none, the other more than none"),
        (says("the militia", 9, hours=1, denied=True, text="nine"), "killed", "denial",
         "the mayor says 9, the militia denies it"),
        (says("the clinic", 9.5, approximate=True, hours=1), "killed", "compatible",
         'different origins, both can be true: "about" is taken as 10% either way'),
        (says("the clinic", 9, unit="USD", hours=1), "killed", "not_comparable",
         "a count and USD cannot be set side by side"),
        (says("the copy", 90, hours=1, copy_of=MAYOR_NINE.document, text="90"), "killed", "drift",
         "up by a factor of 10: the copy gives 90 where its original has 9"),
        (says("the copy", 19, hours=1, copy_of=MAYOR_NINE.document, text="19"), "killed", "drift",
         "another number: the copy gives 19 where its original has 9"),
    ],
)  # fmt: skip
def test_two_statements_stand_to_each_other_in_one_way(other: Said, measure: str, kind: str, because: str) -> None:
    (pair,) = pairs([MAYOR_NINE, other], measure=measure)
    assert (pair.a, pair.b, pair.kind, pair.because) == (0, 1, kind, because)


@pytest.mark.parametrize(
    "other",
    [
        says("the mayor", 9, hours=6),
        says("the mayor", 9, hours=1, copy_of=MAYOR_NINE.document),
        says("the gazette", 9, hours=3, own_voice=True),
        says("the mayor", 12, hours=6, retold=True),
        says("the militia", 40, hours=1, denied=True),
    ],
    ids=["a repetition", "a copy", "told again", "only retold", "a denial of another figure"],
)
def test_what_says_nothing_new_makes_no_pair(other: Said) -> None:
    assert pairs([MAYOR_NINE, other], measure="killed") == ()


def test_a_distance_in_miles_agrees_with_the_same_in_kilometres() -> None:
    miles, kilometres = says("guards", 120, unit="mile"), says("the port", 193, hours=1, unit="kilometer")
    (pair,) = pairs([miles, kilometres], measure="distance")
    assert pair.kind == "compatible"
    assert pair.because == "different origins, both can be true: a conversion of units bears 1%"


def test_swapped_digits_and_another_unit_are_called_by_their_names() -> None:
    first = says("the envoy", 48, text="48", counted="prisoners")
    (swapped,) = pairs([first, says("x", 84, hours=1, copy_of=first.document, text="84")], measure=None)
    assert swapped.because == "digits swapped: the copy gives 84 where its original has 48"
    area = says("the mayor", 6000, unit="meter ** 2", text="6,000 m²")
    (unit,) = pairs([area, says("x", 6000, hours=1, unit="kilometer ** 2", copy_of=area.document, text="6,000 km²")],
                    measure="damaged")  # fmt: skip
    assert (unit.kind, unit.drift) == ("drift", "unit_drift")


def test_an_outlet_that_quotes_with_another_unit_has_drifted_without_being_a_copy() -> None:
    own = says("the mayor", 6000, unit="meter ** 2", text="6,000 square metres")
    (found,) = flags_of([own, says("the mayor", 6000, unit="kilometer ** 2", hours=2, text="6,000 km²")], measure=None)
    assert (found.kind, found.document) == ("unit_drift", "Dyor2")
    assert found.evidence[0][0] == "Dyor2"


def test_a_rise_from_three_to_thirty_may_be_news() -> None:
    (pair,) = pairs([says("the mayor", 3), says("the mayor", 30, hours=5)], measure="killed")
    assert pair.kind == "update"


def test_each_is_set_against_the_last_word_of_the_others_alone() -> None:
    said = [MAYOR_NINE, says("the mayor", 11, hours=2), says("the clinic", 13, hours=4)]
    assert [(pair.a, pair.b) for pair in pairs(said, measure="killed")] == [(0, 1), (1, 2)]
    assert last_words(said) == [1, 2]


def test_a_figure_given_before_contradicts_what_came_between() -> None:
    said = [says("the union", 44), says("police", 27, hours=30), says("the union", 44, hours=60)]
    assert [pair.kind for pair in pairs(said, measure="detained")] == ["contradiction", "contradiction"]


def test_one_report_of_guards_and_cooks_counts_two_populations() -> None:
    guards, cooks = says("the mayor", 2, counted="guards"), says("the mayor", 5, counted="cooks", start=40)
    (pair,) = pairs([guards, cooks], measure="killed")
    assert pair.kind == "not_comparable"
    assert pair.because == "one report has 2 guards and 5 cooks from one origin: two counts, or before and after"


def test_contradictions_of_a_group_are_one_finding() -> None:
    said = [MAYOR_NINE, says("the clinic", 12, document=MAYOR_NINE.document, start=9, text="12")]
    (found,) = flags_of(said, measure="killed")
    assert (found.kind, found.because) == (
        "contradiction", "the mayor says 9, the clinic 12: different origins in one report, ranges apart")  # fmt: skip


ORIGINS = some.sampled_from(["the mayor", "the clinic", "the militia"])
STATEMENTS = some.lists(
    some.builds(
        lambda origin, low, up, hours, denied: says(origin, low, low + up, hours=hours, denied=denied),
        ORIGINS, some.integers(0, 40), some.integers(0, 5), some.integers(0, 90), some.booleans(),
    ),
    max_size=8, unique_by=lambda one: (one.document, one.origin),
)  # fmt: skip


@given(STATEMENTS, some.randoms())
def test_the_order_of_arrival_does_not_matter(said: list[Said], random: Any) -> None:
    shuffled = list(said)
    random.shuffle(shuffled)

    def found(listed: list[Said]) -> set[tuple[str, str, str]]:
        made = pairs(listed, measure="killed")
        return {(listed[pair.a].document, listed[pair.b].document, pair.kind) for pair in made}

    assert found(said) == found(shuffled)


@given(some.floats(0.001, 1e6), some.sampled_from([("mile", "kilometer"), ("hectare", "acre"), ("liter", "gallon")]))
def test_conversions_go_round(value: float, units: tuple[str, str]) -> None:
    one, other = says("a", value, unit=units[0]), says("b", value, unit=units[1])
    there, back = fit(one, other), fit(other, one)
    assert there is not None
    assert back is not None
    assert not there.overlap
    assert there.rises is not back.rises


@given(some.integers(0, 50), some.integers(0, 50))
def test_whether_two_can_be_true_does_not_hang_on_who_spoke_first(low: int, other: int) -> None:
    one, two = says("a", low, low + 3), says("b", other, None)
    there, back = fit(one, two), fit(two, one)
    assert there is not None
    assert back is not None
    assert there.overlap is back.overlap
