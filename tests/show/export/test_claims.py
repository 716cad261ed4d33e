"""schema.org: a Claim is what somebody said; a ClaimReview is a person's, and only where a person has ruled."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from onrecord.opened import Ledger
from tests.show.export.reports import GAZETTE, HOSTILE, add, reading_of

rdflib = pytest.importorskip("rdflib", reason="rdflib reads JSON-LD")
SCHEMA = "https://schema.org/"


def export(ledger: Ledger, tmp_path: Path, **asked: Any) -> list[dict[str, Any]]:
    out = tmp_path / f"claims-{len(list(tmp_path.iterdir()))}.jsonl"
    ledger.export("claims", out, **asked)
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def graph(line: dict[str, Any]) -> Any:
    """Read by rdflib; schema.org's context says that every term is its own, and is not fetched in a test."""
    assert line["@context"] == "https://schema.org"
    return rdflib.Graph().parse(data=json.dumps({**line, "@context": {"@vocab": SCHEMA}}), format="json-ld")


def test_rdflib_reads_who_said_what_and_where_it_stood_first(told: Ledger, tmp_path: Path) -> None:
    lines = export(told, tmp_path)
    assert len(lines) == len(list(told.claims()))
    read, schema = graph(lines[0]), rdflib.Namespace(SCHEMA)
    (claim,) = read.subjects(rdflib.RDF.type, schema.Claim)
    assert str(read.value(read.value(claim, schema.author), schema.name)) == "Ana Deluca"
    article = read.value(claim, schema.firstAppearance)
    assert str(read.value(article, schema.headline)) == HOSTILE
    assert str(read.value(read.value(article, schema.publisher), schema.name)) == "Coast Herald"
    assert str(read.value(claim, schema.text)).startswith("that at least 13 civilians were killed")


def test_nobody_has_ruled_so_there_is_no_verdict(told: Ledger, tmp_path: Path) -> None:
    assert all(line["@type"] == "Claim" and "reviewRating" not in line for line in export(told, tmp_path))


def test_a_comment_is_no_ruling(told: Ledger, tmp_path: Path) -> None:
    told.judge("C1", "comment", author="M. Okoye", reason="ask the port")
    assert {line["@type"] for line in export(told, tmp_path)} == {"Claim"}


def test_a_persons_ruling_is_theirs_and_does_not_speak_of_the_truth(told: Ledger, tmp_path: Path) -> None:
    ruled = told.judge("C1", "accept", author="M. Okoye", reason="heard the tape")
    review, *others = export(told, tmp_path)
    assert review["@type"] == "ClaimReview"
    assert review["author"] == {"@type": "Person", "name": "M. Okoye"}
    assert (review["datePublished"], review["reviewBody"]) == (ruled.at, "heard the tape")
    assert review["reviewRating"] == {"@type": "Rating", "alternateName": "Accepted: the record has it as it was said"}
    assert review["itemReviewed"]["@type"] == "Claim"
    assert {line["@type"] for line in others} == {"Claim"}
    assert len(graph(review)) > 10


def test_a_ruling_that_was_undone_is_none(told: Ledger, tmp_path: Path) -> None:
    ruled = told.judge("C1", "accept", author="M. Okoye", reason="heard the tape")
    told.undo(ruled.id, author="M. Okoye", reason="another tape")
    assert {line["@type"] for line in export(told, tmp_path)} == {"Claim"}


def test_a_copy_is_an_appearance_of_what_stood_first_elsewhere(told: Ledger, tmp_path: Path) -> None:
    add(told.desk, reading_of(replace(GAZETTE, facts={**GAZETTE.facts, "publisher": "Ridge Mail",
                                                      "published": "2025-03-04"})))  # fmt: skip
    told.judge("D4", "copy", change={"of": "D2"}, author="M. Okoye", reason="word for word")
    lines = {line["@id"].rpartition(":")[2]: line for line in export(told, tmp_path)}
    first = next(told.claims(document="D2")).id
    copied = next(told.claims(document="D4")).id
    for name in (first, copied):
        assert lines[name]["firstAppearance"]["identifier"] == "D2"
        assert [one["identifier"] for one in lines[name]["appearance"]] == ["D4"]


def test_a_denial_says_so(told: Ledger, tmp_path: Path) -> None:
    denied = [line["name"] for line in export(told, tmp_path, polarity="denied")]
    assert denied
    assert all(name.startswith("Northern Front denies: ") for name in denied)
