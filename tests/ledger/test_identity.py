"""When two arrivals are the same report, and when one is a version of another."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest

from onrecord.core import Document
from onrecord.ledger.identity import address, arrival_key, identity, version

TEXT = "The mayor said that nine were killed."


def report(text: str = TEXT, **facts: Any) -> Document:
    return Document.of(text, **facts)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"external_id": "r7", "publisher": "Coast Herald"}, {"external_id": "r7", "publisher": " coast herald "}),
        ({"external_id": "r7", "url": "https://a.example/1"}, {"external_id": "r7", "url": "https://b.example/2"}),
        ({"url": "https://a.example/1"}, {"url": "http://www.A.example/1/?utm_source=mail#top"}),
        ({"url": "https://a.example/1", "publisher": "A"}, {"url": "https://a.example/1", "publisher": "B"}),
        ({"publisher": "Coast Herald"}, {"publisher": "Coast Herald"}),
    ],
)
def test_the_same_report(one: dict[str, str], other: dict[str, str]) -> None:
    assert identity(report(**one)) == identity(report(**other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"external_id": "r7", "publisher": "Coast Herald"}, {"external_id": "r7", "publisher": "Harbour Post"}),
        ({"external_id": "r7"}, {"external_id": "r8"}),
        ({"url": "https://a.example/?id=1"}, {"url": "https://a.example/?id=2"}),
        ({"url": "https://a.example/A"}, {"url": "https://a.example/a"}),
        ({"publisher": "Coast Herald"}, {"publisher": "Harbour Post"}),
        ({"published": "2025-03-02"}, {"published": "2025-03-03"}),
        ({"title": "Nine killed"}, {"title": "Nine dead"}),
        ({}, {"text": TEXT + " More."}),
        ({"external_id": "url https://a.example/1"}, {"url": "https://a.example/1"}),
    ],
)
def test_two_reports(one: dict[str, str], other: dict[str, str]) -> None:
    assert identity(report(**one)) != identity(report(**other))


def test_a_new_text_at_the_same_address_is_a_version() -> None:
    first, second = report(url="https://a.example/1"), report(TEXT + " Ten, he said later.", url="https://a.example/1")
    assert identity(first) == identity(second)
    assert version(first) != version(second)


@pytest.mark.parametrize("fact", ["publisher", "url", "title", "byline", "published", "external_id"])
def test_every_fact_belongs_to_a_version(fact: str) -> None:
    assert version(report()) != version(report(**{fact: "2025"}))
    assert version(report(**{fact: "2025"})) == version(report(**{fact: "2025"}))


def test_every_field_of_a_document_is_a_fact_or_known_not_to_be_one() -> None:
    """A field that is new in Document is decided on here."""
    facts = {"publisher", "url", "title", "byline", "published", "external_id", "id"}
    assert {field.name for field in fields(Document)} - facts == {"text", "language", "extra"}


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        ("https://www.Herald.example/Orsk/?b=2&utm_medium=x&a=1&fbclid=9#top", "//herald.example/Orsk?b=2&a=1"),
        ("HTTP://herald.example", "//herald.example"),
        ("https://herald.example/?empty=", "//herald.example?empty="),
        ("https://[::1", "https://[::1"),
        (" https://herald.example/ä ", "//herald.example/ä"),
    ],
)
def test_an_address_as_it_is_compared(url: str, plain: str) -> None:
    assert address(url) == plain


def test_an_arrival_is_its_bytes_its_facts_and_its_options() -> None:
    keys = {
        arrival_key(data, facts=facts, options=options)
        for data, facts, options in (
            (b"a", {}, {}),
            (b"b", {}, {}),
            (b"a", {"url": "x"}, {}),
            (b"a", {}, {"url": "x"}),
            (b"a", {"url": "x", "title": "y"}, {}),
        )
    }
    assert len(keys) == 5
    one, other = {"url": "x", "title": "y"}, {"title": "y", "url": "x"}
    assert arrival_key(b"a", facts=one, options={}) == arrival_key(b"a", facts=other, options={})
