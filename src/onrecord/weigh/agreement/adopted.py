"""Whose figure it is that an outlet gives in its own voice: of whoever gave that figure before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.weigh.agreement.said import Said, in_order
from onrecord.weigh.agreement.values import repeats


def adopted(statements: Sequence[Said]) -> list[Said]:
    """The statements with what outlets say in their own voice laid to the last who gave just that figure before.

    "Thirteen people were killed" without a source, a day after the ministry said 13, is the ministry's 13 told again; a
    figure that nobody had given before stays the outlet's own.
    """
    given: list[Said] = []
    found = list(statements)
    for place in in_order(statements):
        one = statements[place]
        if one.own_voice:
            before = next((other for other in reversed(given) if repeats(other, one)), None)
            if before is not None:
                found[place] = replace(one, origin=before.origin)
        if not (one.denied or one.retold or one.copy_of):  # a copy may hold what its original never said
            given.append(found[place])
    return found
