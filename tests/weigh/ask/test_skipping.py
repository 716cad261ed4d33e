"""Answers from any place of a list on are the answers of the whole list from there on, whatever people ruled."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert, select

from onrecord.errors import UsageError
from onrecord.ledger.connect import Desk
from onrecord.ledger.judgements import judge, undo
from onrecord.ledger.schema import actors as known
from onrecord.ledger.write import put
from onrecord.weigh.ask.actors import actors
from onrecord.weigh.ask.claims import claims
from onrecord.weigh.ask.documents import documents
from onrecord.weigh.ask.due import due
from onrecord.weigh.ask.events import events
from onrecord.weigh.ask.figures import figures
from onrecord.weigh.ask.filters import Filters
from onrecord.weigh.ask.flags import flags
from onrecord.weigh.ask.search import search
from onrecord.weigh.ask.skipping import past
from onrecord.weigh.ask.sources import sources
from onrecord.weigh.ask.wording import Wording
from tests.ledger.reports import incoming

ASKED = {"actors": actors, "claims": claims, "documents": documents, "due": due, "events": events, "figures": figures,
         "flags": flags, "sources": sources}  # fmt: skip
NARROWED: list[dict[str, Any]] = [
    {},
    {"include_rejected": True},
    {"include_superseded": True},
    {"as_of": "2025-03-06"},
    {"as_of": "2026-11-23"},
    {"certainty": "certain"},
    {"certainty": "possible"},
    {"certainty": "possible", "include_rejected": True},
    {"speaker": "Deluca"},
    {"kind": "official"},
    {"publisher": "Coast Herald"},
    {"since": "2025-03-03", "until": "2025-03-07"},
]


@pytest.fixture
def ruled(desk: Desk) -> Desk:
    """Eight reports of different days, of which one replaces another; of each kind of item some were ruled on."""
    for number in range(1, 9):
        more = {"url": "https://example.org/a"} if number in {2, 7} else {}
        publisher = "Coast Herald" if number % 2 else "Border Gazette"
        put(desk, incoming(number, publisher=publisher, published=f"2025-03-0{number}", **more))
    rule = partial(judge, desk, author="R. Coder")
    rule(on="C1", act="reject")
    rule(on="C3", act="correct", change={"certainty": "possible"})
    rule(on="C4", act="accept")
    rule(on="C5", act="correct", change={"speaker_kind": "media"})
    rule(on="E3", act="reject")
    for item in ("D4/eve1", "D1/fig1", "D5/fig1", "D6/act1", "D6/act2"):
        rule(on=item, act="reject")
    rule(on="F4", act="reject")
    undo(desk, rule(on="C6", act="reject").id, author="R. Coder")
    return desk


@pytest.mark.parametrize("asked", NARROWED, ids=str)
@pytest.mark.parametrize("what", list(ASKED))
def test_from_any_place_on_the_answers_are_those_of_the_whole(ruled: Desk, what: str, asked: dict[str, Any]) -> None:
    with ruled.reading() as connection:
        whole = list(ASKED[what](connection, Filters.of(**asked)))
        for offset in range(len(whole) + 3):
            assert list(ASKED[what](connection, Filters.of(**asked, offset=offset))) == whole[offset:]
        assert list(ASKED[what](connection, Filters.of(**asked, offset=1, limit=2))) == whole[1:3]


def test_what_was_rejected_is_no_answer_to_count(ruled: Desk) -> None:
    def ids(what: str, **more: Any) -> list[str]:
        with ruled.reading() as connection:
            return [one.id for one in ASKED[what](connection, Filters.of(**more))]

    assert len(ids("claims")) < len(ids("claims", include_rejected=True))
    assert len(ids("events")) == len(ids("events", include_rejected=True)) - 2
    assert set(ids("flags", include_rejected=True)) - set(ids("flags")) == {"F4"}
    assert len(ids("figures")) < len(ids("figures", include_rejected=True))
    assert len(ids("actors")) <= len(ids("actors", include_rejected=True))


def test_hits_and_what_is_due_are_passed_over_alike(ruled: Desk) -> None:
    with ruled.reading() as connection:
        hits = [one.id for one in search(connection, Wording.of("rockets"), Filters.of())]
        assert len(hits) > 2
        assert [one.id for one in search(connection, Wording.of("rockets"), Filters.of(offset=2))] == hits[2:]
        for status in ("open", "past"):
            told = list(due(connection, Filters.of(), status=status))
            assert list(due(connection, Filters.of(offset=1), status=status)) == told[1:]


@pytest.mark.parametrize("offset", [-1, 1.5, True, 10**10, "3"])
def test_an_offset_is_a_whole_number(offset: Any) -> None:
    with pytest.raises(UsageError, match="offset"):
        Filters.of(offset=offset)


@given(numbers=st.sets(st.integers(1, 60), min_size=1), data=st.data())
def test_rows_without_an_answer_are_not_counted(desk_in_memory: Any, numbers: set[int], data: st.DataObject) -> None:
    silent = data.draw(st.sets(st.sampled_from(sorted(numbers))))
    answers = data.draw(st.integers(0, 70))
    with desk_in_memory.begin() as connection:
        connection.execute(known.delete())
        rows = [{"id": number, "name": "A", "alike": "a", "kind": "person"} for number in numbers]
        connection.execute(insert(known), rows)
        query = select(known.c.id).order_by(known.c.id)
        left = [one for one in connection.scalars(past(connection, query, answers, silent)) if one not in silent]
    assert left == [one for one in sorted(numbers) if one not in silent][answers:]


@pytest.fixture(scope="module")
def desk_in_memory() -> Any:
    from sqlalchemy import create_engine

    engine = create_engine("sqlite://")
    known.create(engine)
    yield engine
    engine.dispose()
