"""The test door: a sentence in, its ties out as "Voss commands 3rd Brigade".

Trees and entity mentions of the sentences are kept in ``trees.json`` as the reader drew them (mistakes included), so
that new weights change no test. ``python -m tests.resolve.relations.door`` draws the missing ones.
"""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from onrecord.core import Actor, Analysis, Attribution, Document, EntityMention, Event, Place, Relation, Span
from onrecord.read.segment import segment
from onrecord.resolve.actors import resolve_actors
from onrecord.resolve.places import resolve_places
from onrecord.resolve.relations import resolve_relations

TREES = Path(__file__).parent / "trees.json"
DRAWING: dict[str, dict[str, Any]] | None = None


class Told:
    """What the relations made of a text, with names in place of ids."""

    def __init__(self, text: str, relations: list[Relation], actors: list[Actor], places: list[Place]) -> None:
        self.text = text
        self.relations = relations
        self.actors = actors
        self.names = {actor.id: actor.name for actor in actors} | {place.id: place.text for place in places}

    def ties(self) -> list[str]:
        """Every tie as "subject kind object", with "former" in front where it is over; sides of alliances in order."""
        return sorted(self.said(relation) for relation in self.relations)

    def said(self, relation: Relation) -> str:
        """One tie in words."""
        ends = [self.names[relation.subject], self.names[relation.object]]
        if relation.relation in ("ally_of", "opponent_of"):
            ends.sort()
        return f"{'former ' if relation.former else ''}{ends[0]} {relation.relation} {ends[1]}"

    def evidence(self) -> list[str]:
        """The words that state each tie."""
        return [relation.span.of(self.text) for relation in self.relations]


def tell(
    text: str, *, voices: tuple[Attribution, ...] = (), events: tuple[Event, ...] = (), trees: bool = True
) -> Told:
    """The ties of a text."""
    document = Document.of(text, published="2024-03-11")
    analysis = drawn(document.text) if trees else segment(document.text)
    places, _ = resolve_places(document, analysis)
    actors = resolve_actors(document, analysis, places)
    related = resolve_relations(document, analysis, actors=actors, places=places, attributions=voices, events=events)
    return Told(document.text, related.relations, related.actors, places)


def span_of(text: str, quote: str) -> Span:
    """Where a quote stands first."""
    start = text.index(quote)
    return Span(start, start + len(quote))


def drawn(text: str) -> Analysis:
    """The text with the tree that is kept of it."""
    frame = segment(text)
    known = DRAWING if DRAWING is not None else kept()
    if text not in known:
        if DRAWING is None:
            pytest.fail(f"no tree of {text!r}: run python -m tests.resolve.relations.door")
        DRAWING[text] = draw(text)
    record = known[text]
    tokens = []
    for token, line in zip(frame.tokens, record["tree"].split(" "), strict=True):
        upos, head, deprel = line.split("/")
        tokens.append(replace(token, upos=upos, head=int(head), deprel=deprel))
    entities = tuple(
        EntityMention(Span(a, b), kind, form, head, score) for a, b, kind, form, head, score in record["entities"]
    )
    return Analysis.of(
        text, paragraphs=frame.paragraphs, sentences=frame.sentences, tokens=tuple(tokens), entities=entities
    )


@cache
def kept() -> dict[str, dict[str, Any]]:
    """The trees on file."""
    return {row["text"]: row for row in map(json.loads, TREES.read_text(encoding="utf-8").splitlines())}


def draw(text: str) -> dict[str, Any]:
    """Have the shipped reader draw a text."""
    from onrecord.read.analyse import analyse
    from onrecord.read.encoder import shipped

    (analysed,) = analyse([Document.of(text)], shipped())
    tree = " ".join(f"{token.upos}/{token.head}/{token.deprel}" for token in analysed.analysis.tokens)
    entities = [
        [*item.span, item.kind, item.form, item.head, round(item.score, 3)] for item in analysed.analysis.entities
    ]
    return {"text": text, "tree": tree, "entities": entities}


def main() -> None:
    """Draw what is missing, forget what no test quotes any more."""
    import tests.resolve.relations.door as door

    before = dict(kept()) if TREES.exists() else {}
    door.DRAWING = dict(before)
    pytest.main([str(TREES.parent), "-q", "--no-header", "--tb=no", "-p", "no:cacheprovider"])
    lines = [json.dumps(row, ensure_ascii=False) for _, row in sorted(door.DRAWING.items())]
    TREES.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(door.DRAWING) - len(before)} drawn")


if __name__ == "__main__":
    main()
