"""Our own event sentences fit their texts, and become labels on the right pieces."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.core.plover import MODES, TYPES
from training.corpora import events
from training.shape import REALIS

ROW = {"trigger": "seized", "type": "COERCE", "mode": "seize", "actors": ["Rebels"], "recipients": ["a depot"]}


def test_every_event_is_plover_and_its_trigger_is_one_word() -> None:
    found = [(one.analysis.text, event) for one in events.own() for event in one.events or ()]
    assert len(found) >= 2000
    assert {event.type for _, event in found} == set(TYPES)
    for text, event in found:
        assert event.mode is None or event.mode in MODES[event.type]
        assert event.realis in REALIS
        assert " " not in event.trigger.of(text)
        for span in (*event.actors, *event.recipients):
            assert span.of(text) == span.of(text).strip() != ""


def test_labels_kept_without_text_say_which_sentence_by_hash() -> None:
    folder = Path(events.__file__).parent.parent / "extra" / "events"
    rows = [row for path in folder.glob("cameo*.jsonl") for row in events.lines(path)]
    assert len(rows) >= 1200
    assert {frozenset(row) for row in rows} == {frozenset({"sha256", "events"})}
    assert all(event["type"] in TYPES for row in rows for event in row["events"])


def test_quotes_become_spans() -> None:
    event = events.quoted("Rebels seized a depot.", ROW)
    assert (event.trigger, event.actors, event.recipients) == ((7, 13), ((0, 6),), ((14, 21),))
    assert (event.realis, event.inner) == ("actual", False)


def test_a_quote_that_is_not_there_is_refused() -> None:
    with pytest.raises(ValueError, match="not in"):
        events.quoted("Nothing happened.", ROW)


def test_sentences_are_joined_and_their_spans_move_along(tmp_path: Path) -> None:
    rows = [
        json.dumps({"text": f"{word} Rebels seized a depot.", "events": [ROW]}) for word in ("One.", "Two.", "Three.")
    ]
    (tmp_path / "events").mkdir()
    (tmp_path / "events" / "own.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
    (one,) = events.own(tmp_path)
    assert [event.trigger.of(one.analysis.text) for event in one.events or ()] == ["seized"] * 3
    assert [event.recipients[0].of(one.analysis.text) for event in one.events or ()] == ["a depot"] * 3


def test_stories_of_one_headline_stay_on_one_side(tmp_path: Path) -> None:
    (tmp_path / "events").mkdir()
    rows = [
        json.dumps({"title": f"headline {n // 3}", "text": f"Workers struck. {n}", "label": "PROTEST"})
        for n in range(90)
    ]
    (tmp_path / "events" / "ngec_synthetic_plover.jsonl").write_text("\n".join(rows) + "\n", encoding="utf-8")
    parts = {part: [one.analysis.text for one in events.stories(tmp_path, part)] for part in ("train", "dev")}
    assert len(parts["train"]) + len(parts["dev"]) == 90
    assert 0 < len(parts["dev"]) < 30
    assert len(parts["dev"]) % 3 == 0
