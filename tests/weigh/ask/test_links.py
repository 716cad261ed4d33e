"""Who is said to stand to whom, who carries whom, whose words an outlet rests on, and what is said of somebody."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from onrecord.core.mentions import ActorMention
from onrecord.core.span import Span
from onrecord.ledger.rows import rows_of
from onrecord.ledger.write import put
from onrecord.opened import Ledger
from tests.ledger.reports import incoming, reading_of


def put_in(ledger: Ledger, number: int, **facts: Any) -> None:
    put(ledger.desk, incoming(number, external_id=f"r{number}", **facts))


@pytest.fixture
def two(ledger: Ledger) -> Ledger:
    """Two reports of two outlets; each tells of an attack by the Coast Guard, which the mayor commands."""
    put_in(ledger, 1, published="2025-03-02T10:00Z")
    put_in(ledger, 2, publisher="Border Gazette", published="2025-03-05")
    return ledger


def told(ledger: Ledger, **asked: Any) -> list[tuple[str, str, str, int]]:
    return [(one.a_name, one.relation, one.b_name, one.count) for one in ledger.links(**asked)]


def test_a_pair_has_its_events_and_what_texts_say_of_the_two(two: Ledger) -> None:
    attack, command = ("Coast Guard", "ASSAULT", "Ana Deluca", 2), ("Ana Deluca", "commands", "Coast Guard", 2)
    assert sorted(told(two)) == sorted([attack, command])
    assert {(one.relation, one.counted, one.documents) for one in two.links()} == {
        ("ASSAULT", "events", ("D1", "D2")), ("commands", "reports", ("D1", "D2"))}  # fmt: skip
    assert told(two, type="ASSAULT") == [attack]


@pytest.mark.parametrize(("asked", "count"), [
    ({"publisher": "coast herald"}, 1), ({"as_of": "2025-03-03"}, 1), ({"actor": "Deluca"}, 2), ({"actor": "Voss"}, 0),
    ({"where": "Orsk"}, 2), ({"about": "zeppelin"}, 0),
])  # fmt: skip
def test_links_are_of_what_the_filter_lets_through(two: Ledger, asked: dict[str, str], count: int) -> None:
    assert {number for *_, number in told(two, **asked)} == ({count} if count else set())


def test_what_people_rejected_or_called_a_denial_is_no_link(two: Ledger) -> None:
    two.judge("D1/eve1", "reject", author="Ana")
    assert ("Coast Guard", "ASSAULT", "Ana Deluca", 1) in told(two)
    two.judge("D2/eve1", "correct", author="Ana", change={"realis": "negated"})
    two.judge("D1/rel1", "reject", author="Ana")
    assert told(two) == [("Ana Deluca", "commands", "Coast Guard", 1)]
    assert len(told(two, as_of="2025-03-06")) == 2, "what was ruled later was not ruled then"


def test_an_actor_merged_into_the_other_has_no_relation_to_itself(two: Ledger) -> None:
    a, b = (one.id for one in two.actors())
    two.judge(a, "merge", author="Ana", change={"into": b})
    assert told(two) == []


def test_a_copy_is_carried_and_nobody_carries_himself(two: Ledger) -> None:
    put_in(two, 3, publisher="The Coast Herald", published="2025-03-06")
    two.judge("D2", "copy", author="Ana", change={"of": "D1", "kind": "edited"})
    two.judge("D3", "copy", author="Ana", change={"of": "D1", "kind": "edited"})
    found = [(one.a, one.relation, one.b, one.count) for one in two.carriers()]
    assert found == [("Border Gazette", "copies", "Coast Herald", 1)]


def test_whose_words_reports_give_is_counted_without_their_copies(two: Ledger) -> None:
    assert {(one.name, one.claims, one.documents) for one in two.speakers()} == {
        ("Ana Deluca", 2, 2), ("Coast Guard", 2, 2)}  # fmt: skip
    two.judge("D2", "copy", author="Ana", change={"of": "D1"})
    assert {(one.name, one.claims) for one in two.speakers()} == {("Ana Deluca", 1), ("Coast Guard", 1)}


def test_what_others_say_of_somebody_is_not_what_they_say_themselves(ledger: Ledger) -> None:
    reading = reading_of(1)
    start = reading.document.text.index("it had fired")
    mayor = replace(reading.actors[0], mentions=(*reading.actors[0].mentions,
                                                 ActorMention(Span(start, start + 2), "pronoun")))  # fmt: skip
    reading = replace(reading, actors=(mayor, *reading.actors[1:]))
    put(ledger.desk, replace(incoming(1), rows=rows_of(reading)))
    of_her = {one.name: [(claim.speaker_name, claim.text) for claim in ledger.claims(mentions=one.id)]
              for one in ledger.actors()}  # fmt: skip
    assert of_her == {"Ana Deluca": [("Coast Guard", "that it had fired")], "Coast Guard": []}


def test_the_newest_come_first_and_pages_have_no_gap(two: Ledger) -> None:
    put_in(two, 3, published="2025-02-01")
    newest = [one.document for one in two.claims(order="newest")]
    assert newest == ["D2", "D2", "D1", "D1", "D3", "D3"]
    two.judge(next(one.id for one in two.claims(document="D1")), "reject", author="Ana")
    whole = [one.id for one in two.claims(order="newest")]
    paged = [one.id for start in range(6) for one in two.claims(order="newest", offset=start, limit=1)]
    assert len(whole) == 5
    assert paged == whole
