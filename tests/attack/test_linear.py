"""Twice the text takes about twice the time, whatever the text: no extractor can be made to hang.

Every function that ``pipeline.py`` imports and that finds or resolves something is tried, so a new one joins by itself.
"""

from __future__ import annotations

import gc
import inspect
import time
from collections.abc import Callable
from typing import Any

import pytest

from onrecord import pipeline
from onrecord.core import Analysis, Document, EntityMention
from onrecord.core.analysis import EntityKind
from onrecord.ingest.encoding import decode
from onrecord.ingest.heading import split_heading
from onrecord.ingest.language import require_english
from onrecord.ingest.text import from_text
from onrecord.read.segment import segment

NEWS = (
    "At least 13 dockworkers and between 300 and 400 sailors were killed on Friday night, March 8, when a drone "
    "struck the grain port of Odesa, the deputy interior minister, Ilmar Voss, told Reuters. “We lost $2.5 million,” he said. "
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
SHORT, LONG = 12_000, 24_000  # characters; a quadratic step at 1 µs a pair already takes a minute there
GROWTH = 3.0
NOISE = 0.08  # seconds of processor time below which nothing is said


def analysed(text: str) -> Analysis:
    """The frame the encoder fills, with every run of capitals taken for a name, which is more than it ever finds."""
    frame = segment(text)
    kinds: tuple[EntityKind, ...] = ("person", "place", "organization")
    capitals = [token for token in frame.tokens if token.text[:1].isupper()]
    entities = [
        EntityMention(token.span, kinds[number % 3], "name", token.index, 0.9) for number, token in enumerate(capitals)
    ]
    return Analysis.of(
        text, paragraphs=frame.paragraphs, sentences=frame.sentences, tokens=frame.tokens, entities=tuple(entities)
    )


def found_in_pipeline() -> dict[str, Callable[..., Any]]:
    named = vars(pipeline).items()
    return {name: value for name, value in named if name.startswith(("find_", "resolve_")) and callable(value)}


def first(result: Any) -> Any:
    """The findings, where a stage gives the dropped candidates beside them."""
    return result[0] if isinstance(result, tuple) else result


def stage(name: str, text: str) -> Callable[[], object]:
    """A stage of the pipeline on ``text``, ready to run: what it asks for by the names of its parameters is made."""
    extractor = found_in_pipeline()[name]
    makers: dict[str, Callable[[], Any]] = {
        "text": lambda: text,
        "analysis": lambda: analysed(text),
        "document": lambda: Document.of(text, published="2024-03-11"),
        "timexes": lambda: first(found_in_pipeline()["find_times"](analysed(text))),
        "places": lambda: first(found_in_pipeline()["resolve_places"](Document.of(text), analysed(text))),
        "attributions": list,
        "actors": list,
    }
    needed = [
        parameter.name
        for parameter in inspect.signature(extractor).parameters.values()
        if parameter.default is inspect.Parameter.empty
    ]
    arguments = [makers[parameter]() for parameter in needed]
    return lambda: extractor(*arguments)


OTHERS: dict[str, Callable[[str], object]] = {
    "segment": segment,
    "split_heading": split_heading,
    "from_text": lambda text: from_text(text, facts={}),
    "decode": lambda text: decode(text.encode(), name="a.txt"),
    "require_english": lambda text: require_english("The mayor of the city said that it was so. " * 800 + text, name="a"),
}


def seconds(run: Callable[[], object]) -> float:
    """Processor time of one run; what it returns and what it leaves behind do not count."""
    gc.collect()
    begun = time.process_time()
    run()
    return time.process_time() - begun


def prepared(name: str, text: str) -> Callable[[], object]:
    if name in OTHERS:
        return lambda: OTHERS[name](text)
    return stage(name, text)


@pytest.mark.parametrize("pattern", HOSTILE)
@pytest.mark.parametrize("name", [*found_in_pipeline(), *OTHERS])
def test_twice_the_text_takes_about_twice_the_time(name: str, pattern: str) -> None:
    piece = HOSTILE[pattern]
    prepared(name, NEWS)()  # lexicons and gazetteers are loaded once
    short = prepared(name, piece * (SHORT // len(piece)))
    long = prepared(name, piece * (LONG // len(piece)))
    taken = seconds(long)
    if taken < NOISE:
        return
    for _ in range(3):  # a garbage collection in one run is no growth
        if (taken := min(taken, seconds(long))) < GROWTH * max(seconds(short), NOISE / 4):
            return
    pytest.fail(f"{name}: {LONG:,} characters of {piece!r} take {taken:.2f} s, over {GROWTH} times half as many")
