"""Sentences of news, each with every time it names; written before the program read them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from onrecord.core import Document, Time
from onrecord.read.segment import segment
from onrecord.read.times import find_times
from onrecord.resolve.dates import resolve_times

SENTENCES = [json.loads(line) for line in (Path(__file__).parent / "sentences.jsonl").read_text("utf-8").splitlines()]


def read(text: str, published: str | None) -> list[Time]:
    document = Document.of(text, published=published)
    timexes, _ = find_times(segment(document.text))
    return resolve_times(timexes, document)


@pytest.mark.parametrize(
    "sentence", SENTENCES, ids=[f"{entry['text'][:50]}-{entry['published']}" for entry in SENTENCES]
)
def test_every_time_and_nothing_else(sentence: dict[str, Any]) -> None:
    times = read(sentence["text"], sentence["published"])
    assert len(times) == len(sentence["times"]), [time.text for time in times]
    for time, wanted in zip(times, sentence["times"], strict=True):
        position = sentence["text"].index(wanted["text"])
        assert time.span.start < position + len(wanted["text"])
        assert position < time.span.end
        assert {key: getattr(time, key) for key in wanted if key != "text"} == {
            k: v for k, v in wanted.items() if k != "text"
        }
