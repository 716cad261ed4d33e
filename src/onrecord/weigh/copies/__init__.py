"""Which reports are copies of one another: the same words under another name, cut, edited or lightly rewritten."""

from __future__ import annotations

from onrecord.weigh.copies.compare import Changed, Likeness, likeness
from onrecord.weigh.copies.credits import credited
from onrecord.weigh.copies.place import place
from onrecord.weigh.copies.sketch import sketch

__all__ = ["Changed", "Likeness", "credited", "likeness", "place", "sketch"]
