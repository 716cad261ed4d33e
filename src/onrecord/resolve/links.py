"""Ties a figure to where, when and inside whose words it stands: "at least 13" in Odesa on Friday, per the mayor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar, get_args

from onrecord.core import Analysis, Attribution, Figure, Place, Span, Time
from onrecord.core.mentions import Certainty

Located = TypeVar("Located", Place, Time)
_SURE = get_args(Certainty)  # from the surest to the least sure


def tied(
    analysis: Analysis,
    figures: Sequence[Figure],
    *,
    places: Sequence[Place],
    times: Sequence[Time],
    attributions: Sequence[Attribution],
) -> list[Figure]:
    """Figures with ``place``, ``time`` and ``attribution`` filled in where the sentence gives them."""
    where = [place for place in places if place.literal]
    when = [time for time in times if time.kind in ("date", "time") and time.edtf is not None]
    return [
        replace(
            figure,
            place=_nearest(analysis, figure.span, where),
            time=_nearest(analysis, figure.span, when),
            attribution=_innermost(figure.span, attributions),
        )
        for figure in figures
    ]


def weakened(attributions: Sequence[Attribution]) -> list[Attribution]:
    """Nobody is surer than those he is quoted by: "unconfirmed reports said the minister had told …" is possible.

    ``hedges`` become the words that decided the least sure of them.
    """
    by_id = {item.id: item for item in attributions}
    found = []
    for item in attributions:
        least, above, seen = item, item.parent, {item.id}
        while above is not None and above not in seen:
            outer = by_id[above]
            least = outer if _SURE.index(outer.certainty) > _SURE.index(least.certainty) else least
            seen.add(above)
            above = outer.parent
        found.append(item if least is item else replace(item, certainty=least.certainty, hedges=least.hedges))
    return found


def _nearest(analysis: Analysis, span: Span, candidates: Sequence[Located]) -> str | None:
    """The candidate of the same sentence that stands nearest; one that overlaps the figure itself does not count."""
    sentence = analysis.sentence_at(span.start)
    if sentence is None:
        return None
    inside = [item for item in candidates if sentence.span.contains(item.span) and not item.span.overlaps(span)]
    best = min(inside, key=lambda item: (max(item.span.start - span.end, span.start - item.span.end), item.span),
               default=None)  # fmt: skip
    return best.id if best is not None else None


def _innermost(span: Span, attributions: Sequence[Attribution]) -> str | None:
    """The attribution with the shortest content around the figure: the voice that states it."""
    around = [
        (sum(part.length for part in item.content), item.id)
        for item in attributions
        if any(part.contains(span) for part in item.content)
    ]
    return min(around)[1] if around else None
