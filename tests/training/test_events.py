"""Our own event sentences fit their texts, and become labels on the right pieces."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from onrecord.core.plover import MODES, TYPES
from training.corpora import events
from training.shape import REALIS

ROW = {"trigger": "seized", "type": "COERCE", "mode": "seize", "actors": ["Rebels"], "recipients": ["a depot"]}


def test_every_event_is_plover_and_its_trigger_is_one_word() -> None:
    found = [(one.analysis.text, event) for one in (*events.own(), *events.reports()) for event in one.events or ()]
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


def written(folder: Path, name: str, rows: list[dict[str, object]]) -> None:
    (folder / "events").mkdir(exist_ok=True)
    lines = "\n".join(map(json.dumps, rows))
    (folder / "events" / name).write_text(lines + "\n", encoding="utf-8")


def test_sentences_are_joined_and_their_spans_move_along(tmp_path: Path) -> None:
    written(
        tmp_path, "own.jsonl", [{"text": f"{number}. Rebels seized a depot.", "events": [ROW]} for number in range(40)]
    )
    texts = list(events.own(tmp_path))
    assert list(events.own(tmp_path)) == texts
    assert len({len(one.events or ()) for one in texts}) >= 4
    for one in texts:
        assert one.analysis.text.count("seized") == len(one.events or ())
        assert {event.trigger.of(one.analysis.text) for event in one.events or ()} == {"seized"}
        assert {event.recipients[0].of(one.analysis.text) for event in one.events or ()} == {"a depot"}
    met = Counter(number for one in texts for number in re.findall(r"\d+(?=\. R)", one.analysis.text))
    assert set(met.values()) == {2}  # once a pass, in other company
    assert len(met) == 40


def test_a_report_stays_whole(tmp_path: Path) -> None:
    written(tmp_path, "reports.jsonl", [{"text": "Rebels seized a depot.\n\nIt rained.", "events": [ROW]}] * 3)
    written(tmp_path, "own.jsonl", [{"text": "Rebels seized a depot.", "events": [ROW]}])
    texts = [one.analysis.text for one in events.reports(tmp_path)]
    assert texts == ["Rebels seized a depot.\n\nIt rained."] * 3


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
