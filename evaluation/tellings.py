"""Is each incident of the two collections found in every report that tells of it; and how many events a report has.

A report's telling of an event of gold is found where the reading has an event that did happen, of the type or one a
careful reader could choose, with a mention in a sentence about it; an event of the reading answers for one event of
gold only. A sentence is about an event where it holds one of its figures, a word of its title, or a word that begins
alike; where no sentence of a report is, each may be.

``events that tell`` is the share of all events of the readings that have a fitting type and stand in such a sentence,
whether another had already been found or not; ``events a report`` is a count, no percentage, and has no good direction.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from evaluation.weighed.gold import Collection, Span, collection, names, percent
from onrecord import Reader
from onrecord.core import Document, Reading
from onrecord.core.mentions import Event
from onrecord.read.segment import segment

GOLD = ("evaluation/gold/collections",)
# Letters by which two words are taken for one: "abducted" for "abduction", "drones" for "drone".
_ALIKE = 5
_SMALL = frozenset(("with", "from", "near", "over", "into", "after", "three", "where", "their", "which", "under"))


@dataclass(frozen=True, slots=True)
class Telling:
    """One report on one event of gold, and the events of the reading that could be it, by their numbers."""

    report: str
    event: str
    fitting: tuple[int, ...]


def score(*, sample: int | None = None, reader: Reader | None = None) -> dict[str, float]:
    """All figures of each collection: {"valley, tellings found": 81.3, …}; ``sample``: the first N collections."""
    reader = reader or Reader()
    found: dict[str, float] = {}
    for name in names()[:sample]:
        wanted = collection(name)
        readings = dict(zip(wanted.reports, reader.read_many(_documents(wanted)), strict=True))
        tellings = list(told(wanted, readings))
        events = sum(len(reading.events) for reading in readings.values())
        telling = {(one.report, number) for one in tellings for number in one.fitting}
        found[f"{name}, tellings found"] = percent(len(tellings) - len(missed(tellings)), len(tellings))
        found[f"{name}, events that tell"] = percent(len(telling), events)
        found[f"{name}, events a report"] = events / max(1, len(readings))
    return found


def told(wanted: Collection, readings: Mapping[str, Reading]) -> Iterator[Telling]:
    """Every report of every event of gold, with the events of its reading that fit."""
    held: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for group in wanted.gold["figures"]:
        for statement in group["statements"]:
            held[statement["document"], group["event"]].append(wanted.span(statement))
    for event in wanted.gold["events"]:
        types, words = {event["type"], *event["also"]}, _stems(event["title"])
        for name in event["documents"]:
            text = wanted.reports[name]["text"]
            sentences = [(one.span.start, one.span.end) for one in segment(text).sentences]
            spans = held[name, event["id"]]
            about = [
                (first, last)
                for first, last in sentences
                if words & _stems(text[first:last]) or any(first <= start < last for start, _ in spans)
            ]
            fitting = [
                number
                for number, one in enumerate(readings[name].events)
                if one.type in types and one.realis == "actual" and _stands(one, about or sentences)
            ]
            yield Telling(name, event["id"], tuple(fitting))


def missed(tellings: list[Telling]) -> list[Telling]:
    """The tellings left without an event where each event of a reading answers for one (a largest matching)."""
    by_report: dict[str, list[Telling]] = defaultdict(list)
    for one in tellings:
        by_report[one.report].append(one)
    return [one for group in by_report.values() for one in _unmatched(group)]


def _unmatched(group: list[Telling]) -> list[Telling]:
    owner: dict[int, int] = {}

    def placed(at: int, seen: set[int]) -> bool:
        for number in group[at].fitting:
            if number not in seen:
                seen.add(number)
                if number not in owner or placed(owner[number], seen):
                    owner[number] = at
                    return True
        return False

    return [one for at, one in enumerate(group) if not placed(at, set())]


def _stands(event: Event, sentences: list[Span]) -> bool:
    return any(first <= mention.start < last for mention in event.mentions for first, last in sentences)


def _stems(text: str) -> set[str]:
    words = (word for word in re.findall(r"[a-z]{4,}", text.lower()) if word not in _SMALL)
    return {word[:_ALIKE] for word in words}


def _documents(wanted: Collection) -> Iterator[Document]:
    kept = ("text", "published", "publisher", "title", "url")
    for name, row in wanted.reports.items():
        given: dict[str, Any] = {key: row.get(key) for key in kept}
        yield Document.of(given.pop("text"), external_id=name, **given)


if __name__ == "__main__":
    from evaluation.show import show

    show(score)
