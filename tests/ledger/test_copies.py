"""What is asked of the ledger to find copies: who shares a sketch with whom, and who belongs to one family."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection

from onrecord.ledger import copies
from onrecord.ledger.connect import Desk
from onrecord.ledger.inserting import insert_rows
from onrecord.ledger.schema import documents, texts
from onrecord.weigh.copies import place, sketch

FORMULA = tuple(range(1, 9))


@pytest.fixture
def writing(desk: Desk) -> Iterator[Connection]:
    with desk.writing() as connection:
        yield connection


def keep(connection: Connection, number: int, *, text: str = "", published: str | None = None, same: int = 0) -> None:
    """Document ``number``; a version of document ``same`` where one is named."""
    when = published or "2026-02-01"
    insert_rows(connection, texts, [{"id": f"sha256:{number}", "text": text or f"Report {number}."}])
    insert_rows(connection, documents, [{
        "id": number, "identity": f"report {same or number}", "version": f"{number}", "text_id": f"sha256:{number}",
        "published": when, "published_from": f"{when}T00:00:00Z", "known_from": f"{when}T23:59:59Z",
        "language": "en", "status": "read", "kind": "text", "blob": f"{number}", "bytes": 1, "locator": f"{number}.txt",
        "added": "2026-02-02T00:00:00Z", "words": 2, "extra": "{}",
    }])  # fmt: skip


def found(connection: Connection, number: int, numbers: tuple[int, ...]) -> list[int]:
    return copies.candidates(connection, copies.report(connection, number), numbers)


def test_the_most_alike_come_first_and_one_shared_number_is_chance(writing: Connection) -> None:
    for number, numbers in ((1, (1, 2, 90)), (2, (1, 2, 3)), (3, (1, 80, 81))):
        keep(writing, number)
        copies.keep_sketch(writing, number, numbers)
    keep(writing, 4)
    assert found(writing, 4, (1, 2, 3, 4)) == [2, 1]


def test_versions_of_one_report_are_no_candidates_of_each_other(writing: Connection) -> None:
    keep(writing, 1)
    copies.keep_sketch(writing, 1, FORMULA)
    keep(writing, 2, same=1)
    assert found(writing, 2, FORMULA) == []


@pytest.mark.parametrize("numbers", [(), (7,), (7, 8), tuple(range(100, 132))])
def test_a_sketch_of_any_length_can_be_asked_for(writing: Connection, numbers: tuple[int, ...]) -> None:
    keep(writing, 1)
    copies.keep_sketch(writing, 1, numbers)
    keep(writing, 2)
    assert found(writing, 2, numbers) == ([1] if numbers else [])


def test_a_copy_is_found_behind_more_reports_with_the_same_formula_than_are_looked_at(writing: Connection) -> None:
    original = (*FORMULA[:3], *range(100, 129))
    keep(writing, 1)
    copies.keep_sketch(writing, 1, original)
    for number in range(2, copies.RECENT + 10):
        keep(writing, number)
        copies.keep_sketch(writing, number, FORMULA[:3])
    keep(writing, 999)
    assert found(writing, 999, original)[0] == 1


def test_a_family_is_its_original_and_all_copies_of_it_in_the_order_of_publication(writing: Connection) -> None:
    for number, published in ((1, "2026-02-03"), (2, "2026-02-04"), (3, "2026-02-01"), (4, "2026-02-02")):
        keep(writing, number, published=published)
    copies.set_copy(writing, 2, of=1, kind="cut", changed=[])
    copies.set_copy(writing, 4, of=1, kind="cut", changed=[])
    assert [member.id for member in copies.family(writing, 3, [2])] == [3, 4, 1, 2]


STORY = "\n".join(
    f"The {one} crossing was shelled by {two} before dawn and at least {count} drivers were taken to hospital in Tarn."
    for count, (one, two) in enumerate((("northern", "rebels"), ("eastern", "gunners"), ("upper", "raiders")), 4)
)


def test_an_earlier_report_that_comes_late_becomes_the_original_of_the_whole_family(writing: Connection) -> None:
    for number, published in ((1, "2026-02-03"), (2, "2026-02-04"), (3, "2026-02-01")):
        keep(writing, number, text=STORY, published=published)
        place(writing, number, sketch=sketch(STORY), byline=None, publisher=None)
    members = copies.family(writing, 3, [1])
    assert [(member.id, member.copy_base) for member in members] == [(3, None), (1, 3), (2, 3)]
