"""Whatever is judged and undone in whatever order: what follows step by step is what follows from the chain alone."""

from __future__ import annotations

import random
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from onrecord.errors import UsageError
from onrecord.ledger.connect import Desk
from onrecord.ledger.judgements import broken, judge, rebuild, undo
from onrecord.ledger.judgements.effects import Ruled, joins, rulings, undone
from onrecord.ledger.keeping_apart import kept_apart
from onrecord.ledger.schema import happenings, namings
from onrecord.ledger.write import put
from onrecord.opened import open_ledger
from tests.ledger.judgements.snapshot import effects, taken
from tests.ledger.reports import incoming

REPORTS = 4


def one_act(desk: Desk, dice: random.Random, made: int) -> bool:
    """Judge something, anything; False where the ledger refuses it."""
    kinds = ["undo", "undo", "merge", "merge", "split", "correct", "verdict", "copy", "comment", "actors", "apart"]
    kind = dice.choice(kinds)
    number, other = dice.randint(1, REPORTS), dice.randint(1, REPORTS)
    on, act, change = f"D{number}/fig1", kind, dict[str, Any]()
    if kind == "undo":
        on = f"J{dice.randint(1, max(1, made))}"
    elif kind == "merge":
        on, change = f"E{dice.randint(1, REPORTS + 2)}", {"into": f"E{other}"}
    elif kind == "actors":
        on, act, change = f"A{dice.randint(1, 2)}", "split", {"members": [f"D{number}/act1", f"D{other}/act1"]}
    elif kind == "apart":
        letter, most = dice.choice([("E", REPORTS + 2), ("A", 4)])
        on, change = f"{letter}{dice.randint(1, most)}", {"from": f"{letter}{dice.randint(1, most)}"}
    elif kind == "split":
        with desk.reading() as connection:
            event = connection.scalar(select(happenings.c.event).where(happenings.c.document == number))
        on, change = f"E{event}", {"members": [f"D{number}/eve1"]}
    elif kind == "correct":
        change = dice.choice([{"measure": "injured"}, {"counted": "rockets"}, {"low": other}, {"measure": "none"}])
    elif kind == "verdict":
        act = dice.choice(["accept", "reject"])
    elif kind == "copy":
        on, act = f"D{number}", dice.choice(["copy", "not_copy"])
        change = {"of": f"D{other}"} if act == "copy" else {}
    try:
        judge(desk, on=on, act=act, author="Ana", reason="words", change=change)
    except (UsageError, LookupError):
        return False
    except Exception as refused:
        if "no such" not in str(refused):
            raise
        return False
    return True


def check(desk: Desk) -> None:
    """Step by step and from the chain alone come to the same, and nothing that is kept apart is one."""
    with desk.writing() as connection:
        assert all(a != b for letter in "AE" for a, b in kept_apart(connection, letter))
        before = taken(connection)
        rebuild(connection)
        assert taken(connection) == before
        assert list(broken(connection)) == []


@pytest.mark.parametrize("seed", range(4))
def test_any_sequence_of_judgements_on_either_database(desk: Desk, seed: int) -> None:
    for number in range(1, REPORTS + 1):
        put(desk, incoming(number))
    first = effects(desk)
    dice, made = random.Random(seed), 0
    for step in range(40):
        made += one_act(desk, dice, made)
        if step % 8 == 7:
            check(desk)
    assert made > 10
    for number in range(made, 0, -1):  # taking back everything that still holds, the last first
        with suppress(UsageError):  # it is undone already
            undo(desk, f"J{number}", author="Ben")
        check_little(desk)
    after = effects(desk)
    assert (after["happenings"], after["namings"], after["documents"], after["joined"], after["apart"],
            after["rulings"]) == (first["happenings"], first["namings"], first["documents"], [], [], [])  # fmt: skip
    assert after["figures"] == first["figures"]
    check(desk)


def check_little(desk: Desk) -> None:
    """Numbers stay numbers that are there."""
    with desk.reading() as connection:
        assert connection.scalar(select(happenings.c.event).where(happenings.c.event.is_(None))) is None
        assert connection.scalar(select(namings.c.actor).where(namings.c.actor.is_(None))) is None


ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("merge"), st.integers(1, 5), st.integers(1, 5)),
        st.tuples(st.just("split"), st.integers(1, 5), st.integers(6, 9)),
        st.tuples(st.sampled_from(["accept", "reject", "correct", "comment"]), st.integers(1, 3), st.integers(0, 3)),
        st.tuples(st.just("undo"), st.integers(1, 25), st.just(0)),
    ),
    max_size=25,
)


def as_ruled(acts: list[tuple[str, int, int]]) -> list[Ruled]:
    found = []
    for number, (act, one, other) in enumerate(acts, 1):
        if act == "merge":
            found.append(Ruled(number, "merge", f"E{one}", {"into": f"E{other}"}))
        elif act == "split":
            found.append(Ruled(number, "split", f"E{one}", {"new": f"E{other}"}, (f"D{one}/eve1",)))
        elif act == "undo":
            if one < number:
                found.append(Ruled(number, "undo", f"J{one}"))
        else:
            found.append(Ruled(number, act, f"C{one}", {"low": other} if act == "correct" else {}))  # type: ignore[arg-type]
    return found


@given(ACTS)
def test_merges_never_lead_in_a_circle(acts: list[tuple[str, int, int]]) -> None:
    found = joins(as_ruled(acts))
    for item in found:
        seen = [item]
        while (step := found.get(seen[-1])) is not None:
            assert step[0] not in seen
            seen.append(step[0])


@given(ACTS)
def test_undoing_is_leaving_out(acts: list[tuple[str, int, int]]) -> None:
    ruled = as_ruled(acts)
    gone = undone(ruled)
    left = [one for one in ruled if one.number not in gone and one.act != "undo"]
    assert (joins(left), rulings(left)) == (joins(ruled), rulings(ruled))


@given(ACTS, st.randoms(use_true_random=False))
def test_the_order_in_which_judgements_are_loaded_is_no_matter(
    acts: list[tuple[str, int, int]], dice: random.Random
) -> None:
    ruled = as_ruled(acts)
    mixed = list(ruled)
    dice.shuffle(mixed)
    assert (joins(mixed), rulings(mixed)) == (joins(ruled), rulings(ruled))


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 10**6))
def test_any_sequence_on_a_file(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    folder: Path = tmp_path_factory.mktemp("any")
    with open_ledger(folder / "news.ledger") as ledger:
        for number in range(1, REPORTS + 1):
            put(ledger.desk, incoming(number))
        dice, made = random.Random(seed), 0
        for _ in range(25):
            made += one_act(ledger.desk, dice, made)
        check(ledger.desk)
