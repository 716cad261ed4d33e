"""Markdown keeps the words and drops the marks."""

from __future__ import annotations

import pytest

from onrecord.core import Document
from onrecord.ingest.base import Source
from onrecord.ingest.markdown import KIND
from onrecord.settings import Settings

FRONT = """---
title: "Strike on port: 13 killed"
date: March 11, 2024
source: Coast Herald
author: [Ana Ruiz]
link: https://coast.example/a
desk: night
---
"""
BODY = "**At least 13** dockworkers were killed, [the mayor](https://x.example/y_z) said.\nHe had no more news."
WORDS = "At least 13 dockworkers were killed, the mayor said. He had no more news."


def read(text: str) -> Document:
    (document,) = KIND.documents(Source(name="a.md", data=text.encode(), settings=Settings()))
    assert isinstance(document, Document)
    return document


def test_front_matter_is_read() -> None:
    document = read(FRONT + BODY)
    assert (document.title, document.published, document.publisher, document.byline, document.url, document.text) == (
        "Strike on port: 13 killed", "2024-03-11", "Coast Herald", "Ana Ruiz", "https://coast.example/a", WORDS,
    )  # fmt: skip
    assert document.extra["desk"] == "night"


@pytest.mark.parametrize("heading", ["# Strike on port", "Strike on port\n====", "# Strike *on* port #"])
def test_the_first_heading_is_the_title(heading: str) -> None:
    document = read(f"{heading}\n\nBy Ana Ruiz\n\n{BODY}\n\n{BODY}")
    assert (document.title, document.byline, document.text) == ("Strike on port", "Ana Ruiz", f"{WORDS}\n\n{WORDS}")


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("He _did_ say `no` to ![a picture](x.png)it.", "He did say no to it."),
        ("The file some_long_name was *not* found.", "The file some_long_name was not found."),
        ("- First point.\n- Second **point**.", "First point.\n\nSecond point."),
        ("1. First.\n2. Second.", "First.\n\nSecond."),
        ("> It was terrible.\n> Truly.", "It was terrible. Truly."),
        ("## What is known\n\nLittle.", "What is known\n\nLittle."),
        ("Killed: 13 &amp; more.\\* See <https://x.example>.", "Killed: 13 & more.* See https://x.example."),
        ("Before.<script>alert(1)</script> After.", "Before. After."),
        ("Before.\n\n<script>\nalert(1)\n</script>\n\nAfter.", "Before.\n\nAfter."),
        ("<div>\n<b>Thirteen</b> killed.\n</div>", "Thirteen killed."),
        ("<!-- hidden -->\n\nShown.", "Shown."),
        ("| Day | Killed |\n|---|---|\n| Monday | 3 |", "Day | Killed\n\nMonday | 3"),
        ("Five \\< six and 3 * 4 * 5.", "Five < six and 3 * 4 * 5."),
    ],
)
def test_marks_go_and_words_stay(marked: str, plain: str) -> None:
    assert read(marked).text == plain
