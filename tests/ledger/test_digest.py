"""One number for what a ledger says: the same for the same, another for another."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import delete, update

from onrecord.ledger.connect import Desk
from onrecord.ledger.digest import digest
from onrecord.ledger.schema import arrivals, claims, documents, figures, flags, readings
from onrecord.ledger.write import put
from onrecord.opened import open_ledger
from tests.ledger.reports import incoming


def said(desk: Desk) -> str:
    with desk.reading() as connection:
        return digest(connection)


def fill(where: str | Path) -> str:
    """The digest of a ledger of five reports: two undated, one of capitals, one in another language."""
    with open_ledger(where) as ledger:
        for number in (1, 2, 3):
            put(ledger.desk, incoming(number, publisher="ÉCHO du Port" if number == 2 else "echo"))
        put(ledger.desk, incoming(4, published=None, url="https://herald.example/Ä"))
        put(ledger.desk, incoming(5, read=False, published=None, title="Zero\0"))
        return said(ledger.desk)


def test_the_same_reports_make_the_same_digest_on_both_databases(
    database: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = fill(tmp_path / "a.ledger")
    monkeypatch.setattr("onrecord.ledger.write.now", lambda: "2031-01-01T00:00:00Z")
    assert fill(tmp_path / "b.ledger") == first
    assert fill(database()) == first


def test_what_comes_again_leaves_the_digest(desk: Desk) -> None:
    put(desk, incoming(1))
    before = said(desk)
    put(desk, incoming(1))
    assert said(desk) == before
    put(desk, incoming(2))
    assert said(desk) != before


@pytest.mark.parametrize(
    "change",
    [
        update(documents).values(title="Another"),
        update(claims).where(claims.c.id == 2).values(certainty="possible"),
        update(figures).values(high=20.0),
        update(readings).values(record=b"x"),
        delete(flags),
        delete(arrivals),
    ],
    ids=["fact", "claim", "figure", "record", "flag", "arrival"],
)
def test_a_change_anywhere_changes_the_digest(desk: Desk, change: object) -> None:
    put(desk, incoming(1))
    before = said(desk)
    with desk.writing() as connection:
        connection.execute(change)  # type: ignore[call-overload]
    assert said(desk) != before


@pytest.mark.parametrize("changed", ["added", "made"])
def test_moments_of_adding_are_no_part_of_it(desk: Desk, changed: str) -> None:
    put(desk, incoming(1, published=None))
    before = said(desk)
    table = documents if changed == "added" else readings
    values = {changed: "2031-01-01T00:00:00Z"} | ({"known_from": "2031-01-01T00:00:00Z"} if changed == "added" else {})
    with desk.writing() as connection:
        connection.execute(update(table).values(**values))
    assert said(desk) == before
