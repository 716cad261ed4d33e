"""From rows to statements that can be compared: who is behind each, when it was said, what it only retells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row

from onrecord.core.answers.happenings import Stated
from onrecord.ledger.grouping import population
from onrecord.ledger.moments import bounds
from onrecord.weigh.agreement import Said
from onrecord.weigh.origins import Voice
from onrecord.weigh.origins.joined import names, together
from onrecord.weigh.origins.sorts import outlet_named, sort_of


def said(
    statements: Sequence[Stated], voices: Sequence[Voice], kept: Sequence[tuple[Row[Any], Mapping[str, Any]]]
) -> list[Said]:
    """The statements of one group as :mod:`onrecord.weigh.agreement` compares them, in the same order."""
    return [
        Said(
            document=stated.document,
            span=stated.span,
            text=stated.text,
            low=stated.low,
            best=stated.best,
            high=stated.high,
            unit=stated.unit,
            origin=origin,
            at=_moment(stated.published),
            publisher=stated.publisher,
            counted=population(change.get("counted", row.whom or row.counted), row.measure or row.meant),
            approximate=stated.approximate,
            denied=stated.polarity == "denied",
            copy_of=stated.copy_of,
            retold=row.corrects is not None or row.retracts is not None,
            own_voice=own,
        )
        for stated, (row, change), (origin, own) in zip(statements, kept, _behind(voices), strict=True)
    ]


def _behind(voices: Sequence[Voice]) -> list[tuple[str, bool]]:
    """The name of who is behind each, one name for one origin, and whether it is the outlet that speaks itself."""
    sorts = [sort_of(voice) for voice in voices]
    found = [_unnamed(voice, sort) for voice, sort in zip(voices, sorts, strict=True)]
    named = [place for place, sort in enumerate(sorts) if sort == "named"]
    for group in together([voices[place] for place in named]):
        name = names(voices[named[at]] for at in group) or found[named[group[0]]][0]
        for at in group:
            found[named[at]] = (name, False)
    return found


def _unnamed(voice: Voice, sort: str) -> tuple[str, bool]:
    """Unnamed sources of one outlet are one possible origin; what an outlet has seen is its own."""
    outlet = voice.publisher or voice.document
    if sort == "outlet":
        return voice.last or outlet, False
    if sort == "unnamed":
        return f"unnamed sources of {outlet_named(outlet) or outlet}", False
    return outlet, sort != "witness"


def _moment(published: str | None) -> datetime | None:
    found = bounds(published)
    return None if found is None else datetime.strptime(found[0], "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC)
