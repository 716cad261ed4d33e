"""Annotated examples into arrays the network learns from: one label array per head, over wordpieces."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from onrecord.core import Span
from onrecord.core.plover import MODES, TYPES
from onrecord.read.windows import Pieces, Window, inputs_of, pieces_of, windows_of
from training.shape import (
    ATTRIBUTION,
    CROSSNER,
    DEPREL,
    EVENT_MODES,
    GUM_TYPES,
    LINKED,
    NAMED,
    RE3D,
    REALIS,
    UPOS,
    Example,
    bio,
)

IGNORE = -100
SPAN_LAYERS = {"re3d": RE3D, "crossner": CROSSNER, "names": NAMED}
Array = npt.NDArray[np.float32] | npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Encoded:
    """One window ready to learn from: inputs and labels of length n+2 (with [CLS], [SEP]).

    ``labels`` holds only the layers that were annotated; ``cues`` the piece of each cue's first token;
    ``linked`` [cues, n+2] the labels of the attribution that hangs on that cue. ``triggers`` and ``sides`` are the same
    for events: [triggers, n+2] with 0, or which side of that event a piece names (1 actor, 2 recipient).
    """

    corpus: str
    size: int
    inputs: dict[str, npt.NDArray[np.int64]]
    labels: dict[str, Array]
    cues: npt.NDArray[np.int64]
    linked: npt.NDArray[np.int64]
    triggers: npt.NDArray[np.int64]
    sides: npt.NDArray[np.int64]


def encode(example: Example, tokenizer: Tokenizer) -> list[Encoded]:
    """All windows of one example."""
    pieces = pieces_of(example.analysis, tokenizer)
    labels = _labels(example, pieces)
    hanging = (_links(example, pieces), _sides(example, pieces))
    return [_window(example, pieces, window, labels, hanging) for window in windows_of(pieces)]


def _labels(example: Example, pieces: Pieces) -> dict[str, Array]:
    labels: dict[str, Array] = {}
    if example.attributions is not None:
        marks = [
            (span, role) for quoted in example.attributions for role in ATTRIBUTION for span in getattr(quoted, role)
        ]
        labels["attribution"] = tag(pieces, marks, ATTRIBUTION)
    for layer, spans in example.spans.items():
        labels[layer] = tag(pieces, list(spans), SPAN_LAYERS[layer])
    count = len(pieces.ids)
    piece_of = _first_pieces(pieces, len(example.analysis.tokens))
    if example.trees:
        labels |= _trees(example, pieces, piece_of)
    if example.mentions is not None:
        labels["mentions"] = np.where(pieces.first == 1, 0, IGNORE)
        for token, kind in example.mentions.items():
            if piece_of[token] >= 0:
                labels["mentions"][piece_of[token]] = 1 + GUM_TYPES.index(kind)
    if example.factuality is not None:
        labels["factuality"] = np.full(count, np.nan, np.float32)
        for token, score in example.factuality.items():
            if piece_of[token] >= 0:
                labels["factuality"][piece_of[token]] = score
    if example.modal is not None:
        for place, name in enumerate(("certain", "positive", "future")):
            labels[name] = np.full(count, IGNORE, np.int64)
            for token, flags in example.modal.items():
                if piece_of[token] >= 0:
                    labels[name][piece_of[token]] = flags[place]
    if example.events is not None:
        labels |= _events(example, pieces)
    elif example.eventless is not None:
        known = [token.text.lower() in example.eventless for token in example.analysis.tokens]
        labels["event"] = np.where((pieces.first == 1) & np.array(known, bool)[pieces.token], 0, IGNORE)
    if example.story is not None:
        labels["story"] = np.where(pieces.first == 1, TYPES.index(example.story), IGNORE)
    return labels


def _events(example: Example, pieces: Pieces) -> dict[str, Array]:
    """Type of every token (0: no event), and of triggers their mode (where the type has modes), realis and standing."""
    count = len(pieces.ids)
    types = np.where(pieces.first == 1, 0, IGNORE).astype(np.int64)
    modes, realis, inner = (np.full(count, IGNORE, np.int64) for _ in range(3))
    for event in example.events or ():
        piece = _piece_at(pieces, event.trigger)
        if piece < 0:
            continue
        types[piece] = 1 + TYPES.index(event.type)
        realis[piece] = REALIS.index(event.realis)
        inner[piece] = int(event.inner)
        if MODES[event.type]:
            modes[piece] = EVENT_MODES.index(event.mode or "")
    return {"event": types, "event_mode": modes, "realis": realis, "inner": inner}


def _piece_at(pieces: Pieces, span: Span) -> int:
    """The first piece of the first token that starts inside ``span``; −1 where none does."""
    firsts = np.flatnonzero(pieces.first)
    place = int(np.searchsorted(pieces.starts[firsts], span.start))
    return int(firsts[place]) if place < len(firsts) and pieces.starts[firsts[place]] < span.end else -1


def _first_pieces(pieces: Pieces, tokens: int) -> npt.NDArray[np.int64]:
    """Token → its first piece; −1 for a token in which no piece starts."""
    found = np.full(tokens, -1, np.int64)
    firsts = np.flatnonzero(pieces.first)
    found[pieces.token[firsts]] = firsts
    return found


def tag(pieces: Pieces, marks: list[tuple[Span, str]], names: tuple[str, ...]) -> npt.NDArray[np.int64]:
    """BIO label ids on first pieces; a piece belongs to a span when it starts inside it."""
    labels = np.where(pieces.first == 1, 0, IGNORE).astype(np.int64)
    order = {label: index for index, label in enumerate(bio(names))}
    firsts = np.flatnonzero(pieces.first)
    starts = pieces.starts[firsts]
    for span, kind in sorted(marks):
        low, high = np.searchsorted(starts, [span.start, span.end])
        if high > low:
            labels[firsts[low:high]] = order[f"I-{kind}"]
            labels[firsts[low]] = order[f"B-{kind}"]
    return labels


def _trees(example: Example, pieces: Pieces, piece_of: npt.NDArray[np.int64]) -> dict[str, Array]:
    """Head (index of the head's piece, itself for a root), relation and part of speech on first pieces."""
    count = len(pieces.ids)
    heads, deprels, upos = (np.full(count, IGNORE, np.int64) for _ in range(3))
    for token in example.analysis.tokens:
        piece = piece_of[token.index]
        if piece < 0:
            continue
        upos[piece] = UPOS.index(token.upos) if token.upos in UPOS else UPOS.index("X")
        head = piece if token.head < 0 else piece_of[token.head]
        if head >= 0 and (head != piece or token.head < 0):
            heads[piece] = head
            deprels[piece] = DEPREL.index(token.deprel) if token.deprel in DEPREL else DEPREL.index("dep")
    return {"heads": heads, "deprels": deprels, "upos": upos}


def _links(example: Example, pieces: Pieces) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """For every cue: the piece it starts at, and BIO labels of its own source and content over the document."""
    cues: list[int] = []
    rows: list[npt.NDArray[np.int64]] = []
    firsts = np.flatnonzero(pieces.first)
    for quoted in example.attributions or ():
        if not quoted.cue:
            continue
        place = int(np.searchsorted(pieces.starts[firsts], quoted.cue[0].start))
        if place >= len(firsts):
            continue
        cues.append(int(firsts[place]))
        marks = [(span, "source") for span in quoted.source] + [(span, "content") for span in quoted.content]
        rows.append(tag(pieces, marks, LINKED))
    if not rows:
        return np.zeros(0, np.int64), np.zeros((0, len(pieces.ids)), np.int64)
    return np.asarray(cues, np.int64), np.stack(rows)


Hanging = tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]


