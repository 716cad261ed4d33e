"""What waits for a person's ruling: claims, figures and flags, what matters most first, each with its words."""

from onrecord.show.workbench.queue.asked import KINDS, Kind, among, kind_of, left, order, these, waiting
from onrecord.show.workbench.queue.entry import Waiting

__all__ = ["KINDS", "Kind", "Waiting", "among", "kind_of", "left", "order", "these", "waiting"]
