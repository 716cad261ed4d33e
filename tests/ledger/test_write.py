"""A report in the ledger: wholly, once, and where it belongs among its versions."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import func, select, update

from onrecord.core import Document
from onrecord.ledger.connect import Desk
from onrecord.ledger.schema import (
    arrivals,
    claims,
    documents,
    figures,
    flags,
    happenings,
    namings,
    placings,
    readings,
    sides,
    texts,
    ties,
)
from onrecord.ledger.write import put
from tests.ledger.reports import incoming, report_text

ROWS = {placings: 1, namings: 2, claims: 2, happenings: 1, sides: 2, figures: 1, ties: 1, flags: 1, readings: 1}


def counted(desk: Desk) -> dict[str, int]:
    """Rows by table."""
    with desk.reading() as connection:
        return {
            table.name: connection.scalar(select(func.count()).select_from(table)) or 0
            for table in (*ROWS, documents, texts, arrivals)
        }


def test_every_entry_of_a_reading_is_a_row(desk: Desk) -> None:
    assert put(desk, incoming(1)) == ("added", 1)
    assert counted(desk) == {table.name: rows for table, rows in ROWS.items()} | {
        "documents": 1, "texts": 1, "arrivals": 1}  # fmt: skip


def test_rows_point_to_each_other_by_number(desk: Desk) -> None:
    put(desk, incoming(1))
    put(desk, incoming(2))
    with desk.reading() as connection:
        figure = connection.execute(select(figures).where(figures.c.document == 2)).one()
        claim = connection.execute(select(claims).where(claims.c.id == figure.claim)).one()
        happening = connection.execute(select(happenings).where(happenings.c.id == figure.happening)).one()
        assert (figure.local, figure.low, figure.high, figure.place) == ("fig1", 14.0, None, 2)
        assert (claim.document, claim.local, happening.document, happening.local) == (2, "att1", 2, "eve1")
        assert claim.text == report_text(2)[claim.start : claim.end]


def test_two_reports_name_the_same_actor(desk: Desk) -> None:
    put(desk, incoming(1))
    put(desk, incoming(2))
    with desk.reading() as connection:
        named = connection.execute(select(namings.c.document, namings.c.actor).where(namings.c.name == "Ana Deluca"))
        assert named.all() == [(1, 1), (2, 1)]


def test_what_comes_again_changes_nothing(desk: Desk) -> None:
    put(desk, incoming(1))
    before = counted(desk)
    assert put(desk, incoming(1)) == ("known", 1)
    assert counted(desk) == before


def test_the_same_report_from_another_file_is_an_arrival_and_no_more(desk: Desk) -> None:
    put(desk, incoming(1))
    again = incoming(1, extra={"found": "elsewhere"})
    assert put(desk, again) == ("known", 1)
    assert counted(desk)["documents"] == 1
    assert counted(desk)["arrivals"] == 2


def test_a_new_version_stands_in_the_place_of_the_old_one(desk: Desk) -> None:
    put(desk, incoming(1, url="https://herald.example/orsk"))
    assert put(desk, incoming(2, url="https://www.herald.example/orsk#top")) == ("version", 2)
    with desk.reading() as connection:
        chain = connection.execute(
            select(documents.c.id, documents.c.supersedes, documents.c.superseded_by).order_by(documents.c.id)
        )
        assert chain.all() == [(1, None, 2), (2, 1, None)]


def test_two_outlets_with_the_same_words_are_two_reports_with_one_text(desk: Desk) -> None:
    put(desk, incoming(1))
    assert put(desk, incoming(1, publisher="Harbour Post")) == ("added", 2)
    assert (counted(desk)["documents"], counted(desk)["texts"]) == (2, 1)


@pytest.mark.parametrize("said", [{"corrects": "r1"}, {"retracts": "r1"}])
def test_a_report_says_which_one_it_takes_back(desk: Desk, said: dict[str, str]) -> None:
    put(desk, incoming(1, external_id="r1"))
    put(desk, incoming(2, external_id="r2", extra={"ingest": said}))
    with desk.reading() as connection:
        rows = connection.execute(select(documents).order_by(documents.c.id)).all()
    assert rows[1].corrects == (1 if "corrects" in said else None)
    assert rows[1].retracts == (1 if "retracts" in said else None)
    assert rows[0].retracted_by == (2 if "retracts" in said else None)


def test_a_report_in_another_language_is_kept_without_a_reading(desk: Desk) -> None:
    assert put(desk, incoming(1, read=False)) == ("added", 1)
    assert counted(desk)["readings"] == 0
    assert counted(desk)["documents"] == 1


def test_an_error_leaves_the_ledger_as_it_was(desk: Desk) -> None:
    put(desk, incoming(1))
    before = counted(desk)
    bad = incoming(2)
    assert bad.rows is not None
    bad.rows.flags[0]["severity"] = None  # the database refuses the last of its rows
    with pytest.raises(Exception, match="refuses"):
        put(desk, bad)
    assert counted(desk) == before


@pytest.mark.parametrize(
    ("title", "kept"),
    [
        ("Rockets\0 on Orsk", "Rockets\0 on Orsk"),  # PostgreSQL holds no NUL in a text
        ("Rockets \ue000\0\ue0000 on Orsk", "Rockets \ue000\0\ue0000 on Orsk"),
        ("Rockets \U0001f680", "Rockets \U0001f680"),
        ("Rockets \ud800 on Orsk", "Rockets \ufffd\ufffd\ufffd on Orsk"),  # half a character is none
    ],
)
def test_whatever_a_title_holds_is_stored(desk: Desk, title: str, kept: str) -> None:
    put(desk, incoming(1, title=title))
    with desk.reading() as connection:
        assert connection.scalar(select(documents.c.title)) == kept


@pytest.mark.parametrize("mark", ["\0", "\ue000", "\ue0000", "\U0010ffff"])
def test_whatever_a_text_holds_is_stored(desk: Desk, mark: str) -> None:
    document = Document.of(f"The mayor {mark} said {mark}{mark} nine.")
    bare = replace(incoming(1, read=False), document=document)
    put(desk, bare)
    with desk.reading() as connection:
        assert connection.scalar(select(texts.c.text)) == document.text


def test_two_numbers_never_meet(desk: Desk) -> None:
    for number in range(1, 6):
        put(desk, incoming(number))
    with desk.reading() as connection:
        ids = list(connection.scalars(select(claims.c.id).order_by(claims.c.id)))
    assert ids == list(range(1, 11))
    with desk.writing() as connection:
        connection.execute(update(documents).where(documents.c.id == 3).values(status="withdrawn"))
    assert put(desk, incoming(6)) == ("added", 6)
