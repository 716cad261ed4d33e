"""Texts in, analyses and raw attributions out: segment, encode in batches, decode."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from onrecord.core import Analysis, Attribution, Document, Dropped, Predicate
from onrecord.read.attribution import find_attributions
from onrecord.read.decode import attributions, flat
from onrecord.read.encoder import Answers, Encoder, Started
from onrecord.read.entities import mentions
from onrecord.read.events import event_mentions
from onrecord.read.segment import segment
from onrecord.read.trees import grown
from onrecord.read.windows import Pieces


@dataclass(frozen=True, slots=True)
class Analysed:
    """A document with its grammar and mentions, who says what in it, and what was seen and not kept."""

    document: Document
    analysis: Analysis
    attributions: list[Attribution]
    dropped: list[Dropped]


# Documents go to the encoder in groups of about this many characters: full windows for both cores, little waiting.
GROUP = 24_000


def analyse(documents: Iterable[Document], encoder: Encoder) -> Iterator[Analysed]:
    """The linguistic reading of every document, in order.

    While the encoder reads one group of documents, the one before it is decoded (and resolved by the caller).
    """
    waiting: deque[tuple[list[Document], list[Analysis], list[Pieces], Started]] = deque()
    for group in _groups(documents):
        frames = [segment(document.text) for document in group]
        pieces = [encoder.pieces(frame) for frame in frames]
        waiting.append((group, frames, pieces, encoder.start(pieces)))
        if len(waiting) > 1:
            yield from _finished(*waiting.popleft(), encoder)
    while waiting:
        yield from _finished(*waiting.popleft(), encoder)


def _groups(documents: Iterable[Document]) -> Iterator[list[Document]]:
    group: list[Document] = []
    size = 0
    for document in documents:
        group.append(document)
        size += len(document.text)
        if size >= GROUP:
            yield group
            group, size = [], 0
    if group:
        yield group


def _finished(
    group: list[Document], frames: list[Analysis], pieces: list[Pieces], started: Started, encoder: Encoder
) -> Iterator[Analysed]:
    answers = started.answers()
    rows = zip(group, frames, pieces, answers, flat(pieces, answers, encoder), strict=True)
    for document, frame, parts, answer, (spans, emissions) in rows:
        linked = attributions(parts, answer, spans, emissions, encoder)
        analysis = decoded(frame, parts, answer, encoder)
        owner = parts.token[np.flatnonzero(parts.first)]
        yield Analysed(document, analysis, *find_attributions(analysis, linked, owner))


def decoded(frame: Analysis, pieces: Pieces, answers: Answers, encoder: Encoder) -> Analysis:
    """A segmented text with what the network's answers say of it: trees, mentions, predicates, event words."""
    tokens = grown(frame, pieces, answers, encoder.labels)
    return Analysis.of(
        frame.text,
        paragraphs=frame.paragraphs,
        sentences=frame.sentences,
        tokens=tuple(tokens),
        entities=mentions(tokens, pieces, answers, encoder.labels),
        predicates=_predicates(pieces, answers, tokens_upos=[token.upos for token in tokens]),
        events=event_mentions(tokens, pieces, answers, encoder),
    )


# What may tell of something that happens: verbs, and nouns and adjectives, for the tree takes one for the other.
_PREDICATES = frozenset(("VERB", "NOUN", "ADJ"))


def _predicates(pieces: Pieces, answers: Answers, *, tokens_upos: list[str]) -> tuple[Predicate, ...]:
    firsts = np.flatnonzero(pieces.first)
    owners = pieces.token[firsts].tolist()
    scores = np.clip(answers.factuality[firsts], -3, 3).round(2).tolist()
    read = zip(owners, scores, strict=True)
    return tuple(Predicate(owner, score) for owner, score in read if tokens_upos[owner] in _PREDICATES)
