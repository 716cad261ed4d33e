"""What another reading model proposes: who says what, who is named, what happens, each as characters of the text.

A proposal has no value without a span. Numbers, dates and places are not proposed: grammars and the gazetteer read them
from the text itself, and whose they are follows from who says what.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from onrecord.core import Document, Dropped, Span
from onrecord.core.analysis import EntityKind, Realis
from onrecord.core.mentions import Certainty

__all__ = ["Astray", "Candidate", "Happened", "Named", "Part", "Propose", "Said", "told"]

Part = Literal["attributions", "entities", "events"]
"""A part of reading that another model can take over; the rest stays with the weights that come with the program."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Somebody says something: source "the mayor", cue "said", content "that 13 had died", in one piece or in several.

    Without a source nobody is named ("reportedly"). How sure it is the words tell by themselves; ``certainty`` counts
    only where it is weaker, and ``hedges`` are the words that show it. ``score`` is how sure the model is, 0 to 1.
    """

    cue: Span
    content: tuple[Span, ...]
    source: Span | None = None
    certainty: Certainty | None = None
    hedges: tuple[Span, ...] = ()
    score: float = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A stretch that names or describes somebody or something: "Ilmar Voss", person."""

    span: Span
    kind: EntityKind
    score: float = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """A word that tells of an event, "seized": its PLOVER type and mode, and the stretches that name its two sides."""

    span: Span
    type: str
    mode: str | None = None
    actors: tuple[Span, ...] = ()
    recipients: tuple[Span, ...] = ()
    realis: Realis = "actual"
    score: float = 0.8


@dataclass(frozen=True, slots=True, kw_only=True)
class Astray:
    """Something that the model said and that could not be tied to characters: ``words`` of it, and why.

    It is entered nowhere; it is counted, and listed with what was seen and not kept.
    """

    part: Part
    words: str
    because: str


Candidate = Said | Named | Happened | Astray

Propose = Callable[[Document], Iterable[Candidate]]
"""Reads one report; raises ``NoAnswer`` where it cannot read this one, ``ModelError`` where it can read none."""


def told(dropped: Iterable[Dropped], reader: str) -> Iterator[Dropped]:
    """Those of ``dropped`` that were proposed by this reader."""
    return (one for one in dropped if one.stage == f"reader {reader}")
