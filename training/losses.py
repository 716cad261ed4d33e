"""What each annotated layer asks of the network; every loss is per token, so corpora weigh alike."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor
from torch.nn import functional

from onrecord.read.relative import places_of
from training.crf import gathered
from training.encode import IGNORE, Encoded
from training.network import Reader

Numbers = npt.NDArray[np.int64] | npt.NDArray[np.float32]

# Relative weight of a layer where it shares a batch with others (measured on dev: see docs/training.md).
WEIGHTS = {"attribution": 1.0, "linked": 1.0, "arcs": 1.0, "relations": 0.5, "upos": 0.3, "mentions": 0.5, "names": 0.5,
           "re3d": 1.0, "crossner": 1.0, "factuality": 0.3, "modal": 1.0}  # fmt: skip


# The rare values of (certain, positive, future), one in 20, 30 and 5: weighed up, or only the majority is learnt.
RARE = torch.tensor([0, 0, 1])


@dataclass(frozen=True, slots=True)
class Batch:
    """Windows of one corpus, padded together; ``cues`` pairs (row, piece) and ``linked`` has one row a cue."""

    inputs: dict[str, Tensor]
    labels: dict[str, Tensor]
    cues: Tensor
    linked: Tensor
    places: Tensor


def batch_of(windows: list[Encoded]) -> Batch:
    """Pad windows to the longest of them."""
    width = max(window.size for window in windows)
    inputs = {name: _padded([window.inputs[name] for window in windows], width, -1 if name == "sentence" else 0)
              for name in windows[0].inputs}  # fmt: skip
    labels = {}
    for name, values in windows[0].labels.items():
        empty = float("nan") if values.dtype == np.float32 else IGNORE
        labels[name] = _padded([window.labels[name] for window in windows], width, empty)
    pairs, rows, places = [], [], []
    for row, window in enumerate(windows):
        for cue, labelled in zip(window.cues, window.linked, strict=True):
            pairs.append((row, int(cue)))
            rows.append(np.pad(labelled, (0, width - window.size), constant_values=IGNORE))
        if len(window.cues):
            near = places_of(window.cues, window.inputs["first"], window.inputs["sentence"])
            places.append(np.pad(near, ((0, 0), (0, width - window.size))))
    linked = np.stack(rows) if rows else np.zeros((0, width), np.int64)
    near = np.concatenate(places) if places else np.zeros((0, width), np.int64)
    cues = torch.tensor(pairs, dtype=torch.int64).reshape(-1, 2)
    return Batch(inputs, labels, cues, torch.from_numpy(linked), torch.from_numpy(near))


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
        if len(batch.cues):
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
        found["modal"] = functional.binary_cross_entropy_with_logits(
            network.modal(hidden)[known],
            flags[known].to(hidden.dtype),
            weight=torch.where(flags[known] == RARE, 8.0, 1.0),
        )
    return {name: value * WEIGHTS[name] for name, value in found.items()}


def _classes(scores: Tensor, labels: Tensor) -> Tensor:
    return functional.cross_entropy(scores.flatten(0, 1), labels.flatten(), ignore_index=IGNORE)


def _chained(network: Reader, flat: Tensor, labels: Tensor, first: Tensor) -> Tensor:
    emissions, mask = gathered(flat, first)
    tags, _ = gathered(labels.clamp(min=0), first)
    return network.chain.loss(emissions, tags, mask) / mask.sum()


def _linked(network: Reader, hidden: Tensor, flat: Tensor, batch: Batch) -> Tensor:
    """Per token of the window, so that a window with many cues weighs as much as its text."""
    rows, cues = batch.cues[:, 0], batch.cues[:, 1]
    tokens = network.link_token(hidden)[rows]
    scores = network.linked(tokens, network.link_cue(hidden[rows, cues]), batch.places, flat[rows])
    first = batch.inputs["first"][rows]
    emissions, mask = gathered(scores, first)
    tags, _ = gathered(batch.linked.clamp(min=0), first)
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
