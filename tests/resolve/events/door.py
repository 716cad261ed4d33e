"""The test door: a quoted sentence and the event words in it, as the reader would hand them over, to events.

Trees and entity mentions of the sentences are kept in ``trees.json`` as the shipped reader drew them (mistakes
included), so that new weights change no test. ``python -m tests.resolve.events.door`` draws the missing ones.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from onrecord.core import (
    Actor,
    Analysis,
    Attribution,
    Document,
    EntityMention,
    Event,
    EventMention,
    Figure,
    Place,
    Span,
    Time,
)
from onrecord.core.analysis import Realis
from onrecord.read.figures import find_figures
from onrecord.read.segment import segment
from onrecord.read.times import find_times
from onrecord.resolve.actors import resolve_actors
from onrecord.resolve.dates import resolve_times
from onrecord.resolve.events import Events, resolve_events
from onrecord.resolve.links import tied
from onrecord.resolve.places import resolve_places

TREES = Path(__file__).parent / "trees.json"
DRAWING: dict[str, dict[str, Any]] | None = None


@dataclass(frozen=True, slots=True)
class Word:
    """An event word as the network gives it: ``quote`` marks it, with braces where the word stands more than once."""

    quote: str
    type: str
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    realis: Realis = "actual"
    inner: bool = False
    mode: str | None = None
    score: float = 0.9


@dataclass(frozen=True, slots=True)
class Told:
    """What events made of a text, with names in place of ids."""

    text: str
    result: Events
    places: dict[str, Place]
    times: dict[str, Time]
    drops: list[str] = field(default_factory=list)

    def event(self, word: str) -> Event:
        """The event one of whose mentions begins with ``word``."""
        found = [item for item in self.result.events if any(m.of(self.text).startswith(word) for m in item.mentions)]
        assert found, f"no event on {word!r}: {[item.span.of(self.text) for item in self.result.events]}"
        return found[0]

    def names(self, ids: tuple[str, ...]) -> list[str]:
        """Names of actors."""
        known = {actor.id: actor.name for actor in self.result.actors}
        return [known[item] for item in ids]

    def actor(self, name: str) -> Actor:
        """The one actor of a name."""
        (found,) = [actor for actor in self.result.actors if actor.name == name]
        return found

    def place(self, word: str) -> str | None:
        """Words of the event's place."""
        place = self.event(word).place
        return self.places[place].text if place is not None else None

    def time(self, word: str) -> str | None:
        """Words of the event's time."""
        time = self.event(word).time
        return self.times[time].text if time is not None else None

    def figures(self, word: str) -> list[str]:
        """Words of the event's figures."""
        known = {figure.id: figure.text for figure in self.result.figures}
        return [known[item] for item in self.event(word).figures]

    def groups(self) -> list[list[str]]:
        """The mentions of every event, as words."""
        return [[span.of(self.text) for span in item.mentions] for item in self.result.events]


def span_of(text: str, quote: str) -> Span:
    """Where a quote stands; ``{}`` marks the part meant: "again {called} on"."""
    plain = quote.replace("{", "").replace("}", "")
    assert text.count(plain) >= 1, f"{plain!r} does not stand in {text!r}"
    start = text.index(plain)
    if "{" in quote:
        return Span(start + quote.index("{"), start + quote.index("}") - 1)
    return Span(start, start + len(plain))


def said(text: str, source: str, cue: str, content: str, number: int = 1) -> Attribution:
    """An attribution of quoted parts."""
    parts = [(span_of(text, part),) if part else () for part in (source, cue, content)]
    return Attribution(
        f"att{number}", *parts, None, None, "unnamed", "indirect", None, (), "certain", "affirmed", (), 1.0
    )


def tell(
    text: str, *words: Word, trees: bool = True, published: str = "2024-03-11", voices: tuple[Attribution, ...] = ()
) -> Told:
    """Read a text whose event words are given."""
    document = Document.of(text, published=published)
    analysis = drawn(document.text) if trees else segment(document.text)
    analysis = replace(analysis, events=tuple(_mention(analysis, word) for word in words))
    times = resolve_times(find_times(analysis)[0], document)
    places, _ = resolve_places(document, analysis)
    actors = resolve_actors(document, analysis, places)
    figures: list[Figure] = tied(analysis, find_figures(analysis)[0], places=places, times=times, attributions=voices)
    result = resolve_events(
        document, analysis, actors=actors, places=places, times=times, figures=figures, attributions=voices
    )
    return Told(
        document.text, result, {item.id: item for item in places}, {item.id: item for item in times},
        [item.because for item in result.dropped],
    )  # fmt: skip


def _mention(analysis: Analysis, word: Word) -> EventMention:
    at = analysis.token_at(span_of(analysis.text, word.quote).start)
    sides = [tuple(span_of(analysis.text, quote) for quote in side) for side in (word.actors, word.recipients)]
    return EventMention(at, word.type, word.mode, sides[0], sides[1], word.realis, word.inner, word.score)


def drawn(text: str) -> Analysis:
    """The text with the tree that is kept of it."""
    frame = segment(text)
    known = DRAWING if DRAWING is not None else kept()
    if text not in known:
        if DRAWING is None:
            pytest.fail(f"no tree of {text!r}: run python -m tests.resolve.events.door")
        DRAWING[text] = draw(text)
    record = known[text]
    tokens = []
    for token, line in zip(frame.tokens, record["tree"].split(" "), strict=True):
        upos, head, deprel = line.split("/")
        tokens.append(replace(token, upos=upos, head=int(head), deprel=deprel))
    entities = tuple(EntityMention(Span(a, b), kind, form, head, 0.9) for a, b, kind, form, head in record["entities"])
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
    entities = [[*item.span, item.kind, item.form, item.head] for item in analysed.analysis.entities]
    return {"text": text, "tree": tree, "entities": entities}


def main() -> None:
    """Draw the sentences that tests quote and the file does not hold."""
    import tests.resolve.events.door as door

    door.DRAWING = dict(kept()) if TREES.exists() else {}
    before = set(door.DRAWING)
    pytest.main([str(TREES.parent), "-q", "--no-header", "--tb=no", "-p", "no:cacheprovider"])
    lines = [json.dumps(row, ensure_ascii=False) for _, row in sorted(door.DRAWING.items())]
    TREES.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(door.DRAWING) - len(before)} drawn")


if __name__ == "__main__":
    main()
