"""PLOVER events in single sentences: type micro-F1, actor and recipient overlap F1; a keyword list beside it.

Two sets: real sentences of agencies (labels ours, text from the corpus) and our own gold sentences. A sentence's gold
are the events it reports, not those it only names inside another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evaluation.corpora import corpus
from evaluation.keywords import types_by_keyword
from onrecord import Reader
from training.corpora import events
from training.shape import Happening

GOLD = (
    "../shared/corpora/events/cameo_class_train.jsonl",
    "training/extra/events",
    "evaluation/gold/events.jsonl",
)
OWN = Path(__file__).parent / "gold" / "events.jsonl"


@dataclass(frozen=True, slots=True)
class Asked:
    """A sentence with what it reports: types, and what names the sides."""

    text: str
    types: frozenset[str]
    modes: frozenset[tuple[str, str]]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]


def score(*, sample: int | None = None, reader: Reader | None = None) -> dict[str, float]:
    """Micro-F1 of the set of types of each sentence, overlap F1 of its sides (a shared content word), in percent."""
    reader = reader or Reader()
    found: dict[str, float] = {}
    for name, asked in (("agency", agency()), ("own", own())):
        rows = asked[:sample]
        if not rows:
            continue
        read = [_given(reading.to_dict()) for reading in reader.read_many(row.text for row in rows)]
        found[f"{name} type F1"] = micro((row.types, given["types"]) for row, given in zip(rows, read, strict=True))
        found[f"{name} keyword type F1"] = micro((row.types, types_by_keyword(row.text)) for row in rows)
        found[f"{name} type and mode F1"] = micro(
            (row.modes, given["modes"]) for row, given in zip(rows, read, strict=True)
        )
        for side in ("actors", "recipients"):
            found[f"{name} {side} F1"] = overlap(
                (getattr(row, side), given[side]) for row, given in zip(rows, read, strict=True)
            )
    return found


def agency() -> list[Asked]:
    """The held-out real sentences."""
    return [_asked(item.analysis.text, item.events or ()) for item in events.labelled(corpus("events").parent, "dev")]


def own() -> list[Asked]:
    """Our own gold sentences."""
    return [_asked(row["text"], [events.quoted(row["text"], event) for event in row["events"]])
            for row in events.lines(OWN)] if OWN.exists() else []  # fmt: skip


def _asked(text: str, happened: Sequence[Happening]) -> Asked:
    reported = [event for event in happened if not event.inner]

    def texts(side: str) -> tuple[str, ...]:
        spans = dict.fromkeys(span for event in reported for span in getattr(event, side))
        return tuple(text[span.start : span.end] for span in spans)

    kinds = frozenset(event.type for event in reported)
    modes = frozenset((event.type, event.mode or "") for event in reported)
    return Asked(text, kinds, modes, texts("actors"), texts("recipients"))


def _given(reading: dict[str, Any]) -> dict[str, Any]:
    """The same from a reading's JSON; a side is known by its actor's name and mentions."""
    text = reading["document"]["text"]
    actors = {actor["id"]: actor for actor in reading["actors"]}

    def texts(side: str) -> list[str]:
        ids = dict.fromkeys(actor for event in reading["events"] for actor in event[side])
        return [
            " ".join([actors[one]["name"], *(text[slice(*item["span"])] for item in actors[one]["mentions"])])
            for one in ids
        ]

    return {
        "types": frozenset(event["type"] for event in reading["events"]),
        "modes": frozenset((event["type"], event["mode"] or "") for event in reading["events"]),
        "actors": texts("actors"),
        "recipients": texts("recipients"),
    }


def micro(pairs: Iterable[tuple[frozenset[Any], frozenset[Any]]]) -> float:
    """F1 over all labels of all sentences, in percent."""
    counts: Counter[str] = Counter()
    for want, have in pairs:
        counts["hit"] += len(want & have)
        counts["all"] += len(want) + len(have)
    return 200 * counts["hit"] / max(1, counts["all"])


def overlap(pairs: Iterable[tuple[Sequence[str], Sequence[str]]]) -> float:
    """F1 where a text is found if it shares a content word with one of the other side's."""
    hits, total = 0, 0
    for want, have in pairs:
        wanted, given = [_words(text) for text in want], [_words(text) for text in have]
        hits += sum(any(one & other for other in given) for one in wanted)
        hits += sum(any(one & other for other in wanted) for one in given)
        total += len(wanted) + len(given)
    return 100 * hits / max(1, total)


# Words that name nobody.
SMALL = frozenset(
    ("a", "an", "the", "and", "or", "of", "in", "on", "at", "for", "from", "to", "by", "with", "its", "their", "other")
)


def _words(text: str) -> set[str]:
    words = {word.strip("'’.,\"“”()").removesuffix("'s").removesuffix("’s") for word in text.lower().split()}
    return words - SMALL or words


if __name__ == "__main__":
    from evaluation.show import show

    show(score)
