"""FollowTheMoney: its own library takes every entity, and drops none of the values."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.opened import Ledger
from onrecord.show.export.formats.ftm import LANGUAGES, SCHEMATA

ftm = pytest.importorskip("followthemoney", reason="followthemoney reads its own format")


@pytest.fixture
def lines(told: Ledger, tmp_path: Path) -> list[dict[str, Any]]:
    told.export("ftm", tmp_path / "out.ftm.json")
    return [json.loads(line) for line in (tmp_path / "out.ftm.json").read_text(encoding="utf-8").splitlines()]


def of(lines: list[dict[str, Any]], item: str) -> dict[str, Any]:
    found: dict[str, Any] = next(line for line in lines if line["id"].endswith(f"-{item}"))["properties"]
    return found


def test_followthemoney_keeps_every_value(lines: list[dict[str, Any]]) -> None:
    assert {line["schema"] for line in lines} >= {"Event", "Person", "Organization", "Mention", "Note", "Article"}
    for line in lines:
        ftm.model.get(line["schema"]).validate(line)
        read = ftm.model.get_proxy(line, cleaned=False)  # checks and cleans each value by its type
        assert {name: set(values) for name, values in read.to_dict()["properties"].items()} == {
            name: set(values) for name, values in line["properties"].items()
        }


def test_everything_that_is_pointed_to_is_there(lines: list[dict[str, Any]]) -> None:
    ids = {line["id"] for line in lines}
    assert len(ids) == len(lines)
    for line in lines:
        schema = ftm.model.get(line["schema"])
        for name, values in line["properties"].items():
            if schema.get(name).type.name == "entity":
                assert set(values) <= ids, f"{line['id']}.{name}"


def test_nothing_but_reports_stands_without_proof(lines: list[dict[str, Any]]) -> None:
    assert all(line["properties"].get("proof") or line["properties"].get("document")
               for line in lines if line["schema"] != "Article")  # fmt: skip


def test_an_event_has_its_day_place_and_sides(lines: list[dict[str, Any]], told: Ledger) -> None:
    event = of(lines, "E1")
    assert (event["startDate"], event["location"], event["country"]) == (["2025-02-28"], ["Orsk"], ["ru"])
    names = {of(lines, one.partition("-A")[2] and f"A{one.rpartition('-A')[2]}")["name"][0]
             for one in event["involved"]}  # fmt: skip
    assert names == {"Northern Front", "civilians"}
    assert any(words.startswith("😀") for words in event["summary"])


def test_a_figure_is_a_note_in_its_own_words(lines: list[dict[str, Any]]) -> None:
    note = of(lines, "D1-fig1")
    assert (note["name"], note["description"]) == (["killed: at least 13 civilians"], ["at least 13"])


@pytest.mark.parametrize("schema", sorted(set(SCHEMATA.values()) | {"LegalEntity"}))
def test_its_kinds_of_actor_are_there(schema: str) -> None:
    assert ftm.model.get(schema).is_a("LegalEntity")


@pytest.mark.parametrize(("two", "three"), sorted(LANGUAGES.items()))
def test_its_codes_of_languages_are_those(two: str, three: str) -> None:
    assert ftm.types.registry.language.clean(two) == three
