"""Speakers and places that a person names: an actor or place of the ledger, or words that stand in the report."""

from __future__ import annotations

import json
from typing import Any

from sqlalchemy import select

from onrecord.core.span import Span
from onrecord.errors import UsageError
from onrecord.ledger.alike import alike
from onrecord.ledger.judgements.fields import Context, words
from onrecord.ledger.judgements.items import Item, check_alive, find, items_in
from onrecord.ledger.judgements.spans import nearest
from onrecord.ledger.schema import actors, namings


def speaker(value: Any, context: Context, *, source: Span | None) -> dict[str, Any]:
    """Who says it, with the words that name them: ``{"speaker": "A3", "speaker_name": …, "source": [[6, 21]]}``.

    ``value`` is "A3" or a name in the report; ``source`` the words, where a person points at them. Raises
    ``UsageError`` where neither the report nor a person shows words for it.
    """
    named = words(value, context)
    document = int(context.item.document or 0)
    if named[0] == "A" and named[1:].isdigit():
        actor = find(context.connection, named)
        check_alive(context.connection, actor)
        own = [item for item in items_in(context.connection, document, "naming") if item.row.actor == actor.row.id]
        shown = source or _nearest_mention(own, context) or _own_source(context)
        if shown is None:
            raise UsageError(f"{named} is not named in D{document}; point at the words that mean them: source=412-423")
        return {"speaker": actor.address, "speaker_name": actor.row.name, "source": [list(shown)]}
    shown = source or nearest(named, context.text, near=context.span)
    known = [
        item
        for item in items_in(context.connection, document, "naming")
        if alike(item.row.name) == alike(named) or any(span == shown for span in item.spans)
    ]
    found = f"A{known[0].row.actor}" if known else None
    return {"speaker": found, "speaker_name": named, "source": [list(shown)]}


def speaker_now(context: Context) -> str | None:
    """The actor who speaks as the reading has it: "A3"."""
    naming = context.item.row.speaker
    if naming is None:
        return None
    actor = context.connection.scalar(
        select(actors.c.id).join(namings, namings.c.actor == actors.c.id).where(namings.c.id == naming)
    )
    return None if actor is None else f"A{actor}"


def place(value: Any, context: Context) -> dict[str, Any]:
    """Where it is: ``{"place": "D41/pla3", "place_name": "Odesa", "place_span": [567, 573]}``.

    ``value`` is "pla3", "D41/pla3", or a name: of a place read in this report, or words of it (``place`` is then None,
    because nobody has said yet where that lies). Raises ``UsageError`` where the words are not in the report.
    """
    named = words(value, context)
    document = int(context.item.document or 0)
    here = items_in(context.connection, document, "placing")
    if named.removeprefix(f"D{document}/") in {item.row.local for item in here}:
        found = [item for item in here if item.row.local == named.removeprefix(f"D{document}/")]
    elif "/pla" in named or (named.startswith("pla") and named[3:].isdigit()):
        raise UsageError(f"{named} is no place of D{document}; name one that is read in it, or words of it")
    else:
        found = [item for item in here if alike(named) in {alike(item.row.name), alike(item.row.text)}]
    if not found:
        return {"place": None, "place_name": named, "place_span": list(nearest(named, context.text, near=context.span))}
    middle = context.span.start if context.span else 0
    best = min(found, key=lambda item: abs(item.row.start - middle))
    return {"place": best.address, "place_name": best.row.name, "place_span": [best.row.start, best.row.end]}


def place_now(context: Context) -> dict[str, Any]:
    """Where it is as the reading has it."""
    here = items_in(context.connection, int(context.item.document or 0), "placing")
    for item in here:
        if item.row.id == context.item.row.place:
            return {"place": item.address, "place_name": item.row.name, "place_span": [item.row.start, item.row.end]}
    return {"place": None, "place_name": None, "place_span": None}


def _nearest_mention(own: list[Item], context: Context) -> Span | None:
    spans = [span for item in own for span in item.spans]
    middle = context.span.start if context.span else 0
    return min(spans, key=lambda span: abs(span.start - middle)) if spans else None


def _own_source(context: Context) -> Span | None:
    written = json.loads(context.item.row.source)
    return Span(*written[0]) if written else None
