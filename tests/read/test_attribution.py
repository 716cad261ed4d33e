"""Who says what, through the shipped weights: sentences a reader would not hesitate over."""

from __future__ import annotations

from functools import cache

import pytest

import onrecord
from onrecord import Reading
from onrecord.core import Attribution


@cache
def read(text: str) -> Reading:
    return onrecord.read(text, published="2024-03-11", publisher="Coast Herald")


def said(reading: Reading, cue: str) -> Attribution:
    """The attribution with this cue."""
    found = [
        item
        for item in reading.attributions
        if any(span.of(reading.document.text).rstrip(":") == cue for span in item.cue)
    ]
    assert found, [[span.of(reading.document.text) for span in item.cue] for item in reading.attributions]
    return found[0]


def words(reading: Reading, item: Attribution, part: str) -> list[str]:
    return [span.of(reading.document.text) for span in getattr(item, part)]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The mayor said that the water was back.", ["The mayor"], "said", ["that the water was back"]),
        ("“We will not leave,” the mayor said.", ["the mayor"], "said", ["“We will not leave,”"]),
        (
            "At least 13 dockworkers were killed in the blast, according to the harbour authority.",
            ["the harbour authority"],
            "according to",
            ["At least 13 dockworkers were killed in the blast"],
        ),
        ("Officials told reporters the bridge was closed.", ["Officials"], "told", ["the bridge was closed"]),
    ],
)
def test_one_source_one_cue_one_content(text: str, source: list[str], cue: str, content: list[str]) -> None:
    item = said(read(text), cue)
    assert words(read(text), item, "source") == source
    assert words(read(text), item, "content") == content


def test_a_quotation_may_be_broken_in_two() -> None:
    text = "“We will not leave,” the mayor said, “until the water is back.”"
    item = said(read(text), "said")
    assert words(read(text), item, "content") == ["“We will not leave,”", "“until the water is back.”"]
    assert item.form == "direct"


def test_a_source_inside_a_source_has_a_parent_and_a_chain() -> None:
    text = "The newspaper reported that the security service knew that the bridge was a target."
    outer, inner = said(read(text), "reported"), said(read(text), "knew")
    assert inner.parent == outer.id
    assert inner.chain == ("The newspaper", "the security service") or len(inner.chain) == 2
    assert words(read(text), inner, "content") == ["that the bridge was a target"]


def test_nested_certainty_is_that_of_the_weakest_link() -> None:
    text = "Unconfirmed reports said the minister had told colleagues that he would resign."
    inner = [item for item in read(text).attributions if item.parent]
    assert inner
    assert {item.certainty for item in inner} == {"possible"}


def test_reportedly_has_no_source_and_what_it_governs_is_possible() -> None:
    text = "The talks were reportedly arranged by Ilmar Voss, a former deputy minister."
    item = said(read(text), "reportedly")
    assert item.source == ()
    assert item.certainty == "possible"
    assert any("arranged by Ilmar Voss" in part for part in words(read(text), item, "content"))


def test_a_block_quotation_needs_no_quotation_marks() -> None:
    text = (
        "The council explained its refusal in a statement, saying:\n\n"
        "We will not take part in these talks while our members are in prison.\n\n"
        "We ask the mediators to understand us.\n\n"
        "The mediators left the city on Monday."
    )
    item = said(read(text), "saying")
    assert [part[:14] for part in words(read(text), item, "content")] == ["We will not ta", "We ask the med"]


def test_a_denial_is_polarity_and_not_doubt() -> None:
    text = "The army denied that its guns had fired on the market."
    item = said(read(text), "denied")
    assert (item.polarity, item.certainty) == ("denied", "certain")