def _sides(example: Example, pieces: Pieces) -> Hanging:
    """For every event: the piece of its trigger, and which side of it each token names."""
    found: dict[int, npt.NDArray[np.int64]] = {}
    for event in example.events or ():
        piece = _piece_at(pieces, event.trigger)
        if piece < 0:
            continue
        row = found.setdefault(piece, np.where(pieces.first == 1, 0, IGNORE).astype(np.int64))
        for side, spans in enumerate((event.actors, event.recipients), start=1):
            for span in spans:
                inside = (pieces.first == 1) & (pieces.starts >= span.start) & (pieces.starts < span.end)
                row[inside] = side
    if not found:
        return np.zeros(0, np.int64), np.zeros((0, len(pieces.ids)), np.int64)
    places = sorted(found)
    return np.asarray(places, np.int64), np.stack([found[place] for place in places])


def _window(
    example: Example,
    pieces: Pieces,
    window: Window,
    labels: dict[str, Array],
    hanging: tuple[Hanging, Hanging],
) -> Encoded:
    batch = inputs_of(pieces, window)
    size = window.last - window.first
    part = slice(window.first, window.last)
    own: dict[str, Array] = {}
    for name, values in labels.items():
        empty = np.nan if values.dtype == np.float32 else IGNORE
        padded = np.full(size + 2, empty, values.dtype)
        padded[1:-1] = values[part]
        if name == "heads":
            inside = (padded >= window.first) & (padded < window.last)
            padded = np.where(inside, padded - window.first + 1, IGNORE)
        own[name] = padded
    inputs = {name: values[0] for name, values in batch.items()}
    links, sides = (_cut(found, window) for found in hanging)
    return Encoded(example.corpus, size + 2, inputs, own, *links, *sides)


def _cut(hanging: Hanging, window: Window) -> Hanging:
    """What hangs on the places inside a window, counted from its [CLS]."""
    places, labels = hanging
    here = (places >= window.first) & (places < window.last)
    rows = np.full((int(here.sum()), window.last - window.first + 2), IGNORE, np.int64)
    rows[:, 1:-1] = labels[here][:, window.first : window.last]
    return places[here] - window.first + 1, rows
