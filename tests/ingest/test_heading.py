"""Title, byline and date above a plain text are taken when they are unmistakable, and left when they are not."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.ingest.heading import split_heading
from onrecord.ingest.text import from_text

BODY = "At least 13 dockworkers were killed on Friday night when a drone struck the grain port, the mayor said."
MORE = f"{BODY}\n\n“We do not know more,” he said."


@pytest.mark.parametrize(
    ("above", "fields"),
    [
        ("Strike on grain port kills at least 13", {"title": "Strike on grain port kills at least 13"}),
        ("‘No one is safe’: a night under drones", {"title": "‘No one is safe’: a night under drones"}),
        ("Who fired first?", {"title": "Who fired first?"}),
        ("By Ana Ruiz", {"byline": "Ana Ruiz"}),
        ("By ANA RUIZ and Karim al-Masri, Coast Herald", {"byline": "ANA RUIZ and Karim al-Masri, Coast Herald"}),
        ("By Ludwig van der Berg | Associated Press", {"byline": "Ludwig van der Berg | Associated Press"}),
        ("March 11, 2024", {"published": "2024-03-11"}),
        ("Monday 11 March 2024", {"published": "2024-03-11"}),
        ("Published: March 11, 2024 at 6:10 p.m. GMT", {"published": "2024-03-11T18:10Z"}),
        ("2024-03-11", {"published": "2024-03-11"}),
        (
            "Strike on grain port\nBy Ana Ruiz\nMarch 11, 2024",
            {"title": "Strike on grain port", "byline": "Ana Ruiz", "published": "2024-03-11"},
        ),
        ("Strike on grain port\n\nBy Ana Ruiz", {"title": "Strike on grain port", "byline": "Ana Ruiz"}),
        (
            "Title: Strike on port\nDate: March 11, 2024\nSource: Coast Herald",
            {"title": "Strike on port", "published": "March 11, 2024", "publisher": "Coast Herald"},
        ),
    ],
)
def test_what_stands_above_the_body(above: str, fields: dict[str, str]) -> None:
    heading = split_heading(f"{above}\n\n{MORE}")
    assert (heading.fields, heading.body) == (fields, MORE)


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        f"{BODY}\n\n{BODY}",
        f"By Friday the count had risen to 40.\n\n{BODY}",
        f"The mayor said nothing.\n\n{BODY}",
        f"KYIV, March 11 (Reuters) —\n\n{BODY}",
        f"- a first point\n\n{BODY}",
        f"Two words\n\n{BODY}",
        "Strike on grain port kills at least 13\n\nNo details",
        "Strike on grain port kills at least 13",
        "The mayor of the town said on Friday that\nthree people were killed in the attack, and\nthat was all.",
    ],
)
def test_in_doubt_everything_is_body(text: str) -> None:
    heading = split_heading(text)
    assert (heading.fields, heading.body) == ({}, text)


@pytest.mark.parametrize(
    ("text", "published"),
    [
        (f"KYIV, March 11, 2024 (Reuters) — {BODY}", "2024-03-11"),
        (f"PORTLAND, Maine, March 11, 2024 — {BODY}", "2024-03-11"),
        (f"Odesa, 11 March 2024 – {BODY}", "2024-03-11"),
        (f"KYIV, March 11 (Reuters) — {BODY}", None),  # the year is not said
        (f"{BODY} In Kyiv, March 11, 2024 — a Monday — was calm.", None),
    ],
)
def test_a_dateline_gives_the_date_and_stays(text: str, published: str | None) -> None:
    heading = split_heading(text)
    assert heading.fields.get("published") == published
    assert heading.body == text


def test_a_date_is_written_as_edtf_and_kept_as_written() -> None:
    document = from_text(f"Title: Strike\nDate: March 11, 2024\n\n{MORE}", facts={})
    assert document.published == "2024-03-11"
    assert document.extra["ingest"]["published_as_written"] == "March 11, 2024"


def test_line_ends_do_not_matter() -> None:
    document = from_text(f"Strike on the grain port\r\n\r\n{BODY}\r\n", facts={})
    assert (document.title, document.text) == ("Strike on the grain port", BODY)


@settings(deadline=None)
@given(text=st.text(alphabet="aAby B.,\n1:—(“", max_size=400))
def test_the_body_is_a_piece_of_the_text(text: str) -> None:
    assert split_heading(text).body in text
