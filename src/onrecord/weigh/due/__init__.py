"""What is due: deadlines, promises, announced events; found in one report, answered by later ones."""

from onrecord.weigh.due.find import Item, found
from onrecord.weigh.due.place import place

__all__ = ["Item", "found", "place"]
