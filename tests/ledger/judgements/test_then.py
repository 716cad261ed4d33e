"""A past moment knows nothing of what people ruled since: no merge, no split, no copy, no correction."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import select

from onrecord.ledger.judgements import acts
from onrecord.ledger.judgements.then import standing
from onrecord.ledger.schema import documents, figures, happenings, namings
from onrecord.ledger.write import put
from onrecord.opened import Ledger
from tests.ledger.reports import incoming

MOMENTS = [f"2030-01-0{day}T12:00:00Z" for day in range(1, 9)]
BEFORE = [f"2030-01-0{day}T06:00:00Z" for day in range(1, 10)]


@pytest.fixture
def judged(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> Ledger:
    """Five reports, each with an event of its own; judgements are made a day apart, at noon."""
    for number in range(1, 6):
        put(ledger.desk, incoming(number))
    # At noon of the day after the last judgement.
    monkeypatch.setattr(acts, "now", lambda: MOMENTS[len(ledger.judgements())])
    return ledger


def said(ledger: Ledger, moment: str | None) -> dict[str, Any]:
    """The numbers that rows have at a moment, by table."""
    columns = (happenings.c.event, namings.c.actor, figures.c.group, documents.c.copy_of)
    with ledger.desk.reading() as connection, standing(connection, moment):
        return {column.name: list(connection.scalars(select(column).order_by(column.table.c.id))) for column in columns}


def test_every_moment_stands_as_it_stood(judged: Ledger) -> None:
    """What is asked of a moment before a ruling is what was said then."""
    made: list[tuple[str, str, dict[str, Any]]] = [
        ("E2", "merge", {"into": "E1"}),
        ("E3", "merge", {"into": "E1"}),
        ("E1", "split", {"members": ["D3/eve1"]}),
        ("D5", "copy", {"of": "D1", "kind": "cut"}),
        ("D4/fig1", "correct", {"measure": "injured"}),
        ("A2", "merge", {"into": "A1"}),
        ("J1", "undo", {}),
    ]
    stood = [said(judged, None)]
    for on, act, change in made:
        if act == "undo":
            judged.undo(on, author="Ben")
        else:
            judged.judge(on, act, author="Ana", change=change, reason="seen")
        stood.append(said(judged, None))
    assert len({str(one) for one in stood}) == len(made) + 1
    for place, then in enumerate(stood):
        assert said(judged, BEFORE[place]) == then, f"before judgement {place + 1}"
    assert said(judged, None) == stood[-1]


def test_answers_of_a_past_moment_come_from_their_own_door(judged: Ledger) -> None:
    judged.judge("E2", "merge", author="Ana", change={"into": "E1"}, reason="one strike")
    assert next(iter(judged.events())).documents == ("D1", "D2")
    assert next(iter(judged.events(as_of="2030-01-01T06:00Z"))).documents == ("D1",)
    assert next(iter(judged.events())).documents == ("D1", "D2")
    assert judged.show("E2", as_of="2030-01-01T06:00Z").answer["documents"] == ["D2"]


def test_views_are_gone_when_the_question_is_answered_or_fails(judged: Ledger) -> None:
    judged.judge("E2", "merge", author="Ana", change={"into": "E1"}, reason="one strike")
    with pytest.raises(ZeroDivisionError), judged.desk.reading() as connection, standing(connection, BEFORE[0]):
        1 / 0  # noqa: B018
    assert said(judged, None)["event"][:2] == [1, 1]
