"""From the network's answers to runs of tokens: the best sequence of labels, and what hangs on each cue."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from onrecord.read.encoder import Answers, Encoder
from onrecord.read.relative import places_of
from onrecord.read.windows import Pieces

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Run = tuple[int, int]

# Tokens to each side of a cue among which its source and content are sought: windows hold 254 wordpieces, so nothing
# farther was ever seen in training.
REACH = 200
# How much the flat reading counts beside the reading from the cue (swept 0–1 on PolNeAR dev, docs/decisions/0004).
FLAT = 0.5


@dataclass(frozen=True, slots=True)
class Linked:
    """One attribution as runs ``[first, last)`` of tokens: its cue, and the sources and contents that hang on it.

    ``confidence`` is the mean probability the network gives to the labels chosen, 0 to 1.
    """

    cue: Run
    source: tuple[Run, ...]
    content: tuple[Run, ...]
    confidence: float


def best_path(emissions: Floats, transitions: Floats, begin: Floats) -> Ints:
    """The most probable tags (Viterbi) for [rows, length, labels] emissions; returns [rows, length]."""
    rows, length, labels = emissions.shape
    back = np.zeros((length, rows, labels), np.int8)
    alpha = begin + emissions[:, 0]
    for step in range(1, length):
        scores = alpha[:, :, None] + transitions
        back[step] = scores.argmax(1)
        alpha = scores.max(1) + emissions[:, step]
    path = np.zeros((rows, length), np.int64)
    path[:, -1] = alpha.argmax(1)
    every = np.arange(rows)
    for step in range(length - 1, 0, -1):
        path[:, step - 1] = back[step, every, path[:, step]]
    return path


def runs(tags: Ints, names: list[str]) -> list[tuple[str, int, int]]:
    """(type, first, last) of every span in a row of BIO tags; an I without its B opens a span of its own."""
    found: list[tuple[str, int, int]] = []
    kind, start = "", 0
    for index, tag in enumerate(np.append(tags, 0).tolist()):
        mark, _, name = names[tag].partition("-")
        if kind and (mark != "I" or name != kind):
            found.append((kind, start, index))
            kind = ""
        if mark != "O" and not kind:
            kind, start = name, index
    return found


def flat(answers: Answers, firsts: Ints, encoder: Encoder) -> tuple[list[tuple[str, int, int]], Floats]:
    """Source, cue and content runs read off in one pass over the document's tokens, and the emissions [tokens, 7]."""
    emissions = answers.attribution[firsts]
    path = best_path(emissions[None], encoder.heads["transitions"], encoder.heads["begin"])[0]
    return runs(path, encoder.labels["attribution"]), emissions


def attributions(pieces: Pieces, answers: Answers, encoder: Encoder) -> list[Linked]:
    """Every cue with the source and content that hang on it; runs count tokens that have a wordpiece."""
    firsts = np.flatnonzero(pieces.first)
    if not len(firsts):
        return []
    spans, emissions = flat(answers, firsts, encoder)
    cues = [(first, last) for kind, first, last in spans if kind == "cue"]
    if not cues:
        return []
    starts = np.array([first for first, _ in cues], np.int64)
    sentence = pieces.sentence[firsts]
    places = places_of(starts, np.ones(len(firsts), np.int64), sentence)
    chances = _softmax(emissions)
    found: list[Linked] = []
    for group in np.array_split(np.arange(len(cues)), max(1, len(cues) // 16)):
        found.extend(_hung(group, cues, firsts, answers, encoder, emissions, chances, places))
    return found


def _hung(
    group: Ints,
    cues: list[Run],
    firsts: Ints,
    answers: Answers,
    encoder: Encoder,
    emissions: Floats,
    chances: Floats,
    places: Ints,
) -> list[Linked]:
    """Decode a few neighbouring cues together over the stretch of text that any of them can reach."""
    low = max(0, cues[group[0]][0] - REACH)
    high = min(len(firsts), cues[group[-1]][0] + REACH)
    heads = encoder.heads
    tokens = answers.link_token[firsts[low:high]]
    at_cue = answers.link_cue[firsts[[cues[number][0] for number in group]]]
    mixed = tokens[None] + at_cue[:, None] + heads["link_place"][places[group][:, low:high]]
    scores = np.maximum(mixed, 0) @ heads["link_weight"].T + heads["link_bias"]
    # The linked labels are O, B/I-source, B/I-content; the flat ones have the cue's two between them.
    scores = scores + FLAT * emissions[None, low:high][:, :, [0, 1, 2, 5, 6]]
    for row, number in enumerate(group):
        first, last = cues[number]
        scores[row, first - low : last - low, 1:] = -1e4  # a cue is neither its own source nor its content
        scores[row, : max(0, first - REACH - low), 1:] = -1e4
        scores[row, first + REACH - low :, 1:] = -1e4
    paths = best_path(scores, heads["link_transitions"], heads["link_begin"])
    names = encoder.labels["linked"]
    found = []
    for row, number in enumerate(group):
        first, last = cues[number]
        parts = [(kind, start + low, end + low) for kind, start, end in runs(paths[row], names)]
        source = tuple((start, end) for kind, start, end in parts if kind == "source")
        content = tuple((start, end) for kind, start, end in parts if kind == "content")
        sure = chances[first:last, 3:5].sum(1).mean()
        if content:
            linked = _softmax(scores[row, content[0][0] - low : content[-1][1] - low])
            sure = sure * linked.max(1).mean()
        found.append(Linked((first, last), source, content, float(np.clip(sure, 0, 1))))
    return found


def _softmax(values: Floats) -> Floats:
    powers = np.exp(values - values.max(-1, keepdims=True))
    return np.asarray(powers / powers.sum(-1, keepdims=True), dtype=np.float32)
