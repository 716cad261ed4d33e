"""A redacted export, in every format: no person's name, no exact spot, no reviewer, nothing that was marked."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.opened import Ledger
from onrecord.show.export import export_format, format_names
from onrecord.weigh.hiding import BLOT, Hiding
from tests.show.export.reports import GAZETTE, HERALD, POST, add, reading_of
from tests.show.export.test_every_format import files, place

pyarrow = pytest.importorskip("pyarrow", reason="pyarrow is an extra")
each_format = pytest.mark.parametrize("name", format_names())
PEOPLE = ("Deluca", "Reyl", "Marn", "Okoye", "Vesk")
SPOTS = ("51.2345", "58.5678")


@pytest.fixture
def sensitive(ledger: Ledger) -> Ledger:
    """Reports with an author, an exact spot, people by half a name, and a reviewer with a reason."""
    for told in (HERALD, GAZETTE, POST):
        text = (
            told.text + " Deluca’s office, on +44 20 7946 0018 or press@port.example, would not say more to DELUCA TV."
        )
        reading = reading_of(replace(told, text=text, facts={**told.facts, "byline": "By Ilka Vesk"}))
        spots = tuple(replace(one, lat=51.2345, lon=58.5678, feature="facility") for one in reading.places)
        add(ledger.desk, replace(reading, places=spots))
    ledger.judge("C1", "accept", author="M. Okoye", reason="Tomas Reyl says so too")
    return ledger


def words(out: Path) -> str:
    """Everything that an export wrote, its provenance too; Parquet is read first, for it is compressed."""
    parts = []
    for path in [*out.iterdir()] if out.is_dir() else [out, *out.parent.glob("*.prov.jsonld")]:
        if path.suffix == ".parquet":
            import pyarrow.parquet

            parts.append(json.dumps(pyarrow.parquet.read_table(path).to_pylist(), ensure_ascii=False, default=str))
        else:
            parts.append(path.read_text(encoding="utf-8"))
    return "\n".join(parts)


@each_format
def test_nobody_is_named_and_no_spot_is_exact(name: str, sensitive: Ledger, tmp_path: Path) -> None:
    plain, redacted = place(tmp_path, name), tmp_path / "redacted" / place(tmp_path, name).name
    redacted.parent.mkdir()
    sensitive.export(name, plain)
    sensitive.export(name, redacted, redact=True, actor="Northern Front")
    before, after = words(plain), words(redacted)
    assert "Deluca" in before
    assert "M. Okoye" in before
    for hidden in (*PEOPLE, *SPOTS, "20 7946 0018", "press@", "example.org", "says so too"):
        assert hidden.casefold() not in after.casefold(), hidden
    assert "Northern Front" in after
    assert '"onrecord:redacted": true' in after


@each_format
def test_nothing_that_was_marked_is_in_it(name: str, sensitive: Ledger, tmp_path: Path) -> None:
    claim = next(one for one in sensitive.claims(document="D2") if one.text.startswith("Nine"))
    sensitive.judge(claim.id, "comment", author="M. Okoye", reason="Sensitive: the only witness")
    out = place(tmp_path, name)
    sensitive.export(name, out, redact=True)
    after = words(out)
    assert claim.text not in after
    assert "Nine" not in after  # nor its figure, nor the group that the figure is in
    assert "the only witness" not in after
    assert "shelled" in after or name == "ucdp"  # where an event without deaths is none


@each_format
def test_a_mark_that_was_taken_back_hides_nothing(name: str, sensitive: Ledger, tmp_path: Path) -> None:
    for folder in ("before", "after"):
        (tmp_path / folder).mkdir()
    sensitive.export(name, place(tmp_path / "before", name), redact=True)
    marked = sensitive.judge("D2/fig1", "comment", author="M. Okoye", reason="sensitive")
    sensitive.undo(marked.id, author="M. Okoye", reason="it is public")
    sensitive.export(name, place(tmp_path / "after", name), redact=True)
    before, after = (files(place(tmp_path / folder, name)) for folder in ("before", "after"))
    told = {"datapackage.json", *(file for file in before if file.endswith("prov.jsonld"))}  # have the last judgement
    assert {file: timeless(before[file]) for file in set(before) - told} == {
        file: timeless(after[file]) for file in set(after) - told
    }


def timeless(data: bytes) -> bytes:
    """Without the moment of the ledger, which every judgement moves."""
    return re.sub(rb'"generated": "[^"]*"', b"", data)


def test_an_event_that_is_marked_is_left_out_with_its_figures_and_its_words(sensitive: Ledger, tmp_path: Path) -> None:
    sensitive.judge("E1", "comment", author="M. Okoye", reason="sensitive")
    sensitive.export("csv", tmp_path / "out", redact=True)
    after = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "out").glob("*.csv"))
    assert "shelled" not in after
    assert "at least 13" not in after
    assert "dockworkers will march" in after


def test_positions_still_hold_and_who_says_what_can_be_followed(sensitive: Ledger, tmp_path: Path) -> None:
    def lines(name: str, **asked: Any) -> list[dict[str, Any]]:
        sensitive.export("annotations", tmp_path / name, **asked)
        return [json.loads(line) for line in (tmp_path / name).read_text(encoding="utf-8").splitlines()]

    for open_, hidden in zip(lines("a.jsonl"), lines("b.jsonl", redact=True), strict=True):
        assert open_["id"] == hidden["id"]
        quotes = [one["target"]["selector"][0]["exact"] for one in (open_, hidden)]
        assert len(quotes[0]) == len(quotes[1])
        assert open_["target"]["selector"][1] == hidden["target"]["selector"][1]
        facts = [json.loads(body["value"]) for one in (open_, hidden) for body in one["body"]
                 if body["purpose"] == "describing"]  # fmt: skip
        assert facts[0].get("speaker") == facts[1].get("speaker")


def test_a_redacted_data_package_is_still_valid(sensitive: Ledger, tmp_path: Path) -> None:
    frictionless = pytest.importorskip("frictionless", reason="frictionless reads Data Packages")
    sensitive.judge("D2/fig1", "comment", author="M. Okoye", reason="sensitive")
    sensitive.export("csv", tmp_path / "out", redact=True)
    report = frictionless.validate(str(tmp_path / "out" / "datapackage.json"))
    assert report.valid, report.flatten(["type", "note"])
    assert export_format("csv").is_folder
    assert "prov.jsonld" in files(tmp_path / "out")


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Ana Deluca said", "██████████ said"),
        ("Ms Deluca's brother", "Ms ██████'s brother"),
        ("ANA\nDELUCA", "██████████"),
        ("Ana said", "Ana said"),
        ("Delucas", "Delucas"),
        ("Mr Will will go", "Mr ████ will go"),
        ("write to a.b@port.example or @porthand", "write to ████████████████ or █████████"),
        ("call +44 20 7946 0018 by 2025-03-01", "call ████████████████ by 2025-03-01"),
        ("", ""),
    ],
)
def test_names_are_hidden_whole_and_by_their_last_word(text: str, hidden: str) -> None:
    assert Hiding(["Ana Deluca", "Jon Will"]).mask(text) == hidden


@given(st.lists(st.text(min_size=1, max_size=12), max_size=5), st.text())
def test_masking_keeps_every_position(names: list[str], text: str) -> None:
    masked = Hiding(names).mask(text)
    assert len(masked) == len(text)
    assert all(after in {before, BLOT} for before, after in zip(text, masked, strict=True))
