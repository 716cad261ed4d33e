"""The state that merging works on: names grouped by their words, what sort each is, and the clusters so far."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from onrecord.resolve.actors.mention import Cluster, Mention
from onrecord.resolve.actors.scene import Scene

Key = tuple[str, ...]


@dataclass(slots=True)
class Naming:
    """Names of one text on their way to clusters.

    ``groups`` maps the folded words of a name to its mentions (indices), ``sorts`` to "person", "body" or "state".
    ``holders`` maps a word to the bodies of longer names that hold it, ``endings`` to those that end in it.
    """

    scene: Scene
    mentions: list[Mention]
    groups: dict[Key, list[int]]
    sorts: dict[Key, str]
    clusters: list[Cluster] = field(default_factory=list)
    holders: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    endings: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def keys(self, sort: str) -> list[Key]:
        """Names of one sort, in order of first mention."""
        return [key for key in self.groups if self.sorts[key] == sort]

    def new(self) -> Cluster:
        """An empty cluster that has a name."""
        self.clusters.append(Cluster(len(self.clusters), named=True))
        return self.clusters[-1]

    def add(self, cluster: Cluster, items: list[int]) -> None:
        """Put mentions into a cluster, with what they tell of its kind, gender and country."""
        for number in items:
            mention = self.mentions[number]
            mention.cluster = cluster.number
            cluster.mentions.append(number)
            cluster.keys[mention.words] += 1
            cluster.kinds[mention.kind] += 1
            if mention.hint is not None:
                cluster.hints[mention.hint] += 1
            cluster.gender = cluster.gender or mention.gender
            cluster.country = cluster.country or mention.country

    def body_with(self, word: str) -> Cluster | None:
        """ "the Times", "the Shield": the one body whose longer name holds the word; unless last, it must be rare."""
        lex = self.scene.lex
        rare = word not in lex.demonyms and word not in lex.modifiers and word not in lex.heads
        owners = self.holders.get(word) if rare else self.endings.get(word)
        return self.clusters[next(iter(owners))] if owners and len(owners) == 1 else None
