"""Events of our own articles: found, their mentions joined; place, time, figures, effect and realis of those found.

A found event is right where its type is and one of its mentions stands in a sentence of the gold event's mentions;
each is matched once, so a second event for the same incident counts as wrong. Grouping looks only at gold mentions
that were found as such: of two of them, are they in one event where they should be? Details are scored on matched
events; where most events have none (place, time, effect, figures) by F1, so that "none" earns nothing.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from pathlib import Path
from typing import Any

from evaluation.gold.load import articles, many
from evaluation.gold.nouns import GoldText
from evaluation.gold.quotes import GoldError, find, occurrences
from onrecord import Reader
from onrecord.core import Reading, Span
from onrecord.core.mentions import Event, Figure, Place, Time
from onrecord.read.segment import segment

GOLD = ("evaluation/gold/articles", "evaluation/gold/article_events.jsonl")
ROWS = Path(__file__).parent / "gold" / "article_events.jsonl"
_KEYS = frozenset(
    ("type", "mode", "mentions", "actors", "recipients", "place", "time", "effect", "figures", "realis", "optional")
)


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """One event of an article; of places, times, effects, types and realis each that is listed counts as right.

    ``places`` and ``times`` are the stretches of text that name it; None among them: naming none is right as well.
    """

    types: tuple[str, ...]
    mode: str | None
    mentions: tuple[Span, ...]
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    places: tuple[Span | None, ...]
    times: tuple[Span | None, ...]
    effects: tuple[str | None, ...]
    figures: tuple[Span, ...]
    realis: tuple[str, ...]
    optional: bool


def gold_events(path: Path = ROWS) -> list[tuple[GoldText, tuple[GoldEvent, ...]]]:
    """Every article with its events; raises :class:`GoldError` where a quote does not fit."""
    texts = {gold.name: gold for gold in articles()}
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        gold = texts.get(row["article"])
        if gold is None:
            raise GoldError(f"{path.name}: there is no article “{row['article']}”")
        found.append((gold, tuple(event_of(gold.document.text, item, row["article"]) for item in row["events"])))
    return found


def event_of(text: str, item: dict[str, Any], name: str) -> GoldEvent:
    """One event of a row; its mentions and figures stand once; a place or time without braces counts anywhere."""
    where = f"{name} event {item['mentions']}"
    if unknown := set(item) - _KEYS:
        raise GoldError(f"{where}: no such key: {sorted(unknown)}")
    if absent := [side for side in (*item["actors"], *item["recipients"]) if side not in text]:
        raise GoldError(f"{where}: does not stand in the text: {absent}")
    return GoldEvent(
        types=many(item["type"]),
        mode=item.get("mode"),
        mentions=tuple(find(text, quote, where=where) for quote in item["mentions"]),
        actors=tuple(item["actors"]),
        recipients=tuple(item["recipients"]),
        places=_named(text, item["place"], where),
        times=_named(text, item["time"], where),
        effects=many(item["effect"]) or (None,),
        figures=tuple(find(text, quote, where=where) for quote in item["figures"]),
        realis=many(item["realis"]),
        optional=bool(item.get("optional", False)),
    )


def _named(text: str, quotes: Any, where: str) -> tuple[Span | None, ...]:
    found: list[Span | None] = []
    for quote in many(quotes) or (None,):
        stands = [None] if quote is None else [find(text, quote)] if "{" in quote else occurrences(text, quote)
        if not stands:
            raise GoldError(f"{where}: “{quote}” does not stand in the text")
        found += stands
    return tuple(found)


def score(*, sample: int | None = None, reader: Reader | None = None) -> dict[str, float]:
    """Percentages over the articles, read through the front door with their day and publisher."""
    reader = reader or Reader()
    chosen = gold_events()[:sample]
    readings = iter(list(reader.read_many(gold.document for gold, _ in chosen)))
    return measure(chosen, lambda _: next(readings))


def measure(
    chosen: Iterable[tuple[GoldText, tuple[GoldEvent, ...]]], read: Callable[[GoldText], Reading]
) -> dict[str, float]:
    """Every figure over all articles."""
    counts: Counter[str] = Counter()
    for gold, wanted in chosen:
        reading = read(gold)
        pairs = matched(gold.document.text, wanted, reading.events)
        _count_found(wanted, reading.events, pairs, counts)
        _count_groups([event for event in wanted if not event.optional], reading.events, counts)
        named: list[Place | Time | Figure] = [*reading.places, *reading.times, *reading.figures]
        spans = {one.id: one.span for one in named}
        for event, other in pairs:
            if not event.optional:
                _count_details(event, other, spans, counts)
    return _rates(counts)


def matched(text: str, wanted: Sequence[GoldEvent], given: Sequence[Event]) -> list[tuple[GoldEvent, Event]]:
    """Pairs of one type that share a sentence, those that share most words and then most sentences first."""
    ends = [sentence.span.end for sentence in segment(text).sentences]

    def sentences(spans: Iterable[Span]) -> set[int]:
        return {sum(end <= span.start for end in ends) for span in spans}

    ranked = []
    for (left, event), (right, other) in product(enumerate(wanted), enumerate(given)):
        shared = len(sentences(event.mentions) & sentences(other.mentions))
        if shared and other.type in event.types:
            words = sum(any(span.overlaps(one) for one in other.mentions) for span in event.mentions)
            ranked.append((-words, -shared, left, right))
    pairs: dict[int, int] = {}
    for _, _, left, right in sorted(ranked):
        if left not in pairs and right not in pairs.values():
            pairs[left] = right
    return [(wanted[left], given[right]) for left, right in sorted(pairs.items())]


def _count_found(
    wanted: Sequence[GoldEvent], given: Sequence[Event], pairs: list[tuple[GoldEvent, Event]], counts: Counter[str]
) -> None:
    free = sum(event.optional for event, _ in pairs)
    counts["event hit"] += len(pairs) - free
    counts["event gold"] += sum(not event.optional for event in wanted)
    counts["event found"] += len(given) - free


def _count_groups(wanted: Sequence[GoldEvent], given: Sequence[Event], counts: Counter[str]) -> None:
    placed: list[tuple[int, int]] = []
    for number, event in enumerate(wanted):
        for span in event.mentions:
            holds = (at for at, other in enumerate(given) if any(span.overlaps(one) for one in other.mentions))
            if (first := next(holds, None)) is not None:
                placed.append((number, first))
    for one, other in combinations(placed, 2):
        together, joined = one[0] == other[0], one[1] == other[1]
        counts["grouping gold"] += together
        counts["grouping found"] += joined
        counts["grouping hit"] += together and joined


def _count_details(event: GoldEvent, other: Event, spans: dict[str, Span], counts: Counter[str]) -> None:
    counts["matched"] += 1
    counts["realis"] += other.realis in event.realis
    counts["mode"] += (other.mode or "") == (event.mode or "")
    for name, right, found in (("place", event.places, other.place), ("time", event.times, other.time)):
        span = spans[found] if found else None
        hit = span is not None and any(one is not None and one.overlaps(span) for one in right)
        _count(name, hit=hit, gold=None not in right, found=span is not None, counts=counts)
    hit = other.effect is not None and other.effect in event.effects
    _count("effect", hit=hit, gold=None not in event.effects, found=other.effect is not None, counts=counts)
    linked = [spans[figure] for figure in other.figures]
    counts["figures gold"] += len(event.figures)
    counts["figures found"] += len(linked)
    counts["figures hit"] += sum(any(span.overlaps(one) for one in linked) for span in event.figures)


def _count(name: str, *, hit: bool, gold: bool, found: bool, counts: Counter[str]) -> None:
    """One detail; where the gold may be without it, a right one is a hit that was also asked for."""
    counts[f"{name} hit"] += hit
    counts[f"{name} gold"] += gold or hit
    counts[f"{name} found"] += found


def _rates(counts: Counter[str]) -> dict[str, float]:
    def share(hit: float, whole: float) -> float:
        return 100 * hit / whole if whole else 0.0

    rates = {
        "event precision": share(counts["event hit"], counts["event found"]),
        "event recall": share(counts["event hit"], counts["event gold"]),
    }
    for name in ("event", "grouping", "place", "time", "effect", "figures"):
        rates[f"{name} F1"] = share(2 * counts[f"{name} hit"], counts[f"{name} gold"] + counts[f"{name} found"])
    return rates | {f"{name} accuracy": share(counts[name], counts["matched"]) for name in ("mode", "realis")}


if __name__ == "__main__":
    from evaluation.show import show

    show(score)
