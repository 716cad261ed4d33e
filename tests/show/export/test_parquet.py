"""Parquet: DuckDB and pyarrow read the same answers that the ledger gives, lists as lists, with their descriptions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from onrecord.opened import Ledger
from onrecord.show.export.formats.parquet import PLAIN
from tests.show.export.reports import HOSTILE

duckdb = pytest.importorskip("duckdb", reason="duckdb reads Parquet")
parquet = pytest.importorskip("pyarrow.parquet", reason="pyarrow reads Parquet")


@pytest.fixture
def folder(told: Ledger, tmp_path: Path) -> Path:
    told.export("parquet", tmp_path / "out")
    return tmp_path / "out"


def query(words: str) -> list[Any]:
    found: list[Any] = duckdb.sql(words).fetchall()
    return found


@pytest.mark.parametrize("table", PLAIN)
def test_every_value_comes_back(table: str, told: Ledger, folder: Path) -> None:
    assert parquet.read_table(folder / f"{table}.parquet").to_pylist() == told.frame(table).to_pylist()


def test_texts_are_as_they_are_because_nothing_runs_in_it(folder: Path) -> None:
    assert query(f"select title from '{folder}/documents.parquet' order by id")[0] == (HOSTILE,)


def test_an_open_end_is_null_and_a_list_a_list(folder: Path) -> None:
    rows = query(f"select low, best, high from '{folder}/statements.parquet' where text = 'at least 13'")
    assert rows == [(13.0, 13.0, None)]
    assert query(f"select documents[1], len(documents) from '{folder}/events.parquet' where id = 'E1'") == [("D1", 2)]


def test_duckdb_joins_an_event_to_the_words_it_stands_on(folder: Path, told: Ledger) -> None:
    rows = query(
        f"select t.quote, d.publisher from '{folder}/events.parquet' e join '{folder}/tellings.parquet' t "
        f"on t.event = e.id join '{folder}/documents.parquet' d on d.id = t.document where e.id = 'E1' order by d.id"
    )
    assert [publisher for _, publisher in rows] == ["Coast Herald", "Border Gazette"]
    assert rows[0][0].startswith("😀 Mayor Ana Deluca said")


def test_every_column_says_what_it_is(folder: Path) -> None:
    for path in sorted(folder.glob("*.parquet")):
        schema = parquet.read_schema(path)
        assert schema.metadata[b"description"]
        assert all(field.metadata[b"description"] for field in schema)
