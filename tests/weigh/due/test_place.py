"""What is due, kept in a ledger: how it came out, as of a moment, in any order, reread, on both databases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import permutations
from typing import Any

import pytest
from sqlalchemy import select

from onrecord.core import Document, Reading
from onrecord.core.answers.due import Due
from onrecord.core.span import Span
from onrecord.engines.weighing import Weighing
from onrecord.errors import Unknown
from onrecord.ledger.connect import Desk
from onrecord.ledger.reread import reread
from onrecord.ledger.weighed import dues, outcomes
from onrecord.opened import Ledger
from onrecord.weigh.ask.due import due
from onrecord.weigh.ask.filters import Filters
from onrecord.weigh.due import find
from tests.weigh.due.ledgers import ABOUT, DROPPED, KEPT, PROMISED, REPEATED, Told, add, read


def asked(desk: Desk, *, status: str | None = None, **filters: Any) -> list[Due]:
    with desk.reading() as connection:
        return list(due(connection, Filters.of(**filters), status=status))


def test_a_later_report_answers_what_an_earlier_one_announced(desk: Desk) -> None:
    add(desk, PROMISED, KEPT)
    (item,) = asked(desk)
    assert (item.id, item.when, item.status, item.answered_by) == ("U1", "2024-06-24", "answered", ("D2",))
    (told,) = item.outcomes
    assert told.span.of(KEPT.text) == "The ferrymen voted on the pier on Monday and said no."
    assert "voted" in told.because


@pytest.mark.parametrize(
    ("moment", "status"),
    [
        ("2024-06-23", "open"), ("2024-06-24T20:59+03:00", "open"), ("2024-06-24T21:00+03:00", "answered"),
        ("2024-06-25", "answered"),
    ],
)  # fmt: skip
def test_at_a_moment_only_what_was_published_by_then_answers(desk: Desk, moment: str, status: str) -> None:
    add(desk, PROMISED, KEPT)
    (item,) = asked(desk, as_of=moment)
    assert item.status == status


@pytest.mark.parametrize(
    ("moment", "status"),
    [("2024-06-24T23:59+03:00", "open"), ("2024-06-25T00:00+03:00", "past"), ("2024-06-24T21:30Z", "past")],
)
def test_a_day_is_over_at_the_midnight_of_those_who_named_it(desk: Desk, moment: str, status: str) -> None:
    add(desk, PROMISED)
    (item,) = asked(desk, as_of=moment)
    assert item.status == status


@pytest.mark.parametrize("order", list(permutations((PROMISED, REPEATED, KEPT))))
def test_the_order_in_which_reports_come_in_does_not_matter(desk: Desk, order: Iterable[Told]) -> None:
    add(desk, *order)
    (item,) = asked(desk)
    (kept,) = [number for number, told in enumerate(order, start=1) if told is KEPT]
    (first,) = [number for number, told in enumerate(order, start=1) if told is PROMISED]
    assert (item.document, item.status, item.answered_by) == (f"D{first}", "answered", (f"D{kept}",))
    assert len(item.repeated_by) == 1


def test_the_surest_report_decides(desk: Desk) -> None:
    add(desk, PROMISED, KEPT, DROPPED)
    (item,) = asked(desk)
    assert (item.status, item.answered_by) == ("missed", ("D3",))
    (before,) = asked(desk, as_of="2024-06-25")
    assert (before.status, before.answered_by) == ("answered", ("D2",))


def test_a_report_that_was_replaced_answers_no_longer(desk: Desk) -> None:
    told = Told(text=KEPT.text, published=KEPT.published, publisher=KEPT.publisher, id="r7")
    add(desk, PROMISED, told)
    new = Told(text="The ferrymen met." + ABOUT, published="2024-06-24T23:00+03:00", publisher=KEPT.publisher, id="r7")
    add(desk, new)
    (item,) = asked(desk)
    assert (item.status, item.answered_by) == ("past", ())
    (before,) = asked(desk, as_of="2024-06-24T22:00+03:00")
    assert before.status == "answered"


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"since": "2024-06-24"}, 1), ({"since": "2024-06-25"}, 0), ({"until": "2024-06-24"}, 1),
        ({"until": "2024-06-23"}, 0), ({"since": "2024-06", "until": "2024-06"}, 1), ({"until": "2024-05"}, 0),
        ({"status": "answered"}, 1), ({"status": "missed"}, 0), ({"status": "open"}, 0), ({"status": "past"}, 0),
        ({"status": "open", "as_of": "2024-06-22"}, 1), ({"document": "D1"}, 1), ({"document": "D2"}, 0),
        ({"publisher": "Orsk Post"}, 0),
    ],
)  # fmt: skip
def test_items_are_chosen_by_the_day_on_which_they_are_due(desk: Desk, filters: dict[str, Any], found: int) -> None:
    add(desk, PROMISED, KEPT)
    assert len(asked(desk, **filters)) == found


def test_an_item_is_shown_with_its_words_and_those_that_answer_it(ledger: Ledger) -> None:
    add(ledger.desk, PROMISED, KEPT)
    shown = ledger.show("U1")
    assert shown.kind == "due"
    assert shown.answer["status"] == "answered"
    assert [quote.text for quote in shown.evidence] == [
        "The ferrymen will vote on the pier on 24 June.", "The ferrymen voted on the pier on Monday and said no.",
    ]  # fmt: skip
    assert ledger.show("U1", as_of="2024-06-22").answer["status"] == "open"
    for name, moment in (("U9", None), ("U1", "2024-06-19")):
        with pytest.raises(Unknown, match=f"{name}: no such item"):
            ledger.show(name, as_of=moment)


class Again:
    """Reads documents again: another item before the known one, or none at all."""

    def __init__(self, *, nothing: bool = False) -> None:
        self.nothing = nothing

    def __call__(self, documents: Iterable[Document]) -> Iterator[Reading]:
        for document in documents:
            known = {told.text: told for told in (PROMISED, KEPT, MORE)}
            reading = read(known[document.text])
            yield Reading(document, times=() if self.nothing else reading.times)


MORE = Told(
    text="The pier will be painted on 22 June. The ferrymen will vote on the pier on 24 June." + ABOUT,
    published="2024-06-20T10:00+03:00", times=(("22 June", "2024-06-22"), ("24 June", "2024-06-24")),
)  # fmt: skip


def test_an_item_keeps_its_number_over_a_rereading(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as before:  # the old reader saw one of two items
        whole = find.found
        before.setattr("onrecord.weigh.due.found", lambda reading: whole(reading)[1:])
        add(desk, MORE, KEPT)
    (item,) = asked(desk)
    assert (item.id, item.when, item.status) == ("U1", "2024-06-24", "answered")
    reread(desk, Again(), "another", weighed=Weighing.of)
    assert [(one.id, one.when, one.status) for one in asked(desk)] == [
        ("U2", "2024-06-22", "past"), ("U1", "2024-06-24", "answered"),
    ]  # fmt: skip


def test_the_number_of_an_item_that_is_gone_is_not_given_again(desk: Desk) -> None:
    add(desk, PROMISED, KEPT)
    reread(desk, Again(nothing=True), "a reader of no times", weighed=Weighing.of)
    assert asked(desk) == []
    with desk.reading() as connection:
        assert connection.execute(select(dues)).all() == connection.execute(select(outcomes)).all() == []
    reread(desk, Again(), "a better reader", weighed=Weighing.of)
    (item,) = asked(desk)
    assert (item.id, item.status) == ("U2", "answered")


def test_rereading_the_answer_keeps_it(desk: Desk) -> None:
    add(desk, PROMISED, KEPT)
    before = asked(desk)
    reread(desk, Again(), "another", [2], weighed=Weighing.of)
    assert asked(desk) == before


def test_spans_of_outcomes_stand_in_the_text(desk: Desk) -> None:
    add(desk, PROMISED, KEPT, DROPPED)
    with desk.reading() as connection:
        rows = connection.execute(select(outcomes)).all()
    texts = {2: KEPT.text, 3: DROPPED.text}
    assert {Span(row.start, row.end).of(texts[row.document]) for row in rows} == {
        "The ferrymen voted on the pier on Monday and said no.",
        "The ferrymen's vote on the pier, planned for Monday, was called off.",
    }
