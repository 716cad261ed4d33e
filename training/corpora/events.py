"""Events: our own sentences, our labels on the sentences of a public corpus, and stories known to be about one type."""

from __future__ import annotations

import hashlib
import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from onrecord.core import Span
from onrecord.core.plover import TYPES
from onrecord.read.segment import segment
from training.corpora.extra import FOLDER, spans_of
from training.shape import Example, Happening

# Sentences joined into one text: sometimes one alone, mostly a few, as paragraphs or in one, each in so many
# texts. Reading takes whole reports, and a head that knows single sentences only sees events everywhere in them.
_TOGETHER = (1, 2, 3, 4, 5, 6)
_BETWEEN = ("\n\n", " ", " ")
_PASSES = 2
# The first sentences of the corpus are never trained on: they are what the event head is steered by.
HELD_OUT = 270
# A word counts as one that tells of no event when it is seen so often, and as a trigger in at most this share.
OFTEN = 3
RARELY = 0.1
# Of a story only its beginning is read: what it is about stands there.
_BEGINNING = 700


def own(folder: Path = FOLDER) -> Iterator[Example]:
    """Our own sentences (training/extra/events/own*.jsonl), triggers and sides given as quotes of their text.

    Raises ``ValueError`` where a quote is not in its text.
    """
    for path in sorted((folder / "events").glob("own*.jsonl")):
        yield from _joined(_rows(path), path.stem, "happened")


def reports(folder: Path = FOLDER) -> Iterator[Example]:
    """Our own whole reports (training/extra/events/reports*.jsonl), every event word marked; raises like ``own``."""
    for path in sorted((folder / "events").glob("reports*.jsonl")):
        for number, (text, events) in enumerate(_rows(path)):
            yield Example(f"{path.stem}-{number}", "reports", segment(text), events=tuple(events))


def _rows(path: Path) -> list[tuple[str, list[Happening]]]:
    return [(row["text"], [quoted(row["text"], event) for event in row["events"]]) for row in lines(path)]


def labelled(root: Path, part: str, folder: Path = FOLDER) -> Iterator[Example]:
    """Sentences of ``events/cameo_class_train.jsonl`` with our labels (offsets, found by the hash of the sentence)."""
    path = root / "events" / "cameo_class_train.jsonl"
    if not path.is_file():
        return
    labels: dict[str, Any] = {}
    for file in sorted((folder / "events").glob("cameo*.jsonl")):
        labels |= {row["sha256"]: row["events"] for row in lines(file)}
    rows = []
    for number, line in enumerate(lines(path)):
        digest = hashlib.sha256(line["text"].encode()).hexdigest()[:16]
        if digest in labels and (number < HELD_OUT) == (part == "dev"):
            rows.append((line["text"], [_placed(event) for event in labels[digest]]))
    if part == "train":
        yield from _joined(rows, "cameo", "cameo")
        return
    for number, (text, events) in enumerate(rows):
        yield Example(f"cameo-{number}", "cameo", segment(text), events=tuple(events))


def stories(root: Path, part: str) -> Iterator[Example]:
    """The beginnings of synthetic stories that carry one PLOVER type each; "dev" holds every tenth headline's."""
    path = root / "events" / "ngec_synthetic_plover.jsonl"
    if not path.is_file():
        return
    for number, row in enumerate(lines(path)):
        held_out = int(hashlib.sha256(row["title"].encode()).hexdigest(), 16) % 10 == 0
        if held_out == (part == "dev") and row["label"] in TYPES:
            text = row["text"][:_BEGINNING].rsplit(" ", 1)[0]
            yield Example(f"story-{number}", "stories", segment(text), story=row["label"])


def eventless(examples: Iterable[Example]) -> frozenset[str]:
    """Words (lower case) seen ``OFTEN`` in event sentences and next to never as a trigger: "said", "the", "capital".

    Only these are taken as no triggers in other corpora; an unseen verb may well be one.
    """
    seen: Counter[str] = Counter()
    told: Counter[str] = Counter()
    for example in examples:
        triggers = {event.trigger.start for event in example.events or ()}
        for token in example.analysis.tokens:
            seen[token.text.lower()] += 1
            told[token.text.lower()] += token.span.start in triggers
    return frozenset(word for word, count in seen.items() if count >= OFTEN and told[word] <= count * RARELY)


def quoted(text: str, event: dict[str, Any]) -> Happening:
    """One event of a row: ``{"trigger": "seized", "type": "COERCE", "mode": "seize", "actors": ["Rebels"], …}``."""
    (trigger,) = spans_of(text, event["trigger"], 0)
    return Happening(
        trigger,
        event["type"],
        event.get("mode"),
        spans_of(text, event.get("actors"), 0),
        spans_of(text, event.get("recipients"), 0),
        event.get("realis", "actual"),
        event.get("inner", False),
    )


def _placed(event: dict[str, Any]) -> Happening:
    actors, recipients = (tuple(Span(*span) for span in event[side]) for side in ("actors", "recipients"))
    return Happening(
        Span(*event["trigger"]), event["type"], event["mode"], actors, recipients, event["realis"], event["inner"]
    )


def _joined(rows: list[tuple[str, list[Happening]]], name: str, corpus: str) -> Iterator[Example]:
    order = random.Random(name)
    for turn in range(_PASSES):
        waiting = order.sample(rows, len(rows))
        while waiting:
            count, between = order.choice(_TOGETHER), order.choice(_BETWEEN)
            text, found = "", []
            for part, events in waiting[:count]:
                text += between if text else ""
                found += [_moved(event, len(text)) for event in events]
                text += part
            waiting = waiting[count:]
            yield Example(f"{name}-{turn}-{len(waiting)}", corpus, segment(text), events=tuple(found))


def _moved(event: Happening, by: int) -> Happening:
    def moved(span: Span) -> Span:
        return Span(span.start + by, span.end + by)

    return Happening(
        moved(event.trigger), event.type, event.mode, tuple(map(moved, event.actors)),
        tuple(map(moved, event.recipients)), event.realis, event.inner,
    )  # fmt: skip


def lines(path: Path) -> list[Any]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
