"""Whatever a person edits in a table comes back as a judgement, or is refused with the reason."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.errors import UsageError
from onrecord.opened import Ledger
from tests.show.export.reports import fill

Rows = list[dict[str, str]]


@pytest.fixture
def told(ledger: Ledger) -> Ledger:
    fill(ledger.desk)
    return ledger


@pytest.fixture
def desk(told: Ledger, tmp_path: Path) -> Path:
    told.export("csv", tmp_path / "desk", include_rejected=True)
    return tmp_path / "desk"


def rows(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def save(path: Path, table: Rows, *, encoding: str = "utf-8-sig", delimiter: str = ";", quoting: int = 0) -> None:
    """Write a table as a spreadsheet does."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(table[0]), delimiter=delimiter, quoting=quoting, lineterminator="\r\n")  # type: ignore[arg-type]
    writer.writeheader()
    writer.writerows(table)
    path.write_bytes(stream.getvalue().encode(encoding))


def the(desk: Path, table: str, key: str) -> dict[str, str]:
    """The row of an item."""
    (row,) = [one for one in rows(desk / f"{table}.csv") if key in (one.get("address"), one.get("id"))]
    return row


def edit(desk: Path, table: str, key: str, **cells: str) -> None:
    found = rows(path := desk / f"{table}.csv")
    (row,) = [one for one in found if key in (one.get("address"), one.get("id"))]
    for one in found:
        one.update(dict.fromkeys(cells.keys() - one.keys(), ""))
    row.update(cells)
    save(path, found)


MANNERS: dict[str, Callable[[str, str], str]] = {
    "numbers with a decimal comma": lambda name, cell: cell.replace(".", ",") if name == "confidence" else cell,
    "days as in Berlin": lambda name, cell: (
        ".".join(reversed(cell.split("-"))) if name in {"published", "edtf"} else cell
    ),
    "days as in Boston": lambda name, cell: (
        "{1}/{2}/{0}".format(*cell.split("-")) if cell.count("-") == 2 and name in {"published", "edtf"} else cell
    ),
    "truths in capitals": lambda _, cell: {"yes": "TRUE", "no": "FALSE"}.get(cell, cell),
    "whole numbers with .0": lambda name, cell: f"{cell}.0" if name in {"low", "best", "high"} and cell else cell,
    "spaces in front": lambda _, cell: f" {cell}",
}


@pytest.mark.parametrize("manner", MANNERS)
def test_what_a_spreadsheet_rewrites_is_no_edit(manner: str, told: Ledger, desk: Path) -> None:
    for path in desk.glob("*.csv"):
        table = [{name: MANNERS[manner](name, cell) for name, cell in row.items()} for row in rows(path)]
        if table:
            save(path, table)
    assert told.revise(desk) == []


