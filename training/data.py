"""Which corpora are learnt from, in what share, and the order of their windows (seeded, so a run can be resumed)."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from tokenizers import Tokenizer

from training import silver
from training.corpora import conllu, entities, events, extra, factuality, polnear
from training.encode import Encoded, encode
from training.shape import Example

# Share of the wordpieces read. Attribution keeps its quality while it holds at least half (docs/decisions/0003).
SHARES = {
    "polnear": 0.50,
    "gum": 0.11,
    "ewt": 0.06,
    "re3d": 0.05,
    "crossner": 0.02,
    "uds": 0.04,
    "meantime": 0.03,
    "extra": 0.02,
    "happened": 0.06,
    "reports": 0.06,
    "cameo": 0.04,
    "stories": 0.01,
}
CORPORA: dict[str, Callable[[Path], Iterator[Example]]] = {
    "polnear": lambda root: polnear.examples(root, "train"),
    "gum": lambda root: conllu.gum(root, "train"),
    "ewt": conllu.ewt,
    "re3d": lambda root: entities.re3d(root, "train"),
    "crossner": lambda root: entities.crossner(root, "train"),
    "uds": lambda root: factuality.uds(root, "train"),
    "meantime": lambda root: factuality.meantime(root, "train"),
    "extra": lambda _root: extra.examples(),
    "happened": lambda _root: events.own(),
    "reports": lambda _root: events.reports(),
    "cameo": lambda root: events.labelled(root, "train"),
    "stories": lambda root: events.stories(root, "train"),
}
# Whole articles and pages, which teach the event head that most words of a text tell of nothing; the stories too: of
# them it is known only that some word tells of their type, and without this any word of a short report came to.
ORDINARY = frozenset({"polnear", "gum", "ewt", "re3d", "uds", "extra", "stories"})
# Wordpieces a batch, four full windows: twice the updates of eight for the same reading.
BATCH = 1_024


@dataclass(slots=True)
class Stream:
    """The batches of one corpus, epoch after epoch; ``taken`` counts batches and is all that a checkpoint needs."""

    name: str
    windows: list[Encoded]
    seed: int
    taken: int = 0
    read: int = 0
    _epoch: int = -1
    _order: list[list[int]] = field(default_factory=list)
    _base: int = 0

    def next(self) -> list[Encoded]:
        """The next batch; windows of like length stand together, batches come in random order."""
        while self.taken - self._base >= len(self._order):
            self._base += len(self._order)
            self._epoch += 1
            self._order = self._shuffled()
        batch = [self.windows[index] for index in self._order[self.taken - self._base]]
        self.taken += 1
        self.read += sum(window.size for window in batch)
        return batch

    def _shuffled(self) -> list[list[int]]:
        order = random.Random(f"{self.seed}-{self.name}-{self._epoch}")
        indices = sorted(range(len(self.windows)), key=lambda index: (self.windows[index].size // 16, order.random()))
        batches: list[list[int]] = [[]]
        for index in indices:
            if (len(batches[-1]) + 1) * self.windows[index].size > BATCH and batches[-1]:
                batches.append([])
            batches[-1].append(index)
        order.shuffle(batches)
        return batches


def streams(root: Path, tokenizer: Tokenizer, *, seed: int, trees: Path | None = None) -> dict[str, Stream]:
    """Every corpus that is there, encoded; a missing one is skipped and its share falls to the others.

    ``trees`` is the folder of a model whose trees the corpora of :data:`silver.CORPORA` get.
    """
    found: dict[str, Stream] = {}
    eventless = events.eventless([*events.own(), *events.reports(), *events.labelled(root, "train")])
    for name, examples in CORPORA.items():
        known = eventless if name in ORDINARY else None
        given = examples(root)
        if trees is not None and name in silver.CORPORA:
            given = silver.parsed(given, trees)
        windows = [window for example in given for window in encode(replace(example, eventless=known), tokenizer)]
        if windows:
            found[name] = Stream(name, windows, seed)
    return found


def refocused(fixed: dict[str, float]) -> dict[str, float]:
    """The shares with those of ``fixed`` set and the others scaled to fill it; ``KeyError`` on an unknown name."""
    rest = 1 - sum(SHARES[name] for name in fixed)
    scale = (1 - sum(fixed.values())) / rest
    return {name: fixed.get(name, share * scale) for name, share in SHARES.items()}


def most_owed(found: dict[str, Stream], shares: dict[str, float]) -> Stream:
    """The corpus furthest behind its share."""
    return min(found.values(), key=lambda stream: (stream.read / shares[stream.name], stream.name))
