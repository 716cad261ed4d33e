"""Places on our own gold texts: toponym F1, accuracy within 161 km, literal or not.

    python -m evaluation.places                  # both parts of evaluation/gold/places.jsonl
    python -m evaluation.places --part held -v   # what went wrong

A toponym is found where its span overlaps a gold span (``exact``: equals it). Accuracy counts, over found toponyms,
those placed within 161 km (100 miles) of the gold point, as in the geoparsing literature. Gold points of countries and
regions are their middles, so a wrong reading is what this measures, not the choice of a middle.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from onrecord.core import Analysis, Document, Place, Span

GOLD = ("evaluation/gold/places.jsonl",)
TEXTS = Path(__file__).resolve().parent / "gold" / "places.jsonl"
NEAR_KM = 161.0


@dataclass(slots=True)
class Score:
    """Counts over documents; ``notes`` names every miss."""

    gold: int = 0
    read: int = 0
    found: int = 0
    exact: int = 0
    near: int = 0
    literal_gold: int = 0
    literal_right: int = 0
    distances: list[float] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def summary(self) -> dict[str, float]:
        """Percentages: and the median error in km."""
        precision, recall = self.found / max(1, self.read), self.found / max(1, self.gold)
        median = sorted(self.distances)[len(self.distances) // 2] if self.distances else math.nan
        return {
            "toponyms": self.gold,
            "toponym precision": 100 * precision,
            "toponym recall": 100 * recall,
            "toponym F1": 100 * 2 * precision * recall / max(1e-9, precision + recall),
            "toponym F1, exact span": 100 * 2 * self.exact / max(1, self.read + self.gold),
            "within 161 km": 100 * self.near / max(1, self.found),
            "literal or not": 100 * self.literal_right / max(1, self.literal_gold),
            "median km off": median,
        }


def kilometres(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Great-circle distance."""
    half = math.sin(math.radians(lat2 - lat1) / 2) ** 2
    half += math.cos(math.radians(lat1)) * math.cos(math.radians(lat2)) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(half)))


def gold(part: str | None = None) -> Iterator[dict[str, Any]]:
    """The annotated texts, one dict each; ``part`` is "tune" (looked at while writing rules) or "held"."""
    for line in TEXTS.read_text(encoding="utf-8").splitlines():
        item = json.loads(line)
        if part is None or item["part"] == part:
            yield item


def score(*, sample: int | None = None) -> dict[str, float]:
    """Figures of the held part, read with the shipped model; ``sample`` takes the first texts only."""
    total = measured(list(gold("held"))[:sample], encoded)
    return {name: value for name, value in total.summary().items() if name not in ("toponyms", "median km off")}


def measured(items: Sequence[dict[str, Any]], analyse: Callable[[list[Document]], list[Analysis]]) -> Score:
    """Score the places that are read from each text."""
    from onrecord.resolve.places import resolve_places

    total = Score()
    documents = [Document.of(item["text"], publisher=item.get("publisher")) for item in items]
    for item, document, analysis in zip(items, documents, analyse(documents), strict=True):
        _score_one(item, resolve_places(document, analysis)[0], total)
    return total


def _score_one(item: dict[str, Any], places: list[Place], total: Score) -> None:
    total.gold += len(item["places"])
    total.read += len(places)
    used: set[int] = set()
    for wanted in item["places"]:
        span = Span(*wanted["span"])
        hit = next((i for i, place in enumerate(places) if i not in used and place.span.overlaps(span)), None)
        if hit is None:
            total.notes.append(f"{item['id']}: missed {wanted['quote']}")
            continue
        used.add(hit)
        place = places[hit]
        total.found += 1
        total.exact += place.span == span
        far = math.inf
        if place.lat is not None and place.lon is not None:
            far = kilometres(place.lat, place.lon, wanted["lat"], wanted["lon"])
        total.distances.append(far)
        total.near += far <= NEAR_KM
        if far > NEAR_KM:
            total.notes.append(
                f"{item['id']}: {wanted['quote']} put at {place.name} {place.country} ({far:.0f} km off)"
            )
        if wanted["literal"] is not None:
            total.literal_gold += 1
            total.literal_right += place.literal == wanted["literal"]
            if place.literal != wanted["literal"]:
                total.notes.append(f"{item['id']}: {wanted['quote']} literal {place.literal}, gold {wanted['literal']}")
    for i, place in enumerate(places):
        if i not in used:
            total.notes.append(f"{item['id']}: not a toponym: {place.text}")


def surface(documents: list[Document]) -> list[Analysis]:
    """Tokens and sentences alone: what the places room must manage without the encoder."""
    from onrecord.read.segment import segment

    return [segment(document.text) for document in documents]


def encoded(documents: list[Document]) -> list[Analysis]:
    """What the shipped model reads."""
    from onrecord.read.analyse import analyse
    from onrecord.read.encoder import shipped

    return [found.analysis for found in analyse(documents, shipped())]


def main() -> None:
    """Print the scores, and with ``-v`` every miss."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--part", choices=["tune", "held"])
    parser.add_argument("--surface", action="store_true", help="tokens alone instead of the shipped model")
    parser.add_argument("-v", "--verbose", action="store_true")
    options = parser.parse_args()
    total = measured(list(gold(options.part)), surface if options.surface else encoded)
    for note in total.notes if options.verbose else ():
        print(note)
    print(json.dumps({key: round(value, 1) for key, value in total.summary().items()}))


if __name__ == "__main__":
    main()
