"""Answers as Arrow tables, read back by pyarrow, and by pandas, polars and DuckDB where they are installed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from onrecord.errors import UsageError
from onrecord.ledger.write import put
from onrecord.opened import Ledger
from onrecord.weigh.frame import TABLES
from tests.ledger.reports import incoming

arrow = pytest.importorskip("pyarrow", reason="pyarrow is an extra")


@pytest.fixture
def news(ledger: Ledger) -> Ledger:
    """Two reports by two outlets."""
    put(ledger.desk, incoming(1, published="2025-03-02T10:00Z"))
    put(ledger.desk, incoming(2, external_id="r2", publisher="Border Gazette", published="2025-03-05"))
    return ledger


# These reports promise nothing, so that nothing is due.
ROWS = {"documents": 2, "claims": 4, "events": 2, "figures": 2, "statements": 2, "actors": 2, "sources": 2, "flags": 2,
        "candidates": 0, "links": 2, "carriers": 0, "speakers": 2, "due": 0}  # fmt: skip


@pytest.mark.parametrize("what", sorted(TABLES))
def test_every_table_has_its_rows(what: str, news: Ledger) -> None:
    table = news.frame(what)
    assert isinstance(table, arrow.Table)
    assert table.num_rows == ROWS[what]
    table.validate(full=True)


def test_columns_have_types(news: Ledger) -> None:
    claims = news.frame("claims")
    assert claims.schema.field("span_start").type == arrow.int32()
    assert claims.schema.field("chain").type == arrow.list_(arrow.string())
    assert claims.schema.field("published_at").type == arrow.timestamp("us", tz="UTC")
    statements = news.frame("statements", publisher="Border Gazette").to_pylist()
    assert [(row["text"], row["low"], row["high"], row["measure"]) for row in statements] == [
        ("at least 14", 14.0, None, "killed")]  # fmt: skip


def test_values_are_those_of_the_answers(news: Ledger) -> None:
    rows = news.frame("claims").to_pylist()
    for row, claim in zip(rows, news.claims(), strict=True):
        assert (row["id"], row["text"], row["span_start"]) == (claim.id, claim.text, claim.span.start)
        assert tuple(row["figures"]) == claim.figures
    assert [row["published_at"] for row in news.frame("documents").to_pylist()] == [
        datetime(2025, 3, 2, 10, tzinfo=UTC), datetime(2025, 3, 5, tzinfo=UTC)]  # fmt: skip


def test_an_empty_answer_keeps_its_columns(news: Ledger) -> None:
    table = news.frame("claims", about="zeppelin")
    assert table.num_rows == 0
    assert table.schema == news.frame("claims").schema


def test_a_table_that_is_not_there_is_named(news: Ledger) -> None:
    with pytest.raises(UsageError, match="choose one of documents, claims"):
        news.frame("quotes")


def test_an_open_ledger_answers_as_its_commands_do(news: Ledger) -> None:
    assert [one.id for one in news.documents()] == ["D1", "D2"]
    assert [one.id for one in news.events(type="ASSAULT")] == ["E1", "E2"]
    assert [one.resolved.rule for one in news.figures(rule="ucdp", measure="killed")] == ["ucdp", "ucdp"]
    assert [one.name for one in news.sources()] == ["Border Gazette", "Coast Herald"]
    assert [one.id for one in news.actors(actor="Deluca")] == ["A1"]
    assert [one.kind for one in news.flags()] == ["open_end", "open_end"]
    assert {one.id for one in news.search("dockworkers")} == {"C1", "C3"}
    assert news.show("D1/fig1").evidence[0].text == "at least 13"


@pytest.mark.parametrize("library", ["pandas", "polars", "duckdb"])
def test_it_opens_elsewhere(library: str, news: Ledger) -> None:
    module = pytest.importorskip(library, reason=f"{library} is not needed here")
    table = news.frame("claims")
    rows = {"pandas": lambda: len(table.to_pandas()), "polars": lambda: len(module.from_arrow(table)),
            "duckdb": lambda: len(module.from_arrow(table).fetchall())}[library]()  # fmt: skip
    assert rows == 4
