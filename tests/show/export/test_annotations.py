"""Annotations: JSON-LD that a processor of JSON-LD reads without losing a term, each found again in the text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.opened import Ledger

jsonld = pytest.importorskip("pyld.jsonld", reason="pyld reads JSON-LD")

OA = "http://www.w3.org/ns/oa#"
_TERMS = ("TextualBody", "TimeState", "TextQuoteSelector", "TextPositionSelector", "Annotation", "exact", "prefix",
          "suffix", "identifying", "tagging", "describing", "assessing")  # fmt: skip
CONTEXT = {"@context": {
    "oa": OA, "dcterms": "http://purl.org/dc/terms/", "as": "http://www.w3.org/ns/activitystreams#",
    "xsd": "http://www.w3.org/2001/XMLSchema#", "id": "@id", "type": "@type", **{term: f"oa:{term}" for term in _TERMS},
    "Software": "as:Application", "name": "http://xmlns.com/foaf/0.1/name", "body": "oa:hasBody",
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value", "format": "http://purl.org/dc/elements/1.1/format",
    "target": "oa:hasTarget", "source": {"@id": "oa:hasSource", "@type": "@id"}, "selector": "oa:hasSelector",
    "state": "oa:hasState", "cached": {"@id": "oa:cachedSource", "@type": "@id"},
    "start": {"@id": "oa:start", "@type": "xsd:nonNegativeInteger"},
    "end": {"@id": "oa:end", "@type": "xsd:nonNegativeInteger"},
    "sourceDate": {"@id": "oa:sourceDate", "@type": "xsd:dateTime"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"}, "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "created": {"@id": "dcterms:created", "@type": "xsd:dateTime"},
    "generated": {"@id": "dcterms:issued", "@type": "xsd:dateTime"}, "generator": "as:generator",
}}  # fmt: skip
"""The terms of the Web Annotation Vocabulary that are used here: nothing is fetched in a test."""


@pytest.fixture
def annotations(told: Ledger, tmp_path: Path) -> list[dict[str, Any]]:
    told.judge("C1", "accept", author="M. Okoye", reason="heard the tape")
    told.export("annotations", tmp_path / "a.jsonl")
    return [json.loads(line) for line in (tmp_path / "a.jsonl").read_text(encoding="utf-8").splitlines()]


def described(annotation: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(
        next(body["value"] for body in annotation["body"] if body["purpose"] == "describing")
    )
    return found


def selectors(annotation: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    quote, position = annotation["target"]["selector"]
    return quote, position


def named(annotations: list[dict[str, Any]], item: str) -> dict[str, Any]:
    return next(one for one in annotations if one["id"].endswith(f":{item}"))


def test_a_processor_of_json_ld_knows_every_term(annotations: list[dict[str, Any]]) -> None:
    for annotation in annotations:
        assert annotation["@context"] == "http://www.w3.org/ns/anno.jsonld"
        (read,) = jsonld.expand({**annotation, **CONTEXT}, {"documentLoader": None})
        assert jsonld.compact(read, CONTEXT) == {**annotation, **CONTEXT}  # nothing was dropped on the way
        assert read["@type"] == [f"{OA}Annotation"]
        assert read[f"{OA}motivatedBy"] == [{"@id": f"{OA}identifying"}]


def test_every_one_is_found_in_the_text_by_its_position_and_by_its_quote(
    annotations: list[dict[str, Any]], told: Ledger
) -> None:
    texts = {report.text_id: told.show(report.id).reading["document"]["text"] for report in told.documents()}
    for annotation in annotations:
        text = texts[annotation["target"]["state"]["cached"].removeprefix("urn:")]
        quote, position = selectors(annotation)
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert f"{quote['prefix']}{quote['exact']}{quote['suffix']}" in text
        assert quote["prefix"] or position["start"] == 0


def test_positions_are_code_points_also_after_an_emoji(annotations: list[dict[str, Any]]) -> None:
    quote, position = selectors(named(annotations, "D1/fig1"))
    assert quote["exact"] == "at least 13"
    assert position["start"] == "😀 Mayor Ana Deluca said on Friday that ".__len__()


def test_every_claim_figure_and_event_is_one(annotations: list[dict[str, Any]], told: Ledger) -> None:
    items = {annotation["id"].rpartition(":")[2] for annotation in annotations}
    tellings = {address for event in told.events() for address in event.addresses}
    statements = {one.address for group in told.figures() for one in group.statements}
    assert items == {claim.id for claim in told.claims()} | tellings | statements
    assert len(items) == len(annotations)


def test_values_come_back(annotations: list[dict[str, Any]], told: Ledger) -> None:
    for group in told.figures():
        for one in group.statements:
            facts = described(named(annotations, one.address))
            assert (facts["low"], facts["best"], facts["high"]) == (one.low, one.best, one.high)
            assert (facts["group"], facts["comparator"], facts["origin"]) == (group.id, one.comparator, one.origin)
    for claim in told.claims():
        facts = described(named(annotations, claim.id))
        assert {name: claim.to_dict()[name] for name in facts} == facts


def test_what_a_person_ruled_assesses_it(annotations: list[dict[str, Any]]) -> None:
    assess = [[body["value"] for body in one["body"] if body["purpose"] == "assessing"] for one in annotations]
    assert assess.count(["accepted"]) == 1
    assert named(annotations, "C1")["body"][-1]["value"] == "accepted"