@pytest.mark.parametrize(
    ("encoding", "delimiter"), [("utf-8", ","), ("utf-8-sig", ";"), ("utf-16", "\t"), ("utf-8-sig", "\t")]
)
def test_every_way_of_saving_is_read(encoding: str, delimiter: str, told: Ledger, desk: Path) -> None:
    table = rows(desk / "statements.csv")
    table[0]["low"] = "12"
    save(desk / "statements.csv", table, encoding=encoding, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    assert [one.change for one in told.revise(desk)] == [{"low": 12}]


def test_what_is_not_unicode_is_refused_with_what_to_do(told: Ledger, desk: Path) -> None:
    (desk / "claims.csv").write_bytes("id;text\r\nC1;Müller\r\n".encode("cp1252"))
    with pytest.raises(UsageError, match="save it as “CSV UTF-8”"):
        told.revise(desk)


TABLE_EDITS = [
    ("claims", "C1", {"speaker_name": "Northern Front"}, {"speaker": "Northern Front"}),
    ("claims", "C1", {"speaker": "A2"}, {"speaker": "A2"}),
    ("claims", "C1", {"source": "2-18"}, {"source": "2-18"}),
    ("claims", "C1", {"span_start": "44"}, {"span": "44-121"}),
    ("statements", "D1/fig1", {"text": "13"}, {"span": "48-50"}),
    ("statements", "D1/fig1", {"place": "Orsk", "edtf": "2025-02-27"}, {"edtf": "2025-02-27"}),
    ("statements", "D1/fig1", {"measure": "injured"}, {"measure": "injured"}),
    ("statements", "D1/fig1", {"approximate": "TRUE"}, {"approximate": True}),
    ("tellings", "D1/eve1", {"edtf": "2025-02-27"}, {"edtf": "2025-02-27"}),
    ("tellings", "D1/eve1", {"edtf": "27.2.2025"}, {"edtf": "2025-02-27"}),
    ("tellings", "D1/eve1", {"place": "the port of Orsk"}, {"place": "the port of Orsk"}),
    ("tellings", "D1/eve1", {"place": ""}, {"place": None}),
    ("actors", "A2", {"country": "LV", "kind": "military"}, {"country": "LV", "kind": "military"}),
]


@pytest.mark.parametrize(("table", "key", "cells", "change"), TABLE_EDITS)
def test_an_edited_cell_is_a_correction_that_the_ledger_shows_and_undo_takes_back(
    table: str, key: str, cells: dict[str, str], change: dict[str, object], told: Ledger, desk: Path, tmp_path: Path
) -> None:
    before, original = told.digest(), the(desk, table, key)
    edit(desk, table, key, **cells)
    (shown,) = told.revise(desk)
    assert (shown.item, shown.act, shown.fate, shown.change) == (key, "correct", "new", change)
    assert told.digest() == before
    (made,) = told.revise(desk, apply=True, author="M. Okoye")
    assert (made.fate, [one.id for one in told.judgements(on=key)]) == ("applied", [made.because])
    told.export("csv", tmp_path / "again", include_rejected=True)
    for name, cell in cells.items():
        assert the(tmp_path / "again", table, key)[name] == {"TRUE": "yes", "27.2.2025": "2025-02-27"}.get(cell, cell)
    told.undo(made.because, author="M. Okoye")
    told.export("csv", tmp_path / "undone", include_rejected=True)
    assert the(tmp_path / "undone", table, key) == original


@pytest.mark.parametrize(
    ("table", "key", "cells", "says"),
    [
        ("claims", "C1", {"publisher": "Another"}, "publisher: a report's own facts never change"),
        ("claims", "C1", {"confidence": "0.1"}, "confidence: it is the reader's own"),
        ("claims", "C1", {"chain": "AFP"}, "chain: who quotes whom cannot be corrected by itself"),
        ("statements", "D1/fig1", {"certainty": "possible"}, "certainty: correct the claim in which it stands"),
        ("statements", "D1/fig1", {"low": "1,250"}, "“1,250” can be 1.25 or 1250; write it without a comma"),
        ("tellings", "D1/eve1", {"quote": "Nothing"}, "quote: it follows span_start and span_end"),
        ("tellings", "D1/eve1", {"actors": "A3"}, "actors: it cannot be corrected; reject the telling"),
        ("tellings", "D1/eve1", {"edtf": "03/04/2025"}, "can be 2025-04-03 or 2025-03-04; write the day like that"),
        ("tellings", "D1/eve1", {"event": "E99"}, "event: 'E99' is no event of the ledger"),
        ("tellings", "D3/eve1", {"event": "new"}, "E2 has no other telling"),
        ("events", "E1", {"title": "A strike"}, "title: it is put together from all reports; correct what a"),
        ("events", "E1", {"date_start": "2025-01-01"}, "date_start: it is put together from all reports"),
        ("figures", "G1", {"resolved.best": "11"}, "resolved.best: it is put together from all reports; correct"),
        ("documents", "D1", {"title": "Rockets"}, "title: a report's own facts never change"),
        ("claims", "C1", {"text": "words that nobody said"}, "“words that nobody said” is not in this report"),
        ("claims", "C1", {"span_start": "x"}, "span_start and span_end are characters counted from 0"),
        ("claims", "C1", {"my notes": "hm"}, "the column 'my notes' is not one of the export"),
        ("figures", "G1", {"judgement": "rejected"}, "the column"),
    ],
)  # fmt: skip
def test_what_cannot_be_edited_is_refused_with_the_reason(
    table: str, key: str, cells: dict[str, str], says: str, told: Ledger, desk: Path
) -> None:
    if (table, "judgement") == (table, *cells):
        says = "judgement"
    edit(desk, table, key, **cells)
    found = told.revise(desk, apply=True, author="M. Okoye")
    assert any(says in one.because for one in found), found
    assert not told.judgements()


@pytest.mark.parametrize(
    ("table", "key", "cells", "says"),
    [
        ("claims", "C1", {"speaker_name": "Ivo Tarn"}, "'Ivo Tarn' is not in this report"),
        ("tellings", "D1/eve1", {"place": "Batken"}, "'Batken' is not in this report"),
        ("tellings", "D1/eve1", {"edtf": "Friday"}, "is not EDTF"),
        ("documents", "D2", {"copy_of": "D77"}, "D77: no such document"),
    ],
)
def test_what_the_ledger_does_not_take_is_refused_before_it_is_tried(
    table: str, key: str, cells: dict[str, str], says: str, told: Ledger, desk: Path
) -> None:
    edit(desk, table, key, **cells)
    (shown,) = told.revise(desk)
    assert shown.fate == "refused"
    assert says in shown.because
    (tried,) = told.revise(desk, apply=True, author="M. Okoye")
    assert (tried.fate, tried.because) == ("refused", shown.because)


def test_a_comment_in_its_column_is_kept_and_is_the_reason_of_an_edit_beside_it(told: Ledger, desk: Path) -> None:
    edit(desk, "claims", "C1", comment="ask the mayor")
    edit(desk, "statements", "D1/fig1", comment="heard the tape", low="12")
    assert {one.fate for one in told.revise(desk, apply=True, author="M. Okoye")} == {"applied"}
    assert {(one.on, one.act, one.reason) for one in told.judgements()} == {
        ("C1", "comment", "ask the mayor"),
        ("D1/fig1", "correct", "heard the tape"),
    }
    again = told.revise(desk)
    assert not [one for one in again if one.act == "comment"]  # it is there already


def test_a_copy_is_marked_and_unmarked(told: Ledger, desk: Path) -> None:
    edit(desk, "documents", "D2", copy_of="D1", copy_kind="rewritten")
    (made,) = told.revise(desk, apply=True, author="M. Okoye")
    assert (made.act, made.change) == ("copy", {"of": "D1", "kind": "rewritten"})
    copies = {report.id: report.copy_of for report in told.documents()}
    assert copies["D2"] == "D1"


def test_a_telling_put_with_another_event_merges_and_a_new_one_splits(told: Ledger, desk: Path, tmp_path: Path) -> None:
    assert [event.addresses for event in told.events()] == [("D1/eve1", "D2/eve1"), ("D3/eve1",)]
    edit(desk, "tellings", "D2/eve1", event="new")
    (split,) = told.revise(desk, apply=True, author="M. Okoye")
    assert (split.item, split.act, split.change) == ("E1", "split", {"members": ["D2/eve1"]})
    assert sorted(event.addresses for event in told.events()) == [("D1/eve1",), ("D2/eve1",), ("D3/eve1",)]
    told.export("csv", tmp_path / "apart", include_rejected=True)
    edit(tmp_path / "apart", "tellings", "D2/eve1", event="E1")
    (merge,) = told.revise(tmp_path / "apart", apply=True, author="M. Okoye")
    assert (merge.act, merge.change) == ("merge", {"into": "E1"})
    assert [event.addresses for event in told.events()] == [("D1/eve1", "D2/eve1"), ("D3/eve1",)]
    told.export("csv", tmp_path / "moved", include_rejected=True)
    edit(tmp_path / "moved", "tellings", "D2/eve1", event="E2")
    (moved,) = told.revise(tmp_path / "moved", apply=True, author="M. Okoye")
    assert moved.fate == "applied"
    assert sorted(event.addresses for event in told.events()) == [("D1/eve1",), ("D2/eve1", "D3/eve1")]
    for judgement in reversed(told.judgements()):
        told.undo(judgement.id, author="M. Okoye")
    assert [event.addresses for event in told.events()] == [("D1/eve1", "D2/eve1"), ("D3/eve1",)]


def test_rows_that_were_taken_out_are_told_and_rejected_only_on_demand(told: Ledger, desk: Path) -> None:
    table = rows(desk / "claims.csv")
    save(desk / "claims.csv", [row for row in table if row["id"] not in {"C2", "C4"}])
    (line,) = told.revise(desk, apply=True, author="M. Okoye")
    assert (line.fate, line.because) == (
        "skipped", "2 rows were taken out (C2, C4); nothing is made of that: --reject-missing rejects them",
    )  # fmt: skip
    made = told.revise(desk, apply=True, author="M. Okoye", reject_missing=True)
    assert [(one.item, one.act, one.fate, one.line) for one in made] == [
        ("C2", "reject", "applied", 0), ("C4", "reject", "applied", 0),
    ]  # fmt: skip
    assert {claim.id for claim in told.claims()} & {"C2", "C4"} == set()


def test_a_filtered_export_misses_only_what_was_taken_out_of_it(told: Ledger, tmp_path: Path) -> None:
    told.export("csv", tmp_path / "some", publisher="Coast Herald")
    kept = [row for row in rows(tmp_path / "some" / "claims.csv") if row["id"] != "C1"]
    save(tmp_path / "some" / "claims.csv", kept)
    (line,) = told.revise(tmp_path / "some")
    assert line.because.startswith("1 row was taken out (C1)")


def test_one_table_is_enough_whatever_it_is_called(told: Ledger, desk: Path) -> None:
    edit(desk, "statements", "D1/fig1", low="12")
    (desk / "statements.csv").rename(desk / "second reading.csv")
    (one,) = told.revise(desk / "second reading.csv")
    assert (one.file, one.change) == ("second reading.csv", {"low": 12})


def test_two_rows_of_one_item_and_a_row_without_a_number_are_told(told: Ledger, desk: Path) -> None:
    table = rows(desk / "statements.csv")
    save(desk / "statements.csv", [*table, {**table[0], "low": "1"}, {**table[0], "address": ""}])
    assert [one.because for one in told.revise(desk)] == [
        "line 2 is of the same item, and says something else; that one counts",
        "address is blank, so that nobody can tell what the row is about",
    ]


def test_columns_that_grow_with_the_ledger_are_no_edit(told: Ledger, desk: Path) -> None:
    told.judge("D2", "copy", change={"of": "D1"}, author="T. Vesk")
    for path in desk.glob("*.csv"):
        if table := rows(path):
            save(path, table)  # saved, not edited
    found = told.revise(desk)
    assert {one.act for one in found} == {None}
    assert all("came in since the export" in one.because or "no such item" in one.because for one in found), found


def test_a_redacted_export_changes_nothing_where_something_is_hidden(told: Ledger, tmp_path: Path) -> None:
    told.export("csv", tmp_path / "hidden", redact=True)
    edit(tmp_path / "hidden", "statements", "D1/fig1", low="12")
    save(tmp_path / "hidden" / "claims.csv", rows(tmp_path / "hidden" / "claims.csv"))
    assert [one.change for one in told.revise(tmp_path / "hidden")] == [{"low": 12}]


def test_an_export_of_a_past_moment_is_refused(told: Ledger, tmp_path: Path) -> None:
    told.export("csv", tmp_path / "then", as_of="2025-03-02")
    with pytest.raises(UsageError, match="past moment"):
        told.revise(tmp_path / "then")
