"""Searches that people keep: each their own, under names of their own, and no part of what the ledger says."""

from pathlib import Path

import pytest

from onrecord.adding import add
from onrecord.errors import Unknown, UsageError
from onrecord.ledger.searches import forget, keep, kept, open_search, rename
from onrecord.opened import Ledger

REPORT = "Mayor Ana Deluca said on Sunday that 13 dockworkers were killed at the grain port of Odesa.\n"


def names(ledger: Ledger, reviewer: str) -> list[str]:
    with ledger.desk.reading() as connection:
        return [one.name for one in kept(connection, reviewer)]


def test_each_person_keeps_their_own(ledger: Ledger) -> None:
    port = keep(ledger.desk, "Ana", "the  port ", path="/events", query="where=Odesa")
    keep(ledger.desk, "Bo", "the port", path="/claims", query="")
    keep(ledger.desk, "Ana", "A toll", path="/figures", query="measure=killed")
    assert names(ledger, "Ana") == ["A toll", "the port"]
    assert (names(ledger, "Bo"), names(ledger, "Cy")) == (["the port"], [])
    for act in (lambda: forget(ledger.desk, "Bo", port), lambda: rename(ledger.desk, "Bo", port, "mine"),
                lambda: open_search(ledger.desk, "Bo", port)):  # fmt: skip
        with pytest.raises(Unknown):
            act()
    rename(ledger.desk, "Ana", port, "Порт 🔥")
    forget(ledger.desk, "Ana", port + 2)
    assert names(ledger, "Ana") == ["Порт 🔥"]


@pytest.mark.parametrize("name", ["", "  ", "x" * 81, "The Port"])
def test_a_name_is_there_and_free(ledger: Ledger, name: str) -> None:
    number = keep(ledger.desk, "Ana", "the port", path="/events", query="")
    with pytest.raises(UsageError):
        keep(ledger.desk, "Ana", name, path="/events", query="")
    if name.casefold() != "the port":
        with pytest.raises(UsageError):
            rename(ledger.desk, "Ana", number, name)
    rename(ledger.desk, "Ana", number, "the port")
    assert names(ledger, "Ana") == ["the port"]


def test_a_deleted_number_is_not_given_to_another(ledger: Ledger) -> None:
    first = keep(ledger.desk, "Ana", "one", path="/events", query="")
    forget(ledger.desk, "Ana", first)
    assert keep(ledger.desk, "Ana", "two", path="/events", query="") != first


def test_what_is_new_is_new_once_and_the_ledger_says_the_same_as_before(ledger: Ledger, tmp_path: Path) -> None:
    before = ledger.digest()
    number = keep(ledger.desk, "Ana", "all", path="/claims", query="")
    assert ledger.digest() == before
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    assert add(ledger, [tmp_path / "a.txt"]).added == 1
    said = ledger.digest()
    first, again = (open_search(ledger.desk, "Ana", number) for _ in range(2))
    assert (first.seen, again.seen) == (0, 1)
    assert again.opened is not None
    assert ledger.digest() == said
    assert list(ledger.verify()) == []


def test_what_reports_that_came_later_say_can_be_asked_for(ledger: Ledger, tmp_path: Path) -> None:
    for number, toll in enumerate((13, 15, 15), 1):
        (tmp_path / f"{number}.txt").write_text(REPORT.replace("13", str(toll)), encoding="utf-8")
        add(ledger, [tmp_path / f"{number}.txt"], publisher=f"Outlet {number}", published=f"2025-03-0{number}")
    assert [one.id for one in ledger.documents(after="D1")] == ["D2", "D3"]
    assert {one.document for one in ledger.claims(after=2)} == {"D3"}
    assert {one.document for one in ledger.search("dockworkers", after="D2")} == {"D3"}
    whole = {one.id: one for one in ledger.figures()}
    later = list(ledger.figures(after="D2"))
    assert later
    assert all(one == whole[one.id] for one in later)  # with every statement, not the new ones alone
    assert list(ledger.events(after="D3")) == []
    assert {"D3"} <= {name for one in ledger.events(after="D2") for name in one.documents}
    with pytest.raises(UsageError):
        list(ledger.claims(after="E2"))
