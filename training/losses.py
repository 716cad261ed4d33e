"""What each annotated layer asks of the network; every loss is per token, so corpora weigh alike."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from torch.nn import functional

from onrecord.read.events import SENTENCES_APART
from onrecord.read.relative import places_of
from training.crf import gathered
from training.encode import IGNORE, Encoded
from training.network import Reader

Places = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.int64] | npt.NDArray[np.float32]

# Relative weight of a layer where it shares a batch with others (measured on dev: see docs/training.md).
WEIGHTS = {"attribution": 1.0, "linked": 1.0, "arcs": 1.0, "relations": 0.5, "upos": 0.3, "mentions": 0.5, "names": 0.5,
           "re3d": 1.0, "crossner": 1.0, "factuality": 0.3, "modal": 1.0, "event": 2.0, "event_mode": 0.5,
           "realis": 0.5, "inner": 0.5, "sides": 2.0, "story": 0.2}  # fmt: skip


# The rare values of (certain, positive, future), one in 20, 30 and 5: weighed up, or only the majority is learnt.
RARE = torch.tensor([0, 0, 1])


@dataclass(frozen=True, slots=True)
class Hung:
    """Pairs (row, piece) of cues or triggers, the labels of each one's window, and the places as seen from it."""

    pairs: Tensor
    labels: Tensor
    places: Tensor


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows of one corpus, padded together, and what hangs on their cues and on the triggers of events."""

    inputs: dict[str, Tensor]
    labels: dict[str, Tensor]
    links: Hung
    sides: Hung


def batch_of(windows: list[Encoded]) -> Batch:
    """Pad windows to the longest of them."""
    width = max(window.size for window in windows)
    inputs = {name: _padded([window.inputs[name] for window in windows], width, -1 if name == "sentence" else 0)
              for name in windows[0].inputs}  # fmt: skip
    labels = {}
    for name, values in windows[0].labels.items():
        empty = float("nan") if values.dtype == np.float32 else IGNORE
        labels[name] = _padded([window.labels[name] for window in windows], width, empty)
    links = _hung([(window, window.cues, window.linked) for window in windows], width)
    sides = _hung([(window, window.triggers, window.sides) for window in windows], width)
    return Batch(inputs, labels, links, sides)


def _hung(windows: list[tuple[Encoded, Places, Places]], width: int) -> Hung:
    pairs: list[tuple[int, int]] = []
    rows, places = [np.zeros((0, width), np.int64)], [np.zeros((0, width), np.int64)]
    for row, (window, anchors, labels) in enumerate(windows):
        if len(anchors):
            short = ((0, 0), (0, width - window.size))
            pairs += [(row, int(anchor)) for anchor in anchors]
            rows.append(np.pad(labels, short, constant_values=IGNORE))
            places.append(np.pad(places_of(anchors, window.inputs["first"], window.inputs["sentence"]), short))
    numbers = torch.tensor(pairs, dtype=torch.int64).reshape(-1, 2)
    return Hung(numbers, torch.from_numpy(np.concatenate(rows)), torch.from_numpy(np.concatenate(places)))


def _padded(rows: list[Numbers], width: int, empty: float) -> Tensor:
    return torch.from_numpy(np.stack([np.pad(row, (0, width - len(row)), constant_values=empty) for row in rows]))


def losses(network: Reader, batch: Batch) -> dict[str, Tensor]:
    """The loss of every layer the batch is annotated with, weighted; their sum is what is learnt from."""
    inputs, labels = batch.inputs, batch.labels
    hidden = network.hidden(inputs["ids"], inputs["mask"], inputs["features"])
    first = inputs["first"]
    found: dict[str, Tensor] = {}
    if "attribution" in labels:
        flat = network.attribution(hidden)
        found["attribution"] = _chained(network, flat, labels["attribution"], first)
        if len(batch.links.pairs):
            found["linked"] = _linked(network, hidden, flat, batch)
    if "heads" in labels:
        found |= _trees(network, hidden, batch)
    for name in ("re3d", "crossner", "names", "mentions"):
        if name in labels:
            found[name] = _classes(getattr(network, name)(hidden), labels[name])
    if "factuality" in labels:
        known = ~torch.isnan(labels["factuality"])
        scores = network.factuality(hidden).squeeze(2)[known]
        found["factuality"] = functional.smooth_l1_loss(scores, labels["factuality"][known])
    if "certain" in labels:
        flags = torch.stack([labels[name] for name in ("certain", "positive", "future")], 2)
        known = flags[:, :, 0] != IGNORE
        if known.any():
            found["modal"] = functional.binary_cross_entropy_with_logits(
                network.modal(hidden)[known],
                flags[known].to(hidden.dtype),
                weight=torch.where(flags[known] == RARE, 8.0, 1.0),
            )
    if "event" in labels:
        found |= _events(network, hidden, batch)
    if "story" in labels:
        found["story"] = _story(network.event(hidden), labels["story"])
    return {name: value * WEIGHTS[name] for name, value in found.items()}


def _events(network: Reader, hidden: Tensor, batch: Batch) -> dict[str, Tensor]:
    labels = batch.labels
    found = {"event": _classes(network.event(hidden), labels["event"])}
    if not len(batch.sides.pairs):
        return found
    for name in ("event_mode", "realis"):
        if (labels[name] != IGNORE).any():
            found[name] = _classes(getattr(network, name)(hidden), labels[name])
    known = labels["inner"] != IGNORE
    found["inner"] = functional.binary_cross_entropy_with_logits(
        network.inner(hidden).squeeze(2)[known], labels["inner"][known].to(hidden.dtype)
    )
    rows, triggers = batch.sides.pairs.unbind(1)
    sentence = batch.inputs["sentence"]
    apart = (sentence[rows] - sentence[rows, triggers].unsqueeze(1)).abs()
    scores = network.sided(
        network.side_token(hidden)[rows], network.side_trigger(hidden[rows, triggers]), batch.sides.places
    )
    found["sides"] = _classes(scores, batch.sides.labels.masked_fill(apart > SENTENCES_APART, IGNORE))
    return found


def _story(scores: Tensor, labels: Tensor) -> Tensor:
    """A story about a protest has a word somewhere that tells of one: noisy-or of its words, one loss a window."""
    kind = labels.clamp(min=0).amax(1)
    chances = torch.softmax(scores, 2).gather(2, (1 + kind).view(-1, 1, 1).expand(-1, scores.shape[1], 1)).squeeze(2)
    missed = torch.log1p(-chances.clamp(max=1 - 1e-4)).masked_fill(labels == IGNORE, 0.0).sum(1)
    return -torch.log((1 - missed.exp()).clamp(min=1e-6)).mean()


def _classes(scores: Tensor, labels: Tensor) -> Tensor:
    return functional.cross_entropy(scores.flatten(0, 1), labels.flatten(), ignore_index=IGNORE)


def _chained(network: Reader, flat: Tensor, labels: Tensor, first: Tensor) -> Tensor:
    emissions, mask = gathered(flat, first)
    tags, _ = gathered(labels.clamp(min=0), first)
    return network.chain.loss(emissions, tags, mask) / mask.sum()


def _linked(network: Reader, hidden: Tensor, flat: Tensor, batch: Batch) -> Tensor:
    """Per token of the window, so that a window with many cues weighs as much as its text."""
    rows, cues = batch.links.pairs.unbind(1)
    tokens = network.link_token(hidden)[rows]
    scores = network.linked(tokens, network.link_cue(hidden[rows, cues]), batch.links.places, flat[rows])
    first = batch.inputs["first"][rows]
    emissions, mask = gathered(scores, first)
    tags, _ = gathered(batch.links.labels.clamp(min=0), first)
    return network.link_chain.loss(emissions, tags, mask) / batch.inputs["first"].sum()


def _trees(network: Reader, hidden: Tensor, batch: Batch) -> dict[str, Tensor]:
    inputs, labels = batch.inputs, batch.labels
    arcs = network.arcs(hidden, inputs["sentence"], inputs["first"])
    heads = labels["heads"]
    relations = network.relations(hidden, heads.clamp(min=0))
    return {
        "arcs": _classes(arcs, heads),
        "relations": _classes(relations, labels["deprels"]),
        "upos": _classes(network.upos(hidden), labels["upos"]),
    }
