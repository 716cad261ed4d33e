"""Relations: commands, allies and opponents on re3d (own split), and all ten kinds on our own sentences.

How re3d is matched. Its FightingAgainst is opponent_of and its AlliesOf is ally_of, in either direction; its InChargeOf
is commands, office_holder or controls, in its direction; its BelongsTo is member_of or part_of, in its direction. Only
gold whose two sides are people, organisations or places (by re3d's own entity types) counts: a tank or a rocket is
nobody's opponent and no actor of a reading. What re3d marks as one entity ("Iraqi Prime Minister Haider al-Abadi") it
does not look into, so a found relation whose span lies within one entity is not counted. "with all gold" leaves
weapons, vehicles and platforms in. Two gold pairs of one kind whose spans overlap on both sides are one.

Our sides are actors with many mentions, and a reading keeps a tie once, where it is first stated. So:
- a found relation is right where the sentences of its ``span`` hold a gold pair of a fitting kind whose two quotes
  overlap mentions of its two sides (precision);
- a gold pair is found where some found relation of a fitting kind, anywhere in the document, ties two sides that are
  mentioned inside the two gold quotes (recall): what was stated before is not missed when it is stated again.
"in reach" is recall over the gold pairs both of whose quotes overlap some actor or place of the reading.

Our own gold (``gold/relations.jsonl``; ``gold/relations_fresh.jsonl`` was written when the rules stood): a relation is
right where kind, direction (ally_of and opponent_of have none), both sides and "former" agree; a side agrees where some
mention of it overlaps a place where the quote stands in the text.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from evaluation.corpora import GOLD as OWN
from evaluation.corpora import corpus
from onrecord import Reader
from onrecord.core import Document, Reading, Relation, Span

GOLD = ("../shared/corpora/re3d", "evaluation/gold/relations.jsonl", "evaluation/gold/relations_fresh.jsonl")
FITS = {
    "FightingAgainst": frozenset(("opponent_of",)),
    "AlliesOf": frozenset(("ally_of",)),
    "InChargeOf": frozenset(("commands", "office_holder", "controls")),
    "BelongsTo": frozenset(("member_of", "part_of")),
}
BAR = ("FightingAgainst", "AlliesOf", "InChargeOf")
SYMMETRIC = frozenset(("ally_of", "opponent_of"))
_SIDES = frozenset(("Person", "Organisation", "Location"))
Read = Callable[[Iterable[Document]], Iterable[Reading]]


@dataclass(frozen=True, slots=True)
class Pair:
    """One gold relation of re3d; ``sides`` is true where neither side is a weapon, vehicle or document."""

    kind: str
    source: Span
    target: Span
    sides: bool


@dataclass(frozen=True, slots=True)
class Text:
    """One document of re3d with its gold."""

    document: Document
    pairs: tuple[Pair, ...]
    entities: tuple[Span, ...]
    dev: bool


def score(*, sample: int | None = None, read: Read | None = None) -> dict[str, float]:
    """F1, precision and recall in percent, by part of re3d and on our own sentences."""
    read = read or Reader().read_many
    figures: dict[str, float] = {}
    for part in ("dev", "train"):
        texts = [text for text in re3d() if text.dev == (part == "dev")][:sample]
        readings = list(read(text.document for text in texts))
        figures |= {f"re3d {part} {name}": value for name, value in against_re3d(texts, readings).items()}
    for name in ("relations", "relations_fresh"):
        path = OWN / f"{name}.jsonl"
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()][:sample]
        readings = list(read(Document.of(row["text"]) for row in rows))
        label = "own" if name == "relations" else "own, fresh"
        figures |= {f"{label} {key}": value for key, value in against_own(rows, readings).items()}
    return figures


@cache
def re3d() -> tuple[Text, ...]:
    """All documents of re3d, with the split that ``training/corpora/entities.py`` uses."""
    found = []
    for folder in sorted(path for path in corpus("re3d").iterdir() if path.is_dir()):
        kinds: dict[tuple[str, int, int], set[str]] = defaultdict(set)
        marks: dict[str, list[Span]] = defaultdict(list)
        for mark in _rows(folder / "entities.jsonl"):
            kinds[mark["documentId"], mark["begin"], mark["end"]].add(mark["type"])
            marks[mark["documentId"]].append(Span(mark["begin"], mark["end"]))
        pairs: dict[str, list[Pair]] = defaultdict(list)
        for row in _rows(folder / "relations.jsonl"):
            if row["type"] in FITS:
                name = row["documentId"]
                ends = [Span(row[f"{side}Begin"], row[f"{side}End"]) for side in ("source", "target")]
                real = all(kinds.get((name, *span), {"?"}) & _SIDES for span in ends)
                pairs[name].append(Pair(row["type"], ends[0], ends[1], real))
        for row in _rows(folder / "documents.jsonl"):
            dev = int(hashlib.sha256(row["_id"].encode()).hexdigest(), 16) % 5 == 0
            name = row["_id"]
            found.append(Text(Document.of(row["text"]), tuple(_once(pairs[name])), tuple(marks[name]), dev))
    return tuple(found)


def _rows(path: Any) -> Iterator[dict[str, Any]]:
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def _once(pairs: Sequence[Pair]) -> Iterator[Pair]:
    kept: list[Pair] = []
    for pair in pairs:
        if not any(_same(pair, other) for other in kept):
            kept.append(pair)
            yield pair


def _same(one: Pair, other: Pair) -> bool:
    """The same pair annotated twice with other edges, or in both directions where the kind has none."""
    if one.kind != other.kind:
        return False
    straight = one.source.overlaps(other.source) and one.target.overlaps(other.target)
    turned = one.source.overlaps(other.target) and one.target.overlaps(other.source)
    return straight or (turned and bool(FITS[one.kind] & SYMMETRIC))


def against_re3d(texts: Sequence[Text], readings: Sequence[Reading]) -> dict[str, float]:
    """Figures of one part."""
    counts: Counter[str] = Counter()
    for text, reading in zip(texts, readings, strict=True):
        _compare(text, reading, counts)
    figures: dict[str, float] = {}
    for name in ("bar", "bar with all gold", *FITS):
        figures |= _figures(_LABELS.get(name, name), counts, name)
    reach = counts["bar gold in reach"]
    figures[f"{_LABELS['bar']} gold in reach"] = 100 * reach / max(1, counts["bar gold"])
    figures[f"{_LABELS['bar']} recall in reach"] = 100 * counts["bar found in reach"] / max(1, reach)
    return figures


_LABELS = {"bar": "commands, ally, opponent", "bar with all gold": "commands, ally, opponent with all gold"}


def _compare(text: Text, reading: Reading, counts: Counter[str]) -> None:
    spans = mentions(reading)
    for pair in text.pairs:
        got = any(_ties(relation, pair, spans) for relation in reading.relations)
        reach = all(any(span.overlaps(side) for some in spans.values() for span in some)
                    for side in (pair.source, pair.target))  # fmt: skip
        for group in _groups(pair.kind):
            if group == "bar with all gold" or pair.sides:
                counts[f"{group} gold"] += 1
                counts[f"{group} found"] += got
                counts[f"{group} gold in reach"] += reach
                counts[f"{group} found in reach"] += got and reach
    for relation in reading.relations:
        kind = next((kind for kind, fits in FITS.items() if relation.relation in fits), None)
        if kind is None or any(entity.contains(relation.span) for entity in text.entities):
            continue
        inside = [pair for pair in text.pairs if _near(reading.document.text, relation.span, pair)]
        right = any(_ties(relation, pair, spans) for pair in inside)
        for group in _groups(kind):
            counts[f"{group} given"] += 1
            counts[f"{group} right"] += right


def _groups(kind: str) -> tuple[str, ...]:
    return (kind, "bar", "bar with all gold") if kind in BAR else (kind,)


def _near(text: str, span: Span, pair: Pair) -> bool:
    """True where no line break and no stop with a capital behind it lies between the evidence and the gold pair."""
    both = pair.source.cover(pair.target)
    if both.overlaps(span):
        return True
    gap = text[min(both.end, span.end) : max(both.start, span.start)]
    return "\n" not in gap and not any(a in ".!?" and b == " " for a, b in pairwise(gap))


def _ties(relation: Relation, pair: Pair, spans: dict[str, list[Span]]) -> bool:
    if relation.relation not in FITS[pair.kind]:
        return False

    def over(side: str, gold: Span) -> bool:
        return any(span.overlaps(gold) for span in spans.get(side, ()))

    straight = over(relation.subject, pair.source) and over(relation.object, pair.target)
    turned = over(relation.subject, pair.target) and over(relation.object, pair.source)
    return straight or (turned and relation.relation in SYMMETRIC)


def mentions(reading: Reading) -> dict[str, list[Span]]:
    """Where each actor and place of a reading is mentioned; a state is also where its name stands as a place."""
    found = {actor.id: [mention.span for mention in actor.mentions] for actor in reading.actors}
    by_name: dict[str, list[Span]] = defaultdict(list)
    for place in reading.places:
        by_name[place.name].append(place.span)
    found |= {place.id: by_name[place.name] for place in reading.places}
    return found


def against_own(rows: Sequence[dict[str, Any]], readings: Sequence[Reading]) -> dict[str, float]:
    """Figures on our own sentences, together and by kind."""
    counts: Counter[str] = Counter()
    for row, reading in zip(rows, readings, strict=True):
        spans = mentions(reading)
        wanted = list(row["relations"])
        for relation in reading.relations:
            hit = next((gold for gold in wanted if _agrees(row["text"], gold, relation, spans)), None)
            counts["all given"] += 1
            counts[f"{relation.relation} given"] += 1
            if hit is not None:
                wanted.remove(hit)
                for group in ("all", relation.relation):
                    counts[f"{group} right"] += 1
                    counts[f"{group} found"] += 1
        for gold in row["relations"]:
            for group in ("all", gold["relation"]):
                counts[f"{group} gold"] += 1
    figures = _figures("relations", counts, "all")
    for kind in sorted({gold["relation"] for row in rows for gold in row["relations"]}):
        figures[f"{kind} F1"] = _figures(kind, counts, kind)[f"{kind} F1"]
    return figures


def _agrees(text: str, gold: dict[str, Any], relation: Relation, spans: dict[str, list[Span]]) -> bool:
    if relation.relation != gold["relation"] or relation.former != gold.get("former", False):
        return False

    def over(side: str, quote: str) -> bool:
        return any(span.overlaps(place) for place in _places(text, quote) for span in spans.get(side, ()))

    straight = over(relation.subject, gold["subject"]) and over(relation.object, gold["object"])
    turned = over(relation.subject, gold["object"]) and over(relation.object, gold["subject"])
    return straight or (turned and relation.relation in SYMMETRIC)


def _places(text: str, quote: str) -> list[Span]:
    """Everywhere a quote stands."""
    found, at = [], text.find(quote)
    while at >= 0:
        found.append(Span(at, at + len(quote)))
        at = text.find(quote, at + 1)
    return found


def _figures(label: str, counts: Counter[str], group: str) -> dict[str, float]:
    precision = 100 * counts[f"{group} right"] / max(1, counts[f"{group} given"])
    recall = 100 * counts[f"{group} found"] / max(1, counts[f"{group} gold"])
    both = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {f"{label} F1": both, f"{label} precision": precision, f"{label} recall": recall}


if __name__ == "__main__":
    from evaluation.show import show

    show(score)
