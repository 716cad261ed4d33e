"""Two are kept apart by a person: nothing joins them until that is undone, whatever is merged, parted or read again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from onrecord.core import Reading
from onrecord.errors import UsageError
from onrecord.ledger.bearers import free_to_move
from onrecord.ledger.connect import Desk
from onrecord.ledger.judgements import judge as judge_by
from onrecord.ledger.judgements import list_judgements, rebuild
from onrecord.ledger.judgements import undo as undo_by
from onrecord.ledger.keeping_apart import kept_apart
from onrecord.ledger.reread import reread
from onrecord.ledger.schema import bindings, documents, namings
from onrecord.ledger.verify import verify
from onrecord.ledger.write import put
from tests.ledger.judgements.snapshot import taken
from tests.ledger.reports import incoming, reading_of


def judge(desk: Desk, on: str, act: str, **change: object) -> str:
    return judge_by(desk, on=on, act=act, author="Ana", change=change).id


def undo(desk: Desk, which: str) -> str:
    return undo_by(desk, which, author="Ben").id


def pairs(desk: Desk, letter: str) -> set[tuple[int, int]]:
    with desk.reading() as connection:
        return set(kept_apart(connection, letter))


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """Four reports, each with an event of its own, all of the same two actors."""
    for number in range(1, 5):
        put(desk, incoming(number))
    return desk


@pytest.mark.parametrize(("one", "other"), [("A2", "A1"), ("E3", "E1")])
def test_a_merge_is_refused_until_the_keeping_apart_is_undone(desk: Desk, one: str, other: str) -> None:
    said = judge(desk, one, "apart", **{"from": other})
    assert pairs(desk, one[0]) == {(int(other[1:]), int(one[1:]))}
    for merged, into in ((one, other), (other, one)):
        with pytest.raises(UsageError, match=f"kept apart since {said}; undo that .*onrecord undo {said}"):
            judge(desk, merged, "merge", into=into)
    with pytest.raises(UsageError, match="kept apart already"):
        judge(desk, other, "apart", **{"from": one})
    back = undo(desk, said)
    assert pairs(desk, one[0]) == set()
    merge = judge(desk, one, "merge", into=other)
    with pytest.raises(UsageError, match="are not one, and so they would be"):
        undo(desk, back)  # it would keep apart what is one by now
    undo(desk, merge)
    undo(desk, back)
    assert pairs(desk, one[0]) == {(int(other[1:]), int(one[1:]))}
    with pytest.raises(UsageError, match="are not one, and so they would be"):
        undo(desk, "J4")  # the undo of the merge: taken back, they would be one
    assert len(list_judgements(desk)) == 5, "what was refused is not stored"


def test_what_is_merged_since_is_kept_apart_as_a_whole(desk: Desk) -> None:
    judge(desk, "E3", "apart", **{"from": "E1"})
    judge(desk, "E2", "merge", into="E1")
    judge(desk, "E4", "merge", into="E3")
    with pytest.raises(UsageError, match="kept apart since J1"):
        judge(desk, "E1", "merge", into="E3")
    with pytest.raises(UsageError, match="E2 is part of E1"):
        judge(desk, "E3", "apart", **{"from": "E2"})
    judge(desk, "E1", "split", members=["D2/eve1"])
    assert pairs(desk, "E") == {(1, 3)}


def test_a_split_is_not_taken_back_while_its_parts_are_kept_apart(desk: Desk) -> None:
    split = judge(desk, "A1", "split", members=["D4/act1"])
    new = list_judgements(desk)[0].change["new"]["after"]
    apart = judge(desk, new, "apart", **{"from": "A1"})
    with pytest.raises(UsageError, match=f"kept apart since {apart}"):
        undo(desk, split)
    undo(desk, apart)
    undo(desk, split)


def test_both_sides_are_bound_to_their_words(desk: Desk) -> None:
    judge(desk, "A2", "apart", **{"from": "A1"})
    (made,) = list_judgements(desk, on="A2")
    assert [part["quote"] for part in made.evidence["members"]] == ["Coast Guard"] * 4
    assert {part["quote"] for part in made.evidence["other"]["members"]} == {"Ana Deluca … Ms. Deluca"}
    with desk.reading() as connection:
        bound = list(connection.scalars(select(bindings.c.item).order_by(bindings.c.part)))
    assert bound == ["A2", *(f"D{number}/act2" for number in range(1, 5)),
                     *(f"D{number}/act1" for number in range(1, 5))]  # fmt: skip
    assert not list(verify(desk))


def test_the_chain_alone_comes_to_the_same(desk: Desk) -> None:
    judge(desk, "A2", "apart", **{"from": "A1"})
    judge(desk, "E2", "apart", **{"from": "E1"})
    undo(desk, "J2")
    with desk.writing() as connection:
        before = taken(connection)
        rebuild(connection)
        assert taken(connection) == before
        assert before["apart"] == [("A1", "A2", 1)]


def test_an_actor_that_is_kept_apart_is_not_moved_when_its_report_is_read_again(ledger_of_one: Desk) -> None:
    with ledger_of_one.reading() as connection:
        bases = set(connection.scalars(select(namings.c.base)))
        assert free_to_move(connection, 1, bases) == bases
    judge(ledger_of_one, "A2", "apart", **{"from": "A1"})
    with ledger_of_one.reading() as connection:
        assert free_to_move(connection, 1, bases) == set()


@pytest.fixture
def ledger_of_one(ledger: object) -> Desk:
    desk: Desk = ledger.desk  # type: ignore[attr-defined]
    put(desk, incoming(1))
    return desk


def test_read_again_it_holds_and_where_one_side_is_gone_it_is_listed(ledger_of_one: Desk) -> None:
    desk = ledger_of_one
    judge(desk, "A2", "apart", **{"from": "A1"})
    reread(desk, lambda some: (reading_of(1) for _ in some), "another reader")
    assert pairs(desk, "A") == {(1, 2)}

    def without_the_mayor(some: object) -> list[Reading]:
        reading = reading_of(1)
        nobody = tuple(replace(one, speaker=None) for one in reading.attributions)
        events = tuple(replace(one, recipients=()) for one in reading.events)
        return [replace(reading, actors=reading.actors[1:], attributions=nobody, events=events, relations=())]

    reread(desk, without_the_mayor, "a third reader")
    assert pairs(desk, "A") == set()
    (lost,) = list_judgements(desk, only_unbound=True)
    assert (lost.id, lost.item) == ("J1", None)
    assert "act1" in str(lost.unbound)
    reread(desk, lambda some: (reading_of(1) for _ in some), "a fourth reader")
    assert pairs(desk, "A") == {(1, 2)}
    with desk.reading() as connection:
        assert connection.scalar(select(documents.c.id)) == 1
