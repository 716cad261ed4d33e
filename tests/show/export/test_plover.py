"""PLOVER: the fields of its manual, positions that hold in the text, sizes with both of their ends."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.core.plover import MODES, QUAD, TYPES
from onrecord.opened import Ledger
from onrecord.show.export.formats.plover import REALIS, SCORES

duckdb = pytest.importorskip("duckdb", reason="duckdb reads JSON Lines")
FIELDS = {
    "id", "has_event", "date", "time", "enddate", "endtime", "actor", "recipient", "event", "event_loc", "event_text",
    "quad_code", "event_scale", "mode", "context", "link", "text", "text_info", "cite_info", "coder", "coded_date",
    "coded_time", "comment", "size",
}  # fmt: skip
ENTITY = {"code", "sector", "entity_text", "identifier_id", "identifier_text", "religion", "ethnicity", "office",
          "gender", "age"}  # fmt: skip
PLACE = {"extracted_place", "resolved_place", "geonameid", "lat", "lon", "city", "district", "province", "country",
         "country_code", "feature_class", "feature_code", "resolution"}  # fmt: skip
CITE = {"corpus", "citation", "url", "title", "language", "publication", "license", "copyright", "coder", "codebook",
        "version"}  # fmt: skip


@pytest.fixture
def out(told: Ledger, tmp_path: Path) -> Path:
    told.export("plover", tmp_path / "events.jsonl")
    return tmp_path / "events.jsonl"


@pytest.fixture
def lines(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def test_it_has_the_fields_of_the_manual_and_ours_apart(lines: list[dict[str, Any]]) -> None:
    for line in lines:
        assert set(line) - FIELDS == {"onrecord"}
        assert {"id", "date", "actor", "recipient", "event"} <= set(line)
        assert all(set(one) <= ENTITY for one in [*line["actor"], *line["recipient"]])
        assert set(line["event_loc"]) <= PLACE
        assert set(line["cite_info"]) <= CITE
        assert set(line["text_info"]) == {"start", "end", "text_story"}
        assert set(line["size"]) <= {"dead", "injured", "arrested"}
        (type_,) = line["event"]
        assert line["quad_code"] == QUAD[type_]
        assert set(line["mode"]) <= {*MODES[type_], *REALIS.values()}


def test_duckdb_reads_it(out: Path) -> None:
    rows = duckdb.sql(
        f"select date, quad_code, event[1], size.dead from read_json_auto('{out}') order by id"
    ).fetchall()
    assert [str(row[0]) for row in rows] == ["2025-02-28", "2025-02-28", ""]
    assert [row[2] for row in rows] == ["ASSAULT", "ASSAULT", "PROTEST"]
    assert [row[3] for row in rows] == [13, 9, None]


def test_an_event_is_tied_to_its_characters(lines: list[dict[str, Any]], told: Ledger) -> None:
    texts = {report.text_id: told.show(report.id).reading["document"]["text"] for report in told.documents()}
    for line in lines:
        text, at = texts[line["text_info"]["text_story"]], line["text_info"]
        assert [text[at["start"] : at["end"]]] == line["event_text"]
        start, end = line["onrecord"]["sentence"]
        assert text[start:end] == line["text"]
        assert all(text[one["start"] : one["end"]] == one["text"] for one in line["onrecord"]["figures"])


def test_a_bound_keeps_its_open_end(lines: list[dict[str, Any]]) -> None:
    (figure,) = lines[0]["onrecord"]["figures"]
    assert (figure["comparator"], figure["low"], figure["high"]) == ("at_least", 13, None)


def test_every_telling_is_a_line(lines: list[dict[str, Any]], told: Ledger) -> None:
    tellings = [address for event in told.events() for address in event.addresses]
    assert sorted(line["id"].rpartition(":")[2] for line in lines) == sorted(tellings)
    assert lines[-1]["mode"] == ["demo", "future"]


def test_scores_are_of_types_and_modes_that_there_are() -> None:
    for name, score in SCORES.items():
        type_, _, mode = name.partition(".")
        assert type_ in TYPES
        assert not mode or mode in MODES[type_]
        assert -10 <= score <= 10
        assert (score < 0) == (QUAD[type_] in {3, 4} and score != 0 and name != "REQUEST.assist")
    assert set(TYPES) <= set(SCORES)
