"""Block quotations after a colon."""

from __future__ import annotations

import pytest

from onrecord.core import Span
from onrecord.read.blocks import continued
from onrecord.read.segment import segment


def spans(text: str, *quotes: str) -> tuple[Span, ...]:
    return tuple(Span(text.index(quote), text.index(quote) + len(quote)) for quote in quotes)


LEAD = "The council wrote to its members on Monday, saying:\n\n"


@pytest.mark.parametrize(
    ("body", "quoted"),
    [
        (
            "We will not take part in these talks.\n\nOur members have paid enough.\n\nThe mayor left at noon.",
            ["We will not take part in these talks.", "Our members have paid enough."],
        ),
        ("The port is closed until May.\n\nShips waited outside.", ["The port is closed until May."]),
        (
            "“We are tired.\n\n“Nobody has come.”\n\n“Later,” the mayor said.",
            ["“We are tired.", "“Nobody has come.”"],
        ),
        ("- open the road;\n\n- let convoys pass.\n\nNobody answered.", ["- open the road;", "- let convoys pass."]),
    ],
)  # fmt: skip
def test_paragraphs_after_saying_colon_belong_to_the_speaker(body: str, quoted: list[str]) -> None:
    text = LEAD + body
    assert [span.of(text) for span in continued(segment(text), spans(text, "saying"), ())] == quoted


def test_a_colon_elsewhere_opens_nothing() -> None:
    text = "The minister said it was over.\n\nThe list of the dead:\n\nWe were not told."
    content = spans(text, "it was over")
    assert continued(segment(text), spans(text, "said"), content) == content
