"""From the network's answers to event mentions: triggers, modes of their own type, sides as characters."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from onrecord.core import Analysis, EventMention
from onrecord.core.plover import MODES, TYPES
from onrecord.read.events import event_mentions
from onrecord.read.relative import PLACES
from onrecord.read.segment import segment
from onrecord.read.windows import Pieces

EVENT = ["", *TYPES]
MODE = ["", *dict.fromkeys(mode for modes in MODES.values() for mode in modes)]
REALIS = ["actual", "future", "hypothetical", "negated"]


@dataclass
class Stand:
    """What stands in for the encoder: label names, and a side head that reads its answer off two projections."""

    labels: dict[str, list[str]]
    heads: dict[str, Any]


STAND = Stand(
    {"event": EVENT, "event_mode": MODE, "realis": REALIS},
    {
        "side_place": np.zeros((PLACES, 128), np.float32),
        "side_weight": np.eye(3, 128, dtype=np.float32),
        "side_bias": np.array([0.5, 0, 0], np.float32),
    },
)


@dataclass
class Said:
    """Answers of a network for one text, a piece a token: what each quoted word is said to be."""

    analysis: Analysis
    answers: Any
    pieces: Any


@dataclass
class Answers:
    event: Any
    event_mode: Any
    realis: Any
    inner: Any
    side_token: Any
    side_trigger: Any


def said(text: str, **marks: Any) -> Said:
    """Triggers as ``seized=("COERCE", "seize", 0.9)``; sides as ``actors=[...]``, ``recipients=[...]`` of words."""
    analysis = segment(text)
    tokens = tuple(replace(t, upos="PUNCT" if not t.text[0].isalnum() else "ADP" if t.text == "by" else "NOUN")
                   for t in analysis.tokens)  # fmt: skip
    count = len(tokens)
    event = np.zeros((count, len(EVENT)), np.float32)
    event[:, 0] = 1
    answers = Answers(event, np.zeros((count, len(MODE)), np.float32), np.zeros((count, 4), np.float32),
                      np.zeros(count, np.float32), np.zeros((count, 128), np.float32),
                      np.zeros((count, 128), np.float32))  # fmt: skip
    answers.realis[:, 0] = 1
    for token in tokens:
        for side, name in enumerate(("actors", "recipients"), start=1):
            if token.text in marks.get(name, ()):
                answers.side_token[token.index, side] = 1
        if token.text in marks and token.text not in ("actors", "recipients"):
            kind, mode, chance = marks[token.text]
            event[token.index] = 0
            event[token.index, EVENT.index(kind)], event[token.index, 0] = chance, 1 - chance
            answers.event_mode[token.index, MODE.index(mode)] = 5
    numbers = np.arange(count, dtype=np.int64)
    pieces = Pieces(
        ids=numbers, first=np.ones(count, np.int64), token=numbers, starts=np.array([t.span.start for t in tokens]),
        ends=np.array([t.span.end for t in tokens]),
        sentence=np.array([t.sentence for t in tokens], np.int64), features=numbers * 0,
    )  # fmt: skip
    return Said(
        Analysis.of(text, paragraphs=analysis.paragraphs, sentences=analysis.sentences, tokens=tokens), answers, pieces
    )


def mentions(found: Said) -> tuple[EventMention, ...]:
    return event_mentions(found.analysis.tokens, found.pieces, found.answers, STAND)  # type: ignore[arg-type]


def quotes(found: Said, spans: Any) -> list[str]:
    return [found.analysis.text[span.start : span.end] for span in spans]


def test_a_trigger_has_its_type_mode_and_sides() -> None:
    found = said("Rebel fighters grabbed a fuel depot.", grabbed=("COERCE", "seize", 0.9), actors=["Rebel", "fighters"],
                 recipients=["a", "fuel", "depot"])  # fmt: skip
    (event,) = mentions(found)
    assert (event.type, event.mode, event.realis, event.inner, event.score) == ("COERCE", "seize", "actual", False, 0.9)
    assert quotes(found, event.actors) == ["Rebel fighters"]
    assert quotes(found, event.recipients) == ["a fuel depot"]


def test_a_word_the_lexicon_knows_is_read_as_its_type() -> None:
    found = said("Rebels apologised.", apologised=("SUPPORT", "", 0.9))
    found.answers.event[1, EVENT.index("CONCEDE")] = 0.2
    (event,) = mentions(found)
    assert event.type == "CONCEDE"


def test_a_word_the_network_is_sure_of_keeps_its_type() -> None:
    (event,) = mentions(said("Troops surrendered.", surrendered=("CONCEDE", "", 0.99)))
    assert event.type == "CONCEDE"


def test_a_word_the_network_doubts_is_no_trigger() -> None:
    assert mentions(said("They talked.", talked=("CONSULT", "", 0.4))) == ()


def test_a_mode_of_another_type_is_not_taken() -> None:
    (event,) = mentions(said("They talked.", talked=("CONSULT", "aerial", 0.9)))
    assert event.mode is None


def test_sides_lose_the_signs_and_prepositions_at_their_edges() -> None:
    found = said("Seized by rebels, they fled.", Seized=("COERCE", "seize", 0.9), actors=["by", "rebels", ","])
    (event,) = mentions(found)
    assert quotes(found, event.actors) == ["rebels"]


def test_a_side_two_sentences_away_is_not_read() -> None:
    found = said("Rebels came. It rained. Nobody spoke. A depot was seized.", seized=("COERCE", "seize", 0.9),
                 actors=["Rebels"])  # fmt: skip
    (event,) = mentions(found)
    assert event.actors == ()


def test_a_trigger_at_either_end_is_read() -> None:
    found = said("Seized", Seized=("COERCE", "seize", 0.9))
    assert [event.trigger for event in mentions(found)] == [0]


def test_no_text_no_events() -> None:
    assert mentions(said("")) == ()


def test_a_thousand_triggers_are_read() -> None:
    found = said("Rebels seized a depot. " * 1000, seized=("COERCE", "seize", 0.9), actors=["Rebels"])
    events = mentions(found)
    assert len(events) == 1000
    assert {len(event.actors) for event in events} == {2, 3}  # its own sentence and its neighbours
