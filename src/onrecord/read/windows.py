"""Wordpieces of one document, packed into windows the encoder can read.

A window holds whole sentences up to ``LONGEST`` wordpieces; the next one starts a few sentences back, so that every
sentence is read with its neighbours. Training and reading both use this file, so they see the same inputs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from onrecord.core import Analysis

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Ints = npt.NDArray[np.int64]

# 254 wordpieces and two markers: the length the encoder was made for; longer windows cost quadratic attention.
LONGEST = 254
# Context repeated at the start of the next window, in wordpieces at most (docs/decisions/0002).
OVERLAP = 48
SHAPES = 8
FEATURES = SHAPES * 4
CLS, SEP = 101, 102


@dataclass(frozen=True, slots=True)
class Pieces:
    """All wordpieces of a document, as parallel arrays of length n.

    ``starts``/``ends`` are code points; ``token`` the index of the token each piece lies in; ``first`` is 1 on the
    first piece of a token; ``sentence`` the sentence index; ``features`` joins word shape, paragraph start and
    inside-quotation-marks into one number below ``FEATURES``.
    """

    ids: Ints
    starts: Ints
    ends: Ints
    token: Ints
    first: Ints
    sentence: Ints
    features: Ints


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces ``[first, last)`` of a document; its answers are used for pieces ``[core_first, core_last)``."""

    first: int
    last: int
    core_first: int
    core_last: int


def pieces_of(analysis: Analysis, tokenizer: Tokenizer) -> Pieces:
    """Tokenise the whole text once and tie every wordpiece to its token, sentence and features."""
    encoding = tokenizer.encode(analysis.text, add_special_tokens=False)
    offsets = np.asarray(encoding.offsets, dtype=np.int64).reshape(-1, 2)
    ids = np.asarray(encoding.ids, dtype=np.int64)
    starts = np.fromiter((token.span.start for token in analysis.tokens), np.int64, len(analysis.tokens))
    if not len(starts) or not len(ids):
        empty = np.zeros(0, np.int64)
        return Pieces(empty, empty, empty, empty, empty, empty, empty)
    token = np.maximum(np.searchsorted(starts, offsets[:, 0], side="right") - 1, 0)
    first = np.ones(len(ids), np.int64)
    first[1:] = token[1:] != token[:-1]
    sentence_of = np.fromiter((item.sentence for item in analysis.tokens), np.int64, len(starts))
    shape = np.fromiter((_shape(item.text) for item in analysis.tokens), np.int64, len(starts))
    features = shape[token] + SHAPES * _opens_paragraph(analysis, token) + 2 * SHAPES * _quoted(analysis)[token]
    return Pieces(ids, offsets[:, 0], offsets[:, 1], token, first, sentence_of[token], features)


def _shape(text: str) -> int:
    """Word shape lost by lower-casing: 0 lower, 1 Title, 2 UPPER, 3 miXed, 4 digits, 5 with digits, 6 sign, 7 other."""
    if text.islower():
        return 0 if text.isalpha() else 5 if any(map(str.isdigit, text)) else 7
    if text.isalpha():
        return 2 if text.isupper() and len(text) > 1 else 1 if text[0].isupper() else 3
    if text[0].isdigit():
        return 4
    return 6 if not any(map(str.isalnum, text)) else 7


def _opens_paragraph(analysis: Analysis, token: Ints) -> Ints:
    flags = np.zeros(len(analysis.tokens), np.int64)
    previous = -1
    for sentence in analysis.sentences:
        if sentence.paragraph != previous and sentence.first < len(flags):
            flags[sentence.first] = 1
        previous = sentence.paragraph
    return flags[token]


def _quoted(analysis: Analysis) -> Ints:
    """1 for every token inside quotation marks; straight marks toggle, and a new paragraph without a mark closes."""
    flags = np.zeros(len(analysis.tokens), np.int64)
    inside, paragraph = False, -1
    for sentence in analysis.sentences:
        if sentence.paragraph != paragraph:
            inside, paragraph = False, sentence.paragraph
        for index in range(sentence.first, sentence.last):
            text = analysis.tokens[index].text
            if text in "“«" or (text == '"' and not inside):
                inside = True
            elif text in '”»"':
                flags[index] = int(inside)
                inside = False
            flags[index] |= int(inside)
    return flags


def windows_of(pieces: Pieces, *, longest: int = LONGEST, overlap: int = OVERLAP) -> list[Window]:
    """Cut the pieces into windows at sentence ends; a sentence longer than a window is cut where it must be."""
    total = len(pieces.ids)
    if not total:
        return []
    breaks = [0, *(np.flatnonzero(np.diff(pieces.sentence)) + 1).tolist(), total]
    found: list[Window] = []
    start = core = 0
    while core < total:
        last = _furthest(breaks, start, start + longest, core)
        if last >= total:
            found.append(Window(start, total, core, total))
            break
        following = next(point for point in breaks if point >= last - overlap)
        following = min(following, last)
        # The sentences both windows read are shared out in the middle, so that each is read with what follows it too.
        middle = [point for point in breaks if following <= point <= last and point > core]
        cut = min(middle, key=lambda point: (abs(2 * point - following - last), point)) if middle else last
        found.append(Window(start, last, core, cut))
        start, core = following, cut
    return found


def _furthest(breaks: list[int], start: int, limit: int, core: int) -> int:
    """The last sentence end at or before ``limit`` that moves on from ``core``; ``limit`` itself where none does."""
    position = int(np.searchsorted(breaks, limit, side="right")) - 1
    return breaks[position] if breaks[position] > max(start, core) else min(limit, breaks[-1])


def inputs_of(pieces: Pieces, window: Window) -> dict[str, npt.NDArray[Any]]:
    """The encoder's inputs for one window: ids, mask, features, first and sentence, each [1, pieces + 2] int64."""
    part = slice(window.first, window.last)
    shape = (1, window.last - window.first + 2)
    inputs = {name: np.zeros(shape, np.int64) for name in ("ids", "mask", "features", "first")}
    inputs["sentence"] = np.full(shape, -1, np.int64)
    inputs["ids"][0, 0], inputs["ids"][0, -1] = CLS, SEP
    inputs["mask"][:] = 1
    for name in ("ids", "features", "first", "sentence"):
        inputs[name][0, 1:-1] = getattr(pieces, name)[part]
    return inputs
