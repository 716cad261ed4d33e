"""All reports weighed so far, held in memory: what evaluation runs on, and how a ledger uses this room.

A ledger keeps the same four things as tables: the reports under their keys, the traits of each telling, the event each
belongs to, and in how many reports each word stands. What one report costs does not grow with how many are known:
postings are cut at :data:`RECENT`, comparisons at ``stories.MOST_KEPT`` reports.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.weigh.events.compare import Weighed, weighed
from onrecord.weigh.events.join import JOIN, Group, Known, join
from onrecord.weigh.events.scorer import Parameters, shipped
from onrecord.weigh.events.stories import keys_of, near_stories, shortlist
from onrecord.weigh.events.traits import Story, Traits
from onrecord.weigh.events.weights import Weights, story_bag

RECENT = 400  # of the reports that share a word, the latest are looked at


@dataclass(slots=True)
class Memory:
    """Reports and their events; :meth:`add` takes one more report in.

    ``Memory().add(story, traits)`` gives the event number of each telling, in their order.
    """

    parameters: Parameters = field(default_factory=shipped)
    at_least: float = JOIN
    weights: Weights = field(init=False)
    events: int = 0
    _stories: dict[int, dict[str, float]] = field(default_factory=dict)
    _tellings: dict[int, list[tuple[Weighed, int]]] = field(default_factory=dict)
    _found_under: dict[str, deque[int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.weights = Weights(self.parameters.background)

    def add(self, story: Story, traits: Sequence[Traits]) -> list[int]:
        """Join or found: the numbers of the events that the tellings of a report are."""
        return [number for number, _ in self.explained(story, traits)]

    def explained(self, story: Story, traits: Sequence[Traits]) -> list[tuple[int, Group]]:
        """As :meth:`add`, each number with the group that decided and its reason."""
        bag = story_bag(story.counts, self.weights)
        keys = keys_of(bag)
        found = shortlist(((key, self._found_under.get(key, ())) for key in keys), self.weights)
        near = near_stories(bag, ((report, self._stories[report]) for report in found))
        known = [Known(telling, event) for report in sorted(near) for telling, event in self._tellings[report]]
        new = [weighed(telling, self.weights) for telling in traits]
        groups = join(new, known, near=near, trees=self.parameters.trees, at_least=self.at_least)
        placed = self._numbered(groups, len(traits))
        self._stories[story.document] = bag
        self._tellings[story.document] = [(one, number) for one, (number, _) in zip(new, placed, strict=True)]
        for key in keys:
            self._found_under.setdefault(key, deque(maxlen=RECENT)).append(story.document)
        return placed

    def _numbered(self, groups: Sequence[Group], count: int) -> list[tuple[int, Group]]:
        by_member: dict[int, tuple[int, Group]] = {}
        for group in groups:
            number = group.event
            if number is None:
                self.events += 1
                number = self.events
            by_member.update(dict.fromkeys(group.members, (number, group)))
        return [by_member[member] for member in range(count)]
