"""One item with all that belongs to it: its words where they stand, and what people ruled on it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from sqlalchemy import select

from onrecord.errors import Damaged, Unknown, UsageError
from onrecord.ledger.connect import Desk
from onrecord.ledger.judgements import judge
from onrecord.ledger.quarantine import refuse
from onrecord.ledger.schema import documents, texts
from onrecord.ledger.write import put
from onrecord.weigh.ask.show import show
from tests.ledger.reports import incoming


@pytest.fixture
def news(desk: Desk) -> Desk:
    """D1 of March 2 and D2, which replaces it on March 7; a judgement on a figure; a refused input."""
    put(desk, incoming(1, url="https://example.org/a", published="2025-03-02"))
    put(desk, incoming(2, url="https://example.org/a", published="2025-03-07"))
    judge(desk, on="D2/fig1", act="correct", change={"low": 12, "best": 12}, author="R. Coder", reason="twelve by then")
    refuse(desk, locator="a.bin", error=Damaged("a.bin: cut short"), data=None)
    return desk


def shown(desk: Desk, written: str, **more: Any) -> dict[str, Any]:
    with desk.reading() as connection:
        told: dict[str, Any] = json.loads(json.dumps(show(connection, written, **more).to_dict()))
    return told


@pytest.mark.parametrize(
    ("written", "kind", "quotes"),
    [
        ("D1", "document", []),
        ("C1", "claim", ["that at least 13 dockworkers were killed when rockets hit the port of Orsk 😀"]),
        ("D1/att2", "claim", ["that it had fired"]),
        ("E1", "event", ["hit"]),
        ("D1/eve1", "happening", ["hit"]),
        ("G1", "figures", ["at least 13"]),
        ("D1/fig1", "figure", ["at least 13"]),
        ("A1", "actor", ["Ana Deluca", "Ms. Deluca", "Ana Deluca", "Ms. Deluca"]),
        ("D1/act1", "naming", ["Ana Deluca", "Ms. Deluca"]),
        ("D1/pla1", "placing", ["Orsk"]),
        ("D1/rel1", "tie", ["commands"]),
        ("F1", "flag", ["at least 13"]),
        ("J1", "judgement", ["at least 14"]),
        ("Q1", "refusal", []),
    ],
)
def test_every_id_is_shown_with_its_words(written: str, kind: str, quotes: list[str], news: Desk) -> None:
    item = shown(news, written)
    assert (item["id"], item["kind"]) == (written, kind)
    assert [quote["text"] for quote in item["evidence"]] == quotes


def test_a_quote_stands_in_its_report_with_what_is_around_it(news: Desk) -> None:
    (quote,) = shown(news, "D2/fig1")["evidence"]
    with news.reading() as connection:
        query = select(texts.c.text).join(documents, documents.c.text_id == texts.c.id).where(documents.c.id == 2)
        text = str(connection.scalar(query))
    start, end = quote["span"]
    assert text[start:end] == quote["text"]
    assert text[start - len(quote["before"]) : end + len(quote["after"])] == (
        quote["before"] + quote["text"] + quote["after"])  # fmt: skip
    assert "\n" not in quote["before"] + quote["after"]


def test_judgements_stand_with_what_they_are_on(news: Desk) -> None:
    item = shown(news, "D2/fig1")
    assert [(made["id"], made["author"], made["reason"]) for made in item["judgements"]] == [
        ("J1", "R. Coder", "twelve by then")]  # fmt: skip
    assert (item["answer"]["low"], item["answer"]["judgement"]) == (12, "corrected")


def test_a_report_is_shown_with_its_whole_reading_and_its_versions(news: Desk) -> None:
    item = shown(news, "D1")
    assert item["reading"]["document"]["text"].startswith("Mayor Ana Deluca said")
    assert item["reading"]["figures"][0]["low"] == 13
    assert item["answer"]["superseded_by"] == "D2"
    assert shown(news, "D1", as_of="2025-03-05")["answer"]["superseded_by"] is None
    assert {"claims", "events", "figures", "flags"} <= item["related"].keys()


@pytest.mark.parametrize(
    ("written", "error"),
    [("X9", UsageError), ("D0", UsageError), ("C1/fig1", UsageError), ("", UsageError), ("D1/fig", UsageError),
     ("D99", Unknown), ("C99", Unknown), ("E99", Unknown), ("G99", Unknown), ("A99", Unknown), ("F99", Unknown),
     ("J99", Unknown), ("Q99", Unknown), ("D1/fig9", Unknown)],
)  # fmt: skip
def test_what_is_not_there_is_told_in_one_line(written: str, error: type[Exception], news: Desk) -> None:
    with pytest.raises(error) as told:
        shown(news, written)
    assert "\n" not in str(told.value)
