"""The gold of events fits its texts, holds every type and mode, and shares nothing with what the reader learns from."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from evaluation.article_events import GoldEvent, event_of, gold_events, matched, measure
from evaluation.gold import GoldError, GoldText, articles
from evaluation.gold.predict import as_reading
from onrecord.core import Reading, Span
from onrecord.core.mentions import Event
from onrecord.core.plover import MODES, TYPES
from training.corpora.events import quoted

HERE = Path(__file__).parents[2]
ROWS = [json.loads(line) for line in (HERE / "evaluation" / "gold" / "events.jsonl").read_text("utf-8").splitlines()]
LEARNED = sorted((HERE / "training" / "extra" / "events").glob("*.jsonl"))
ARTICLES = gold_events()
KEYS = {"trigger", "type", "mode", "actors", "recipients", "realis", "inner"}
REALIS = {"actual", "future", "hypothetical", "negated"}
# So many words in a row are no accident.
RUN = 8


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:40])
def test_a_sentence_and_its_events_fit(row: dict[str, Any]) -> None:
    text = row["text"]
    for event in row["events"]:
        assert set(event) <= KEYS
        assert event["type"] in TYPES
        assert event.get("mode") in (None, *MODES[event["type"]])
        assert event.get("realis", "actual") in REALIS
        trigger = quoted(text, event).trigger
        assert text[trigger.start : trigger.end].split() == [text[trigger.start : trigger.end]]
    assert len({(quoted(text, event).trigger, event["type"]) for event in row["events"]}) == len(row["events"])


def test_every_type_is_reported_and_every_mode_is_there() -> None:
    reported = Counter(event["type"] for row in ROWS for event in row["events"] if not event.get("inner"))
    modes = Counter((event["type"], event.get("mode")) for row in ROWS for event in row["events"])
    assert {kind: reported[kind] for kind in TYPES if reported[kind] < 14} == {}
    assert {(kind, mode) for kind in TYPES for mode in MODES[kind] if modes[kind, mode] < 2} == set()


def test_there_are_sentences_without_an_event_and_snippets_of_two() -> None:
    assert len(ROWS) >= 260
    assert sum(not row["events"] for row in ROWS) >= 25
    assert sum(". " in row["text"][:-1] for row in ROWS) >= len(ROWS) / 5


def runs(text: str) -> set[str]:
    words = [word.strip(".,;:!?()\"'“”‘’—-").lower() for word in text.split()]
    return {" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}


def test_training_shares_no_sentence_and_no_eight_words_with_the_gold() -> None:
    texts = [row["text"] for row in ROWS] + [gold.document.text for gold in articles()]
    mine = set().union(*map(runs, texts))
    learned = [json.loads(line) for path in LEARNED for line in path.read_text("utf-8").splitlines() if line.strip()]
    assert learned
    assert {row["sha256"] for row in learned if "sha256" in row}.isdisjoint(
        hashlib.sha256(text.encode()).hexdigest()[:16] for text in texts
    )
    assert [row["text"] for row in learned if "text" in row and not mine.isdisjoint(runs(row["text"]))] == []


def test_no_sentence_stands_twice() -> None:
    assert [text for text, count in Counter(row["text"] for row in ROWS).items() if count > 1] == []


def test_every_article_has_its_events() -> None:
    assert {gold.name for gold, _ in ARTICLES} == {gold.name for gold in articles()}
    assert sum(not event.optional for _, wanted in ARTICLES for event in wanted) >= 100


@pytest.mark.parametrize(("gold", "wanted"), ARTICLES, ids=[gold.name for gold, _ in ARTICLES])
def test_an_article_and_its_events_fit(gold: GoldText, wanted: tuple[GoldEvent, ...]) -> None:
    for event in wanted:
        assert set(event.types) <= set(TYPES)
        assert event.mode is None or any(event.mode in MODES[kind] for kind in event.types)
        assert set(event.realis) <= REALIS
        assert list(event.mentions) == sorted(set(event.mentions))
    assert len([span for event in wanted for span in event.mentions]) == len(
        {span for event in wanted for span in event.mentions}
    )


def answered(gold: GoldText, wanted: tuple[GoldEvent, ...]) -> Reading:
    """What a program would give that finds just the gold: each named place, time and figure is one of the reading's."""
    reading = as_reading(gold)
    place, time, figure = reading.places[0], reading.times[0], reading.figures[0]
    places, times, figures, events = [], [], [], []
    for number, event in enumerate(wanted):
        where, when = event.places[-1], event.times[-1]
        if where:
            places.append(replace(place, id=f"pla{number}", span=where))
        if when:
            times.append(replace(time, id=f"tim{number}", span=when))
        linked = [replace(figure, id=f"fig{number}-{at}", span=span) for at, span in enumerate(event.figures)]
        figures += linked
        events.append(
            Event(
                id=f"eve{number}", span=event.mentions[0], type=event.types[0], mode=event.mode, actors=(),
                recipients=(), place=f"pla{number}" if where else None, time=f"tim{number}" if when else None,
                figures=tuple(one.id for one in linked), attribution=None, effect=event.effects[0],
                mentions=event.mentions, realis=event.realis[0],  # type: ignore[arg-type]
            )
        )  # fmt: skip
    return replace(reading, places=tuple(places), times=tuple(times), figures=tuple(figures), events=tuple(events))


