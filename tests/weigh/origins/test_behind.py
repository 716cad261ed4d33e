"""Which event of a report words are about that stand outside every claim of it."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from onrecord.weigh.origins import Voice
from onrecord.weigh.origins.behind import _near, _Report, _with_offices

FREED = (
    "Two clerks who were taken last week on the road to Teslin were set free on Monday.\n"
    "A reporter of the Bay Post saw them at the clinic of Orsk."
)
GREETING = (
    "Good evening, here is the news.\n"
    "Gunmen fired at the harbour gate, hours after shells had hit the mill.\n"
    "Our correspondent drove past."
)
PASSING = (
    "The growers share their diesel.\n"
    "It is dear this spring.\n"
    "Two mills are shut since shells hit the depot.\n"
    "Nobody knows for how long.\n"
    "The chamber advises patience."
)


def _report(text: str, *told: tuple[str, int, str | None]) -> _Report:
    rows = [
        SimpleNamespace(type="ASSAULT", start=text.index(word), event=event, latest=latest)
        for word, event, latest in told
    ]
    return _Report(SimpleNamespace(text=text), tellings=rows)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "told", "at", "event"),
    [
        (FREED, (("taken", 1, None), ("set free", 2, None)), "saw", 2),
        (GREETING, (("fired", 1, "2024-03-11T23:59"), ("hit", 2, "2024-03-11T23:59")), "drove", 1),
        (PASSING, (("hit", 1, None),), "knows", 1),
        (PASSING, (("hit", 1, None),), "advises", None),
    ],
)
def test_words_are_about_the_news_of_the_lead_or_what_was_told_just_before(
    text: str, told: tuple[tuple[str, int, str | None], ...], at: str, event: int | None
) -> None:
    assert _near(_report(text, *told), text.index(at)) == event


def test_an_office_is_that_of_the_reports_of_the_event_whatever_else_is_asked_for() -> None:
    def said(document: str) -> Voice:
        return Voice(document, "Bay Post", None, "Ana Deluca", "person", '["Ana Deluca"]', actor=7, body="person")

    offices = {"D2": {7: ["mayor of Orsk"]}, "D9": {7: ["head of the mill"]}}
    assert [one.titles for one in _with_offices([said("D1"), said("D2")], offices)] == [("mayor of Orsk",)] * 2
    assert _with_offices([said("D1")], offices)[0].titles == ()
