"""From the network's answers to runs of tokens: the best sequence of labels, and what hangs on each cue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from onrecord.read.encoder import Answers, Encoder
from onrecord.read.relative import places_of
from onrecord.read.windows import Pieces

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]
Run = tuple[int, int]

# Tokens to each side of a cue among which its source and content are sought: 99.8 % of PolNeAR's stand within it.
REACH = 128
# Cues decoded at once: bounds memory on texts of any length (64 cues take 25 MB).
TOGETHER = 64


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


def runs(tags: Ints, names: Sequence[str]) -> list[tuple[str, int, int]]:
    """(type, first, last) of every span in a row of BIO tags; an I without its B opens a span of its own."""
    found: list[tuple[str, int, int]] = []
    kind, start, end = "", 0, -1
    places = np.flatnonzero(tags)
    for index, tag in zip(places.tolist(), tags[places].tolist(), strict=True):
        mark, name = names[tag][0], names[tag][2:]
        if kind and (index != end or mark != "I" or name != kind):
            found.append((kind, start, end))
            kind = ""
        if not kind:
            kind, start = name, index
        end = index + 1
    if kind:
        found.append((kind, start, end))
    return found


def flat(
    pieces: Sequence[Pieces], answers: Sequence[Answers], encoder: Encoder
) -> list[tuple[list[tuple[str, int, int]], Floats]]:
    """For every document: source, cue and content runs read off its tokens in one pass; the emissions [tokens, 7]."""
    emissions = [answer.attribution[part.first == 1] for part, answer in zip(pieces, answers, strict=True)]
    longest = max(map(len, emissions), default=0)
    if not longest:
        return [([], values) for values in emissions]
    # Past its end a document reads "outside", so it can be decoded together with longer ones.
    padded = np.full((len(emissions), longest, emissions[0].shape[1]), -1e4, np.float32)
    padded[:, :, 0] = 0
    for row, values in enumerate(emissions):
        padded[row, : len(values)] = values
    paths = best_path(padded, encoder.heads["transitions"], encoder.heads["begin"])
    names = encoder.labels["attribution"]
    return [(runs(path[: len(values)], names), values) for path, values in zip(paths, emissions, strict=True)]


def attributions(
    pieces: Pieces, answers: Answers, spans: list[tuple[str, int, int]], emissions: Floats, encoder: Encoder
) -> list[Linked]:
    """Every cue of ``spans`` with the source and content that hang on it; runs count tokens that have a wordpiece."""
    cues = [(first, last) for kind, first, last in spans if kind == "cue"]
    if not cues:
        return []
    firsts = np.flatnonzero(pieces.first)
    sentence = pieces.sentence[firsts]
    starts = np.array([first for first, _ in cues], np.int64)
    chances = _softmax(emissions)
    found: list[Linked] = []
    for begin in range(0, len(cues), TOGETHER):
        group = slice(begin, begin + TOGETHER)
        around = starts[group, None] + np.arange(-REACH, REACH)
        inside = (around >= 0) & (around < len(firsts))
        around = np.clip(around, 0, len(firsts) - 1)
        scores = _scores(answers, firsts, starts[group], around, _places(starts, around, sentence, group), encoder)
        scores += emissions[around] @ encoder.heads["link_flat"].T
        ends = np.array([last for _, last in cues[group]])
        own = inside & ~((around >= starts[group, None]) & (around < ends[:, None]))
        scores[:, :, 1:][~own] = -1e4  # a cue is neither its own source nor its content
        paths = best_path(scores, encoder.heads["link_transitions"], encoder.heads["link_begin"])
        names = encoder.labels["linked"]
        rows = zip(cues[group], paths, _softmax(scores), strict=True)
        found.extend(_linked(cue, runs(path, names), row, chances) for cue, path, row in rows)
    return found


def _places(starts: Ints, around: Ints, sentence: Ints, group: slice) -> Ints:
    """Bucket numbers of the tokens around each cue of a group; looks only at the stretch of text the group reaches."""
    low, high = int(around.min()), int(around.max()) + 1
    first, last = np.searchsorted(starts, [low, high])
    near = places_of(starts[first:last] - low, np.ones(high - low, np.int64), sentence[low:high])
    rows = near[group.start - first : group.stop - first]
    return np.take_along_axis(rows, around - low, 1)


def _scores(answers: Answers, firsts: Ints, starts: Ints, around: Ints, places: Ints, encoder: Encoder) -> Floats:
    """[cues, 2·REACH, 5] scores of the tokens around each cue."""
    heads = encoder.heads
    mixed = answers.link_token[firsts[around]]
    mixed += answers.link_cue[firsts[starts]][:, None]
    mixed += heads["link_place"][places]
    np.maximum(mixed, 0, out=mixed)
    scores: Floats = mixed @ heads["link_weight"].T + heads["link_bias"]
    return scores


def _linked(cue: Run, parts: list[tuple[str, int, int]], chances: Floats, flat_chances: Floats) -> Linked:
    """Runs counted from the document's start, with the surest source and the confidence."""
    shift = cue[0] - REACH
    sources = [(first, last) for kind, first, last in parts if kind == "source"]
    contents = [(first, last) for kind, first, last in parts if kind == "content"]
    sure = float(flat_chances[cue[0] : cue[1], 3:5].sum(1).mean())
    if contents:
        sure *= float(np.concatenate([chances[first:last].max(1) for first, last in contents]).mean())
    source = _surest(sources, chances)
    return Linked(
        cue,
        tuple((first + shift, last + shift) for first, last in source),
        tuple((first + shift, last + shift) for first, last in contents),
        min(1.0, sure),
    )


def _surest(sources: list[Run], chances: Floats) -> list[Run]:
    """One source at most: PolNeAR's annotators never marked two for one cue."""
    if len(sources) < 2:
        return sources
    return [max(sources, key=lambda run: (float(chances[run[0] : run[1], 1:3].sum(1).mean()), run))]


def _softmax(values: Floats) -> Floats:
    powers = np.exp(values - values.max(-1, keepdims=True))
    return np.asarray(powers / powers.sum(-1, keepdims=True), dtype=np.float32)
