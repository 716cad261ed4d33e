"""Twice the text takes about twice the time, whatever the text: no extractor can be made to hang.

Every function that ``pipeline.py`` imports and that finds or resolves something is tried, so a new one joins by itself.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from onrecord import pipeline
from onrecord.check import Case
from onrecord.core import Analysis, Document, EntityMention, Reading
from onrecord.core.analysis import EntityKind
from onrecord.ingest.encoding import decode
from onrecord.ingest.heading import split_heading
from onrecord.ingest.language import require_english
from onrecord.ingest.text import from_text
from onrecord.read.analyse import Analysed
from onrecord.read.segment import segment
from tests.growth import outgrown

NEWS = (
    "At least 13 dockworkers and between 300 and 400 sailors were killed on Friday night, March 8, when a drone "
    "struck the grain port of Odesa, the deputy interior minister, Ilmar Voss, told Reuters. “We lost $2.5 million.” "
)
# What has hung a program that reads news, or might: numbers, brackets, quotes, marks, names, dates, lists, a long word.
HOSTILE = {
    "news": NEWS,
    "numbers": "1,",
    "spaced numbers": "1, 2 ",
    "digits": "1",
    "number words": "one hundred and ",
    "ranges": "3-4-",
    "between": "between 3 and ",
    "money": "$5 million ",
    "percent": "5 % ",
    "decimal points": "1.",
    "slashes": "3/4/",
    "brackets": "(",
    "quotes": "“",
    "straight quotes": '"',
    "quoted": "“a” said b, ",
    "apostrophes": "'",
    "spaces": " ",
    "line ends": "\n",
    "combining marks": "e\u0301",
    "one long word": "a",
    "capitals": "A",
    "names": "Ilmar Voss ",
    "names in lists": "Odesa, ",
    "places in places": "Odesa in Ukraine in ",
    "titles": "Lt. Gen. ",
    "hyphens": "a-",
    "dashes": "— ",
    "full stops": ". ",
    "initials": "A. ",
    "months": "March 8, ",
    "days": "Monday Tuesday ",
    "last": "the last two weeks of the past ",
    "of the": "of the ",
    "units": "5 km of 6 m by ",
    "pronouns": "he said she said it ",
    "sentences": "He said. ",
    "bidi": "\u202e31\u202c ",
    "emoji": "\U0001f680 ",
    "foreign digits": "١٣ ",
}
SHORT, LONG = 4_000, 8_000  # characters: a step of 1 µs for each pair of them is already 64 s at the upper one
GROWTH = 3.0

OTHERS: dict[str, Callable[[str], object]] = {
    "segment": segment,
    "split_heading": split_heading,
    "from_text": lambda text: from_text(text, facts={}),
    "decode": lambda text: decode(text.encode(), name="a.txt"),
    "require_english": lambda text: require_english("The mayor said that it was so. " * 900 + text, name="a"),
}


@cache
def analysed(text: str) -> Analysis:
    """The frame the encoder fills, with every capitalised word taken for a name, which is more than it ever finds."""
    frame = segment(text)
    kinds: tuple[EntityKind, ...] = ("person", "place", "organization")
    capitals = [token for token in frame.tokens if token.text[:1].isupper()]
    entities = [
        EntityMention(token.span, kinds[number % 3], "name", token.index, 0.9) for number, token in enumerate(capitals)
    ]
    return Analysis.of(
        text, paragraphs=frame.paragraphs, sentences=frame.sentences, tokens=frame.tokens, entities=tuple(entities)
    )


def stages() -> dict[str, Callable[..., Any]]:
    """What the pipeline finds and resolves with, by name."""
    named = vars(pipeline).items()
    return {name: value for name, value in named if name.startswith(("find_", "resolve_")) and callable(value)}


@cache
def made(name: str, text: str) -> Any:
    """An argument of a stage, by the name of its parameter: what the pipeline itself would hand over."""
    if name == "analysis":
        return analysed(text)
    if name == "case":
        return Case(reading_of(text), analysed(text))
    if name == "timexes":
        return prepared("find_times", text)()[0]
    return getattr(reading_of(text), name)


@cache
def reading_of(text: str) -> Reading:
    """The record made from ``analysed``, with nobody saying anything."""
    document = Document.of(text, published="2024-03-11")
    return pipeline.resolved(Analysed(document, analysed(text), [], []))


def prepared(name: str, text: str) -> Callable[[], Any]:
    """A stage on ``text``, ready to run; its arguments are made beforehand, so that they do not count."""
    if name in OTHERS:
        return lambda: OTHERS[name](text)
    stage = stages()[name]
    parameters = inspect.signature(stage).parameters.values()
    needed = {each.name: made(each.name, text) for each in parameters if each.default is inspect.Parameter.empty}
    return lambda: stage(**needed)


def grows(name: str, piece: str) -> str | None:
    """What to say of a stage that takes more than its share of time, or None."""
    short, long = (prepared(name, piece * (size // len(piece))) for size in (SHORT, LONG))
    complaint = outgrown(short, long, GROWTH)
    return complaint and f"{name}, {LONG:,} characters against {SHORT:,}: {complaint}"


@pytest.mark.parametrize("pattern", HOSTILE)
def test_twice_the_text_takes_about_twice_the_time(pattern: str) -> None:
    names = [*stages(), *OTHERS]
    for name in names:
        prepared(name, NEWS)()  # lexicons and gazetteers are loaded once
    slow = [complaint for name in names if (complaint := grows(name, HOSTILE[pattern]))]
    assert not slow, "\n".join(slow)


def test_the_stages_of_the_pipeline_are_found() -> None:
    assert {"find_figures", "find_times", "resolve_times", "resolve_places", "resolve_actors"} <= set(stages())
    assert {"resolve_events", "resolve_relations", "resolve_voice", "find_flags"} <= set(stages())
