"""A correction, held against the item it is made on: which fields, of what form, read from which words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection

from onrecord.core.span import Span
from onrecord.errors import UsageError
from onrecord.ledger.alike import alike
from onrecord.ledger.judgements import dates, named
from onrecord.ledger.judgements.fields import ALSO, NOTHING, WITH_SPAN, Context, fields_of
from onrecord.ledger.judgements.items import Item, members, text_of
from onrecord.ledger.judgements.spans import nearest, span_of

Change = dict[str, dict[str, Any]]
"""Each field with its value before and after: ``{"low": {"before": 13, "after": 9}}``."""


def correction(connection: Connection, item: Item, given: Mapping[str, Any], ruled: Mapping[str, Any]) -> Change:
    """What the fields ``given`` change on ``item``, on which ``ruled`` has been corrected before.

    Raises ``UsageError`` for a field this kind of item has not, a value of the wrong form, words that are not in the
    report, ends out of order, or where nothing would change.
    """
    fields = fields_of(item.kind)
    asked = {ALSO.get(name, name): value for name, value in given.items()}
    pointing = {"span"} if item.kind in WITH_SPAN else set()
    pointing |= {"source"} if item.kind == "claim" else set()
    if not fields:
        raise UsageError(f"{item.address}: {_other_way(item)}")
    if strange := sorted(set(asked) - set(fields) - pointing):
        known = ", ".join(sorted({*fields, *pointing}))
        raise UsageError(f"{item.address}: a {item.kind} has no {strange[0]!r} to correct; it has {known}")
    if not asked:
        raise UsageError(f"{item.address}: say what is to be corrected: low=9 best=9, span=412-423, speaker=A3 …")
    text = text_of(connection, item.document)[1] if item.document is not None else ""
    now = {**_values(item), **ruled}
    own = _now_span(item, ruled)
    span = _pointed(item, asked.get("span"), text, own)
    context = Context(connection, item, text, now, span or own)
    if "speaker" in asked and "speaker" not in ruled:
        now["speaker"] = named.speaker_now(context)
    if "place" in asked and "place" not in ruled:
        now.update(named.place_now(context))
    try:
        after = _after(context, asked, text)
    except UsageError as wrong:
        raise UsageError(f"{item.address}: {wrong}") from None
    if span is not None:
        after["span"], after["text"] = list(span), span.of(text)
        now["span"], now["text"] = list(own) if own else None, now.get("text", own.of(text) if own else None)
    _check_whole(context, {**now, **after})
    changed = {
        name: {"before": _plain(now.get(name)), "after": value}
        for name, value in after.items()
        if _plain(now.get(name)) != value
    }
    if not changed:
        raise UsageError(f"{item.address}: it says so already; use accept to confirm it")
    return changed


def _after(context: Context, asked: Mapping[str, Any], text: str) -> dict[str, Any]:
    """The new values, with those that follow from them."""
    fields = fields_of(context.item.kind)
    after: dict[str, Any] = {}
    context.notes.update({"type": asked["type"]} if "type" in asked else {})
    for name, value in asked.items():
        if name in {"span", "source"}:
            continue
        if name == "speaker":
            source = span_of(asked["source"], text, near=context.span) if "source" in asked else None
            after.update(named.speaker(value, context, source=source))
        elif name == "place":
            after.update(_place(value, context))
        else:
            after[name] = _parsed(name, fields[name], value, context)
    if "source" in asked and "speaker" not in asked:
        after["source"] = [list(span_of(asked["source"], text, near=context.span))]
    if "edtf" in after and context.item.kind == "happening":
        after["earliest"], after["latest"] = dates.check(after["edtf"]) if after["edtf"] else (None, None)
    elif after.get("edtf"):
        dates.check(after["edtf"])
    if "counted" in after:
        counted = after["counted"]
        after["counted_span"] = list(nearest(counted, text, near=context.span)) if counted else None
    if "type" in after and "mode" not in after and context.now.get("mode") is not None:
        after["mode"] = None  # a mode belongs to its type
    return after


def _parsed(name: str, parse: Any, value: Any, context: Context) -> Any:
    try:
        return parse(value, context)
    except UsageError as wrong:
        raise UsageError(f"{name}: {wrong}") from None


def _place(value: Any, context: Context) -> dict[str, Any]:
    if value is None or (isinstance(value, str) and value.strip().casefold() in NOTHING):
        return {"place": None, "place_name": None, "place_span": None}
    return named.place(value, context)


def _check_whole(context: Context, whole: Mapping[str, Any]) -> None:
    """What must hold between fields."""
    address = context.item.address
    if context.item.kind == "figure":
        ends = [(name, whole[name]) for name in ("low", "best", "high") if whole.get(name) is not None]
        for (lower, small), (upper, large) in pairwise(ends):
            if small > large:
                raise UsageError(f"{address}: {lower} {small:g} is above {upper} {large:g}; give both, or {upper}=none")
    if context.item.kind == "placing" and (whole.get("lat") is None) != (whole.get("lon") is None):
        raise UsageError(f"{address}: lat and lon belong together; give both")
    if context.item.kind == "actor" and not _is_called(context, alike(str(whole["name"]))):
        raise UsageError(
            f"{address}: no report calls them {whole['name']!r}; choose a name that is written in one, "
            "as onrecord show lists them"
        )


def _is_called(context: Context, name: str) -> bool:
    """True where the ledger or a report calls an actor so; texts are opened only where no reading gave that name."""
    parts = members(context.connection, context.item)
    if name == alike(context.item.row.name) or any(name == alike(part.row.name) for part in parts):
        return True
    return any(
        name == alike(span.of(text))
        for part in parts
        for text in (text_of(context.connection, part.document or 0)[1],)
        for span in part.spans
    )


def _values(item: Item) -> dict[str, Any]:
    """The values of an item as its reading has them, by the names of fields."""
    row: dict[str, Any] = dict(item.row._mapping)
    if item.kind == "figure":
        row["counted_span"] = None if row["counted_start"] is None else [row["counted_start"], row["counted_end"]]
    if item.kind == "claim":
        row["source"] = json.loads(row["source"])
    return row


def _now_span(item: Item, ruled: Mapping[str, Any]) -> Span | None:
    if (span := ruled.get("span")) is not None:
        return Span(*span)
    return Span(item.spans[0].start, item.spans[-1].end) if item.spans else None


def _pointed(item: Item, given: Any, text: str, own: Span | None) -> Span | None:
    if given is None:
        return None
    try:
        return span_of(given, text, near=own)
    except UsageError as wrong:
        raise UsageError(f"{item.address}: {wrong}") from None


def _plain(value: Any) -> Any:
    """13.0 as 13, so that a number has one way of being written."""
    return int(value) if isinstance(value, float) and value.is_integer() and abs(value) < 2**53 else value


def _other_way(item: Item) -> str:
    return {
        "event": "correct what a report says of it, D41/eve2; an event over all reports can be merged and split",
        "flag": "a flag is accepted or rejected; correct what it stands on",
        "tie": "a relation is accepted or rejected",
    }.get(item.kind, "a report is marked as a copy or not; its own facts are those it came with")
