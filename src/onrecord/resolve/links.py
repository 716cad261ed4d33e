"""Ties a figure to where, when and inside whose words it stands: "at least 13" in Odesa on Friday, per the mayor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from onrecord.core import Analysis, Attribution, Figure, Place, Span, Time

Located = TypeVar("Located", Place, Time)


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
