"""Which attribution stands inside which: "the paper reported that the service knew" is two, one in the other."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush

from onrecord.core import Attribution, Span

# Contents open at one point of the text; deeper nesting than this is noise and would cost time on hostile input.
DEEPEST = 40


def parents(text: str, attributions: Sequence[Attribution]) -> list[int | None]:
    """For each attribution the index of the one whose content holds it most tightly, never in a circle.

    An attribution lies where its cue lies (without a cue, its source, then its content).
    """
    anchors = sorted((_anchor(item).start, number) for number, item in enumerate(attributions))
    parts = sorted((part.start, part.end, number) for number, item in enumerate(attributions) for part in item.content)
    sizes = [sum(part.length for part in item.content) for item in attributions]
    found: list[int | None] = [None] * len(attributions)
    open_parts: list[tuple[int, int]] = []
    following = 0
    for offset, number in anchors:
        while following < len(parts) and parts[following][0] <= offset:
            heappush(open_parts, (parts[following][1], parts[following][2]))
            following += 1
        while open_parts and open_parts[0][0] <= offset:
            heappop(open_parts)
        holders = [
            other for _, other in open_parts[:DEEPEST] if other != number and _holds(attributions, other, number)
        ]
        if holders:
            found[number] = min(holders, key=lambda other: (sizes[other], other))
    _share_content(text, attributions, found)
    return [
        parent if parent is not None and not _circular(found, number) else None for number, parent in enumerate(found)
    ]


def _anchor(item: Attribution) -> Span:
    for spans in (item.cue, item.source, item.content):
        if spans:
            return spans[0]
    return Span(0, 0)


def _holds(attributions: Sequence[Attribution], outer: int, inner: int) -> bool:
    """True where the whole cue lies in the content, and the inner content does not reach round the outer cue."""
    one, two = attributions[outer], attributions[inner]
    cue = two.cue or (_anchor(two),)
    if not all(any(part.contains(span) for part in one.content) for span in cue):
        return False
    own = one.cue or (_anchor(one),)
    return not any(part.contains(span) for part in two.content for span in own)


# Cues that name where another speaker has it from, and cues that name who passes another's words on.
_CITES = ("citing", "quoting", "cited", "quoted")
_CARRIES = ("according to", "as reported by", "per", "via")


def _share_content(text: str, attributions: Sequence[Attribution], found: list[int | None]) -> None:
    """ "State television reported, citing a military source, that …": one content, the cited source stands inside."""
    by_content: dict[Span, list[int]] = {}
    for number, item in enumerate(attributions):
        if item.content and item.cue and item.source:
            by_content.setdefault(item.content[-1], []).append(number)
    for numbers in by_content.values():
        if len(numbers) != 2:
            continue
        for one, two in (numbers, numbers[::-1]):
            cue = attributions[two].cue[0].of(text).lower()
            if cue.startswith(_CITES) and found[two] is None:
                found[two] = one
            elif cue.startswith(_CARRIES) and found[one] is None and found[two] != one:
                found[one] = two
            else:
                continue
            break


def _circular(found: list[int | None], start: int) -> bool:
    at: int | None = found[start]
    for _ in range(DEEPEST):
        if at is None:
            return False
        if at == start:
            return True
        at = found[at]
    return True
