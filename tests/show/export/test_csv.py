"""The Data Package: valid for frictionless, every value read back, nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.core.answers.cells import RUNS, cells, columns, guarded, types, unguarded
from onrecord.core.answers.claims import Claim
from onrecord.core.answers.written import as_written
from onrecord.core.span import Span
from onrecord.opened import Ledger
from onrecord.show.export.dictionary import described
from onrecord.show.export.formats.csv import PLAIN, read_list, read_spans
from onrecord.weigh.frame import TABLES
from tests.show.export.reports import HOSTILE

frictionless = pytest.importorskip("frictionless", reason="frictionless reads Data Packages")


@pytest.fixture
def package(told: Ledger, tmp_path: Path) -> Path:
    told.export("csv", tmp_path / "out")
    return tmp_path / "out"


def rows(package: Path, table: str) -> list[dict[str, str]]:
    with (package / f"{table}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def test_frictionless_finds_nothing_wrong_with_it(package: Path) -> None:
    report = frictionless.validate(str(package / "datapackage.json"))
    assert report.valid, report.flatten(["type", "note"])


def test_frictionless_checks_hashes_and_references(package: Path) -> None:
    claims = package / "claims.csv"
    claims.write_text(claims.read_text().replace(",D1,", ",D9,"))
    report = frictionless.validate(str(package / "datapackage.json"))
    assert {kind for (kind,) in report.flatten(["type"])} & {"hash-count", "foreign-key"}


@pytest.mark.parametrize("table", PLAIN)
def test_every_value_comes_back(table: str, told: Ledger, package: Path) -> None:
    """Read by frictionless, with the types of the data dictionary, and compared with the answers themselves."""
    resource = frictionless.Package(str(package / "datapackage.json")).get_resource(table)
    noun = TABLES[table][0]
    read = resource.read_rows()
    asked = list(told.frame("statements").to_pylist()) if table == "statements" else None
    if asked is not None:
        assert [row["address"] for row in read] == [row["address"] for row in asked]
        return
    answers = list(getattr(told, table)())
    assert len(read) == len(answers)
    for row, answer in zip(read, answers, strict=True):
        written = cells(answer, raw=True)
        for name, kind, value in zip(columns(noun), types(noun), written, strict=True):
            got = row[name]
            if isinstance(value, str) and value and kind is not bool:
                assert unguarded(got) == value
            elif kind is bool:
                assert got == (value == "yes")
            else:
                assert (None if got is None else float(got)) == (None if value in {None, ""} else float(value))


def test_a_bound_stays_a_bound(package: Path) -> None:
    first = rows(package, "statements")[0]
    assert (first["text"], first["low"], first["best"], first["high"]) == ("at least 13", "13", "13", "")


def test_every_event_has_the_words_it_stands_on(package: Path, told: Ledger) -> None:
    texts = {report.id: told.show(report.id).reading["document"]["text"] for report in told.documents()}
    tellings = rows(package, "tellings")
    assert {row["event"] for row in tellings} == {row["id"] for row in rows(package, "events")}
    for row in tellings:
        text = texts[row["document"]]
        assert text[int(row["sentence_start"]) : int(row["sentence_end"])] == unguarded(row["quote"])
        assert text[int(row["span_start"]) : int(row["span_end"])] in {"shelled", "march"}
    first = rows(package, "events")[0]
    assert (first["date_start"], first["date_end"]) == ("2025-02-28", "2025-02-28")


def test_a_telling_has_the_values_that_people_ruled(told: Ledger, tmp_path: Path) -> None:
    told.judge("D3/eve1", "correct", change={"realis": "hypothetical"}, author="M. Okoye", reason="“if talks fail”")
    told.export("csv", tmp_path / "out")
    assert [row["realis"] for row in rows(tmp_path / "out", "tellings")] == ["actual", "actual", "hypothetical"]


def test_a_dangerous_title_is_guarded_and_comes_back(package: Path, told: Ledger, tmp_path: Path) -> None:
    title = rows(package, "documents")[0]["title"]
    assert title.startswith("'=")
    assert unguarded(title) == HOSTILE
    told.export("csv", tmp_path / "raw", raw=True)
    assert rows(tmp_path / "raw", "documents")[0]["title"] == HOSTILE


def test_every_column_is_described_and_nothing_else_is(package: Path) -> None:
    resources = json.loads((package / "datapackage.json").read_text())["resources"]
    for resource in resources:
        with (package / resource["path"]).open(encoding="utf-8", newline="") as stream:
            header = next(csv.reader(stream))
        assert [field["name"] for field in resource["schema"]["fields"]] == header
        assert all(field["description"] for field in resource["schema"]["fields"])
    with pytest.raises(KeyError):
        described("claims", "colour")


@given(st.text())
@example("=1+1")
@example("'=1+1")
@example(" '=1")
@example("''=1")
@example("　＝1")
@example("'\t")
def test_no_guarded_text_runs_and_every_one_is_read_back(text: str) -> None:
    cell = guarded(text)
    assert not cell.lstrip(" \u00a0\u3000").startswith(RUNS)
    assert unguarded(cell) == text


words = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1)
spans = st.builds(lambda start, more: Span(start, start + more), st.integers(0, 9999), st.integers(1, 99))


@given(st.lists(words.filter(lambda word: "; " not in word and not word.endswith(";") and not word.startswith(" ")),
                max_size=4), st.lists(spans, max_size=4), words, st.floats(0, 1))  # fmt: skip
def test_a_claim_survives_a_row_of_csv(chain: list[str], source: list[Span], text: str, sure: float) -> None:
    some: dict[str, Any] = dict.fromkeys(Claim.__dataclass_fields__)
    claim = Claim(**{**some, "id": "C1", "document": "D1", "span": Span(0, 9), "text": text, "chain": tuple(chain),
                     "source": tuple(source), "cue": (), "content": (), "figures": (), "events": (), "statements": (),
                     "confidence": sure})  # fmt: skip
    row = dict(zip(columns(Claim), cells(claim), strict=True))
    assert unguarded(str(row["text"])) == text
    assert read_list(unguarded(str(row["chain"]))) == tuple(chain)
    assert read_spans(str(row["source"])) == tuple(source)
    assert row["confidence"] == as_written(sure)
