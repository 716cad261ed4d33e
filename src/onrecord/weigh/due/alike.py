"""Whether two reports promise the same for the same day."""

from __future__ import annotations

from onrecord.weigh.due.wordings import tokens


def alike(one: str, other: str) -> bool:
    """Whether two sentences promise the same with other words; asked of items that end on the same day.

    "The exchange is to take place by 1 April" and "Prisoners will be exchanged by the first of April" do.
    """
    first, second = set(tokens(one)), set(tokens(other))
    shared = sum(a.stem == b.stem or not a.families.isdisjoint(b.families) for a in first for b in second)
    return shared >= min(2, len(first), len(second)) and shared > 0
