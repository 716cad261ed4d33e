"""The casualty table as CSV: read back by another reader, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import importlib.util
import io
from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.core import Reading
from onrecord.show.report import Medium, form

_spec = importlib.util.spec_from_file_location("sample_for_test_csv", Path(__file__).with_name("sample.py"))
assert _spec is not None
assert _spec.loader is not None
sample = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(sample)
sample_reading = sample.sample_reading


def rows(*readings: Reading) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO("".join(form("csv").write(readings, Medium())))))


def test_a_row_holds_bounds_source_place_and_evidence() -> None:
    reading = sample_reading()
    row = next(row for row in rows(reading) if row["measure"] == "killed" and row["polarity"] == "affirmed")
    assert (row["low"], row["best"], row["high"], row["comparator"]) == ("14", "14", "", "at_least")
    assert (row["population"], row["place"], row["country"]) == ("people", "Tumaco", "CO")
    assert (row["source"], row["earliest"]) == ("Marta Quiroga", "2024-05-18T18:00")
    assert reading.document.text[int(row["start"]) : int(row["end"])] == row["quote"] == "at least 14"


def test_a_denied_number_is_a_row_and_says_so() -> None:
    assert [row["source"] for row in rows(sample_reading()) if row["polarity"] == "denied"] == ["Southern Front"]


def test_the_header_stands_once_over_several_reports() -> None:
    twice = rows(sample_reading(), sample_reading(publisher="Second Herald"))
    assert {row["publisher"] for row in twice} == {"Coast Herald", "Second Herald"}
    assert len(twice) == 2 * len(rows(sample_reading()))


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t=", "＝"])
def test_no_cell_runs_as_a_formula(sign: str) -> None:
    row = rows(sample_reading(publisher=f"{sign}HYPERLINK(1)"))[0]
    assert not row["publisher"].startswith(("=", "+", "-", "@", "\t", "＝"))


def test_a_report_without_casualties_gives_the_header_alone() -> None:
    assert rows(replace(sample_reading(), figures=(), events=())) == []
