"""Prints what the reader missed, made up or got wrong on our own gold: ``python -m evaluation.misses times``."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from evaluation.gold import GoldText, articles, sentences
from evaluation.measures import actors, attributions, figures, places, times
from evaluation.measures.match import pair, span_likeness
from evaluation.own import apart
from onrecord.core import Reading, Span

Fault = tuple[str, str]


def faults(gold: GoldText, reading: Reading, layer: str) -> Iterator[Fault]:
    """What is wrong in one layer of one reading: ("missed", "at least 31"), ("certainty", "denied: certain, not …")."""
    text = gold.document.text
    wanted, given = getattr(gold, layer), getattr(reading, layer)
    if layer == "actors":
        given = actors.named(given)
    elif layer in ("figures", "times"):
        given = apart(given, wanted, gold.times if layer == "figures" else gold.figures)
    pairs = _pairs(gold, given, layer)
    right, used = {id(one) for one, _ in pairs}, {id(other) for _, other in pairs}
    yield from (("missed", _shown(one, text)) for one in wanted if id(one) not in right and not one.optional)
    yield from (("made up", _shown(other, text)) for other in given if id(other) not in used)
    for one, other in pairs:
        if not one.optional:
            yield from ((kind, f"{_shown(one, text)}: {said}") for kind, said in _WRONG[layer](one, other))


def _pairs(gold: GoldText, given: Sequence[Any], layer: str) -> Sequence[tuple[Any, Any]]:
    if layer == "attributions":
        return attributions.paired(gold, given)
    return pair(getattr(gold, layer), given, actors.likeness if layer == "actors" else span_likeness)


def _shown(one: Any, text: str) -> str:
    if hasattr(one, "cue"):
        return " | ".join(_words(part, text) for part in (one.source, one.cue, one.content))
    return one.name if hasattr(one, "mentions") else one.span.of(text)


def _words(spans: Sequence[Span], text: str) -> str:
    words = " + ".join(span.of(text) for span in spans).replace("\n", " / ")
    return words if len(words) < 80 else f"{words[:50]} … {words[-25:]}"


def _figure(one: Any, other: Any) -> Iterator[Fault]:
    if not figures.value_right(one, other):
        yield "value", f"[{one.low}, {one.high}], read as [{other.low}, {other.high}]"
    if not any(figures.same_unit(unit, other.unit) for unit in one.units):
        yield "unit", f"{one.units[0]}, read as {other.unit}"
    if one.measures != (None,) and other.measure not in one.measures:
        yield "measure", f"{one.measures[0]}, read as {other.measure}"


def _time(one: Any, other: Any) -> Iterator[Fault]:
    if not times.value_right(one, other):
        asked = (one.edtf or one.duration or (one.every or one.earliest or one.latest,))[0]
        yield "value", f"{asked}, read as {other.edtf or other.duration or other.every or other.latest}"


def _place(one: Any, other: Any) -> Iterator[Fault]:
    if not places.near(one, other):
        yield "where", f"{one.name} ({one.country}), read as {other.name} ({other.country}, {other.lat}, {other.lon})"
    if one.literal != other.literal:
        yield "literal", f"{one.literal}, read as {other.literal}"


def _attribution(one: Any, other: Any) -> Iterator[Fault]:
    if other.certainty not in one.certainties:
        yield "certainty", f"{one.certainties[0]}, read as {other.certainty}"
    if other.polarity != one.polarity:
        yield "polarity", f"{one.polarity}, read as {other.polarity}"
    if other.speaker_kind not in one.speaker_kinds:
        yield "speaker kind", f"{one.speaker_kinds[0]}, read as {other.speaker_kind}"
    if (one.parent is None) != (other.parent is None):
        yield "parent", f"{one.parent}, read as {other.parent}"


def _actor(one: Any, other: Any) -> Iterator[Fault]:
    if other.kind not in one.kinds:
        yield "kind", f"{one.kinds[0]}, read as {other.kind}"
    if one.country is not None and other.country != one.country:
        yield "country", f"{one.country}, read as {other.country}"
    if len(one.roles) != len(other.roles):
        yield "roles", f"{[role.title for role in one.roles]}, read as {[role.title for role in other.roles]}"


_WRONG: dict[str, Callable[[Any, Any], Iterator[Fault]]] = {
    "figures": _figure,
    "times": _time,
    "places": _place,
    "attributions": _attribution,
    "actors": _actor,
}


def main() -> None:
    """Read the gold and print its faults, one a line."""
    import onrecord

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("layer", choices=sorted(_WRONG))
    parser.add_argument("names", nargs="*", help="articles or topics (“wire_market”, “times”); all when left out")
    asked = parser.parse_args()
    texts = [
        gold
        for gold in (*articles(), *sentences())
        if asked.layer in gold.layers and (not asked.names or gold.name.partition(":")[0] in asked.names)
    ]
    readings = onrecord.Reader().read_many([gold.document for gold in texts])
    for gold, reading in zip(texts, readings, strict=True):
        for kind, what in faults(gold, reading, asked.layer):
            print(f"{gold.name}\t{kind}\t{what}")


if __name__ == "__main__":
    main()
