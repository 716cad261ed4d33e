"""Everything grave on one nameless source stops a reader; a second voice, or a name, does not."""

from __future__ import annotations

import pytest

from onrecord.check.case import Case
from onrecord.check.single_origin import flags
from onrecord.core import Attribution, Document, Flag, Span
from onrecord.pipeline import resolved
from onrecord.read.analyse import Analysed
from onrecord.read.segment import segment

Said = tuple[str, str, str]


def attribution(text: str, source: str, cue: str, content: str) -> Attribution:
    spans = [(Span(text.index(part), text.index(part) + len(part)),) for part in (source, cue, content)]
    return Attribution("", *spans, None, None, "unnamed", "indirect", None, (), "certain", "affirmed", (), 1.0)


def found(text: str, *said: Said) -> list[Flag]:
    document = Document.of(text)
    analysis = segment(document.text)
    items = [attribution(text, *parts) for parts in said]
    return list(flags(Case(resolved(Analysed(document, analysis, items, [])), analysis)))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "A security source said that 14 men were killed. The source added that two guards died.",
            [
                ("A security source", "said", "that 14 men were killed"),
                ("The source", "added", "that two guards died"),
            ],
        ),
        (
            "Twelve soldiers were killed, a Western official told the Courier.",
            [("a Western official", "told", "Twelve soldiers were killed")],
        ),
        (
            "Medical sources said nine people were killed. The sources said most of the dead were guards.",
            [
                ("Medical sources", "said", "nine people were killed"),
                ("The sources", "said", "most of the dead were guards"),
            ],
        ),
    ],
)
def test_one_nameless_source_for_all_is_flagged(text: str, said: list[Said]) -> None:
    (flag,) = found(text, *said)
    assert (flag.kind, flag.on) == ("single_origin", "att1")
    assert flag.evidence[0].of(text) == said[0][0]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "A security source said that 14 men were killed. The ministry added that two guards died.",
            [
                ("A security source", "said", "that 14 men were killed"),
                ("The ministry", "added", "that two guards died"),
            ],
        ),
        (
            "A source said that 14 men were killed. A second source put the dead at 12.",
            [("A source", "said", "that 14 men were killed"), ("A second source", "put", "the dead at 12")],
        ),
        ("Nine people were killed, police said.", [("police", "said", "Nine people were killed")]),
        (
            "Nine people were killed, said police chief Ivo Tarn.",
            [("police chief Ivo Tarn", "said", "Nine people were killed")],
        ),
        ("Nine people died, medical sources said.", [("medical sources", "said", "Nine people died")]),
        ("Grain will be dearer, a source said.", [("a source", "said", "Grain will be dearer")]),
        ("No one was killed, a source said.", [("a source", "said", "No one was killed")]),
    ],
)
def test_names_bodies_and_second_voices_are_enough(text: str, said: list[Said]) -> None:
    assert found(text, *said) == []