def test_a_program_that_gives_the_gold_gets_full_marks() -> None:
    by_name = {gold.name: wanted for gold, wanted in ARTICLES}
    rates = measure(ARTICLES, lambda gold: answered(gold, by_name[gold.name]))
    assert {name: value for name, value in rates.items() if value < 100} == {}


def test_events_left_apart_in_the_wrong_place_and_with_no_figure_score_less() -> None:
    gold, wanted = next((gold, wanted) for gold, wanted in ARTICLES if gold.name == "wire_market")

    def damaged(_: GoldText) -> Reading:
        reading = answered(gold, wanted)
        split = [
            replace(event, id=f"{event.id}-{at}", mentions=(span,), place=None, figures=(), realis="negated")
            for event in reading.events
            for at, span in enumerate(event.mentions)
        ]
        return replace(reading, events=tuple(split))

    rates = measure([(gold, wanted)], damaged)
    assert rates["event recall"] == 100
    assert rates["event precision"] < 80
    assert rates["grouping F1"] == rates["place F1"] == rates["figures F1"] == rates["realis accuracy"] == 0


def test_an_event_of_another_sentence_or_another_type_is_not_matched() -> None:
    text = "Shells fell on Bara on Monday. The army blamed the rebels."
    item = {"mentions": ["{fell} on"], "type": "ASSAULT", "actors": [], "recipients": [], "place": "Bara",
            "time": "Monday", "effect": None, "figures": [], "realis": "actual"}  # fmt: skip
    wanted = event_of(text, item, "one")
    found = replace(answered(ARTICLES[0][0], ARTICLES[0][1]).events[0], type="ASSAULT", mentions=(Span(0, 6),))
    assert matched(text, [wanted], [found]) == [(wanted, found)]
    assert matched(text, [wanted], [replace(found, type="ACCUSE")]) == []
    assert matched(text, [wanted], [replace(found, mentions=(Span(40, 46),))]) == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"mentions": ["{rose} on"]}, "stands 0 times"),
        ({"actors": ["The navy"]}, "does not stand"),
        ({"place": "Paris"}, "does not stand"),
        ({"when": "Monday"}, "no such key"),
    ],
)
def test_a_row_that_does_not_fit_its_article_is_refused(change: dict[str, Any], message: str) -> None:
    item = {"mentions": ["{fell} on"], "type": "ASSAULT", "actors": [], "recipients": [], "place": None, "time": None,
            "effect": None, "figures": [], "realis": "actual"}  # fmt: skip
    with pytest.raises(GoldError, match=message):
        event_of("Shells fell on Bara on Monday.", item | change, "one")
